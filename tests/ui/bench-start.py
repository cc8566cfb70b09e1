#!/usr/bin/python3
"""From a start of the program to a window that can be used, beside a bare window of libadwaita, and what it takes to open
a long plan: bench-start.py BARE OPENING MAKE_PLAN SAMPLE [ROUNDS]. All take turns, so that a busy moment of the machine
hits all of them; the figures are medians, and a ratio is the median of the ratios of neighbours. Fails where one is above its limit.
Needs a screen: `xvfb-run meson test -C _build --benchmark start -v`."""

import os
import statistics
import subprocess
import sys
import tempfile
import time

# What a start with a short plan may take of a bare window's, and the first page of a long one, in ms.
MAX_RATIO = 1.5
MAX_FIRST_PAGE = 500


def start(*command):
    """The lines of one run: {name: (ms by the clock, ms of work, longest block, MiB)}."""
    env = dict(os.environ, BT_STARTED='%f' % (time.monotonic() * 1e3))
    out = subprocess.run(command, env=env, check=True, stdout=subprocess.PIPE, text=True, timeout=60).stdout
    return {name: tuple(map(float, figures)) for name, *figures in map(str.split, out.splitlines())}


def median(runs, step, figure):
    return statistics.median(run[step][figure] for run in runs)


def tell(name, runs, step):
    print('%-34s %6.0f ms   work %6.0f ms   block %5.1f ms   %4.0f MiB'
          % ((name,) + tuple(median(runs, step, figure) for figure in range(4))))


def main():
    bare, opening, make_plan, sample = sys.argv[1:5]
    rounds = int(sys.argv[5]) if len(sys.argv) > 5 else 9
    commands = {'bare': [bare], 'start page': [opening], 'short': [opening, sample]}
    runs = {name: [] for name in [*commands, 'long']}
    with tempfile.TemporaryDirectory() as folder:
        commands['long'] = [opening, os.path.join(folder, 'long.kehoach')]
        subprocess.run([make_plan, commands['long'][1], '34', '26', '2000'], check=True)
        for _ in range(rounds):
            for name, command in commands.items():
                runs[name].append(start(*command))
    tell('a bare window', runs['bare'], 'usable')
    tell('the start page', runs['start page'], 'usable')
    tell('a short plan', runs['short'], 'usable')
    tell('  its first page', runs['short'], 'page')
    for step, name in (('usable', 'a long plan'), ('page', '  its first page'), ('pages', '  all its pages')):
        tell(name, runs['long'], step)
    ratio, work = (statistics.median(run['usable'][figure] / plain['usable'][figure]
                                     for run, plain in zip(runs['short'], runs['bare'])) for figure in (0, 1))
    first = median(runs['long'], 'page', 0)
    print('a short plan takes %.2f times a bare window (%.2f of its work); wanted: at most %.1f' % (ratio, work, MAX_RATIO))
    print('the first page of a long one after %.0f ms; wanted: at most %d' % (first, MAX_FIRST_PAGE))
    sys.exit(ratio > MAX_RATIO or first > MAX_FIRST_PAGE)


main()
