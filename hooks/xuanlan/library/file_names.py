"""What files may be called, on every disk and in addresses, and which names mean something to a server or a system"""

from __future__ import annotations

import re
import unicodedata

from xuanlan.text.characters import CONTROL, UNSEEN, label

MISNAMED = (".md.txt", ".markdown", ".mdown", ".md.docx")
"""Endings of files that were meant to be Markdown."""
SPECIAL = " .-~$_"
"""What the names of hidden files, options and editors' droppings begin with."""
_CONTROL = re.compile(
    r"\.ht\w+|web\.config|nginx\.conf|\.user\.ini|crossdomain\.xml"
    r"|.*\.(php\d?|phtml|phar|asp|aspx|ashx|jsp|jspx|cgi|fcgi|shtml)(\..*)?",
    re.IGNORECASE | re.DOTALL,
)
"""Files that a server would obey or run. Some servers look at every extension: they run e.php.pdf."""
_DEVICE = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])\s*(\..*)?", re.IGNORECASE | re.DOTALL)
_OF_SYSTEM = re.compile(r"(eh)?thumbs\.db|desktop\.ini|icon\r", re.IGNORECASE)
_LEFTOVER = re.compile(
    r"~\$.*|~.*\.tmp|#.*#|.*~|.*\.(?:tmp|bak|old|orig|sw[opx]|wbk|asd|part|crdownload)", re.IGNORECASE | re.DOTALL
)
_LINE, _UNREADABLE = re.compile(r"[\t\r\n]"), re.compile("[\ud800-\udfff]")
_UNSTORABLE = re.compile(r'[\\:*?"<>|]|[. ]$')
_LEFT_OUT = re.compile(r'[\\/:*?"<>|#%\x00-\x1f\x7f]+')


def is_control(name: str) -> bool:
    """Whether a server would obey or run a file called `name`."""
    return bool(_CONTROL.fullmatch(name))


def name_problem(name: str) -> str:
    """Why a file or folder may not be called `name` on every disk, in Chinese; "" when it may."""
    if _DEVICE.fullmatch(name):
        return "Windows 系统的保留名称"
    if found := CONTROL.search(name) or UNSEEN.search(name) or _LINE.search(name):
        return f"含有看不见的字符 {label(found[0])}"
    return "含有无法辨认的字符" if _UNREADABLE.search(name) else ""


def unstorable(name: str) -> str:
    """The first character of `name` that Windows does not allow, or ""."""
    found = _UNSTORABLE.search(name)
    return found[0] if found else ""


def storable(words: str) -> str:
    """What of some `words` a file's name may hold that every disk and address takes, and that is not special."""
    return _LEFT_OUT.sub("", words).lstrip(SPECIAL)


def of_system(name: str) -> bool:
    """Whether a file called `name` is one that Windows or macOS put into folders, such as Thumbs.db."""
    return bool(_OF_SYSTEM.fullmatch(name))


def is_leftover(name: str) -> bool:
    """Whether a file called `name` is a program's lock, backup or temporary file, or a download that broke off."""
    return bool(_LEFTOVER.fullmatch(name))


def name_key(path: str) -> str:
    """`path` as disks compare it that ignore case and Unicode normalisation."""
    if path.isascii():
        return path.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())
