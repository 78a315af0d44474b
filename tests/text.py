"""The text of a page as a reader sees it: no tags, one space between words."""

import re
from html import unescape

HIDDEN = re.compile(r"<(script|style)\b.*?</\1>", re.DOTALL)


def text_of(response):
    return text_within(response.content.decode())


def text_within(html):
    html = HIDDEN.sub(" ", html)
    return " ".join(unescape(re.sub(r"<[^>]*>", "", html)).split())
