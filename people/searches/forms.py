from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from people.models import SavedSearch
from people.searches.saving import query_of

LONGEST_QUERY = SavedSearch._meta.get_field("query").max_length
MOST_SEARCHES = 100
NAME_IS_TAKEN = "You have a saved search of this name already."
TOO_LONG = "The list has too many filters to be saved."


class SavedSearchForm(forms.ModelForm):
    """The name of a saved search, whether it is mailed about, and if its days move."""

    class Meta:
        model = SavedSearch
        fields = ["name", "is_mailed", "is_rolling"]
        labels = {
            "name": "Name",
            "is_mailed": "Mail me when there are new people",
            "is_rolling": "Let its days move along: as many as now, from today on",
        }
        help_texts = {"is_mailed": "", "is_rolling": ""}
        widgets = {"name": forms.TextInput({"maxlength": 80, "required": True})}

    @property
    def has_days(self):
        """Whether the list is about days of its own, which could move."""
        params = QueryDict(self.initial.get("query", self.instance.query))
        return bool(params.get("from") or params.get("to"))

    def clean_name(self):
        name = self.cleaned_data["name"]
        others = SavedSearch.objects.of(self.instance.owner).filter(name=name)
        if self.is_taken(others.exclude(pk=self.instance.pk)):
            raise ValidationError(NAME_IS_TAKEN)
        return name

    def refuse_name(self):
        """Say that another window was faster with this name."""
        self.add_error("name", NAME_IS_TAKEN)

    def is_taken(self, others):
        return others.exists()


class NewSearchForm(SavedSearchForm):
    """Saves a list; `query` is the part of its address after the question mark."""

    query = forms.CharField(
        required=False,
        max_length=LONGEST_QUERY,
        widget=forms.HiddenInput,
        error_messages={"max_length": TOO_LONG},
    )

    field_order = ["query", "name", "is_mailed", "is_rolling"]

    def clean_query(self):
        query = query_of(QueryDict(self.cleaned_data["query"]))
        if len(query) > LONGEST_QUERY:
            # In one spelling it may be longer: é is six letters there.
            raise ValidationError(TOO_LONG)
        return query

    def clean(self):
        """Each is looked up for mails and for the home page: nobody needs thousands."""
        super().clean()
        kept = SavedSearch.objects.of(self.instance.owner)
        others = kept.exclude(name=self.cleaned_data.get("name"))
        if others.count() >= MOST_SEARCHES:
            raise ValidationError(
                f"You have {MOST_SEARCHES} saved searches: remove one first."
            )
        return self.cleaned_data

    def is_taken(self, others):
        """Sent twice, it is saved once."""
        return others.exclude(query=self.cleaned_data.get("query")).exists()
