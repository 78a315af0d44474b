"""What comes in, before a page sees it: what none of our pages sends is left out."""

import re

from django.http import Http404

# What separates the parts of an upload: all that a content type is asked for here.
BOUNDARY = re.compile(r"""boundary="?([\w'()+,./:=?-]{1,200})""", re.ASCII)


def plain_content_type(application):
    """Leave out of `Content-Type` whatever tells how to read the request.

    All is UTF-8 here. Django takes any codec's name for an alphabet, zip and rot13
    too, and reads address, parameters and body by it before anything could refuse.
    """

    def plain(environ, start_response):
        kind, _, parameters = environ.get("CONTENT_TYPE", "").partition(";")
        boundary = BOUNDARY.search(parameters)
        environ["CONTENT_TYPE"] = kind.strip() + (
            f"; boundary={boundary[1]}" if boundary else ""
        )
        return application(environ, start_response)

    return plain


def plain_letters(get_response):
    """Let no control character from an address or a cookie come near the database.

    No address of ours has one, and no cookie: such a cookie is none.
    """

    def middleware(request):
        if not is_plain(request.path_info):
            raise Http404("No address has control characters.")
        request.COOKIES = {
            name: value for name, value in request.COOKIES.items() if is_plain(value)
        }
        return get_response(request)

    return middleware


def is_plain(text):
    return not any(letter < " " for letter in text)
