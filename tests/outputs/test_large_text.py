"""Twice the usual text on the narrowest telephone: nothing overlaps, nothing sticks out, whoever makes it larger.

A browser enlarges the root's type and all that is measured by it. WeChat enlarges words alone: on Android by a zoom of
all text (`setTextZoom`), on iPhones by `-webkit-text-size-adjust` on the body; boxes stay as large as they were.
"""

from __future__ import annotations

from browsers import PAGES, place, reading
from looks import NARROW, STICKING_OUT
from playwright.sync_api import Browser
from trees import Built

WAYS = {
    "usual": "",
    "root": "document.documentElement.style.fontSize = '200%'",
    "elder": "document.documentElement.classList.add('elder')",
    "words": """
      const sizes = [...document.body.querySelectorAll("*")].map((element) => [element, parseFloat(getComputedStyle(element).fontSize)]);
      for (const [element, size] of sizes) element.style.fontSize = `${2 * size}px`;""",
}
"""Who makes the text larger, and how; the last changes every element, the others are taken back."""
PLAIN = "document.documentElement.style.fontSize = ''; document.documentElement.classList.remove('elder')"
FOLDED = """const folds = [...document.querySelectorAll("details:not([open])")]"""
OVERLAPPING = """() => {
  const shut = (element) => {
    for (let fold = element.closest("details:not([open])"); fold; fold = fold.parentElement.closest("details:not([open])")) {
      const summary = fold.querySelector("summary");
      if (!summary || !summary.contains(element)) return true;
    }
    return false;
  };
  const shown = (element) => !element.closest(".xl-sr, [hidden], sup, sub, .xl-skip, .xl-table, script, noscript, option")
    && getComputedStyle(element).visibility !== "hidden" && !shut(element);
  const items = [], range = document.createRange();
  const add = (node, parent, box, cut, right) => {
    if (box.width < 2 || box.height < 2) return;
    const edge = box.height * cut;
    items.push({ node, parent, left: box.left + 1, right: Math.min(box.right, right) - 1, top: box.top + edge, bottom: box.bottom - edge });
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode, parent = node.parentElement;
    if (!node.data.trim() || !shown(parent)) continue;
    const clips = getComputedStyle(parent).overflowX === "hidden";
    const right = clips ? parent.getBoundingClientRect().right : Infinity;
    range.selectNodeContents(node);
    // Of a line's box a quarter above and below is room that the neighbours may have too.
    for (const box of range.getClientRects()) add(node, parent, box, 0.25, right);
  }
  for (const element of document.querySelectorAll("img, input, select")) {
    if (shown(element)) add(element, element, element.getBoundingClientRect(), 0.02, Infinity);
  }
  items.sort((one, other) => one.top - other.top);
  const found = [];
  items.forEach((one, at) => {
    for (let next = at + 1; next < items.length && items[next].top < one.bottom - 1; next++) {
      const other = items[next];
      if (one.node === other.node || Math.min(one.right, other.right) - Math.max(one.left, other.left) < 2) continue;
      found.push([one, other].map(({ node, parent }) => `${parent.tagName}.${parent.className} ${(node.data || "").trim().slice(0, 12)}`).join(" / "));
    }
  });
  return found;
}"""
"""Words and pictures that stand on each other."""


def kinds(demo: Built) -> list[str]:
    """The address of a page of every type, and of a notice in every state and of every kind, each once."""
    found = {name: place(demo, name) for name in PAGES if name != "missing"}
    found |= {f"notice {entry.state}": entry.address for entry in demo.library.public}
    found |= {f"notice {entry.notice.kind}": entry.address for entry in demo.library.public}
    return list(dict.fromkeys([*found.values(), "licences/index.html"]))


LOOK = f"""() => {{
  const sticking = {STICKING_OUT}, overlapping = {OVERLAPPING}, found = {{}};
  {FOLDED};
  const look = () => [...sticking(), ...overlapping()];
  const ways = {{ {", ".join(f"{name}: () => {{ {change} }}" for name, change in WAYS.items())} }};
  for (const [name, enlarge] of Object.entries(ways)) {{
    {PLAIN};
    enlarge();
    const shut = look();
    for (const fold of folds) fold.open = true;
    found[name] = [...shut, ...look()];
    for (const fold of folds) fold.open = false;
  }}
  return found;
}}"""


def test_nothing_overlaps_or_sticks_out_on_any_type_of_page(demo: Built, browser: Browser, served: str) -> None:
    found = {}
    with reading(browser, served, viewport=NARROW) as reader:
        for path in kinds(demo):
            for way, faults in reader.open(path).evaluate(LOOK).items():
                found[path, way] = faults
    assert len(found) > 30 * len(WAYS)
    assert {place: faults for place, faults in found.items() if faults} == {}


def test_words_that_do_stand_on_each_other_are_found(browser: Browser) -> None:
    page = browser.new_page(viewport=NARROW)
    page.set_content(
        "<p>甲甲甲</p><p style='margin-top: -2em'>乙乙乙</p><details><summary>丙</summary><p>丁</p></details>"
    )
    assert len(page.evaluate(OVERLAPPING)) == 1
    page.close()
