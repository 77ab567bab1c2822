"""What if somebody leaves."""

import pytest

from tenure.analytics.board.findings import FindingKind
from tenure.analytics.board.leaving import Departure, departure, similarity
from tenure.analytics.board.position import Piece
from tenure.analytics.board.refusals import BoardError
from tests.analytics.board.positions import golden, person, position


def kinds(found: Departure) -> set[tuple[FindingKind, str | None]]:
    return {(finding.kind, finding.person) for finding in found.appeared}


def test_the_golden_position_without_the_account_manager_is_check() -> None:
    found = departure(golden(), "KAM")
    assert found.after.score.position == pytest.approx(-27.68, abs=0.005)
    assert found.before.score.position == pytest.approx(-12.36, abs=0.005)
    assert {(FindingKind.CHECK, "dahl"), (FindingKind.DOUBLE_CHECK, "dahl")} <= kinds(found)
    assert (FindingKind.MATE_DANGER, "dahl") not in kinds(found)
    assert (FindingKind.CONTESTED, "dahl") in {(one.kind, one.person) for one in found.gone}


def test_the_golden_position_without_the_plant_manager_is_check() -> None:
    found = departure(golden(), "foss")
    assert found.after.score.position == pytest.approx(-31.66, abs=0.005)
    assert (FindingKind.CHECK, "dahl") in kinds(found)
    assert "foss" not in found.after.people
    assert "foss" not in {one.person for one in found.gone}


def test_the_account_manager_s_ties_are_handed_over_to_who_is_there_already() -> None:
    found = departure(golden(), "KAM")
    assert [(one.person, one.to) for one in found.handover] == [("foss", "Serv"), ("dahl", "Serv"), ("holm", "Serv")]
    foss = found.handover[0]
    assert (foss.strength, foss.cover_before, foss.cover_after) == pytest.approx((0.8, 0.88, 0.4))


def test_the_best_successor_holds_most_of_the_same_ties() -> None:
    ours = departure(golden(), "KAM").successors
    assert [one.id for one in ours] == ["Serv", "Eng"]
    assert ours[0].ties == pytest.approx(5 * 0.8 * 0.4 / (5 * 0.8 + 3 * 0.5 + 10 * 0.35))
    assert ours[0].background is None


def test_a_like_background_can_outweigh_ties() -> None:
    told = {"KAM": frozenset({"paper", "sales"}), "Eng": frozenset({"paper", "sales"}), "Serv": frozenset({"law"})}
    found = departure(golden(), "KAM", told)
    assert [(one.id, one.background) for one in found.successors] == [("Eng", 1.0), ("Serv", 0.0)]


def test_a_person_s_successor_is_known_to_the_same_of_ours_and_sits_near() -> None:
    found = departure(golden(), "foss")
    assert not found.is_ours
    assert found.successors[0].id == "juul"
    assert [(one.member, one.to, one.cover_after) for one in found.handover] == [
        ("KAM", "juul", 0),
        ("Serv", "juul", 0),
    ]


def test_without_the_king_the_king_s_part_is_unknown() -> None:
    found = departure(golden(), "dahl")
    assert found.after.score.king is None
    assert (FindingKind.NO_KING, None) in kinds(found)


def test_who_holds_nothing_leaves_nothing() -> None:
    found = departure(position([person("p", Piece.KING)], {("KAM", "p"): 0.0}), "KAM")
    assert (found.handover, found.successors) == ((), ())
    assert found.before.score == found.after.score


def test_somebody_unknown_cannot_leave() -> None:
    with pytest.raises(BoardError, match='Nobody with the id "Rivalco" is on the board; who may leave is one of KAM'):
        departure(golden(), "Rivalco")


def test_the_only_person_cannot_leave() -> None:
    with pytest.raises(BoardError, match='"p" is the only person'):
        departure(position([person("p")]), "p")


def test_backgrounds_that_are_not_known_are_not_compared() -> None:
    assert similarity(None, frozenset({"a"})) is None
    assert similarity(frozenset(), frozenset()) is None
