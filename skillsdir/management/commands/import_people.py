import tomllib
from argparse import ArgumentTypeError
from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from skillsdir.models import SpreadsheetImport
from skillsdir.spreadsheet.answers import Answers, Twice
from skillsdir.spreadsheet.cells.email_patterns import find_pattern_fault
from skillsdir.spreadsheet.columns.periods import PeriodUnit
from skillsdir.spreadsheet.drafts.report import report, title_of
from skillsdir.spreadsheet.files.encodings import ENCODINGS
from skillsdir.spreadsheet.files.reading import read_workbook
from skillsdir.spreadsheet.files.sheets import UnreadableFileError
from skillsdir.spreadsheet.files.text import encodings_of
from skillsdir.spreadsheet.nouns import BY_NAME
from skillsdir.spreadsheet.options import (
    CHANGES,
    TOPS,
    OptionError,
    Unknown,
    answered,
    first_answers,
)
from skillsdir.spreadsheet.planning.plan import plan
from skillsdir.spreadsheet.writing.applying import (
    NotADraftError,
    RejectedRowsError,
    apply_plan,
)

MOST_SHOWN = 20
UNKNOWN = ("skip", "create", "fail")
NAMESAKES = ("same", *UNKNOWN)


def email_pattern(text):
    # An option that is not given goes through here, too.
    if text and (fault := find_pattern_fault(text)):
        raise ArgumentTypeError(fault)
    return text


def heading_and_column(text):
    heading, sign, name = text.rpartition("=")
    if not sign:
        raise ValueError
    return heading.strip(), name.strip()


def saved_answers(path):
    """The answers of a file that the wizard gave out."""
    try:
        answers = Answers.from_json(tomllib.loads(path.read_text("utf-8")))
        if not all(isinstance(level, int) for level in answers.levels.values()):
            raise ValueError("levels are numbers from 0 to 4")
        return answers
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise OptionError(f"{path} holds no answers: {error}.") from None


