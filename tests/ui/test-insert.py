"""What comes into a text besides what is typed: the clipboard, references, citations, the menus, help beside fields."""

import os
import subprocess
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import desk as driver  # noqa: E402
from writing import lines, saved, show, show_part, source, start, tidy, wait_lines  # noqa: E402


def copy_and_paste(desk):
    """Paragraphs copied within the program keep levels and labels; undo takes the paste back in one step."""
    start(desk)
    desk.keys('Down', 'Home', 'shift+End', 'ctrl+b')
    desk.keys('ctrl+Home', 'shift+Down', 'shift+Down', 'shift+End', 'ctrl+c')
    desk.press(desk.wait_for('push button', name='Part After'))
    desk.wait_text('NỘI DUNG')
    desk.click_on(desk.editor())
    desk.keys('ctrl+End', 'ctrl+v')
    desk.wait_text('Bảo đảm đúng tiến độ.')
    text = tidy(saved(desk))
    assert text.rstrip().endswith('II. NỘI DUNG\n1. Việc thứ nhất\nI. MỤC ĐÍCH\n1. Nâng cao hiểu biết của cán bộ.\n'
                                  '2. Bảo đảm đúng tiến độ.'), text
    assert source(desk).count('<b>Nâng cao') == 2, source(desk)
    desk.keys('ctrl+z')
    wait_lines(desk, 'NỘI DUNG', 'Việc thứ nhất')


def copy_to_others(desk):
    """Other programs get the labels, as text and as HTML; words alone come without."""
    show_part(desk, 'I. MỤC ĐÍCH')
    desk.keys('Down', 'Home')
    desk.wait(lambda: desk.editor().queryText().caretOffset == desk.text_of(desk.editor()).index('Nâng'),
              'the caret in the first point')
    desk.keys('shift+Down', 'shift+End')
    desk.wait(lambda: desk.selected_in(desk.editor()).endswith('tiến độ.'), 'two points to be selected')
    desk.keys('ctrl+c')
    time.sleep(0.3)
    text = desk.read_clipboard('text/plain;charset=utf-8')
    assert text == '1. Nâng cao hiểu biết của cán bộ.\n2. Bảo đảm đúng tiến độ.', text
    html = desk.read_clipboard('text/html')
    assert '<p>2. Bảo đảm đúng tiến độ.</p>' in html and '<b>Nâng cao hiểu biết của cán bộ.</b>' in html, html
    desk.keys('ctrl+Home', 'shift+End', 'ctrl+c')
    time.sleep(0.3)
    assert desk.read_clipboard('text/plain;charset=utf-8') == 'MỤC ĐÍCH'


def paste_html(desk):
    """What a word processor has copied: typed labels become labels, bold stays, letters come composed."""
    start(desk)
    desk.offer('-', '<html><body><p>a) Rà soát <b>thủ tục</b></p><p>b) Công khai Vie\u0323\u0302t</p></body></html>')
    desk.keys('ctrl+End', 'Return', 'ctrl+v')
    desk.wait_text('Rà soát thủ tục\nCông khai Việt')
    assert 'a) Rà soát thủ tục\nb) Công khai Việt' in tidy(saved(desk)), show(desk)
    assert '<b>thủ tục</b>' in source(desk), source(desk)


def paste_words(desk):
    """Words go into the paragraph, over the selection."""
    start(desk)
    desk.offer('kỹ năng')
    desk.keys('Down', 'Home', 'ctrl+shift+Right', 'ctrl+shift+Right', 'ctrl+v')
    desk.wait(lambda: lines(desk)[1] == 'kỹ năng hiểu biết của cán bộ.', 'the words')


def paste_table(desk):
    """Cells of a spreadsheet become a table in the text."""
    start(desk)
    desk.offer('STT\tViệc\n1\tRà soát\n')
    desk.keys('ctrl+End', 'ctrl+v')
    desk.wait(lambda: len(lines(desk)) == 4, "the table's line")
    assert 'Rà soát' in saved(desk) and '<table' in source(desk), show(desk)
    desk.picture('6-pasted-table')


def paste_legacy(desk):
    """Text of an old font is asked about and converted."""
    start(desk)
    desk.offer('Céng hßa x· héi chñ nghÜa ViÖt Nam, §éc lËp, ®­êng phè')
    desk.keys('ctrl+End', 'Return', 'ctrl+v')
    desk.wait_for('label', contains='Convert the Pasted Text')
    desk.picture('7-legacy')
    desk.press(desk.wait_for('push button', contains='vert to Unicode'))
    desk.wait_text('Cộng hòa xã hội chủ nghĩa Việt Nam, Độc lập, đường phố')


