"""An online geocoder as a last resort, for names that no gazetteer has.

Nothing is asked unless the user wants it. The service is asked at its pace, whatever the number of
processes, and what it answered, or that it had no answer, is kept on disk and not asked again.
"""

import logging
import time
from collections.abc import Callable
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gazetteer.cache import cache_folder
from gazetteer.errors import GazetteerError
from gazetteer.names import fold, skeleton
from gazetteer.online_answers import Answer, answer_of, read_location
from gazetteer.online_cache import OnlineCache
from gazetteer.place import Place
from gazetteer.settings import config_file, online_settings

if TYPE_CHECKING:
    from gazetteer.gazetteer import Gazetteer

PACE = 1.0
"""Seconds between two questions to a service: what Nominatim's rules demand."""
TIMEOUT = 10.0
TRIES = 3
WAIT = 2.0
"""Seconds to wait before the second try; twice as long before each further one."""
LONGEST_WAIT = 60.0
"""A service that asks for more patience is left alone."""
GIVEN_UP_AFTER = 3
"""Questions in a row without any answer, after which a service is left alone."""
ANSWERS = 10
LONGEST_NAME = 100
_OPENSTREETMAP = ("nominatim", "photon", "pickpoint", "opencage")
"""Geocoders whose places are OpenStreetMap's."""

_REASONS = {
    "GeocoderTimedOut": "it does not answer in time",
    "GeocoderUnavailable": "it can't be reached",
    "GeocoderRateLimited": "it asks for more patience",
    "GeocoderQuotaExceeded": "the quota is used up",
    "GeocoderAuthenticationFailure": "it does not take the key",
    "GeocoderInsufficientPrivileges": "it refuses to answer",
    "GeocoderParseError": "what it sends can't be read",
    "GeocoderServiceError": "it fails",
}
"""Why a service could not be asked, by the name of geopy's error."""

logger = logging.getLogger(__name__)
logger.addHandler(logging.NullHandler())


class Online:
    """A geocoder of geopy behind a cache that all processes share.

    `geocoder` is a name that geopy knows ("nominatim", "photon", "arcgis"), made with what the
    user's configuration file says under `[online.NAME]` (`domain`, `api_key`, `user_agent` ...), or
    a geocoder of geopy. `pace` is the time in seconds between two questions of all processes
    together, `wait` that before a question is tried again.

    Raises `GazetteerError` where there is no such geocoder, it lacks a setting or is asynchronous,
    or the cache can't be written.
    """

    def __init__(
        self,
        geocoder: Any,
        gazetteer: "Gazetteer",
        *,
        cache: Path | None = None,
        pace: float = PACE,
        wait: float = WAIT,
    ) -> None:
        from geopy.adapters import BaseAsyncAdapter
        from geopy.extra.rate_limiter import RateLimiter

        self.name = service_name(geocoder)
        self._geocoder = _made(geocoder) if isinstance(geocoder, str) else geocoder
        if isinstance(getattr(self._geocoder, "adapter", None), BaseAsyncAdapter):
            raise GazetteerError(f"the geocoder {self.name} is asynchronous; give one that is not")
        # Answers of a server of one's own are not those of the public one.
        self._service = f"{self.name} {getattr(self._geocoder, 'domain', '') or ''}".strip()
        self._gazetteer = gazetteer
        self._cache = OnlineCache(cache or cache_folder())
        self._pace, self._wait = pace, wait
        # Retries and the turns of other processes are our own; geopy's paces this process' threads.
        self._ask = RateLimiter(
            self._question(), min_delay_seconds=pace, max_retries=0, error_wait_seconds=pace,
            swallow_exceptions=False,
        )  # fmt: skip
        self._failures = 0
        self._began = time.time()

    def places(self, name: str) -> list[Place]:
        """The places that the service knows by this very name, as it orders them.

        Country and divisions are those whose polygon holds the point. Empty where the service knows
        none, could not be asked (see `trouble`), or where a gazetteer has the name: the service is
        not asked for such.
        """
        query = " ".join(name.split())
        if not fold(query) or len(query) > LONGEST_NAME or self._gazetteer.has_name(query):
            return []
        kept = self._cache.get(self._service, query)
        if kept is None:
            kept = self._asked(query)
        answers = (answer_of(one, self.name) for one in kept or ())
        wanted = skeleton(fold(query))
        return [
            self._located(answer.place, met)
            for answer in answers
            if answer is not None and (met := _name_met(answer, wanted)) is not None
        ]

    def trouble(self) -> str | None:
        """Why the service could not be asked since this was opened, in any process; else None."""
        return self._cache.trouble(self._service, self._began)

    # Asking

    def _asked(self, query: str) -> list[Any] | None:
        """What the service says, which is kept; None where it can't be asked."""
        from geopy.exc import GeocoderQueryError

        if self._failures >= GIVEN_UP_AFTER:
            return None
        try:
            located = self._tried(query)
        except GeocoderQueryError as error:
            logger.info("%s can't be asked for %r: %s", self.name, query, error)
            located = None
        except Exception as error:  # geocoders of all makers: none may cost a report
            self._failures += 1
            if not _may_pass(error):
                self._failures = GIVEN_UP_AFTER
            # Not the error's own words: they may hold the key, or whatever page the service sent.
            reason = _REASONS.get(type(error).__name__, type(error).__name__)
            logger.warning("%s: %s", self.name, reason)
            self._cache.tell_trouble(self._service, reason)
            return None
        self._failures = 0
        several = located if isinstance(located, list) else [located]
        found = [read_location(one) for one in several[:ANSWERS] if one is not None]
        self._cache.put(self._service, query, found)
        return found

    def _tried(self, query: str) -> Any:
        """The service's answer, after some tries where it fails for a while only."""
        from geopy.exc import GeocoderQueryError

        wait = self._wait
        for last in (*[False] * (TRIES - 1), True):
            try:
                return self._ask(query)
            except Exception as error:
                asked_for = getattr(error, "retry_after", None) or 0.0
                if (
                    last
                    or isinstance(error, GeocoderQueryError)
                    or not _may_pass(error)
                    or asked_for > LONGEST_WAIT
                ):
                    raise
                time.sleep(max(wait, asked_for))
                wait *= 2
        raise AssertionError("unreachable")

    def _question(self) -> Callable[[str], Any]:
        geocoder = self._geocoder
        from geopy.geocoders import Nominatim

        details: dict[str, Any] = {}
        if isinstance(geocoder, Nominatim):
            details = {"limit": ANSWERS, "namedetails": True, "language": "en"}

        def ask(query: str) -> Any:
            time.sleep(max(0.0, self._cache.turn(self._service, self._pace) - time.time()))
            return geocoder.geocode(query, exactly_one=False, timeout=TIMEOUT, **details)

        return ask

    # Answers

    def _located(self, place: Place, name: str) -> Place:
        """The place by the name that was met, with the country and the divisions that hold it."""
        above = self._gazetteer.parents(place)
        if not above:
            return replace(place, name=name)
        finest = above[0]
        return replace(
            place,
            name=name,
            country_code=finest.country_code,
            admin1_code=finest.admin1_code,
            admin2_code=finest.admin2_code,
        )


