"""Levels in the words and numbers of a file, mapped once to the directory's own."""

from collections import Counter
from collections.abc import Iterable

from people.models import Level

NOT_AT_ALL = 0


def token(value) -> str:
    """Return a level as the file writes it, in the form by which it is asked."""
    return " ".join(str(value).split()).casefold()


def level_tokens(values: Iterable) -> Counter[str]:
    """Return how often each level stands in the file, by its token."""
    return Counter(token(value) for value in values if value not in (None, ""))


def guess_scale(tokens: Iterable[str]) -> dict[str, int | None]:
    """Return the level that each token seems to mean.

    0 means that the person has not got the skill; None that nothing can be guessed.
    """
    words = {str(level.value): level.value for level in Level}
    words |= {level.label.casefold(): level.value for level in Level}
    return {each: words.get(each) for each in tokens}
