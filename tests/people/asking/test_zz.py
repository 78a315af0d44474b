import tomllib
from tests.people.asking.test_sentences import *
def test_zz(reading_of):
    out=open('/tmp/sent.out','w'); total=0; bad=0
    for name in FILES:
        for one in tomllib.loads((FOLDER / f"{name}.toml").read_text())["sentence"]:
            total+=1
            try: m = misread(one, reading_of(one["asked"]))
            except Exception as e: m=f"{one['asked']!r} CRASH {e!r}"
            if m: bad+=1; out.write(f"[{name}] {m}\n")
    out.write(f"{bad} of {total}\n")
