"""The settings of the tests: the real ones in a home of their own, so that no test comes near anybody's data.

The tests run on SQLite, or with TENURE_TEST_ENGINE=postgresql on the server that TENURE_TEST_POSTGRES names; whatever
DATABASE_URL the caller has is not for tests.
"""

import atexit
import os
import shutil
import tempfile

HOME_OF_TESTS = tempfile.mkdtemp(prefix="tenure-tests-")
atexit.register(shutil.rmtree, HOME_OF_TESTS, ignore_errors=True)
ON_POSTGRES = os.environ.get("TENURE_TEST_ENGINE") == "postgresql"

os.environ["TENURE_HOME"] = HOME_OF_TESTS
os.environ["DATABASE_URL"] = os.environ["TENURE_TEST_POSTGRES"] if ON_POSTGRES else ""

from tenure.settings import *  # noqa: E402, F403 (the environment comes first)

# The password hash that protects members is slow on purpose; tests hash hundreds of passwords and protect nobody.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# Else every client of a test looks through all static files before it asks for the first page.
WHITENOISE_AUTOREFRESH = True

if not ON_POSTGRES:
    # In a file as everywhere else: SQLite's shared memory knows no waiting, and threads of a test would collide in it.
    DATABASES["default"].setdefault("TEST", {"NAME": os.path.join(HOME_OF_TESTS, "test.sqlite3")})  # noqa: F405
