"""Tags of every template: Django's `url`, which takes less, and pieces of HTML."""

import re

from django import template
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as parse_url
from django.urls import NoReverseMatch
from django.utils.html import conditional_escape

from people.lists.markup import level_mark, person_link
from people.paths import path_to

register = template.Library()
register.simple_tag(level_mark)
register.simple_tag(person_link)
SLUG = re.compile(r"[-\w]+", re.ASCII)


class PathNode(URLNode):
    """`{% url %}` of slugs and numbers, for which no pattern is looked for again.

    A page of rows asks for dozens, and each took as long as ten variables. Whatever
    else is asked goes the way of Django.
    """

    def render(self, context):
        name = self.view_name.resolve(context)
        parts = [one.resolve(context) for one in self.args]
        try:
            if self.kwargs or not all(map(is_part_of_path, parts)):
                raise NoReverseMatch
            path = path_to(name, *parts)
        except NoReverseMatch:
            return super().render(context)
        if self.asvar:
            context[self.asvar] = path
            return ""
        return conditional_escape(path) if context.autoescape else path


def is_part_of_path(part):
    """Whether a path has it as it is."""
    return type(part) is int or (isinstance(part, str) and bool(SLUG.fullmatch(part)))


@register.tag
def url(parser, token):
    node = parse_url(parser, token)
    return PathNode(node.view_name, node.args, node.kwargs, node.asvar)
