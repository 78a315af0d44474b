"""The forms that say what sheets, columns, levels and days of a file mean."""

import hashlib
from dataclasses import dataclass

from django import forms
from django.forms import BoundField

from people.models import Level
from people.profiles.forms import PickedDayField
from skillsdir.spreadsheet.answers import SHARED, SheetAnswer, Twice
from skillsdir.spreadsheet.cells.days import DayOrder
from skillsdir.spreadsheet.cells.levels import NOT_AT_ALL
from skillsdir.spreadsheet.columns.headings import columns_for
from skillsdir.spreadsheet.columns.lines import find_problem
from skillsdir.spreadsheet.files.sheets import column_letters
from skillsdir.spreadsheet.nouns import BY_NAME, KINDS

KIND_CHOICES = [
    ("", "Leave this sheet out"),
    *((kind.name, kind.title) for kind in KINDS),
]
MOST_EXAMPLES = 3
LONGEST_EXAMPLE = 60
# Rows below the headings in which examples are looked for.
DEEPEST_EXAMPLE = 50


@dataclass(frozen=True, slots=True)
class ColumnRow:
    """A column of the file, with the choice of what it means."""

    letters: str
    heading: str
    examples: list[str]
    field: BoundField


class SheetForm(forms.Form):
    """What one sheet is; columns without any cell are not asked about."""

    kind = forms.ChoiceField(label="What one row of it is", required=False)
    header_row = forms.IntegerField(
        label="Headings are in row",
        min_value=1,
        error_messages={"required": "Give the number of the row, 1 for the first."},
    )

    shown = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, data=None, *, sheet, answer, number):
        super().__init__(data, prefix=f"sheet-{number}")
        self.sheet, self.answer = sheet, answer
        self.fields["kind"].choices = KIND_CHOICES
        for name in ("kind", "header_row"):
            self.fields[name].widget.attrs |= look_again(self.prefix)
        self.initial = {
            "kind": answer.kind,
            "header_row": answer.header_row + 1,
            "shown": shown(answer),
        }
        self.column_numbers = filled_columns(sheet) if answer.kind else []
        for column in self.column_numbers:
            self.fields[f"column-{column}"] = forms.ChoiceField(
                label=f"Column {column_letters(column)}",
                required=False,
                choices=field_choices(answer.kind),
                initial=answer.columns.get(column, ""),
            )

    def clean_header_row(self):
        row = self.cleaned_data["header_row"]
        if row > len(self.sheet.rows):
            raise forms.ValidationError(f"The sheet has {len(self.sheet.rows)} rows.")
        return row

    @property
    def problem(self):
        """What has to be put right before it is sent for the first time."""
        is_asked = self.answer.kind and not self.is_bound
        return find_problem(self.answer) if is_asked else ""

    def rows(self):
        return [
            ColumnRow(
                column_letters(column),
                self.text_at(self.answer.header_row, column),
                list(self.examples(column)),
                self[f"column-{column}"],
            )
            for column in self.column_numbers
        ]

    def text_at(self, row, column):
        return short(self.sheet.rows[row][column])

    def examples(self, column):
        """The first few different values below the headings."""
        below = self.answer.header_row + 1
        cells = self.sheet.rows[below : below + DEEPEST_EXAMPLE]
        texts = dict.fromkeys(short(cells[column]) for cells in cells)
        return [text for text in texts if text][:MOST_EXAMPLES]

    def chosen(self):
        data = self.cleaned_data
        if not data["kind"]:
            return SheetAnswer("")
        columns = {
            column: data[f"column-{column}"]
            for column in self.column_numbers
            if data[f"column-{column}"]
        }
        return SheetAnswer(data["kind"], data["header_row"] - 1, columns)


def look_again(prefix):
    """What makes htmx show the columns anew as soon as the choice changes."""
    return {
        "hx-post": "",
        "hx-trigger": "change",
        "hx-include": "closest form",
        "hx-vals": '{"look": "1"}',
        "hx-target": f"#{prefix}",
        "hx-select": f"#{prefix}",
        "hx-swap": "outerHTML",
    }


def sheet_forms(sheets, answers):
    """A form for each sheet, as it is answered or guessed."""
    return [
        SheetForm(sheet=sheet, number=number, answer=answer_of(sheet, answers))
        for number, sheet in enumerate(sheets)
    ]


def sent_forms(sheets, answers, data):
    """The forms as they were sent.

    Where another kind or row was chosen than the columns were shown for, the form comes
    back unbound, with the columns guessed anew.
    """
    return [
        sent_sheet(sheet, number, answer_of(sheet, answers), data)
        for number, sheet in enumerate(sheets)
    ]


def answer_of(sheet, answers):
    return answers.sheets.get(sheet.name) or SheetAnswer("")


def sent_sheet(sheet, number, saved, data):
    prefix = f"sheet-{number}"
    kind = data.get(f"{prefix}-kind", "")
    kind = kind if kind in BY_NAME else ""
    row = row_number(data.get(f"{prefix}-header_row"), saved.header_row, sheet)
    answer = SheetAnswer(kind, row, guessed_columns(sheet, kind, row))
    is_moved = kind and data.get(f"{prefix}-shown") != shown(answer)
    return SheetForm(
        None if is_moved else data, sheet=sheet, answer=answer, number=number
    )


