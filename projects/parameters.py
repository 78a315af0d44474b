"""The parameters of the project list: read, checked and named."""

from django import forms

from people.former_slugs import by_slug
from people.models import Person
from people.models.person import marked_name
from people.parameters import IsoDayField, ParameterForm
from people.track_record import Outcome
from people.vocabulary import Named, vocabulary
from projects.models import ProjectStatus

SORTS = ("name", "status", "starts", "ends", "needs")
REPEATED = ("status", "skill", "team", "outcome")


def named_choices(choices):
    """The choices of a field as what a parameter can name, in their own order."""
    return {
        one.value: Named(one.value, one.value, one.label, position=place)
        for place, one in enumerate(choices)
    }


class ProjectFilterForm(ParameterForm):
    """Reads the parameters; what names a row is looked up once for all of them."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields |= {
            "from": IsoDayField(),
            "to": IsoDayField(),
            "sort": forms.ChoiceField(
                choices=[(s, s) for name in SORTS for s in (name, f"-{name}")],
                required=False,
                error_messages={"invalid_choice": f"choose one of {', '.join(SORTS)}"},
            ),
            "page": forms.IntegerField(
                required=False, min_value=1, max_value=1_000_000
            ),
        }

    def clean(self):
        data = self.cleaned_data
        data["sort"] = data.get("sort") or "name"
        data["page"] = data.get("page") or 1
        start, end = data.get("from"), data.get("to")
        if start and end and end < start:
            self.add_error("to", f"the window ends before it starts, on {start}")
        self.clean_names(data)
        return data

    def clean_names(self, data):
        self.vocabulary = vocabulary() | {
            "status": named_choices(ProjectStatus),
            "outcome": named_choices(Outcome),
        }
        for name in REPEATED:
            words = self.vocabulary[name]
            former = self.vocabulary["former"].get(name, {})
            asked, data[name] = data.get(name) or (), []
            for value in asked:
                if found := self.known(name, value, words, former):
                    data[name].append(found)
                else:
                    self.name_unknown(name, value, name)
        if data.get("lead"):
            data["lead"] = self.lead(data["lead"])

    def lead(self, slug):
        rows = Person.objects.order_by().only("slug", "name", "left_on")
        if found := self.known("lead", slug, by_slug(rows, [slug])):
            name = marked_name(found.name, found.left_on)
            return Named(found.pk, found.slug, name)
        return self.name_unknown("lead", slug, "person")

    def name_unknown(self, name, value, kind):
        article = "an" if kind[0] in "aeiou" else "a"
        message = f"“{value}” is not {article} {kind} here"
        self.add_error(name, forms.ValidationError(message))
