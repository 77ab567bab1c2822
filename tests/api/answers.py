"""What Django's test client answers with: a response that also has `json()`, of a type without a public name."""

from typing import Any, TypeAlias

Answer: TypeAlias = Any
