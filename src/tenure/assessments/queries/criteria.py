"""Reading criteria sets and ratings: as plain values for analytics, and as a page or a person needs them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Max, Min, Prefetch, QuerySet, Window
from django.db.models.functions import RowNumber

from tenure.accounts.models import Account, of_accounts_seen_by
from tenure.analytics import ahp
from tenure.analytics.agreement import DISAGREEMENT_RANGE, GroupRating, group_rating
from tenure.analytics.criteria import (
    LABEL_PACKS,
    Anchor,
    Criterion,
    Direction,
    GradeScheme,
    KnockOut,
    Level,
    Normalisation,
)
from tenure.analytics.portfolio import MEASURES
from tenure.assessments import models
from tenure.assessments.models import (
    AwarenessName,
    AwarenessPoll,
    BusinessObjective,
    CriteriaSet,
    GradeLevel,
    PairwiseJudgement,
    Rating,
    RatingQuestion,
    ServiceStandard,
)
from tenure.assessments.rules import SelectionRules
from tenure.core.models import Organisation
from tenure.core.policy import EDITORS, Actor
from tenure.core.text import name_key
from tenure.core.written import Limit, written_once
from tenure.people.models import Member

RATING_PREFIX = "rating:"
OWN_WORDS = "own"
# Nobody compares more pairs than that without contradicting themselves, and the random indices end there.
MOST_COMPARED = len(ahp.RANDOM_INDEX)


def active_criteria_set() -> CriteriaSet | None:
    """The set that selections are made by today."""
    return next(iter(_active_set()), None)


@written_once
def _active_set() -> QuerySet[CriteriaSet, CriteriaSet]:
    return CriteriaSet.objects.filter(is_active=True)


def rules_of(criteria_set: CriteriaSet) -> SelectionRules:
    """What the set says, as plain values; two queries."""
    levels = _levels_of(criteria_set.pk)
    scheme = GradeScheme(
        tuple(_level(row) for row in levels),
        hysteresis=float(criteria_set.hysteresis),
        key_levels=sum(level.is_key for level in levels),
    )
    return SelectionRules(
        criteria=tuple(_criterion(row) for row in _criteria_of(criteria_set.pk)),
        scheme=scheme,
        window=criteria_set.window,
        label_pack=criteria_set.label_pack,
        labels=tuple(level.label for level in levels) if any(level.label for level in levels) else (),
    )


@written_once
def _levels_of(criteria_set: int) -> QuerySet[models.GradeLevel, models.GradeLevel]:
    return models.GradeLevel.objects.filter(criteria_set_id=criteria_set)


@written_once
def _criteria_of(criteria_set: int) -> QuerySet[models.Criterion, models.Criterion]:
    return models.Criterion.objects.filter(criteria_set_id=criteria_set).select_related("objective")


def _criterion(row: models.Criterion) -> Criterion:
    limited = row.knock_out_minimum is not None or row.knock_out_maximum is not None
    return Criterion(
        code=row.code,
        name=row.name,
        measure=row.measure,
        weight=float(row.weight),
        direction=Direction(row.direction),
        normalisation=Normalisation(row.normalisation),
        anchors=tuple(Anchor(value, score) for value, score in row.anchors),
        knock_out=KnockOut(row.knock_out_minimum, row.knock_out_maximum) if limited else None,
        objective=row.objective.name if row.objective else "",
    )


def _level(row: GradeLevel) -> Level:
    return Level(row.code, cut=None if row.cut is None else float(row.cut), places=row.places)


def labels_for(rules: SelectionRules, organisation: Organisation | None) -> tuple[str, ...]:
    """The words for the levels, best first: by the set's label pack, else by the organisation's.

    A pack with fewer words than there are levels leaves the last ones with their codes; "own" uses the set's words.
    """
    pack = rules.label_pack or (organisation.label_pack if organisation else "") or next(iter(LABEL_PACKS))
    words = rules.labels if pack == OWN_WORDS else LABEL_PACKS[pack]
    codes = [level.code.upper() for level in rules.scheme.levels]
    return tuple(word or code for word, code in zip([*words, *[""] * len(codes)], codes, strict=False))


def service_standards(grades: Iterable[str]) -> list[ServiceStandard]:
    """What each of the grades is promised, in their order; one that nobody stated promises nothing and is not saved."""
    stated = {standard.grade: standard for standard in _standards()}
    return [stated.get(grade) or ServiceStandard(grade=grade) for grade in grades]


@written_once
def _standards() -> QuerySet[ServiceStandard, ServiceStandard]:
    return ServiceStandard.objects.all()


def grades_of(criteria_set: CriteriaSet) -> list[tuple[str, str]]:
    """Code and word of each grade of a set, best first."""
    rules = rules_of(criteria_set)
    labels = labels_for(rules, Organisation.objects.first())
    return [(level.code, label) for level, label in zip(rules.scheme.levels, labels, strict=True)]


def uncovered_objectives(criteria_set: CriteriaSet) -> list[BusinessObjective]:
    """The objectives of today that no weighted criterion of the set serves: the selection pulls another way."""
    served = criteria_set.criteria.filter(weight__gt=0).exclude(objective=None).values("objective")
    return list(BusinessObjective.objects.filter(ended_on=None).exclude(pk__in=served))


@dataclass(frozen=True)
class GroupWeighting:
    """What the pairwise judgements of several members say together; `weighting` is None while nobody has judged all.

    `worst` names the two criteria whose comparison fits the others least, in the order of the set; `mended` is what to
    answer there instead, and the consistency ratio that this would leave.
    """

    criteria: tuple[str, ...]
    weighting: ahp.Weighting | None
    worst: tuple[str, str] | None
    complete: tuple[Member, ...]
    incomplete: tuple[Member, ...]
    mended: tuple[float, float] | None = None


def group_weighting(criteria_set: CriteriaSet) -> GroupWeighting:
    """Weights by the geometric mean over the members who have compared every pair of the set's criteria."""
    codes = list(criteria_set.criteria.values_list("pk", "code"))
    matrices, incomplete = {}, []
    for rater, judgements in _judgements_by_rater(criteria_set).items():
        matrix = _matrix(judgements, [pk for pk, _ in codes])
        if matrix is None:
            incomplete.append(rater)
        else:
            matrices[rater] = matrix
    merged = ahp.aggregate(list(matrices.values())) if matrices else None
    return _weighting_of(merged, tuple(code for _, code in codes), tuple(matrices), tuple(incomplete))


