"""Names as people type them, turned into what can be compared.

Two foldings:

- `fold` is for searching free text and comparing names: words without accents, case or
  punctuation. The database has its twin.
- `normalise` is the key of a skill name: strict, because `C`, `C#` and `C++`
  are three different skills.
"""

import re
import unicodedata

from people.spelling.letters import (
    IGNORED,
    LETTERS,
    MARKS,
    SIGNS,
    SPACES,
    SPELLED_OUT,
    character_class,
)

# Shorter names of skills (R, C, Go) mean only what they say.
MIN_LETTERS = 3
FOLDING = str.maketrans(LETTERS)
SPELLING = str.maketrans(SPELLED_OUT)
UNSEEN = re.compile(f"[{character_class(IGNORED)}]+")
ACCENTS = re.compile(f"[{character_class(MARKS, IGNORED)}]+")
INSIDE = re.compile(f"[{character_class(SIGNS)}]+")
SEPARATORS = re.compile(f"[\\x00{character_class(SPACES, SIGNS)}]+")


def fold(text):
    """Return `text` as searchable words, with one space before, between and after.

    "Zoë Okonkwo-Meyer" becomes " zoe okonkwo meyer ". Of all signs only `+` and `#`
    stay, so that C++ and C# can be found. Must agree with the database function
    `people_fold`.
    """
    plain = ACCENTS.sub("", unicodedata.normalize("NFKD", UNSEEN.sub("", text)))
    return SEPARATORS.sub(" ", f" {plain.lower().translate(FOLDING)} ")


def name_key(name):
    """Return what all spellings of a name have in common: O'Brien, O’BRIEN, OBrien.

    Names that share it may be one. See also: `people.fields.NameKey`.
    """
    return fold(name).replace(" ", "")


def written(name):
    """Return how a name may stand in a folded text: O'Brien as o brien or obrien."""
    return {way for way in (fold(name), fold(without_signs(name))) if way.strip()}


def names(text, name):
    """Whether the text has the name, however either of them is written."""
    texts = (fold(text), fold(without_signs(text)))
    return any(way in one for way in written(name or "") for one in texts)


def without_signs(text):
    return INSIDE.sub("", text)


def spellings(text):
    """Return the words of the text, each with how it is written without umlauts.

    "Jörg Weiß" has ("jorg", "joerg") and ("weiss",).
    """
    words = []
    for part in text.split():
        plain = fold(part).split()
        other = fold(spelled_out(part)).split()
        words += map(dict.fromkeys, zip(plain, other, strict=True))
    return [tuple(one) for one in words]


def spelled_out(text):
    return unicodedata.normalize("NFC", text).lower().translate(SPELLING)


def normalise(name):
    """Return the key under which a skill name or alias is looked up.

    NFKC and casefold, "&" as "and", separators (any dash, too) as one space, no
    punctuation but `+`, `#` and `.`. The key of a key is itself.
    """
    key = unicodedata.normalize("NFKC", name).replace("♯", "#")
    key = key.casefold().replace("&", " and ")
    letters = []
    for letter in key:
        category = unicodedata.category(letter)
        if letter in "_/" or letter.isspace() or category == "Pd":
            letters.append(" ")
        elif letter in "+#." or category[0] not in "PCS":
            letters.append(letter)
    # Casefolding and dropping letters can bring together what NFKC composes.
    return " ".join(unicodedata.normalize("NFKC", "".join(letters)).split())


def is_long_enough(key):
    return sum(letter.isalnum() for letter in key) >= MIN_LETTERS


def index_without_spaces(exact):
    """Return skills by key without spaces; those that several skills share are out."""
    index = {}
    for key, skill in exact.items():
        if is_long_enough(key):
            index.setdefault(key.replace(" ", ""), set()).add(skill)
    return {key: skills.pop() for key, skills in index.items() if len(skills) == 1}
