"""The fields `tenure rank` looks for and the headers they go by, in English and German."""

from tenure.integrations.files.columns import Field, Kind

ACCOUNT = Field(
    "account",
    (
        *("customer id", "customer no", "customer number", "customer code", "account id", "account no", "client id"),
        *("kunden nr", "kundennummer", "kunden id", "debitor", "debitorennummer", "customer", "account", "client"),
        *("kunde", "sold to", "bill to", "buyer", "customer name", "account name", "company", "company name", "firma"),
    ),
    Kind.CODE,
    required=True,
)
ORDER = Field(
    "order",
    (
        *("order id", "order no", "order number", "invoice no", "invoice id", "invoice number", "invoice"),
        *("opportunity id", "document no", "document number", "sales order", "transaction id", "receipt no"),
        *("auftragsnummer", "auftrags nr", "auftrag", "bestellnummer", "bestell nr", "rechnungsnummer", "rechnungs nr"),
        *("belegnummer", "beleg nr", "beleg", "id"),
    ),
    Kind.CODE,
)
DATE = Field(
    "date",
    (
        *("order date", "invoice date", "posting date", "booking date", "close date", "transaction date", "date"),
        *("auftragsdatum", "bestelldatum", "rechnungsdatum", "belegdatum", "buchungsdatum", "datum"),
        *("ordered at", "ordered on", "purchase date", "sale date"),
    ),
    Kind.DATE,
    required=True,
)
REVENUE = Field(
    "revenue",
    (
        *("net revenue", "net amount", "net value", "line total", "line amount", "amount", "net sales", "turnover"),
        *("close value", "order value", "order total", "extended price", "total price", "total", "sales", "value"),
        *("nettoumsatz", "umsatz", "nettobetrag", "betrag", "nettowert", "positionswert", "gesamtpreis", "summe"),
    ),
    Kind.NUMBER,
)
COST = Field(
    "cost",
    ("line cost", "total cost", "cost of goods sold", "cost of sales", "cogs", "kosten", "wareneinsatz", "einstand"),
    Kind.NUMBER,
)
UNIT_COST = Field(
    "unit cost",
    (
        *("cost per unit", "cost price", "standard cost", "purchase price", "einstandspreis", "einkaufspreis"),
        *("stuckkosten", "ek preis"),
    ),
    Kind.NUMBER,
)
QUANTITY = Field(
    "quantity",
    ("qty", "order quantity", "units", "pieces", "menge", "anzahl", "stuckzahl", "stuck", "bestellmenge"),
    Kind.NUMBER,
)
UNIT_PRICE = Field(
    "unit price",
    ("price", "price per unit", "net price", "sales price", "einzelpreis", "stuckpreis", "preis", "vk preis"),
    Kind.NUMBER,
)
DISCOUNT = Field("discount", ("discount rate", "discount percent", "rabatt", "nachlass"), Kind.NUMBER)
PRODUCT = Field(
    "product",
    (
        *("product id", "product code", "product no", "sku", "stock code", "item id", "item no", "item code"),
        *("article no", "material", "artikelnummer", "artikel nr", "artikel", "produktnummer", "produkt"),
        *("product name", "item", "part no", "part number"),
    ),
    Kind.CODE,
)
ACCOUNTS_NAME = Field(
    "accounts.name",
    ("company name", "account name", "customer name", "name", "company", "firma", "firmenname", "kundenname", "name 1"),
)
ACCOUNTS_ID = Field("accounts.id", (*ACCOUNT.synonyms, "id", "number", "nummer", "code"), Kind.CODE, required=True)
PRODUCTS_ID = Field("products.id", (*PRODUCT.synonyms, "id", "number", "nummer", "code"), Kind.CODE, required=True)
PRODUCTS_COST = Field("products.cost", (*UNIT_COST.synonyms, *COST.synonyms, "unit cost", "cost"), Kind.NUMBER)
ORDER_FIELDS = (ACCOUNT, ORDER, DATE, REVENUE, COST, UNIT_COST, QUANTITY, UNIT_PRICE, DISCOUNT, PRODUCT)
