"""Questions and the clauses that they test: bound to the wording, invalid once that has changed or is out of force."""

from __future__ import annotations

from pathlib import Path

from cases import every
from commands import call
from sites import codes, new_site, notice, rules

BANS = ("不收回扣", "不泄隐私", "不乱收费", "不误诊疗")
ASKED = "1. 第二条说的是隐私。\n答案：对\n依据：[规定第二条](规定.md#item-2)\n"
QUOTED = f"{ASKED}原文：不泄隐私\n"


def _codes(root: Path, body: str, *, items: tuple[str, ...] = BANS, **fields: str) -> list[str]:
    files = {
        "规定.md": rules(items, "卫生所规定", id="bans", **fields),
        "问答.md": notice("卫生所规定问答", body=body, kind="知识问答", id="quiz"),
    }
    return [code for code in codes(root, files) if code.startswith(("quiz-", "anchor-"))]


@every(
    ("body", "items", "fields", "found"),
    [
        (QUOTED, BANS, {}, []),
        (ASKED, BANS, {}, ["quiz-quote-none"]),
        (QUOTED, ("不收回扣", "不泄病情", "不乱收费", "不误诊疗"), {}, ["quiz-quote-changed"]),
        (QUOTED, BANS, {"repealed": "不再执行。"}, ["quiz-basis-old"]),
        (QUOTED.replace("[规定第二条](规定.md#item-2)", "有关规定"), BANS, {}, ["quiz-basis-none"]),
        ("1. 《卫生所规定》有四条。\n答案：对\n依据：[值班](规定.md)\n", BANS, {"repealed": "不再执行。"}, ["quiz-basis-old", "quiz-stale"]),
        ("1. 医疗卫生“九不准”有九条。\n答案：对\n", BANS, {}, ["quiz-basis-none", "quiz-stale"]),
        ("1. “九不准”已被哪个文件取代？____\n答案：医疗机构工作人员廉洁从业九项准则\n", BANS, {}, ["quiz-basis-none"]),
        ("自动出题：[规定](规定.md)，3题\n", BANS, {}, []),
        ("自动出题：[规定](规定.md)，3题\n", BANS[:3], {}, ["quiz-made-few"]),
        ("自动出题：[规定](规定.md)，3题\n", BANS, {"repealed": "不再执行。"}, ["quiz-made-old"]),
        ("自动出题：[核心价值观](/core-values/)，9题\n", BANS, {}, []),
        ("没有题目。\n", BANS, {}, ["quiz-empty"]),
    ],
)  # fmt: skip
def test_a_question_is_invalid_once_its_clause_is_another(
    tmp_path_factory: object, body: str, items: tuple[str, ...], fields: dict[str, str], found: list[str]
) -> None:
    root: Path = tmp_path_factory.mktemp("site")  # type: ignore[attr-defined]
    assert sorted(_codes(root, body, items=items, **fields)) == found


def test_one_command_writes_the_wording_and_renews_it_where_a_clerk_has_looked(tmp_path: Path) -> None:
    files = {
        "规定.md": rules(BANS, "卫生所规定", id="bans"),
        "问答.md": notice("卫生所规定问答", body=ASKED, kind="知识问答", id="quiz"),
    }
    root = new_site(tmp_path, files)
    quiz, source = root / "notices/问答.md", root / "notices/规定.md"
    assert call("quiz", "renew", "quiz", "--now", "2026-03-01", cwd=root).returncode == 0
    assert quiz.read_text(encoding="utf-8").endswith(QUOTED)
    source.write_text(source.read_text(encoding="utf-8").replace("不泄隐私", "不泄病情"), encoding="utf-8")
    assert call("check", "--now", "2026-03-01", cwd=root).returncode == 1
    assert "没有动：第 7 行" in call("quiz", "renew", "quiz", "--now", "2026-03-01", cwd=root).stderr
    assert quiz.read_text(encoding="utf-8").endswith(QUOTED)
    assert call("quiz", "renew", "quiz", "--line", "7", "--now", "2026-03-01", cwd=root).returncode == 0
    assert quiz.read_text(encoding="utf-8").endswith(QUOTED.replace("不泄隐私", "不泄病情"))
    assert call("quiz", "renew", "quiz", "--line", "8", "--now", "2026-03-01", cwd=root).returncode == 2
