"""Errors of reading, filtering and writing, each one line that says what would be right."""

from gazetteer.errors import DatelineError


class ReportError(DatelineError, ValueError):
    """One report can't be read; it costs that report, never the run."""


class MissingInputError(DatelineError, FileNotFoundError):
    """An input, or a table of events, is no file, or a folder or pattern in which there is none."""


class EventsFileError(DatelineError, ValueError):
    """A file is not a table of events that Dateline can read back."""


class FormatError(DatelineError, ValueError):
    """A file ending or format name that Dateline does not write."""


class FilterError(DatelineError, ValueError):
    """A filter names a type, date, factuality or confidence that does not exist."""


class CorrectionsError(DatelineError, ValueError):
    """A file of corrections can't be read, or one of them says what can't be."""


class RecognizerError(DatelineError, ValueError):
    """No recogniser of place names has this name."""


class WriteError(DatelineError, OSError):
    """An output can't be written: no such folder, no permission, disk full."""
