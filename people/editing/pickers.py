"""The picker of a skill: a text, any name of it, that app.js makes a type-ahead.

The picker of a person: a text with names to choose from, understood as any name.
"""

from html import escape

from django import forms
from django.contrib.postgres.aggregates import StringAgg
from django.core.exceptions import ValidationError
from django.db.models import Q, Value
from django.forms.utils import flatatt
from django.utils.safestring import SafeString

from people.fields import NameKey
from people.lists.panel import skill_picker
from people.lists.text_search import called
from people.lists.vocabulary import vocabulary
from people.models import Person, Skill
from people.spelling.emails import fold_email
from people.spelling.names import name_key


class SkillSelect(forms.Widget):
    """Its value is (slug, typed): what an address asks for, and what was typed.

    `without` are ids of skills that are not offered.
    """

    without = ()

    def value_from_datadict(self, data, files, name):
        typed = data.get(f"{name}_typed", "").strip().replace("\x00", "")[:200]
        return data.get(name, "").replace("\x00", ""), typed

    def value_omitted_from_data(self, data, files, name):
        return name not in data and f"{name}_typed" not in data

    def render(self, name, value, attrs=None, renderer=None):
        chosen, typed = value if isinstance(value, tuple) else (value or "", "")
        words = vocabulary()
        skills = words["skill"]
        offered = [row for row in skills.values() if row.is_offered]
        attrs = self.build_attrs(self.attrs, attrs) | {
            "name": f"{name}_typed",
            "value": typed or (skills[chosen].name if chosen in skills else ""),
            "maxlength": 200,
            "autocomplete": "off",
            "placeholder": "Type a skill, or another name of it…",
            "data-names": skill_picker(words).names,
            "data-counts": " ".join(
                row.slug for row in offered if row.pk not in self.without
            ),
        }
        return SafeString(f"<input{flatatt(attrs)}>")


def offered():
    """Skills of the catalogue as (name, aliases), in one query."""
    return (
        Skill.objects.active()
        .order_by("category__position", "category__name", "name")
        .annotate(
            also=StringAgg(
                "aliases__name", ";", default=Value(""), order_by="aliases__name"
            )
        )
        .values_list("name", "also")
    )


def skill_names(of="skill-names"):
    """A list of names that many text fields of a page share, by the attribute `list`.

    The names are understood by `people.skills.names.resolve`, as is any other name.
    """
    options = "".join(
        f'<option value="{escape(name)}" label="{escape(also)}"></option>'
        if also
        else f'<option value="{escape(name)}"></option>'
        for name, also in offered()
    )
    return SafeString(f'<datalist id="{escape(of)}">{options}</datalist>')


MOST_OFFERED = 300
MOST_MEANT = 4
MORE_OFFERED = (
    f'<p class="muted small">While you type the first {MOST_OFFERED} of {{count}} names'
    " are offered; any other may be written.</p>"
)


class OfferingInput(forms.TextInput):
    """A text field with a list of words that the browser offers."""

    offered = ()

    def render(self, name, value, attrs=None, renderer=None):
        names = f"{name}-names"
        attrs = {**(attrs or {}), "list": names, "data-combobox": ""}
        html = super().render(name, value, attrs, renderer)
        offered = list(self.offered)
        shown = "".join(f'<option value="{escape(n)}">' for n in offered[:MOST_OFFERED])
        more = MORE_OFFERED.format(count=len(offered)) if offered[MOST_OFFERED:] else ""
        return SafeString(f'{html}<datalist id="{names}">{shown}</datalist>{more}')


class PersonField(forms.CharField):
    """Somebody who is here, by name, e-mail or slug; where names repeat, by e-mail.

    Namesakes without an e-mail are told apart by slug.

    `kept` is the id of somebody who may stay, although they have left.
    """

    widget = OfferingInput
    kept = None

    def __init__(self, **kwargs):
        super().__init__(max_length=320, **kwargs)

    def people(self):
        return Person.objects.filter(
            Q(pk__in=Person.objects.active().values("pk")) | Q(pk=self.kept)
        )

    def prepare_value(self, value):
        """The name of a person or id; text stays as it was typed."""
        if isinstance(value, int):
            value = Person.objects.filter(pk=value).first()
        if not isinstance(value, Person):
            return value
        namesakes = self.people().alias(key=NameKey()).filter(key=name_key(value.name))
        return value.name if len(namesakes) < 2 else value.email or value.slug

    def clean(self, value):
        typed = super().clean(value)
        if not typed:
            return None
        found = self.meant(typed)
        if len(found) == 1:
            return found[0]
        if found:
            ways = first_of([person.email or person.slug for person in found])
            have_emails = all(person.email for person in found)
            what = "the e-mail" if have_emails else "the e-mail or the address"
            raise ValidationError(
                f"“{typed}” is the name of several people: write {what}, {ways}."
            )
        raise ValidationError(f"Nobody here is called “{typed}”.{self.hint(typed)}")

    def meant(self, typed):
        is_exact = Q(email__folded=fold_email(typed)) | Q(slug=typed)
        people = self.people().alias(key=NameKey())
        by_name = Q(key=name_key(typed)) & ~Q(key="")
        return list(people.filter(is_exact | by_name))

    def hint(self, typed):
        similar = Person.objects.active().filter(called(typed))
        names = first_of(list(similar.values_list("name", flat=True)))
        return (
            f" Did you mean {names}?" if names else " Write a full name or an e-mail."
        )


def first_of(words):
    """The first few of the words, and how many more there are."""
    more = len(words[MOST_MEANT:])
    others = [f"one of {more} more"] if more else []
    return " or ".join([*words[:MOST_MEANT], *others])
