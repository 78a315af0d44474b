from skillsdir.models.dry_run import DryRun
from skillsdir.models.imported_change import ImportedChange
from skillsdir.models.remembered_mapping import RememberedMapping
from skillsdir.models.spreadsheet_import import ImportStatus, SpreadsheetImport

__all__ = [
    "DryRun",
    "ImportStatus",
    "ImportedChange",
    "RememberedMapping",
    "SpreadsheetImport",
]
