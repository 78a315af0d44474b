"""Walks over the site at random: every address, every form, every role."""

import random
from collections import Counter
from dataclasses import dataclass
from traceback import extract_tb
from urllib.parse import quote, urlencode, urlsplit

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.test.client import (
    BOUNDARY,
    MULTIPART_CONTENT,
    ClientHandler,
    encode_multipart,
)

from skillsdir.site.incoming import plain_content_type
from tests.people.directory.exports import body
from tests.walk import hostile
from tests.walk.addresses import all_addresses
from tests.walk.forms import Page

FORM = "application/x-www-form-urlencoded"
MOST_FIELDS = 12


class WireHandler(ClientHandler):
    """Hands on requests as `skillsdir.wsgi` does."""

    def __call__(self, environ):
        handle = super().__call__
        return plain_content_type(lambda environ, _: handle(environ))(environ, None)


class WireClient(Client):
    """A browser that is asked for security tokens, and told no exceptions."""

    def __init__(self, user=None):
        super().__init__(enforce_csrf_checks=True)
        self.handler = WireHandler(enforce_csrf_checks=True)
        if user:
            self.force_login(user)


@dataclass(frozen=True)
class Failure:
    """What went wrong, where, and with which request; alike if all but that is."""

    kind: str
    request: str


class Walk:
    """Makes `count` requests as `actors`, users by role, and counts and judges each.

    Each finds everything as it was: what it writes is undone.
    """

    # Where few get in, and who does.
    inside = ("/admin/", "/spreadsheet/")
    insiders = ("directory admin", "superuser")

    def __init__(self, actors, seed, judge):
        self.random = random.Random(seed)
        self.clients = {role: WireClient(user) for role, user in actors.items()}
        self.judge = judge
        self.addresses = list(all_addresses())
        self.deck, self.pages = [], {}
        self.counts, self.statuses, self.failures = Counter(), Counter(), {}
        # The sign-in page, or where it leads on: both give out a security token.
        for client in self.clients.values():
            client.get("/accounts/login/")

    def go(self, count):
        steps = [self.look, self.ask, self.send, self.disguise]
        while sum(self.counts.values()) < count:
            role, address = self.deal()
            is_open = self.page(role, address).is_open
            # Behind a closed door there is less to see.
            times, weights = (5, [2, 5, 9, 4]) if is_open else (1, [1, 1, 1, 1])
            for step in self.random.choices(steps, weights, k=times):
                step(role, address)

    def deal(self):
        """A role and an address: each address once before any comes again."""
        if not self.deck:
            self.deck = list(self.addresses)
            self.random.shuffle(self.deck)
        address = self.deck.pop()
        may = self.insiders if address.route.startswith(self.inside) else self.clients
        return self.random.choice([*may, *may, *may, *self.clients]), address

    # Kinds of steps

    def look(self, role, address):
        """The address with parts that lead nowhere."""
        self.request("path", role, "GET", address.fill(self.part))

    def ask(self, role, address):
        page = self.page(role, address)
        names = [*page.names, *(name for form in page.forms for name, _ in form.fields)]
        pairs = [
            (self.random.choice(names or hostile.NAMES), self.value())
            for _ in range(self.random.randint(1, 4))
        ]
        if self.random.random() < 0.3:
            pairs[0] = (self.random.choice(hostile.NAMES), pairs[0][1])
        if self.random.random() < 0.1:
            pairs *= self.random.randint(2, 60)
        query = "&".join(f"{quote(name)}={value}" for name, value in pairs)
        self.request("query", role, "GET", page.path, QUERY_STRING=query)

    def send(self, role, address):
        """A form of the page, with some of its fields changed; else a made-up one."""
        page, token = self.page(role, address), self.token(role)
        forms = [form for form in page.forms if form.is_post]
        if not forms or self.random.random() < 0.05:
            fields = [(self.random.choice(hostile.NAMES), self.word()) for _ in "abc"]
            return self.post("made-up form", role, page.path, [*fields, token])
        # The last is the page's own; before it stands signing out.
        form = self.random.choice([*forms, forms[-1], forms[-1]])
        buttons = self.random.sample(form.buttons, min(1, len(form.buttons)))
        action = urlsplit(form.action)
        picked = self.random.sample(form.choices, min(3, len(form.choices)))
        shown = [pair for pair in form.fields if pair[0] != token[0]]
        # In a group of which one is chosen the last one sent counts.
        fields = self.mutated([*shown, *picked])
        return self.post(
            "form",
            role,
            action.path or page.path,
            [*fields, *buttons, token],
            [(name, self.file()) for name in form.files],
            QUERY_STRING=action.query,
        )

    def disguise(self, role, address):
        """Odd methods, headers, cookies, bodies."""
        method = self.random.choice(["GET", "POST", *hostile.METHODS])
        extra = {
            name: self.random.choice(hostile.HEADERS[name])
            for name in self.random.sample(list(hostile.HEADERS), 2)
        }
        if self.random.random() < 0.4:
            cookie = self.random.choice(hostile.COOKIES)
            extra["HTTP_COOKIE"] = (
                f"{cookie}={self.random.choice(hostile.COOKIE_VALUES)}"
            )
        kind = self.random.choice(hostile.CONTENT_TYPES)
        data = self.random.choice(hostile.BODIES)
        if self.random.random() < 0.5:
            data += b"&csrfmiddlewaretoken=" + self.token(role)[1].encode()
            extra.pop("HTTP_COOKIE", None)
        path = self.page(role, address).path
        self.request("headers", role, method, path, data, kind, **extra)

    # What they are made of

    def page(self, role, address):
        """The page at a path of the address, as it was when it was seen first."""
        if (role, address) not in self.pages:
            path = address.fill(self.random.choice)
            response = self.request("plain", role, "GET", path)
            self.pages[role, address] = Page.of(path, response)
        return self.pages[role, address]

    def token(self, role):
        cookies = self.clients[role].cookies
        secret = cookies["csrftoken"].value if "csrftoken" in cookies else "x" * 32
        return "csrfmiddlewaretoken", secret

    def part(self, good):
        odd = [self.word(), self.random.choice(hostile.RAW)]
        return self.random.choice([*good, *odd, *odd])

    def word(self):
        return self.random.choice(hostile.VALUES)

    def value(self):
        """For a query string: quoted."""
        return self.random.choice([quote(self.word()), self.random.choice(hostile.RAW)])

    def file(self):
        return SimpleUploadedFile(*self.random.choice(hostile.FILES))

    def mutated(self, fields):
        """Some of the fields with another value, twice, or not at all."""
        fields = list(fields)
        for _ in range(self.random.choice([0, 1, 1, 1, 2, 3])):
            if fields:
                place = self.random.randrange(len(fields))
                fields[place : place + 1] = self.changed(*fields[place])
        return fields

    def changed(self, name, value):
        """What stands for a field once it is changed: any number of fields."""
        word, number = self.word(), str(self.random.randint(1, 40))
        times = self.random.choice([2, 30, 1_200])
        changes = [
            [(name, word)],
            [(name, word)],
            [(name, number)],
            [],
            [(name, value), (name, word)],
            [(name, value)] * times,
            [(name, value), (self.random.choice(hostile.NAMES), word)],
        ]
        return self.random.choice(changes)

    # Sending and judging

    def post(self, kind, role, path, fields, files=(), **extra):
        if not files and self.random.random() < 0.8:
            data = urlencode(fields).encode()
            return self.request(kind, role, "POST", path, data, FORM, **extra)
        names = dict.fromkeys(name for name, _ in fields)
        data = {name: [v for n, v in fields if n == name] for name in names}
        data |= dict(files)
        sent = encode_multipart(BOUNDARY, data)
        return self.request(kind, role, "POST", path, sent, MULTIPART_CONTENT, **extra)

    def request(self, kind, role, method, path, data=b"", content_type=FORM, **extra):
        self.counts[kind] += 1
        client = self.clients[role]
        cookies = client.cookies.copy()
        asked = f"{role} {method} {path[:200]} {extra} {content_type} {data[:2000]!r}"
        try:
            with transaction.atomic():
                extra.setdefault("HTTP_HOST", "localhost")
                response = client.generic(method, path, data, content_type, **extra)
                content = body(response) if response.streaming else response.content
                transaction.set_rollback(True)
        except Exception as error:
            self.fail(named(error), asked)
            return None
        finally:
            if kind != "plain":
                client.cookies = cookies
        self.statuses[response.status_code] += 1
        for wrong in self.judge(role, path, response, content):
            self.fail(wrong, asked)
        return response

    def fail(self, kind, asked):
        self.failures.setdefault(kind, asked)


def named(error):
    """An exception by its kind and place; the same bug is the same name."""
    frames = extract_tb(error.__traceback__)
    own = [frame for frame in frames if "site-packages" not in frame.filename]
    places = [f"{frame.filename}:{frame.lineno}" for frame in (own[-1], frames[-1])]
    return f"{type(error).__name__}: {str(error)[:200]} at {' and '.join(places)}"
