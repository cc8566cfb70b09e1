"""The outline as a person uses it: looking for a part, dragging, keys and the menu of a row."""

import os
import shutil
import subprocess
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import desk as driver  # noqa: E402
import plans  # noqa: E402

PLAN = plans.make_plan('Thử dàn ý', '''
    <clause xml:id="c1" label="roman" heading="yes"><text>MỤC ĐÍCH</text>
      <clause xml:id="c2" label="arabic" heading="yes"><text>Mục đích</text></clause>
      <clause xml:id="c3" label="arabic" heading="yes"><text>Yêu cầu</text></clause>
    </clause>
    <clause xml:id="c4" label="roman" heading="yes"><text>NỘI DUNG</text>
      <clause xml:id="c5" label="arabic" heading="yes"><text>Việc thứ nhất</text>
        <clause xml:id="c6" label="alpha"><text>Theo <ref to="c3"/>.</text></clause></clause>
    </clause>
    <clause xml:id="c7" label="roman" heading="yes"><text>TỔ CHỨC <ins change="k1">THỰC HIỆN</ins></text></clause>''', changes='<change xml:id="k1" author="Lan" time="2025-08-14T03:00:00Z" round="1"/>')


def start(desk, plan=PLAN):
    desk.close()
    shutil.rmtree(os.path.join(desk.scratch, '.local', 'state'), ignore_errors=True)  # drafts of the test before
    desk.path = os.path.join(desk.scratch, 'dan-y.kehoach')
    with open(desk.path, 'w') as file:
        file.write(plan)
    desk.open(desk.path)
    desk.wait_for('label', contains='III. TỔ CHỨC')


def rows(desk):
    """The titles of the outline's rows from top to bottom."""
    found = {}
    for node, role in desk.walk():
        try:
            if role == 'label' and node.name and desk.is_seen(node):
                box = node.queryComponent().getExtents(driver.pyatspi.WINDOW_COORDS)
                if box.x < 200 and box.y > 50 and box.width > 60:
                    found.setdefault(box.y, node.name)
        except Exception:
            continue
    return [found[y] for y in sorted(found)]


def sections(desk):
    return [title for title in rows(desk) if title[:2] in ('I.', 'II', '1.', '2.', '3.')]


def wait_sections(desk, *titles):
    try:
        desk.wait(lambda: sections(desk) == list(titles), 'these rows', 10)
    except AssertionError:
        raise AssertionError('%r is not %r' % (sections(desk), list(titles)))


def show(desk):
    return subprocess.run([os.environ['BANTHAO_CLI'], 'show', desk.path, '--format=text'],
                          check=True, capture_output=True, text=True, timeout=20).stdout


def look(desk):
    """The row of a part with an open change has a sign."""
    start(desk)
    desk.wait_for('label', name='•')
    wait_sections(desk, 'I. MỤC ĐÍCH', '1. Mục đích', '2. Yêu cầu', 'II. NỘI DUNG', '1. Việc thứ nhất',
                  'III. TỔ CHỨC THỰC HIỆN')
    desk.picture('1-outline')


def search(desk):
    """Typing in the outline's entry leaves what is found and the way there; Enter goes to it and shows all again."""
    desk.click_on(desk.wait(lambda: next((node for node, role in desk.walk() if node.name == 'Find a part'), None),
                            'the entry'))
    desk.type('viec', delay=60)
    desk.keys('Right')
    wait_sections(desk, 'II. NỘI DUNG', '1. Việc thứ nhất')
    desk.picture('2-search')
    desk.keys('Return')
    desk.wait(lambda: len(sections(desk)) == 6, 'all rows')
    desk.wait(lambda: any(desk.text_of(node).startswith('Việc thứ nhất') for node, role in desk.walk() if role == 'text'),
              'the part that was found')


def drag(desk, title, target, share):
    """Drags a row onto another, to a share of its height."""
    x, y = desk.place_of(desk.wait_for('label', contains=title))
    node = desk.wait_for('label', contains=target)
    to_x, to_y = desk.place_of(node)
    box = node.queryComponent().getExtents(driver.pyatspi.WINDOW_COORDS)
    desk.drag(x, y, to_x, to_y + int((share - 0.5) * box.height), steps=12)


