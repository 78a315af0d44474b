"""Taking in a spreadsheet: the dry run and applying it, with the memory they need."""

import io
import time
from pathlib import Path

import xlsxwriter
from django.contrib.auth import get_user_model

from people.models import Level, Skill
from skillsdir.models import SpreadsheetImport
from skillsdir.spreadsheet.columns.remembered import guessed
from skillsdir.spreadsheet.files.reading import read_workbook
from skillsdir.spreadsheet.planning.plan import plan
from skillsdir.spreadsheet.writing.applying import apply_plan
from skillsdir.spreadsheet.writing.undoing import undo_plan

HEADINGS = ("people", "spreadsheet", "rows", "skills", "seconds", "memory MB", "done")
SKILLS_EACH = 8
STATUS = Path("/proc/self/status")


def workbook(rows):
    """The bytes of a file of people who are new, each with some skills in one cell."""
    names = list(Skill.objects.order_by("pk").values_list("name", flat=True))
    labels = [level.label for level in Level]
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("People")
        sheet.write_row(0, 0, ["Name", "E-mail", "Job title", "Areas of expertise"])
        for row in range(rows):
            known = [names[(7 * row + 31 * n) % len(names)] for n in range(SKILLS_EACH)]
            cell = "; ".join(f"{name} ({labels[row % 4]})" for name in known)
            person = f"Person {row} Measured"
            sheet.write_row(
                row + 1, 0, [person, f"measured{row}@example.com", "Analyst", cell]
            )
    return content.getvalue()


def import_lines(size, rows):
    """The lines of the table: dry run, apply, the same file again, undo."""
    content = workbook(rows)
    by = get_user_model().objects.get(username="admin")
    sheets = read_workbook(content, "people.xlsx")
    draft = SpreadsheetImport.of(content, "people.xlsx", by=by)
    draft.answers = guessed(sheets).as_json()
    draft.save()
    works = {
        "dry run": lambda: plan(read_workbook(content, "people.xlsx"), guessed(sheets)),
        "apply": lambda: apply_plan(draft, by=by),
        "dry run of the same": lambda: plan(sheets, guessed(sheets)),
        "undo": lambda: undo_plan(draft, by=by),
    }
    for name, work in works.items():
        seconds, memory, result = measure_work(work)
        done = getattr(result, "totals", None) or {"obstacles": len(result)}
        yield [
            f"{size:,}",
            name,
            f"{rows:,}",
            str(SKILLS_EACH),
            f"{seconds:.1f}",
            "" if memory is None else f"+{memory:.0f}",
            ", ".join(f"{count:,} {what}" for what, count in done.items() if count),
        ]


def measure_work(work):
    before = process_peak(forget=True)
    started = time.perf_counter()
    result = work()
    seconds = time.perf_counter() - started
    return seconds, None if before is None else process_peak() - before, result


def process_peak(*, forget=False):
    """The most memory in use since it was last forgotten, in MB; Linux tells."""
    try:
        if forget:
            STATUS.with_name("clear_refs").write_text("5")
        text = STATUS.read_text()
    except OSError:
        return None
    line = next(line for line in text.splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024
