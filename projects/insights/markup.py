"""The lines of a picture, as pieces of HTML: see `people.lists.markup`."""

from html import escape

from django.utils.safestring import SafeString

from people.lists.markup import anchor, bar


def picture_lines(picture, lines):
    """Each a row of its table: a name, a bar where the picture has any, its cells."""
    labels = [escape(head) for head in picture.heads[1:]]
    scale = 100 / picture.most if picture.has_bars else 0
    return SafeString("\n".join(line_row(line, labels, scale) for line in lines))


def line_row(line, labels, scale):
    """A row; its bar is `scale` times as long as what the line says, out of 100."""
    cells = "".join(
        f'<td class="number" data-label="{label}">{linked(cell.text, cell.href)}</td>'
        for label, cell in zip(labels, line.cells, strict=True)
    )
    return (
        f'<tr data-row="{escape(line.key)}">'
        f'<th scope="row">{linked(line.name, line.href)}</th>'
        f"{line_bar(line, scale)}{cells}</tr>"
    )


def line_bar(line, scale):
    if not scale:
        return ""
    drawn = bar(scale * line.filled, scale * max(line.whole, line.filled))
    return f'<td class="insight__bar" aria-hidden="true">{drawn}</td>'


def linked(text, href):
    return anchor(href, f"{text}") if href else escape(f"{text}")
