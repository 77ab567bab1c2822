"""The texts by which rows refer to other records become those records' numbers, or a problem with a proposal."""

from collections.abc import Sequence

from tenure.integrations.imports import causes
from tenure.integrations.imports.directory import SEVERAL, Directory, entity_of, rows_where
from tenure.integrations.imports.drafts import Draft, Part, Problem, shown
from tenure.integrations.imports.entities import ENTITIES, INVOICE, ORDER, Section
from tenure.integrations.imports.fields import Field, Kind

LINE = "order line"


def resolve(
    drafts: Sequence[Draft], sections: Sequence[Section], headers: dict[str, str], directory: Directory
) -> None:
    """Give every reference of the drafts its number. Parents are left for later: they may stand further down."""
    for section in sections:
        for item in section.fields:
            if item.kind is Kind.REFERENCE and item.entity != section.entity.name:
                _resolve_field(drafts, section, item, headers.get(section.label(item), item.name), directory)


def _resolve_field(drafts: Sequence[Draft], section: Section, item: Field, header: str, directory: Directory) -> None:
    having = [
        (draft, part)
        for draft in drafts
        if not draft.problems and (part := draft.parts.get(section.prefix)) and item.name in part.references
    ]
    if item.entity == LINE:
        _resolve_lines(having, item, header)
        return
    found = directory.find(entity_of(item.entity), {part.references[item.name] for _, part in having})
    for draft, part in having:
        text = part.references[item.name]
        if found[text] > 0:
            part.values[item.attribute] = found[text]
        else:
            problem = _problem(item, header, text, directory, several=found[text] == SEVERAL)
            (draft.notices if item.optional else draft.problems).append(problem)


def _problem(item: Field, header: str, text: str, directory: Directory, *, several: bool) -> Problem:
    entity = entity_of(item.entity)
    if several:
        return Problem(causes.CALLED_ALIKE.format(noun=entity.model._meta.verbose_name_plural), header, text)
    proposal = directory.proposal(entity, text)
    template = causes.MISSPELT if proposal else causes.UNKNOWN
    cause = template.format(noun=entity.name, text=shown(text), proposal=proposal)
    return Problem(cause, header, shown(text))


def _resolve_lines(having: Sequence[tuple[Draft, Part]], item: Field, header: str) -> None:
    """Positions of orders: the order is known by now."""
    model = ENTITIES[LINE].model
    orders = {part.values["order_id"] for _, part in having if "order_id" in part.values}
    lines = {
        (order, position): pk
        for order, position, pk in rows_where(model, "order_id", orders, "order_id", "position", "pk")
    }
    for draft, part in having:
        text = part.references[item.name]
        line = lines.get((part.values.get("order_id", 0), int(text) if text.isdecimal() else 0))
        if line:
            part.values[item.attribute] = line
        else:
            draft.problems.append(Problem(causes.NO_POSITION, header, shown(text)))


def refuse_foreign_orders(drafts: Sequence[Draft], sections: Sequence[Section]) -> None:
    """An invoice's order must be one of the account that the invoice went to."""
    for section in sections:
        if section.entity is not INVOICE:
            continue
        having = [(draft, draft.parts[section.prefix].values) for draft in drafts if not draft.problems]
        orders = {values["order_id"] for _, values in having if "order_id" in values}
        owners = dict(rows_where(ORDER.model, "pk", orders, "pk", "account_id"))
        for draft, values in having:
            if "order_id" in values and owners.get(values["order_id"]) != values["account_id"]:
                draft.problems.append(Problem(causes.FOREIGN_ORDER, "", ""))


def unresolved(drafts: Sequence[Draft], section: Section, item: Field, directory: Directory) -> list[str]:
    """The texts of a reference that name nothing yet, in the order of the rows."""
    texts = dict.fromkeys(
        part.references[item.name]
        for draft in drafts
        if not draft.problems and (part := draft.parts.get(section.prefix)) and item.name in part.references
    )
    found = directory.find(entity_of(item.entity), set(texts))
    return [text for text in texts if not found[text]]
