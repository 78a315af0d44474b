"""Teams as a tree: what each is part of, and all that is part of it."""

from collections import defaultdict

from django.http import Http404

from people.models import Team


class TeamTree:
    """All teams by id, each with those below it; one query.

    A team that is in an old loop stands on top, once.
    """

    def __init__(self):
        self.teams = {team.pk: team for team in Team.objects.all()}
        self.children = defaultdict(list)
        for team in self.teams.values():
            self.children[team.parent_id].append(team.pk)

    def team_or_404(self, slug):
        for team in self.teams.values():
            if team.slug == slug:
                return team
        raise Http404("There is no team of that name.")

    def below(self, team):
        """The ids of the team and of all that are part of it, from the top down."""
        found = [team]
        for one in found:
            found += [child for child in self.children[one] if child not in found]
        return found

    def above(self, team):
        """What the team is part of, from the top down."""
        path, parent = [], self.teams[team].parent_id
        while parent and self.teams[parent] not in path:
            path.append(self.teams[parent])
            parent = self.teams[parent].parent_id
        return path[::-1]

    def in_order(self):
        """Pairs of how deep a team is and its id, each followed by what is below it."""
        passed = set()
        tops = [*self.children[None], *self.teams]
        for top in tops:
            yield from self.walk(top, 0, passed)

    def walk(self, team, depth, passed):
        if team in passed:
            return
        passed.add(team)
        yield depth, team
        for child in self.children[team]:
            yield from self.walk(child, depth + 1, passed)
