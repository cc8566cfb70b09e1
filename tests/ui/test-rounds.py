"""Two people and three rounds of review on a real plan, as they work: sent, changed, answered, decided, issued."""

import json
import os
import re
import shutil
import subprocess
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import desk as driver  # noqa: E402

SHARED = os.environ.get('BT_SHARED', os.path.join(os.path.dirname(os.path.abspath(__file__)), '../../../shared'))
PLAN = os.path.join(SHARED, 'plans', 'tu-minh-2025.txt')
MOVED_OVER = 'Cập nhật và đăng tải thường xuyên'
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
    desk.wait(lambda: 'written as “%s.kehoach”' % copy in labels(desk), 'what became of it')
    assert os.path.exists(path(desk, copy))


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


def open_as(desk, name, who):
    desk.close()
    desk.open(path(desk, name), **who)


def labels(desk):
    return '\n'.join(node.name for node, role in desk.walk() if role == 'label' and desk.is_seen(node))


def kinds(file):
    return sorted((change['kind'], change['author']) for change in changes(file))


def supervised(desk):
    """The supervisor edits text and header, moves a paragraph and comments on a field: all is recorded."""
    open_as(desk, 'kh - Binh', BINH)
    desk.wait(lambda: desk.find('push button', name='Track').getState().contains(driver.pyatspi.STATE_PRESSED),
              'the button that says that it is recorded')
    desk.activate_row('2. Yêu cầu')
    desk.wait_text('Yêu cầu')
    desk.click_on(desk.editor())
    desk.keys('ctrl+End')
    desk.type(' Bao cao truoc ngay 15.', delay=40)
    desk.wait_text('Bao cao truoc ngay 15.')
    desk.keys('alt+shift+Up')
    desk.wait_text('… moved to')
    desk.picture('2-moved')
    desk.activate_row('Heading of the Plan')
    field = desk.wait_for('text', contains='Place')
    desk.click_on(field)
    desk.keys('ctrl+a')
    desk.type('Tu Minh', delay=40)
    counter(desk, '2 changes open')
    save(desk, path(desk, 'kh - Binh'))
    made = kinds(path(desk, 'kh - Binh'))
    who = 'Trần Bình (Phó Chủ tịch)'
    assert ('move', who) in made and ('text-insert', who) in made, made
    assert all(author == who for kind, author in made), made
    desk.keys('ctrl+alt+m')
    desk.wait_for('text', contains='Your comment')
    desk.type('Ghi ro ten phuong?', delay=40)
    desk.keys('Return')
    counter(desk, '2 changes open · 1 comment')


def go_to(desk, cell):
    """A click into the cell; its name says heading and row."""
    desk.click_on(desk.wait_for('table cell', contains=cell + ': '))
    wait_focus(desk, cell)


def wait_focus(desk, cell):
    desk.wait(lambda: desk.has_focus('table cell', cell + ': '), 'the keys to be in “%s”' % cell)


def tabled(desk):
    """The supervisor adds a row to the appendix, rewrites a cell and removes a row, and sends the plan back."""
    desk.activate_row('Heading of the Plan')
    desk.keys('End')
    desk.activate_row('Phụ lục MỘT SỐ NHIỆM VỤ')
    go_to(desk, 'Nội dung, row 2')
    desk.keys('ctrl+Return')
    wait_focus(desk, 'Nội dung, row 3')
    desk.type('Hop rut kinh nghiem', delay=40)
    desk.keys('Return')
    desk.wait_for('table cell', 'Nội dung, row 3: Hop rut kinh nghiem')
    go_to(desk, 'Sản phẩm, row 1')
    desk.type('So tay', delay=40)
    desk.keys('Return')
    go_to(desk, 'Nội dung, row 5')
    desk.keys('ctrl+Delete')
    desk.wait_for('row header', 'Row 5, deleted row')
    desk.picture('2-table')
    save(desk, path(desk, 'kh - Binh'))
    made = kinds(path(desk, 'kh - Binh'))
    assert all(author == 'Trần Bình (Phó Chủ tịch)' for kind, author in made), made
    assert {'node-insert', 'node-delete', 'text-delete', 'move'} <= {kind for kind, author in made}, made
    counter(desk, '5 changes open · 1 comment')
    desk.wait(lambda: 'Trần Bình (Phó Chủ tịch): 5' in labels(desk), 'as many in the summary')
    send(desk, 'An', 'kh - Binh - An')
    assert root(path(desk, 'kh - Binh - An'))['round'] == '2'


