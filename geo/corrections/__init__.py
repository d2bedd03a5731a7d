"""What people say that a run got wrong: kept in a file, and honoured on every later run.

    from geo.corrections import correct, read_corrections

    events, outcome = correct(events, read_corrections("corrections.csv"))

A correction is one record (`record`), read and written as CSV or JSON Lines (`files`). It is found
again by the event's id and, when the report's text has changed, by its words (`finding`).
"""

from geo.corrections.applying import ReportCorrector, correct, corrected_reports
from geo.corrections.files import append_correction, read_corrections, write_corrections
from geo.corrections.outcome import Outcome
from geo.corrections.record import ACTIONS, Correction, standing, undoing

__all__ = [
    "ACTIONS",
    "Correction",
    "Outcome",
    "ReportCorrector",
    "append_correction",
    "correct",
    "corrected_reports",
    "read_corrections",
    "standing",
    "undoing",
    "write_corrections",
]
