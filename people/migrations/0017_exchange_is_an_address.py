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
MODELS = ("location", "person", "skill", "team")


def renew(model):
    name = f"people_{model}_slug_is_not_reserved"
    yield migrations.RunSQL(
        RENAME.format(table=f"people_{model}"), migrations.RunSQL.noop
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
    dependencies = [("people", "0016_no_loops")]

    operations = [step for model in MODELS for step in renew(model)]
