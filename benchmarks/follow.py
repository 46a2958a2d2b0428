#!/usr/bin/env python3
"""Sends rows to 'carousel predict RUN --follow' one by one, and waits for the answer to each.

    benchmarks/follow.py RUN-DIR ROWS.csv [--carousel ./carousel] [--warm-up 2000]

Prints the time from writing a row into the pipe to having read its answer: median, 99th percentile
and largest, in microseconds, and rows per second. Rows are those of the file, which needs a header;
those that have no answer (a window that is not full) are not counted: name them with --silent N.
"""
import argparse
import subprocess
import time

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
parser.add_argument("run")
parser.add_argument("rows")
parser.add_argument("--carousel", default="./carousel")
parser.add_argument("--warm-up", type=int, default=2000)
parser.add_argument("--silent", type=int, default=0, help="first rows without an answer")
options = parser.parse_args()

with open(options.rows, "rb") as file:
    header, *rows = file.read().splitlines(keepends=True)
child = subprocess.Popen(
    [options.carousel, "predict", options.run, "--follow"],
    stdin=subprocess.PIPE,
    stdout=subprocess.PIPE,
    bufsize=0,
)
answers = child.stdout
child.stdin.write(header)


def answer():
    line = b""
    while not line.endswith(b"\n"):
        piece = answers.read(65536)
        if not piece:
            raise SystemExit("the command ended")
        line += piece
    return line


answer()
for row in rows[: options.silent]:
    child.stdin.write(row)
times = []
for row in rows[options.silent :]:
    begin = time.perf_counter_ns()
    child.stdin.write(row)
    answer()
    times.append(time.perf_counter_ns() - begin)
child.stdin.close()
if child.wait() != 0:
    raise SystemExit("the command failed")
counted = sorted(times[options.warm_up :])
last = len(counted) - 1
print(
    "%d rows: median %.1f us, 99th percentile %.1f us, largest %.1f us; %.0f rows/s"
    % (
        len(counted),
        counted[last // 2] / 1e3,
        counted[round(0.99 * last)] / 1e3,
        counted[last] / 1e3,
        1e9 * len(counted) / sum(counted),
    )
)