def drag_row(desk):
    """A section is dragged before another, numbers follow; dropped onto a section it goes inside, with its numbering."""
    start(desk)
    drag(desk, '2. Yêu cầu', '1. Mục đích', 0.0)
    wait_sections(desk, 'I. MỤC ĐÍCH', '1. Yêu cầu', '2. Mục đích', 'II. NỘI DUNG', '1. Việc thứ nhất',
                  'III. TỔ CHỨC THỰC HIỆN')
    desk.picture('3-dragged')
    drag(desk, '2. Mục đích', 'II. NỘI DUNG', 0.5)
    wait_sections(desk, 'I. MỤC ĐÍCH', '1. Yêu cầu', 'II. NỘI DUNG', '1. Việc thứ nhất', '2. Mục đích',
                  'III. TỔ CHỨC THỰC HIỆN')
    desk.keys('ctrl+s')
    desk.wait(lambda: 'Theo mục I.1.' in ' '.join(show(desk).split()), 'the reference to follow')
    desk.keys('ctrl+z', 'ctrl+z')
    wait_sections(desk, 'I. MỤC ĐÍCH', '1. Mục đích', '2. Yêu cầu', 'II. NỘI DUNG', '1. Việc thứ nhất',
                  'III. TỔ CHỨC THỰC HIỆN')


def keys(desk):
    """With the keys in the outline, Word's keys move the part that is marked there."""
    start(desk)
    desk.activate_row('II. NỘI DUNG')
    desk.keys('alt+shift+Up')
    wait_sections(desk, 'I. NỘI DUNG', '1. Việc thứ nhất', 'II. MỤC ĐÍCH', '1. Mục đích', '2. Yêu cầu',
                  'III. TỔ CHỨC THỰC HIỆN')
    desk.keys('alt+shift+Down')
    desk.wait(lambda: sections(desk)[0] == 'I. MỤC ĐÍCH', 'the section to go down again')


def fold(desk):
    """The arrow keys fold a part and unfold it, and go to the part above; what is folded stays so when its row moves. A
    screen reader is told what the row with the keys says."""
    def focused():
        return [node.name for node, role in desk.walk() if role == 'list item' and desk.is_focused(node)]

    start(desk)
    desk.activate_row('1. Việc thứ nhất')
    desk.wait(lambda: focused() and focused()[0].startswith('1. Việc thứ nhất'), 'the row to have the keys')
    desk.keys('Left')
    desk.wait(lambda: focused() and focused()[0].startswith('II. NỘI DUNG'), 'the part above to have the keys')
    desk.keys('Left')
    desk.wait(lambda: '1. Việc thứ nhất' not in rows(desk), 'the part to be folded')
    desk.keys('alt+shift+Up')
    wait_sections(desk, 'I. NỘI DUNG', 'II. MỤC ĐÍCH', '1. Mục đích', '2. Yêu cầu', 'III. TỔ CHỨC THỰC HIỆN')
    desk.keys('ctrl+z')
    wait_sections(desk, 'I. MỤC ĐÍCH', '1. Mục đích', '2. Yêu cầu', 'II. NỘI DUNG', 'III. TỔ CHỨC THỰC HIỆN')
    desk.activate_row('II. NỘI DUNG')
    desk.keys('Right')
    desk.wait(lambda: '1. Việc thứ nhất' in rows(desk), 'the part to be unfolded')
    desk.keys('Right')
    desk.wait(lambda: focused() and focused()[0].startswith('1. Việc thứ nhất'), 'the first part in it to have the keys')


def remove(desk):
    """Who removes the part that is shown sees the section it stood in, not the one paragraph before it."""
    start(desk)
    desk.activate_row('2. Yêu cầu')
    desk.wait(lambda: desk.text_of(desk.editor()) == 'Yêu cầu', 'the part')
    desk.keys('ctrl+shift+Delete')
    desk.wait(lambda: desk.text_of(desk.editor()) == 'MỤC ĐÍCH\nMục đích', 'the section around it')


def offered(desk):
    """What the menu of a row has on the screen."""
    return [node.name for node, role in desk.walk() if role == 'menu item' and node.name and desk.is_seen(node)]


def open_menu(desk, title):
    x, y = desk.place_of(desk.wait_for('label', contains=title))
    subprocess.run(['xdotool', 'mousemove', str(x), str(y), 'click', '3'], check=True, timeout=20)


def menu(desk):
    """The menu of a row works on that row, and offers what can be done to it."""
    open_menu(desk, 'III. TỔ CHỨC')
    desk.wait(lambda: 'Duplicate' in offered(desk), 'the menu')
    desk.picture('4-menu')
    assert 'Move Up' in offered(desk) and 'Move Down' not in offered(desk), offered(desk)  # it is the last one
    desk.press(desk.wait_for('menu item', name='Duplicate'))
    desk.wait(lambda: [title[:4] for title in sections(desk)].count('IV. ') == 0
              and sum('TỔ CHỨC' in title for title in rows(desk)) == 2, 'the copy')


def menu_of_parts(desk):
    """The parts that every plan has can be neither moved nor removed: their menu offers nothing of that."""
    for title in ('Heading of the Plan', 'Whole Text', 'Recipients', 'Signature'):
        open_menu(desk, title)
        desk.wait(lambda: offered(desk) == ['Add Appendix'], 'the menu of “%s”' % title)
        desk.keys('Escape')
        desk.wait(lambda: not offered(desk), 'the menu to go')


