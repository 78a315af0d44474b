"""Looking through the parts of an .xlsx file before it is read."""

import posixpath
import re

from skillsdir.spreadsheet.files.limits import MAX_ANNOUNCED, MAX_CELLS, MAX_TEXT, Tally
from skillsdir.spreadsheet.files.packages import DAMAGED, Found, local
from skillsdir.spreadsheet.files.sheets import UnreadableFileError

REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6})")
ANNOUNCED = re.compile(r"[0-9]{1,9}")
ROW = re.compile(r"[1-9][0-9]{0,6}")


def position(reference):
    """Return row and column, from 0, of "F17"."""
    match = REFERENCE.fullmatch(reference)
    if not match:
        raise UnreadableFileError(DAMAGED)
    column = 0
    for letter in match[1].upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]) - 1, column - 1


class WorkbookScan:
    """Hears all parts of an .xlsx file, the small ones first."""

    def __init__(self):
        self.tally = Tally()
        self.found = {}
        # Names of sheets by relation, and relations and what was scanned by path.
        self.sheet_names = {}
        self.targets = {}
        self.scanned = set()
        # Targets of links by path of the sheet and relation, numbers of styles by look.
        self.mails = {}
        self.coloured_styles = frozenset()
        self.lengths = []

    @staticmethod
    def order(name):
        """Sheets last: they name the parts that tell what they are called and say."""
        name = name.lower()
        if name.endswith((".rels", "workbook.xml")):
            return 0, name
        return 2 - name.endswith(("sharedstrings.xml", "styles.xml")), name

    def scan_for(self, name, root, attributes):
        path = path_of(name)
        file = posixpath.basename(path)
        if file == "workbook.xml":
            return Starts("sheet", self.add_name)
        if file == "workbook.xml.rels":
            folder = posixpath.dirname(posixpath.dirname(path))
            return Starts("Relationship", lambda found: self.add_target(folder, found))
        if file == "sharedstrings.xml":
            check_announced(attributes)
            return SharedStrings(self.lengths)
        if file == "styles.xml" and self.targets.get(path) not in self.sheet_names:
            return StylesScan(self)
        if path in self.targets:
            # Whatever it says it is, a reader may take it for a sheet.
            self.scanned.add(path)
            relation = self.targets[path]
            return WorksheetScan(self, self.sheet_names.get(relation, name), path)
        if file.endswith(".rels"):
            folder = posixpath.dirname(posixpath.dirname(path))
            sheet = posixpath.join(folder, file.removesuffix(".rels"))
            return Starts("Relationship", lambda found: self.add_mail(sheet, found))
        return None

    def add_name(self, attributes):
        sheet = attributes.get("name", "")
        self.tally.add_sheet()
        for name, relation in attributes.items():
            if local(name) == "id":
                if relation in self.sheet_names or sheet in self.sheet_names.values():
                    raise UnreadableFileError(DAMAGED)
                self.sheet_names[relation] = sheet

    def add_target(self, folder, attributes):
        path = path_of(posixpath.join("/", folder, attributes.get("Target", "")))
        if path in self.targets:
            raise UnreadableFileError(DAMAGED)
        self.targets[path] = attributes.get("Id")

    def add_mail(self, sheet, attributes):
        target = attributes.get("Target", "")
        if target.lower().startswith("mailto:") and len(self.mails) < MAX_CELLS:
            self.mails[sheet, attributes.get("Id")] = target[:MAX_TEXT]

    def finish(self):
        """Refuse a sheet that was not looked through: it is found some other way."""
        relations = {self.targets[path] for path in self.scanned}
        if not relations.issuperset(self.sheet_names):
            raise UnreadableFileError(DAMAGED)


def path_of(name: str) -> str:
    """Return the name of a part as readers look for it: some programs write "xl\\"."""
    plain = name.lower().replace("\\", "/")
    return posixpath.normpath("/" + plain.lstrip("/"))


def check_announced(attributes):
    """Refuse a number of texts for which no reader could make room."""
    for name in ("count", "uniqueCount"):
        number = attributes.get(name, "0")
        if not (ANNOUNCED.fullmatch(number) and int(number) <= MAX_ANNOUNCED):
            raise UnreadableFileError(DAMAGED)


def is_off(attributes, size):
    """Whether a row or column is hidden, or made so small that nobody sees it."""
    return attributes.get("hidden") in ("1", "true") or attributes.get(size) == "0"


class Starts:
    """Hears of one kind of element."""

    def __init__(self, wanted, tell):
        self.wanted, self.tell = wanted, tell
        self.end = self.data = None

    def start(self, name, attributes):
        if local(name) == self.wanted:
            self.tell(attributes)


class SharedStrings:
    """Measures the texts that cells refer to by number."""

    def __init__(self, lengths):
        self.lengths = lengths

    def start(self, name, attributes):
        if local(name) == "si":
            self.lengths.append(0)
        elif local(name) == "sst":
            check_announced(attributes)

    def data(self, text):
        if self.lengths:
            self.lengths[-1] += len(text)

    end = None


