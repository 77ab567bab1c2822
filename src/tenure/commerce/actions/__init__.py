"""What members do with products, orders, deliveries and invoices."""
