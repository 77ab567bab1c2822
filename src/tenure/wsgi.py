"""What the web server calls."""

import gc
import os

from django.core.wsgi import get_wsgi_application

# What is loaded now stays, and is never looked through for unused cycles. A page leaves about a thousand of them:
# looking every few pages takes two milliseconds, looking once in a hundred a tenth of a second, and everybody waits.
OBJECTS_BETWEEN_LOOKS = 5_000
LOOKS_BETWEEN_LONGER_ONES = (50, 100)

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tenure.settings")
application = get_wsgi_application()
gc.set_threshold(OBJECTS_BETWEEN_LOOKS, *LOOKS_BETWEEN_LONGER_ONES)
gc.freeze()
