"""Files that probably were meant to be published but are ignored where they lie: one reminder a kind and folder.

Nothing is said of files that a text refers to, of pictures, and of files of the system and of tools.
"""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from xuanlan.diagnostics.report import Position, Report
from xuanlan.library.approved_copies import FOLDER
from xuanlan.library.attachments import TYPES
from xuanlan.library.file_names import MISNAMED, is_leftover, name_key, of_system
from xuanlan.library.render import Library
from xuanlan.models.campaign import FOLDER as CAMPAIGNS
from xuanlan.reading.fields import shown

REGISTERS = (
    "settings",
    "hotlines",
    "screens",
    "ledger",
    "pages",
    "waivers",
    "baseline",
    "wording",
    "holidays",
    "names",
    "approvals",
    "publications",
    "calendar",
    "visits",
    "pledges",
)
"""The registers in notices/, each with the suffix .yml."""
_CALLED = {"热线": "hotlines", "电话": "hotlines", "设置": "settings", "配置": "settings", "屏幕": "screens",
           "大屏": "screens", "登记簿": "ledger", "放假": "holidays", "节假日": "holidays",
           "名称": "names", "单位": "names", "年历": "calendar", "日历": "calendar", "进校园": "visits"}  # fmt: skip
_YAML = re.compile(r"\.ya?ml(?:\.[a-z]+)?$", re.IGNORECASE)
_DOCUMENTS = frozenset(
    ("doc", "docx", "wps", "rtf", "odt", "ofd", "pdf", "txt", "xls", "xlsx", "et", "ods", "csv", "ppt", "pptx", "dps",
     "html", "htm")
)  # fmt: skip
"""Suffixes of what a clerk may take for a notice, or have forgotten to attach."""
_STORE = re.compile("附件|图片|素材|原稿|原件|资料|attach|files|images|assets", re.IGNORECASE)
"""Names of folders in notices/ where unused files are in order."""
_TOOLS = re.compile(r"\.(?:git|svn|hg|vscode|idea|obsidian|trash.*|st.*|sync|cache|history|venv.*)", re.IGNORECASE)
_KIND = re.compile(r"^(?:kind|文种)[ \t]*[:：]", re.MULTILINE)
_HEAD = 4000
"""Bytes of a file that are read, from its beginning."""
_MOST = 300
"""Most files that are read of a folder outside notices/."""
_NEAR = 0.75


def check(library: Library, report: Report) -> None:
    root = library.root
    leftovers = _notices(library, report)
    if library.site.docs:
        leftovers += _docs(library, library.site.docs, report)
    if leftovers := sorted(leftovers):
        report.add("file-leftover", Position(leftovers[0]), count=len(leftovers), names=shown(_names(leftovers)))
    _elsewhere(root, library, report)


def _names(paths: Iterable[str]) -> list[str]:
    return [PurePosixPath(path).name for path in paths]


def _notices(library: Library, report: Report) -> list[str]:
    """Look through notices/; returns the paths of leftovers of programs."""
    referred = {path for entry in library.entries for path in entry.files}
    leftovers: list[str] = []
    there = _there(library.root)
    unread: dict[str, list[str]] = {}
    for folder, names in _walk(library.root / "notices", "notices", report):
        for name in names:
            path = f"{folder}/{name}"
            suffix = PurePosixPath(name).suffix.lower().removeprefix(".")
            if is_leftover(name):
                leftovers.append(path)
            elif _YAML.search(name) and suffix != "md":
                planned = folder == CAMPAIGNS and name.endswith(".yml")
                if not planned and path not in {f"notices/{register}.yml" for register in REGISTERS}:
                    _register(path, there, report)
            elif suffix == "md" or path in referred or of_system(name) or name.lower().endswith(MISNAMED):
                continue
            elif (suffix == "txt" or suffix not in TYPES) and _has_front_matter(library.root / path):
                report.add("file-ignored", Position(path))
            elif suffix in _DOCUMENTS and not (_STORE.search(folder) or f"{PurePosixPath(name).stem}.md" in names):
                unread.setdefault(folder, []).append(path)
    if unread:
        _unread(library, unread, report)
    return leftovers


def _there(root: Path) -> set[str]:
    """The names of the items in notices/, in their spelling on the disk."""
    folder = root / "notices"
    return {item.name for item in folder.iterdir()} if folder.is_dir() else set()


def _walk(folder: Path, name: str, report: Report) -> Iterator[tuple[str, list[str]]]:
    """Each folder below `folder` with its file names, sorted; hidden texts and folders with texts are reported."""
    try:
        with os.scandir(folder) as listing:
            items = sorted(listing, key=lambda item: item.name)
    except OSError:
        return
    files = []
    for item in items:
        path = f"{name}/{item.name}"
        if item.is_symlink():
            continue
        if not item.name.startswith("."):
            if item.is_dir():
                if path == FOLDER:  # copies of approved texts
                    continue
                yield from _walk(Path(item.path), path, report)
            else:
                files.append(item.name)
        elif not _TOOLS.fullmatch(item.name) and not item.name.startswith(("._", ".#", ".~")):
            texts = _texts(Path(item.path)) if item.is_dir() else [item.name] * item.name.lower().endswith(".md")
            if texts:
                report.add("file-hidden", Position(path), count=len(texts), names=shown(texts))
    yield name, files