def tasks(file):
    """Content and product of each row of the appendix, as the plan reads when its open changes are accepted."""
    plan = json.loads(cli('show', file, '--format=json', '--view=final'))
    return [(row[1], row[2]) for row in plan['appendices'][0]['tables'][0]['rows']]


def decide_by_keys(desk):
    """The moved paragraph, which comes behind the answered comment, stays there, the cell as it was, the new row with its
    words; no row is removed."""
    for key, left in (('alt+Return', '4 changes'), ('alt+Delete', '3 changes'), ('alt+Return', '2 changes'),
                      ('alt+Delete', '1 change')):
        desk.keys(key)
        counter(desk, left + ' open')


def check_decided(file):
    before, now = tasks(file[:file.index(' - ')] + '.kehoach'), tasks(file)
    assert now == before[:2] + [('Hop rut kinh nghiem', '')] + before[2:], now
    assert all(change['kind'] != 'move' for change in changes(file)), changes(file)
    text = cli('show', file, '--format=text', '--view=final')
    assert text.index('Bao cao truoc ngay 15.') < text.index(MOVED_OVER), text


def answered(desk):
    """The clerk reads, answers and decides by keyboard alone, adds something, and sends it back."""
    file = 'kh - Binh - An'
    open_as(desk, file, AN)
    counter(desk, '5 changes open · 1 comment')
    desk.wait(lambda: 'Added “ Bao cao truoc ngay 15.”' in labels(desk), 'the changes, without being asked for')
    desk.keys('F8', 'F8')
    desk.picture('3-answer')
    desk.keys('ctrl+alt+r')
    desk.wait(lambda: desk.has_focus('text', 'Reply'), 'the line to answer in')
    desk.type('Da ghi.', delay=40)
    desk.keys('Return')
    desk.wait(lambda: 'Da ghi.' in labels(desk), 'the answer')
    desk.keys('alt+Return')
    counter(desk, '5 changes open')
    decide_by_keys(desk)
    desk.activate_row('III. NHIỆM VỤ')
    desk.click_on(desk.editor())
    desk.keys('ctrl+End')
    desk.type(' Xong.', delay=40)
    counter(desk, '2 changes open')
    save(desk, path(desk, file))
    check_decided(path(desk, file))
    assert [m['text'] for m in json.loads(cli('comments', path(desk, file), '--format=json'))[0]['messages']][1] == 'Da ghi.'
    send(desk, 'Binh', file + ' - Binh')
    assert root(path(desk, file + ' - Binh'))['round'] == '3'


def issued(desk):
    """The supervisor is told what is open, accepts the rest, sees the proof, gives number and date: issued."""
    file = 'kh - Binh - An - Binh'
    open_as(desk, file, BINH)
    counter(desk, '2 changes open')
    desk.keys('ctrl+shift+b')
    desk.wait(lambda: 'Not Everything Is Decided Yet' in labels(desk), 'what is open')
    desk.picture('4-open')
    desk.keys('Escape')
    desk.keys('F8', 'shift+alt+Return')
    desk.wait(lambda: 'No change waits for a decision any more.' in labels(desk), 'nothing to be open')
    desk.keys('ctrl+shift+b')
    desk.wait(lambda: 'character by character' in labels(desk), 'the proof')
    desk.picture('5-proof')
    desk.type('57', delay=40)
    desk.keys('Return')
    desk.wait(lambda: root(path(desk, file))['state'] == 'issued', 'the plan to be issued')
    header = json.loads(cli('show', path(desk, file), '--format=json'))['header']
    assert header['number'] == '57' and header['place'] == 'Tu Minh', header
    assert changes(path(desk, file)) == [] and 'tracking' not in root(path(desk, file))
    check_decided(path(desk, file))


