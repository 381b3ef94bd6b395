"""Related notices: by a shared tag or two telling words of the titles, and none rather than a wrong one."""

from __future__ import annotations

from pathlib import Path

from sites import Site, notice

from xuanlan.render.related import Related

NOTICES = {
    "a": notice("关于做好寒潮天气防范工作的通知", "2026-01-01", values="和谐"),
    "b": notice("关于加强寒潮天气值班的通知", "2026-01-02", values="和谐"),
    "c": notice("关于做好期末考试工作的通知", "2026-01-03", values="和谐"),
    "d": notice("关于开展志愿服务活动的通知", "2026-01-04", tags="垃圾分类"),
    "e": notice("学习园地征稿", "2026-01-05", tags="垃圾分类"),
    "f": notice("关于期末的通知", "2026-01-06"),
    "g": notice("关于寒潮天气的旧通知", "2025-12-01", expires="2026-01-10"),
    "h": notice("关于寒潮天气的错误通知", "2026-01-07", withdrawn="有误"),
}
RELATED = {"a": "b", "b": "a", "c": "", "d": "e", "e": "d", "f": "", "g": "ba", "h": ""}


def test_a_shared_tag_or_two_words_relate_and_a_core_value_one_word_or_a_common_word_do_not(tmp_path: Path) -> None:
    site = Site(tmp_path / "site")
    site.write(
        {f"notices/{ident}.md": text.replace("---\n", f"---\nid: {ident}\n", 1) for ident, text in NOTICES.items()}
    )
    library = site.inspect().library
    related = Related(library)
    assert {ident: "".join(one.id for one in related.of(library.by_id[ident])) for ident in RELATED} == RELATED


def test_a_word_of_many_titles_relates_nothing(tmp_path: Path) -> None:
    site = Site(tmp_path / "site")
    for number in range(5):
        site.write({f"notices/{number}.md": notice("关于寒潮天气的通知", f"2026-01-1{number}", id=f"n{number}")})
    library = site.inspect().library
    assert Related(library).of(library.by_id["n0"]) == []
