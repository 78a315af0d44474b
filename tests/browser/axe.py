"""What axe finds on a page, in the looks that a page has."""

from itertools import product

from axe_playwright_python.sync_playwright import Axe

from tests.thoroughness import FACTOR

LOOKS = [*product((1280, 390), ("light", "dark"))]
RUN = "axe.run({resultTypes: ['violations']}).then((found) => found.violations)"
# Contrast takes four fifths of axe's time, most of it for rows of a table that look the
# same: elements whose own looks, neighbours and ancestors are those of one that is
# asked about. What is not shown is like no other.
LEAVE_OUT_WHAT_IS_ALIKE = """(enabled) => {
  if (!enabled) return axe.configure({rules: [{id: "color-contrast", enabled}]});
  const names = ["color", "backgroundColor", "backgroundImage", "opacity", "fontSize",
    "fontWeight", "textShadow", "position", "display", "visibility", "filter"];
  const kind = (one) => `${one.tagName}.${one.getAttribute("class")}`;
  const own = (one, style) => [kind(one), one.getAttribute("style"),
    ...names.map((name) => style[name])].join();
  const numbers = new Map(), looks = new Map(), asked = new Set();
  for (const one of document.body.querySelectorAll("*")) {
    const beside = [...one.parentElement.children].map(kind).join();
    const above = looks.get(one.parentElement);
    const whole = [above, own(one, getComputedStyle(one)), beside].join("/");
    if (!numbers.has(whole)) numbers.set(whole, numbers.size);
    const look = numbers.get(whole);
    looks.set(one, look);
    const isShown = one.getClientRects().length > 0;
    one.toggleAttribute("data-alike", isShown && asked.has(look));
    if (isShown) asked.add(look);
  }
  const selector = ":not([data-alike])";
  axe.configure({rules: [{id: "color-contrast", selector, enabled}]});
}"""


def faults_in_some_looks(page, number):
    """In each width and each theme, with its contrast in the first of two looks."""
    first = number % 4
    looks = LOOKS[first], LOOKS[3 - first]
    return faults(page) if FACTOR >= 1 else faults(page, looks, contrasts=1)


def faults(page, looks=LOOKS, contrasts=2):
    """What is wrong with the page that is open, look by look.

    Contrast is looked at in both themes, and with `EXAMPLES=1` in both widths, too.
    """
    page.evaluate(Axe().axe_script)
    found = []
    for place, (width, theme) in enumerate(looks):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=theme)
        let_colours_change(page)
        if FACTOR < 1:
            page.evaluate(LEAVE_OUT_WHAT_IS_ALIKE, place < contrasts)
        found += [
            f"{page.url}, {width} px, {theme}: {fault['id']} at {node['target']}"
            for fault in page.evaluate(RUN)
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
