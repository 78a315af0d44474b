from django.apps import AppConfig


class SkillsdirConfig(AppConfig):
    name = "skillsdir"

    @staticmethod
    def forget(person):
        """Drop files and dry runs that name somebody who is erased."""
        # Models may be read once all apps are there.
        from skillsdir.spreadsheet.drafts.retention import (
            forget_in_dry_runs,
            forget_person,
        )

        forget_person(person)
        forget_in_dry_runs(person)
