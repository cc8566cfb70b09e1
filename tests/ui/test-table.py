"""The appendix's table as a clerk uses it: a spreadsheet's keys, Telex in cells, rows and columns, the clipboard."""

import os
import shutil
import subprocess
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import desk as driver

SAMPLE = os.path.join(os.environ['BANTHAO_DATADIR'], 'samples', 'ke-hoach-mau.kehoach')


def plan_path(desk):
    return os.path.join(desk.scratch, 'bang.kehoach')


def saved(desk):
    """Saves, and returns what is in the file."""
    desk.keys('ctrl+s')
    desk.wait_for('label', contains='Saved')
    time.sleep(0.3)
    with open(plan_path(desk), encoding='utf-8') as file:
        return file.read()


def find_cell(desk, title, row):
    """The cell under that heading in that row; none where it is scrolled out of sight."""
    table = desk.kept.get('table')
    if not table:
        table = desk.kept['table'] = desk.wait_for('table')
    for node in table:
        try:
            if node.name.startswith('%s, row %d: ' % (title, row)) and desk.is_seen(node):
                return node
        except Exception:  # went away while being read
            continue
    return None


def cell(desk, title, row):
    return desk.wait(lambda: find_cell(desk, title, row), 'the cell under %s in row %d' % (title, row))


def words(desk, title, row):
    return cell(desk, title, row).name.split(': ', 1)[1]


def wait_words(desk, title, row, expected):
    desk.wait(lambda: words(desk, title, row) == expected, '“%s” under %s in row %d' % (expected, title, row))


def wait_focus(desk, title, row):
    desk.wait(lambda: desk.is_focused(cell(desk, title, row)), 'the keys to be in %s, row %d' % (title, row))


def find_heading(desk, name):
    table = desk.kept.get('table') or desk.wait_for('table')
    for node in table:
        if node.name == name and desk.is_seen(node):
            return node
    return None


def heading_box(desk, name):
    heading = desk.wait(lambda: find_heading(desk, name), 'the heading ' + name)
    return heading.queryComponent().getExtents(driver.pyatspi.WINDOW_COORDS)


def go_to(desk, title, row):
    desk.click_on(cell(desk, title, row))
    wait_focus(desk, title, row)


def open_appendix(desk):
    """An appendix that is one table is shown with its title, its note and merged headings."""
    shutil.copy(SAMPLE, plan_path(desk))
    desk.open(plan_path(desk))
    desk.activate_row('Heading of the Plan')
    desk.keys('End')
    desk.activate_row('Phụ lục DANH MỤC')
    desk.wait_for('text', name='Title of the Appendix')
    group = heading_box(desk, 'Thời gian thực hiện')
    leaf = heading_box(desk, 'Thời gian thực hiện: Bắt đầu')
    assert leaf.y >= group.y + group.height - 1 and group.width > leaf.width + 20
    desk.picture('table-1-opened')


def type_to_replace(desk):
    """A letter replaces the cell, Enter goes down, Tab to the right; Escape takes back what was typed."""
    go_to(desk, 'Sản phẩm', 1)
    desk.type('Soor tay huwowngs daanx', delay=50)
    desk.keys('Return')
    wait_focus(desk, 'Sản phẩm', 2)
    wait_words(desk, 'Sản phẩm', 1, 'Sổ tay hướng dẫn')
    before = words(desk, 'Sản phẩm', 2)
    desk.type('huyr', delay=50)
    desk.keys('Escape')
    wait_words(desk, 'Sản phẩm', 2, before)
    desk.keys('F2', 'End')
    desk.type(' theem', delay=50)
    desk.keys('Tab')
    wait_words(desk, 'Sản phẩm', 2, before + ' thêm')
    wait_focus(desk, 'Bắt đầu', 2)
    desk.keys('ctrl+z')
    wait_words(desk, 'Sản phẩm', 2, before)


def telex_over_cells(desk):
    """Fast Telex over many cells: every word is right in its own cell, also when Tab, Enter or a click ends it."""
    go_to(desk, 'Sản phẩm', 1)
    pieces = [('Uyr ban nhaan daan', 'Ủy ban nhân dân'), ('dduwowngf phoos', 'đường phố'),
              ('Ngoo Quyeenf', 'Ngô Quyền'), ('thoon Ddoong', 'thôn Đông')]
    for number, (keys, _) in enumerate(pieces, 1):
        desk.type(keys, delay=25)
        desk.keys('Return')
        wait_focus(desk, 'Sản phẩm', number + 1)
    desk.keys('ctrl+Home')
    for number, (_, expected) in enumerate(pieces, 1):
        wait_words(desk, 'Sản phẩm', number, expected)
    go_to(desk, 'Bắt đầu', 1)
    desk.type('quys bar', delay=25)
    desk.keys('Tab')
    desk.type('thangs', delay=25)
    desk.keys('Tab')
    wait_words(desk, 'Bắt đầu', 1, 'quý bả')
    wait_words(desk, 'Hoàn thành', 1, 'tháng')
    go_to(desk, 'Bắt đầu', 2)
    desk.type('cuoois nawm', delay=25)
    desk.click_on(cell(desk, 'Sản phẩm', 3))
    wait_words(desk, 'Bắt đầu', 2, 'cuối năm')
    wait_words(desk, 'Sản phẩm', 3, 'Ngô Quyền')
    desk.picture('table-2-telex')


