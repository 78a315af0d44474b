from django.template import Context, Template

from projects.planner.markup import way_list
from projects.planner.ways import Way

# What `way_list` writes out for speed.
AS_INCLUDED = """
<form {% include "includes/stay.html" with action=way.href %}>
{% include "includes/next.html" %}
"""


def reader(rf, **known):
    request = rf.get("/availability/conflicts/?page=2&away=3")
    return {"request": request, "csrf_token": "token", "may_staff": True, **known}


def words(html):
    return html.replace("<", " <").replace(">", " > ").split()


def test_the_form_of_a_way_begins_like_all_that_stay_on_their_page(rf):
    way = Way("End", "/projects/a/bookings/1/end/?so&on", {"version": "1"})
    context = Context(reader(rf, way=way, place="over-ann"))
    begins = words(Template(AS_INCLUDED).render(context))
    form = words(way_list(reader(rf), [way], "Ann on Atlas", "over-ann"))
    assert form[3 : 3 + len(begins)] == begins


def test_what_ways_say_is_escaped(rf):
    ways = [
        Way("<a>", "/x/", {"version": "<b>"}, then="<c>", about="<d>"),
        Way("<e>", "/y/", leads_back=True),
        Way("<f>"),
    ]
    for may_staff in (True, False):
        html = way_list(reader(rf, may_staff=may_staff), ways, "<g>", "away")
        assert not any(f"<{letter}>" in html for letter in "bcdefg")
        assert "<a>" not in html
        assert "&lt;a&gt;" in html


def test_a_link_leads_back_to_the_page_and_the_place_on_it(rf):
    way = Way("Name a mentor", "/edit/", about="#id_seat", leads_back=True)
    html = way_list(reader(rf), [way], "Ann", "unguided")
    back = "%2Favailability%2Fconflicts%2F%3Fpage%3D2%26away%3D3%23unguided#id_seat"
    assert f'href="/edit/?next={back}"' in html
