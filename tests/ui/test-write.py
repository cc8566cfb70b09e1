"""Writing in the window as a person does: keys, Telex, labels and formats in the text of a section, tracked or not."""

import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import desk as driver  # noqa: E402
from writing import lines, saved, show, source, start, tidy, wait_lines  # noqa: E402

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


def backspace_joins(desk):
    """Backspace at the start of a paragraph joins it to the one before; undo parts them."""
    start(desk)
    desk.keys('Down', 'Down', 'Home', 'BackSpace')
    wait_lines(desk, 'MỤC ĐÍCH', 'Nâng cao hiểu biết của cán bộ.Bảo đảm đúng tiến độ.')
    desk.keys('ctrl+z')
    wait_lines(desk, 'MỤC ĐÍCH', 'Nâng cao hiểu biết của cán bộ.', 'Bảo đảm đúng tiến độ.')


def undo_buttons(desk):
    """That of the bar, and that of a message."""
    return [node for node, role in desk.walk() if role == 'push button' and node.name == 'Undo' and desk.is_seen(node)]


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
    desk.wait(lambda: len(undo_buttons(desk)) == 2, 'the message')
    desk.press(undo_buttons(desk)[-1])
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
]

if __name__ == '__main__':
    driver.run(TESTS)
