"""Write the OpenAPI document into the repository: `python -m tenure.api`."""

import os
from pathlib import Path

import django


def main() -> None:
    """Write the document beside this file."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tenure.settings")
    django.setup()
    from tenure.api.api import document_json

    (Path(__file__).parent / "openapi.json").write_bytes(document_json())


if __name__ == "__main__":
    main()
