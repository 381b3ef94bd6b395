"""A text with everything that staff can write, as it looks: on every width, in the site's own colours, on paper."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from commands import call_build
from looks import PAPER, STICKING_OUT
from playwright.sync_api import Browser, Page, ViewportSize
from sites import REPO, new_site, notice, write

ADDRESS = "https://www.college.example/" + "a/very/long/path/" * 5 + "index.html?year=2026&term=2"
ALL = f"""\
二氧化碳（CO<sub>2</sub>）和 120 m<sup>2</sup>[^1]，==标出==、~~划去~~，`命令`，办理网址 {ADDRESS} 见上。

!!! 紧急
    今晚停电。

> [!NOTE]
> 说明。
>
> 1. 一

::: tip
提示 {ADDRESS} 。
:::

??? question "收起的"
    内容 `{"x" * 60}`。

<details>
<summary>再收起的</summary>

| 项目 | 时间 |
| --- | --- |
| 水 | 2 小时 |

</details>

<pre>
{"没有名称的代码 " * 30}
</pre>

1. 甲

    甲的第二段。

    - 乙
        1. 丙

            !!! 注意
                丙里的提示。

            | 事项 | 网址 |
            | --- | --- |
            | 丁 | {ADDRESS} |

        2. 戊
    - 己

2. [x] 编号的任务

- [x] 任务
    - [ ] 子任务

```bash title="程序"
{"command " * 30}{"y" * 80}
```

> 引文。
>
> > 引文里的引文，{"长" * 40}。

---

![平面图](p.png)

| {" | ".join(f"第{n}列" for n in range(12))} |
| {" | ".join(["---:"] * 12)} |
| {" | ".join(["1,200.00"] * 12)} |

[^1]: 注 {ADDRESS} 。
"""
RULES = """\
1. 不准私拉电线。

    !!! 警告
        违者通报。

    | 类别 | 举例 |
    | --- | --- |
    | 液体 | 酒精 |

    ??? note "说明"
        说明的内容。

2. 不准：

    - 电热毯