def recorded(desk):
    """The record has every change with its words, though all are carried out, the decisions, and the answer."""
    desk.keys('ctrl+shift+l')
    desk.wait_for('label', contains='Rà soát dự thảo')
    desk.keys('ctrl+s')
    desk.wait(lambda: any(role == 'text' and 'record' in desk.text_of(node) for node, role in desk.walk()), 'its name')
    desk.keys('Return')
    name = path(desk, 'kh - Binh - An - Binh - record')
    desk.wait(lambda: os.path.exists(name), 'the record')
    text = cli('show', name, '--format=text')
    for words in ('BIÊN BẢN', 'Bao cao truoc ngay 15.', 'Xong.', 'Chuyển chỗ', 'Trần Bình (Phó Chủ tịch)', 'Vòng 2',
                  'Chấp nhận', 'Từ chối', 'Ghi ro ten phuong?', 'Da ghi.', 'Không còn nội dung nào chưa thống nhất.'):
        assert words in text, '“%s” is not in %s' % (words, text)
    desk.picture('6-record')


def compared(desk):
    """Ctrl+Shift+C offers what was kept; what became of it is shown as changes in another window."""
    open_as(desk, 'kh - Binh - An - Binh', BINH)
    desk.keys('ctrl+shift+c')
    desk.wait(lambda: 'Sent for review' in labels(desk) and 'Issued' in labels(desk), 'the versions')
    desk.picture('7-versions')
    sent = [node for node, role in desk.walk() if role == 'label' and node.name == 'Sent for review' and desk.is_seen(node)]
    desk.click_on(sent[0])
    desk.wait(lambda: desk.find('push button', contains='changes open'), 'the changes')
    desk.picture('8-compared')


def merged(desk):
    """Two reviewers' copies of one plan, of which both changed the same words: the page for conflicts lets one choose."""
    desk.close()
    text = open(path(desk, 'kh'), encoding='utf-8').read()
    for name, words, author in (('m1', 'sâu rộng', 'Lan'), ('m2', 'thiết thực', 'Hùng')):
        marked = re.sub(r'(<subject[^>]*>)Tuyên truyền', r'\1Tuyên truyền<ins change="q%s"> %s</ins>' % (name, words), text)
        record = '<change xml:id="q%s" author="%s" time="2026-03-02T01:15:00Z" round="1"/>' % (name, author)
        marked = re.sub(r'<changes( [^>]*?)?/>', r'<changes\1>%s</changes>' % record, marked)
        with open(path(desk, name), 'w', encoding='utf-8') as file:
            file.write(marked)
    open_as(desk, 'kh', AN)
    desk.keys('ctrl+shift+m')
    desk.wait(lambda: len(desk.roots()) > 1, 'the file dialog')
    time.sleep(1)  # the dialog lists the folder, and tells nobody when it has
    desk.keys('Down', 'Down', 'Down', 'Down', 'Down', 'shift+Down')
    desk.picture('9-files')
    desk.keys('alt+o')
    desk.wait(lambda: 'Where the Copies Disagree' in labels(desk), 'the page for conflicts')
    desk.picture('9-conflicts')
    for words in ('Subject', 'Both changed the same words', 'Hùng\nPut in “thiết thực”', 'Lan\nPut in “sâu rộng”',
                  'For now both stand there'):
        assert words in labels(desk), '“%s” is not in %s' % (words, labels(desk))
    desk.press(desk.wait_for('push button', "Keep Hùng's"))
    desk.wait(lambda: not desk.find('push button', "Keep Hùng's") and "Keep Hùng's" in labels(desk), 'the choice')
    desk.keys('Escape')
    counter(desk, '1 change open')
    desk.keys('ctrl+s')
    desk.wait(lambda: any(role == 'text' and 'merged' in desk.text_of(node) for node, role in desk.walk()), 'its name')
    desk.keys('Return')
    desk.wait(lambda: os.path.exists(path(desk, 'kh - merged')), 'the merged plan')
    assert [change['author'] for change in changes(path(desk, 'kh - merged'))] == ['Hùng'], 'one side is kept'


driver.run([
    ('sent for review', sent),
    ('changed by the supervisor', supervised),
    ('changed in the table', tabled),
    ('answered by the clerk', answered),
    ('issued', issued),
    ('the record', recorded),
    ('compared with what was sent', compared),
    ('merged', merged),
] if os.path.exists(PLAN) else [])
