"""Files of Word as LibreOffice opens them: many at a time, as PDF, with the fonts of sheets for those of offices."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from html import escape
from pathlib import Path

import pytest

from xuanlan.sheets.fonts import FOLDERS, ROLES


def as_pdf(folder: Path, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Each of the docx `files`, by its name, as a PDF that LibreOffice makes of it. `folder` is the test's own."""
    office = shutil.which("soffice")
    if office is None:
        pytest.fail("LibreOffice is not installed: apt-get install libreoffice-writer", pytrace=False)
    fonts = folder / "fonts.conf"
    fonts.write_text(_aliases(), encoding="utf-8")
    for name, content in files.items():
        (folder / f"{name}.docx").write_bytes(content)
    subprocess.run(
        [office, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", "pdf",
         "--outdir", folder, *(folder / f"{name}.docx" for name in files)],
        env={**os.environ, "FONTCONFIG_FILE": str(fonts)}, capture_output=True, check=True,
    )  # fmt: skip
    return {name: (folder / f"{name}.pdf").read_bytes() for name in files}


def _aliases() -> str:
    """A configuration of fontconfig in which each font of the standard is the free one that sheets are set in."""
    rows = "".join(
        f'<match target="pattern"><test name="family"><string>{role.standard[0]}</string></test>'
        f'<edit name="family" mode="assign" binding="strong"><string>{escape(role.family)}</string></edit>'
        f'<edit name="weight" mode="assign"><const>{"bold" if role.weight > 400 else "regular"}</const></edit></match>'
        for role in ROLES.values()
    )
    folders = "".join(f"<dir>{folder}</dir>" for folder in FOLDERS)
    return (
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f'<include ignore_missing="yes">/etc/fonts/fonts.conf</include>{folders}{rows}</fontconfig>'
    )
