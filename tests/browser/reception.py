"""Reception: the program that serves the page, in a process of its own."""

import os
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import Self

from conftest import TODAY

from leaflet.web.entrance import FILE

WAIT = 20
"""Seconds until it has to be there, or gone."""


class Reception:
    """A running `leaflet serve`; the leaflets and the kept clinics have a folder each."""

    def __init__(self, home: Path, *words: str, **variables: str) -> None:
        self.folder, self.data, self.log = home / "leaflets", home / "kept", home / "log"
        self.folder.mkdir(exist_ok=True)
        own = {"LEAFLET_DATA": str(self.data), "LEAFLET_TODAY": TODAY}
        command = [sys.executable, "-u", "-m", "leaflet", "serve", "--no-browser", *words]
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                command, cwd=self.folder, env=os.environ | own | variables, stdout=log, stderr=log
            )
        self.home = home
        self.url, _, self.token = self._address().partition("/?token=")

    def sweep(self) -> None:
        """Delete all leaflets and clinics."""
        for folder in (self.folder, self.data):
            for path in folder.glob("*"):
                if path.name != FILE:  # the program has read its token
                    path.unlink()

    def _address(self) -> str:
        end = time.monotonic() + WAIT
        while not (found := re.search(r"http://\S+", said := self.log.read_text("utf-8"))):
            assert time.monotonic() < end and self.process.poll() is None, said
            time.sleep(0.02)
        return found[0].rstrip("/")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *fault: object) -> None:
        self.close()

    def close(self) -> None:
        """End it; AssertionError where it had something to complain of."""
        self.process.terminate()
        try:
            self.process.wait(WAIT)
        finally:
            self.process.kill()
            self.process.wait()
        assert "Traceback" not in (said := self.log.read_text("utf-8")), said
