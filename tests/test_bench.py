"""The bench's own arithmetic: who belongs to a process, what memory it holds, what the table says."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent))

from bench import readme
from bench.builds import FULL, PEER, newest, table
from bench.corpus import NOW, Sample
from bench.costs import Usage, family, parent, proportional, run

MB = 1_000_000
ROLLUP = """\
5569429e5000-7ffe98f4e000 ---p 00000000 00:00 0                          [rollup]
Rss:                1716 kB
Pss:                 390 kB
Pss_Dirty:           112 kB
"""
SHARING = """\
import os, time
held = os.urandom(1_000_000) * 60
os.fork()
os.fork()
time.sleep(0.3)
"""
"""Four processes, one of them a child's child, with the same 60 MB."""


def test_a_family_is_a_process_with_all_its_descendants_and_nobody_else() -> None:
    parents = {1: 0, 10: 1, 11: 10, 12: 10, 13: 12, 20: 1, 21: 20}
    assert family(parents, 10) == {10, 11, 12, 13}


def test_a_process_that_has_ended_has_no_family() -> None:
    assert family({1: 0, 11: 10}, 10) == set()


def test_a_parent_is_found_behind_a_name_with_spaces_and_brackets() -> None:
    assert parent("4711 (a (b) 7 c) S 42 4711 4711 0 -1") == 42


def test_memory_is_the_proportional_set_size_in_bytes() -> None:
    assert proportional(ROLLUP) == 390 * 1024


def test_what_forked_processes_share_counts_once() -> None:
    assert 60 * MB < run([sys.executable, "-c", SHARING]).memory < 120 * MB


def test_processors_time_of_a_childs_child_counts() -> None:
    work = "import time\nwhile time.process_time() < 0.3: pass"
    usage = run([sys.executable, "-c", f"import subprocess, sys; subprocess.run([sys.executable, '-c', {work!r}])"])
    assert usage.cpu > 0.3


def test_a_failing_command_ends_the_bench_with_all_it_said() -> None:
    with pytest.raises(SystemExit, match=r"(?s)half way.*no further.*exit code 3"):
        run(
            [
                sys.executable,
                "-c",
                "print('half way', flush=True); import sys; print('no further', file=sys.stderr); sys.exit(3)",
            ]
        )


def test_one_program_after_another_takes_both_times_and_the_larger_memory() -> None:
    assert Usage(1, 2, 30).then(Usage(4, 8, 20)) == Usage(5, 10, 30)


def test_a_new_notice_of_the_bench_is_a_plain_one_of_its_last_day() -> None:
    old = Sample(
        "2013-0007",
        {"title": "关于值班的公示", "kind": "公示", "date": "2013-05-01", "unit": "教务处", "doc_no": "x"},
        "正文",
    )
    new = newest(old, 2)
    assert new == Sample(
        "2026-9002", {"title": "关于值班的公示", "unit": "教务处", "kind": "通知", "date": NOW[:10]}, "正文"
    )


def test_the_table_has_medians_each_by_itself_and_ratios_to_the_peer() -> None:
    results = {
        PEER: [Usage(2, 4, 100 * MB)] * 3,
        FULL: [Usage(1, 9, 30 * MB), Usage(8, 2, 20 * MB), Usage(3, 6, 10 * MB)],
        f"{FULL}, 10 notices": [Usage(0.5, 1, 10 * MB)] * 3,
    }
    lines = table(results, 100, 3).splitlines()
    assert "100 notices, medians of 3" in lines[0]
    assert f"| {FULL} | 3.00 s | 6.00 s | 20 MB | 1.500 | 1.500 | 0.200 |" in lines
    assert f"| {FULL}, 10 notices | 0.50 s | 1.00 s | 10 MB |  |  |  |" in lines
    assert "| 100 against 10, times | 6.000 | 6.000 | 2.000 |  |  |  |" in lines


def test_a_table_without_the_peer_has_no_ratios_to_it() -> None:
    lines = table({FULL: [Usage(1, 1, MB)]}, 100, 1).splitlines()
    assert lines[2:] == [
        "|  | wall | CPU | peak memory |",
        "| --- | ---: | ---: | ---: |",
        f"| {FULL} | 1.00 s | 1.00 s | 1 MB |",
    ]


def test_the_figures_of_the_readme_are_those_of_the_last_table() -> None:
    assert readme.written() == readme.table(), "run: python -m bench.readme"
