"""Making the products and accounts that rows name and nobody knows yet, where the member asked for it."""

from collections.abc import Sequence

from tenure.core.text import name_key
from tenure.integrations.imports.actions.records import Writer
from tenure.integrations.imports.actions.sets import insert_rows, reserve_ids
from tenure.integrations.imports.completion import LONGEST_NAME
from tenure.integrations.imports.directory import Directory, entity_of
from tenure.integrations.imports.drafts import Draft, Reader
from tenure.integrations.imports.entities import ACCOUNT, Entity
from tenure.integrations.imports.fields import Kind
from tenure.integrations.imports.references import unresolved

LONGEST_ID = 120


def create_missing(
    writer: Writer, drafts: Sequence[Draft], reader: Reader, directory: Directory, wanted: Sequence[str]
) -> None:
    """Make a record for every text that should name one of the wanted entities ("product", "account") and does not."""
    for section in reader.sections:
        for item in section.fields:
            if item.kind is Kind.REFERENCE and item.entity in wanted and item.entity != section.entity.name:
                entity = entity_of(item.entity)
                _create(writer, entity, unresolved(drafts, section, item, directory), directory)


def _create(writer: Writer, entity: Entity, texts: Sequence[str], directory: Directory) -> None:
    texts = [text for text in texts if len(text) <= LONGEST_ID]
    made = reserve_ids(entity.model, len(texts))
    common = {"source": writer.facts.source, "created_at": writer.now, "updated_at": writer.now}
    keys = {text: {"name_key": name_key(text)[:LONGEST_NAME]} if entity is ACCOUNT else {} for text in texts}
    insert_rows(
        entity.model,
        [
            {"id": pk, "name": text, "external_id": text, **keys[text], **common}
            for pk, text in zip(made, texts, strict=True)
        ],
    )
    writer.note_created(entity.name, made, version=1)
    for pk, text in zip(made, texts, strict=True):
        directory.add(entity, text, pk)
        writer.created[entity.name] = writer.created.get(entity.name, 0) + 1
