"""Starts the light Telegram and the bots as processes of their own, and measures rounds of taps."""

import json
import os
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Measured:
    """One round: updates a second, the time of each tap, and the processor seconds a tap."""

    rate: float
    taps: Sequence[float]
    processor: float


class Process:
    """A Python module that runs beside us."""

    def __init__(self, module: str, *arguments: str, environment: Mapping[str, str] | None = None) -> None:
        self.began = time.time()
        self._process = subprocess.Popen(
            [sys.executable, "-m", module, *arguments],
            env={**os.environ, **(environment or {})},
            stdout=subprocess.PIPE,
        )

    def wait_ready(self) -> None:
        assert self._process.stdout is not None
        self._process.stdout.readline()

    @property
    def processor_seconds(self) -> float:
        fields = Path(f"/proc/{self._process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    @property
    def megabytes(self) -> float:
        status = Path(f"/proc/{self._process.pid}/status").read_text()
        return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]) / 1024

    def __enter__(self) -> "Process":
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def stop(self) -> None:
        self._process.kill()
        self._process.wait()
        if self._process.stdout is not None:
            self._process.stdout.close()


class Stage:
    """The server, and any number of bots on it."""

    def __init__(self) -> None:
        self._open = ExitStack()
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.url = f"http://127.0.0.1:{probe.getsockname()[1]}"

    def __enter__(self) -> "Stage":
        server = Process("benchmarks.telegram", self.url.rsplit(":", 1)[1])
        self._open.callback(server.stop)
        server.wait_ready()
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def bare(self, token: str) -> Process:
        return self._start(token, Process("benchmarks.bare", self.url, token))

    def ours(self, token: str, folder: Path, environment: Mapping[str, str] | None = None) -> Process:
        return self._start(
            token, Process("benchmarks.ours", self.url, token, str(folder), environment=environment)
        )

    def _start(self, token: str, process: Process) -> Process:
        self.polled(token)
        return process

    def polled(self, token: str) -> float:
        """The moment at which the bot asked for updates for the first time."""
        return float(_call(f"{self.url}/polled/{token}"))

    def measure(
        self,
        process: Process,
        token: str,
        taps: list[list[str]],
        count: int,
        people: int = 50,
        rate: float = 0.0,
        way: float = 0.0,
    ) -> Measured:
        before = process.processor_seconds
        wanted = {"token": token, "taps": taps, "people": people, "count": count, "rate": rate, "way": way}
        found = _call(f"{self.url}/control", wanted)
        spent = (process.processor_seconds - before) / count
        return Measured(count / found["seconds"], found["taps"], spent)


def _call(url: str, body: object = None):  # type: ignore[no-untyped-def] # noqa: ANN202
    payload = json.dumps(body).encode() if body is not None else None
    request = urllib.request.Request(url, payload, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=150) as response:
        return json.loads(response.read())["result"]


def share(taps: Sequence[float], part: float) -> float:
    """The time that this part of the taps stayed below, in seconds."""
    ordered = sorted(taps)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]


def middle(ratios: Sequence[float]) -> str:
    """The median and how far the rounds lie apart: `0.81 (0.78-0.84)`."""
    return f"{statistics.median(ratios):.2f} ({min(ratios):.2f}-{max(ratios):.2f})"
