"""What a web process loads before it can answer: the arithmetic of frames is not among it."""

import subprocess
import sys

HEAVY = ("polars", "scipy", "pandas", "pyspark")
LOAD = """
import sys
import tenure.wsgi
from django.urls import get_resolver
get_resolver().url_patterns
print([name for name in {heavy!r} if name in sys.modules])
"""


def test_a_web_process_starts_without_loading_frames() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOAD.format(heavy=HEAVY)], capture_output=True, text=True, check=False, timeout=120
    )
    assert done.stdout.strip() == "[]", done.stderr