def service_name(geocoder: Any) -> str:
    """What marks the places of a geocoder as their source: its name in small letters."""
    name = geocoder if isinstance(geocoder, str) else type(geocoder).__name__
    return "".join(letter for letter in name.lower() if letter.isalnum())


def credit(name: str) -> str:
    """What an output says of the places of an online geocoder."""
    service = service_name(name)
    if service in _OPENSTREETMAP:
        return (
            f"Places whose id begins with {service}: OpenStreetMap contributors "
            "(https://www.openstreetmap.org/copyright), ODbL 1.0."
        )
    return f"Places whose id begins with {service}: the service of that name, by its own terms."


def _made(name: str) -> Any:
    """The geocoder of a name, with the user's settings for it."""
    from geopy.adapters import URLLibAdapter
    from geopy.exc import ConfigurationError, GeocoderNotFound
    from geopy.geocoders import SERVICE_TO_GEOCODER, get_geocoder_for_service

    try:
        kind = get_geocoder_for_service(name)
    except GeocoderNotFound:
        known = ", ".join(sorted(SERVICE_TO_GEOCODER))
        raise GazetteerError(f"--online {name!r}: no such geocoder; there are {known}") from None
    settings = {"user_agent": f"dateline/{version('dateline')}", **online_settings(name.lower())}
    try:
        # geopy's other adapter tries again by itself, without a pause.
        return kind(adapter_factory=URLLibAdapter, **settings)
    except (TypeError, ConfigurationError) as error:
        raise GazetteerError(
            f"--online {name}: {' '.join(str(error).split())}; its settings stand in "
            f"{config_file()} under [online.{name.lower()}]"
        ) from error


def _may_pass(error: Exception) -> bool:
    """Whether a failure may be gone the next time: not a wrong key or a quota that is used up."""
    from geopy.exc import (
        ConfigurationError,
        GeocoderAuthenticationFailure,
        GeocoderInsufficientPrivileges,
        GeocoderQuotaExceeded,
        GeocoderRateLimited,
    )

    if isinstance(error, GeocoderRateLimited):
        return True
    return not isinstance(
        error,
        (
            ConfigurationError, GeocoderAuthenticationFailure, GeocoderInsufficientPrivileges,
            GeocoderQuotaExceeded,
        ),
    )  # fmt: skip


def _name_met(answer: Answer, wanted: str) -> str | None:
    """The answer's name that is this folded one: services answer with what is spelt alike too."""
    return next((name for name in answer.names if skeleton(fold(name)) == wanted), None)
