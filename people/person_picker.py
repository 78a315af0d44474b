"""The picker of a person: a text with names to choose from, understood as any name."""

from html import escape

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.safestring import mark_safe

from people.emails import fold_email
from people.models import Person
from people.names import fold
from people.text_search import has_word

MOST_OFFERED = 300
MOST_MEANT = 4


class PersonInput(forms.TextInput):
    """A text field with a list of names that the browser offers."""

    offered = ()

    def render(self, name, value, attrs=None, renderer=None):
        names = f"{name}-names"
        attrs = {**(attrs or {}), "list": names, "data-combobox": ""}
        html = super().render(name, value, attrs, renderer)
        options = "".join(f'<option value="{escape(one)}">' for one in self.offered)
        return mark_safe(f'{html}<datalist id="{names}">{options}</datalist>')


class PersonField(forms.CharField):
    """Somebody who is here, by name, e-mail or slug; where names repeat, by e-mail.

    `kept` is the id of somebody who may stay, although they have left.
    """

    widget = PersonInput
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
        namesakes = self.people().filter(sort_name=fold(value.name))
        return value.name if len(namesakes) < 2 else value.email

    def clean(self, value):
        typed = super().clean(value)
        if not typed:
            return None
        found = self.meant(typed)
        if len(found) == 1:
            return found[0]
        if found:
            mails = " or ".join(person.email for person in found)
            raise ValidationError(
                f"“{typed}” is the name of several people: write the e-mail, {mails}."
            )
        raise ValidationError(f"Nobody here is called “{typed}”.{self.hint(typed)}")

    def meant(self, typed):
        is_exact = Q(email__folded=fold_email(typed)) | Q(slug=typed)
        by_name = Q(sort_name=fold(typed))
        return list(self.people().filter(is_exact | by_name)[:MOST_MEANT])

    def hint(self, typed):
        similar = Person.objects.active()
        for word in fold(typed).split()[:MOST_MEANT]:
            similar = similar.filter(has_word([word]))
        names = " or ".join(person.name for person in similar[:MOST_MEANT])
        return (
            f" Did you mean {names}?" if names else " Write a full name or an e-mail."
        )
