"""What looking through a sheet brings to light that reading its values does not."""

from dataclasses import dataclass, field

from skillsdir.spreadsheet.sheets import UnreadableFileError, place

NAMED = 3
MOST_MERGED = 20_000


@dataclass
class Found:
    """Of one sheet; rows and columns count from 0.

    `merged` has (top, left, bottom, right) of merged cells, `errors` what a cell says
    whose formula failed, `unsaved` the first cells whose formula came without value.
    """

    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    unsaved: list[tuple[int, int]] = field(default_factory=list)
    unsaved_count: int = 0

    def add_merged(self, top, left, bottom, right):
        if len(self.merged) == MOST_MERGED:
            raise UnreadableFileError(
                f"A sheet has more than {MOST_MERGED:,} merged cells. Unmerge them, "
                "and repeat in each row what it says."
            )
        self.merged.append((top, left, bottom, right))

    def add_unsaved(self, row, column):
        self.unsaved_count += 1
        if len(self.unsaved) < NAMED:
            self.unsaved.append((row, column))


def refuse_unsaved(found: dict[str, Found]):
    places = [
        place(sheet, row, column)
        for sheet, of_sheet in found.items()
        for row, column in of_sheet.unsaved
    ]
    if places:
        count = sum(of_sheet.unsaved_count for of_sheet in found.values())
        more = f" and {count - NAMED:,} more" if count > NAMED else ""
        raise UnreadableFileError(
            f"{', '.join(places[:NAMED])}{more}: a formula without its value. Open the "
            "file in Excel or LibreOffice, save it, and upload that."
        )
