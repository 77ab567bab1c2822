"""What we sell, what was ordered, delivered and invoiced."""

from tenure.commerce.models.delivery import Delivery
from tenure.commerce.models.invoice import Invoice
from tenure.commerce.models.order import Order, OrderLine
from tenure.commerce.models.product import Product
from tenure.commerce.models.search import ProductSearch

__all__ = ["Delivery", "Invoice", "Order", "OrderLine", "Product", "ProductSearch"]
