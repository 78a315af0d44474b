"""The forms and the parameters of a page, as its HTML has them."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urlsplit


@dataclass
class Form:
    """`fields` are as shown; `choices` what could be ticked or chosen as well."""

    action: str
    is_post: bool
    fields: list = field(default_factory=list)
    files: list = field(default_factory=list)
    buttons: list = field(default_factory=list)
    choices: list = field(default_factory=list)


class Page(HTMLParser):
    """Gives `forms`, and the `names` of parameters that links of the page have."""

    def __init__(self, path, html, *, is_open):
        super().__init__()
        self.path, self.is_open = path, is_open
        self.forms, self.names = [], {}
        self.form = self.select = self.area = None
        self.feed(html)

    @classmethod
    def of(cls, path, response):
        """The page that was answered; without anything in it where none was."""
        if response is None:
            return cls(path, "", is_open=False)
        is_html = "html" in response.get("Content-Type", "")
        html = response.content.decode() if is_html else ""
        return cls(path, html, is_open=response.status_code in (200, 405))

    def handle_starttag(self, tag, attributes):
        given = {name: value or "" for name, value in attributes}
        if tag == "a":
            query = urlsplit(given.get("href", "")).query
            self.names.update(parse_qsl(query))
        elif tag == "form":
            is_post = given.get("method", "").lower() == "post"
            self.form = Form(given.get("action", ""), is_post)
            self.forms.append(self.form)
        elif self.form and (reader := getattr(self, f"start_{tag}", None)):
            reader(given, given.get("name", ""))

    def start_input(self, given, name):
        kind = given.get("type", "text")
        if kind == "file":
            self.form.files.append(name)
        elif kind in ("submit", "image"):
            self.form.buttons.append((name, given.get("value", "")))
        elif kind in ("checkbox", "radio") and "checked" not in given:
            self.form.choices.append((name, given.get("value", "on")))
        else:
            self.form.fields.append((name, given.get("value", "")))

    def start_button(self, given, name):
        self.form.buttons.append((name, given.get("value", "")))

    def start_select(self, given, name):
        self.select = name
        self.form.fields.append((name, ""))

    def start_option(self, given, _):
        if self.select:
            option = (self.select, given.get("value", ""))
            if "selected" in given:
                self.form.fields[-1] = option
            else:
                self.form.choices.append(option)

    def start_textarea(self, given, name):
        self.area = name
        self.form.fields.append((name, ""))

    def handle_data(self, data):
        if self.area:
            name, text = self.form.fields[-1]
            self.form.fields[-1] = (name, text + data)

    def handle_endtag(self, tag):
        if tag == "form":
            self.form = None
        elif tag == "select":
            self.select = None
        elif tag == "textarea":
            self.area = None
