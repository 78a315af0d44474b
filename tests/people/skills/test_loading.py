import pytest
from django.core.management import CommandError, call_command

from people.models import Skill, SkillAlias, SkillCategory
from people.skills.loading import (
    DEFAULT_FILE,
    CatalogueError,
    load_catalogue,
    read_catalogue,
)
from people.skills.merging import merge_skills
from people.skills.names import resolve
from tests.factories import SkillAliasFactory, SkillFactory, UserFactory

HEADER = "name,category,kind,aliases,description\n"
PYTHON = "Python,Languages,language,py;python3,A language\n"
SQL = "SQL,Databases,language,,\n"


@pytest.fixture
def write(tmp_path):
    def write(*lines, header=HEADER, encoding="utf-8"):
        path = tmp_path / "skills.csv"
        path.write_text(header + "".join(lines), encoding=encoding)
        return path

    return write


@pytest.mark.django_db
def test_loading_adds_categories_skills_and_aliases(write):
    report = load_catalogue(write(PYTHON, SQL))
    added = [report.categories, report.skills, report.aliases]
    assert [counts["added"] for counts in added] == [2, 2, 2]
    python = Skill.objects.get(name="Python")
    assert {alias.name for alias in python.aliases.all()} == {"py", "python3"}


@pytest.mark.django_db
def test_loading_twice_changes_nothing(write):
    path = write(PYTHON, SQL)
    load_catalogue(path)
    before = list(Skill.objects.values())
    report = load_catalogue(path)
    assert report.skills == report.aliases == {"added": 0, "changed": 0, "unchanged": 2}
    assert list(Skill.objects.values()) == before


@pytest.mark.django_db
def test_the_file_wins_over_the_directory(write):
    load_catalogue(write(PYTHON))
    report = load_catalogue(write("PYTHON,Snakes,tool,Py,Bites\n"))
    skill = Skill.objects.get()
    assert (skill.name, skill.category.name, skill.kind) == ("PYTHON", "Snakes", "tool")
    assert (report.skills["changed"], report.aliases["changed"]) == (1, 1)


@pytest.mark.django_db
def test_skills_that_the_file_does_not_name_stay(write):
    SkillAliasFactory(skill__name="Rust", name="rustlang")
    load_catalogue(write(PYTHON))
    assert Skill.objects.filter(name="Rust", aliases__name="rustlang").exists()


@pytest.mark.django_db
def test_headings_stand_in_the_order_of_the_file(write):
    load_catalogue(write(SQL, PYTHON))
    assert [str(category) for category in SkillCategory.objects.all()] == [
        "Databases",
        "Languages",
    ]


@pytest.mark.django_db
def test_a_merged_skill_does_not_come_back(write):
    path = write(PYTHON, "CPython,Languages,language,,\n")
    load_catalogue(path)
    keep, lose = Skill.objects.order_by("-name")
    merge_skills(keep=keep, lose=lose, by=UserFactory())
    report = load_catalogue(path)
    assert list(Skill.objects.all()) == [keep]
    assert report.left_alone == ["CPython is an alias of Python here"]


@pytest.mark.django_db
def test_an_alias_of_another_skill_here_stays_there(write):
    SkillAliasFactory(skill=SkillFactory(name="Cobra"), name="py")
    report = load_catalogue(write(PYTHON))
    assert report.left_alone == ["“py” means Cobra here, not Python"]
    assert SkillAlias.objects.get(name="py").skill.name == "Cobra"


@pytest.mark.django_db
def test_an_alias_that_is_a_skill_here_stays_a_skill(write):
    SkillFactory(name="py")
    report = load_catalogue(write(PYTHON))
    assert report.left_alone == ["“py” means py here, not Python"]
    assert report.aliases["added"] == 1


@pytest.mark.django_db
def test_slugs_tell_c_from_c_sharp(write):
    lines = [f"{name},Languages,language,,\n" for name in ("C", "C#", "C++", "c c")]
    load_catalogue(write(*lines))
    slugs = dict(Skill.objects.values_list("name", "slug"))
    assert slugs == {"C": "c", "C#": "csharp", "C++": "cpp", "c c": "c-c"}