def _texts(folder: Path) -> list[str]:
    """Names of the Markdown files in `folder`, however deep."""
    return sorted(name for _, _, names in os.walk(folder) for name in names if name.lower().endswith(".md"))


def _register(path: str, there: set[str], report: Report) -> None:
    """Report the YAML file `path`, with the register that it was probably meant to be."""
    stem = _YAML.sub("", PurePosixPath(path).name).lower()
    near = difflib.get_close_matches(stem, REGISTERS, n=1, cutoff=_NEAR)
    parts = [right for right in REGISTERS if right in stem or right.removesuffix("s") in stem]
    called = [right for word, right in _CALLED.items() if word in stem]
    right = next(iter([*near, *parts, *called]), "")
    if not right:
        report.add("register-unknown", Position(path), choices="、".join(f"{name}.yml" for name in REGISTERS))
    else:
        code = "register-twin" if f"{right}.yml" in there else "register-misnamed"
        report.add(code, Position(path), right=f"notices/{right}.yml")


def _has_front_matter(file: Path) -> bool:
    return _head(file).startswith("---\n")


def _head(file: Path) -> str:
    """How `file` begins, in whichever encoding; empty when it cannot be read."""
    try:
        with file.open("rb") as stream:
            data = stream.read(_HEAD)
    except OSError:
        return ""
    data = data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")
    text = data.decode(errors="replace")
    return data.decode("gb18030", errors="replace") if "\ufffd" in text[: _HEAD // 2] else text


def _unread(library: Library, unread: dict[str, list[str]], report: Report) -> None:
    """Report documents that no text refers to. Drafts and texts with errors are not rendered, so they are searched for
    the documents' names."""
    known = {entry.path for entry in library.entries if entry.state != "draft"} - report.files_with_errors()
    texts = (file for file in (library.root / "notices").rglob("*.md") if file.is_file())
    others = "\n".join(
        text.read_text(encoding="utf-8", errors="ignore")
        for text in texts
        if text.relative_to(library.root).as_posix() not in known
    )
    mentioned = name_key(others) + name_key(unquote(others))
    for paths in unread.values():
        forgotten = [path for path in paths if name_key(PurePosixPath(path).name) not in mentioned]
        if forgotten:
            names = shown(_names(forgotten))
            report.add("file-unused", Position(forgotten[0]), count=len(forgotten), names=names)


def _docs(library: Library, docs: Path, report: Report) -> list[str]:
    """Look through the hand-written pages; returns the paths of leftovers of programs."""
    folder = library.docs.folder
    found = [f"{place}/{name}" for place, names in _walk(docs, folder, report) for name in names if is_leftover(name)]
    kept = sorted(path for path in library.docs.excluded if path.startswith(f"{folder}/templates/"))
    pages = [path for path in kept if path.endswith(".md")]
    if pages:
        report.add("doc-templates", Position(pages[0]), folder=f"{folder}/templates", count=len(pages))
    return found


def _elsewhere(root: Path, library: Library, report: Report) -> None:
    """Report notices and registers that lie in the site's root, or in a folder with a name like notices."""
    there = _there(root)
    ours = {"notices", library.docs.folder, library.site.named(library.site.overrides).partition("/")[0], "hooks"}
    loose = []
    for item in sorted(root.iterdir()):
        if item.name.startswith(".") or item.is_symlink():
            continue
        if item.is_dir():
            near = difflib.SequenceMatcher(None, item.name.lower(), "notices").ratio() >= _NEAR
            if item.name not in ours and (near or not item.name.isascii()):
                within = [item, *(part for part in sorted(item.iterdir()) if part.is_dir() and not part.is_symlink())]
                _told([file for part in within for file in sorted(part.glob("*.md"))][:_MOST], root, report)
        elif _YAML.search(item.name) and _YAML.sub("", item.name).lower() in REGISTERS:
            _register(item.name, there, report)
        elif item.name.lower().endswith(".md"):
            loose.append(item)
    _told(loose, root, report)


def _told(files: Iterable[Path], root: Path, report: Report) -> None:
    found = [file.relative_to(root).as_posix() for file in files if _is_notice(file)]
    if found:
        report.add("notice-elsewhere", Position(found[0]), count=len(found), names=shown(_names(found)))


def _is_notice(file: Path) -> bool:
    head = _head(file)
    return head.startswith("---\n") and bool(_KIND.search(head))
