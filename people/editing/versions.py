"""Forms of rows that two people, or two windows, may edit at once."""

from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet

from people.accounts.acting import judge_again
from people.editing.rows import DirectoryForm


class OutdatedError(Exception):
    """Somebody saved the row since the page was shown."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A field as it is saved now and as it was sent, in words."""

    name: str
    label: str
    saved: str
    yours: str
    is_yours: bool


class VersionedForm(DirectoryForm):
    """Knows which version of its row was shown, and what has been saved since.

    Beside the fields the page holds `version`, `seen-<field>` (the value shown) and,
    to answer a conflict, `keep-<field>`: "saved" takes what is saved now.
    """

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        self.initial["version"] = self.instance.version
        if data is not None:
            self.data = data.copy()
            for name in self.own_fields():
                if data.get(f"keep-{name}") == "saved":
                    self.data[name] = self.as_text(name, self.initial.get(name))

    def own_fields(self):
        return [name for name in self.fields if name != "version"]

    def as_text(self, name, value):
        value = self.fields[name].prepare_value(value)
        return "" if value is None else str(value)

    def seen(self):
        """What the page was first shown with, by the name of its hidden input."""
        return {key: self.data.get(key, text) for key, text in self.saved().items()}

    def saved(self):
        """What is saved now, by the name of its hidden input."""
        return {f"seen-{name}": self.saved_text(name) for name in self.own_fields()}

    def saved_text(self, name):
        return self.as_text(name, self.initial.get(name))

    @property
    def is_conflict(self):
        """Whether somebody saved other values since this form was opened."""
        is_old = self.cleaned_data["version"] != self.initial["version"]
        return is_old and bool(self.differences())

    def differences(self):
        return [
            Difference(
                name=name,
                label=self[name].label,
                saved=in_words(self.fields[name], saved),
                yours=in_words(self.fields[name], self.cleaned_data[name]),
                is_yours=self.is_changed_here(name),
            )
            for name in self.own_fields()
            if (saved := self.clean_text(name, self.saved_text(name)))
            != self.cleaned_data[name]
        ]

    def is_changed_here(self, name):
        seen = self.data.get(f"seen-{name}", "")
        return self.clean_text(name, seen) != self.cleaned_data[name]

    def clean_text(self, name, text):
        try:
            return self.fields[name].clean(text)
        except ValidationError:
            return None


def in_words(field, value):
    """A cleaned value of a form field."""
    if value in (None, ""):
        return "nothing"
    if isinstance(value, tuple | list | QuerySet):
        return ", ".join(map(str, value)) or "nothing"
    if hasattr(value, "hour"):
        return f"{value:%H:%M}"
    if hasattr(value, "year"):
        return f"{value.day} {value:%b %Y}"
    choices = getattr(field, "choices", ())
    if not isinstance(field, forms.ModelChoiceField):
        value = dict(choices).get(value, value)
    return getattr(value, "label", str(value))


@transaction.atomic
def save_locked(form_class, data, *, row, **kwargs):
    """Save the row unless it is invalid or in conflict; return form and outcome.

    The row is locked and read anew, so of two saves the second sees the first, and who
    saves is judged then. Raises `DoesNotExist` when the row has gone.
    """
    locked = type(row)._base_manager.select_for_update().get(pk=row.pk)
    judge_again()
    form = form_class(data, instance=locked, **kwargs)
    is_saved = form.is_valid() and not form.is_conflict
    if is_saved:
        form.save()
    return form, is_saved
