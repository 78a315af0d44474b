"""Paths of pages that a list leads to hundreds of times; links to write to people."""

from functools import lru_cache
from urllib.parse import quote

from django.urls import get_script_prefix, reverse

# In no path of ours: what stands for a slug, or for a number.
SLUG, NUMBER = "slug-{}-here", 770_077_000


def path_to(name: str, *parts: str | int) -> str:
    """What `reverse` says of slugs and numbers: looked for once, and filled in then."""
    kinds = tuple(isinstance(part, int) for part in parts)
    return path_shape(get_script_prefix(), name, kinds).format(*parts)


@lru_cache(maxsize=256)
def path_shape(prefix, name, kinds):
    """The path with a place for each part; `kinds` say which are numbers."""
    marks = [
        NUMBER + place if is_number else SLUG.format(place)
        for place, is_number in enumerate(kinds)
    ]
    path = reverse(name, args=marks)
    for place, mark in enumerate(marks):
        path = path.replace(f"{mark}", f"{{{place}}}")
    return path


def mail_link(emails, *, hidden=False, subject="") -> str:
    """A link to write to all of them, each `hidden` from the others; "" for nobody.

    What is a sign of such links in an e-mail, as ? and &, is none.
    """
    to = ",".join(quote(email, safe="@") for email in emails)
    more = [f"bcc={to}"] if hidden else []
    more += [f"subject={quote(subject)}"] if subject else []
    query = f"?{'&'.join(more)}" if more else ""
    return f"mailto:{'' if hidden else to}{query}" if to else ""
