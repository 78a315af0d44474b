from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import migrations, models

from people.fields import SearchField, SearchWords


class Migration(migrations.Migration):
    """Keep the folded words of projects anew, and apart from what they are listed by.

    See also: the same migration of `people`.
    """

    dependencies = [
        ("people", "0013_one_folding"),
        ("projects", "0009_history_of_skills_used"),
    ]

    operations = [
        migrations.RemoveIndex("project", "project_by_name"),
        migrations.RemoveIndex("project", "project_by_text"),
        migrations.RemoveIndex("project", "project_by_summary"),
        migrations.RemoveField("project", "search_text"),
        migrations.AddField("project", "sort_name", SearchField("name")),
        migrations.AddField(
            "project", "search_text", SearchField(expression=SearchWords.of("name"))
        ),
        migrations.AlterModelOptions(
            "project", options={"ordering": ["sort_name", "pk"]}
        ),
        migrations.AddIndex(
            "project", models.Index(fields=["sort_name", "id"], name="project_by_name")
        ),
        migrations.AddIndex(
            "project",
            GinIndex(
                OpClass("search_text", name="gin_trgm_ops"), name="project_by_text"
            ),
        ),
        migrations.AddIndex(
            "project",
            GinIndex(
                OpClass(SearchWords("summary"), name="gin_trgm_ops"),
                name="project_by_summary",
            ),
        ),
    ]
