"""How a file comes in: not too large, and readable; else it is said why."""

from django import forms
from django.core.files.uploadhandler import FileUploadHandler, SkipFile

from skillsdir.models import SpreadsheetImport
from skillsdir.spreadsheet.columns.remembered import guessed
from skillsdir.spreadsheet.drafts.retention import forget_old
from skillsdir.spreadsheet.files.encodings import ENCODINGS, examples, readable
from skillsdir.spreadsheet.files.limits import MAX_ROWS, MAX_UPLOAD, MEGABYTE
from skillsdir.spreadsheet.files.packed import pack_sheets
from skillsdir.spreadsheet.files.reading import read_workbook
from skillsdir.spreadsheet.files.sheets import UnreadableFileError
from skillsdir.spreadsheet.files.text import encodings_of

MOST_MEGABYTES = MAX_UPLOAD // MEGABYTE
PASTED = "Pasted rows.txt"
SUFFIXES = (".xlsx", ".xls", ".ods", ".csv")


class LimitedUpload(FileUploadHandler):
    """Drops what comes in beyond the limit before it takes memory or disk."""

    received = 0

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        self.received = 0

    def receive_data_chunk(self, raw_data, start):
        self.received += len(raw_data)
        if self.received > MAX_UPLOAD:
            self.request.is_upload_too_large = True
            raise SkipFile
        return raw_data

    def file_complete(self, file_size):
        """Leave the file to the handlers that come after this one."""


class UploadForm(forms.Form):
    """Gives `sheets`, read, `content` and `name` once it is valid."""

    file = forms.FileField(
        label="Spreadsheet",
        max_length=200,
        allow_empty_file=True,
        help_text=f"An .xlsx, .xls, .ods or .csv file of at most {MOST_MEGABYTES} MB "
        f"and {MAX_ROWS:,} rows a sheet.",
        widget=forms.FileInput(attrs={"accept": ",".join(SUFFIXES)}),
        required=False,
    )
    rows = forms.CharField(
        label="Or paste rows",
        required=False,
        strip=False,
        help_text="Copy cells in Excel, LibreOffice or Google Sheets, with their "
        "headings, and paste them here.",
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}),
    )

    def __init__(self, *args, is_too_large=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.is_too_large = is_too_large
        self.missing = "Choose a file first. Or paste rows."
        if is_too_large:
            self.missing = (
                f"The file is larger than {MOST_MEGABYTES} MB. Take pictures out of "
                "it, or bring its sheets in one by one."
            )

    def clean(self):
        data = super().clean()
        file, rows = data.get("file"), data.get("rows") or ""
        if file is not None and rows.strip():
            self.add_error("rows", "Choose a file or paste rows, not both.")
        elif file is not None:
            self.read("file", file.read(), file.name)
        elif rows.strip() and not self.is_too_large:
            self.read("rows", rows.encode("utf-8", "replace"), PASTED)
        elif not self.errors:
            self.add_error("file", self.missing)
        return data

    def read(self, field, content, name):
        self.content, self.name = content, name
        try:
            self.sheets = read_workbook(content, name)
        except UnreadableFileError as error:
            self.add_error(field, str(error))

    def save(self, *, by):
        """A draft that begins with what its headings say, or said in the last file."""
        import_ = SpreadsheetImport.of(self.content, self.name, by=by)
        import_.answers = guessed(self.sheets).as_json()
        import_.sheets = pack_sheets(self.sheets, "")
        import_.save()
        forget_old()
        return import_


class EncodingForm(forms.Form):
    """Asks how the letters of a text file are saved; `is_close` if several may be."""

    encoding = forms.ChoiceField(
        label="Letters",
        help_text="The file does not say how its letters are saved. Choose the line "
        "that reads right.",
    )

    def __init__(self, content, guesses, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.is_close = len(guesses) > 1
        found = dict.fromkeys([*guesses, *readable(content)])
        self.fields["encoding"].choices = [
            (name, f"{ENCODINGS[name]}: {' · '.join(examples(content, name))}")
            for name in found
        ]


def encoding_form(draft, data=None):
    """The form for the file of a draft; `None` where nothing is to be asked."""
    content, chosen = draft.row.content, draft.answers.encoding
    if guesses := encodings_of(content):
        initial = {"encoding": chosen or guesses[0]}
        return EncodingForm(content, guesses, data, initial=initial)
    return None


def reread(draft, encoding):
    """The answers to begin with once the file is read in another encoding."""
    sheets = read_workbook(draft.row.content, draft.row.file_name, encoding)
    return guessed(sheets).with_(encoding=encoding)
