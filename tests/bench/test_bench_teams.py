from tests.bench.table import table
from tests.bench.teams import HEADINGS, team_lines


def test_bench_tells_how_many_teams_were_proven():
    _, *lines = table(list(team_lines(2, sizes=[40])), HEADINGS).splitlines()
    assert [line.split()[:4] for line in lines] == [
        ["40", "the", "best", "team"],
        ["40", "…", "and", "two"],
    ]
    assert lines[0].split()[-4:-2] == ["2", "2"]