def own_weighting(criteria_set: CriteriaSet, rater: Member) -> GroupWeighting:
    """What one member's comparisons say by themselves; `weighting` is None until they have made all of them."""
    codes = list(criteria_set.criteria.values_list("pk", "code"))
    matrix = _matrix(criteria_set.judgements.filter(rater=rater), [pk for pk, _ in codes])
    complete = (rater,) if matrix is not None else ()
    return _weighting_of(matrix, tuple(code for _, code in codes), complete, ())


def _weighting_of(
    matrix: ahp.Matrix | None, codes: tuple[str, ...], complete: tuple[Member, ...], incomplete: tuple[Member, ...]
) -> GroupWeighting:
    weighting = None if matrix is None else ahp.weighting(matrix)
    mended = None if matrix is None else ahp.mended(matrix)
    return GroupWeighting(codes, weighting, _worst_pair(codes, weighting), complete, incomplete, mended)


def _matrix(judgements: Iterable[PairwiseJudgement], criteria: list[int]) -> ahp.Matrix | None:
    """The matrix of one member's judgements; None while a pair is missing or there are too many criteria to compare."""
    pairs = _both_ways(judgements, {pk: index for index, pk in enumerate(criteria)})
    wanted = [(i, j) for i in range(len(criteria)) for j in range(i + 1, len(criteria))]
    if len(criteria) > MOST_COMPARED or not all(pair in pairs for pair in wanted):
        return None
    return ahp.pairwise_matrix([pairs[pair] for pair in wanted])


def _both_ways(judgements: Iterable[PairwiseJudgement], place: dict[int, int]) -> dict[tuple[int, int], float]:
    """Judgements by the places of their criteria; the order of the criteria may have changed since they were made."""
    pairs = {(place[judgement.first_id], place[judgement.second_id]): judgement.value for judgement in judgements}
    return pairs | {(second, first): 1 / value for (first, second), value in pairs.items()}


