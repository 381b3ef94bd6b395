"""The files of a dossier: a page to begin with, the list of gaps, a folder for each indicator, the bound PDF"""

from __future__ import annotations

from collections.abc import Iterator

from xuanlan.dossier.contents import Dossier, Measured
from xuanlan.dossier.copies import copied
from xuanlan.dossier.names import Names
from xuanlan.dossier.page import GAP_HEAD, Filed, gap_rows, index
from xuanlan.dossier.paper import bound
from xuanlan.dossier.words import Words, gap_words, task_words, weak_words
from xuanlan.library.render import Library
from xuanlan.reading.shipped import DATA
from xuanlan.text.csv_rows import spelled
from xuanlan.tree.out import Out

INDEX, GAPS, BOUND, STYLES, MANIFEST = "index.html", "gaps.csv", "dossier.pdf", "style.css", "manifest.sha256"
NOTE = "说明.txt"


def files(library: Library, dossier: Dossier) -> Iterator[Out]:
    """Every file but the manifest. Raises MachineError, or ContentError, where the PDF cannot be made."""
    words, folders, filed = Words.of(library), Names((INDEX, GAPS, BOUND, STYLES, MANIFEST)), []
    for one in dossier.measured:
        folder = folders.free(f"{one.indicator.id} {one.indicator.name}")
        names = Names((NOTE,))
        copies = tuple(
            copied(library, one, proof, number, folder, names, words) for number, proof in enumerate(one.proofs, 1)
        )
        filed.append(Filed(one, folder, copies))
        yield Out(f"{folder}/{NOTE}", _note(dossier, filed[-1], words))
        for copy in copies:
            yield from copy.outs
    top = [GAPS, BOUND]
    yield Out(BOUND, bound(library, dossier))
    yield Out(GAPS, spelled((GAP_HEAD, *gap_rows(dossier))))
    yield Out(STYLES, (DATA / "dossier" / STYLES).read_bytes())
    yield Out(INDEX, index(library, dossier, filed, top))


def _note(dossier: Dossier, filed: Filed, words: Words) -> bytes:
    """A text about one indicator, as Windows' editor opens it."""
    return ("\ufeff" + "\r\n".join(_lines(dossier, filed, words)) + "\r\n").encode()


def _lines(dossier: Dossier, filed: Filed, words: Words) -> Iterator[str]:
    one: Measured = filed.measured
    yield f"指标：{one.indicator.id} {one.indicator.name}"
    if one.above:
        yield f"上级：{' / '.join(f'{over.id} {over.name}' for over in one.above)}"
    if one.indicator.grade:
        yield f"类别：{one.indicator.grade}"
    if one.indicator.wanted:
        yield f"要求：{one.indicator.wanted}"
    yield from map(task_words, one.tasks)
    if one.is_gap:
        yield f"缺口：{gap_words(one)}。"
    for number, (proof, copy) in enumerate(zip(one.proofs, filed.copies, strict=True), 1):
        yield ""
        no = "，".join(filter(None, (proof.entry.notice.doc_no, f"编号 {proof.entry.id}")))
        yield f"佐证 {number}：《{proof.entry.notice.title}》（{no}）"
        yield f"　　文件：{copy.page}"
        yield from (f"　　附件：{path}" for _, path in copy.files)
        if proof.sections:
            yield f"　　引用：{'；'.join(section.title for section in proof.sections)}"
        yield from (f"　　{words.stretch(stretch)}" for stretch in proof.stood)
        yield from (f"　　{words.plays(plays)}" for plays in proof.plays)
        yield from (f"　　改动以前的稿件　{words.stretch(stretch)}" for stretch in proof.earlier)
        if why := weak_words(dossier, proof):
            yield f"　　{why}。"