def ranges(desk):
    """Shift and arrows choose a block; Delete clears it, Ctrl+D fills it down: one undo step each."""
    go_to(desk, 'Bắt đầu', 3)
    before = [words(desk, title, row) for row in (3, 4) for title in ('Bắt đầu', 'Hoàn thành')]
    desk.keys('shift+Right', 'shift+Down')
    desk.picture('table-3-range')
    desk.keys('Delete')
    for row in (3, 4):
        for title in ('Bắt đầu', 'Hoàn thành'):
            wait_words(desk, title, row, '')
    desk.keys('ctrl+z')
    wait_words(desk, 'Bắt đầu', 3, before[0])
    assert [words(desk, title, row) for row in (3, 4) for title in ('Bắt đầu', 'Hoàn thành')] == before
    go_to(desk, 'Bắt đầu', 3)
    desk.keys('shift+Right', 'shift+Down', 'ctrl+d')
    wait_words(desk, 'Hoàn thành', 4, before[1])
    wait_words(desk, 'Bắt đầu', 4, before[0])
    desk.keys('ctrl+z')
    wait_words(desk, 'Hoàn thành', 4, before[3])
    go_to(desk, 'Bắt đầu', 3)
    desk.keys('Home')
    wait_focus(desk, 'TT', 3)
    desk.keys('End')
    wait_focus(desk, 'Cơ quan phối hợp', 3)


def count(desk):
    """The count has the words of the cells that are chosen."""
    go_to(desk, 'Sản phẩm', 3)
    expected = str(sum(len(words(desk, title, row).split()) for title in ('Sản phẩm', 'Bắt đầu') for row in (3, 4)))
    desk.keys('shift+Right', 'shift+Down', 'ctrl+shift+g')
    button = desk.wait_for('push button', contains=' words')

    def counted():
        return [node.name for node, role in desk.walk(list(button)) if role == 'label' and desk.is_seen(node)]

    desk.wait(lambda: 'Selection' in counted(), 'the count')
    desk.picture('table-8-count')
    assert counted()[counted().index('Selection') + 1] == expected, (counted(), expected)
    desk.keys('Escape')
    desk.wait(lambda: 'Selection' not in counted(), 'the count to go')


def put_on_clipboard(text):
    """Another program copies text, and goes on offering it."""
    return subprocess.Popen([sys.executable, '-c', '''
import sys, gi
gi.require_version('Gdk', '4.0'); gi.require_version('Gtk', '4.0')
from gi.repository import Gdk, Gtk, GLib
Gtk.init()
Gdk.Display.get_default().get_clipboard().set(sys.argv[1])
print('ready', flush=True)
GLib.MainLoop().run()
''', text], stdout=subprocess.PIPE, text=True)


def paste_from_spreadsheet(desk):
    """A block with a line break in a quoted cell is pasted over the last row: rows are added, one undo takes all."""
    owner = put_on_clipboard('Dựng cổng\t"Cổng\nvà ""cờ"""\n'
                             'Treo pa nô\tPa nô\n'
                             'Tổng kết\tBáo cáo\n')
    try:
        owner.stdout.readline()
        desk.keys('ctrl+End')
        rows = 12
        desk.keys('Home', 'Right')
        wait_focus(desk, 'Nội dung nhiệm vụ', rows)
        before = words(desk, 'Nội dung nhiệm vụ', rows)
        desk.keys('ctrl+v')
        wait_words(desk, 'Nội dung nhiệm vụ', rows, 'Dựng cổng')
        desk.keys('ctrl+End', 'Home', 'Right')
        wait_words(desk, 'Nội dung nhiệm vụ', rows + 2, 'Tổng kết')
        wait_words(desk, 'Sản phẩm', rows, 'Cổng\nvà "cờ"')
        desk.picture('table-4-pasted')
        desk.keys('ctrl+z')
        wait_words(desk, 'Nội dung nhiệm vụ', rows, before)
        assert not find_cell(desk, 'Nội dung nhiệm vụ', rows + 1)
    finally:
        owner.terminate()
        owner.wait()


