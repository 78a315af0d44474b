"""What looking through a sheet brings to light that reading its values does not."""

from dataclasses import dataclass, field

from skillsdir.spreadsheet.sheets import UnreadableFileError, place

NAMED = 3


@dataclass
class Found:
    """Of one sheet; rows and columns count from 0.

    `merged` has (top, left, bottom, right) of merged cells, `errors` what a cell says
    whose formula failed, `unsaved` the cells whose formula came without its value.
    """

    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    unsaved: list[tuple[int, int]] = field(default_factory=list)


def refuse_unsaved(found: dict[str, Found]):
    places = [
        place(sheet, row, column)
        for sheet, of_sheet in found.items()
        for row, column in of_sheet.unsaved
    ]
    if places:
        more = f" and {len(places) - NAMED:,} more" if len(places) > NAMED else ""
        raise UnreadableFileError(
            f"{', '.join(places[:NAMED])}{more}: a formula without its value. Open the "
            "file in Excel or LibreOffice, save it, and upload that."
        )
