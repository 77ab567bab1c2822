"""Other views of a board: the same facts as a map, a grid, a table, a matrix, a network and paths."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tenure.core.doors import door
from tenure.core.policy import may
from tenure.relationships.queries import team_on
from tenure.web.components.board_centre import centre_table
from tenure.web.components.board_consensus import consensus_table
from tenure.web.components.board_interest import INTEREST, interest_grid
from tenure.web.components.board_levels import level_matrix
from tenure.web.components.board_map import map_scene
from tenure.web.components.board_network import network_scene
from tenure.web.components.board_paths import asked_of, choices_of, path_views
from tenure.web.components.board_sight import Sight, head_of, people_of, sight_of
from tenure.web.components.board_tabs import JUDGED, VIEWS
from tenure.web.members import member_of
from tenure.web.views.account import visible_account


@require_safe
@door("judgement.see")
def political(request: HttpRequest, pk: int) -> HttpResponse:
    """Who reports to whom, who sways whom, and who is at odds."""
    return _view(request, pk, "board-map", lambda sight: {"scene": map_scene(sight.shown, people_of(sight))})


@require_safe
@door("judgement.see")
def interest(request: HttpRequest, pk: int) -> HttpResponse:
    """Everybody by formal power and assumed interest."""

    def shown(sight: Sight) -> dict[str, Any]:
        return {"grid": interest_grid(sight.shown, people_of(sight)), "interest": INTEREST}

    return _view(request, pk, "board-interest", shown)


@require_safe
@door("judgement.see")
def roles(request: HttpRequest, pk: int) -> HttpResponse:
    """Who plays which part in the buying centre."""
    return _view(request, pk, "board-roles", lambda sight: {"centre": centre_table(sight.shown, people_of(sight))})


@require_safe
@door("judgement.see")
def agreement(request: HttpRequest, pk: int) -> HttpResponse:
    """How far those who are needed agree on us, and where they drift if nobody acts."""

    def shown(sight: Sight) -> dict[str, Any]:
        return {"table": consensus_table(sight.shown, people_of(sight))}

    return _view(request, pk, "board-consensus", shown)


@require_safe
@door("account.see")
def levels(request: HttpRequest, pk: int) -> HttpResponse:
    """How each level of theirs is covered, and by whom of ours."""

    def shown(sight: Sight) -> dict[str, Any]:
        team = team_on(sight.story, sight.shown.day)
        return {"matrix": level_matrix(sight.shown, sight.found, team)} if sight.found else {}

    return _view(request, pk, "board-levels", shown)


@require_safe
@door("account.see")
def network(request: HttpRequest, pk: int) -> HttpResponse:
    """Who stands between whom; of whoever may not see influence, by our ties alone."""
    return _view(request, pk, "board-network", lambda sight: {"network": network_scene(sight.shown, people_of(sight))})


@require_safe
@door("account.see")
def who_knows_whom(request: HttpRequest, pk: int) -> HttpResponse:
    """Who of ours reaches somebody, over whom; for whoever may not see influence, whom we know directly."""

    def shown(sight: Sight) -> dict[str, Any]:
        asked = asked_of(request.GET, sight.shown)
        address = replace(sight.address, more=asked.fields)
        paths = path_views(sight.shown, asked)
        goal = sight.shown.names.get(asked.goal, "")
        return {**head_of(replace(sight, address=address)), "asked": asked, "goal": goal, "paths": paths,
                "hidden_of_paths": address.hidden("to", "by", "avoid"), **choices_of(sight.shown)}  # fmt: skip

    return _view(request, pk, "who-knows-whom", shown)


def _view(request: HttpRequest, pk: int, page: str, show: Callable[[Sight], dict[str, Any]]) -> HttpResponse:
    """A view of the board; what is nothing but judgement is empty in the version for sharing."""
    member = member_of(request)
    account = visible_account(member, pk)
    sight = sight_of(request, account, member, page)
    if sight is None:
        return render(request, "boards/none.html", {"account": account, "may_create": may(member, "decision.create")})
    kept_back = page in JUDGED and not sight.judged
    context = {**head_of(sight), "view": VIEWS[page], "kept_back": kept_back}
    if sight.found is not None and not kept_back:
        context |= show(sight) | {"has_people": True}
    return render(request, f"boards/views/{page}.html", context)
