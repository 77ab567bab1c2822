"""What people of the sample world say and write to each other."""

from dataclasses import dataclass

from tenure.integrations.sample.accounts import Story


@dataclass(frozen=True)
class Talk:
    """One kind of contact: its channel, its subject with a place for a name, and what was noted."""

    kind: str
    subject: str
    notes: str = ""
    direction: str = ""


@dataclass(frozen=True)
class Letter:
    """A file: its name, class and direction, and its text with places for a company and a day."""

    name: str
    document_class: str
    direction: str
    text: str


_STEADY = (
    Talk("call", "Call with {name}", "Quarter's volumes as planned; asks for the usual call-off in two weeks."),
    Talk("call", "Call with {name}", "Compared prices with two others, stays for the delivery times."),
    Talk("meeting", "Meeting with {name}", "Went through open points: packaging, one late pallet, the new contact."),
    Talk("visit", "Visit to the plant with {name}", "Line 2 is being rebuilt in spring; seals and sensors affected."),
    Talk("mail", "Delivery schedule sent to {name}", "Version 3, with the two missing lines.", "out"),
    Talk("mail", "Question from {name} about certificates", "Wants the material certificates with each pallet.", "in"),
    Talk("letter", "Price letter", "New list from January, 2.4 % on average.", "out"),
)
_GROWING = (
    Talk("meeting", "Workshop with {name}", "Second plant gets the same pumps; they want one contract for both."),
    Talk("call", "Call with {name}", "Confirmed the Q3 budget; engineering signs off next week."),
    Talk("visit", "Visit to the new hall with {name}", "Forty metering points, all still open. Wants us to plan them."),
    Talk("meeting", "Review with {name}", "On time 97 %, no claims. Asked what else we could take over."),
    Talk("mail", "Offer for the second line sent to {name}", "Three variants, the middle one recommended.", "out"),
    *_STEADY[:3],
)
_DECLINING = (
    Talk("call", "Call with {name}", "Volumes moved to another supplier for the small valves; price, he says."),
    Talk("call", "Call with {name}", "Did not want to talk about next year. New head of procurement from May."),
    Talk("mail", "Complaint from {name} about a late delivery", "Third time this half year; expects an answer.", "in"),
    Talk("meeting", "Meeting with {name}", "Only the buyer came. Asked for payment in sixty days."),
)
_LATE = (
    Talk("call", "Call with {name}", "Two orders late again; they keep a stock of their own now because of us."),
    Talk("visit", "Visit with {name}", "Promised a fixed delivery day each week. They will count."),
    Talk("letter", "Complaint about deliveries", "Lists five late orders and asks for a plan.", "in"),
    Talk("mail", "Delivery plan sent to {name}", "Weekly, Thursdays, with a named person.", "out"),
)
_NEW = (
    Talk("meeting", "First meeting with {name}", "Showed the range; filters and service interest them most."),
    Talk("call", "Call with {name}", "Trial order arrived complete. Wants a price for a year's need."),
    Talk("visit", "Visit to the plant with {name}", "Old pumps of Rivalco, twelve of them, contract ends in autumn."),
    Talk("mail", "Samples sent to {name}", "Cartridges C10 and C25.", "out"),
)
_NONE = (
    Talk("call", "Call with {name}", "Knows us by name only. May send their list of needs."),
    Talk("mail", "Introduction sent to {name}", "", "out"),
    Talk("meeting", "Met {name} at the fair", "Looks for a second source of seals."),
)
TALKS: dict[Story, tuple[Talk, ...]] = {
    Story.STEADY: _STEADY,
    Story.GROWING: _GROWING,
    Story.DECLINING: _DECLINING,
    Story.SLUMP: _DECLINING,
    Story.LOST: _DECLINING,
    Story.LATE: _LATE,
    Story.NEW: _NEW,
    Story.NONE: _NONE,
}
FOLLOW_UPS = (
    "Send the offer", "Call back about the budget", "Bring samples", "Ask for the plan of the second hall",
    "Agree a date with engineering", "Answer the complaint", "Send the cost model", "Introduce our service manager",
)  # fmt: skip
LETTERS = (
    Letter(
        "Offer second line.txt", "offer", "out",
        "Harrow & Lind\n{day}\n\n{name}\n\nOffer: pumps and seals for the second line\n\nThree variants, prices as"
        " discussed, delivery in six weeks after your order.\n",
    ),
    Letter(
        "Complaint about delivery.txt", "letter", "in",
        "{name}\n{day}\n\nTo Harrow & Lind\n\nTwo of our last three orders came late. Please tell us by when you will"
        " have a remedy.\n",
    ),
    Letter(
        "Minutes of the review.md", "minutes", "",
        "# Review with {name}, {day}\n\n- On time and complete: see the table\n- Open: packaging of seals\n"
        "- Next review in three months\n",
    ),
    Letter(
        "Price letter.txt", "letter", "out",
        "Harrow & Lind\n{day}\n\n{name}\n\nFrom 1 January our new list is valid. For you it means 2.4 % on average.\n",
    ),
)  # fmt: skip
