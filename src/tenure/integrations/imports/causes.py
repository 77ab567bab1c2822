"""Why rows are refused, left out, or come in with a remark.

A cause is kept in English with the run, where equal ones are counted together; each is made from a template here, so
that whoever shows it can say it in the reader's language.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext_noop

from tenure.analytics.wording import pgettext_noop
from tenure.core.wording import said

EMPTY = gettext_noop("The cell is empty; a value is needed.")
BROKEN_TEXT = gettext_noop("The text holds characters that no database stores; save the file as UTF-8.")
LONG_TEXT = gettext_noop("The text is longer than {longest} characters.")
NO_EMAIL = gettext_noop("This is not an e-mail address; name@example.com is.")
NO_CURRENCY = gettext_noop("This is not a currency; a code of three letters such as EUR is allowed.")
NO_NUMBER = gettext_noop("This is not a number; something like 1{thousands}234{decimal}50 is allowed.")
NOT_WHOLE = gettext_noop("This is not a whole number.")
TOO_LARGE = gettext_noop("The number is too large; it must be below {limit:,}.")
ABOVE_MOST = gettext_noop("The number is too large; at most {most:,} is allowed.")
ABOVE_HIGHEST = gettext_noop("The number is too large; at most {most} is allowed.")
BELOW_LOWEST = gettext_noop("The number is too small; at least {least} is allowed.")
NO_DAY_FIRST = gettext_noop("This is not a date with the day first, as the column has it; 2024-12-31 is allowed.")
NO_MONTH_FIRST = gettext_noop("This is not a date with the month first, as the column has it; 2024-12-31 is allowed.")
NO_CHOICE = gettext_noop("This is not a known {noun}; {choices} are allowed.")
NO_FLAG = gettext_noop("This is neither yes nor no; TRUE, FALSE, yes, no, 1 and 0 are allowed.")
NOT_WON = gettext_noop("Only won deals are orders; this one is {stage!r}.")
NAMELESS_CONTACT = gettext_noop("The contact has no name; a name or a last name is needed.")
LONG_NAME = gettext_noop("The name is longer than {longest} characters.")
ORDER_WITHOUT_NUMBER = gettext_noop("The order has no number; without one it could not be recognised again.")
LINE_WITHOUT_REVENUE = gettext_noop("The line has no revenue; give it, or a unit price and a quantity.")
LARGE_REVENUE = gettext_noop("The line's revenue is too large; it must be below {limit:,}.")
DELIVERY_WITHOUT_DAY = gettext_noop(
    "The delivery has no date; when it was requested, confirmed or delivered is needed."
)
FUTURE_RATING = gettext_noop("A rating cannot be of the future.")
NO_RATE = gettext_noop(
    "No exchange rate from {currency} to {reporting} is known for the order's day; "
    "import rates first (currency, valid from, rate)."
)
CALLED_ALIKE = gettext_noop("Several {noun} are called so; give an id.")
MISSPELT = gettext_noop("There is no {noun} {text!r}; did you mean {proposal!r}?")
UNKNOWN = gettext_noop("There is no {noun} {text!r}; import it first or correct the {noun}.")
NO_POSITION = gettext_noop("The order has no such position.")
FOREIGN_ORDER = gettext_noop("The order is another account's.")
PARENTS_CALLED_ALIKE = gettext_noop("Several accounts are called so; the account is in without its parent.")
NO_PARENT = gettext_noop("There is no account {text!r}; the account is in without its parent.")
CIRCLE = gettext_noop("The account would stand below itself; its parent stays.")
CONTRADICTION = gettext_noop("The row contradicts an earlier row of the file about the same record.")
MANY_CELLS = gettext_noop("The row has more cells than there are columns.")
NOT_OURS = gettext_noop("No record has this number here; leave the number empty for a new one.")
POSITION_TWICE = gettext_noop("The order has this position twice in the file.")
IN_TRASH = gettext_noop("The record is in the trash; restore it before it is imported again.")
SAID_BEFORE = gettext_noop("An earlier row of the file speaks of the same record; the first one counts.")
WRITTEN_SINCE = gettext_noop("Somebody has written here since the file was made; look at both and write yours again.")
NOT_YOURS_TO_PLAN = gettext_noop("You may not change the plan of this account.")
FURTHER = gettext_noop("Further causes, which are in the file of bad rows.")
MIGHT_BE = gettext_noop("The file might also be {noun}; say so to have it read as that.")

# Why a record stays when an import is undone.
EDITED = gettext_noop("edited since")
NEEDED = gettext_noop("others depend on it")
GONE = gettext_noop("no longer there")

# What the file layer says of a file as a whole.
FILE_NOTICES = (
    gettext_noop("Only the first of {count} sheets of {file} is read: {sheet}."),
    gettext_noop("The header of {file} is in row {row}; the rows above it are skipped."),
    gettext_noop("The header {header} appears more than once; the one in column {column} is {name}."),
)

# What the file layer says of columns: which field one is, and in which two ways it can be read.
GUESSES = (
    gettext_noop("our own name"),
    gettext_noop("{header} is a name of {field}"),
    gettext_noop("{header} contains {field}"),
    gettext_noop("{header} is spelt like {field}"),
    gettext_noop("{day} has the day first and {month} the month"),
    gettext_noop("{date} may be {one} or {other}"),
    gettext_noop("{number} may be read in two ways"),
    gettext_noop("some values have a decimal comma and some a decimal point"),
)

# The more particular before the more general ones.
CAUSES = (
    EMPTY, BROKEN_TEXT, LONG_TEXT, NO_EMAIL, NO_CURRENCY, NO_NUMBER, NOT_WHOLE, TOO_LARGE, ABOVE_MOST, ABOVE_HIGHEST,
    BELOW_LOWEST, NO_DAY_FIRST, NO_MONTH_FIRST, NO_CHOICE, NO_FLAG, NOT_WON, NAMELESS_CONTACT, LONG_NAME,
    ORDER_WITHOUT_NUMBER, LINE_WITHOUT_REVENUE, LARGE_REVENUE, DELIVERY_WITHOUT_DAY, FUTURE_RATING, NO_RATE,
    PARENTS_CALLED_ALIKE, NO_PARENT, CALLED_ALIKE, MISSPELT, UNKNOWN, NO_POSITION, FOREIGN_ORDER, CIRCLE,
    CONTRADICTION, MANY_CELLS, NOT_OURS, POSITION_TWICE, IN_TRASH, SAID_BEFORE, FURTHER, MIGHT_BE,
    EDITED, NEEDED, GONE, WRITTEN_SINCE, NOT_YOURS_TO_PLAN,
)  # fmt: skip
# What rows refer to, one and several, and fields of a few known words.
NOUNS = (
    pgettext_noop("noun", "account"), pgettext_noop("noun", "accounts"), pgettext_noop("noun", "contact"),
    pgettext_noop("noun", "contacts"), pgettext_noop("noun", "product"), pgettext_noop("noun", "products"),
    pgettext_noop("noun", "order"), pgettext_noop("noun", "orders"), pgettext_noop("noun", "member"),
    pgettext_noop("noun", "members"), pgettext_noop("noun", "rating question"),
    pgettext_noop("noun", "rating questions"), pgettext_noop("noun", "lines"), pgettext_noop("noun", "rates"),
    pgettext_noop("noun", "deliveries"), pgettext_noop("noun", "invoices"), pgettext_noop("noun", "ratings"),
    pgettext_noop("noun", "kind"), pgettext_noop("noun", "level"), pgettext_noop("noun", "role"),
    pgettext_noop("noun", "type"), pgettext_noop("noun", "function"), pgettext_noop("noun", "state"),
    pgettext_noop("noun", "order line"), pgettext_noop("noun", "delivery"), pgettext_noop("noun", "invoice"),
    pgettext_noop("noun", "rating"), pgettext_noop("noun", "exchange rate"),
    pgettext_noop("noun", "plan"), pgettext_noop("noun", "plans"),
)  # fmt: skip
LISTS = ("refused", "left_out", "notices")
"""Where a run's report has causes."""


def cause_told(cause: str) -> str:
    """A cause in the active language."""
    return said(cause, CAUSES + FILE_NOTICES)


def guess_told(why: str) -> str:
    """Why a column is read as it is, in the active language."""
    return said(why, GUESSES)


def report_told(report: Mapping[str, Any]) -> dict[str, Any]:
    """A run's report with its causes in the active language."""
    return {**report, **{name: [_told(each) for each in report[name]] for name in LISTS if name in report}}


def causes_told(text: str, counted: Iterable[Mapping[str, Any]]) -> str:
    """The causes of one row, as the file of bad rows has them, in the active language: those that were counted."""
    for each in counted:
        text = text.replace(each["cause"], cause_told(each["cause"]))
    return text


def undone_told(undone: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """What an undoing did, with why it kept what it kept in the active language."""
    if not undone:
        return None
    return {**undone, "kept": [{**each, "why": cause_told(each["why"])} for each in undone["kept"]]}


def _told(each: Any) -> Any:
    # What was found out about the file itself is a sentence without rows.
    return cause_told(each) if isinstance(each, str) else {**each, "cause": cause_told(each["cause"])}
