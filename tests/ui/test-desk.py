"""The window as a clerk uses it, from a text file to a printed page: keys, clicks, and what is then on the screen."""

import json
import os
import shutil
import subprocess
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import desk as driver

SAMPLE = os.path.join(os.environ['BANTHAO_DATADIR'], 'samples', 'ke-hoach-mau.txt')
CLI = os.environ['BANTHAO_CLI']


def show(path):
    """The saved plan as lines: label and text of every clause, and the other texts."""
    out = subprocess.run([CLI, 'show', '--format=json', path], check=True, capture_output=True, text=True,
                         timeout=20).stdout
    lines = []

    def walk(value):
        if isinstance(value, dict):
            if 'text' in value:
                lines.append((value.get('label', '') + ' ' + value['text']).strip())
            for inner in value.values():
                walk(inner)
        elif isinstance(value, list):
            for inner in value:
                walk(inner)
        elif isinstance(value, str):
            lines.append(value)

    walk(json.loads(out))
    return '\n'.join(lines)


def plan_path(desk):
    return os.path.join(desk.scratch, 'mau.kehoach')


def import_text(desk):
    """A text is opened: the window tells what it became, then shows it."""
    desk.open(SAMPLE)
    desk.wait_for('label', contains='Recipients: 11', seconds=10)
    desk.picture('1-imported')
    desk.keys('Escape')
    desk.wait(lambda: not desk.find('label', contains='Recipients: 11'), 'the report to go')
    for words in ('Heading of the Plan', 'I. MỤC ĐÍCH, YÊU CẦU', '1. Mục đích'):
        desk.wait_for('label', contains=words)
    desk.wait_for('push button', contains='Page 1 of', seconds=10)


def save_first_time(desk):
    """Save asks where to; what is written is the plan."""
    desk.keys('ctrl+s')
    desk.name_file('mau.kehoach')
    desk.wait(lambda: os.path.exists(plan_path(desk)), 'the saved file')
    desk.wait_for('label', contains='Saved at')
    assert 'MỤC ĐÍCH, YÊU CẦU' in show(plan_path(desk))


def choose_section(desk):
    """A click in the outline shows that part in the text view."""
    desk.activate_row('1. Mục đích')
    desk.wait_text('Mục đích')
    assert 'Yêu cầu' not in desk.text_of(desk.editor()).split('\n')[0]
    desk.picture('2-section')


def type_telex(desk):
    """Vietnamese by Telex at the end of a heading and in a new paragraph."""
    desk.click_on(desk.editor())
    desk.keys('ctrl+Home', 'End')
    desk.type(' vaf yeeu caauf', delay=60)
    desk.keys('Return')
    desk.type('Uyr ban nhaan daan phuwowfng Tuws Minh ', delay=60)
    desk.wait_text('Mục đích và yêu cầu\nỦy ban nhân dân phường Tứ Minh')
    desk.wait_for('label', contains='1. Mục đích và yêu cầu')  # the outline follows
    desk.picture('3-typed')


def click_in_mid_word(desk):
    """A word that is being composed stays where it was typed when the user clicks elsewhere."""
    desk.keys('ctrl+Home', 'Down', 'End')
    desk.type_seen(desk.editor(), 'ddaatj')
    box = desk.editor().queryComponent().getExtents(driver.pyatspi.WINDOW_COORDS)
    left, top = desk.window_origin()
    desk.click(left + box.x + 150, top + box.y + 24)
    desk.wait_text('Tứ Minh đật')


def undo_redo(desk):
    """Undo takes back step by step, redo does it again."""
    desk.keys('ctrl+z')
    desk.wait(lambda: 'đật' not in desk.text_of(desk.editor()), 'undo of the word')
    desk.keys('ctrl+z', 'ctrl+z', 'ctrl+z', 'ctrl+z')
    desk.wait(lambda: 'yêu cầu' not in desk.text_of(desk.editor()).split('\n')[0], 'undo of all')
    desk.keys('ctrl+y', 'ctrl+y', 'ctrl+y', 'ctrl+y')
    desk.wait_text('Mục đích và yêu cầu\nỦy ban nhân dân phường Tứ Minh')


def no_emoji(desk):
    """A plan has no emoji, so the menu of its text offers none."""
    def items():
        return [node.name for node, role in desk.walk(list(desk.editor())) if 'menu' in role and node.name]

    desk.keys('shift+F10')
    desk.wait(lambda: any('All' in words for words in items()), 'the menu')
    assert not any('Emoji' in words for words in items()), items()
    desk.keys('Escape')
    desk.wait(lambda: not items(), 'the menu to go')


def levels(desk):
    """Tab and Shift+Tab at the start of a paragraph; a typed label becomes numbering."""
    desk.keys('ctrl+Home', 'Down', 'Home', 'Tab')
    before = show(plan_path(desk))
    desk.keys('ctrl+End', 'Return')
    desk.type('a) ', delay=60)
    desk.wait_for('label', contains='Numbered automatically')
    desk.type('cuoois', delay=60)
    desk.keys('ctrl+s')
    desk.wait(lambda: show(plan_path(desk)) != before and 'a) cuối' in show(plan_path(desk)), 'the saved label')
    desk.picture('4-levels')


def save_and_compare(desk):
    """What is on the screen is what is in the file."""
    desk.keys('ctrl+s')
    words = desk.text_of(desk.editor()).split('\n')
    saved = show(plan_path(desk))
    for line in words:
        assert line.strip() in saved, line


