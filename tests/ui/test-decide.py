"""Deciding by row, by column, by block of cells, by table and from the menu, by keys; the command line says what is left."""

import json
import os
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import desk as driver  # noqa: E402
import plans  # noqa: E402

PLAN = plans.make_plan('Tổng vệ sinh', '''<clause xml:id="c1" label="roman" heading="yes"><text>MỤC ĐÍCH</text>
    <clause xml:id="c2" label="arabic"><text>Nâng cao <ins change="text">hiểu biết</ins>.</text></clause></clause>''',
                       attributes=plans.REVIEW, appendices='''
    <appendix xml:id="ap"><title xml:id="ti">PHÂN CÔNG</title><note xml:id="no"/><table xml:id="tb">
    <columns xml:id="co"><column xml:id="o1" role="content"><text>Việc</text></column>
      <column xml:id="o2" role="lead"><text>Chủ trì</text></column>
      <column xml:id="o3" role="note" del="column"><text><del change="column">Ghi chú</del></text></column></columns>
    <rows xml:id="ro"><ghost xml:id="gh" of="r5" change="move"/>
      <row xml:id="r1"><cell xml:id="x11">Treo băng rôn</cell><cell xml:id="x12">Công an</cell><cell xml:id="x13"/></row>
      <row xml:id="r2" ins="row"><cell xml:id="x21"><ins change="words">Thi viết</ins></cell>
        <cell xml:id="x22"><ins change="more">Đoàn phường</ins></cell><cell xml:id="x23"/></row>
      <row xml:id="r3" del="gone"><cell xml:id="x31"><del change="gone">Hội diễn</del></cell>
        <cell xml:id="x32"><del change="gone">Văn hóa</del></cell><cell xml:id="x33"/></row>
      <row xml:id="r4"><cell xml:id="x41">Kiểm tra</cell>
        <cell xml:id="x42"><del change="unit">Địa chính</del><ins change="unit">Quân sự</ins></cell>
        <cell xml:id="x43"><del change="column">Hằng quý</del></cell></row>
      <row xml:id="r5" moved="move"><cell xml:id="x51">Tổng kết</cell><cell xml:id="x52">Văn phòng</cell>
        <cell xml:id="x53"/></row></rows></table></appendix>''',
                       changes=''.join(
                           '<change xml:id="%s" author="Trần Bình" time="2026-03-02T0%d:00:00Z" round="1"/>' % (name, hour)
                           for hour, name in enumerate(('text', 'column', 'row', 'words', 'more', 'gone', 'unit', 'move'))))

ALL = {'text', 'column', 'row', 'words', 'more', 'gone', 'unit', 'move'}


def cli(*command):
    return json.loads(subprocess.run([os.environ['BANTHAO_CLI']] + list(command), check=True, capture_output=True,
                                     text=True, timeout=20).stdout)


# So long that a worker decides.
LONG = PLAN.replace('</body>', ''.join(
    '<clause xml:id="y%d" label="roman" heading="yes"><text>NỘI DUNG</text>%s</clause>'
    % (section, ''.join('<clause xml:id="z%d-%d" label="dash"><text>Việc.</text></clause>' % (section, n) for n in range(50)))
    for section in range(70)) + '</body>')


def start(desk, plan=PLAN):
    desk.close()
    desk.path = os.path.join(desk.scratch, 'bang.kehoach')
    with open(desk.path, 'w', encoding='utf-8') as file:
        file.write(plan)
    desk.open(desk.path)
    counter(desk, '6 changes open')
    if plan is PLAN:
        desk.activate_row('PHÂN CÔNG')


def counter(desk, words):
    desk.wait(lambda: desk.find('push button', words), 'the counter “%s”' % words)


def go_to(desk, words):
    """A click into the cell that is called so."""
    desk.click_on(desk.wait_for('table cell', contains=words))
    desk.wait(lambda: desk.has_focus('table cell', words), 'the keys to be in “%s”' % words)


def check_open(desk, names):
    """What the saved file says is open."""
    before = os.stat(desk.path).st_mtime_ns
    desk.keys('ctrl+s')
    desk.wait(lambda: os.stat(desk.path).st_mtime_ns != before, 'the file to be written')
    left = {change['id'] for change in cli('changes', desk.path, '--format=json')}
    assert left == names, left


