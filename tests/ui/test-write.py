"""Writing in the window as a person does: keys, Telex, labels and formats in the text of a section, tracked or not."""

import os
import shutil
import subprocess
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import desk as driver  # noqa: E402
import plans  # noqa: E402

PLAN = plans.make_plan('Thử việc viết', '''
    <clause xml:id="c1" label="roman" heading="yes"><text>MỤC ĐÍCH</text>
      <clause xml:id="c2" label="arabic"><text>Nâng cao hiểu biết của cán bộ.</text></clause>
      <clause xml:id="c3" label="arabic"><text>Bảo đảm đúng tiến độ.</text></clause>
    </clause>
    <clause xml:id="c4" label="roman" heading="yes"><text>NỘI DUNG</text>
      <clause xml:id="c5" label="arabic"><text>Việc thứ nhất</text></clause>
    </clause>''')


def start(desk, name='viet', tracking=False):
    """Opens a fresh copy of the plan and shows its first section, the caret at its start."""
    desk.close()
    shutil.rmtree(os.path.join(desk.scratch, '.local', 'state'), ignore_errors=True)  # drafts of the test before
    desk.path = os.path.join(desk.scratch, name + '.kehoach')
    with open(desk.path, 'w') as file:
        file.write(PLAN.replace(plans.DRAFT, plans.DRAFT + (' tracking="yes"' if tracking else '')))
    desk.open(desk.path)
    show_part(desk, 'I. MỤC ĐÍCH')


def show_part(desk, title):
    def shows():
        # A click that comes while a popover is going only closes that; one clicks again then.
        desk.activate_row(title)
        time.sleep(0.3)
        return title.split('. ')[-1] in desk.text_of(desk.editor())
    desk.wait(shows, 'the part ' + title)
    desk.click_on(desk.editor())
    desk.wait(lambda: desk.is_focused(desk.editor()), 'the keys to go to the text')
    text = desk.editor().queryText()
    desk.keys('ctrl+End')
    desk.wait(lambda: text.caretOffset == text.characterCount, 'the caret at the end')
    desk.keys('ctrl+Home')
    desk.wait(lambda: text.caretOffset == 0, 'the caret at the start')


def saved(desk, view='final'):
    """Saves and tells what is in the file, as running text with labels."""
    before = os.stat(desk.path).st_mtime_ns
    desk.keys('ctrl+s')
    desk.wait(lambda: os.stat(desk.path).st_mtime_ns != before, 'the file to be written')
    return show(desk, view)


def show(desk, view='final'):
    return subprocess.run([os.environ['BANTHAO_CLI'], 'show', desk.path, '--format=text', '--view=' + view],
                          check=True, capture_output=True, text=True, timeout=20).stdout


def source(desk):
    with open(desk.path) as file:
        return file.read()


def lines(desk):
    return desk.text_of(desk.editor()).split('\n')


def wait_lines(desk, *words):
    try:
        desk.wait(lambda: lines(desk) == list(words), 'these lines', 8)
    except AssertionError:
        raise AssertionError('%r is not %r' % (lines(desk), list(words)))


# Telex at the start, in the middle and at the end of a paragraph.
TYPED = ('ddaatj ', 'ngowif ', ' nuwxa')
EXPECTED = 'đật Nâng cao ngời hiểu biết của cán bộ. nữa'


def type_in_three_places(desk):
    desk.keys('Down', 'Home')
    desk.type(TYPED[0], delay=60)
    desk.keys('ctrl+Right', 'ctrl+Right', 'Right')
    desk.type(TYPED[1], delay=60)
    desk.keys('End')
    desk.type(TYPED[2], delay=60)
    desk.keys('Right')


def telex(desk):
    """Words typed by Telex stand whole where they were typed."""
    start(desk)
    type_in_three_places(desk)
    wait_lines(desk, 'MỤC ĐÍCH', EXPECTED, 'Bảo đảm đúng tiến độ.')


