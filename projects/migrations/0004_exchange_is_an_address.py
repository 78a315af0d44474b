"""`/skills/exchange/` is a page: no row has that slug."""

from django.db import migrations, models

RESERVED = (
    *("me", "compare", "export", "matrix", "exchange", "new", "add", "edit"),
    *("search", "import", "candidates", "team"),
)

# Old addresses of such a row lead to the page, its new ones to the row.
RENAME = """
UPDATE {table} SET slug = 'exchange-' || id WHERE slug = 'exchange';
SET CONSTRAINTS ALL IMMEDIATE;
"""
MODELS = ("project",)


def renew(model):
    name = f"projects_{model}_slug_is_not_reserved"
    yield migrations.RunSQL(
        RENAME.format(table=f"projects_{model}"), migrations.RunSQL.noop
    )
    yield migrations.RemoveConstraint(model_name=model, name=name)
    yield migrations.AddConstraint(
        model_name=model,
        constraint=models.CheckConstraint(
            condition=~models.Q(slug__in=RESERVED),
            name=name,
            violation_error_message="This address is taken by a page; choose another.",
        ),
    )


class Migration(migrations.Migration):
    dependencies = [("projects", "0003_suggestions")]

    operations = [step for model in MODELS for step in renew(model)]