def _judgements_by_rater(criteria_set: CriteriaSet) -> dict[Member, list[PairwiseJudgement]]:
    by_rater: dict[Member, list[PairwiseJudgement]] = defaultdict(list)
    for judgement in criteria_set.judgements.select_related("rater").order_by("rater_id"):
        by_rater[judgement.rater].append(judgement)
    return by_rater


def _worst_pair(codes: tuple[str, ...], weighting: ahp.Weighting | None) -> tuple[str, str] | None:
    if weighting is None or weighting.worst is None:
        return None
    return codes[weighting.worst.row], codes[weighting.worst.column]


def latest_ratings(*, until: date | None = None) -> QuerySet[Rating]:
    """Each rater's last word on each question and account, up to a day where one is given."""
    ratings = Rating.objects.all() if until is None else Rating.objects.filter(rated_on__lte=until)
    turn = Window(
        RowNumber(),
        partition_by=[F("account_id"), F("question_id"), F("rater_id")],
        order_by=[F("rated_on").desc(), F("id").desc()],
    )
    return ratings.annotate(turn=turn).filter(turn=1)


@dataclass(frozen=True)
class RatingSummary:
    """What the raters say about one question, each with their latest score; `group` is None while nobody has rated."""

    question: RatingQuestion
    ratings: tuple[Rating, ...]

    @property
    def group(self) -> GroupRating | None:
        """The raters' median and range, and whether they should talk to each other."""
        return group_rating([float(rating.score) for rating in self.ratings])


def ratings_of(account: Account) -> list[RatingSummary]:
    """Every question with the account's latest rating by each rater, unanswered questions included; two queries."""
    by_question: dict[int, list[Rating]] = defaultdict(list)
    for rating in latest_ratings().filter(account=account).select_related("rater"):
        by_question[rating.question_id].append(rating)
    return [RatingSummary(q, tuple(by_question[q.pk])) for q in RatingQuestion.objects.order_by("name", "pk")]


@dataclass(frozen=True)
class OpenQuestion:
    """A criterion nobody has rated for an account yet, and who of its team could answer, the owner first."""

    question: RatingQuestion
    could_answer: tuple[Member, ...]


def open_questions(account: Account) -> list[OpenQuestion]:
    """What the active criteria ask about the account and nobody has answered."""
    criteria_set = active_criteria_set()
    if criteria_set is None:
        return []
    asked = question_codes(criteria_set.criteria.values_list("measure", flat=True))
    unanswered = RatingQuestion.objects.filter(code__in=asked).exclude(ratings__account=account)
    team = tuple(_who_may_rate(account))
    return [OpenQuestion(question, team) for question in unanswered.order_by("name", "pk")]


def question_codes(measures: Iterable[str]) -> list[str]:
    """The codes of the rating questions among the measures.

    >>> question_codes(["revenue", "rating:access"])
    ['access']
    """
    return [name.removeprefix(RATING_PREFIX) for name in measures if name.startswith(RATING_PREFIX)]


def known_measures() -> list[str]:
    """Every measure that a criterion may name: those from facts, and one per rating question."""
    codes = RatingQuestion.objects.order_by("code").values_list("code", flat=True)
    return [*MEASURES, *(RATING_PREFIX + code for code in codes)]


def _who_may_rate(account: Account) -> list[Member]:
    assignments = account.team.filter(valid_to=None, member__is_active=True, member__role__in=EDITORS)
    members = [assignment.member for assignment in assignments.select_related("member").order_by("valid_from", "pk")]
    return sorted(members, key=lambda member: member.pk != account.owner_id)


def criteria_sets() -> QuerySet[CriteriaSet]:
    """All sets with their criteria and levels, the active one first."""
    criteria = Prefetch("criteria", models.Criterion.objects.select_related("objective"))
    return CriteriaSet.objects.prefetch_related(criteria, "levels").order_by("-is_active", "-pk")


def drafts() -> QuerySet[CriteriaSet]:
    """The sets that have never decided anything and may be edited, the latest first."""
    return CriteriaSet.objects.filter(activated_at=None).order_by("-pk")


