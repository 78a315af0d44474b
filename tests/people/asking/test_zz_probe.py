import os


def test_probe(reading_of):
    from pathlib import Path

    for text in Path("/tmp/mendA_probe.txt").read_text().splitlines():
        if not text.strip():
            continue
        r = reading_of(text)
        print(
            f"{text!r}\n     {dict_of(r.pairs)} q={r.rest_text!r} left={[(r.text[o.span.start : o.span.end], o.reason[:45]) for o in r.remarks]} corr={list(r.corrections.values())}"
        )


def dict_of(pairs):
    return "&".join(f"{a}={b}" for a, b in pairs)
