"""The forms that say what sheets and columns of a file are."""

from dataclasses import dataclass

from django import forms
from django.forms import BoundField
from django.utils.functional import cached_property

from skillsdir.spreadsheet.answers import SheetAnswer
from skillsdir.spreadsheet.columns.guessing import guess_columns
from skillsdir.spreadsheet.columns.lines import Table
from skillsdir.spreadsheet.columns.periods import PeriodUnit
from skillsdir.spreadsheet.columns.remembered import (
    guesses_of,
    known_skills,
    known_teams,
)
from skillsdir.spreadsheet.columns.row_roles import Role
from skillsdir.spreadsheet.columns.titles import title, titles_of
from skillsdir.spreadsheet.files.sheets import column_letters
from skillsdir.spreadsheet.left_out import left_out_of
from skillsdir.spreadsheet.nouns import BY_NAME, KINDS
from skillsdir.spreadsheet.nouns.mapping import OF_PERSON, find_problem

KIND_CHOICES = [
    ("", "Leave this sheet out"),
    *((kind.name, kind.title) for kind in KINDS),
]
MOST_EXAMPLES = 3
LONGEST_EXAMPLE = 60
# Rows below the headings in which examples are looked for.
DEEPEST_EXAMPLE = 50
# Columns of one kind that are shown one by one.
SPREAD, MOST_SHOWN = ("skill_level", "skill_target", "period"), 8


@dataclass(frozen=True, slots=True)
class ColumnRow:
    """A column of the file, with the choice of what it means."""

    letters: str
    heading: str
    examples: list[str]
    field: BoundField
    fill_down: BoundField | None
    is_spread: bool
    is_hidden: bool


