#!/usr/bin/python3
"""Header hygiene: what the compiler does not see of the rules in src/README.md.

Every C file opens with a comment on what it is for; headers have #pragma once; nothing is included by a
relative path; layout/ measures and never draws; every public function has a documentation comment."""
import pathlib
import re
import sys

DECLARATION = re.compile(r'^[A-Za-z_][\w \t*]*?[ *](bt_\w+) \([^;{]*\)[^;{]*;', re.MULTILINE)
wrong = []

for path in sorted(pathlib.Path('src').rglob('*.[ch]')) + sorted(pathlib.Path('tests').rglob('*.[ch]')):
    text = path.read_text(encoding='utf-8')
    if not text.startswith('/*'):
        wrong.append(f'{path}:1: does not open with a comment on what it is for')
    if path.suffix == '.h' and '#pragma once' not in text:
        wrong.append(f'{path}:1: has no #pragma once')
    for number, line in enumerate(text.splitlines(), 1):
        if re.match(r'\s*#\s*include\s+"[^"]*/', line):
            wrong.append(f'{path}:{number}: includes by a path; bare names only')
        if path.parts[1] == 'layout' and re.match(r'\s*#\s*include\s+[<"].*cairo', line):
            wrong.append(f'{path}:{number}: cairo in layout/; drawing belongs in print/')

for folder in sorted(p for p in pathlib.Path('src').iterdir() if p.is_dir()):
    sources = ''.join(p.read_text(encoding='utf-8') for p in sorted(folder.rglob('*.[ch]')))
    documented = set(re.findall(r'^/?[* ]* (bt_\w+):', sources, re.MULTILINE))
    for header in sorted(folder.rglob('*.h')):
        if header.stem.endswith('-private'):
            continue
        for name in DECLARATION.findall(header.read_text(encoding='utf-8')):
            if name not in documented:
                wrong.append(f'{header}: {name} has no documentation comment')

print('\n'.join(wrong))
sys.exit(1 if wrong else 0)