def shown(answer):
    """For what the columns are shown: a change of it asks for other columns."""
    return f"{answer.kind} {answer.header_row + 1}"


def row_number(text, otherwise, sheet):
    """The row that was sent, counted from 0; the other one if it makes no sense."""
    is_row = text and text.isascii() and text.isdigit() and len(text) < 8
    number = int(text) - 1 if is_row else otherwise
    return number if 0 <= number < len(sheet.rows) else otherwise


def guessed_columns(sheet, kind, row):
    if not kind:
        return {}
    fields = columns_for(BY_NAME[kind], sheet.rows[row])
    return {column: name for column, name in fields.items() if name}


def filled_columns(sheet):
    """The numbers of the columns that hold any cell."""
    width = max(map(len, sheet.rows), default=0)
    filled = set()
    for row in sheet.rows:
        if len(filled) == width:
            break
        filled.update(n for n, cell in enumerate(row) if cell not in (None, ""))
    return sorted(filled)


def field_choices(kind):
    columns = BY_NAME[kind].columns if kind else ()
    return [("", "Leave out"), *((column.name, column.heading) for column in columns)]


def short(cell):
    text = "" if cell is None else " ".join(str(cell).split())
    return text if len(text) <= LONGEST_EXAMPLE else f"{text[: LONGEST_EXAMPLE - 1]}…"


LEVELS = [(level.value, f"{level.value} {level.label}") for level in Level]
LEVEL_CHOICES = [("", "Choose"), *LEVELS, (NOT_AT_ALL, "Has not got the skill")]
PERCENTS = [
    ("", "Choose"),
    (SHARED, "The capacity, shared evenly among the projects of the cell"),
    *((percent, f"{percent} %") for percent in range(10, 101, 10)),
]
DAY_ORDERS = [
    (DayOrder.DAY_FIRST.value, "3/4 is 3 April (day first)"),
    (DayOrder.MONTH_FIRST.value, "3/4 is 4 March (month first)"),
]


TWICE = [
    (Twice.FIRST.value, "What stands first in the file"),
    (Twice.LAST.value, "What stands last"),
]


def whole_or_none(text):
    return int(text) if text else None


def default_fields():
    """A field for each default of `Answers`, new ones for each form."""
    return {
        "day_order": forms.ChoiceField(
            label="Days such as 3/4/2025", choices=DAY_ORDERS, widget=forms.RadioSelect
        ),
        "twice": forms.ChoiceField(
            label="Where two rows about the same say different things",
            choices=TWICE,
            widget=forms.RadioSelect,
        ),
        "default_level": forms.TypedChoiceField(
            label="Skills without a level",
            choices=[("", "Choose"), *LEVELS],
            coerce=whole_or_none,
            empty_value=None,
        ),
        "current_percent": forms.TypedChoiceField(
            label="How much of a week each current project takes",
            choices=PERCENTS,
            coerce=whole_or_none,
            empty_value=None,
        ),
        "past_from": PickedDayField(label="First day of past projects that have none"),
        "past_to": PickedDayField(label="Last day of past projects that have none"),
    }


class ValuesForm(forms.Form):
    """Asks what `Questions` has of levels and defaults; all of it may stay open."""

    def __init__(self, data=None, *, asked):
        super().__init__(data)
        self.levels = {level_name(one.token): one for one in asked.levels}
        self.defaults = {one.name: one for one in asked.defaults}
        for name, question in self.levels.items():
            self.fields[name] = level_field(question)
        offered = default_fields()
        for name, question in self.defaults.items():
            self.fields[name] = offered[name]
            self.fields[name].required = False
            self.fields[name].help_text = found_at(question)
            self.initial[name] = question.answer

    def clean(self):
        first, last = map(self.cleaned_data.get, ("past_from", "past_to"))
        if first and last and last < first:
            self.add_error("past_to", "The last day cannot be before the first.")
        return self.cleaned_data

    def level_rows(self):
        return [(question, self[name]) for name, question in self.levels.items()]

    def default_rows(self):
        return [self[name] for name in self.defaults]

    def answers(self, answers):
        """The answers with what was chosen; what was left open stays so."""
        chosen = {
            question.token: self.cleaned_data[name]
            for name, question in self.levels.items()
            if self.cleaned_data[name] is not None
        }
        tokens = {question.token for question in self.levels.values()}
        kept = {
            token: level
            for token, level in answers.levels.items()
            if token not in tokens
        }
        defaults = {name: self.cleaned_data[name] for name in self.defaults}
        return answers.with_(levels=kept | chosen, **defaults)


def level_field(question):
    level = question.guess if question.answer is None else question.answer
    return forms.TypedChoiceField(
        label=question.token,
        required=False,
        choices=LEVEL_CHOICES,
        coerce=whole_or_none,
        empty_value=None,
        initial="" if level is None else level,
    )


def level_name(token):
    """A name for the field of any text: what stands in the file may be anything."""
    return f"level-{hashlib.sha256(token.encode()).hexdigest()[:12]}"


def found_at(question):
    """How often something is asked for, and where first: "12 times, first at …"."""
    if not question.count:
        return ""
    times = "Once" if question.count == 1 else f"{question.count} times"
    at = f", first at {question.places[0]}" if question.places else ""
    return f"{times}{at}"