def grab(x, y, width, height):
    """The pixels of a piece of the screen."""
    return subprocess.run(['import', '-window', 'root', '-crop', '%dx%d+%d+%d' % (width, height, x, y), 'rgb:-'],
                          check=True, capture_output=True, timeout=20).stdout


def hint(desk):
    """What a row has no room for is told beside it, not on the rows below."""
    start(desk)
    x, y = desk.place_of(desk.wait_for('label', contains='II. NỘI DUNG'))
    below, beside = (x - 60, y + 20, 60, 60), (x + 200, y - 10, 100, 20)
    subprocess.run(['xdotool', 'mousemove', str(x + 400), str(y + 300)], check=True, timeout=20)
    time.sleep(1)
    before = grab(*below), grab(*beside)
    subprocess.run(['xdotool', 'mousemove', str(x), str(y)], check=True, timeout=20)
    desk.wait(lambda: grab(*beside) != before[1], 'the hint')
    desk.picture('7-hint')
    assert grab(*below) == before[0]
    subprocess.run(['xdotool', 'mousemove', str(x + 400), str(y + 300)], check=True, timeout=20)
    desk.wait(lambda: grab(*beside) == before[1], 'the hint to go')


# As a plan often begins: paragraphs that belong to no section come first.
LOOSE = PLAN.replace('<body xml:id="y">', '''<body xml:id="y">
    <clause xml:id="l1" label="none"><text>Thực hiện Kế hoạch số 8.</text></clause>
    <clause xml:id="l2" label="none"><text>Ủy ban nhân dân ban hành <ins change="k1">kế hoạch</ins> như sau:</text></clause>''')


def shown(desk):
    """The paragraphs that the editor shows."""
    return desk.text_of(desk.editor()).split('\n')


def whole_text(desk):
    """A short plan opens with all of its text; its paragraphs before the first section are one row, and shown together."""
    start(desk, LOOSE)
    desk.wait(lambda: shown(desk)[:3] == ['Thực hiện Kế hoạch số 8.', 'Ủy ban nhân dân ban hành kế hoạch như sau:', 'MỤC ĐÍCH']
              and shown(desk)[-1] == 'TỔ CHỨC THỰC HIỆN', 'the whole text')
    desk.wait(lambda: sum(role == 'label' and node.name == '•' for node, role in desk.walk()) == 3,
              'the sign of the change in the second paragraph in their row, too')
    desk.picture('5-whole')
    desk.wait(lambda: rows(desk)[2:5] == ['Whole Text', 'Thực hiện Kế hoạch số 8.', 'I. MỤC ĐÍCH'], 'one row before the sections')
    desk.click_on(desk.editor())
    desk.keys('ctrl+End')
    desk.type(' nawm nay ', delay=60)
    desk.wait(lambda: shown(desk)[-1] == 'TỔ CHỨC THỰC HIỆN năm nay ', 'the words in the last section')
    desk.activate_row('Thực hiện Kế hoạch')
    desk.wait(lambda: len(shown(desk)) == 2, 'the loose paragraphs alone')
    desk.picture('6-loose')


def before_loose(desk):
    """A paragraph put before the first loose one belongs to them, in the view and in the row; a label makes it a section."""
    desk.click_on(desk.editor())
    desk.keys('ctrl+Home')
    desk.type('Truowcs ', delay=60)
    desk.keys('Return')
    desk.wait(lambda: shown(desk) == ['Trước ', 'Thực hiện Kế hoạch số 8.', 'Ủy ban nhân dân ban hành kế hoạch như sau:'],
              'three paragraphs')
    desk.wait(lambda: rows(desk)[2:5] == ['Whole Text', 'Trước ', 'I. MỤC ĐÍCH'], 'their row')
    desk.keys('ctrl+End', 'Home')
    desk.type('I. ', delay=60)
    desk.wait(lambda: shown(desk) == ['Ủy ban nhân dân ban hành kế hoạch như sau:'], 'the new section')
    desk.keys('ctrl+z', 'ctrl+z', 'ctrl+z')
    desk.wait(lambda: 'II. MỤC ĐÍCH' not in rows(desk), 'undo')


driver.run([
    ('look at the outline', look),
    ('look for a part', search),
    ('drag a row', drag_row),
    ('keys in the outline', keys),
    ('folding', fold),
    ('removing what is shown', remove),
    ('the menu of a row', menu),
    ('the menu of the parts of every plan', menu_of_parts),
    ('what a row says in full', hint),
    ('the whole text of a short plan', whole_text),
    ('loose paragraphs', before_loose),
])
