"""What a sentence asks for, and what is said of the words that ask for nothing."""

import re
from dataclasses import dataclass, field
from typing import NamedTuple

POSSESSIVE = re.compile(r"(?<=\w)['’][sS]$")


class Extent(NamedTuple):
    """Words of the sentence, by their place in it."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Offer:
    """A reading that is offered and not applied: parameters that would be added.

    `instead` are pairs that it takes the place of.
    """

    label: str
    pairs: tuple[tuple[str, str], ...]
    instead: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Words that are not asked for, why not, and what they could be."""

    span: Extent
    reason: str
    offers: tuple[Offer, ...] = ()


@dataclass(frozen=True, slots=True)
class Asks:
    """A parameter and its value, and the words that it came from."""

    name: str
    value: str
    span: Extent


@dataclass(slots=True)
class Reading:
    """What a sentence asks for."""

    text: str
    conditions: list[Asks] = field(default_factory=list)
    rest: list[Extent] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    passed_over: list[Extent] = field(default_factory=list)
    # Typing errors, by their span: what is read instead.
    corrections: dict[Extent, str] = field(default_factory=dict)
    offers: list[LeftOut] = field(default_factory=list)
    # Where a text that is too long is cut.
    unread: list[LeftOut] = field(default_factory=list)

    @property
    def pairs(self):
        return list(dict.fromkeys((one.name, one.value) for one in self.conditions))

    @property
    def rest_text(self):
        """What is searched as text; all of it where nothing else is asked for."""
        if not self.rest:
            return ""
        if not self.conditions and not self.left_out:
            first, last = min(self.rest), max(self.rest)
            return self.text[first.start : last.end]
        return " ".join(self.text[span.start : span.end] for span in sorted(self.rest))

    @property
    def remarks(self):
        """What is left out, what is only offered, and where reading ended."""
        return sorted(
            [*self.left_out, *self.offers, *self.unread], key=lambda one: one.span
        )

    def add_text(self, span):
        """Words to be searched as text; the “'s” of “Ana's” is none of them."""
        words = POSSESSIVE.sub("", self.text[span.start : span.end])
        end = span.start + len(words)
        self.rest.append(Extent(span.start, end))
        if end < span.end:
            self.passed_over.append(Extent(end, span.end))

    def leave_out(self, span, reason, *offers):
        self.left_out.append(LeftOut(span, reason, offers))

    @property
    def is_plain(self):
        """Whether the sentence is nothing but text."""
        if self.conditions or self.left_out:
            return False
        if not self.rest:
            return True
        first, last = min(self.rest), max(self.rest)
        return all(
            first.start <= span.start and span.end <= last.end
            for span in self.passed_over
        )
