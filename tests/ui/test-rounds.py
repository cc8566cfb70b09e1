"""Two people and three rounds of review on a real plan, as they work: sent, changed, answered, decided, issued."""

import json
import os
import re
import shutil
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import desk as driver  # noqa: E402

SHARED = os.environ.get('BT_SHARED', os.path.join(os.path.dirname(os.path.abspath(__file__)), '../../../shared'))
PLAN = os.path.join(SHARED, 'plans', 'tu-minh-2025.txt')
AN = {'who': 'Nguyễn Thị An', 'role': 'Chuyên viên'}
BINH = {'who': 'Trần Bình', 'role': 'Phó Chủ tịch'}


def cli(*command):
    return subprocess.run([os.environ['BANTHAO_CLI']] + list(command), check=True, capture_output=True, text=True,
                          timeout=20).stdout


def path(desk, name):
    return os.path.join(desk.scratch, name + '.kehoach')


def root(file):
    """The attributes of the whole plan, as they were saved."""
    with open(file, encoding='utf-8') as plan:
        return dict(re.findall(r'([\w:]+)="([^"]*)"', re.search(r'<plan[^>]*>', plan.read()).group(0)))


def changes(file):
    return json.loads(cli('changes', file, '--format=json'))


def save(desk, file):
    before = os.stat(file).st_mtime_ns
    desk.keys('ctrl+s')
    desk.wait(lambda: os.stat(file).st_mtime_ns != before, 'the file to be written')


def send(desk, reviewer, copy):
    """Ctrl+Shift+R asks who reviews it and saves a copy named after that."""
    desk.keys('ctrl+shift+r')
    desk.wait_for('text', 'Who Reviews It')
    desk.type(reviewer, delay=60)
    desk.keys('Return')
    desk.wait(lambda: any(role == 'text' and copy in desk.text_of(node) for node, role in desk.walk()),
              'the name of the copy')
    desk.keys('Return')
    desk.wait(lambda: os.path.exists(path(desk, copy)), 'the copy')


def counter(desk, words):
    desk.wait(lambda: desk.find('push button', words), 'the counter “%s”' % words)


def sent(desk):
    """The clerk sends the plan: in review, recorded, round 1, a copy for the reviewer."""
    desk.close()
    cli('import', PLAN, '-o', path(desk, 'kh'))
    desk.open(path(desk, 'kh'), **AN)
    desk.wait_text('Ủy ban nhân dân')
    send(desk, 'Binh', 'kh - Binh')
    for file in ('kh - Binh', 'kh'):
        desk.wait(lambda: root(path(desk, file)).get('tracking') == 'yes', 'tracking in “%s”' % file)
        assert root(path(desk, file))['state'] == 'review' and root(path(desk, file))['round'] == '1'
    desk.picture('1-sent')


driver.run([
    ('sent for review', sent),
] if os.path.exists(PLAN) else [])
