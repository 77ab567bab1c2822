"""The same with a thousand examples an operation and every bound of every value.

A file of its own: whoever collects it has all bounds worked out, which takes seconds.
"""

from typing import Any

import pytest
import schemathesis
from hypothesis import settings

from tests.api.conforming import LIGHT, headers, loaded, one_connection, send_and_validate
from tests.api.kept_world import kept, world

__all__ = ["headers", "kept", "one_connection", "world"]

thorough = loaded(coverage=True)
LONG = settings(LIGHT, max_examples=1000, derandomize=False)


@pytest.mark.slow
@thorough.parametrize()
@LONG
def test_a_thousand_answers_are_ones_that_the_document_promises(
    case: schemathesis.Case[Any], headers: dict[str, str]
) -> None:
    send_and_validate(case, headers)
