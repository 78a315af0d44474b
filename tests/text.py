"""The text of a page as a reader sees it: no tags, one space between words."""

import re
from html import unescape

HIDDEN = re.compile(r"<(script|style)\b.*?</\1>", re.DOTALL)


def text_of(response):
    html = HIDDEN.sub(" ", response.content.decode())
    return " ".join(unescape(re.sub(r"<[^>]*>", "", html)).split())
