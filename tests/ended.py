"""Since when a project is over is nobody's to write, but a test's."""

from django.db import connection

from projects.models import Project


def ended(project, when):
    """As if the project, which is over, had been so since then."""
    connection.check_constraints()
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE projects_project DISABLE TRIGGER project_over")
        Project.objects.filter(pk=project.pk).update(over_at=when)
        cursor.execute("ALTER TABLE projects_project ENABLE TRIGGER project_over")