def criteria_set_in_hand() -> CriteriaSet | None:
    """The set that somebody would go on working with: the latest draft, else the active one."""
    return next(iter(_latest_draft()), None) or active_criteria_set()


@written_once
def _latest_draft() -> QuerySet[CriteriaSet, CriteriaSet]:
    return drafts()[:1]


@dataclass(frozen=True)
class Pair:
    """Two criteria to compare, and how many times more the first matters to one member; None while not said."""

    first: models.Criterion
    second: models.Criterion
    value: float | None


def pairs_of(criteria_set: CriteriaSet, rater: Actor) -> list[Pair]:
    """Every pair of the set's criteria with what the member said about it, in the order of the criteria."""
    criteria = list(criteria_set.criteria.all())
    place = {criterion.pk: index for index, criterion in enumerate(criteria)}
    said = _both_ways(criteria_set.judgements.filter(rater_id=rater.pk), place)
    return [
        Pair(first, second, said.get((i, j)))
        for i, first in enumerate(criteria)
        for j, second in enumerate(criteria)
        if i < j
    ]


def open_poll() -> AwarenessPoll | None:
    """The awareness poll that takes answers today."""
    return AwarenessPoll.objects.filter(closed_on=None).first()


def names_given(poll: AwarenessPoll, member: Actor) -> list[str]:
    """What the member answered, in their order."""
    return list(AwarenessName.objects.filter(poll=poll, member_id=member.pk).values_list("name", flat=True))


def accounts_by_name(names: Iterable[str]) -> dict[str, Account]:
    """The accounts that people mean by these names, whoever may see them: spelling, case and legal form do not matter.

    A name that fits no account, or several, is left out.
    """
    keys = {name: name_key(name) for name in names}
    by_key: dict[str, list[Account]] = defaultdict(list)
    for account in Account.objects.present().filter(name_key__in=set(keys.values()) - {""}):
        by_key[account.name_key].append(account)
    return {name: by_key[key][0] for name, key in keys.items() if len(by_key[key]) == 1}


def answered_since(question: RatingQuestion, accounts: Iterable[int]) -> set[int]:
    """Which of the accounts, by number, somebody has rated in the question."""
    rated = Rating.objects.filter(question=question, account__in=list(accounts))
    return set(rated.values_list("account_id", flat=True))


@dataclass(frozen=True)
class Disagreement:
    """An account whose raters are far apart in one question, with each rater's latest word."""

    account: Account
    question: RatingQuestion
    ratings: tuple[Rating, ...]
    group: GroupRating


def disagreements(member: Actor, *, limit: int = 25) -> list[Disagreement]:
    """Where raters of an account that the member sees differ by four of ten points or more, the widest first.

    Whoever was ever that far apart is looked at; only each rater's latest rating counts.
    """
    pairs = {(account, question) for account, question, *_ in _ever_apart(member, Limit(4 * limit))}
    latest: dict[tuple[int, int], list[Rating]] = defaultdict(list)
    chosen = latest_ratings().filter(account__in={account for account, _ in pairs})
    for rating in chosen.select_related("rater", "question", "account"):
        latest[rating.account_id, rating.question_id].append(rating)
    found = [_disagreement(latest[pair]) for pair in pairs]
    apart = [one for one in found if one is not None and one.group.disagreement]
    return sorted(apart, key=lambda one: (-one.group.range, one.account.name))[:limit]


@written_once
def _ever_apart(member: Actor, limit: Limit) -> QuerySet[Rating, tuple[Any, ...]]:
    # Of a leader's hundred thousand accounts few are rated: those are asked one by one.
    return (
        Rating.objects.filter(of_accounts_seen_by(member))
        .values_list("account", "question")
        .annotate(width=Max("score") - Min("score"), one=Min("rater"), other=Max("rater"))
        .filter(other__gt=F("one"), width__gte=DISAGREEMENT_RANGE)
        .order_by("-width", "account")[:limit]
    )


def _disagreement(ratings: list[Rating]) -> Disagreement | None:
    group = group_rating([float(rating.score) for rating in ratings])
    return None if group is None else Disagreement(ratings[0].account, ratings[0].question, tuple(ratings), group)