def telex_tracked(desk):
    """The same with tracking: the original is untouched, the final has the words."""
    start(desk, 'theo-doi', tracking=True)
    type_in_three_places(desk)
    wait_lines(desk, 'MỤC ĐÍCH', EXPECTED, 'Bảo đảm đúng tiến độ.')
    assert EXPECTED in saved(desk)
    assert 'Nâng cao hiểu biết của cán bộ.' in show(desk, 'original')
    desk.picture('1-tracked')


def backspace_tracked(desk):
    """Backspace strikes letter after letter, skips what is struck, and typing goes on at the same place."""
    desk.keys('ctrl+Home', 'Down', 'Down', 'End')
    desk.keys(*['BackSpace'] * 4)
    desk.type(' haan', delay=60)
    desk.keys('BackSpace', 'BackSpace', 'BackSpace', 'BackSpace', 'BackSpace', 'BackSpace')
    desk.type('xong ', delay=60)
    text = saved(desk)
    assert 'Bảo đảm đúng tixong' in text, text
    assert 'Bảo đảm đúng tiến độ.' in show(desk, 'original')


def delete_tracked(desk):
    """Delete strikes onwards and goes past what is struck."""
    desk.keys('ctrl+Home', 'Down', 'Down', 'Home')
    desk.keys(*['Delete'] * 4)
    desk.type('x')
    text = saved(desk)
    assert '2. xđảm đúng' in tidy(text), text
    desk.keys('Home', 'Delete', 'Delete', 'Delete')
    assert '2. m đúng' in tidy(saved(desk)), show(desk)
    desk.keys('End', 'BackSpace', 'BackSpace', 'BackSpace')
    assert '2. m đúng tix' in tidy(saved(desk)), show(desk)


def delete_words(desk):
    """Ctrl+Backspace and Ctrl+Delete take syllables, whatever is struck between."""
    desk.keys('ctrl+Home', 'Down', 'End', 'ctrl+BackSpace', 'ctrl+BackSpace')
    assert '1. đật Nâng cao ngời hiểu biết của cán\n' in tidy(saved(desk)), show(desk)
    desk.keys('Home', 'ctrl+Delete', 'ctrl+Delete')
    assert '1. cao ngời hiểu biết' in tidy(saved(desk)), show(desk)


def caret_set_in_mid_word(desk):
    """A part chosen in the outline in mid-syllable: the word stays where it was typed."""
    start(desk)
    desk.keys('Down', 'End')
    desk.type_seen(desk.editor(), ' ddoongf')
    desk.press(desk.wait_for('push button', name='Part After'))
    desk.wait_text('NỘI DUNG')
    desk.activate_row('I. MỤC ĐÍCH')
    desk.wait_text('MỤC ĐÍCH')
    assert lines(desk)[1] == 'Nâng cao hiểu biết của cán bộ. đồng', lines(desk)


def click_in_mid_word(desk):
    """A click into another paragraph in mid-syllable leaves the word where it was typed."""
    desk.click_on(desk.editor())
    desk.keys('ctrl+End')
    desk.type_seen(desk.editor(), ' ddaatj')
    box = desk.editor().queryComponent().getExtents(driver.pyatspi.WINDOW_COORDS)
    left, top = desk.window_origin()
    desk.click(left + box.x + 150, top + box.y + 24)
    desk.wait_text('đúng tiến độ. đật')


def tab_in_mid_word(desk):
    """Tab in mid-syllable keeps the word, and changes no level, for the caret is not at the start."""
    desk.keys('ctrl+End')
    desk.type(' cuoois')
    desk.keys('Tab')
    desk.wait_text('đật cuối')
    assert '2. Bảo đảm' in saved(desk), show(desk)


