"""A new user's first hour: a text from Word is taken over, gets an appendix with headings on two levels, and is printed."""

import os
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import desk as driver  # noqa: E402

TEXT = '''Số: 12/KH-UBND

Hòa An, ngày 05 tháng 3 năm 2026

KẾ HOẠCH
Tổng vệ sinh môi trường năm 2026

Thực hiện Kế hoạch số 8/KH-UBND ngày 12 tháng 01 năm 2026 của Ủy ban nhân dân thành phố về vệ sinh môi trường.

I. MỤC ĐÍCH, YÊU CẦU

1. Mục đích

- Nâng cao ý thức giữ gìn vệ sinh của người dân.

- Đường phố, ngõ xóm sạch đẹp.

II. TỔ CHỨC THỰC HIỆN

1. Các khu phố chuẩn bị dụng cụ. Chi tiết tại Phụ lục kèm theo.

Nơi nhận:

- UBND thành phố;
- Lưu: VT, KT.

CHỦ TỊCH

Nguyễn Văn An
'''


def take_over(desk):
    """What the text became is told at once, with what the program writes itself now, and what is to be done next."""
    path = os.path.join(desk.scratch, 've-sinh.txt')
    with open(path, 'w') as file:
        file.write(TEXT)
    desk.open(path)
    desk.wait_for('label', contains='Every word of the text is in the plan, or listed below')
    desk.wait_for('label', contains='Still to be filled in: issuing body')
    desk.picture('1-report')
    desk.keys('Escape')
    desk.wait_text('Thực hiện Kế hoạch')


def fill_in(desk):
    """The issuer is typed in two lines, the first with the space that ends a word of the input method."""
    desk.activate_row('Heading of the Plan')
    desk.click_on(desk.wait_for('text', name='Issuing Body'))
    desk.type('UYR BAN NHAAN DAAN ', delay=60)
    desk.keys('Return')
    desk.type('PHUWOWNGF HOAF AN ', delay=60)
    desk.keys('BackSpace')
    desk.wait(lambda: 'PHƯỜNG HÒA AN' in desk.text_of(desk.wait_for('text', name='Issuing Body')), 'the issuer')


def add_appendix(desk):
    """Both usual tables are offered; the new appendix is marked in the outline, and its title has the keys."""
    desk.activate_row('Heading of the Plan')
    desk.keys('End')
    desk.press(desk.wait_for('push button', name='Also Product, Beginning and End, Notes'))
    title = desk.wait_for('text', name='Title of the Appendix')
    desk.wait(lambda: desk.is_focused(title), 'the title to have the keys')
    desk.wait(lambda: is_marked(desk, 'Phụ lục (empty)'), 'the appendix to be marked in the outline')
    desk.type('PHAAN COONG ', delay=60)
    desk.keys('BackSpace')
    wait_heading(desk, 'Thời gian thực hiện: Bắt đầu')
    desk.picture('2-appendix')


def is_marked(desk, title):
    """Whether the row of the outline with that title is the chosen one."""
    for node, role in desk.walk():
        if role != 'label' or node.name != title:
            continue
        while node is not None and node.getRoleName() != 'frame':
            if node.getState().contains(driver.pyatspi.STATE_SELECTED):
                return True
            node = node.parent
    return False


def wait_heading(desk, name):
    table = desk.wait_for('table')
    desk.wait(lambda: any(node.name == name and desk.is_seen(node) for node in table), 'the heading “%s”' % name)


def group_columns(desk):
    """A heading over two columns is made with one button, and what is typed next is its name."""
    desk.press(desk.wait_for('push button', name='Columns…'))
    desk.wait(lambda: len(desk.roots()) > 1, 'the columns')
    desk.picture('3-columns')
    buttons = [node for node, role in desk.walk(desk.roots()[1:]) if node.name == 'Group with the Next Column']
    desk.press(buttons[5])  # after the number, the task, the product and both ends of the time
    desk.wait(lambda: desk.has_focus('text', 'Name of the group') or desk.has_focus('entry', 'Name of the group'),
              'the name of the group to have the keys')
    desk.type('Ddown vij ', delay=60)
    desk.keys('BackSpace')
    desk.picture('4-grouped')
    desk.keys('Escape')
    wait_heading(desk, 'Đơn vị: Đơn vị chủ trì')


def tab_to_new_row(desk):
    """Behind the last cell of the table Tab begins a row, as in Word; one undo takes it back."""
    table = desk.wait_for('table')
    last = desk.wait(lambda: next((node for node in table if node.name.startswith('Ghi chú, row 1: ')), None), 'the cell')
    desk.click_on(last)
    desk.type('Ra quaan', delay=60)
    desk.keys('Tab')
    new = desk.wait(lambda: next((node for node in table if node.name.startswith('Nội dung công việc, row 2: ')), None),
                    'a second row')
    desk.wait(lambda: desk.is_focused(new), 'the first cell of the new row to have the keys')
    desk.type('Toongr keets', delay=60)
    desk.keys('Return')
    desk.picture('5-rows')


def print_it(desk):
    """The PDF is there, with both levels of headings and the note; a button shows it."""
    desk.keys('ctrl+e')
    desk.name_file('ve-sinh.pdf')
    desk.wait_for('label', contains='Written: ve-sinh.pdf')
    # That of the bar, and that of the message.
    desk.wait(lambda: sum(role == 'push button' and node.name == 'Open' and desk.is_seen(node)
                          for node, role in desk.walk()) == 2, 'the button of the message')
    desk.picture('6-written')
    text = subprocess.run(['pdftotext', '-layout', os.path.join(desk.scratch, 've-sinh.pdf'), '-'], check=True,
                          capture_output=True, text=True, timeout=20).stdout
    words = ' '.join(text.split())
    assert 'của Ủy ban nhân dân phường Hòa An)' in words and 'Tổng kết' in words, text
    assert 'Đơn vị' in words and 'Bắt đầu' in words, text


driver.run([
    ('take a text over', take_over),
    ('fill in what was missing', fill_in),
    ('add an appendix', add_appendix),
    ('put columns under one heading', group_columns),
    ('go on to a new row', tab_to_new_row),
    ('print', print_it),
])
