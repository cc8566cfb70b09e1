"""Spelling in the window: what is misspelled is underlined, mended from its menu, or added to the words."""

import os
import subprocess
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import desk as driver  # noqa: E402
import plans  # noqa: E402

PLAN = plans.make_plan('Thử chính tả, tryền', '''
    <clause xml:id="c1" label="roman" heading="yes"><text>MỤC ĐÍCH</text>
      <clause xml:id="c2" label="arabic"><text>tryền thông qua vnptigate, UBND phường.</text></clause>
    </clause>''', appendices='''<appendix xml:id="a1" orientation="auto"><title xml:id="a2">VIỆC</title>
    <note xml:id="a3"/><table xml:id="t"><columns xml:id="t1"><column xml:id="t2" role="content"><text>Nội dung</text></column></columns>
      <rows xml:id="t3"><row xml:id="t4"><cell xml:id="t5">Gõ tryền và gõ khoãn</cell></row></rows></table></appendix>''')


# The check underlines more than these.
WORDS = ('tryền', 'vnptigate', 'khoãn')


def view(desk):
    return next((node for node, role in desk.walk() if role == 'text' and 'MỤC ĐÍCH' in desk.text_of(node)), None)


def underlined(desk):
    """Which of the words are underlined quietly, as a screen reader is told of them."""
    text = view(desk).queryText()
    whole = text.getText(0, text.characterCount)
    return [word for word in WORDS if word in whole
            and all('underline:error' in text.getAttributes(whole.index(word) + i)[0] for i in range(len(word)))]


def start(desk):
    desk.close()
    desk.path = os.path.join(desk.scratch, 'chinh-ta.kehoach')
    with open(desk.path, 'w') as file:
        file.write(PLAN)
    desk.open(desk.path)
    desk.wait(lambda: view(desk), 'the text')


def mark(desk):
    """A moment after the plan is open, and after a word is typed, what is misspelled is underlined."""
    start(desk)
    desk.wait(lambda: underlined(desk) == ['tryền', 'vnptigate'], 'the underlines')
    desk.click_on(view(desk))
    desk.keys('ctrl+End')
    desk.type(' khoanx', delay=60)
    desk.keys('space')
    desk.wait(lambda: underlined(desk) == ['tryền', 'vnptigate', 'khoãn'], 'the typed word')
    desk.picture('1-underlined')


def items(desk):
    """What stands in the menu of the text, in which nothing else looks."""
    return {node.name: node for node, role in desk.walk(list(view(desk))) if 'menu' in role and node.name}


def open_menu(desk, text, word, *keys):
    """Goes to a word and opens its menu, once the caret is there: the other key is no letter and overtakes these."""
    desk.keys(*keys)
    at = desk.text_of(text).index(word)
    desk.wait(lambda: at <= text.queryText().caretOffset <= at + len(word), 'the caret at “%s”' % word)
    desk.keys('shift+F10')


def mend(desk):
    """The menu of a word has what may be meant; choosing puts it there, and undo takes it back."""
    open_menu(desk, view(desk), 'tryền', 'ctrl+Home', 'Down', 'Home', 'Right')
    item = desk.wait(lambda: items(desk).get('truyền'), 'the suggestion')
    desk.picture('2-menu')
    desk.press(item)
    desk.wait(lambda: 'truyền thông' in desk.text_of(view(desk)), 'the word that is meant')
    desk.wait(lambda: underlined(desk) == ['vnptigate', 'khoãn'], 'the underline to go')


def learn(desk):
    """A word that is right is added to the words and underlined no more."""
    open_menu(desk, view(desk), 'vnptigate', 'ctrl+Home', 'Down', 'Home', *['ctrl+Right'] * 4)
    item = desk.wait(lambda: items(desk).get('Add “vnptigate” to the Words'), 'the menu')
    desk.press(item)
    desk.wait(lambda: underlined(desk) == ['khoãn'], 'the underline to go')
    with open(os.path.join(desk.scratch, '.local', 'share', 'banthao', 'words.txt')) as file:
        assert file.read() == 'vnptigate\n'


