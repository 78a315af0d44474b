"""Names that are not sought: whom a text greets, who signs it, who asks; and titles.

A salutation stays as a question mark: what is said before it and behind it is apart.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from people.asking.words.names import FIRST_NAMES, Lexicon
from people.asking.words.phrases import passed_over, phrases
from people.asking.words.tokens import BREAKS, Token, is_telling, name_key_of, tokens_of
from people.spelling.english import VOCABULARY, english_words

# Longer phrases and names are none of these.
LONGEST_PHRASE, MOST_NAMES = 5, 3
# So many tokens with degrees and commas stand behind a name.
MOST_DEGREES = 5
ENDED = re.compile(r"[.\n]\s|[.\n]$|\n")
ENDS = {",", "!", ":", "-", "–", "—", "?", ";", "(", "|", "/"}
AND = {"and", "&"}
KINDS = ("greeting", "closing", "weak_closing", "thanks")
# Behind “hi julia” it is a skill.
OF_SKILLS = ("people", "title", "team", "level_4")
POSTSCRIPT = {"ps", "p s"}


class Salutations(NamedTuple):
    """The tokens without them, and the extents of all that was left out.

    `found` have names, or whom they greet; of the `passed` nobody is missed: “Thanks”.
    """

    tokens: list[Token]
    titles: list[tuple[int, int]]
    found: list[tuple[int, int]]
    passed: list[tuple[int, int]]


@cache
def mail_words() -> dict[str, frozenset[str]]:
    """Phrases of mails by what they are: `greeting`, `closing`, `title`, and so on."""
    table = tomllib.loads(VOCABULARY.read_text())["mail"]
    return {
        kind: frozenset(name_key_of(tokens_of(text)) for text in texts.split(";"))
        for kind, texts in table.items()
    }


@cache
def openers() -> frozenset[str]:
    """The words that a greeting, thanks or a closing begins with."""
    return frozenset(
        text.split()[0] for kind in KINDS for text in mail_words()[kind] if text
    )


def without_salutations(text: str, tokens: list[Token], lexicon: Lexicon):
    """What a text asks for; a text that is nothing but a salutation is a text."""
    tokens, titles, degrees = without_titles(text, tokens, lexicon)
    mail = Mail(text, tokens, lexicon)
    plain, found, passed, place = [], [], [*degrees], 0
    while place < len(tokens):
        end = mail.end_at(place)
        if end == place:
            plain.append(tokens[place])
            place += 1
            continue
        span = (tokens[place].start, tokens[end - 1].end)
        plain.append(Token("?", "?", *span))
        (passed if mail.is_bare(place, end) else found).append(span)
        place = end
    words = {token.word for token in plain if token.text not in BREAKS}
    if words <= passed_over() and words.isdisjoint(lexicon.meanings):
        return Salutations(tokens, titles, [], degrees)
    return Salutations(plain, titles, found, passed)


def without_titles(text, tokens, lexicon):
    """“Dr Silva” and “Ana Silva, PhD” are called Silva; “MS Excel” has no title."""
    known = mail_words()["title"] | mail_words()["degree"]
    if known.isdisjoint(token.word for token in tokens):
        return tokens, [], []
    mail, kept, titles, degrees = Mail(text, tokens, lexicon), [], [], []
    for place, token in enumerate(tokens):
        if mail.is_title(place):
            titles.append((token.start, token.end))
        elif mail.is_degree(place):
            degrees.append((token.start, token.end))
        else:
            kept.append(token)
    return kept, titles, degrees


@dataclass(frozen=True, slots=True)
class Mail:
    """A text that is looked at for what stands in every mail."""

    text: str
    tokens: list[Token]
    lexicon: Lexicon

    def word(self, place):
        return self.tokens[place].word if 0 <= place < len(self.tokens) else ""

    def between(self, place):
        """What stands before a token, behind the one before."""
        start = self.tokens[place - 1].end if place else 0
        end = self.tokens[place].start if place < len(self.tokens) else None
        return self.text[start:end]

    def is_ended(self, place):
        """Whether a sentence or line has ended before a token."""
        if place in (0, len(self.tokens)):
            return True
        gap = self.between(place)
        if gap not in {" ", ""} and ENDED.search(gap):
            return True
        return self.tokens[place - 1].text in {"?", "!", ";"}

    def is_apart(self, place):
        """Whether what stands before a token is over: by a sign at least."""
        return self.is_ended(place) or self.tokens[place].text in ENDS

    def phrase(self, kind, place):
        """Where the longest phrase of a kind ends."""
        for end in range(min(place + LONGEST_PHRASE, len(self.tokens)), place, -1):
            run = self.tokens[place:end]
            is_plain = all(is_telling(token.text[-1]) for token in run)
            if is_plain and name_key_of(run) in mail_words()[kind]:
                return end
        return place

    # Names

    def is_known(self, place):
        known = (english_words(), passed_over(), phrases())
        return any(self.word(place) in words for words in known)

    def is_name(self, place, *, is_sure=False):
        """Whether it can be somebody's name; `is_sure`: and hardly anything else."""
        word = self.word(place)
        if not word.isalpha() or word in POSTSCRIPT:
            return False
        is_written = self.tokens[place].text[0].isupper()
        meanings, end = self.lexicon.at(self.tokens, place)
        if meanings and not (word in FIRST_NAMES and end == place + 1):
            return False
        if meanings:
            return is_written or not is_sure
        is_part = word in self.lexicon.words
        return (is_written and not is_sure) or not (is_part or self.is_known(place))

    def names(self, place, **sure):
        """Where the names of up to three people end, joined by an “and”."""
        end = self.name(place, **sure)
        for _ in range(MOST_NAMES - 1):
            if end == place or self.word(end) not in AND:
                break
            following = self.name(end + 1, **sure)
            end = following if following > end + 1 else end
        return end

    def name(self, place, **sure):
        """Where the up to three names of one person end."""
        end = place
        if self.word(place) in openers():
            # “Thanks”, and in the next line “Best”.
            return place
        while end < place + MOST_NAMES and self.is_name(end, **sure):
            end += 1
            is_initial = len(self.word(end - 1)) == 1 and self.between(end) == ". "
            if self.is_ended(end) and not is_initial:
                break
        return end

    def is_title(self, place):
        """“Dr” of “Dr Silva”, also of “Prof. Dr. Silva”."""
        token = self.tokens[place]
        if token.word not in mail_words()["title"] or not self.word(place + 1):
            return False
        is_next = self.between(place + 1) in (" ", ". ", ".")
        if not is_next or not (self.is_name(place + 1) or self.is_title(place + 1)):
            return False
        following = self.tokens[place + 1].text
        if token.text.isupper() and not following.isupper():
            # “MR imaging”
            return False
        is_written = following[0].isupper() and not token.text.isupper()
        is_sure = token.word not in mail_words()["title_or_word"] and not self.is_known(
            place + 1
        )
        return is_written or is_sure or self.is_title(place + 1)

    def is_degree(self, place):
        """“PhD” of “Ana Silva, PhD”."""
        between = {",", "(", *mail_words()["degree"]}
        if self.word(place) not in mail_words()["degree"]:
            return False
        first = place
        while first > place - MOST_DEGREES and self.word(first - 1) in between:
            first -= 1
        return first > 1 and all(
            self.is_name(before, is_sure=True) for before in (first - 2, first - 1)
        )

    # Salutations

    def is_bare(self, place, end):
        """Whether it is but “Hi” or “Thanks in advance”, to and from nobody."""
        said = name_key_of(self.tokens[place:end])
        return any(said in mail_words()[kind] for kind in KINDS)

    def end_at(self, place):
        """Where the salutation ends that begins here, if one does."""
        if self.word(place) in openers():
            for read in (self.greeting, self.closing, self.thanks):
                if (end := read(place)) > place:
                    return end
        return self.asker(place)

    def greeting(self, place):
        """“Hi Ana,”, “Dear all”, “hi ana who knows”, “Hi,”."""
        start = self.phrase("greeting", place)
        if start == place or not self.is_ended(place):
            return place
        end = start
        while (behind := self.phrase("group", end)) > end:
            end = behind
        if end > start:
            return end if self.is_apart(end) else place
        # Behind a full stop somebody else is sought: “Hello. Ana Silva free?”
        end = start if self.between(start)[:1] == "." else self.names(start)
        if self.is_apart(end):
            return end
        end = self.names(start, is_sure=True)
        kinds = dict(phrases().get(self.word(end), ()))
        return end if end > start and kinds.keys().isdisjoint(OF_SKILLS) else place

    def closing(self, place):
        """“Kind regards, Ana Silva, Head of Data”, up to the end of the sentence."""
        start, is_weak = self.phrase("closing", place), False
        if start == place:
            start, is_weak = self.phrase("weak_closing", place), True
        if start == place or self.word(place - 1) in {"as", "with", "in"}:
            return place
        behind = self.skip_signs(start)
        end = self.names(behind)
        if end == behind:
            is_last = behind == len(self.tokens) and not is_weak
            return behind if is_last else place
        is_written = self.tokens[place].text[0].isupper() or self.is_ended(place)
        is_sign = behind > start or "\n" in self.between(start)
        is_over = self.is_apart(end) or self.word(end) in POSTSCRIPT
        if not is_over or (is_weak and not (is_sign and is_written)):
            return place
        while end < len(self.tokens) and not self.ends_signature(end):
            end += 1
        return end

    def ends_signature(self, place):
        is_line = "\n" in self.between(place)
        return self.word(place) in POSTSCRIPT or (self.is_ended(place) and not is_line)

    def thanks(self, place):
        """“Thanks, Ana”, “thanks Priya!”, “Thanks”, “thanks in advance for”."""
        start = self.phrase("thanks", place)
        behind = self.skip_signs(start)
        end = behind if self.between(start)[:1] == "." else self.names(behind)
        if end > behind and self.is_apart(end):
            return end
        is_over = start > place + 1 or self.is_apart(start)
        return start if start > place and is_over else place

    def skip_signs(self, place):
        while self.word(place) in {",", "-", "–", "—", "!"}:
            place += 1
        return place

    def asker(self, place):
        """“Ana needs”, “Ana Silva wants someone”: who asks is not who is sought."""
        if not self.is_ended(place) or self.word(place) in mail_words()["group"]:
            return place
        end = self.names(place)
        if end == place or any(
            self.word(one) in passed_over() or self.word(one) in phrases()
            for one in range(place, end)
        ):
            return place
        if self.phrase("asks", end) > end:
            return end
        behind = self.phrase("wants", end)
        is_of_people = "people" in dict(phrases().get(self.word(behind), ()))
        return end if behind > end and is_of_people else place
