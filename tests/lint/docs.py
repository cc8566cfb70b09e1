#!/usr/bin/python3
"""The maps agree with the land: every relative link and picture of the documents is there, and src/README.md
tells of every module and of the same includes as the table of src/meson.build."""
import pathlib
import re
import sys

wrong = []
for page in sorted(p for p in pathlib.Path('.').rglob('*.md') if not p.parts[0].startswith(('_', '.'))):
    for target in re.findall(r'\]\(([^)#]+)', page.read_text(encoding='utf-8')):
        if '://' not in target and not (page.parent / target).exists():
            wrong.append(f'{page}: {target} is not there')

table = pathlib.Path('src/meson.build').read_text(encoding='utf-8')
told = dict(re.findall(r'^\| `(\w+)/` \|[^|]*\| ([^|]*) \|', pathlib.Path('src/README.md').read_text(encoding='utf-8'),
                       re.MULTILINE))
for name, includes in re.findall(r"^  '(\w+)': \[\[([^\]]*)\]", table, re.MULTILINE):
    there = ', '.join(re.findall(r'\w+', includes)) or '–'
    if told.get(name) != there:
        wrong.append(f'src/README.md: {name} may include {there}, the map says {told.get(name)}')
print('\n'.join(wrong))
sys.exit(1 if wrong else 0)
