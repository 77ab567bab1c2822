"""Products: what we sell. Every member sees them, leaders change them."""

from django.http import HttpResponse
from ninja import Router

from tenure.api.answers import answer, nothing
from tenure.api.auth import ApiRequest
from tenure.api.body import changes_and_version, given
from tenure.api.doors import reads, writes
from tenure.api.filters import amounts, asks, moments, text
from tenure.api.idempotency import once
from tenure.api.listing import Listing, Order, list_page
from tenure.api.rows import shown
from tenure.api.schemas.fields import PathKey
from tenure.api.schemas.products import ProductIn, ProductOut, ProductPage, ProductPatch
from tenure.commerce.actions.product import change_product, create_product, trash_product
from tenure.commerce.models import Product
from tenure.core.audit import field_values

router = Router(tags=["products"])

LISTING = Listing(
    shown=shown(Product.objects, ProductOut),
    filters={
        **text("code"),
        **text("name"),
        **text("family"),
        **text("source"),
        **text("external_id"),
        **amounts("list_price"),
        **amounts("cost"),
        "discontinued": asks("discontinued", bool),
        **moments("updated_at"),
    },
    orders={"name": Order("name"), "id": Order("id"), "list_price": Order("list_price", nullable=True)},
    default="name",
)


def visible(request: ApiRequest, product_id: int) -> Product:
    """The product, unless it is in the trash."""
    return Product.objects.visible_to(request.auth).get(pk=product_id)


@router.get("", response=ProductPage, **reads("product.see", LISTING))
def list_products(request: ApiRequest) -> HttpResponse:
    """What we sell."""
    return list_page(request, LISTING, LISTING.rows.visible_to(request.auth))


@router.post("", response={201: ProductOut}, **writes("product.create", once=True))
@once
def post_product(request: ApiRequest, body: ProductIn) -> HttpResponse:
    """Add a product."""
    product = create_product(by=request.auth, **given(body))
    return answer(field_values(product, ProductOut.model_fields), 201)


@router.get("/{int:product_id}", response=ProductOut, **reads("product.see"))
def get_product(request: ApiRequest, product_id: PathKey) -> HttpResponse:
    """One product."""
    return answer(LISTING.shown.seen_by(request.auth).one(LISTING.rows.visible_to(request.auth).filter(pk=product_id)))


@router.patch("/{int:product_id}", response=ProductOut, **writes("product.change"))
def patch_product(request: ApiRequest, product_id: PathKey, body: ProductPatch) -> HttpResponse:
    """Change fields of a product. Others' changes to other fields stay; to the same ones: 409 with their values."""
    product = visible(request, product_id)
    changes, version = changes_and_version(body)
    change_product(product=product, changes=changes, by=request.auth, version=version)
    return answer(field_values(product, ProductOut.model_fields))


@router.delete("/{int:product_id}", response={204: None}, **writes("product.change"))
def delete_product(request: ApiRequest, product_id: PathKey) -> HttpResponse:
    """Put a product into the trash; the orders that name it keep it."""
    trash_product(product=visible(request, product_id), by=request.auth)
    return nothing()
