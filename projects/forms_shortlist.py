from django import forms

from people.versions import VersionedForm
from projects.models import Project, ShortlistEntry


class ShortlistNoteForm(VersionedForm):
    """The note of one entry."""

    class Meta:
        model = ShortlistEntry
        fields = ["note"]
        help_texts = {"note": ""}


class ShortlistForm(forms.Form):
    """Puts a person on the shortlist of a project that still has a future."""

    project = forms.ModelChoiceField(
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
