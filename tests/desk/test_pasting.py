"""What is pasted becomes clean Markdown: nothing that could be seen is lost, nothing that could not be seen comes in."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator

import pytest
from cases import every
from desks import clerk, desk_of
from playwright.sync_api import Browser, Page, Route, TimeoutError, expect
from sites import Site, sample

WORD = '<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p{color:red}</style></head><body>{}</body></html>'
CASES: dict[str, tuple[str, str]] = {
    "numbers of Word are text": (
        '<p class=MsoListParagraph style="mso-list:l0 level1 lfo1"><span style="mso-list:Ignore">一、<span>&nbsp;&nbsp; </span></span>总体要求</p>'
        '<p class=MsoListParagraph style="mso-list:l0 level2 lfo1"><span style="mso-list:Ignore">（一）<span>&nbsp;</span></span>提高认识。</p>',
        "一、总体要求\n\n（一）提高认识。"),
    "bold in one piece": ("<p><b>请</b><b>各单位</b>按时<span style='font-weight:700'>报送</span>。</p>", "**请各单位**按时**报送**。"),
    "what is not bold after all": ("<b style='font-weight:normal'><p>甲</p><p>乙</p></b>", "甲\n\n乙"),
    "headings": ("<h1>标题</h1><h3><strong>一、要求</strong></h3><p>文</p>", "## 标题\n\n### 一、要求\n\n文"),
    "a table of Excel": (
        "<table><tr><td>姓名</td><td>班级</td></tr><tr><td>甲</td><td>一班</td></tr></table>", "| 姓名 | 班级 |\n|---|---|\n| 甲 | 一班 |"),
    "merged cells are kept": (
        "<table><tr><td rowspan=2>甲</td><td colspan=2>乙</td></tr><tr><td>丙</td><td>丁</td></tr></table>",
        '<table>\n<tr><th rowspan="2">甲</th><th colspan="2">乙</th></tr>\n<tr><th>丙</th><th>丁</th></tr>\n</table>'),
    "a stroke in a cell": ("<table><tr><td>a|b</td><td>c<br>d</td></tr></table>", "| a\\|b | c<br>d |\n|---|---|"),
    "links": ('<p>见<a href="https://www.example.cn/a(1)">网页</a>、<a href="javascript:alert(1)">这里</a></p>', "见[网页](https://www.example.cn/a%281%29)、这里"),
    "lists": ("<ul><li>甲<ol start=3><li>乙</li></ol></li><li>丙</li></ul>", "- 甲\n\n3.乙\n\n- 丙"),
    "hidden text of Word": ('<p>看得见<span style="mso-hide:all;display:none">11010119900307</span>。</p>', "看得见。"),
    "white and tiny text": ('<p>甲<span style="color:#FFFFFF">乙</span><span style="font-size:0pt">丙</span></p>', "甲"),
    "white text on a ground": ('<table><tr><td style="background:#C00000"><span style="color:white">标题</span></td><td>乙</td></tr></table>', "| 标题 | 乙 |\n|---|---|"),
    "deleted text": ("<p>甲<del>乙</del><span class=MsoDel>丙</span>丁</p>", "甲丁"),
    "signs without width": ("<p>甲\u200b乙\u00ad丙\ufeff&nbsp;丁</p>", "甲乙丙 丁"),
    "lines within a paragraph": ("<p>甲<br>乙</p>", "甲\n\n乙"),
    "sections of a public account": ('<section><section><p><span>甲</span></p></section><p><br></p><p>乙</p></section>', "甲\n\n乙"),
    "programs and styles": ("<style>a{}</style><script>alert(1)</script><p>甲</p><o:p></o:p><!--StartFragment-->乙", "甲\n\n乙"),
    "hostile markup": ('<img src=x onerror=alert(1)><svg onload=alert(1)></svg><p onclick=alert(1)>甲</p>', "甲"),
}  # fmt: skip


@pytest.fixture(scope="module")
def page(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    folder = tmp_path_factory.mktemp("pasting")
    site = Site(folder / "网站").write({"notices/a.md": sample("原文。\n")})
    with desk_of(site.root, folder / "kept") as desk, clerk(browser, desk, refused=None) as page:
        page.click("[data-notice='case'] a")
        page.wait_for_selector("iframe[data-preview='page']", timeout=30_000)
        yield page


PASTE = """([html, rtf]) => {
  const data = new DataTransfer();
  data.setData("text/html", html);
  data.setData("text/plain", "bare\\u200b words");
  if (rtf) data.setData("text/rtf", rtf);
  const place = document.querySelector(".cm-content");
  place.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""
LINES = "Array.from(document.querySelectorAll('.cm-line'), line => line.textContent).join('\\n')"


def pasted(page: Page, html: str, rtf: str = "") -> None:
    """Paste over all of the text, which is another one first, so that what is pasted is never there before it comes."""
    page.click(".cm-content")
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    page.keyboard.type("?")
    page.keyboard.press("Control+a")
    page.evaluate(PASTE, [html, rtf])


def comes_to(page: Page, expected: str) -> None:
    """Wait until the text of the editor is this."""
    try:
        page.wait_for_function(
            "expected => Array.from(document.querySelectorAll('.cm-line'), line => line.textContent).join('\\n') === expected",
            arg=expected,
            timeout=20_000,
        )
    except TimeoutError:
        assert page.evaluate(LINES) == expected


@every("name", CASES)
def test_what_is_pasted_becomes_clean_markdown(name: str, page: Page) -> None:
    html, expected = CASES[name]
    pasted(page, WORD.replace("{}", html))
    comes_to(page, expected)


def test_a_picture_that_comes_with_the_text_becomes_a_file(page: Page) -> None:
    dot = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
    pasted(page, f"<p>甲</p><p><img src='data:image/png;base64,{dot}'></p>")
    expect(page.locator(".cm-content")).to_contain_text("![图片](附件/图片.png)")
    assert page.locator("#pasted").is_hidden()
    hexed = "\n".join(re.findall(".{1,64}", base64.b64decode(dot).hex()))
    rtf = f"{{\\rtf1 {{\\*\\shppict{{\\pict\\picw1\\pngblip\\bliptag-7{{\\*\\blipuid 00ff}}\n{hexed}}}}}{{\\nonshppict{{\\pict\\wmetafile8 0100}}}}}}"
    pasted(page, "<p>乙</p><p><img src='file:///C:/a.png'></p>", rtf)
    expect(page.locator(".cm-content")).to_contain_text("乙![图片](附件/图片.png)")
    assert page.locator("#pasted").is_hidden()


def test_what_was_left_out_is_told(page: Page) -> None:
    pasted(page, "<p>甲<img src='file:///c:/a.png'><span style='display:none'>乙</span><del>丙</del></p>")
    expect(page.locator("#pasted")).to_have_text(
        "没有粘贴：1 张图片、看不见的文字、修订里删去的文字。图片请另存以后再加。"
    )
    pasted(page, "<p>丁</p>")
    comes_to(page, "丁")
    assert page.locator("#pasted").is_hidden()


def test_a_paste_is_one_step_that_can_be_undone(page: Page) -> None:
    pasted(page, "<p>先</p>")
    comes_to(page, "先")
    page.keyboard.press("End")
    page.evaluate(PASTE, ["<p>后</p><table><tr><td>甲<td>乙</table>", ""])
    comes_to(page, "先后\n\n| 甲 | 乙 |\n|---|---|")
    page.keyboard.press("Control+z")
    comes_to(page, "先")


def test_it_goes_where_the_cursor_was_though_typing_goes_on(page: Page) -> None:
    pasted(page, "<p>甲乙</p>")
    comes_to(page, "甲乙")
    waiting: list[Route] = []
    page.route("**/api/paste", lambda route: waiting.append(route))
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    page.evaluate(PASTE, ["<p>丙</p>", ""])
    page.keyboard.type("x")
    page.keyboard.press("End")
    page.keyboard.type("y")
    expect(page.locator(".cm-content")).to_have_text("甲x乙y")
    page.wait_for_timeout(200)
    waiting[0].continue_()
    comes_to(page, "甲丙x乙y")
    page.keyboard.type("z")
    comes_to(page, "甲丙x乙yz")
    page.unroute("**/api/paste")


def test_the_bare_words_are_pasted_when_the_desk_does_not_answer(page: Page) -> None:
    page.route("**/api/paste", lambda route: route.abort())
    pasted(page, "<p><b>甲</b></p>")
    comes_to(page, "bare words")
    expect(page.locator("#pasted")).to_contain_text("只粘贴了文字，没有格式和图片：")
    page.unroute("**/api/paste")
    pasted(page, "<p>甲</p>")
    comes_to(page, "甲")
    assert page.locator("#pasted").is_hidden()


def test_what_is_too_large_or_broken_is_refused_in_words(page: Page) -> None:
    asked = """body => fetch("/api/paste", { method: "POST", headers: { "Content-Type": "application/json" }, body })
      .then(answer => answer.text().then(text => [answer.status, text]))"""
    assert page.evaluate(asked, "{}") == [422, '{"problem":"粘贴的内容没有传完整。"}']
    assert page.evaluate(asked, "x" * 20_000_001) == [413, "内容太大，写稿台没有接受。"]
