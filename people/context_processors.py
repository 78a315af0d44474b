from people import rules


def role(request):
    """What the top bar says of the user, beside the name."""
    user = getattr(request, "user", None)
    return {"role": rules.role_label(user) if user and user.is_authenticated else ""}
