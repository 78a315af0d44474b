"""Two people who edit the same row in the admin site; see also `editing.versions`."""

from contextlib import suppress
from hashlib import sha256

from django import forms
from django.contrib.admin.utils import unquote
from django.core.exceptions import ValidationError
from django.db import transaction

from people.accounts.acting import judge_again
from people.editing.rows import DirectoryForm
from people.editing.versions import in_words


class SeenField(forms.IntegerField):
    """The version of the row that the page was opened with; nobody edits it."""

    widget = forms.HiddenInput

    def has_changed(self, initial, data):
        return False


def short_hash(saved):
    """A number that tells these values from others."""
    return int(sha256(repr(saved).encode()).hexdigest()[:12], 16)


class VersionedAdminForm(DirectoryForm):
    """Refuses once to replace what somebody saved since the page was opened."""

    # Columns that the page writes, and the version does not count.
    uncounted = ()

    seen_version = SeenField(required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["seen_version"] = self.saved_version = self.read_version()

    def read_version(self):
        """What tells whether page and row are as they were shown; None of no row.

        The fields of the page count: which there are may depend on who asks, and on
        the row, and those that were not shown are not sent.
        """
        saved = self.saved_state()
        return None if saved is None else short_hash([sorted(self.fields), *saved])

    def saved_state(self):
        """What the page writes, of the row as it is saved, in short."""
        row = self.instance
        version = getattr(row, "version", None) if row.pk else None
        if version is None:
            return None
        return [version, *(getattr(row, name) for name in self.uncounted)]

    @property
    def is_old(self):
        seen = self.cleaned_data.get("seen_version")
        return None not in (seen, self.saved_version) and seen != self.saved_version

    def clean(self):
        cleaned = super().clean()
        if self.is_old and (replaced := self.replaced()):
            self.data = self.data.copy()
            self.data[self.add_prefix("seen_version")] = self.saved_version
            for name in self.not_sent():
                saved = self.get_initial_for_field(self.fields[name], name)
                self.data[self.add_prefix(name)] = saved
            self.add_error(None, self.conflict(replaced))
        return cleaned

    def replaced(self):
        """The fields whose saved values, read just now, would be replaced.

        See also: `changed_data`, which of some fields looks at what was shown.
        """
        return [
            name
            for name, field in self.fields.items()
            if field.has_changed(
                self.get_initial_for_field(field, name), self[name].data
            )
        ]

    def not_sent(self):
        """Fields that the page, as it was, did not have: nobody has emptied them.

        Not so boxes and lists of which nothing is chosen: they are never sent.
        """
        return [
            name
            for name, field in self.fields.items()
            if field.widget.value_omitted_from_data(
                self.data, self.files, self.add_prefix(name)
            )
        ]

    def conflict(self, replaced):
        saved = "; ".join(
            f"{self.fields[name].label}: {self.saved_words(name)}" for name in replaced
        )
        return ValidationError(
            "Somebody saved other values since you opened this page. Saved now are "
            f"{saved}. Save again to replace them by yours, or open the page anew."
        )

    def saved_words(self, name):
        field = self.fields[name]
        value = field.prepare_value(self.get_initial_for_field(field, name))
        with suppress(ValidationError):
            value = field.clean(value)
        return in_words(field, value)


class VersionedOptions:
    """Lets forms of pages and of inlines know which version of a row was shown."""

    form = VersionedAdminForm

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        if not hasattr(self.model, "version") or obj is None:
            return fieldsets
        if not self.has_change_permission(request, obj):
            return fieldsets
        (name, options), *others = fieldsets
        options = options | {"fields": [*options["fields"], "seen_version"]}
        return [(name, options), *others]


class LockedChange:
    """Locks the row of a page while it is saved: of two saves one sees the other.

    Who saves or removes is judged then.
    """

    def changeform_view(self, request, object_id=None, *args, **kwargs):
        with transaction.atomic():
            if request.method == "POST":
                if object_id:
                    self.lock(request, unquote(object_id))
                judge_again()
            return super().changeform_view(request, object_id, *args, **kwargs)

    def lock(self, request, object_id):
        if row := self.get_object(request, object_id):
            rows = self.model._base_manager.select_for_update(no_key=True)
            return rows.filter(pk=row.pk).first()
        return None

    def delete_model(self, request, obj):
        judge_again()
        super().delete_model(request, obj)

    @transaction.atomic
    def delete_queryset(self, request, queryset):
        judge_again()
        super().delete_queryset(request, queryset)
