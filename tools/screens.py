"""Every screen, named once: tests look for faults on each, `make pictures` takes its picture.

An address may hold {account}, the number of an account that has a story.
"""

SCREENS = {
    "portfolio": "/portfolio/",
    "not-key": "/portfolio/not-key/",
    "movers": "/portfolio/movers/",
    "accounts": "/accounts/",
    "account": "/accounts/{account}/",
    "awareness": "/portfolio/awareness/",
    "criteria": "/criteria/",
    "service": "/criteria/service/",
    "seasons": "/seasons/",
    "members": "/members/",
    "settings": "/settings/",
    "sessions": "/settings/sessions",
    "tokens": "/settings/tokens",
    "preferences": "/settings/preferences",
    "notifications": "/notifications/",
    "find": "/find",
    "shortcuts": "/shortcuts",
    "help": "/help",
    "kit": "/kit",
    "nothing-here": "/accounts/999999999/",
}
# Those that show themselves to whoever is not signed in.
DOORS = {"sign-in": "/sign-in", "forgotten": "/forgotten"}
