#!/usr/bin/python3
"""Every action of the menus has a shortcut, and every shortcut stands in the window of shortcuts with the keys it has."""
import html
import pathlib
import re
import sys

# Actions that take a target or a word under the pointer, or have a button of their own that the keys reach.
WITHOUT = {'win.view', 'win.accept-here', 'win.reject-here'}

wrong = []


def key_of(text):
    """The keys without regard to the order in which they are written."""
    return frozenset(re.findall(r'<(\w+)>', text)), re.sub(r'<\w+>', '', text)


source = pathlib.Path('src/app/bt-application.c').read_text(encoding='utf-8')
shortcuts = {action: keys.split('"')[1] for action, keys in re.findall(r'\{ "([\w.:-]+)", \{ ("[^}]*) \} \}', source)}
overlay = html.unescape(pathlib.Path('ui/help-overlay.ui').read_text(encoding='utf-8'))
told = set()
for keys in re.findall(r'"accelerator">([^<]*(?:<\w+>[^<]*)*)</property>', overlay):
    for key in keys.split():
        first, dots, last = key.partition('...')
        digits = range(int(first[-1]), int(last) + 1) if dots else ()
        told |= {key_of(first[:-1] + str(digit)) for digit in digits} or {key_of(key)}
for action, keys in shortcuts.items():
    if key_of(keys) not in told:
        wrong.append(f'ui/help-overlay.ui: {keys} for {action} is not told')
for page in sorted(pathlib.Path('ui').glob('*.ui')):
    for action in re.findall(r'name="action">((?:win|app)\.[\w-]+)<', page.read_text(encoding='utf-8')):
        if action not in WITHOUT and not any(each.split('::')[0] == action for each in shortcuts):
            wrong.append(f'src/app/bt-application.c: {action} of {page} has no shortcut')
if len(shortcuts) < 60:
    wrong.append('the table of shortcuts is not understood any more')
print('\n'.join(wrong))
sys.exit(1 if wrong else 0)
