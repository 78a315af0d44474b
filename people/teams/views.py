from django.shortcuts import render
from django.views.decorators.http import require_safe

from people.teams.page import TeamPage, team_rows
from people.teams.tree import TeamTree


@require_safe
def team_list(request):
    rows = list(team_rows(TeamTree()))
    return render(request, "people/teams/team_list.html", {"rows": rows})


@require_safe
def team_detail(request, slug):
    tree = TeamTree()
    page = TeamPage(tree.team_or_404(slug), tree, user=request.user)
    return render(request, "people/teams/team_detail.html", {"page": page})
