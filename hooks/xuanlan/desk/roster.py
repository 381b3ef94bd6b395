"""Who may use a desk of several people: `notices/settings.yml` as it is now, so that a change counts at once"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from xuanlan.diagnostics.report import CallError, ContentError, Report
from xuanlan.library.site_settings import SiteSettings
from xuanlan.models.desk_settings import DeskSettings

_NEEDED = """几个人一起用写稿台，要在 notices/settings.yml 里写明网址、身份和人员，例如：
写稿台:
  网址: https://desk.example.cn
  身份: X-Remote-User
  人员:
    - {账号: bianji01, 姓名: 宣传部编辑, 职责: 撰稿、发布}"""


class Roster:
    """The people of the site at `root`. Raises CallError, ContentError where they are not written as is needed."""

    def __init__(self, root: Path) -> None:
        self._root, self._file = root, root / "notices" / "settings.yml"
        self._stamp = self._stamped()
        self._settings = self._read()

    def now(self) -> DeskSettings:
        """The desk's settings; while the file is wrong, as they were last."""
        stamp = self._stamped()
        if stamp != self._stamp:
            self._stamp = stamp
            with suppress(CallError, ContentError):
                self._settings = self._read()
        return self._settings

    def _stamped(self) -> tuple[int, int, int] | None:
        try:
            status = self._file.stat()
        except OSError:
            return None
        return status.st_mtime_ns, status.st_size, status.st_ino

    def _read(self) -> DeskSettings:
        report = Report()
        found = SiteSettings.read(self._root, report).settings.desk
        if report.error_count:
            raise ContentError(report)
        if not (found and found.address and found.identity and found.people):
            raise CallError(_NEEDED)
        return found
