"""What the policy's roles and acts are called where somebody is refused."""

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

ROLES: dict[str, Promise] = {
    "viewer": pgettext_lazy("role", "viewer"),
    "account_manager": pgettext_lazy("role", "account manager"),
    "director": pgettext_lazy("role", "director"),
    "administrator": pgettext_lazy("role", "administrator"),
}
# Each goes on the sentence "As viewer you may not ...".
ACTS: dict[str, Promise] = {
    "account.see": pgettext_lazy("you may not", "see accounts"),
    "account.create": pgettext_lazy("you may not", "create accounts"),
    "account.change": pgettext_lazy("you may not", "change accounts"),
    "account.assign": pgettext_lazy("you may not", "assign accounts"),
    "account.delete": pgettext_lazy("you may not", "delete accounts"),
    "contact.create": pgettext_lazy("you may not", "create contacts"),
    "contact.change": pgettext_lazy("you may not", "change contacts"),
    "contact.delete": pgettext_lazy("you may not", "delete contacts"),
    "interaction.create": pgettext_lazy("you may not", "create interactions"),
    "interaction.change": pgettext_lazy("you may not", "change interactions"),
    "interaction.delete": pgettext_lazy("you may not", "delete interactions"),
    "commitment.create": pgettext_lazy("you may not", "make commitments"),
    "commitment.change": pgettext_lazy("you may not", "change commitments"),
    "commitment.delete": pgettext_lazy("you may not", "delete commitments"),
    "document.create": pgettext_lazy("you may not", "create documents"),
    "document.change": pgettext_lazy("you may not", "change documents"),
    "document.delete": pgettext_lazy("you may not", "delete documents"),
    "product.see": pgettext_lazy("you may not", "see products"),
    "product.create": pgettext_lazy("you may not", "create products"),
    "product.change": pgettext_lazy("you may not", "change products"),
    "order.create": pgettext_lazy("you may not", "create orders"),
    "order.change": pgettext_lazy("you may not", "change orders"),
    "rating.give": pgettext_lazy("you may not", "give ratings"),
    "decision.create": pgettext_lazy("you may not", "create buying decisions"),
    "decision.change": pgettext_lazy("you may not", "change buying decisions"),
    "decision.delete": pgettext_lazy("you may not", "delete decisions"),
    "judgement.see": pgettext_lazy("you may not", "see how people are judged"),
    "stance.give": pgettext_lazy("you may not", "say where somebody stands"),
    "tie.change": pgettext_lazy("you may not", "change ties"),
    "card.answer": pgettext_lazy("you may not", "answer the questions of a card"),
    "assessment.see": pgettext_lazy("you may not", "see assessments"),
    "assessment.give": pgettext_lazy("you may not", "assess accounts"),
    "programme.rate": pgettext_lazy("you may not", "rate our own programme"),
    "plan.see": pgettext_lazy("you may not", "see plans"),
    "plan.create": pgettext_lazy("you may not", "begin plans"),
    "plan.change": pgettext_lazy("you may not", "change plans"),
    "plan.sign": pgettext_lazy("you may not", "sign plans"),
    "review.plan": pgettext_lazy("you may not", "plan reviews"),
    "review.hold": pgettext_lazy("you may not", "hold reviews"),
    "proposal.ask": pgettext_lazy("you may not", "have proposals looked at"),
    "proposal.answer": pgettext_lazy("you may not", "give a verdict on proposals"),
    "guidance.see": pgettext_lazy("you may not", "see what guides the company"),
    "guidance.change": pgettext_lazy("you may not", "change what guides the company"),
    "handover.see": pgettext_lazy("you may not", "see handovers"),
    "handover.open": pgettext_lazy("you may not", "open handovers"),
    "handover.change": pgettext_lazy("you may not", "change handovers"),
    "roadmap.change": pgettext_lazy("you may not", "change what is agreed with clients"),
    "engagement.change": pgettext_lazy("you may not", "change engagements"),
    "onboarding.see": pgettext_lazy("you may not", "see how clients are begun with"),
    "onboarding.change": pgettext_lazy("you may not", "start onboardings"),
    "template.change": pgettext_lazy("you may not", "change templates"),
    "reminder.send": pgettext_lazy("you may not", "have members reminded"),
    "snapshot.take": pgettext_lazy("you may not", "take snapshots of boards"),
    "criteria.change": pgettext_lazy("you may not", "change criteria"),
    "service.change": pgettext_lazy("you may not", "change services"),
    "ranking.compute": pgettext_lazy("you may not", "compute rankings"),
    "season.publish": pgettext_lazy("you may not", "publish seasons"),
    "poll.open": pgettext_lazy("you may not", "open polls"),
    "poll.answer": pgettext_lazy("you may not", "answer polls"),
    "view.save": pgettext_lazy("you may not", "save views"),
    "view.share": pgettext_lazy("you may not", "share views"),
    "import.run": pgettext_lazy("you may not", "run imports"),
    "import.undo": pgettext_lazy("you may not", "undo imports"),
    "export.run": pgettext_lazy("you may not", "run exports"),
    "job.see": pgettext_lazy("you may not", "see jobs"),
    "member.see": pgettext_lazy("you may not", "see members"),
    "member.manage": pgettext_lazy("you may not", "manage members"),
    "member.invite": pgettext_lazy("you may not", "invite members"),
    "session.end": pgettext_lazy("you may not", "end sessions"),
    "password.reset": pgettext_lazy("you may not", "reset passwords"),
    "organisation.change": pgettext_lazy("you may not", "change organisations"),
    "token.issue": pgettext_lazy("you may not", "issue tokens"),
    "feed.issue": pgettext_lazy("you may not", "issue calendar feeds"),
    "preferences.change": pgettext_lazy("you may not", "change preferences"),
    "notification.see": pgettext_lazy("you may not", "see notifications"),
}


def role_word(role: str) -> Promise | str:
    """A role inside a sentence."""
    return ROLES.get(role, role.replace("_", " "))


def act_words(act: str) -> Promise | str:
    """What it is that the act does."""
    return ACTS[act]