def reference(desk):
    """A reference is found by its words, stands as a field, follows when its section moves, and goes as one."""
    start(desk)
    desk.keys('Down', 'End')
    desk.type(' theo ')
    desk.keys('ctrl+k')
    search = desk.wait_for('entry', name='Search sections, appendices and documents')
    desk.wait(lambda: desk.is_focused(search), 'the keys to go to the search')
    desk.type('viec thu nhat')
    desk.wait_for('label', name='mục II.1')
    desk.picture('8-reference')
    desk.keys('Return')
    desk.wait(lambda: lines(desk)[1].endswith('cán bộ. theo mục II.1'), 'the reference')
    assert '<ref to="c5"/>' in saved(desk) + source(desk), source(desk)
    desk.keys('ctrl+Home', 'alt+shift+Down')
    desk.wait(lambda: lines(desk)[1].endswith('theo mục I.1'), 'the new number')
    desk.keys('Down', 'End', 'BackSpace')
    desk.wait(lambda: lines(desk)[1] == 'Nâng cao hiểu biết của cán bộ. theo ', 'the whole reference to go')
    desk.keys('ctrl+z', 'ctrl+z', 'ctrl+z')
    desk.wait(lambda: 'mục' not in lines(desk)[1], 'undo')


def citation(desk):
    """A legal basis from the form reads as the decree has it; in the text it is cited in short; it is remembered."""
    start(desk)
    desk.activate_row('Legal Bases')
    desk.press(desk.wait_for('push button', contains='Add a Legal Basis'))
    desk.press(desk.wait_for('push button', contains='ew Document'))
    desk.wait_for('text', name='Number and Symbol')
    time.sleep(0.5)
    for words in ('Nghij quyeets ', '76/NQ-CP ', '15/7/2021', 'Chinhs phur ', 'veef cair cachs'):
        desk.type(words, delay=60)
        desk.keys('Tab')
    desk.wait_for('label', name='Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ về cải cách')
    desk.picture('9-citation')
    desk.press(desk.wait_for('push button', contains='nsert'))
    desk.wait_text('Căn cứ Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ về cải cách.')
    desk.wait(lambda: not desk.find('text', name='Number and Symbol'), 'the form to go')
    desk.picture('10-bases')
    show_part(desk, 'I. MỤC ĐÍCH')
    desk.keys('Down', 'End', 'ctrl+k')
    desk.wait_for('label', name='Nghị quyết số 76/NQ-CP')
    desk.type('cai cach')
    desk.wait(lambda: not desk.find('label', name='mục II.1'), 'the search')
    desk.keys('Return')
    desk.wait(lambda: lines(desk)[1].endswith('cán bộ.Nghị quyết số 76/NQ-CP'), 'the short citation')
    assert saved(desk) and source(desk).count('<cite') == 2 and source(desk).count('<source') == 2, source(desk)
    start(desk, 'khac')
    desk.keys('ctrl+k')
    desk.wait_for('label', name='Nghị quyết số 76/NQ-CP')  # from the book of this user
    desk.keys('Escape')


def find_item(desk, within, name):
    """An entry of the menu of a text; a row with a line has its text inside."""
    for node, role in desk.walk(list(within)):
        found = node if 'menu item' in role and node.name == name else role == 'text' and find_item(desk, node, name)
        if found:
            return found
    return None


def choose(desk, within, name):
    """Opens the menu of a text by the keys and chooses what stands in it, which must not be grey."""
    desk.keys('shift+F10')
    item = desk.wait(lambda: find_item(desk, within, name), 'the menu with ' + name)
    desk.wait(lambda: item.getState().contains(driver.pyatspi.STATE_SENSITIVE), name + ' not to be grey')
    desk.press(item)
    desk.wait(lambda: not find_item(desk, within, name), 'the menu to go')


