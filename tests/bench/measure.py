#!/usr/bin/python3
"""Runs commands and says what they take: measure.py RUNS NAME=COMMAND … (COMMAND is given to sh).
Prints a line per command: NAME, the median of the wall-clock seconds, the highest peak of memory of any of its
processes in MiB. The commands take turns, so that a busy moment of the machine hits all of them."""
import os
import resource
import statistics
import subprocess
import sys
import time


def run(command):
    start = time.monotonic()
    process = subprocess.Popen(['/bin/sh', '-c', command], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    taken = time.monotonic() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f'“{command}” failed with status {process.returncode}')
    return taken, usage.ru_maxrss / 1024


def main():
    runs = int(sys.argv[1])
    commands = [argument.split('=', 1) for argument in sys.argv[2:]]
    results = {name: [] for name, _ in commands}
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    for _ in range(runs):
        for name, command in commands:
            results[name].append(run(command))
    for name, taken in results.items():
        seconds = statistics.median(row[0] for row in taken)
        print(f'{name}\t{seconds:.3f}\t{max(row[1] for row in taken):.0f}')


main()
