#!/usr/bin/python3
"""The Flatpak manifest, as flatpak-builder reads it: no key it does not know, and no permission beyond a
window on the screen (files, printers and input methods come through portals)."""
import json
import subprocess
import sys

ALLOWED = {'--socket=wayland', '--socket=fallback-x11', '--share=ipc'}
MANIFEST = 'flatpak/org.banthao.BanThao.yml'

shown = subprocess.run(['flatpak-builder', '--show-manifest', MANIFEST], capture_output=True, text=True, check=False)
if shown.returncode != 0 or shown.stderr.strip():
    sys.exit(f'{MANIFEST}: {shown.stderr or shown.stdout}')
manifest = json.loads(shown.stdout)

wrong = [f'permission that is not needed: {a}' for a in manifest['finish-args'] if a not in ALLOWED]
expected = {'id': 'org.banthao.BanThao', 'command': 'banthao', 'separate-locales': False,
            'runtime': 'org.gnome.Platform', 'sdk': 'org.gnome.Sdk'}
for key, value in expected.items():
    found = manifest.get(key, manifest.get('app-id') if key == 'id' else None)
    if found != value:
        wrong.append(f'{key} is {found!r}, not {value!r}')
modules = manifest['modules']
if modules[-1]['name'] != 'banthao' or modules[-1]['buildsystem'] != 'meson':
    wrong.append('the last module is banthao, built with meson')
for source in (s for m in modules[:-1] for s in m['sources']):
    if not (source.get('sha256') or source.get('commit')):
        wrong.append(f'not the very bytes that were looked at: {source["url"]}')
print('\n'.join(wrong))
sys.exit(1 if wrong else 0)