def menu(desk):
    """What the menu of the text shows can be done: undo and redo are the document's, what is pasted goes where one points."""
    start(desk)
    desk.keys('ctrl+End')
    desk.type(' Xong', delay=60)
    desk.keys('Left')
    desk.wait(lambda: lines(desk)[-1] == 'Bảo đảm đúng tiến độ. Xong', 'the word')
    choose(desk, desk.editor(), 'Undo')
    desk.wait(lambda: lines(desk)[-1] == 'Bảo đảm đúng tiến độ.', 'undo')
    choose(desk, desk.editor(), 'Redo')
    desk.wait(lambda: lines(desk)[-1] == 'Bảo đảm đúng tiến độ. Xong', 'redo')
    desk.keys('ctrl+Home', 'shift+End')
    choose(desk, desk.editor(), 'Cut')
    desk.wait(lambda: lines(desk)[0] == '', 'the words to be cut')
    box = desk.editor().queryComponent().getExtents(driver.pyatspi.WINDOW_COORDS)
    left, top = desk.window_origin()
    subprocess.run(['xdotool', 'mousemove', str(left + box.x + box.width // 2), str(top + box.y + 84), 'click', '3'],
                   check=True, timeout=20)
    item = desk.wait(lambda: find_item(desk, desk.editor(), 'Paste'), 'the menu')
    desk.picture('13-menu')
    desk.press(item)
    desk.wait(lambda: lines(desk)[-1].endswith('XongMỤC ĐÍCH'), 'the words where one pointed')
    assert lines(desk)[0] == '', lines(desk)


def menu_of_a_change(desk):
    """Pointing at a change one decides it."""
    start(desk, 'thay-doi', tracking=True)
    desk.keys('ctrl+End')
    desk.type(' Xong', delay=60)
    desk.keys('Left')
    desk.wait(lambda: lines(desk)[-1] == 'Bảo đảm đúng tiến độ. Xong', 'the word')
    choose(desk, desk.editor(), 'Reject Changes Here')
    desk.wait(lambda: lines(desk)[-1] == 'Bảo đảm đúng tiến độ.', 'the word to go')


def menu_of_fields(desk):
    """In fields as well, of one line or of several."""
    start(desk)
    desk.activate_row('Heading of the Plan')
    for name, old in (('Subject', 'Thử việc viết'), ('Symbol', 'KH-UBND')):
        field = desk.wait_for('text', name=name)
        desk.reveal(field)
        desk.click_on(field)
        time.sleep(0.5)  # rows of entries do not tell that they have the focus
        desk.keys('End')
        desk.type('X ', delay=60)
        desk.wait(lambda: desk.text_of(field).startswith(old + 'X'), 'the letter in ' + name)
        choose(desk, field, 'Undo')
        desk.wait(lambda: desk.text_of(field) == old, 'undo in ' + name)


def help_of_fields(desk):
    """The symbol is offered, the calendar fills the date, the usual lines of authority come as one step."""
    start(desk)
    desk.activate_row('Heading of the Plan')
    field = desk.wait_for('text', name='Symbol')
    desk.click_on(field)
    desk.keys('ctrl+a', 'BackSpace')
    x, y = desk.place_of(field)
    desk.click(x + field.queryComponent().getExtents(driver.pyatspi.WINDOW_COORDS).width // 2 - 50, y)
    desk.wait(lambda: desk.text_of(field) == 'KH-UBND', 'the symbol')
    desk.picture('11-header')
    desk.click_on(desk.wait_for('text', contains='Date ('))
    desk.type('5/1/2027')
    desk.keys('Tab', 'ctrl+a')  # on to the next field, not to the button of the calendar
    desk.type('123')
    desk.keys('Left')  # what the input method still has comes with it
    desk.wait(lambda: desk.text_of(desk.wait_for('text', name='Kind of Document')) == '123', 'the kind')
    desk.keys('shift+Tab', 'alt+Down')
    date = desk.wait_for('text', contains='Date (')
    desk.wait(lambda: desk.keys('Right', 'space') or desk.text_of(date) > '5/1/2027', 'the calendar to have the keys')
    desk.keys('Escape')
    desk.activate_row('Signature')
    authority = desk.wait_for('text', name='Authority (TM., KT. …)')
    desk.click_on(desk.wait_for('push button', name='Usual Lines of Authority'))
    time.sleep(0.5)
    desk.keys('Down', 'Return')  # the second: for the chairman
    desk.wait(lambda: desk.text_of(authority) == 'TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH', 'the lines')
    desk.picture('12-signature')
    text = saved(desk)
    assert 'KT. CHỦ TỊCH' in text and 'PHÓ CHỦ TỊCH' in text, text
    desk.keys('ctrl+z')
    desk.wait(lambda: desk.text_of(authority) == '', 'undo of both')


TESTS = [
    ('copy and paste', copy_and_paste),
    ('copy to other programs', copy_to_others),
    ('paste HTML', paste_html),
    ('paste words', paste_words),
    ('paste a table', paste_table),
    ('paste an old encoding', paste_legacy),
    ('a reference to a section', reference),
    ('a cited document', citation),
    ('help beside fields', help_of_fields),
    ('the menu of the text', menu),
    ('the menu of a change', menu_of_a_change),
    ('the menu of fields', menu_of_fields),
]

if __name__ == '__main__':
    driver.run(TESTS)