class SheetForm(forms.Form):
    """What one sheet is and how it is laid out; empty columns are not asked about."""

    kind = forms.ChoiceField(label="What one row of it is", required=False)
    header_row = forms.IntegerField(
        label="Headings are in row",
        min_value=0,
        help_text="0 if there are none",
        error_messages={"required": "Give the number of the row, 1 for the first."},
    )
    heading_rows = forms.TypedChoiceField(
        label="Rows of headings",
        coerce=int,
        choices=[(1, "one"), (2, "two"), (3, "three")],
    )
    is_turned = forms.BooleanField(
        label="Turn it: what is a row stands in a column of the file", required=False
    )
    groups = forms.ChoiceField(
        label="Rows that stand alone, like “Data team”", required=False
    )
    unit = forms.ChoiceField(label="Numbers below weeks and months are", required=False)
    year = forms.IntegerField(
        label="Year of those that name none", min_value=1950, max_value=2100
    )
    all_field = forms.ChoiceField(label="In all rows", required=False)
    all_value = forms.CharField(label="is", max_length=200, required=False)

    shown = forms.CharField(widget=forms.HiddenInput)

    def __init__(
        self, data=None, *, sheet, answer, number, is_team, reasons=(), others=()
    ):
        super().__init__(data, prefix=f"sheet-{number}")
        self.is_team = is_team
        self.sheet, self.answer, self.reasons = sheet, answer, reasons
        self.others = [BY_NAME[name].title for name in others]
        self.read = sheet.turned() if answer.is_turned else sheet
        self.titles = titles_of(self.read.rows, answer.header_row, answer.heading_rows)
        self.fields["kind"].choices = KIND_CHOICES
        for name in ("kind", "header_row", "heading_rows", "is_turned"):
            self.fields[name].widget.attrs |= look_again(self.prefix)
        self.initial = {
            "kind": answer.kind,
            "header_row": answer.header_row + 1,
            "heading_rows": answer.heading_rows,
            "is_turned": answer.is_turned,
            "shown": shown(answer),
        }
        self.column_numbers = filled_columns(self.read) if answer.kind else []
        self.add_layout_fields()
        for column in self.column_numbers:
            self.fields[f"column-{column}"] = forms.ChoiceField(
                label=f"Column {column_letters(column)}",
                required=False,
                choices=field_choices(answer.kind),
                initial=answer.columns.get(column, ""),
            )

    def add_layout_fields(self):
        """What is asked of some layouts alone."""
        answer = self.answer
        has_periods = "period" in answer.columns.values()
        values = {name: v for name, v in answer.values.items() if name != "year"}
        self.initial |= {"groups": answer.groups, "unit": answer.unit}
        self.initial |= {"year": answer.values.get("year", answer.year)}
        for name, value in [*values.items()][:1]:
            self.initial |= {"all_field": name, "all_value": value}
        if has_periods:
            self.fields["unit"].choices = UNITS
        else:
            del self.fields["unit"], self.fields["year"]
        if Role.GROUP in self.roles.values():
            self.fields["groups"].choices = group_choices(answer.kind)
        else:
            del self.fields["groups"]
        if answer.kind:
            self.fields["all_field"].choices = value_choices(answer.kind)
        else:
            del self.fields["all_field"], self.fields["all_value"]
        for column in self.column_numbers:
            if column in answer.filled_down or self.may_fill_down(column):
                self.fields[f"down-{column}"] = forms.BooleanField(
                    label="empty cells mean what stands above",
                    required=False,
                    initial=column in answer.filled_down,
                )

    def asked_fields(self):
        """What is asked of this layout alone."""
        names = ("groups", "unit", "year")
        return [self[name] for name in names if name in self.fields]

    @property
    def is_plain(self):
        """Whether nothing is said that stands behind “Laid out otherwise”."""
        answer = self.answer
        values = answer.values.keys() - {"year"}
        return answer.heading_rows == 1 and not answer.is_turned and not values

    def may_fill_down(self, column):
        """Whether a column names what many rows share, and is empty in some."""
        name = self.answer.columns.get(column, "").removeprefix(OF_PERSON)
        names = ("team", "location", "person", "project", "manager")
        return name in names and None in [row[column] for row in self.data_rows()]

    @cached_property
    def table(self):
        """The sheet as it is answered now; `None` while that cannot stand."""
        if not self.answer.kind or find_problem(self.answer):
            return None
        return Table(self.sheet, self.answer, self.is_team)

    @property
    def roles(self):
        return self.table.roles if self.table else {}

    def data_rows(self):
        """The first rows that are no headings, totals or groups."""
        first = self.answer.header_row + 1
        rows = enumerate(self.read.rows[first : first + DEEPEST_EXAMPLE], first)
        return [row for number, row in rows if number not in self.roles and any(row)]

    def linked_emails(self):
        """The first of the e-mails that are taken from behind names."""
        emails = self.table.linked_emails.values() if self.table else ()
        return [*emails][:MOST_EXAMPLES]

    def left_out(self):
        """What is not taken as it is answered now, rows and colours beside columns."""
        return left_out_of(self.sheet, self.answer, self.table, *self.reasons[:1])

    def clean_header_row(self):
        row = self.cleaned_data["header_row"]
        if row > len(self.read.rows):
            raise forms.ValidationError(f"The sheet has {len(self.read.rows)} rows.")
        return row

    def clean(self):
        data = self.cleaned_data
        if bool(data.get("all_field")) != bool(data.get("all_value")):
            self.add_error("all_value", "Say both: which field, and what it is.")
        return data

    @property
    def problem(self):
        """What has to be put right before it is sent for the first time."""
        is_asked = self.answer.kind and not self.is_bound
        return find_problem(self.answer) if is_asked else ""

    def rows(self):
        """The columns, those that spread over many behind one line."""
        return [row for row in self.column_rows() if not row.is_spread]

    def spread_rows(self):
        return [row for row in self.column_rows() if row.is_spread]

    def column_rows(self):
        names = self.answer.columns
        spread = [n for n in self.column_numbers if names.get(n) in SPREAD]
        spread = spread if len(spread) > MOST_SHOWN else []
        return [
            ColumnRow(
                self.letters(column),
                short(title(self.titles[column])),
                list(self.examples(column)),
                self[f"column-{column}"],
                self[f"down-{column}"] if f"down-{column}" in self.fields else None,
                column in spread,
                column in self.read.hidden_columns,
            )
            for column in self.column_numbers
        ]

    def letters(self, column):
        return str(column + 1) if self.answer.is_turned else column_letters(column)

    def examples(self, column):
        """The first few different values below the headings."""
        texts = dict.fromkeys(short(cells[column]) for cells in self.data_rows())
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
        values = {data["all_field"]: data["all_value"]} if data["all_field"] else {}
        if "year" in data:
            values["year"] = str(data["year"])
        down = [n for n in self.column_numbers if data.get(f"down-{n}")]
        return SheetAnswer(
            data["kind"],
            data["header_row"] - 1,
            columns,
            heading_rows=data["heading_rows"],
            is_turned=data["is_turned"],
            values=values,
            groups=data.get("groups", self.answer.groups),
            filled_down=tuple(down),
            unit=data.get("unit", ""),
        )


