"""YAML tags that would run something: refused before anything is made of them."""

from __future__ import annotations

from pathlib import Path

from hostile_cases import CASE, DOC, shows, sound_is_unharmed
from sites import BASE, Site, front, lines

from xuanlan.hosts.advice import LINE

TITLE, *REST = BASE


def tags(marker: Path) -> list[list[str]]:
    run = f'["touch {marker}"]'
    return [
        [f"title: !!python/object/apply:os.system {run}", *REST],
        [f"title: !!python/object/new:os.system {run}", *REST],
        [f"? !!python/object/apply:os.system {run}", ": 1", *BASE],
        [f"!!python/object/apply:os.system {run}"],
        [f"title: !<tag:yaml.org,2002:python/object/apply:os.system> {run}", *REST],
        ["%TAG !p! tag:yaml.org,2002:python/", f"title: !p!object/apply:os.system {run}", *REST],
        ["title: !include /etc/passwd", *REST],
        ["title: !ENV HOME", *REST],
        ["title: !!binary aGVsbG8=", *REST],
    ]


@shows("A22-yaml-python-tag")
def test_a_tag_in_the_front_matter_runs_nothing(site: Site, tmp_path: Path) -> None:
    marker = tmp_path / "marker"
    for written in tags(marker):
        for file in (CASE, DOC):
            site.write({file: front(*written)})
            report = site.inspect().report
            assert [item.position.file for item in report.errors] == [file]
            assert report.errors[0].code in ("yaml-tag", "yaml-syntax")
            assert report.errors[0].position.column
            (site.root / file).unlink()
    assert not marker.exists()
    sound_is_unharmed(site)


@shows("A23-config-python-tag")
def test_a_tag_in_the_configuration_runs_nothing(site: Site, tmp_path: Path) -> None:
    marker = tmp_path / "marker"
    config = (site.root / "mkdocs.yml").read_text(encoding="utf-8")
    tag = f'!!python/object/apply:os.system ["touch {marker}"]'
    site.write({"mkdocs.yml": config + f"extra:\n  a: {tag}\n"})
    report = site.refused()
    assert lines(report) == [f"error config-tag mkdocs.yml:{config.count(chr(10)) + 2}:6"]
    site.write({"mkdocs.yml": config + "INHERIT: other.yml\n", "other.yml": f"extra: {tag}\n"})
    assert lines(site.refused()) == ["error config-tag other.yml:1:8"]
    beside = LINE.replace('"1"', f'!!python/object/apply:os.system ["touch {marker}"]')
    site.write({"mkdocs.yml": config + f"extra:\n  {beside}\n"})
    assert {item.code for item in site.refused().errors} == {"config-tag"}
    site.write({"mkdocs.yml": config + f"extra:\n  {LINE}\n"})
    assert lines(site.refused()) == []
    assert not marker.exists()
