import json, os
from pathlib import Path
from people.asking.read import read
from people.asking.words.names import lexicon
from people.lists.vocabulary import vocabulary
from tests.people.asking.conftest import TODAY

def test_dump(organisation, db):
    words = lexicon(vocabulary())
    out = open(os.environ["OUT81"], "w")
    for text in json.loads(Path(os.environ["IN81"]).read_text()):
        try:
            r = read(text, words, TODAY, may_see_rates=lambda: True)
            t = r.text
            row = {
                "q": "&".join(map("=".join, sorted(r.pairs))), "rest": r.rest_text,
                "left": [[t[o.span.start:o.span.end], o.reason, [list(map(list,f.pairs)) for f in o.offers]] for o in sorted(r.left_out, key=lambda o: o.span)],
                "offers": [[t[o.span.start:o.span.end], o.reason] for o in r.offers],
                "fix": {t[s.start:s.end]: n for s, n in r.corrections.items()},
                "plain": r.is_plain,
            }
        except Exception as e:
            row = {"error": repr(e)}
        out.write(json.dumps([text, row]) + "\n")
