"""What a run counts, and the causes of what it refuses: kept as plain data in the run, moved with its cursor."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from tenure.integrations.imports.candidates import Candidate
from tenure.integrations.imports.causes import FURTHER, LISTS
from tenure.integrations.imports.drafts import Draft, Outcome, Part, Problem
from tenure.integrations.imports.entities import Entity

MOST_CAUSES = 200
MOST_ROWS = 1000
MOST_UNSURE = 1000

Causes = dict[tuple[str, str], dict[str, Any]]


@dataclass
class Tally:
    """Rows and records counted; causes with the rows they concern, by (cause, column)."""

    rows: dict[str, int] = field(default_factory=lambda: {"read": 0, "refused": 0, "left_out": 0, "unsure": 0})
    records: dict[str, dict[str, int]] = field(default_factory=dict)
    refused: Causes = field(default_factory=dict)
    left_out: Causes = field(default_factory=dict)
    notices: Causes = field(default_factory=dict)
    unsure: list[dict[str, Any]] = field(default_factory=list)

    @classmethod
    def load(cls, content: dict[str, Any]) -> "Tally":
        """The tally that `plain` wrote."""
        if not content:
            return cls()
        causes = {name: {(each["cause"], each["column"]): each for each in content[name]} for name in LISTS}
        return cls(content["rows"], content["records"], unsure=content["unsure"], **causes)

    def plain(self) -> dict[str, Any]:
        """The tally as data for JSON, the commonest causes first."""
        causes = {
            name: sorted(getattr(self, name).values(), key=lambda each: (-each["count"], each["cause"]))
            for name in LISTS
        }
        return {"rows": self.rows, "records": self.records, **causes, "unsure": self.unsure}

    def count(self, draft: Draft, nouns: dict[str, str]) -> None:
        """Count one row that is settled, and its records by noun."""
        self.rows["read"] += 1
        if draft.left_out:
            self.rows["left_out"] += 1
            note(self.left_out, [draft.left_out], draft.number)
        elif draft.problems:
            self.rows["refused"] += 1
            note(self.refused, draft.problems, draft.number)
        else:
            note(self.notices, draft.notices, draft.number)
            for prefix, part in draft.parts.items():
                if part.outcome and part.outcome is not Outcome.REPEATED:
                    self.count_record(nouns[prefix], part.outcome)

    def count_record(self, noun: str, outcome: Outcome, change: int = 1) -> None:
        """Count records of an outcome."""
        counts = self.records.setdefault(noun, {"new": 0, "updated": 0, "unchanged": 0, "unsure": 0})
        counts[outcome.value] += change

    def doubt(self, draft: Draft, entity: Entity, part: Part, candidate: Candidate, decided: str) -> None:
        """Note a row that may speak of a record, with that record, what the row says, and what was decided."""
        if len(self.unsure) >= MOST_UNSURE:
            return
        names = {item.attribute for item in entity.fields if not item.virtual}
        said = {name: str(value) for name, value in part.values.items() if name in names and value not in (None, "")}
        self.unsure.append(
            {
                "row": draft.number,
                "noun": entity.name,
                "name": str(part.values.get("name", "")),
                "values": said,
                "candidate": candidate._asdict(),
                "decided": decided,
            }
        )


def note(causes: Causes, problems: Iterable[Problem], row: int) -> None:
    """Count problems under their causes; beyond two hundred causes, together."""
    for problem in problems:
        key = (problem.cause, problem.column)
        if key not in causes and len(causes) >= MOST_CAUSES:
            key, problem = (FURTHER, ""), Problem(FURTHER, "", "")
        group = causes.setdefault(
            key, {"cause": key[0], "column": key[1], "value": problem.value, "count": 0, "rows": []}
        )
        group["count"] += 1
        if len(group["rows"]) < MOST_ROWS:
            group["rows"].append(row)