class Command(BaseCommand):
    help = (
        "Take a spreadsheet in: .xlsx, .xls, .ods or .csv with people, or with any "
        "other sheets of the directory. Without --apply it is a dry run. Ends with "
        "status 1, and nothing written, where rows are rejected."
    )

    def add_arguments(self, parser):
        add = parser.add_argument
        add("file", type=Path)
        add(
            "--encoding",
            choices=ENCODINGS,
            default="",
            help="of a text file that is not UTF-8",
        )
        add("--answers", type=Path, help="a file of answers that the wizard gave out")
        add("--apply", action="store_true", help="write it, all of it or nothing")
        add("--report", type=Path, help="write the changes into this .xlsx file")
        titles = {
            "how the sheet is laid out": self.add_layout,
            "what names mean": self.add_names,
            "who is meant": self.add_people,
            "what values mean": self.add_values,
        }
        for title, add_some in titles.items():
            add_some(parser.add_argument_group(title).add_argument)

    @staticmethod
    def add_layout(add):
        add("--sheet", help="only this sheet of the workbook")
        add(
            "--map",
            type=heading_and_column,
            action="append",
            default=[],
            metavar='"Heading=field"',
            help="what a column is; nothing after the sign leaves it out",
        )
        add("--kind", choices=BY_NAME, help="what a row of the sheet is")
        add("--header-row", type=int, help="the row of the headings; 0 for none")
        add("--heading-rows", type=int, choices=[1, 2, 3], help="how many there are")
        add(
            "--turned",
            action="store_true",
            default=None,
            help="what is a row stands in a column of the file",
        )
        add(
            "--all",
            type=heading_and_column,
            action="append",
            default=[],
            metavar='"field=value"',
            help="what holds for every row",
        )
        add("--groups", help="the field that rows standing alone give to those below")
        add(
            "--unit",
            choices=[str(u) for u in PeriodUnit],
            help="below weeks and months",
        )

    @staticmethod
    def add_names(add):
        add("--unknown-skills", choices=UNKNOWN, default="fail")
        add(
            "--unknown-names",
            choices=UNKNOWN,
            default="fail",
            help="of teams, projects and locations",
        )
        add("--time-zone", default="", help="of locations that are added")

    @staticmethod
    def add_people(add):
        add("--unknown-people", choices=UNKNOWN, default="fail")
        add(
            "--namesakes",
            choices=NAMESAKES,
            default="fail",
            help="whoever is called like somebody here, or else in the file",
        )
        add(
            "--emails",
            type=email_pattern,
            default="",
            metavar="{first}.{last}@example.com",
            help="of new people who come without one",
        )
        add(
            "--changes",
            choices=CHANGES,
            default="fail",
            help="of name, e-mail, capacity, joined and left of people who are here, "
            "and of what was edited here and is otherwise in the file",
        )

    @staticmethod
    def add_values(add):
        add("--levels", choices=TOPS, help="the scale that levels are on")
        add("--default-level", type=int, choices=range(1, 5))
        add("--percent", type=int, help="of current projects; 0 shares the capacity")
        add("--past-from", type=date.fromisoformat, help="of past projects")
        add("--past-to", type=date.fromisoformat, help="of past projects")
        add("--days", choices=["day_first", "month_first"], default="")
        add(
            "--twice",
            choices=[*Twice],
            default="",
            help="which of two rows counts that say different things",
        )

    def handle(self, *, file, **options):
        try:
            content = file.read_bytes()
            sheets = read_workbook(content, file.name, options["encoding"])
            self.tell_encoding(content, options["encoding"])
            answers = self.answers(sheets, options)
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from None
        except (UnreadableFileError, OptionError) as error:
            raise CommandError(str(error)) from None
        draft = SpreadsheetImport.of(content, file.name)
        draft.answers = answers.as_json()
        if options["apply"]:
            found = self.apply(draft, options["verbosity"])
        else:
            found = plan(sheets, answers)
        self.tell(found, options["report"])

    def tell_encoding(self, content, encoding):
        guesses = [] if encoding else encodings_of(content)
        if guesses:
            others = f" (or {', '.join(guesses[1:])}?)" if guesses[1:] else ""
            self.stdout.write(f"Read as {guesses[0]}{others}; see --encoding")

    def answers(self, sheets, options):
        """What the options and the headings decide."""
        header_row = options["header_row"]
        shape = {
            "kind": options["kind"],
            "header_row": None if header_row is None else header_row - 1,
            "heading_rows": options["heading_rows"],
            "is_turned": options["turned"],
            "values": dict(options["all"]) or None,
            "groups": options["groups"],
            "unit": options["unit"],
        }
        answers = first_answers(
            sheets,
            only=options["sheet"],
            shape={name: value for name, value in shape.items() if value is not None},
            saved=options["answers"] and saved_answers(options["answers"]),
            mapped=options["map"],
            default_level=options["default_level"],
            current_percent=options["percent"],
            past_from=options["past_from"],
            past_to=options["past_to"],
            day_order=options["days"],
            encoding=options["encoding"],
            email_pattern=options["emails"],
            changes=CHANGES[options["changes"]],
            twice=options["twice"],
        )
        return answered(
            sheets,
            answers,
            levels=options["levels"],
            unknown=Unknown(
                skills=options["unknown_skills"],
                names=options["unknown_names"],
                people=options["unknown_people"],
                namesakes=options["namesakes"],
                time_zone=options["time_zone"],
            ),
        )

    def apply(self, draft, verbosity):
        draft.save()
        with tqdm(unit="row", disable=None if verbosity else True) as bar:

            def progress(done, total):
                bar.total = total
                bar.update(done - bar.n)

            try:
                return apply_plan(draft, by=None, progress=progress)
            except RejectedRowsError as error:
                draft.delete()
                return error.plan
            except NotADraftError as error:
                raise CommandError(str(error)) from None

    def tell(self, found, path):
        """Print counts and rejections; raise if there are any."""
        for left in found.left_out:
            start = "Taken" if left.is_taken else "Not taken"
            self.stdout.write(f"{start} from {left.sheet}: {left.words}")
        for noun, counts in found.counts.items():
            words = ", ".join(f"{count} {what}" for what, count in counts.items())
            self.stdout.write(f"{title_of(noun)}: {words}")
        if path:
            path.write_bytes(report(found))
        rejected = found.only("rejected")
        for change in rejected[:MOST_SHOWN]:
            self.stderr.write(f"{change.place}, {change.label}: {change.why}")
        if more := len(rejected[MOST_SHOWN:]):
            self.stderr.write(f"and {more} more; --report lists all of them")
        if rejected:
            raise CommandError(f"Rows rejected: {len(rejected)}. Nothing was written.")
