from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from people.mail.subscription import subscriber_of, switch_digest


# Mail programs post to it by themselves, without a page of the site before: whoever
# has the link may, and can do nothing else by it. To open it ends nothing, as some
# open all.
@csrf_exempt
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def digest_off(request, token):
    person = subscriber_of(token)
    is_done = person is not None and request.method == "POST"
    if is_done:
        switch_digest(person, is_wanted=False)
    context = {"is_done": is_done, "is_known": person is not None}
    return render(request, "people/mail/digest_off.html", context)
