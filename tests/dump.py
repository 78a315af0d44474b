"""The whole directory as plain rows, for tests that work things out by loops."""

from collections import defaultdict

from people.models import Expertise, LearningGoal, Person, Skill, Team
from projects.models import Assignment, Project, SkillNeed


class Dump:
    """Rows by id; people are those who are here, levels and goals are theirs.

    Needs are those whose own days are not over.

    The independent side of what pages say of the whole: nothing here calls the code
    under test.
    """

    def __init__(self, today):
        self.today = today
        self.teams = {row["id"]: row for row in Team.objects.values()}
        self.people = {
            row["id"]: row
            for row in Person.objects.values()
            if row["left_on"] is None or row["left_on"] >= today
        }
        self.skills = {row["id"]: row for row in Skill.objects.values()}
        self.projects = {row["id"]: row for row in Project.objects.values()}
        self.levels = [
            row for row in Expertise.objects.values() if row["person_id"] in self.people
        ]
        self.goals = [
            row
            for row in LearningGoal.objects.values()
            if row["person_id"] in self.people
            if row["status"] in ("open", "in_progress")
        ]
        self.able, self.wants = defaultdict(set), defaultdict(set)
        for row in self.levels:
            if row["level"] >= 3:
                self.able[row["skill_id"]].add(row["person_id"])
        for row in self.goals:
            self.wants[row["skill_id"]].add(row["person_id"])
        self.needs = [
            row
            for row in SkillNeed.objects.values()
            if row["ends_on"] is None or row["ends_on"] >= today
        ]
        self.bookings = list(Assignment.objects.values())
        self.used = defaultdict(set)
        for row in Assignment.skills.through.objects.values():
            self.used[row["assignment_id"]].add(row["skill_id"])

    def is_live(self, project):
        return self.projects[project]["status"] in ("proposed", "staffing", "active")

    def has_begun(self, row):
        """Whether it is confirmed, and began before its project was over."""
        project, first = self.projects[row["project_id"]], row["starts_on"]
        if row["status"] != "confirmed" or first > self.today:
            return False
        ends = [project["over_at"] and project["over_at"].date()]
        ends += [project["ends_on"]] * (project["status"] == "closed")
        is_live = self.is_live(row["project_id"])
        return is_live or all(first <= end for end in ends if end)

    def is_on_team(self, row):
        """Whether a booking on a live project is not over, of somebody who is here."""
        is_over = row["ends_on"] and row["ends_on"] < self.today
        is_here = row["person_id"] in self.people
        return is_here and self.is_live(row["project_id"]) and not is_over
