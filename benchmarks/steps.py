"""Figures 1 to 3: a durable form step beside bare aiogram, on a full database, with a long way to Telegram."""

import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from benchmarks.school import prepare
from benchmarks.stage import Measured, Process, Stage, middle, share

ROUNDS = 5
TAPS = 1_000
SCREENS = [[str(number) for number in range(40)]]
WAY = 0.080
SLOW_FSYNC = Path(__file__).with_name("slow_fsync.c")


def durable_step(stage: Stage, folder: Path) -> Iterator[str]:
    yield f"1  durable form step, bare aiogram = 1            {_beside_bare(stage, folder, 'fast')}   aim 0.75"
    shim = build_shim(folder)
    if shim is None:
        yield "1  the same with an fsync of 5 ms                skipped: no C compiler on this machine"
    else:
        slow = _beside_bare(stage, folder, "slow", {"LD_PRELOAD": str(shim)})
        yield f"1  the same with an fsync of 5 ms                {slow}   aim 0.70"


def _beside_bare(stage: Stage, folder: Path, name: str, environment: Mapping[str, str] | None = None) -> str:
    taps = prepare(folder / name, 1_000)
    bare, ours = f"42:bare{name}", f"42:ours{name}"
    with stage.bare(bare) as plain, stage.ours(ours, folder / name, environment) as tirek:
        stage.measure(plain, bare, SCREENS, TAPS // 4)
        stage.measure(tirek, ours, taps, TAPS // 4)
        ratios = []
        for _ in range(ROUNDS):
            base = stage.measure(plain, bare, SCREENS, TAPS)
            ratios.append(stage.measure(tirek, ours, taps, TAPS).rate / base.rate)
    return middle(ratios)


def build_shim(folder: Path) -> Path | None:
    """A library that makes each fsync take 5 ms, as on a slow disk; None where nothing can compile it."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    if compiler is None:
        return None
    shim = folder / "slow_fsync.so"
    subprocess.run(
        [compiler, "-shared", "-fPIC", "-O2", "-o", str(shim), str(SLOW_FSYNC), "-ldl"], check=True
    )
    return shim


def growth(stage: Stage, folder: Path) -> Iterator[str]:
    """Processor time, as the disk's cache would hide the rest."""
    few, many = prepare(folder / "few", 1_000), prepare(folder / "many", 1_000_000)
    with stage.ours("42:few", folder / "few") as small, stage.ours("42:many", folder / "many") as large:
        ratios = []
        for _ in range(ROUNDS):
            base = stage.measure(small, "42:few", few, TAPS).processor
            ratios.append(stage.measure(large, "42:many", many, TAPS).processor / base)
    yield f"2  processor a step, 1,000,000 answers : 1,000     {middle(ratios)}   aim 1.20 at most"


def long_way(stage: Stage, folder: Path) -> Iterator[str]:
    taps = prepare(folder / "way", 1_000)
    with stage.ours("42:way", folder / "way") as tirek:
        idle = [_at_thirty(stage, tirek, taps) for _ in range(3)]
        with _exports():
            busy = _at_thirty(stage, tirek, taps)
    medians, late = [share(one.taps, 0.5) / WAY for one in idle], [share(one.taps, 0.99) for one in idle]
    yield f"3  median tap at 30 a second, in ways of 80 ms     {middle(medians)}   aim 1.25 at most"
    yield f"3  99th percentile, in ways                        {middle([one / WAY for one in late])}   aim 1.60 at most"
    ratio = share(busy.taps, 0.99) / sorted(late)[1]
    yield f"3  99th percentile during exports, idle = 1        {ratio:.2f}   aim 1.50 at most"


def _at_thirty(stage: Stage, tirek: Process, taps: list[list[str]]) -> Measured:
    return stage.measure(tirek, "42:way", taps, 300, rate=30, way=WAY)


@contextmanager
def _exports() -> Iterator[None]:
    """The largest export again and again, in a process of its own as the workshop has it."""
    with Process("benchmarks.papers", "forever") as maker:
        maker.wait_ready()
        yield
