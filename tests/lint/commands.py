#!/usr/bin/python3
"""Commands: every verb of src/edit/bt-commands.h that changes a plan is among those that the random scripts
of tests/review try the laws of tracked changes on."""
import pathlib
import re
import sys

header = pathlib.Path('src/edit/bt-commands.h').read_text()
tried = ''.join(pathlib.Path('tests/review', name).read_text() for name in ('bt-random-commands.c', 'test-laws.c'))
commands = re.findall(r'^gboolean (bt_document_\w+)', header, re.MULTILINE)
missing = [name for name in commands if not re.search(rf'\b{name}\b', tried)]
for name in missing:
    print(f'{name} is tried in no random script')
sys.exit(bool(missing) or not commands)
