"""CPU and wall time of a command in milliseconds, the best of several runs: measure.py RUNS COMMAND…"""

import os
import subprocess
import sys
import time


def run(command):
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    said = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    if status:
        sys.exit(f"{' '.join(command)}\n{said.decode(errors='replace')}")
    return (usage.ru_utime + usage.ru_stime) * 1e3, wall * 1e3


runs = [run(sys.argv[2:]) for _ in range(int(sys.argv[1]))]
print("%.1f %.1f" % tuple(min(times) for times in zip(*runs)))