def undo_in_mid_word(desk):
    """Undo, bold and save in mid-syllable take the word as typed."""
    desk.keys('ctrl+End')
    desk.type(' luwu')
    desk.keys('ctrl+s')
    desk.wait(lambda: 'đật cuối lưu' in show(desk), 'the word in the file')


def enter_and_levels(desk):
    """Enter makes a sibling, on an empty one goes a level up; Tab and Shift+Tab change the level at the start."""
    start(desk)
    desk.keys('ctrl+End', 'Return')
    desk.type('moojt ')
    desk.keys('Return', 'Tab')
    desk.type('hai ')
    desk.keys('Return', 'Tab')
    desk.type('ba ')
    assert '3. một\na) hai\n- ba' in tidy(saved(desk)), show(desk)
    desk.keys('Return', 'Return', 'Return')
    desk.type('boosn ')
    assert '- ba\n4. bốn' in tidy(saved(desk)), show(desk)
    desk.keys('Home', 'Tab', 'Tab')
    assert '- ba\nb) bốn' in tidy(saved(desk)) or '- ba\n- bốn' in tidy(show(desk)), show(desk)
    desk.keys('shift+Tab', 'shift+Tab', 'shift+Tab')
    wait_lines(desk, 'bốn ')
    assert 'II. bốn' in tidy(saved(desk)), show(desk)
    desk.picture('2-levels')


def tidy(text):
    return '\n'.join(' '.join(line.split()) for line in text.split('\n'))


def backspace_joins(desk):
    """Backspace at the start of a paragraph joins it to the one before; undo parts them."""
    start(desk)
    desk.keys('Down', 'Down', 'Home', 'BackSpace')
    wait_lines(desk, 'MỤC ĐÍCH', 'Nâng cao hiểu biết của cán bộ.Bảo đảm đúng tiến độ.')
    desk.keys('ctrl+z')
    wait_lines(desk, 'MỤC ĐÍCH', 'Nâng cao hiểu biết của cán bộ.', 'Bảo đảm đúng tiến độ.')


def typed_labels(desk):
    """A label typed at the start of a paragraph becomes its numbering, and the toast takes it back."""
    start(desk)
    desk.keys('ctrl+End')
    for typed, shown in (('a)', 'a) điểm'), ('-', '- điểm'), ('+', '+ điểm'), ('1.', '3. điểm'), ('I.', 'II. điểm')):
        desk.keys('Return')
        desk.type(typed + ' ddieemr ', delay=60)
        desk.wait(lambda: 'điểm' in lines(desk)[-1], 'the typed words')
        assert shown in tidy(saved(desk)), (shown, show(desk))
    assert lines(desk) == ['điểm '], lines(desk)  # the new section is shown, for the caret is in it
    assert '2. Bảo đảm đúng tiến độ.\na) điểm\n- điểm\n+ điểm\n3. điểm\nII. điểm\nIII. NỘI' in tidy(show(desk)), show(desk)
    desk.picture('3-labels')
    start(desk)
    desk.keys('ctrl+End', 'Return')
    desk.type('a) ', delay=60)
    desk.wait_for('label', contains='Numbered automatically')
    desk.press(desk.wait_for('push button', contains='Undo Undo'))  # that of the message
    desk.wait(lambda: lines(desk)[-1:] == ['a) '], 'the typed label to stand as text')


def move_with_keys(desk):
    """Alt+Shift and an arrow move a clause with all below it."""
    start(desk)
    desk.keys('Down', 'alt+shift+Down')
    wait_lines(desk, 'MỤC ĐÍCH', 'Bảo đảm đúng tiến độ.', 'Nâng cao hiểu biết của cán bộ.')
    desk.keys('alt+shift+Right')
    assert 'a) Nâng cao' in tidy(saved(desk)), show(desk)
    desk.keys('alt+shift+Left', 'alt+shift+Up')
    assert '1. Nâng cao' in tidy(saved(desk)), show(desk)


