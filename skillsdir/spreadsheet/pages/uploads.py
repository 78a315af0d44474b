"""How a file comes in: not too large, and readable; else it is said why."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadhandler import FileUploadHandler, SkipFile

from skillsdir.models import SpreadsheetImport
from skillsdir.spreadsheet.columns.remembered import guessed
from skillsdir.spreadsheet.drafts.retention import forget_old
from skillsdir.spreadsheet.files.limits import MAX_ROWS, MAX_UPLOAD, MEGABYTE
from skillsdir.spreadsheet.files.reading import read_workbook
from skillsdir.spreadsheet.files.sheets import UnreadableFileError

MOST_MEGABYTES = MAX_UPLOAD // MEGABYTE
SUFFIXES = (".xlsx", ".ods", ".csv")


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
    """Gives `sheets`, read, and `content` once it is valid."""

    file = forms.FileField(
        label="Spreadsheet",
        max_length=200,
        allow_empty_file=True,
        help_text=f"An .xlsx, .ods or .csv file of at most {MOST_MEGABYTES} MB and "
        f"{MAX_ROWS:,} rows a sheet.",
        widget=forms.FileInput(attrs={"accept": ",".join(SUFFIXES)}),
        error_messages={"required": "Choose a file first."},
    )

    def __init__(self, *args, is_too_large=False, **kwargs):
        super().__init__(*args, **kwargs)
        if is_too_large:
            self.fields["file"].error_messages["required"] = (
                f"The file is larger than {MOST_MEGABYTES} MB. Take pictures out of "
                "it, or bring its sheets in one by one."
            )

    def clean_file(self):
        file = self.cleaned_data["file"]
        self.content = file.read()
        try:
            self.sheets = read_workbook(self.content, file.name)
        except UnreadableFileError as error:
            raise ValidationError(str(error)) from None
        return file

    def save(self, *, by):
        """A draft that begins with what its headings say, or said in the last file."""
        import_ = SpreadsheetImport.of(
            self.content, self.cleaned_data["file"].name, by=by
        )
        import_.answers = guessed(self.sheets).as_json()
        import_.save()
        forget_old()
        return import_