def rows(desk, view):
    """The rows of the table in a view."""
    plan = cli('show', desk.path, '--format=json', '--view=' + view)
    return plan['appendices'][0]['tables'][0]['rows']


def by_row(desk):
    """Shift+Space chooses a row, Alt+Enter accepts it with its words; one undo step takes that back."""
    start(desk)
    go_to(desk, 'Chủ trì, row 2')
    desk.keys('shift+space', 'alt+Return')
    counter(desk, '5 changes open')
    check_open(desk, ALL - {'row', 'words', 'more'})
    assert ['Thi viết', 'Đoàn phường', ''] in rows(desk, 'original'), rows(desk, 'original')
    desk.keys('ctrl+z')
    counter(desk, '6 changes open')
    check_open(desk, ALL)


def by_column(desk):
    """Ctrl+Space chooses a column: the one that was to go stays, with its words."""
    go_to(desk, 'Ghi chú, row 4')
    desk.keys('ctrl+space', 'alt+Delete')
    counter(desk, '5 changes open')
    check_open(desk, ALL - {'column'})
    assert ['Kiểm tra', 'Quân sự', 'Hằng quý'] in rows(desk, 'final'), rows(desk, 'final')


def by_block(desk):
    """Of a block of cells what is in them is decided, and not that one of their rows was moved."""
    go_to(desk, 'Chủ trì, row 4')
    desk.keys('shift+Down', 'alt+Delete')
    counter(desk, '4 changes open')
    check_open(desk, ALL - {'column', 'unit'})
    assert ['Kiểm tra', 'Địa chính', 'Hằng quý'] in rows(desk, 'final'), rows(desk, 'final')


def unchanged(desk):
    """Where nothing of what is chosen is changed, that is said, and nothing else is decided in its place."""
    go_to(desk, 'Việc, row 1')
    desk.keys('shift+Right', 'alt+Return')
    desk.wait_for('label', contains='Nothing is changed here')
    check_open(desk, ALL - {'column', 'unit'})


def from_menu(desk):
    """The menu of a cell in a row that is to go lets the row stay."""
    go_to(desk, 'Việc, row 3')
    desk.keys('shift+F10')
    item = desk.wait_for('menu item', name='Reject Changes Here')
    desk.picture('menu')
    desk.press(item)
    counter(desk, '3 changes open')
    check_open(desk, {'text', 'row', 'words', 'more', 'move'})
    assert ['Hội diễn', 'Văn hóa', ''] in rows(desk, 'final'), rows(desk, 'final')


def by_table(desk):
    """Ctrl+A chooses the table: all in it is accepted, what is in the text stays open."""
    go_to(desk, 'Việc, row 1')
    desk.keys('ctrl+a', 'alt+Return')
    counter(desk, '1 change open')
    check_open(desk, {'text'})
    desk.picture('table')
    assert rows(desk, 'original') == rows(desk, 'final'), 'nothing is left open in the table'
    assert [row[0] for row in rows(desk, 'final')] == ['Treo băng rôn', 'Thi viết', 'Hội diễn', 'Kiểm tra', 'Tổng kết']


def in_a_long_plan(desk):
    """Cards are decided one after the other; each is an undo step of its own, and nothing tells of it."""
    start(desk, LONG)
    desk.keys('F8')
    desk.wait_text('Nâng cao hiểu biết.')
    desk.keys('alt+Return')
    counter(desk, '5 changes open')
    desk.keys('alt+Return')
    counter(desk, '4 changes open')
    assert not desk.find('label', contains='accepted')
    desk.keys('ctrl+z')
    counter(desk, '5 changes open')
    desk.keys('ctrl+z')
    counter(desk, '6 changes open')


def by_line_alone(desk):
    """What a card decides together can be decided one by one by a script."""
    start(desk)
    out = os.path.join(desk.scratch, 'mot.kehoach')
    subprocess.run([os.environ['BANTHAO_CLI'], 'accept', desk.path, '-o', out, '--id', 'words'], check=True, timeout=20)
    left = {change['id'] for change in cli('changes', out, '--format=json')}
    assert left == ALL - {'words'}, left


driver.run([
    ('by row', by_row),
    ('by column', by_column),
    ('by block', by_block),
    ('nothing is changed', unchanged),
    ('from the menu', from_menu),
    ('by table', by_table),
    ('in a long plan', in_a_long_plan),
    ('one by one on the command line', by_line_alone),
])
