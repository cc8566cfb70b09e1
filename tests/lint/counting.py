#!/usr/bin/python3
"""The last line of ./check must not lie: build-aux/count-tests over runs made up for it."""
import json
import os
import subprocess
import sys
import tempfile

GOOD = {'name': 'good', 'result': 'OK', 'stdout': 'TAP version 13\n1..2\nok 1 /a\nok 2 /b\n'}
BAD = {'name': 'bad', 'result': 'FAIL', 'stdout': '1..2\nok 1 /a\nnot ok 2 /b - assertion\n'}
CRASH = {'name': 'crash', 'result': 'ERROR', 'stdout': '1..2\nok 1 /a\n'}
LEAK = {'name': 'leak', 'result': 'FAIL', 'stdout': '1..1\nok 1 /a\n', 'stderr': 'detected memory leaks'}
SLOW = {'name': 'slow', 'result': 'TIMEOUT', 'stdout': '1..1\n'}
PLAIN = {'name': 'plain', 'result': 'OK', 'stdout': '12 files\n'}
ABSENT = {'name': 'absent', 'result': 'OK', 'stdout': '1..1\nok 1 /plans # SKIP ../shared/plans is missing\n'}
LAZY = {'name': 'lazy', 'result': 'OK', 'stdout': '1..1\nok 1 /lazy # SKIP not today\n'}
SKIP = {'name': 'skip', 'result': 'SKIP', 'stdout': ''}

# steps, runs, CI, the last line, the exit status
CASES = [
    ('passed build\n', [GOOD, PLAIN], '', '4 passed, 0 failed', 0),
    ('passed build\n', [GOOD, BAD], '', '4 passed, 1 failed', 1),
    ('', [CRASH], '', '1 passed, 1 failed', 1),
    ('', [LEAK], '', '1 passed, 1 failed', 1),
    ('', [SLOW], '', '0 passed, 1 failed', 1),
    ('failed build\n', [], '', '0 passed, 2 failed', 1),
    ('', [PLAIN, ABSENT, LAZY, SKIP], '', '1 passed, 0 failed, 3 skipped', 0),
    ('', [PLAIN, ABSENT, LAZY, SKIP], 'true', '1 passed, 2 failed, 1 skipped', 1),
]

wrong = 0
with tempfile.TemporaryDirectory() as folder:
    steps, log = os.path.join(folder, 'steps'), os.path.join(folder, 'testlog.json')
    for what, runs, ci, expected, status in CASES:
        with open(steps, 'w', encoding='utf-8') as file:
            file.write(what)
        with open(log, 'w', encoding='utf-8') as file:
            file.writelines(json.dumps(run) + '\n' for run in runs)
        done = subprocess.run(['build-aux/count-tests', steps, log], env={**os.environ, 'CI': ci},
                              capture_output=True, text=True, check=False)
        last = (done.stdout.splitlines() or [''])[-1]
        if (last, done.returncode) != (expected, status):
            wrong += 1
            print(f'{[r["name"] for r in runs]}: "{last}" and status {done.returncode}, '
                  f'not "{expected}" and {status}\n{done.stderr}')
sys.exit(1 if wrong else 0)