def paste_html(desk):
    """Plain text of a spreadsheet has no line breaks in cells, its HTML has: that is taken, as wide and high as it was
    copied. Letters of an old font are asked about."""
    before = words(desk, 'Nội dung nhiệm vụ', 12)
    desk.keys('ctrl+End', 'Home', 'Right')
    wait_focus(desk, 'Nội dung nhiệm vụ', 12)
    desk.offer('Dựng cổng bước 1\tCổng\nTreo pa nô\t\n',
               '<table><tr><td>Dựng cổng<br>bước 1</td><td rowspan=2>Cổng</td><td>Tháng 1</td></tr>'
               '<tr><td>Treo pa nô</td><td>Tháng 2</td></tr></table>')
    desk.keys('ctrl+v')
    wait_words(desk, 'Nội dung nhiệm vụ', 12, 'Dựng cổng\nbước 1')
    desk.keys('ctrl+End')
    wait_words(desk, 'Sản phẩm', 13, '')
    wait_words(desk, 'Bắt đầu', 13, 'Tháng 2')
    desk.keys('ctrl+z')
    wait_words(desk, 'Nội dung nhiệm vụ', 12, before)
    desk.offer('Céng hßa x· héi chñ nghÜa ViÖt Nam, ®­êng phè')
    desk.keys('ctrl+v')
    desk.press(desk.wait_for('push button', contains='vert to Unicode'))
    wait_words(desk, 'Nội dung nhiệm vụ', 12, 'Cộng hòa xã hội chủ nghĩa Việt Nam, đường phố')
    wait_focus(desk, 'Nội dung nhiệm vụ', 12)
    desk.keys('ctrl+z')
    wait_words(desk, 'Nội dung nhiệm vụ', 12, before)


def copy_block(desk):
    """What is copied out is what is pasted in elsewhere."""
    desk.keys('ctrl+End')
    go_to(desk, 'Sản phẩm', 11)
    expected = [words(desk, 'Sản phẩm', 11), words(desk, 'Bắt đầu', 11)]
    desk.keys('shift+Right', 'ctrl+c', 'Left', 'Down', 'ctrl+v')
    wait_words(desk, 'Sản phẩm', 12, expected[0])
    wait_words(desk, 'Bắt đầu', 12, expected[1])
    desk.keys('ctrl+z')
    desk.wait(lambda: words(desk, 'Sản phẩm', 12) != expected[0], 'undo')


def rows_by_keys(desk):
    """Rows come, go and move by keys, several at once, and undo takes each back."""
    desk.keys('ctrl+Home')
    first, second, third = (words(desk, 'Nội dung nhiệm vụ', n) for n in (1, 2, 3))
    go_to(desk, 'Nội dung nhiệm vụ', 1)
    desk.keys('shift+Down', 'alt+shift+Down')
    wait_words(desk, 'Nội dung nhiệm vụ', 1, third)
    wait_words(desk, 'Nội dung nhiệm vụ', 3, second)
    desk.keys('alt+shift+Up')
    wait_words(desk, 'Nội dung nhiệm vụ', 1, first)
    wait_words(desk, 'Nội dung nhiệm vụ', 3, third)
    go_to(desk, 'Nội dung nhiệm vụ', 2)
    desk.keys('ctrl+Return')
    wait_focus(desk, 'Nội dung nhiệm vụ', 3)
    wait_words(desk, 'Nội dung nhiệm vụ', 3, '')
    desk.type('chen giuwax', delay=50)
    desk.keys('Return')
    wait_words(desk, 'Nội dung nhiệm vụ', 3, 'chen giữa')
    go_to(desk, 'Nội dung nhiệm vụ', 3)
    desk.keys('ctrl+Delete')
    wait_words(desk, 'Nội dung nhiệm vụ', 3, third)


def drag_row(desk):
    """A row is dragged by its head to another place."""
    first, second = (words(desk, 'Nội dung nhiệm vụ', n) for n in (1, 2))
    from_x, from_y = desk.place_of(desk.wait_for('row header', name='Row 1'))
    from_x += 8  # the edge of the outline is near
    box = desk.wait_for('row header', name='Row 2').queryComponent().getExtents(driver.pyatspi.WINDOW_COORDS)
    top = desk.window_origin()[1]
    desk.drag(from_x, from_y, from_x, top + box.y + box.height - 6)
    wait_words(desk, 'Nội dung nhiệm vụ', 1, second)
    wait_words(desk, 'Nội dung nhiệm vụ', 2, first)
    desk.keys('ctrl+z')
    wait_words(desk, 'Nội dung nhiệm vụ', 1, first)


