from django import forms

from people.former_slugs import by_slug
from people.versions import VersionedForm
from projects.models import Project, ShortlistEntry


class ShortlistNoteForm(VersionedForm):
    """The note of one entry."""

    class Meta:
        model = ShortlistEntry
        fields = ["note"]
        help_texts = {"note": ""}


class ProjectChoice(forms.ModelChoiceField):
    """A project by its slug, or by one that it had."""

    def prepare_value(self, value):
        found = by_slug(self.queryset, [value]) if isinstance(value, str) else {}
        return found[value].slug if value in found else super().prepare_value(value)

    def to_python(self, value):
        return super().to_python(self.prepare_value(value))


class ShortlistForm(forms.Form):
    """Puts a person on the shortlist of a project that still has a future."""

    project = ProjectChoice(
        Project.objects.none(),
        to_field_name="slug",
        empty_label="Choose a project",
        error_messages={"invalid_choice": "Choose a project that is not over."},
    )
    note = forms.CharField(
        required=False, max_length=300, help_text="Project managers see it."
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["project"].queryset = Project.objects.live()
