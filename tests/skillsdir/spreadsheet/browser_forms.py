"""The forms of a page, filled in as a browser has them before anybody touches them."""

from html.parser import HTMLParser
from urllib.parse import urljoin


class FormReader(HTMLParser):
    """Collects of each form its address and what it would send."""

    def __init__(self):
        super().__init__()
        self.forms, self.select, self.options = [], None, []

    def handle_starttag(self, tag, pairs):
        attributes = dict(pairs)
        if tag == "form":
            self.forms.append((attributes.get("action"), {}))
        elif self.forms and tag == "input":
            self.read_input(attributes)
        elif self.forms and tag == "select":
            self.select, self.options = attributes.get("name"), []
        elif self.select and tag == "option":
            self.options.append(attributes)

    def read_input(self, attributes):
        name, kind = attributes.get("name"), attributes.get("type", "text")
        is_off = kind in ("checkbox", "radio") and "checked" not in attributes
        if name and not is_off and kind != "file":
            unsaid = "on" if kind == "checkbox" else ""
            self.forms[-1][1][name] = attributes.get("value", unsaid)

    def handle_endtag(self, tag):
        if tag == "select" and self.select:
            chosen = [each for each in self.options if "selected" in each]
            first = (chosen or self.options)[:1]
            self.forms[-1][1][self.select] = first[0]["value"] if first else ""
            self.select = None


def form_with(response, name):
    """Address (or `None`) and fields of the form that has a field of that name."""
    reader = FormReader()
    reader.feed(response.content.decode())
    return next(form for form in reader.forms if name in form[1])


def send(client, path, name="seen", **changes):
    """Open a page, change some fields of the form, and send it."""
    action, data = form_with(client.get(path), name)
    return client.post(urljoin(path, action or path), data | changes)
