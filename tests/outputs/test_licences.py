"""The page of licences names everything of others that a site carries."""

from __future__ import annotations

from importlib import metadata

from trees import Built, words

PAGE = "licences/index.html"


def test_every_file_of_others_comes_from_a_package_that_the_page_names_with_its_licence(demo: Built) -> None:
    said = words(demo.tree.main(PAGE))
    own = {path.name for folder in ("docs", "overrides") for path in (demo.root / folder).rglob("*") if path.is_file()}
    others = {
        path
        for path in demo.tree.files
        if path.startswith("assets/") and not path.startswith("assets/xuanlan/") and path.rpartition("/")[2] not in own
    }
    assert others
    theme = {str(file).removeprefix("material/templates/") for file in metadata.files("mkdocs-material") or ()}
    assert others <= theme
    assert metadata.version("mkdocs-material") in said
    assert metadata.version("opencc") in said
    assert "Permission is hereby granted" in said
    assert "Apache License" in said


def test_the_page_is_found_from_the_map_of_the_site(demo: Built) -> None:
    assert 'href="../licences/index.html"' in demo.tree.text("sitemap/index.html")
