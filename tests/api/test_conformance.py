"""What the OpenAPI document promises, tried with values that it allows and values that it does not."""

from typing import Any

import schemathesis

from tests.api.conforming import LIGHT, headers, loaded, one_connection, send_and_validate
from tests.api.kept_world import kept, world

__all__ = ["headers", "kept", "one_connection", "world"]

light = loaded(coverage=False)


@light.parametrize()
@LIGHT
def test_every_answer_is_one_that_the_document_promises(case: schemathesis.Case[Any], headers: dict[str, str]) -> None:
    send_and_validate(case, headers)