def header_form(desk):
    """The subject is typed in the form; title and printed page follow."""
    desk.activate_row('Heading of the Plan')
    desk.wait_for('label', contains='Issuing Body')
    field = desk.wait_for('text', name='Subject')
    desk.reveal(field)
    desk.click_on(field)
    desk.keys('ctrl+a')
    desk.type('Tuyeen truyeenf thuwr ', delay=60)
    desk.wait_for('label', contains='Tuyên truyền thử')
    desk.picture('5-form')


def new_appendix(desk):
    """An appendix that has no title yet is shown as it will print, and the bottom line names its page."""
    desk.keys('ctrl+shift+a')
    desk.wait_for('push button', contains='Page 10 of 10')
    desk.picture('6-appendix')
    desk.keys('ctrl+z')
    desk.wait_for('push button', contains=' of 9')


def table_cell(desk):
    """A cell is typed into, Enter goes down, the words are in the plan."""
    desk.activate_row('Heading of the Plan')
    desk.keys('End')
    desk.activate_row('Phụ lục')
    desk.click_on(desk.wait_for('table cell', contains='row 1: '))
    desk.picture('6-table')
    desk.keys('Right', 'Down', 'F2', 'ctrl+End')
    desk.type(' ddax suwra', delay=60)
    desk.keys('Return')
    desk.wait(lambda: desk.find('table cell', contains='đã sửa'), 'the changed cell')
    desk.picture('7-cell')
    desk.keys('ctrl+s')
    desk.wait(lambda: 'đã sửa' in show(plan_path(desk)), 'the saved cell')


def export_pdf(desk):
    """The PDF has the words that were typed."""
    path = os.path.join(desk.scratch, 'ra.pdf')
    desk.keys('ctrl+e')
    desk.name_file('ra.pdf')
    desk.wait(lambda: os.path.exists(path), 'the PDF')
    text = subprocess.run(['pdftotext', path, '-'], check=True, capture_output=True, text=True, timeout=20).stdout
    assert 'phường Tứ Minh' in ' '.join(text.split())
    desk.wait_for('label', contains='ra.pdf')


def changed_on_disk(desk):
    """Another program writes the file: the window says so, and saving asks."""
    path = plan_path(desk)
    other = path + '.new'
    shutil.copy(path, other)
    with open(other, 'a') as file:
        file.write('\n')
    os.rename(other, path)
    desk.wait_for('label', contains='Another program has changed this file')
    desk.picture('8-changed-on-disk')
    desk.press(desk.wait_for('push button', contains='Keep Mine'))


def add_row(desk):
    """A new row comes below the active one, is typed into at once, and can be taken back."""
    desk.press(desk.wait_for('push button', contains='Add Row'))
    desk.wait(lambda: desk.find('table cell', contains='row 4: ') is not None, 'the new row')
    desk.wait(lambda: desk.has_focus('table cell', 'row 4: '), 'the new row to have the keys', 15)
    desk.type('Vieejc mowsi ', delay=60)
    desk.keys('Return')
    desk.wait_for('table cell', contains='Việc mới', seconds=15)
    desk.picture('8-row')
    desk.keys('ctrl+z', 'ctrl+z')
    desk.wait(lambda: not desk.find('table cell', contains='Việc mới'), 'the row to go')


def close_asks(desk):
    """Closing with unsaved changes asks; going back keeps the window, not saving ends the program."""
    desk.activate_row('Phụ lục')
    desk.keys('Home')
    desk.activate_row('1. Mục đích')
    desk.click_on(desk.editor())
    desk.keys('ctrl+Home')
    desk.type('x ')
    desk.keys('ctrl+w')
    desk.wait_for('label', contains='Save the Changes?')
    desk.picture('9-close')
    desk.keys('Escape')
    desk.wait(lambda: not desk.find('label', contains='Save the Changes?'), 'the question to go')
    desk.keys('ctrl+w')
    desk.press(desk.wait_for('push button', contains='Do Not Save'))
    desk.wait(lambda: desk.program.poll() == 0, 'the end of the program')


def new_plan(desk):
    """A new plan from nothing: the first section is typed under its number, and stands in the outline."""
    desk.open()
    desk.wait_for('label', contains='Recent Plans')
    desk.picture('9-start')
    desk.keys('ctrl+n')
    desk.wait_for('label', contains='Kind of Plan')
    # The last kind that is offered is the blank page.
    desk.keys('space')
    desk.wait_for('label', contains='Blank page')
    desk.keys('End', 'Return')
    desk.wait_for('label', contains='No sections')
    desk.press(desk.wait_for('push button', contains='Create Plan'))
    desk.activate_row('Whole Text')
    desk.click_on(desk.editor())
    desk.type('MUJC DDISCH', delay=60)
    desk.keys('Return', 'Tab')
    desk.type('Nooij dung moowsi ', delay=60)
    desk.wait_for('label', contains='I. MỤC ĐÍCH')
    desk.wait_text('MỤC ĐÍCH\nNội dung mới')
    desk.picture('9-new')
    desk.keys('ctrl+w')
    desk.press(desk.wait_for('push button', contains='Do Not Save'))
    desk.wait(lambda: desk.program.poll() == 0, 'the end of the program')


driver.run([
    ('import a text', import_text),
    ('save for the first time', save_first_time),
    ('choose a section', choose_section),
    ('type by Telex', type_telex),
    ('click in mid-word', click_in_mid_word),
    ('undo and redo', undo_redo),
    ('no emoji', no_emoji),
    ('levels and labels', levels),
    ('save and compare', save_and_compare),
    ('the header form', header_form),
    ('a new appendix', new_appendix),
    ('a table cell', table_cell),
    ('add a row', add_row),
    ('export PDF', export_pdf),
    ('changed on disk', changed_on_disk),
    ('close asks', close_asks),
    ('a new plan', new_plan),
])
