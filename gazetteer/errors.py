"""Errors of the gazetteer, and the base of all of Dateline's errors."""


class DatelineError(Exception):
    """Base of every error that a user's input or data can cause; the message is one line."""


class GazetteerError(DatelineError):
    """The index is missing, damaged or of another version; the message names the remedy."""


class ScarceError(GazetteerError):
    """The system has too few open files or too little memory left; the index may be whole."""


class OutdatedError(GazetteerError):
    """A gazetteer was built by another version; the message has the command that builds it anew."""


class CoordinateError(DatelineError, ValueError):
    """A latitude or longitude is out of range; often the two were swapped."""


class UnknownRegionError(DatelineError, LookupError):
    """No place or region has this name; close spellings are listed."""


class RegionFormError(UnknownRegionError):
    """A text is written as no region can be; the message gives the right form."""


class AmbiguousRegionError(DatelineError, LookupError):
    """Several unrelated places have this name; they are listed with their ids."""

    def __init__(self, message: str, choices: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.choices = choices
        """The ids of the places, the likeliest first."""
