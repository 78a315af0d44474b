"""Spreadsheet files changed as a bad disk or a bad mind would change them."""

import io
import re
import zipfile

# What parts of office documents say, and what they could say instead.
SWAPS = (
    (rb"A1", b"ZZZ9999999"),
    (rb'r="\d+"', b'r="0"'),
    (rb'r="\d+"', b'r="99999999999"'),
    (rb't="s"', b't="e"'),
    (rb't="s"', b't="n"'),
    (rb"<v>\d+</v>", b"<v>99999999</v>"),
    (rb"<v>\d+</v>", b"<v>-1</v>"),
    (rb"<v>", b"<v><v>"),
    (rb'count="\d+"', b'count="-5"'),
    (rb'repeated="\d+"', b'repeated="999999999"'),
    (rb'Target="[^"]*"', b'Target="../../../../etc/passwd"'),
    (rb'Target="[^"]*"', b'Target="/xl/workbook.xml"'),
    (rb'r:id="rId\d+"', b'r:id="rId1"'),
    (rb'<sheet name="[^"]*"', b'<sheet name="&#0;"'),
    (rb"<sheetData>", b"<sheetData/><sheetData>"),
    (rb"</row>", b""),
    (rb"xmlns(:\w+)?=", b"xmlnx="),
    (rb"value-type=\"\w+\"", b'value-type="date" office:date-value="2026-99-99"'),
    (rb"value-type=\"\w+\"", b'value-type="float" office:value="1e999"'),
    (rb"<t>", b"<t xml:space='preserve'>&#xFFFF;"),
    (rb">", b"><!DOCTYPE a [<!ENTITY b 'c'>]>"),
)
ENCODINGS = (
    *("GB2312", "Shift_JIS", "Big5", "EUC-KR", "idna", "utf-7", "utf-16", "hex", "x"),
    *("cp037", "rot13", "ISO-8859-1", "punycode", "undefined", "utf-8", "", "\xe9"),
)
PIECES = (
    *(b"\0", b"\xff", b'"', b"\r", b"\n", b";", b",", b"\t", b"sep=", b'sep="\n', b"="),
    *(b"\xef\xbb\xbf", b"\xff\xfe", b"a" * 40_000, b"," * 500, b"\n" * 25_000, b"<"),
)


def mutated(content, random):
    """The file with one to three things changed; what is no zip file stays none."""
    for _ in range(random.randint(1, 3)):
        if content.startswith(b"PK") and random.random() < 0.8:
            content = repacked(content, random)
        else:
            content = scratched(content, random)
    return content


def scratched(content, random):
    """Some bytes changed, gone, twice, or of another file."""
    start = random.randrange(len(content) + 1)
    end = min(len(content), start + random.choice([1, 2, 8, 200]))
    piece = content[start:end]
    middle = random.choice(
        [
            b"",
            piece * 2,
            bytes(random.randrange(256) for _ in piece),
            random.choice(PIECES) + piece,
            random.choice(PIECES),
        ]
    )
    return content[:start] + middle + content[end:]


def repacked(content, random):
    """A zip file with one of its parts changed, gone, renamed or there twice."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = [(name, package.read(name)) for name in package.namelist()]
    except Exception:
        # Scratched before.
        return scratched(content, random)
    place = random.randrange(len(parts))
    name, part = parts[place]
    change = random.choice(["gone", "twice", "name", "scratch", "swap", "encoding"])
    if change == "gone":
        del parts[place]
    elif change == "twice":
        parts.append((name + random.choice(["x", "/", "2.xml"]), part))
    elif change == "name":
        parts[place] = random.choice([name.upper(), "../" + name, name[:-1]]), part
    else:
        changes = {"scratch": scratched, "swap": swapped, "encoding": encoded}
        parts[place] = name, changes[change](part, random)
    return packed(parts)


def packed(parts):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts:
            package.writestr(name, part)
    return file.getvalue()


def swapped(part, random):
    pattern, words = random.choice(SWAPS)
    places = list(re.finditer(pattern, part))
    if not places:
        return part
    place = random.choice(places)
    return part[: place.start()] + words + part[place.end() :]


def encoded(part, random):
    says = f'<?xml version="1.0" encoding="{random.choice(ENCODINGS)}"?>'.encode()
    return says + re.sub(rb"<\?xml.*?\?>", b"", part)
