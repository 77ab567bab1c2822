"""What a web process loads before it can answer: of the heavy libraries Polars alone, by which the studio re-ranks."""

import subprocess
import sys

HEAVY = ("scipy", "pandas", "pyspark")
LOAD = """
import sys
import tenure.wsgi
from django.urls import get_resolver
get_resolver().url_patterns
print([name for name in {heavy!r} if name in sys.modules])
"""


def test_a_web_process_starts_without_the_heavy_libraries() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOAD.format(heavy=HEAVY)], capture_output=True, text=True, check=False, timeout=120
    )
    assert done.stdout.strip() == "[]", done.stderr