@pytest.mark.django_db
def test_a_taken_slug_gets_the_next_number(write):
    SkillFactory(name="Py.thon")
    SkillFactory(name="Other", slug="python")
    load_catalogue(write(PYTHON))
    assert Skill.objects.get(name="Python").slug == "python-2"


@pytest.mark.django_db
def test_a_skill_called_like_a_page_gets_another_address(write):
    load_catalogue(write("Search,Methods,method,,\n", "Matrix,Matrix,method,,\n"))
    assert set(Skill.objects.values_list("slug", flat=True)) == {"search-2", "matrix-2"}


def test_names_that_come_to_one_key_count_once(write):
    path = write("A/B tests,Tests,method,a-b tests;AB;ab,\n")
    assert read_catalogue(path)[0].aliases == ("AB",)


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (["Python,Languages,dialect,,\n"], "line 2: kind “dialect” is none of method"),
        ([PYTHON, "Monty,L,tool,,\n", "Py,L,tool,,\n"], "line 4: “Py” means Python"),
        ([PYTHON, "Rust,L,tool,python 3;Python3,\n"], "line 3: “Python3” means Python"),
        ([PYTHON, PYTHON], r"line 3: “Python” means Python already \(line 2\)"),
        (["Python,Languages,tool\n"], "line 2: needs as many cells"),
        (["Python,Languages,tool,,,more\n"], "line 2: needs as many cells"),
        ([",Languages,tool,,\n"], "line 2: name is empty"),
        (["Python,,tool,,\n"], "line 2: category is empty"),
        (["?!,Languages,tool,,\n"], "line 2: “\\?!” has no letters"),
        (["Python,Languages,tool,py;--,\n"], "line 2: “--” has no letters"),
        ([f"{'p' * 121},Languages,tool,,\n"], "line 2: name is longer than 120"),
        ([f"Python,Languages,tool,{'p' * 121},\n"], "line 2: alias “p+” is longer"),
        ([f"Python,Languages,tool,,{'p' * 301}\n"], "line 2: description is longer"),
        (['"Python,Languages\n'], "line 2: unexpected end of data"),
        ([], "holds no skills"),
    ],
)
def test_a_bad_file_is_refused_by_line(lines, message, write):
    with pytest.raises(CatalogueError, match=message):
        read_catalogue(write(*lines))


@pytest.mark.parametrize(
    ("header", "message"),
    [
        ("", "line 1: these columns are missing: name, category, kind"),
        ("name,category,kind,aliases\n", "line 1: these .* missing: description"),
    ],
)
def test_missing_columns_are_named(header, message, write):
    with pytest.raises(CatalogueError, match=message):
        read_catalogue(write(header=header))


def test_a_file_in_another_encoding_is_refused(write):
    path = write("Café,Places,domain,,\n", encoding="latin-1")
    with pytest.raises(CatalogueError, match="not UTF-8"):
        read_catalogue(path)


def test_a_file_with_a_byte_order_mark_is_read(write):
    path = write(PYTHON, encoding="utf-8-sig")
    assert read_catalogue(path)[0].name == "Python"


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(CatalogueError, match="No such file"):
        read_catalogue(tmp_path / "none.csv")


@pytest.mark.django_db
def test_load_skills_writes_nothing_when_a_line_is_wrong(write):
    path = write(PYTHON, "Rust,Languages,dialect,,\n")
    with pytest.raises(CommandError, match=r"skills\.csv: line 3: kind"):
        call_command("load_skills", path)
    assert not SkillCategory.objects.exists()


@pytest.mark.django_db
def test_load_skills_reports_counts_and_runs_twice(capsys):
    call_command("load_skills")
    assert "skills: 250 added, 0 changed, 0 unchanged" in capsys.readouterr().out
    call_command("load_skills")
    assert "skills: 0 added, 0 changed, 250 unchanged" in capsys.readouterr().out


@pytest.mark.django_db
def test_load_skills_takes_few_queries(django_assert_max_num_queries):
    with django_assert_max_num_queries(20):
        call_command("load_skills", verbosity=0)


@pytest.mark.django_db
def test_every_name_of_the_catalogue_resolves_to_its_skill():
    load_catalogue()
    entries = read_catalogue(DEFAULT_FILE)
    owners = {name: entry.name for entry in entries for name in entry.aliases}
    found = resolve(owners)
    assert {name: str(result.skill) for name, result in found.items()} == owners
