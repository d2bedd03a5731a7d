"""A Firefox without a window, told what to do by Marionette: JSON over a socket, and no more."""

import base64
import json
import os
import socket
import subprocess
import time
from pathlib import Path
from typing import Any

PREFERENCES = {
    "marionette.port": 0,  # A free one, which Firefox writes into the profile.
    "datareporting.policy.dataSubmissionEnabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.homepage_override.mstone": "ignore",
    "app.update.enabled": False,
    "network.proxy.type": 1,  # A proxy that nobody is at: no network.
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": 9,
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": 9,
}
SIZE = {"MOZ_HEADLESS_WIDTH": "1280", "MOZ_HEADLESS_HEIGHT": "900"}
PATIENCE_S = 90


class Firefox:
    """One browser with one tab; use it in a `with`."""

    def __init__(self, executable: str, profile: Path, *, dark: bool = False) -> None:
        preferences = {**PREFERENCES, "layout.css.prefers-color-scheme.content-override": 1 - dark}
        lines = [f"user_pref({json.dumps(k)}, {json.dumps(v)});" for k, v in preferences.items()]
        (profile / "user.js").write_text("\n".join(lines), encoding="utf-8")
        command = [executable, "--headless", "--marionette", "--remote-allow-system-access",
                   "--no-remote", "--profile", str(profile)]  # fmt: skip
        self._process = subprocess.Popen(
            command,
            env={**os.environ, **SIZE},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._number = 0
        try:
            self._socket = self._connect(profile / "MarionetteActivePort")
            self._read()
            self.do("WebDriver:NewSession", capabilities={})
        except BaseException:
            self._process.kill()
            raise

    def _connect(self, port_file: Path) -> socket.socket:
        deadline = time.monotonic() + PATIENCE_S
        while time.monotonic() < deadline:
            if self._process.poll() is not None:
                raise RuntimeError(f"firefox ended with status {self._process.returncode}")
            if port_file.exists() and (port := port_file.read_text().strip()):
                return socket.create_connection(("127.0.0.1", int(port)), timeout=PATIENCE_S)
            time.sleep(0.1)
        raise TimeoutError("firefox did not open its port")

    def _read(self) -> Any:
        length = b""
        while not length.endswith(b":"):
            length += self._socket.recv(1)
        wanted, body = int(length[:-1]), b""
        while len(body) < wanted:
            body += self._socket.recv(wanted - len(body))
        return json.loads(body)

    def do(self, command: str, **parameters: Any) -> Any:
        """The result of a command of WebDriver or Marionette."""
        self._number += 1
        message = json.dumps([0, self._number, command, parameters]).encode()
        self._socket.sendall(b"%d:%s" % (len(message), message))
        _, _, error, result = self._read()
        if error:
            raise RuntimeError(f"{command}: {error}")
        return result

    def open(self, address: str) -> None:
        """Load a page and wait until it says that it is ready."""
        self.do("WebDriver:Navigate", url=address)
        deadline = time.monotonic() + PATIENCE_S
        while not self.run("return Boolean(document.querySelector('[data-dateline-ready]'))"):
            assert time.monotonic() < deadline, f"never ready; {self.problems()}"
            time.sleep(0.1)

    def run(self, script: str) -> Any:
        """What a script returns; it runs beside the page's policy, not under it."""
        return self.do("WebDriver:ExecuteScript", script=script, args=[])["value"]

    def screenshot(self) -> bytes:
        """A PNG of what is seen."""
        taken = self.do("WebDriver:TakeScreenshot", full=False)["value"]
        return base64.b64decode(taken)

    def problems(self) -> list[str]:
        """Errors and warnings of pages from files, of scripts, styles and policy alike."""
        self.do("Marionette:SetContext", value="chrome")
        try:
            messages: list[str] = self.run(
                """
                const said = Cc["@mozilla.org/consoleAPI-storage;1"]
                  .getService(Ci.nsIConsoleAPIStorage).getEvents()
                  .filter((event) => ["error", "warn"].includes(event.level))
                  .filter((event) => (event.filename || "").startsWith("file:"))
                  .map((event) => event.arguments.map(String).join(" "));
                const logged = Services.console.getMessageArray()
                  .filter((one) => one instanceof Ci.nsIScriptError)
                  .filter((one) => one.sourceName.startsWith("file:"))
                  .map((one) => one.errorMessage);
                return [...said, ...logged];
                """
            )
        finally:
            self.do("Marionette:SetContext", value="content")
        return messages

    def __enter__(self) -> "Firefox":
        return self

    def __exit__(self, *_: object) -> None:
        try:
            self.do("Marionette:Quit", flags=["eForceQuit"])
            self._socket.close()
            self._process.wait(20)
        finally:
            if self._process.poll() is None:
                self._process.kill()
