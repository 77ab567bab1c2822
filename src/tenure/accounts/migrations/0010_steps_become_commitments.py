"""What was to be done next becomes a commitment of whoever recorded the interaction."""

from django.db import migrations
from django.db.models import F

AT_ONCE = 1_000


def make_commitments(apps, schema_editor):
    Interaction, Commitment = (apps.get_model("accounts", name) for name in ("Interaction", "Commitment"))
    steps = Interaction.objects.exclude(follow_up_on=None).order_by("pk")
    made = []
    for step in steps.iterator(chunk_size=AT_ONCE):
        made.append(_commitment(Commitment, step))
        if len(made) == AT_ONCE:
            Commitment.objects.bulk_create(made)
            made = []
    Commitment.objects.bulk_create(made)


def _commitment(Commitment, step):
    return Commitment(
        account_id=step.account_id,
        kind="task",
        text=step.follow_up or step.subject,
        owner_id=step.recorded_by_id,
        due_on=step.follow_up_on,
        first_due_on=step.follow_up_on,
        state="kept" if step.done_on else "open",
        settled_on=step.done_on,
        interaction_id=step.pk,
        origin="interaction",
        created_at=step.created_at,
        updated_at=step.updated_at,
        deleted_at=step.deleted_at,
    )


def give_steps_back(apps, schema_editor):
    """The earliest that is open, or else the last that was settled, is the one step that an interaction had."""
    Interaction, Commitment = (apps.get_model("accounts", name) for name in ("Interaction", "Commitment"))
    came = Commitment.objects.exclude(interaction=None).order_by(F("settled_on").asc(nulls_last=True), "-due_on", "-pk")
    for commitment in came.iterator(chunk_size=AT_ONCE):
        Interaction.objects.filter(pk=commitment.interaction_id).update(
            follow_up_on=commitment.due_on, follow_up=commitment.text, done_on=commitment.settled_on
        )
    Commitment.objects.exclude(interaction=None).filter(kind="task").delete()


class Migration(migrations.Migration):

    dependencies = [("accounts", "0009_commitments")]

    operations = [migrations.RunPython(make_commitments, give_steps_back)]