UNITS = [
    (PeriodUnit.PERCENT.value, "percent of a full-time week"),
    (PeriodUnit.SHARE.value, "parts of one: 1 is full time"),
    (PeriodUnit.DAYS.value, "days"),
    (PeriodUnit.HOURS.value, "hours, 8 a day"),
]


def group_choices(kind):
    return [("", "Are left out"), *((n, f"Give {w}") for n, w in single_choices(kind))]


def value_choices(kind):
    return [("", "no field"), *single_choices(kind)]


def single_choices(kind):
    """The fields that one text can fill, by name and heading."""
    offered = [c for c in BY_NAME[kind].offered if c.content or c.name == "span"]
    columns = [(c.name, c.heading) for c in offered]
    if BY_NAME[kind].about == "person":
        columns += person_choices()
    return columns


def person_choices():
    people = BY_NAME["people"]
    names = ("job_title", "team", "location", "manager", "capacity")
    return [
        (f"{OF_PERSON}{name}", f"{people.column(name).heading} of the person")
        for name in names
    ]


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
    guesses, is_team = guesses_of(sheets), known_teams()
    return [
        SheetForm(
            sheet=sheet,
            number=number,
            is_team=is_team,
            answer=answer_of(sheet, answers),
            **remarks_on(guesses[sheet.name], answer_of(sheet, answers)),
        )
        for number, sheet in enumerate(sheets)
    ]


def remarks_on(guess, answer):
    """Why it is read like this, as long as it is."""
    if answer != guess.answer:
        return {}
    return {"reasons": guess.reasons, "others": guess.others}


def sent_forms(sheets, answers, data):
    """The forms as they were sent.

    Where another kind or row was chosen than the columns were shown for, the form comes
    back unbound, with the columns guessed anew.
    """
    knows, is_team = known_skills(), known_teams()
    return [
        sent_sheet(sheet, number, answer_of(sheet, answers), data, knows, is_team)
        for number, sheet in enumerate(sheets)
    ]


def answer_of(sheet, answers):
    return answers.sheets.get(sheet.name) or SheetAnswer("")


def sent_sheet(sheet, number, saved, data, knows, is_team):
    prefix = f"sheet-{number}"
    kind = data.get(f"{prefix}-kind", "")
    is_turned = f"{prefix}-is_turned" in data
    height = len(sheet.rows[0]) if is_turned and sheet.rows else len(sheet.rows)
    depth = data.get(f"{prefix}-heading_rows")
    answer = SheetAnswer(
        kind if kind in BY_NAME else "",
        row_number(data.get(f"{prefix}-header_row"), saved.header_row, height),
        heading_rows=int(depth) if depth in ("1", "2", "3") else saved.heading_rows,
        is_turned=is_turned,
    )
    is_moved = answer.kind and data.get(f"{prefix}-shown") != shown(answer)
    if not is_moved and shown(saved) == shown(answer):
        answer = saved
    elif answer.kind:
        answer = guess_columns(sheet, answer, knows)
    return SheetForm(
        None if is_moved else data,
        sheet=sheet,
        answer=answer,
        number=number,
        is_team=is_team,
    )


def shown(answer):
    """For what the columns are shown: a change of it asks for other columns."""
    turned = " turned" if answer.is_turned else ""
    return f"{answer.kind} {answer.header_row + 1} {answer.heading_rows}{turned}"


def row_number(text, otherwise, height):
    """The row that was sent, counted from 0; the other one if it makes no sense."""
    is_row = text and text.isascii() and text.isdigit() and len(text) < 8
    number = int(text) - 1 if is_row else otherwise
    return number if -1 <= number < height else otherwise


def filled_columns(sheet):
    """The numbers of the columns that hold any cell."""
    columns = enumerate(zip(*sheet.rows, strict=True))
    return [n for n, cells in columns if any(cell not in (None, "") for cell in cells)]


def field_choices(kind):
    if not kind:
        return [("", "Leave out")]
    choices = [(column.name, column.heading) for column in BY_NAME[kind].offered]
    if BY_NAME[kind].about == "person":
        choices += person_choices()
    return [("", "Leave out"), *choices]


def short(cell):
    text = "" if cell is None else " ".join(str(cell).split())
    return text if len(text) <= LONGEST_EXAMPLE else f"{text[: LONGEST_EXAMPLE - 1]}…"
