"""A stand-in for Nominatim on loopback: what it was asked and when, and what it says next."""

import contextlib
import json
import time
from http.server import BaseHTTPRequestHandler
from typing import ClassVar
from urllib.parse import parse_qs, urlsplit

from tests.loopback import serving


def answer(name="Qurayyat Zeltun", latitude="35.87", longitude="36.42", **more):
    """As Nominatim writes it."""
    return {
        "osm_type": "node", "osm_id": 77, "lat": latitude, "lon": longitude, "class": "place",
        "type": "village", "name": name, "display_name": f"{name}, Idlib, Syria",
        "boundingbox": ["35.86", "35.88", "36.41", "36.43"], "namedetails": {"name": name},
    } | more  # fmt: skip


@contextlib.contextmanager
def nominatim_stand_in():
    """A server that was asked `asked` and says `says`; its address is `domain`."""

    class Handler(BaseHTTPRequestHandler):
        asked: ClassVar[list[tuple[str, float, str]]] = []
        says: ClassVar[list[object]] = []
        """Bodies, or statuses with their heads; the last one stays."""
        sleeps = 0.0

        def do_GET(self):
            cls = type(self)
            query = parse_qs(urlsplit(self.path).query)["q"][0]
            cls.asked.append((query, time.time(), self.headers["User-Agent"]))
            time.sleep(cls.sleeps)
            said = cls.says.pop(0) if len(cls.says) > 1 else cls.says[0]
            status, heads, body = said if isinstance(said, tuple) else (200, {}, said)
            body = body if isinstance(body, bytes) else json.dumps(body).encode()
            self.send_response(status)
            for head, value in heads.items():
                self.send_header(head, value)
            self.end_headers()
            with contextlib.suppress(OSError):  # who asked has gone
                self.wfile.write(body)

        def log_message(self, *_):
            pass

    Handler.asked, Handler.says = [], [[answer()]]
    with serving(Handler) as address:
        Handler.domain = address
        yield Handler