class StylesScan:
    """Finds the styles of cells that have a colour: not white, nor Excel's dotted one.

    A cell names a style by number, a style its fill.
    """

    def __init__(self, workbook):
        self.workbook = workbook
        self.coloured, self.styles, self.is_in_styles = [], [], False

    def start(self, name, attributes):
        name = local(name)
        if name == "fill":
            self.coloured.append(False)
        elif name == "patternFill" and self.coloured:
            kind = attributes.get("patternType", "none")
            self.coloured[-1] = kind not in ("none", "gray125")
        elif name == "fgColor" and self.coloured and is_white(attributes):
            self.coloured[-1] = False
        elif name == "gradientFill" and self.coloured:
            self.coloured[-1] = True
        elif name == "cellXfs":
            self.is_in_styles = True
        elif name == "xf" and self.is_in_styles:
            self.styles.append(attributes.get("fillId", "0"))

    def end(self, name):
        if local(name) == "cellXfs":
            self.is_in_styles = False
            fills = {str(n) for n, is_so in enumerate(self.coloured) if is_so}
            self.workbook.coloured_styles = frozenset(
                str(number) for number, fill in enumerate(self.styles) if fill in fills
            )

    data = None


def is_white(colour):
    plain = colour.get("rgb", "").upper() == "FFFFFFFF" or colour.get("indexed") == "9"
    return plain or (colour.get("theme") == "0" and "tint" not in colour)


class WorksheetScan:
    """Checks where the cells of a sheet stand, and how much they say."""

    def __init__(self, workbook, name, path=""):
        self.tally: Tally = workbook.tally
        self.mails, self.path = workbook.mails, path
        self.coloured_styles = workbook.coloured_styles
        self.lengths = workbook.lengths
        self.name = name
        self.found = workbook.found.setdefault(name, Found())
        self.row, self.column = -1, -1
        self.last_row = self.last_column = -1
        self.kind = self.style = self.value = None
        self.has_formula = self.is_in_value = False

    def start(self, name, attributes):
        name = local(name)
        if name == "c":
            self.start_cell(attributes)
        elif name in ("v", "is"):
            self.is_in_value, self.value = True, self.value or ""
        elif name == "f":
            self.has_formula = True
        elif name == "row":
            self.start_row(attributes.get("r"))
            if is_off(attributes, "ht"):
                self.found.hide_rows(self.row, self.row)
        elif name == "col":
            self.start_column(attributes)
        elif name == "hyperlink":
            self.link(attributes)
        elif name == "mergeCell":
            self.merge(attributes.get("ref", ""))

    def start_row(self, number):
        # What a reader would make of other numbers than these can end the process.
        if number is not None and not ROW.fullmatch(number):
            raise UnreadableFileError(DAMAGED)
        self.row = int(number) - 1 if number else self.row + 1
        self.column = -1

    def start_cell(self, attributes):
        if reference := attributes.get("r"):
            self.row, self.column = position(reference)
        else:
            self.column += 1
        self.kind, self.value = attributes.get("t"), None
        self.style = attributes.get("s")
        self.has_formula = False

    def data(self, text):
        if self.is_in_value:
            self.value += text
            if len(self.value) > MAX_TEXT:
                self.check_length(len(self.value))

    def end(self, name):
        name = local(name)
        if name in ("v", "is"):
            self.is_in_value = False
        elif name == "c":
            self.end_cell()
        elif name == "sheetData":
            self.tally.add_cells((self.last_row + 1) * (self.last_column + 1))

    def end_cell(self):
        # An empty text that a formula gave is saved as an empty value of type "str".
        if self.has_formula and not self.value and self.kind != "str":
            self.tally.check_position(self.name, self.row, self.column)
            self.found.unsaved.add((self.row, self.column))
            self.value = ""
        if self.value is None:
            if self.style in self.coloured_styles:
                self.found.add_coloured(self.row, (self.column,))
            return
        self.tally.check_position(self.name, self.row, self.column)
        self.last_row = max(self.last_row, self.row)
        self.last_column = max(self.last_column, self.column)
        if self.kind == "s":
            self.check_length(self.shared_length())
        elif self.kind in ("str", "inlineStr"):
            self.check_length(len(self.value))
        elif self.kind == "e":
            self.found.errors[self.row, self.column] = self.value

    def shared_length(self):
        try:
            return self.lengths[int(self.value)] if self.value else 0
        except (ValueError, IndexError):
            raise UnreadableFileError(DAMAGED) from None

    def check_length(self, length):
        self.tally.check_text(self.name, self.row, self.column, length)

    def start_column(self, attributes):
        first, last = attributes.get("min", ""), attributes.get("max", "")
        if is_off(attributes, "width") and ROW.fullmatch(first) and ROW.fullmatch(last):
            self.found.hide_columns(int(first) - 1, int(last) - 1)

    def link(self, attributes):
        for name, relation in attributes.items():
            if local(name) == "id" and (self.path, relation) in self.mails:
                place = position(attributes.get("ref", "").partition(":")[0])
                self.found.add_link(*place, self.mails[self.path, relation])

    def merge(self, reference):
        first, _, last = reference.partition(":")
        self.found.add_merged(*position(first), *position(last or first))
