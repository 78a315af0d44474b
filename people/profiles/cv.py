"""Skills to state out of a pasted paragraph of a CV, at levels that are chosen."""

from django import forms
from django.core.exceptions import ValidationError

from people.asking.mentions import read_brief
from people.models import Level, Skill
from people.profiles.forms import PasteForm

# As many as one form can hold.
MOST_SKILLS = 60
LEVEL = "level-"


class CvForm(PasteForm):
    """A text, and a level to choose for each skill in it; none is chosen beforehand.

    `stated` are the rows of those that the profile has already; `left` is how many
    skills are too many for one form.
    """

    most = MOST_SKILLS
    found, skills, stated, left = None, (), (), 0

    def __init__(self, data=None, *, person=None):
        super().__init__(data)
        self.fields["text"].label = "A paragraph or a list out of your CV"
        paste = PasteForm(data)
        if paste.is_valid():
            self.look_for_skills(paste.cleaned_data["text"], person)

    def look_for_skills(self, text, person):
        self.found = read_brief(text)
        said = list(self.found.proposed)
        rows = person.expertise.filter(skill__slug__in=said).select_related("skill")
        self.stated = list(rows)
        known = {row.skill_id for row in rows}
        offered = Skill.objects.active().exclude(pk__in=known)
        by_slug = offered.in_bulk(said, field_name="slug")
        skills = [by_slug[slug] for slug in said if slug in by_slug]
        self.skills, self.left = skills[:MOST_SKILLS], len(skills[MOST_SKILLS:])
        for skill in self.skills:
            self.fields[name_of(skill)] = forms.TypedChoiceField(
                label=skill.name,
                choices=[("", "Choose…"), *Level.choices],
                coerce=int,
                empty_value=None,
                required=False,
                widget=forms.Select({"aria-label": f"Level in {skill.name}"}),
            )

    def rows(self):
        """Each field with the words that its skill came from, and what they say."""
        for skill in self.skills:
            mention = self.found.proposed[skill.slug]
            yield self[name_of(skill)], self.found.words_of(mention), hint_of(mention)

    def clean(self):
        if "save" in self.data and self.has_stray_levels:
            raise ValidationError(
                "A level was chosen for a skill that is no longer on this list: look at"
                " the list once more."
            )
        if "save" in self.data and not self.levels:
            raise ValidationError("Choose a level for one of the skills at least.")
        return self.cleaned_data

    @property
    def has_stray_levels(self):
        """Whether a level was chosen for what is neither asked now nor stated."""
        known = self.fields.keys() | {name_of(row.skill) for row in self.stated}
        return any(
            value and name.startswith(LEVEL) and name not in known
            for name, value in self.data.items()
        )

    @property
    def levels(self):
        """The chosen levels by skill."""
        chosen = {one: self.cleaned_data.get(name_of(one)) for one in self.skills}
        return {skill: level for skill, level in chosen.items() if level}


def name_of(skill):
    """By its id: it may be renamed while levels are chosen."""
    return f"{LEVEL}{skill.pk}"


def hint_of(mention):
    """What the text says of a level, or of learning it."""
    if mention.is_wish:
        return "The text speaks of learning it: that is a goal."
    if mention.level:
        return f"The text says {Level(mention.level).label}."
    if mention.hint:
        return f"Some would read {Level(mention.hint).label} in these words."
    return ""
