from django.http import JsonResponse
from django.views.decorators.http import require_safe

from people.me_views import own_profile
from people.personal_data import personal_data


@require_safe
@own_profile
def me_data(request, person):
    return JsonResponse(
        personal_data(person),
        headers={
            "Content-Disposition": 'attachment; filename="my-data.json"',
            "Cache-Control": "no-store",
        },
        json_dumps_params={"indent": 2, "ensure_ascii": False},
    )
