import dataclasses
import os
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest

import geo
from geo.pipeline import BATCH
from geo.records import Report

TEXTS = [
    "Rebels killed 12 soldiers in Homs on Sunday.",
    "Tehran denied the report.",
    "",
    "Protesters marched in Lagos and Abuja. A day earlier, police had arrested six people.",
]
REPORTS = [Report(str(n), text, published=date(2018, 8, 27)) for n, text in enumerate(TEXTS)]


def test_reports_come_back_in_order_and_untouched(world) -> None:
    parsed = list(geo.parse(REPORTS, gazetteer=world))
    assert [p.report for p in parsed] == REPORTS


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_fault_of_our_own_costs_one_report(
    jobs: int, world, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        raise KeyError("end\nof")

    parse = geo.pipeline.Parser.parse
    monkeypatch.setattr(
        geo.pipeline.Parser, "parse", lambda p, r: fail() if r.report_id == "1" else parse(p, r)
    )
    lost: list[geo.pipeline.ParseFailure] = []
    parsed = list(geo.parse(REPORTS, gazetteer=world, jobs=jobs, on_failure=lost.append))
    assert [p.report.report_id for p in parsed] == ["0", "2", "3"]
    assert [failure.report_id for failure in lost] == ["1"]
    assert "report '1': KeyError" in str(lost[0])
    assert "test_pipeline.py:" in lost[0].reason
    assert len(list(geo.parse(REPORTS, gazetteer=world, jobs=jobs))) == 3
    assert "not parsed: report '1'" in caplog.text


def test_more_processes_give_the_same_as_one(world) -> None:
    reports = [
        dataclasses.replace(report, report_id=f"{n}-{report.report_id}")
        for n in range(2 * BATCH // len(REPORTS) + 1)
        for report in REPORTS
    ]
    assert list(geo.parse(reports, gazetteer=world, jobs=2)) == list(
        geo.parse(reports, gazetteer=world)
    )


@pytest.mark.parametrize("signal_number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_workers_end_when_their_parent_is_stopped(signal_number: signal.Signals) -> None:
    script = (
        "import itertools, geo\n"
        "next(geo.parse([geo.Report('first', 'Rebels fled Homs.')]))\n"  # loads for both workers
        "reports = (geo.Report(str(n), 'Rebels fled Homs. ' * 3) for n in itertools.count())\n"
        "for number, _ in enumerate(geo.parse(reports, jobs=2)):\n"
        "    if number == 0: print('started', flush=True)\n"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", script],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
        # A shell's background has Ctrl-C ignored, and what is started there inherits it.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    assert parent.stdout is not None
    assert parent.stdout.readline() == "started\n"
    children = Path(f"/proc/{parent.pid}/task/{parent.pid}/children").read_text().split()
    if signal_number == signal.SIGINT:
        os.killpg(parent.pid, signal_number)  # as a terminal does
    else:
        parent.send_signal(signal_number)
    parent.wait(timeout=20)
    parent.stdout.close()
    deadline = time.monotonic() + 20
    while any(Path(f"/proc/{child}").exists() for child in children):
        assert time.monotonic() < deadline, "workers go on without their parent"
        time.sleep(0.2)
    assert len(children) == 2


def test_a_process_that_the_system_ends_is_told_and_keeps_nobody_waiting() -> None:
    script = (
        "import itertools, gazetteer, geo\n"
        "next(geo.parse([geo.Report('first', 'Rebels fled Homs.')]))\n"  # loads for both workers
        "reports = (geo.Report(str(n), 'Rebels fled Homs. ' * 3) for n in itertools.count())\n"
        "try:\n"
        "    for number, _ in enumerate(geo.parse(reports, jobs=2)):\n"
        "        if number == 0: print('started', flush=True)\n"
        "except gazetteer.DatelineError as error:\n"
        "    print(error)\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    assert parent.stdout.readline() == "started\n"
    child, _ = Path(f"/proc/{parent.pid}/task/{parent.pid}/children").read_text().split()
    os.kill(int(child), signal.SIGKILL)
    told, _ = parent.communicate(timeout=20)
    assert "use fewer processes" in told
    assert parent.returncode == 0


def test_what_was_parsed_before_does_not_matter(world) -> None:
    forwards = list(geo.parse(REPORTS, gazetteer=world))
    backwards = list(geo.parse(REPORTS[::-1], gazetteer=world))
    assert forwards == backwards[::-1]


def test_reports_are_read_as_they_are_wanted(world) -> None:
    taken = []

    def endless():
        number = 0
        while True:
            taken.append(number)
            yield Report(str(number), "Rebels fled Homs.")
            number += 1

    parsed = geo.parse(endless(), gazetteer=world)
    next(parsed)
    assert len(taken) == 1


def test_the_table_of_no_events_is_empty_and_whole(world) -> None:
    frame = geo.events(geo.parse([Report("x", "Nothing.")], gazetteer=world), gazetteer=world)
    assert len(frame) == 0
    assert "event_id" in frame.columns
    assert frame.crs.to_epsg() == 4326


def test_a_text_in_place_of_a_report_is_an_error_that_says_how(world):
    with pytest.raises(TypeError, match=r"a Report is wanted, not 'A bomb"):
        list(geo.parse(["A bomb exploded in Homs."], gazetteer=world))
