"""Reading the data that ships with the engine (folder `data`), as a site's own files are read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from xuanlan.diagnostics.report import Report
from xuanlan.reading import yaml_marks
from xuanlan.reading.fields import ModelT
from xuanlan.reading.validation import validate
from xuanlan.reading.yaml_marks import Marked

DATA = Path(__file__).parent.parent / "data"


def read(name: str, model: type[ModelT]) -> ModelT:
    """The file `name` of the data folder as one `model`. Raises ValueError when the file is broken."""
    report = Report()
    marked = _parse(name, report)
    result = validate(model, marked, report)
    if result is None:
        raise _broken(name, report)
    return result


def read_rows(name: str, model: type[ModelT]) -> Iterator[ModelT]:
    """The file `name`, a list, as one `model` per row. Raises ValueError when the file is broken."""
    report = Report()
    marked = _parse(name, report)
    for number in range(len(marked.value)):
        row = validate(model, marked, report, (number,))
        if row is None:
            raise _broken(name, report)
        yield row


def names(folder: str) -> list[str]:
    """Names (to be read with `read`) of the YAML files in `folder` of the data, sorted."""
    return sorted(f"{folder}/{file.name}" for file in (DATA / folder).glob("*.yml"))


def _parse(name: str, report: Report) -> Marked:
    marked = yaml_marks.parse((DATA / name).read_text(encoding="utf-8"), name, report)
    if marked is None:
        raise _broken(name, report)
    return marked


def _broken(name: str, report: Report) -> ValueError:
    found = "; ".join(f"{item.position} {item.message}" for item in report.errors)
    return ValueError(f"shipped data {name}: {found}")
