"""What is said about the buying decisions of an account: who decides, who is for us, who sways whom, from when on."""

from tenure.relationships.models.board_commitment import BoardCommitment
from tenure.relationships.models.card_answer import CardAnswer
from tenure.relationships.models.competitor_tie import CompetitorTie
from tenure.relationships.models.dated import Dated
from tenure.relationships.models.decision import Decision, DecisionQuerySet
from tenure.relationships.models.decision_role import DecisionRole
from tenure.relationships.models.fog_square import FogSquare
from tenure.relationships.models.influence import Influence
from tenure.relationships.models.stance import Stance
from tenure.relationships.models.tie_override import TieOverride

__all__ = [
    "BoardCommitment",
    "CardAnswer",
    "CompetitorTie",
    "Dated",
    "Decision",
    "DecisionQuerySet",
    "DecisionRole",
    "FogSquare",
    "Influence",
    "Stance",
    "TieOverride",
]
