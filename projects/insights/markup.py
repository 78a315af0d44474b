"""The lines of a picture, as pieces of HTML: see `people.lists.markup`."""

from html import escape

from django.utils.safestring import SafeString

from people.lists.markup import anchor, bar


def picture_lines(picture, lines):
    """Each a row of its table: a name, a bar where the picture has any, its cells."""
    labels = [escape(within_words(head)) for head in picture.heads[1:]]
    scale = 100 / picture.most if picture.has_bars else 0
    draw = two_bars if picture.is_of_two else bar
    return SafeString("\n".join(line_row(line, labels, scale, draw) for line in lines))


def within_words(head):
    """As it stands behind its figure on a phone: “60 people”, but “20 T-shaped”."""
    return head if head[1:2] == "-" else head[:1].lower() + head[1:]


def line_row(line, labels, scale, draw):
    """A row; its bar is `scale` times as long as what the line says, out of 100."""
    cells = "".join(
        f'<td class="number" data-label="{label}">{linked(cell.text, cell.href)}</td>'
        for label, cell in zip(labels, line.cells, strict=True)
    )
    return (
        f'<tr data-row="{escape(line.key)}">'
        f'<th scope="row">{linked(line.name, line.href)}</th>'
        f"{line_bar(line, scale, draw)}{cells}</tr>"
    )


def line_bar(line, scale, draw):
    if not scale:
        return ""
    drawn = draw(scale * line.filled, scale * line.whole)
    return f'<td class="insight__bar" aria-hidden="true">{drawn}</td>'


def two_bars(first, second):
    """Of two figures that are no parts of one another, one below the other."""
    return (
        '<svg class="points" viewBox="0 0 100 8" preserveAspectRatio="none">'
        f'<path class="weeks__busy" d="M0 0h{first:.4g}v4H0z"/>'
        f'<path class="weeks__away" d="M0 5h{second:.4g}v3H0z"/></svg>'
    )


def linked(text, href):
    return anchor(href, f"{text}") if href else escape(f"{text}")
