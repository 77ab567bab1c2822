"""What was said of one buying decision over two years: a sponsor lost, a competitor entering, a blocker turned.

Everything is so many days ago, and people go by their titles, so that it can be told of any account that has them. It
ends near the worked example of docs/board.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from tenure.analytics.board.position import Kind
from tenure.integrations.sample.words import DIRECTOR

OPENED, DUE_IN, REVIEW_DAYS = 730, 70, 21
KING, FINANCE, PLANT = "Operations director", "Finance director", "Plant director"
ENGINEERING, PROCUREMENT = "Head of engineering", "Head of procurement"
CONTROLLER, MAINTENANCE, PROCESS = "Controller", "Maintenance manager", "Process engineer"
NEEDED = (KING, FINANCE, PLANT, ENGINEERING, PROCUREMENT)
# Who stood for us from the first day, and is gone since: made with the story, as nobody has this title any more.
SPONSOR, SPONSOR_NAME = "Technical director", "Robin Adler"
OWNER, SERVICE, MENTOR = "", "priya.nair", "ilse.brandt"
RIVAL = "Rivalco"
SPONSOR_LOST, RIVAL_ENTERED, BLOCKER_TURNED = 478, 340, 200


@dataclass(frozen=True)
class Told:
    """What was said of somebody, by title, so many days ago; of what ended, how many days ago that was."""

    title: str
    ago: int
    value: float
    words: str = ""
    until: int | None = None


@dataclass(frozen=True)
class Scene:
    """Who met or wrote so many days ago: of ours by the local part of their address, of theirs by title."""

    ago: int
    kind: str
    ours: tuple[str, ...]
    theirs: tuple[str, ...]
    subject: str
    notes: str = ""
    direction: str = ""


PIECES = {
    KING: "king",
    FINANCE: "queen",
    SPONSOR: "queen",
    PLANT: "rook",
    ENGINEERING: "rook",
    PROCUREMENT: "bishop",
    CONTROLLER: "knight",
    MAINTENANCE: "",
    PROCESS: "",
}
POWER = {
    KING: 5, FINANCE: 4, SPONSOR: 4, PLANT: 3, ENGINEERING: 3, PROCUREMENT: 2, CONTROLLER: 2, MAINTENANCE: 1,
    PROCESS: 1,
}  # fmt: skip
PARTS = {
    KING: ("decider",),
    FINANCE: ("approver",),
    SPONSOR: ("initiator", "specifier"),
    PLANT: ("influencer", "user"),
    ENGINEERING: ("specifier",),
    PROCUREMENT: ("buyer", "gatekeeper"),
    PROCESS: ("user",),
}
STANCES = (
    Told(KING, 730, 1, "Named us first when the second line was announced"),
    Told(KING, 462, 0, "Wants three offers since Adler is gone"),
    Told(FINANCE, 650, 0, "Looks at the total cost alone"),
    Told(FINANCE, 300, -1, "Rivalco has offered to lease instead of sell"),
    Told(SPONSOR, 730, 2, "Wrote our pumps into the first draft of the specification"),
    Told(PLANT, 730, 2, "Shows our pumps to every visitor"),
    Told(ENGINEERING, 700, -2, "Refused our drawings for the first line in front of the team"),
    Told(ENGINEERING, BLOCKER_TURNED, 0, "Agreed to a trial of six weeks on pump two"),
    Told(ENGINEERING, 132, 1, "The trial beat the specification; wants our planners in the room"),
    Told(PROCUREMENT, 688, -1, "Asks for a second source for everything"),
    Told(PROCUREMENT, 270, -2, "Has met Rivalco four times and us once since the tender began"),
    Told(MAINTENANCE, 600, 1, "Calls our service before the one in the house"),
    Told(CONTROLLER, 12, 1, "Ran our total-cost case with the house's own figures, and it stood"),
)
TIES: Mapping[str, tuple[Told, ...]] = {
    OWNER: (
        Told(PLANT, 730, 0.8, "Nine years of projects together"),
        Told(PROCUREMENT, 688, 0.5, "Monthly meetings, correct and cool"),
        Told(KING, 640, 0.35, "Two dinners, no project yet"),
        Told(SPONSOR, 640, 0.5, "Goes through every draft with us", until=SPONSOR_LOST),
    ),
    DIRECTOR: (
        Told(SPONSOR, 730, 0.8, "Studied together", until=SPONSOR_LOST),
        Told(KING, 730, 0.6, "Sees the operations director with Adler, never without", until=SPONSOR_LOST),
    ),
    MENTOR: (Told(ENGINEERING, 195, 0.7, "Leads the trial with engineering"),),
    SERVICE: (
        Told(PLANT, 716, 0.4, "Every stop of the line goes over her desk"),
        Told(MAINTENANCE, 600, 0.6, "Speaks with maintenance every week"),
    ),
}
RIVAL_TIES = (
    Told(PROCUREMENT, RIVAL_ENTERED, 0.4),
    Told(FINANCE, RIVAL_ENTERED, 0.3),
    Told(KING, RIVAL_ENTERED, 0.3),
    Told(PROCUREMENT, 275, 0.7),
    Told(FINANCE, 90, 0.6),
)
INFLUENCE = (
    (SPONSOR, KING, 0.6, Kind.INFLUENCES),
    (PLANT, KING, 0.5, Kind.INFLUENCES),
    (FINANCE, KING, 0.5, Kind.INFLUENCES),
    (CONTROLLER, KING, 0.4, Kind.INFLUENCES),
    (ENGINEERING, SPONSOR, 0.3, Kind.REPORTS_TO),
    (ENGINEERING, PLANT, 0.3, Kind.REPORTS_TO),
    (PROCUREMENT, FINANCE, 0.4, Kind.REPORTS_TO),
    (PROCUREMENT, ENGINEERING, 0.3, Kind.TENSION),
    (MAINTENANCE, PLANT, 0.2, Kind.REPORTS_TO),
    (SPONSOR, KING, 0.3, Kind.REPORTS_TO),
    (PLANT, KING, 0.3, Kind.REPORTS_TO),
    (FINANCE, KING, 0.3, Kind.REPORTS_TO),
    (CONTROLLER, FINANCE, 0.2, Kind.REPORTS_TO),
    (PROCUREMENT, KING, 1, Kind.RESTRICTS_ACCESS),
)
FOG = ((4, "finance", 2), (3, "legal", 1))
SCENES = (
    Scene(
        730, "meeting", (DIRECTOR,), (KING, SPONSOR), "Kick-off of the second line",
        "Capacity doubles within two years. Pumps and seals are open; they would like one supplier for both.",
    ),
    Scene(
        716, "visit", (OWNER, SERVICE), (PLANT, MAINTENANCE), "Walk along the first line",
        "Saw every stop of last year with its cause. Two of thirty-one were ours.",
    ),
    Scene(
        700, "meeting", (OWNER,), (ENGINEERING,), "Our drawings for the first line",
        "Refused: flanges by the wrong standard, two months lost. Will not specify us again without a test.",
    ),
    Scene(
        688, "call", (OWNER,), (PROCUREMENT,), "How the purchase will run",
        "No single source above 200,000. A list of three before anything is signed.",
    ),
    Scene(
        650, "meeting", (OWNER,), (FINANCE,), "Budget of the second line",
        "Signs on the cost of ten years, not on the price. Asked for energy figures; we had none.",
    ),
    Scene(
        636, "mail", (OWNER,), (SPONSOR,), "Draft of the specification, with our comments",
        "Two flange standards instead of one; efficiency at part load instead of the best point.", "out",
    ),
    Scene(
        631, "mail", (OWNER,), (SPONSOR,), "Draft of the specification, second version",
        "Took both of our points. Engineering has not signed it.", "in",
    ),
    Scene(
        600, "visit", (SERVICE,), (MAINTENANCE,), "Seals on the first line changed",
        "Done in the night shift, no hour lost. Maintenance would have us on call.",
    ),
    Scene(
        566, "meeting", (DIRECTOR,), (SPONSOR, KING), "Evening after the trade fair",
        "The board has put the line off by two quarters. Our place in it is not in doubt, says Adler.",
    ),
    Scene(
        521, "meeting", (DIRECTOR, OWNER), (SPONSOR,), "Specification ready for signature",
        "Names our hydraulics. Only engineering's signature is missing.",
    ),
    Scene(
        484, "call", (DIRECTOR,), (SPONSOR,), "Adler leaves",
        "Gone at the end of the week, no successor named. Engineering and finance will settle it between them.",
    ),
    Scene(
        462, "meeting", (OWNER,), (KING,), "First talk without Adler",
        "Specification is open again and there will be three offers. Nobody speaks for us in the steering committee.",
    ),
    Scene(
        430, "visit", (OWNER,), (PLANT,), "What the plant needs",
        "Will say in the committee that nobody wants a second make of pump in the stores.",
    ),
    Scene(
        393, "letter", (OWNER,), (PROCUREMENT,), "Request for quotation",
        "Three suppliers, answers in eight weeks, no talks with other departments meanwhile.", "in",
    ),
    Scene(
        338, "call", (OWNER,), (PLANT,), "Rivalco before the steering committee",
        "Eleven per cent less energy, on paper. Procurement had brought them, finance asked all the questions.",
    ),
    Scene(
        300, "meeting", (OWNER,), (FINANCE,), "Leasing",
        "Rivalco would lease. Nothing on the balance sheet counts for more than our eight years of running hours.",
    ),
    Scene(
        268, "meeting", (OWNER,), (PROCUREMENT,), "Where the tender stands",
        "Moved twice, then twenty minutes. We are second on price by four per cent.",
    ),
    Scene(
        238, "meeting", (MENTOR, OWNER), (ENGINEERING,), "What went wrong on the first line",
        "Ilse took the blame for the drawings. Was told three things that would have to be true before a test.",
    ),
    Scene(
        216, "visit", (MENTOR,), (ENGINEERING, PROCESS), "Reference plant with the same medium",
        "Four hours at the pumps, an hour with their fitters. First time that we were asked for a date.",
    ),
    Scene(
        BLOCKER_TURNED, "meeting", (MENTOR, OWNER), (ENGINEERING, PROCESS), "Trial agreed",
        "Six weeks on pump two, their instruments, their report. Passes at 3 % below the specified power.",
    ),
    Scene(
        170, "visit", (SERVICE,), (PROCESS, MAINTENANCE), "Trial, third week",
        "No stop. Power 9 % below the old pump, by their own meter.",
    ),
    Scene(
        132, "meeting", (MENTOR, OWNER), (ENGINEERING, PLANT), "Results of the trial",
        "Passed in every point. Engineering writes to the committee, and wants our planners at the next layout round.",
    ),
    Scene(
        97, "call", (OWNER,), (PROCUREMENT,), "Date for the negotiation",
        "Not before both offers are equal in scope. Rivalco has been asked for a trial of its own.",
    ),
    Scene(
        74, "call", (OWNER,), (PLANT,), "What the committee says",
        "Engineering is with us now. Finance holds on to the lease and has the last word with operations.",
    ),
    Scene(
        44, "meeting", (OWNER,), (CONTROLLER,), "Total-cost case",
        "Rebuilt our model with the house's energy price; wants the service contract in it too.",
    ),
    Scene(
        20, "mail", (OWNER,), (FINANCE,), "Ten years of cost, both offers side by side",
        "Ours is 6 % below the lease from the fourth year on. No answer yet.", "out",
    ),
    Scene(
        12, "call", (OWNER,), (CONTROLLER,), "The case has been checked",
        "Stands with their own figures. Will be on the table before the committee meets.",
    ),
)  # fmt: skip
