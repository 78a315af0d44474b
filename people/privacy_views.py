from django.contrib.auth import views
from django.http import JsonResponse
from django.views.decorators.http import require_POST, require_safe

from people.me_views import own_profile
from people.personal_data import personal_data


@require_safe
@own_profile
def me_data(request, person):
    return JsonResponse(
        personal_data(person),
        headers={"Content-Disposition": 'attachment; filename="my-data.json"'},
        json_dumps_params={"indent": 2, "ensure_ascii": False},
    )


@require_POST
def sign_out(request):
    """Sign out, and have the browser forget the pages that it has."""
    response = views.LogoutView.as_view()(request)
    # Cookies would be those of other sites of the domain too; ours are gone already.
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response
