"""A sentence in the address of a list: where it leads, and what the page says of it.

`q` holds what is typed. What is read of it becomes parameters, what is left stays `q`;
`asked` carries the sentence along, to be shown, and `text=1` says that `q` is text.
"""

from dataclasses import dataclass, field
from functools import partial
from urllib.parse import urlencode

from people.asking.offers import words_of_projects
from people.asking.read import LONGEST_SENTENCE, cut_to_length, read
from people.asking.reading import Reading
from people.asking.troubles import TROUBLES
from people.asking.words.names import lexicon
from people.lists.addresses import Address
from people.paths import path_to
from people.rules import is_manager, may_see_success_rates
from people.spelling.names import fold
from people.words import local_day

# Parameters of which one value counts: what is asked last.
SINGLE = {
    "match",
    "free",
    "from",
    "to",
    "tz",
    "overlap",
    "success",
    "judged",
    "project",
}
SAID = ("q", "asked", "text")


def read_for(user, text, words) -> Reading:
    """Read for a user; `words` are the `vocabulary()`."""
    return read(
        text,
        lexicon(words),
        local_day(),
        may_see_rates=partial(may_see_success_rates, user),
    )


def asked_before(address: Address, user, words):
    """The reading of the sentence that led to an address; `None` if none did."""
    text = cut_to_length(address.params.get("asked", "").strip())
    return read_for(user, text, words) if text else None


def asked_address(address: Address, before, user, words):
    """The address that a sentence in `q` stands for; `None` where it is but text.

    `before` is the reading of the sentence asked before, of which `q` may be the rest.
    """
    text = cut_to_length(address.params.get("q", "").strip())
    if not text or "text" in address.params:
        return None
    if before and before.rest_text == text:
        return None
    reading = read_for(user, text, words)
    if reading.is_plain:
        return None
    if refuses_list(reading, address):
        reading = without_skills(reading)
    pairs = with_conditions(address.pairs(but=SAID), reading.pairs)
    if rest := reading.rest_text:
        pairs.append(("q", rest))
        if not read_for(user, rest, words).is_plain:
            pairs.append(("text", "1"))
    asked = f"{before.text}; {text}" if before else text
    pairs.append(("asked", asked if len(asked) <= LONGEST_SENTENCE else text))
    return address.href(pairs)


def with_conditions(pairs, conditions):
    """The pairs with more conditions: the new one counts where only one can."""
    said = {name for name, _ in conditions if name in SINGLE}
    if said & {"from", "to"}:
        said |= {"from", "to"}
    if "tz" in said:
        said.add("overlap")
    skills = {skill_of(value) for name, value in conditions if name == "skill"}
    kept = [
        (name, value)
        for name, value in pairs
        if name not in said and not (name == "skill" and skill_of(value) in skills)
    ]
    return list(dict.fromkeys([*kept, *conditions]))


def skill_of(value):
    return value.partition(":")[0]


def refuses_list(reading, address):
    """Whether “any of these skills” would be asked for beside other skills."""
    is_any = ("match", "any") in reading.pairs
    return is_any and bool(address.params.getlist("skill"))


def without_skills(reading):
    for one in reading.conditions:
        if one.name == "skill":
            reading.leave_out(one.span, TROUBLES["or_beside"])
    reading.conditions = [
        one for one in reading.conditions if one.name not in ("skill", "match")
    ]
    return reading


def projects_meant(user, text, words):
    """What a text in the search of projects asks for, if all of it is understood.

    There it need not say that it is about projects.
    """
    is_said = not words_of_projects()["subject"].isdisjoint(fold(text).split())
    reading = read_for(user, text if is_said else f"projects {text}", words)
    left = [*reading.left_out, *reading.unread]
    if [one.reason for one in left] != [TROUBLES["projects_sought"]]:
        return ()
    pairs = left[0].offers[0].pairs
    return pairs if {name for name, _ in pairs} - {"q"} else ()


# What the page says


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of the sentence as they stand, and what became of them."""

    text: str
    look: str


@dataclass(frozen=True, slots=True)
class Remark:
    """Words that are not asked for, why not, and links to what they could be."""

    words: str
    reason: str
    links: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class SentenceShown:
    """What a list says of the sentence that led to it."""

    text: str
    pieces: list[Piece]
    remarks: list[Remark]
    corrections: list[tuple[str, str, str]]
    # The rest of the address, to ask anew beside it, and the sentence as text.
    kept: list[tuple[str, str]]
    href_as_text: str

    @property
    def announcement(self):
        """What is left out, for who does not see the page."""
        said = [f"“{one.words}” {one.reason}" for one in self.remarks]
        said += [f"“{typed}” is read as {name}" for typed, name, _ in self.corrections]
        return "; ".join(said)


def asked_of(address: Address, reading, user):
    """What the page tells the user of the sentence behind it; `None` if there is none.

    Links to candidates are for who staffs projects.
    """
    if reading is None:
        return None
    text = reading.text
    pairs = address.pairs(but=["asked"])
    kept = [pair for pair in pairs if pair[0] not in SAID and pair not in reading.pairs]
    as_text = [*kept, ("q", text[:200]), ("text", "1")]
    return SentenceShown(
        text=text,
        pieces=pieces_of(reading, set(pairs)),
        remarks=[remark(one, reading, address, user) for one in reading.remarks],
        corrections=[
            (text[span.start : span.end], name, way_back(span, reading, address))
            for span, name in reading.corrections.items()
        ],
        kept=kept,
        href_as_text=address.href(as_text),
    )


def remark(one, reading, address, user):
    words = reading.text[one.span.start : one.span.end]
    links = []
    for offer in one.offers:
        if one.reason == TROUBLES["projects_sought"]:
            path = path_to("projects:project-list")
            links.append((offer.label, f"{path}?{urlencode(offer.pairs)}"))
            continue
        if one.reason == TROUBLES["sought"] and is_manager(user):
            candidates = path_to("projects:candidate-list", offer.pairs[0][1])
            links.append((f"Candidates for {offer.label}", candidates))
        pairs = [pair for pair in address.pairs() if pair not in offer.instead]
        links.append((offer.label, address.href(with_conditions(pairs, offer.pairs))))
    return Remark(words, one.reason, [link for link in links if link[1]])


def way_back(span, reading, address):
    """The address in which a word is text as it was typed."""
    meant = {
        (one.name, one.value)
        for one in reading.conditions
        if one.span.start <= span.start and span.end <= one.span.end
    }
    pairs = [pair for pair in address.pairs(but=["q", "text"]) if pair not in meant]
    words = [address.params.get("q", ""), reading.text[span.start : span.end]]
    return address.href([*pairs, ("q", " ".join(filter(None, words))), ("text", "1")])


def pieces_of(reading, pairs):
    """The sentence in pieces: in force, searched as text, left out, or passed over."""
    looks = [""] * len(reading.text)
    for span in reading.rest:
        paint(looks, span, "text")
    for one in reading.conditions:
        is_in_force = (one.name, one.value) in pairs
        paint(looks, one.span, "asked" if is_in_force else "")
    for one in reading.left_out:
        paint(looks, one.span, "left")
    pieces, start = [], 0
    for place in range(1, len(looks) + 1):
        if place == len(looks) or looks[place] != looks[start]:
            pieces.append(Piece(reading.text[start:place], looks[start]))
            start = place
    return pieces


def paint(looks, span, look):
    looks[span.start : span.end] = [look] * (span.end - span.start)
