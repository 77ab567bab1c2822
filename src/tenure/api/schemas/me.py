from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from tenure.api.schemas.fields import In, Language, Out, Version, examples, unchanged
from tenure.people.choices import LONGEST_GRADE_WORD, MOST_GRADE_WORDS, Density, Shortcuts, Theme

ShownPack = Literal["", "football", "olympic", "airline", "own"]
GradeWord = Annotated[
    str, StringConstraints(min_length=1, max_length=LONGEST_GRADE_WORD, pattern=r"^[^\x00-\x1f\x7f-\x9f]*$")
]
GradeWords = Annotated[list[GradeWord], Field(max_length=MOST_GRADE_WORDS)]


class PreferencesOut(Out):
    """How a member wants to see and use the pages; without a language the installation's, without a pack the words
    that were published."""

    version: int
    language: str
    theme: Theme
    density: Density
    shortcuts: Shortcuts
    label_pack: str
    grade_words: list[str]


class PreferencesPatch(In):
    """The fields to change. `grade_words`, one for each grade from the best, are read with the pack `own`."""

    model_config = examples({"theme": "dark", "density": "compact"})

    version: Version | None = None
    language: Language = unchanged()
    theme: Theme = unchanged()
    density: Density = unchanged()
    shortcuts: Shortcuts = unchanged()
    label_pack: ShownPack = unchanged()
    grade_words: GradeWords = unchanged()


class NotificationOut(Out):
    """Something you were told, in one sentence, and the thing it is about."""

    id: int
    kind: str
    sentence: str
    noun: str
    thing_id: int | None
    created_at: datetime
    read_at: datetime | None


class NotificationPage(Out):
    """A page of what you were told, newest first, and the cursor of the next."""

    items: list[NotificationOut]
    next: str | None


class CalendarFeedOut(Out):
    """Since when your calendar's secret address is in use; null while you have none."""

    created_at: datetime | None


class CalendarFeedMade(CalendarFeedOut):
    """A new secret address; it is shown this once."""

    address: str


class AllRead(Out):
    """How much was new."""

    read: int
