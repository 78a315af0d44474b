from people import rules


def role(request):
    """What the top bar says of the user, beside the name, and offers them."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"role": "", "is_directory_admin": False, "may_open_admin_site": False}
    return {
        "role": rules.role_label(user),
        "is_directory_admin": rules.is_directory_admin(user),
        "may_open_admin_site": rules.may_open_admin_site(user),
    }
