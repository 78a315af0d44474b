"""The names that a sentence can be about: skills, places and teams, and their words."""

from collections import defaultdict
from dataclasses import dataclass
from typing import NamedTuple

from people.asking.words.phrases import passed_over, phrases
from people.asking.words.tokens import BREAKS, name_key_of, tokens_of
from people.lists.vocabulary import Named
from people.spelling.names import fold

# Longer names are not written in sentences.
MOST_WORDS = 8
# What is written as one word and shorter than this is not looked for apart.
MOST_LETTERS_APART = 4
# Nor what begins with a “not”: “no SQL” asks for the opposite of NoSQL.
DENYING = {"no", "not", "non"}
# First names that something else is called by, too: as data they would be English.
FIRST_NAMES = {
    *("julia", "stan", "ray", "ruby", "bert", "cassandra", "lora", "luigi", "hugo"),
    *("ada", "pascal", "jasper", "vega", "sage", "alice", "jax", "austin", "florence"),
    *("charlotte", "sydney", "victoria", "georgia", "paris"),
}
# What an office or a team may well be called.
ORDINARY = {"region", "event", "engaged", "of_time"}
# One spelling of the English suffixes, for the other is written as often.
SPELLINGS = [
    ("isation", "ization"),
    ("ising", "izing"),
    ("ise", "ize"),
    ("modelling", "modeling"),
    ("testing", "tests"),
    ("behaviour", "behavior"),
    ("programme", "program"),
    ("management", "mgmt"),
    ("databases", "dbs"),
    ("database", "db"),
    ("networks", "nets"),
    ("network", "net"),
    ("statistics", "stats"),
]


class Meaning(NamedTuple):
    """What a name stands for; `written` is how it is spelt where case matters."""

    kind: str
    slug: str
    label: str
    written: str = ""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Meanings by the key of their names, and the time zone of each place."""

    meanings: dict[str, tuple[Meaning, ...]]
    zones: dict[str, str]
    longest: int
    # Skills by heading, and teams.
    headings: dict[str, list[Meaning]]
    teams: list[Meaning]
    # All words of all names, in order.
    words: list[str]

    def at(self, tokens, start):
        """The longest name that begins at a token: its meanings, and where it ends."""
        end = min(len(tokens), start + self.longest)
        for stop in range(start + 1, end + 1):
            if tokens[stop - 1].text in BREAKS:
                end = stop - 1
                break
        for stop in range(end, start, -1):
            if not name_key_of(tokens[stop - 1 : stop]) or not name_key_of(
                tokens[start : start + 1]
            ):
                continue
            key = name_key_of(tokens[start:stop])
            found = self.meanings.get(key)
            is_apart = stop > start + 1 and tokens[start].text.lower() not in DENYING
            if not found and is_apart and len(key) > MOST_LETTERS_APART:
                found = self.meanings.get(key.replace(" ", ""))
            if found:
                return found, stop
        return (), start

    def skills_under(self, heading):
        return self.headings.get(heading, [])

    def teams_like(self, words):
        """Teams that have each of the words in their names."""
        parts = fold(words).split()
        return [
            team
            for team in self.teams
            if all(f" {part}" in fold(team.label) for part in parts)
        ]


# What was read last, and of which vocabulary.
kept = {"now": (None, None)}


def lexicon(words) -> Lexicon:
    """The names of a `vocabulary()`; made anew when that has changed."""
    known, made = kept["now"]
    if known is not words:
        made = make_lexicon(words)
        kept["now"] = (words, made)
    return made


def make_lexicon(words):
    exact, variants = defaultdict(dict), defaultdict(set)
    for kind, named, name in names_of(words):
        key = name_key_of(tokens_of(name))
        if not key:
            continue
        meaning = Meaning(kind, named.slug, named.name, name if is_careful(key) else "")
        exact[key].setdefault((kind, named.slug), meaning)
        for variant in (
            *variants_of(key),
            *(beginnings(key) if kind == "team" else ()),
        ):
            variants[variant].add(meaning)
    for key, others in variants.items():
        # What could be two things is left to be asked about by its exact name.
        if key not in exact and len({(one.kind, one.slug) for one in others}) == 1:
            meaning = min(others)
            exact[key][meaning.kind, meaning.slug] = meaning
    meanings = {key: tuple(found.values()) for key, found in exact.items()}
    zones = {one.slug: one.group for one in words["location"].values()}
    longest = max((len(key.split()) for key in meanings), default=1)
    headings = defaultdict(list)
    for named in words["skill"].values():
        headings[named.group].append(Meaning("skill", named.slug, named.name))
    teams = [Meaning("team", one.slug, one.name) for one in words["team"].values()]
    longest = min(longest, MOST_WORDS) + 2
    parts = sorted({word for key in exact for word in key.split()})
    return Lexicon(meanings, zones, longest, headings, teams, parts)


def names_of(words):
    """Kind, row and name, aliases too; a heading of the catalogue is many skills."""
    for named in words["skill"].values():
        for name in [named.name, *filter(None, named.aliases.split(";"))]:
            yield "skill", named, name
    for kind in ("team", "location"):
        for named in words[kind].values():
            yield kind, named, named.name
    for group in dict.fromkeys(named.group for named in words["skill"].values()):
        yield "category", Named(0, group, group), group


def is_careful(key):
    """Whether a name is a word of every sentence, too: R, Go, DiD, REST."""
    kinds = {kind for kind, _ in phrases().get(key, ())} - ORDINARY
    return len(key) == 1 or key == "go" or key in passed_over() or bool(kinds)


def beginnings(key):
    """How the name of a team is cut short: “Risk & Fraud” Modelling."""
    words = key.split()
    for count in range(2, len(words)):
        if words[count - 1] != "and":
            yield " ".join(words[:count])


def variants_of(key):
    """Other ways to write it: the plural, as one word, the other English spelling."""
    yield key.replace(" ", "")
    yield key.removesuffix(" skills")
    if len(key) >= 4:
        yield key[:-1] if key.endswith("s") and not key.endswith("ss") else f"{key}s"
    for british, american in SPELLINGS:
        if british in key:
            yield key.replace(british, american)
