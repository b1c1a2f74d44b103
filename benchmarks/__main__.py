"""`make bench`: each figure is a ratio inside one run, its median and in brackets its spread (docs/speed.md)."""

import sys
import tempfile
from pathlib import Path

from benchmarks.papers import passport_set
from benchmarks.stage import Stage
from benchmarks.start import start
from benchmarks.steps import durable_step, growth, long_way

FIGURES = {"1": durable_step, "2": growth, "3": long_way, "4": passport_set, "6": start}


def main() -> None:
    wanted = sys.argv[1:] or list(FIGURES)
    with tempfile.TemporaryDirectory() as folder, Stage() as stage:
        for number in wanted:
            for line in FIGURES[number](stage, Path(folder)):
                print(line, flush=True)


if __name__ == "__main__":
    main()
