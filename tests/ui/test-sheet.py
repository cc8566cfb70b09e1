"""Spreadsheets as a clerk uses them: a table comes into the appendix after a look at what goes where, and goes out."""

import os
import shutil
import subprocess
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import desk as driver

SAMPLE = os.path.join(os.environ['BANTHAO_DATADIR'], 'samples', 'ke-hoach-mau.kehoach')
SHEET = ('PHỤ LỤC;;;\nCơ quan chủ trì;Nội dung nhiệm vụ;Điện thoại;Kết thúc\n'
         'Trạm Y tế phường;"Phát tờ rơi\ntại chợ";0912;15/10/2026\nCông an phường;Kiểm tra;;\n')


def path(desk, name):
    return os.path.join(desk.scratch, name)


def read(desk, name):
    with open(path(desk, name), encoding='utf-8') as file:
        return file.read()


def saved(desk):
    """Saves, and returns what is in the file."""
    before = os.stat(path(desk, 'bang.kehoach')).st_mtime_ns
    desk.keys('ctrl+s')
    desk.wait(lambda: os.stat(path(desk, 'bang.kehoach')).st_mtime_ns != before, 'the plan to be saved')
    time.sleep(0.3)
    return read(desk, 'bang.kehoach')


def choose(desk, item):
    """Opens the menu below the table, once no message lies over it, and chooses from it."""
    desk.wait(lambda: not desk.find('label', contains='has been taken over'), 'the message to go')
    button = desk.wait(lambda: next((node for node, role in desk.walk() if 'button' in role and node.name == 'Spreadsheet'
                                     and desk.is_seen(node)), None), 'the button of the menu')
    desk.click_on(button)
    desk.press(desk.wait(lambda: next((node for node, role in desk.walk(button) if role == 'menu item'
                                       and item in node.name), None), 'the item ' + item))


def choose_file(desk, name):
    """Types the name of a file into the dialog that asks which one to open, and says yes."""
    desk.wait(lambda: len(desk.roots()) > 1, 'the dialog that asks for a file')
    time.sleep(0.5)
    desk.keys('ctrl+l')
    desk.name_file(name)


def open_appendix(desk):
    """An appendix has the two commands below its table."""
    shutil.copy(SAMPLE, path(desk, 'bang.kehoach'))
    with open(path(desk, 'tk.csv'), 'w', encoding='utf-8') as file:
        file.write(SHEET)
    desk.open(path(desk, 'bang.kehoach'))
    desk.activate_row('Heading of the Plan')
    desk.keys('End')
    desk.activate_row('Phụ lục DANH MỤC')
    desk.wait_for('table')


def look_before(desk):
    """Before anything is done it is shown which column goes where, and what does not fit."""
    choose(desk, 'Take Over')
    choose_file(desk, 'tk.csv')
    desk.wait_for('label', contains='What Goes into Which Column')
    for words in ('Behind the others', 'A new column', 'no column of the table fits this one',
                  'the sheet has nothing for this column'):
        desk.wait_for('label', contains=words)
    desk.picture('sheet-1-preview')


def take_over(desk):
    """One press takes all of it over, and one undo takes all of it back."""
    before = read(desk, 'bang.kehoach')
    desk.click_on(desk.wait_for('push button', contains='Take'))
    desk.wait_for('label', contains='The table has been taken over')
    after = saved(desk)
    assert after.count('<row ') == before.count('<row ') + 2, after.count('<row ')
    for words in ('>Trạm Y tế phường<', '>Phát tờ rơi<br/>tại chợ<', '>0912<', '>15/10/2026<', 'Điện thoại'):
        assert words in after, words
    desk.picture('sheet-2-taken')
    desk.keys('ctrl+z')
    assert saved(desk) == before


def leave_a_column_out(desk):
    """A column can be left out, which is told; the rows can come instead of those in the table."""
    choose(desk, 'Take Over')
    choose_file(desk, 'tk.csv')
    desk.click_on(desk.wait_for('label', contains='Behind the others'))
    desk.keys('Down', 'Return')
    desk.wait_for('label', contains='Instead of the others')
    desk.click_on(desk.wait_for('label', contains='Điện thoại'))
    desk.keys('End', 'Return')
    desk.wait_for('label', contains='this column has been left out')
    desk.picture('sheet-3-left-out')
    desk.click_on(desk.wait_for('push button', contains='Take'))
    desk.wait(lambda: len(desk.roots()) == 1, 'the dialog to be gone')
    after = saved(desk)
    assert after.count('<row ') == 2 and '0912' not in after and '>Kiểm tra<' in after, after.count('<row ')
    desk.keys('ctrl+z')


def refuse(desk):
    """What is no spreadsheet is refused with one sentence, and nothing happens."""
    with open(path(desk, 'tk.xlsx'), 'wb') as file:
        file.write(b'PK\x03\x04 no')
    choose(desk, 'Take Over')
    choose_file(desk, 'tk.xlsx')
    desk.wait_for('label', contains='The Spreadsheet Cannot Be Read')
    desk.picture('sheet-4-refused')
    desk.keys('Escape')
    desk.wait(lambda: len(desk.roots()) == 1, 'the dialog to be gone')


def give_out(desk):
    """The table goes out as a workbook that comes back as the same table."""
    before = saved(desk)
    choose(desk, 'Export')
    desk.name_file('ra.xlsx')
    desk.wait_for('label', contains='Written: ra.xlsx')
    subprocess.run([os.environ['BANTHAO_CLI'], 'import', 'ra.xlsx', '--onto', 'bang.kehoach', '--appendix=1', '--replace',
                    '-o', 'lai.kehoach'], cwd=desk.scratch, check=True, timeout=30)
    assert read(desk, 'lai.kehoach') == before


driver.run([
    ('open an appendix', open_appendix),
    ('look before', look_before),
    ('take over', take_over),
    ('leave a column out', leave_a_column_out),
    ('refuse what is none', refuse),
    ('give out', give_out),
])
