"""Runs that are asked to end before their time, in real processes, and what long ones say."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from gazetteer import Gazetteer
from maps.cli import terminal
from maps.cli.stopping import Stopped, stoppable

MAIN = "from maps.cli import main; main()"
COMMAND = [sys.executable, "-c", MAIN]
# What the workers need is loaded once, before they are forked.
LOADED = "import geo; next(geo.parse([geo.Report('first', 'Rebels fled Homs.')])); " + MAIN
LINE = json.dumps({"text": "A bomb exploded in Nairobi on Monday, killing 12 people.\n\n" * 4})


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_run_that_is_stopped_says_so_and_leaves_nothing(
    world: Gazetteer, tmp_path: Path, number: signal.Signals, jobs: str
) -> None:
    reports, folder = tmp_path / "many.jsonl", tmp_path / "out"
    reports.write_text((LINE + "\n") * 5000)
    folder.mkdir()
    arguments = ["parse", str(reports), "-o", str(folder / "p.jsonl"), "--jobs", jobs]
    with subprocess.Popen(
        [sys.executable, "-c", LOADED, *arguments],
        stderr=subprocess.PIPE,
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    ) as process:
        assert process.stderr is not None
        _await_lines(folder, process)
        # Ctrl-C reaches the workers as well.
        os.killpg(process.pid, number)
        said = process.stderr.read().decode().splitlines()
        assert process.wait(60) == 128 + number
    (line,) = said
    told = re.fullmatch(
        r"dateline: stopped; no file was written; ([\d,]+) reports? had been read", line
    )
    assert told
    assert 1 <= int(told[1].replace(",", "")) < 5000
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(("more", "lines"), [("--names-only", 2), ("--explain", 100)])
def test_a_run_to_stdout_that_is_stopped_says_what_it_has_written(
    world: Gazetteer, tmp_path: Path, more: str, lines: int
) -> None:
    reports = tmp_path / "many.jsonl"
    reports.write_text((LINE + "\n") * 5000)
    with subprocess.Popen(
        [*COMMAND, "parse", str(reports), more],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    ) as process:
        assert process.stdout is not None
        # Those of more than one report.
        for _ in range(lines):
            assert process.stdout.readline()
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    words = r"dateline: stopped; ([\d,]+) reports? had been read, and ([\d,]+) of them written to"
    told = re.match(words, said.decode())
    assert told, said
    assert 1 <= int(told[2].replace(",", "")) <= int(told[1].replace(",", "")) < 5000


def _await_lines(folder: Path, process: "subprocess.Popen[bytes]") -> None:
    """Wait until the run writes into its hidden folder."""
    for _ in range(600):
        if any(file.stat().st_size for file in folder.glob(".p.jsonl.*/p.jsonl")):
            return
        assert process.poll() is None
        time.sleep(0.1)
    pytest.fail("nothing was written in a minute")


def test_signals_are_as_before_behind_the_block() -> None:
    before = signal.getsignal(signal.SIGTERM)
    with pytest.raises(Stopped) as stop, stoppable():
        signal.raise_signal(signal.SIGTERM)
    assert stop.value.status == 143
    assert signal.getsignal(signal.SIGTERM) == before


def test_a_long_run_says_in_a_log_now_and_then_how_far_it_is(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    now = 1000.0
    monkeypatch.setattr(terminal.time, "monotonic", lambda: now)
    voice = terminal.Voice()
    for number in range(1, 101):
        now += 1.0
        voice.progress(f"{number} reports read ...")
    assert capsys.readouterr().err.splitlines() == [
        "30 reports read ...", "60 reports read ...", "90 reports read ..."
    ]  # fmt: skip
