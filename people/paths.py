"""Paths of pages that a list leads to hundreds of times."""

from functools import lru_cache

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