def select_points(desk):
    desk.keys('Down', 'Home', 'shift+Down', 'shift+End')
    desk.wait(lambda: desk.selected_in(desk.editor()).endswith('cán bộ.\nBảo đảm đúng tiến độ.'), 'two points to be selected')


def formats(desk):
    """Bold, italic and underline over a selection that spans two paragraphs; a second time takes them off."""
    start(desk)
    select_points(desk)
    desk.keys('ctrl+b')
    saved(desk)
    assert source(desk).count('<b>') == 2, source(desk)
    desk.keys('ctrl+i', 'ctrl+u', 'ctrl+b')
    saved(desk)
    assert '<b>' not in source(desk) and source(desk).count('<i>') == 2 and source(desk).count('<u>') == 2, source(desk)
    desk.picture('4-formats')


def formats_tracked(desk):
    """Formats over two paragraphs with tracking: the original has none."""
    start(desk, 'dinh-dang', tracking=True)
    select_points(desk)
    desk.keys('ctrl+b')
    saved(desk)
    assert source(desk).count('change') >= 2, source(desk)


def spoken(desk):
    """A screen reader is told level and label of the paragraph with the caret."""
    start(desk)
    desk.wait(lambda: desk.editor().description == 'I. level 1', 'the heading to be told')
    desk.keys('Down')
    desk.wait(lambda: desk.editor().description == '1. level 2', 'the point to be told')


def form_field(desk):
    """Telex in a field of the header, at its start and at its end."""
    desk.activate_row('Heading of the Plan')
    field = desk.wait_for('text', name='Subject')
    desk.reveal(field)
    desk.click_on(field)
    desk.keys('ctrl+End')
    desk.type(' tieengs Vieejt')
    desk.keys('ctrl+Home')
    desk.type('Nhuwngx ')
    desk.wait(lambda: desk.text_of(field) == 'Những Thử việc viết tiếng Việt', 'the words in the field')
    desk.click_on(desk.wait_for('text', name='Place'))
    desk.type('Tuws Minh')
    desk.click_on(field)
    desk.keys('ctrl+s')
    desk.wait(lambda: 'Tứ Minh' in source(desk) and 'tiếng Việt' in source(desk), 'the words in the file')


def parts(desk):
    """The path widens the view, the arrows go to the neighbour part, an empty part teaches."""
    start(desk)
    desk.press(desk.wait_for('push button', name='Part After'))
    desk.wait_text('NỘI DUNG\nViệc thứ nhất')
    desk.press(desk.wait_for('push button', name='Whole Text'))
    desk.wait_text('tiến độ.\nNỘI DUNG')
    desk.activate_row('Legal Bases')
    desk.picture('5-empty')


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
    desk.keys('Down', 'Home', 'shift+Down', 'shift+End', 'ctrl+c')
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
    for number, words in enumerate(('Nghij quyeets ', '76/NQ-CP ', '15/7/2021', 'Chinhs phur ', 'veef cair cachs')):
        desk.type(words, delay=60)
        desk.keys('Tab', *(['Tab'] if number == 2 else []))
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
    ('Telex in three places', telex),
    ('the same, tracked', telex_tracked),
    ('Backspace, tracked', backspace_tracked),
    ('Delete, tracked', delete_tracked),
    ('Ctrl+Backspace and Ctrl+Delete, tracked', delete_words),
    ('the caret is set in mid-word', caret_set_in_mid_word),
    ('a click in mid-word', click_in_mid_word),
    ('Tab in mid-word', tab_in_mid_word),
    ('saving in mid-word', undo_in_mid_word),
    ('Enter, Tab and Shift+Tab', enter_and_levels),
    ('Backspace joins', backspace_joins),
    ('typed labels', typed_labels),
    ('moving with keys', move_with_keys),
    ('formats', formats),
    ('formats, tracked', formats_tracked),
    ('what a screen reader is told', spoken),
    ('a field of a form', form_field),
    ('from part to part', parts),
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