def switch_off(desk):
    """Ctrl+Alt+C takes the underlines away and brings them back."""
    desk.keys('ctrl+alt+c')
    desk.wait(lambda: 'vnptigate' not in underlined(desk), 'the underlines to go')
    desk.keys('ctrl+alt+c')
    desk.wait(lambda: 'vnptigate' in underlined(desk), 'the underlines')


def menu_item(desk, name, within=None):
    """What stands in a menu that is open, wherever; a text keeps its own inside."""
    for node, role in desk.walk(within):
        found = node if 'menu item' in role and node.name == name else role == 'text' and menu_item(desk, name, list(node))
        if found:
            return found
    return None


def in_a_cell(desk):
    """The menu of a cell has what may be meant by each of its words; so has that of the cell that is edited."""
    desk.activate_row('Heading of the Plan')
    desk.keys('End')
    cell = desk.wait_for('table cell', contains='Gõ tryền')
    desk.click_on(cell)
    desk.wait(lambda: desk.is_focused(cell), 'the cell to have the keys')
    desk.keys('shift+F10')
    desk.press(desk.wait(lambda: menu_item(desk, 'truyền'), 'the suggestion'))
    desk.wait(lambda: 'Gõ truyền và' in cell.name, 'the word that is meant')
    desk.wait(lambda: not menu_item(desk, 'truyền'), 'the menu to go')
    desk.keys('F2', 'ctrl+End', 'Left')
    desk.wait(lambda: desk.has_focus('text', 'Editing, row 1'), 'the cell to be edited')
    desk.keys('shift+F10')
    desk.picture('3-cell')
    desk.press(desk.wait(lambda: menu_item(desk, 'khoản'), 'the suggestion'))
    desk.wait(lambda: 'gõ khoản' in cell.name, 'the word that is meant')
    desk.keys('Escape')


def in_a_field(desk):
    """In the form of the header the word is underlined, and mended from its menu."""
    desk.activate_row('Heading of the Plan')
    field = desk.wait_for('text', name='Subject')
    text = field.queryText()
    at = desk.text_of(field).index('tryền')
    desk.wait(lambda: 'underline:error' in text.getAttributes(at + 1)[0], 'the underline')
    desk.picture('4-field')
    desk.reveal(field)
    desk.click_on(field)
    desk.wait(lambda: desk.is_focused(field), 'the field to have the keys')
    open_menu(desk, field, 'tryền', 'ctrl+End', 'Left')
    desk.press(desk.wait(lambda: menu_item(desk, 'truyền'), 'the suggestion'))
    desk.wait(lambda: desk.text_of(field) == 'Thử chính tả, truyền', 'the word that is meant')
    desk.wait(lambda: 'underline:error' not in text.getAttributes(at + 1)[0], 'the underline to go')


def in_a_line(desk):
    """In a field of one line, too; what is typed stands in the plan at once."""
    field = desk.wait_for('text', name='Urgency (blank if none)')
    desk.reveal(field)
    desk.click_on(field)
    desk.type('goox tryeenf ', delay=60)
    desk.wait(lambda: desk.text_of(field) == 'gỗ tryền ', 'the words')
    desk.keys('Left', 'Left')

    def offered():
        # The speller looks a moment after the last key; the menu says what it knew when it was opened.
        desk.keys('Escape', 'shift+F10')
        time.sleep(0.3)
        return menu_item(desk, 'truyền')

    item = desk.wait(offered, 'the suggestion')
    desk.picture('5-line')
    desk.press(item)
    desk.wait(lambda: desk.text_of(field) == 'gỗ truyền ', 'the word that is meant')


if subprocess.run(['enchant-lsmod-2', '-lang', 'vi_VN'], capture_output=True, check=False).returncode != 0:
    print('1..0 # SKIP no dictionary of Vietnamese is installed')
    sys.exit(0)

driver.run([
    ('what is misspelled is underlined', mark),
    ('switch it off and on', switch_off),
    ('mend a word', mend),
    ('add a word', learn),
    ('in a cell', in_a_cell),
    ('in a field', in_a_field),
    ('in a line', in_a_line),
])
