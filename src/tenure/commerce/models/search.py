from django.db import models

from tenure.commerce.models.product import Product


class ProductSearch(models.Model):
    """SQLite's trigram index of products' names, codes and families; see `accounts.models.search`."""

    product = models.OneToOneField(
        Product, on_delete=models.DO_NOTHING, primary_key=True, db_column="rowid", related_name="search"
    )
    text = models.TextField(db_column="commerce_product_search")

    class Meta:
        managed = False
        db_table = "commerce_product_search"

    def __str__(self) -> str:
        return f"index of {self.product_id}"
