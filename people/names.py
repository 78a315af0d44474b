"""Names as people type them, turned into what can be compared.

Two foldings, each with its twin in the database:

- `fold` is for searching free text: words without accents, case or punctuation.
- `normalise` is the key of a skill name: strict, because `C`, `C#` and `C++`
  are three different skills.
"""

import re
import unicodedata

# Letters that Unicode does not decompose, and the sigma that ends a Greek word.
# The SQL twin translates the same pairs.
UNDECOMPOSED = ("øłđðħıς", "olddhiσ")
FOLDING = str.maketrans(*UNDECOMPOSED)

COMBINING = re.compile("[\u0300-\u036f]")
SEPARATORS = re.compile('[\x00-"$-*,-/:-@\\[-`{-\x7f]+')


def fold(text):
    """Return `text` as searchable words, with one space before, between and after.

    "Zoë Okonkwo-Meyer" becomes " zoe okonkwo meyer ". Of the ASCII punctuation only
    `+` and `#` stay, so that C++ and C# can be found. Must agree with the database
    function `people_fold`.
    """
    plain = COMBINING.sub("", unicodedata.normalize("NFKD", text)).lower()
    return SEPARATORS.sub(" ", f" {plain.translate(FOLDING)} ")


def normalise(name):
    """Return the key under which a skill name or alias is looked up.

    NFKC and casefold, "&" as "and", separators (any dash, too) as one space, no
    punctuation but `+`, `#` and `.`. The key of a key is itself.
    """
    key = unicodedata.normalize("NFKC", name).casefold().replace("&", " and ")
    letters = []
    for letter in key:
        category = unicodedata.category(letter)
        if letter in "_/" or letter.isspace() or category == "Pd":
            letters.append(" ")
        elif letter in "+#." or category[0] not in "PCS":
            letters.append(letter)
    # Casefolding and dropping letters can bring together what NFKC composes.
    return " ".join(unicodedata.normalize("NFKC", "".join(letters)).split())
