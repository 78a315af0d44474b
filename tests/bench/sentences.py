"""How long sentences take to be read into conditions, without a page around them."""

import tomllib
from itertools import cycle, islice
from pathlib import Path

from django.utils.timezone import localdate

from people.asking.read import read
from people.asking.words.names import lexicon
from people.lists.vocabulary import vocabulary

from .measure import measure
from .rows import Measured
from .table import page_cells

CORPUS = Path(__file__).parents[1] / "people" / "asking" / "sentences"


def sentence_line(size, rounds):
    """A line of the table of pages: each round reads another sentence of the corpus."""
    sentences = cycle(load_sentences())

    def read_next():
        names = lexicon(vocabulary())
        read(next(sentences), names, localdate(), may_see_rates=lambda: True)

    figures = measure(read_next, max(rounds, len(load_sentences())))
    return page_cells(size, Measured("a sentence, read alone", ""), figures)


def load_sentences():
    """Every fourth sentence of the corpus."""
    rows = [
        row["asked"]
        for path in sorted(CORPUS.glob("*.toml"))
        for row in tomllib.loads(path.read_text(encoding="utf-8"))["sentence"]
    ]
    return list(islice(rows, 0, None, 4))
