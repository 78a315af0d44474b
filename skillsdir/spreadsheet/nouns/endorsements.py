from django.utils import timezone

from people.models import Endorsement
from skillsdir.spreadsheet import fields
from skillsdir.spreadsheet.entities import CellError, raw
from skillsdir.spreadsheet.fields import Field
from skillsdir.spreadsheet.nouns.base import Noun, key


def endorsement_label(values):
    about = f"{values['person']}: {values['skill']}"
    return f"{about}, confirmed by {values['endorsed_by']}"


def nobody_endorses_themselves(values):
    same = raw(values["person"]) == raw(values["endorsed_by"])
    return "nobody endorses their own expertise" if same else None


def level_of_expertise(change, survey):
    """Without a level, a colleague confirms the one that is stated."""
    if "level" in change.values:
        return {"endorsed_at": timezone.now()}
    stated = survey.stated_level(change.values["person"], change.values["skill"])
    if stated is None:
        raise CellError("needs a level")
    return {"level": stated, "endorsed_at": timezone.now()}


ENDORSEMENTS = Noun(
    name="endorsements",
    model=Endorsement,
    fields=(
        Field("person", fields.person),
        Field("skill", fields.named("skill")),
        Field("expertise", None),
        Field("endorsed_by", fields.person),
        Field("level", fields.level),
        Field("note", fields.text(300), empty=""),
        Field("endorsed_at", fields.moment),
        Field("answered_at", fields.moment, empty=None),
    ),
    keys_of=key("expertise", "endorsed_by"),
    label=endorsement_label,
    required=("person", "skill", "endorsed_by"),
    defaults=level_of_expertise,
    rules=(nobody_endorses_themselves,),
    about="person",
    virtual=("person", "skill"),
    within=("person", "expertise__person_id__any"),
)
