"""What the web server calls."""

import gc
import os

from django.core.wsgi import get_wsgi_application

# A page makes some hundred thousand objects and hardly a cycle of them; looking for cycles as often as usual takes a
# fifth of its time. What is loaded now stays, and need not be looked through at all.
OBJECTS_BETWEEN_LOOKS = 100_000

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tenure.settings")
application = get_wsgi_application()
gc.set_threshold(OBJECTS_BETWEEN_LOOKS, 20, 20)
gc.freeze()
