"""The forms about people at large: e-mails for new ones, changes of those here."""

from django import forms
from django.db.models import CharField, Count, F, Func, Value

from people.models import Person
from people.spelling.emails import kept_email
from skillsdir.spreadsheet.cells.email_patterns import find_pattern_fault, made_email

PRESETS = ("{first}.{last}", "{f}{last}", "{first}")
WITHOUT = "Without e-mail: they cannot sign in until somebody gives them one"
TAKE, LEAVE = "take", "leave"


def usual_domain():
    """The domain that most e-mails here have; "" where there are none."""
    parts = F("email"), Value("@"), Value(2)
    of_email = Func(*parts, function="split_part", output_field=CharField())
    people = Person.objects.exclude(email=None).order_by()
    domains = people.values(domain=of_email).annotate(count=Count("pk"))
    found = domains.order_by("-count", "domain").first()
    return found["domain"].lower() if found else ""


class EmailsForm(forms.Form):
    """From which pattern e-mails are made, shown with names of the file."""

    pattern = forms.ChoiceField(required=False, widget=forms.RadioSelect)
    own = forms.CharField(max_length=200, required=False)

    def __init__(self, data=None, *, question, saved, domain):
        super().__init__(data, prefix="emails")
        self.question, self.saved = question, saved
        presets = [f"{local}@{domain}" for local in PRESETS] if domain else []
        known = dict.fromkeys([*presets, *([saved] if saved else [])])
        self.fields["pattern"].choices = [
            ("", WITHOUT),
            *((pattern, self.examples(pattern)) for pattern in known),
            ("other", "Another pattern, like {first}.{last}@example.com"),
        ]
        self.initial = {"pattern": saved}

    def examples(self, pattern):
        names = self.question.examples
        made = [kept_email(made_email(pattern, name)) for name in names]
        return ", ".join(filter(None, made)) or pattern

    def clean(self):
        data = self.cleaned_data
        is_other = data.get("pattern") == "other"
        if is_other and (fault := find_pattern_fault(data.get("own", ""))):
            self.add_error("own", fault)
        return data

    def chosen(self):
        data = self.cleaned_data
        return data["own"] if data["pattern"] == "other" else data["pattern"]


class ChangesForm(forms.Form):
    """Whether people who are here get what the file says, a field at a time."""

    def __init__(self, data=None, *, questions):
        super().__init__(data, prefix="changes")
        self.questions = questions
        for question in questions:
            field = forms.ChoiceField(
                label=question.label,
                required=False,
                choices=[
                    (TAKE, "Take what the file says"),
                    (LEAVE, "Leave them as they are"),
                ],
                widget=forms.RadioSelect,
            )
            self.fields[question.name] = field
            if question.answer is not None:
                self.initial[question.name] = TAKE if question.answer else LEAVE

    def rows(self):
        return [(question, self[question.name]) for question in self.questions]

    def chosen(self):
        data = {name: self.cleaned_data.get(name) for name in self.fields}
        return {name: what == TAKE for name, what in data.items() if what}
