"""Working the admin site as its users do: pages, forms with inlines, actions."""


def address(model, page=""):
    return f"/admin/{model._meta.app_label}/{model._meta.model_name}/{page}"


def choose(client, url, action, rows, **answers):
    """Run an action of a list on some of its rows."""
    data = {"action": action, "_selected_action": [row.pk for row in rows], **answers}
    return client.post(url, data, follow=True)


def change(client, url, **values):
    """Send the form of a page as it is shown, with some values changed."""
    context = client.get(url).context
    forms = [context["adminform"].form]
    for inline in context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    fields = [bound for form in forms for bound in form]
    shown = {bound.html_name: bound.value() for bound in fields}
    # As browsers do: what the field was is sent along where its default is worked out.
    hidden = [bound for bound in fields if bound.field.show_hidden_initial]
    shown |= {bound.html_initial_name: bound.value() for bound in hidden}
    sent = {name: value for name, value in shown.items() if value is not None}
    return client.post(url, sent | values)


def errors_at_fields(response):
    """The errors of the page by field, those of its inlines included."""
    errors = dict(response.context["adminform"].errors)
    for inline in response.context["inline_admin_formsets"]:
        for form in inline.formset.forms:
            errors |= form.errors
    return errors


def new_rows(prefix, *rows, kept=0):
    """The submitted rows of an inline, added to those that are `kept`."""
    data = {f"{prefix}-TOTAL_FORMS": kept + len(rows)}
    for number, row in enumerate(rows, kept):
        data |= {f"{prefix}-{number}-{name}": value for name, value in row.items()}
    return data


def count_queries(client, url, django_assert_max_num_queries):
    # Content types are remembered once they have been asked for.
    client.get(url)
    with django_assert_max_num_queries(15) as captured:
        assert client.get(url).status_code == 200
    return len(captured)
