"""What the values of a row are worked out with: the run's defaults and the exchange rates."""

import bisect
import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from tenure.integrations.imports.causes import NO_RATE

OWN = "tenure"
"""The source of our own exports, in which a record's identity is its number here."""


@dataclass(frozen=True)
class Facts:
    """`currency` is that of rows which name none, `reporting` the currency sums are reported in.

    `rates` holds for every currency its rates to the reporting currency with the day each began, oldest first.
    `today` is the day of the import: nothing can have happened after it.
    """

    source: str
    currency: str
    reporting: str
    today: dt.date
    rates: Mapping[str, Sequence[tuple[dt.date, Decimal]]] = field(default_factory=dict)

    def rate(self, currency: str, day: dt.date) -> Decimal:
        """What one unit was worth in the reporting currency on a day. ValueError where no rate is known for it.

        >>> facts = Facts("erp", "EUR", "EUR", dt.date(2024, 6, 1), {"USD": [(dt.date(2024, 1, 1), Decimal("0.91"))]})
        >>> facts.rate("USD", dt.date(2024, 5, 1)), facts.rate("EUR", dt.date(2024, 5, 1))
        (Decimal('0.91'), Decimal('1'))
        """
        if currency == self.reporting:
            return Decimal(1)
        known = self.rates.get(currency, ())
        place = bisect.bisect_right(known, day, key=lambda entry: entry[0])
        if not place:
            raise ValueError(NO_RATE.format(currency=currency, reporting=self.reporting))
        return known[place - 1][1]