"""
COLOURS = """() => {
  const probe = document.body.appendChild(document.createElement("i"));
  const allowed = new Set(["rgba(0, 0, 0, 0)"]);
  for (const name of ["main", "main-deep", "main-pale", "main-line", "on-main", "ink", "ink-soft", "link", "paper", "ground",
    "line", "line-strong", "mark"]) {
    probe.style.color = `var(--xl-${name})`;
    allowed.add(getComputedStyle(probe).color);
  }
  probe.remove();
  const found = new Set();
  const look = (element, pseudo) => {
    const style = getComputedStyle(element, pseudo);
    if (pseudo && style.content === "none") return;
    const borders = ["Top", "Right", "Bottom", "Left"].filter((side) => parseFloat(style[`border${side}Width`]));
    const words = pseudo || element.textContent.trim() ? [style.color] : [];
    const colours = [...words, style.backgroundColor, ...borders.map((side) => style[`border${side}Color`])];
    if (colours.some((colour) => !allowed.has(colour))) found.add(`${element.tagName}.${element.className}${pseudo || ""} ${colours}`);
  };
  for (const element of document.querySelectorAll(".xl-article__body *")) {
    look(element);
    look(element, "::before");
    look(element, "::after");
  }
  return [...found];
}"""
SMALL = """() => [...document.querySelectorAll(".xl-article__body *")]
  .filter((element) => !element.closest("sub, sup, .xl-sr") && parseFloat(getComputedStyle(element).fontSize) < 13)
  .map((element) => `${element.tagName}.${element.className}`)"""
TOPS = "(element) => [...element.getClientRects()].map((box) => box.top)"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    files = {
        "all.md": notice("关于全部写法的通知", "2026-01-05", ALL, id="all"),
        "rules.md": notice("用电安全规定", "2026-01-05", RULES, kind="规定", id="rules"),
    }
    root = new_site(tmp_path_factory.mktemp("text looks") / "site", files)
    shutil.copy(REPO / "notices/图片/校园平面示意图.png", root / "notices/p.png")
    write(root, {"docs/page.md": ALL.replace("![平面图](p.png)\n", "")})
    return call_build(root, root / "out")


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport=ViewportSize(width=1280, height=900))
    yield page
    page.close()


def show(page: Page, folder: Path, name: str, *, folds: bool = True) -> Page:
    page.goto((folder / name).as_uri())
    if folds:
        page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true })")
    return page


def test_nothing_sticks_out_of_any_page_of_a_site_at_any_width(page: Page, folder: Path) -> None:
    found = {}
    for path in sorted(folder.rglob("*.html")):
        name = path.relative_to(folder).as_posix()
        if name.startswith("kiosk/"):
            continue
        show(page, folder, name)
        for width in (320, 360, 768, 1280, 1920):
            page.set_viewport_size({"width": width, "height": 740})
            found[f"{name} {width}"] = page.evaluate(STICKING_OUT)
    assert len(found) > 40
    assert {place: names for place, names in found.items() if names} == {}


@pytest.mark.parametrize("name", ["n/all/index.html", "n/rules/index.html"])
def test_a_text_has_the_colours_of_the_site_and_no_small_print(page: Page, folder: Path, name: str) -> None:
    show(page, folder, name)
    assert page.evaluate(COLOURS) == []
    assert page.evaluate(SMALL) == []


def test_every_number_that_was_written_is_shown_at_every_depth(page: Page, folder: Path) -> None:
    show(page, folder, "n/all/index.html")
    kinds = "items => items.map((item) => getComputedStyle(item).listStyleType)"
    assert set(page.locator(".xl-text ol > li").evaluate_all(kinds)) == {"decimal"}
    assert set(page.locator(".xl-text ul > .task-list-item").evaluate_all(kinds)) == {"none"}


def test_a_fold_that_is_shut_is_its_title_alone(page: Page, folder: Path) -> None:
    show(page, folder, "n/all/index.html", folds=False)
    heights = page.locator("details:not([open])").evaluate_all(
        "folds => folds.filter((fold) => fold.querySelector('p, table') && fold.closest('.xl-text'))"
        ".map((fold) => fold.clientHeight - fold.querySelector('summary').offsetHeight)"
    )
    assert heights == [0, 0]


def test_an_address_begins_on_the_line_of_the_words_before_it(page: Page, folder: Path) -> None:
    show(page, folder, "n/all/index.html")
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 740})
        first = page.locator(".xl-text > p").first
        before = first.locator("code").evaluate(TOPS)[-1]
        tops = first.locator(".xl-address").evaluate(TOPS)
        assert len(tops) > 1
        if width == 1280:
            assert abs(tops[0] - before) < 10


def test_on_paper_numbers_are_whole_rules_are_open_and_an_address_is_said_once(page: Page, folder: Path) -> None:
    page.set_viewport_size(PAPER)
    page.emulate_media(media="print")
    show(page, folder, "n/all/index.html")
    assert page.evaluate(STICKING_OUT) == []
    cells = page.locator('td[align="right"]')
    lines = cells.evaluate_all(
        "cells => cells.map((cell) => { const range = document.createRange(); range.selectNodeContents(cell);"
        " return range.getClientRects().length })"
    )
    assert lines == [1] * 12
    said = page.locator(".xl-address").evaluate_all("links => links.map((a) => getComputedStyle(a, '::after').content)")
    assert set(said) == {"none"}
    show(page, folder, "n/rules/index.html", folds=False)
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.locator("details:not([open])", has_text="说明的内容").count() == 0


RAGGED = "请用校园网账号登录 http-office.college.example 的办公系统，按页面上的说明填写。" * 3
PLAIN = "请在11月28日17:00前到行政楼101室办理手续，逾期不再受理，特此通知，请相互转告。" * 3
STRETCH = """() => {
  const range = document.createRange();
  let most = 0;
  for (const paragraph of document.querySelectorAll(".xl-text > p")) {
    if (getComputedStyle(paragraph).textAlign !== "justify") continue;
    paragraph.style.textAlign = "left";
    const size = parseFloat(getComputedStyle(paragraph).fontSize), right = paragraph.getBoundingClientRect().right;
    const text = paragraph.firstChild, lines = [];
    for (let at = 0; at < text.length; at++) {
      range.setStart(text, at);
      range.setEnd(text, at + 1);
      const box = range.getBoundingClientRect(), line = lines[lines.length - 1];
      if (line && Math.abs(line.top - box.top) < size / 2) Object.assign(line, { end: box.right, count: line.count + 1 });
      else lines.push({ top: box.top, end: box.right, count: 1 });
    }
    for (const { end, count } of lines.slice(0, -1)) most = Math.max(most, (right - end) / size / count);
    paragraph.style.textAlign = "";
  }
  return most;
}"""
"""The widest room between two characters that a justified line would get, in characters."""


def test_no_justified_line_is_torn(page: Page, tmp_path: Path) -> None:
    files = {"a.md": notice("关于办理手续的通知", "2026-01-05", f"{PLAIN}\n\n{RAGGED}\n", id="a")}
    root = new_site(tmp_path / "site", files)
    out = call_build(root, root / "out")
    aligned = {}
    for width in (320, 360, 599, 600, 768, 1280, 1920):
        page.set_viewport_size({"width": width, "height": 740})
        show(page, out, "n/a/index.html")
        assert page.evaluate(STRETCH) < 0.1
        align = "texts => texts.map((text) => getComputedStyle(text).textAlign)"
        aligned[width] = page.locator(".xl-text > p").evaluate_all(align)
    assert all(plain == ("justify" if width >= 600 else "start") for width, (plain, _) in aligned.items())
    assert {ragged for _, ragged in aligned.values()} == {"start"}
    page.evaluate("document.documentElement.classList.add('elder')")
    assert page.locator(".xl-text > p").first.evaluate("text => getComputedStyle(text).textAlign") == "start"
