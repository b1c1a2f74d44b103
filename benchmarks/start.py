"""Figure 6: from the start to the first request for updates, and the memory then, beside aiogram alone."""

from collections.abc import Iterator
from pathlib import Path

from benchmarks.school import prepare
from benchmarks.stage import Process, Stage, middle

ROUNDS = 3


def start(stage: Stage, folder: Path) -> Iterator[str]:
    prepare(folder / "start", 1_000)
    seconds, memory = [], []
    for number in range(ROUNDS):
        bare = _started(stage, f"42:barestart{number}", None)
        ours = _started(stage, f"42:ourstart{number}", folder / "start")
        seconds.append(ours[0] / bare[0])
        memory.append(ours[1] / bare[1])
    yield f"6  start to first getUpdates, aiogram alone = 1    {middle(seconds)}   aim 1.30 at most"
    yield f"6  memory then, aiogram alone = 1                  {middle(memory)}   aim 1.30 at most"


def _started(stage: Stage, token: str, folder: Path | None) -> tuple[float, float]:
    process = (
        Process("benchmarks.ours", stage.url, token, str(folder))
        if folder
        else Process("benchmarks.bare", stage.url, token)
    )
    with process:
        return stage.polled(token) - process.began, process.megabytes
