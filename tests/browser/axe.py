"""What axe finds on a page, in the looks that a page has."""

from itertools import product

from axe_playwright_python.sync_playwright import Axe

from tests.thoroughness import FACTOR

LOOKS = [*product((1280, 390), ("light", "dark"))]


def some_looks(number):
    """Each width and each theme; with `EXAMPLES=1` each width in each theme."""
    light, dark = LOOKS[0::3], LOOKS[1:3]
    return LOOKS if FACTOR >= 1 else (light, dark)[number % 2]


def faults(page, looks=LOOKS):
    """What is wrong with the page that is open, look by look."""
    axe, found = Axe(), []
    for width, theme in looks:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=theme)
        let_colours_change(page)
        found += [
            f"{page.url}, {width} px, {theme}: {fault['id']} at {node['target']}"
            for fault in axe.run(page).response["violations"]
            for node in fault["nodes"]
        ]
    return found


def let_colours_change(page):
    """Take transitions to their ends: colours on their way are no fault.

    Within what is folded up they would stand still for ever.
    """
    page.evaluate(
        "() => new Promise(requestAnimationFrame).then(() => document.getAnimations()"
        ".filter(({ effect }) => effect.getComputedTiming().endTime < Infinity)"
        ".forEach((animation) => animation.finish()))"
    )
