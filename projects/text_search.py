"""Finding projects by words, typos included: see `people.text_search`.

A word finds the projects with a word that begins with it in the name, in the summary
or in the name (or an alias) of a skill that they need.
"""

from people.text_search import has_word, skill_texts, skills_named, understand
from projects.models import Project, SkillNeed


def projects_mentioning(word):
    """Ids of the projects that have the word, in any of the texts."""
    projects = Project.objects.order_by()
    return (
        projects.filter(has_word(word.texts))
        .values("pk")
        .union(
            projects.with_summary_text()
            .filter(has_word(word.texts, "summary_text"))
            .values("pk"),
            SkillNeed.objects.order_by()
            .filter(skill__in=skills_named(word).order_by().values("pk"))
            .values("project_id"),
        )
    )


def understand_for_projects(text):
    """Split `text` into words and correct those that no project's text begins with."""
    projects = Project.objects.order_by()
    return understand(
        text,
        (
            (projects, "search_text"),
            (projects.with_summary_text(), "summary_text"),
            *skill_texts(),
        ),
    )