def drag_edge(desk):
    """A column is made wider by the edge of its heading: one undo step."""
    def width():
        return heading_box(desk, 'Nội dung nhiệm vụ').width
    box = heading_box(desk, 'Nội dung nhiệm vụ')
    left, top = desk.window_origin()
    before = width()
    # The frame of the window is not told; the edge is as wide to the hand.
    x, y = left + box.x + box.width + 5, top + box.y + box.height // 2
    desk.drag(x, y, x + 40, y)
    desk.wait(lambda: abs(width() - before - 40) < 4, 'the wider column')
    desk.picture('table-5-wider')
    assert ' width="' in saved(desk)
    desk.keys('ctrl+z')
    # What columns ask for is found anew with what has been typed since: a pixel more or less.
    desk.wait(lambda: abs(width() - before) < 4, 'the width to be as before')


def column_editor(desk):
    """The list of columns: a new name is in the heading at once; a column comes, and undo takes it back."""
    desk.press(desk.wait_for('push button', name='Columns…'))
    entry = desk.wait(lambda: [each for each, role in desk.walk() if role == 'text'
                               and each.name == 'Name of the column'], 'the list of columns')[2]
    desk.click_on(entry)
    desk.keys('ctrl+a')
    desk.type('Keets quar', delay=50)
    desk.keys('Tab')
    desk.picture('table-6-columns')
    desk.keys('Escape')
    heading_box(desk, 'Kết quả')
    desk.wait(lambda: not desk.find('push button', name='Remove Column'), 'the list to be closed')


def menu(desk):
    """The menu of a cell adds a column; the heading of the new one is there, and undo takes it back."""
    go_to(desk, 'Kết quả', 1)
    desk.keys('shift+F10')
    desk.wait_for('menu item', name='Row Above')
    desk.picture('table-7-menu')
    desk.press(desk.wait_for('menu item', name='Row Above'))
    wait_words(desk, 'Kết quả', 1, '')
    desk.keys('ctrl+z')
    desk.wait(lambda: words(desk, 'Kết quả', 1) != '', 'undo of the row')


def name_with_keys(desk):
    """The field with the name of a column that has the keys, once its window has opened."""
    return desk.wait(lambda: next((node for node, role in desk.walk(desk.roots()[1:]) if role in ('text', 'entry')
                                   and node.name.startswith('Name of') and desk.is_focused(node)), None), 'the name')


def group_from_the_menu(desk):
    """Who groups columns by the menu types the name of the group next; a double click on a heading opens its name."""
    go_to(desk, 'Cơ quan chủ trì', 1)
    desk.keys('shift+Right', 'shift+F10')
    desk.press(desk.wait_for('menu item', name='Column'))
    desk.press(desk.wait_for('menu item', name='Group Columns'))
    assert desk.selected_in(name_with_keys(desk)) == 'Nhóm cột'
    desk.wait(lambda: desk.keys('Escape') or len(desk.roots()) == 1, 'the window to close')
    desk.click_on(desk.wait(lambda: find_heading(desk, 'Nhóm cột: Cơ quan chủ trì'), 'the heading'), times=2)
    assert desk.text_of(name_with_keys(desk)) in ('Nhóm cột', 'Cơ quan chủ trì')
    desk.wait(lambda: desk.keys('Escape') or len(desk.roots()) == 1, 'the window to close')
    desk.keys('ctrl+z')
    desk.wait(lambda: not find_heading(desk, 'Nhóm cột: Cơ quan chủ trì'), 'undo of the group')


def undo_across_views(desk):
    """Undo leads back to the cell that was changed, from a text that was edited after it."""
    go_to(desk, 'Bắt đầu', 3)
    before = words(desk, 'Bắt đầu', 3)
    desk.type('mai ', delay=50)
    desk.keys('Return')
    desk.activate_row('Heading of the Plan')
    desk.keys('Home')
    desk.activate_row('1. Mục đích')
    desk.click_on(desk.editor())
    desk.keys('ctrl+End')
    desk.type(' xong ', delay=50)
    desk.wait_text('xong')
    desk.keys('ctrl+z')
    desk.wait(lambda: 'xong' not in desk.text_of(desk.editor()), 'undo in the text')
    desk.keys('ctrl+z')
    wait_words(desk, 'Bắt đầu', 3, before)
    desk.picture('table-8-undone')


driver.run([
    ('open an appendix', open_appendix),
    ('type to replace', type_to_replace),
    ('Telex over cells', telex_over_cells),
    ('ranges', ranges),
    ('count chosen cells', count),
    ('paste from a spreadsheet', paste_from_spreadsheet),
    ('paste the HTML of a spreadsheet', paste_html),
    ('copy a block', copy_block),
    ('rows by keys', rows_by_keys),
    ('drag a row', drag_row),
    ('drag an edge', drag_edge),
    ('the list of columns', column_editor),
    ('the menu', menu),
    ('a group from the menu', group_from_the_menu),
    ('undo across views', undo_across_views),
])
