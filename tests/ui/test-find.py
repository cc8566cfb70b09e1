"""Finding, replacing and going to places in the window as a person does."""

import os
import shutil
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import desk as driver  # noqa: E402
import plans  # noqa: E402

PLAN = plans.make_plan('Tuyên truyền cải cách', '''
    <clause xml:id="c1" label="roman" heading="yes"><text>MỤC ĐÍCH</text>
      <clause xml:id="c2" label="arabic"><text>Công tác tuyên truyền, tuyển truyền và <b>tuyên truyền</b> miệng.</text></clause>
      <clause xml:id="c3" label="arabic"><text>Bảo đảm đúng tiến độ.</text></clause>
    </clause>
    <clause xml:id="c4" label="roman" heading="yes"><text>NỘI DUNG</text>
      <clause xml:id="c5" label="arabic"><text>Việc thứ nhất</text></clause>
    </clause>''', bases='<basis xml:id="b1">Căn cứ chỉ đạo về tuyên truyền.</basis>',
                       appendices='''<appendix xml:id="a1" orientation="auto"><title xml:id="a2">VIỆC TUYÊN TRUYỀN</title><note xml:id="a3"/>
    <table xml:id="t"><columns xml:id="t1"><column xml:id="t2" role="content"><text>Nội dung</text></column></columns>
      <rows xml:id="t3"><row xml:id="t4"><cell xml:id="t5">In tờ gấp tuyên truyền</cell></row></rows></table></appendix>''')


def start(desk):
    desk.close()
    shutil.rmtree(os.path.join(desk.scratch, '.local', 'state'), ignore_errors=True)  # drafts of the test before
    desk.path = os.path.join(desk.scratch, 'tim.kehoach')
    with open(desk.path, 'w') as file:
        file.write(PLAN)
    desk.open(desk.path)
    desk.activate_row('I. MỤC ĐÍCH')
    desk.wait_text('Công tác')


def find(desk, words):
    """Opens the bar and types what to look for."""
    desk.keys('ctrl+f')
    desk.wait(lambda: desk.has_focus('text', '') or desk.has_focus('entry', ''), 'the keys to go to the entry')
    desk.keys('ctrl+a')
    desk.type(words, delay=60)


def selected(desk):
    """The words that are selected in the text."""
    return desk.selected_in(view(desk))


def view(desk):
    """The text view with a part of the plan, not the entries of the bar."""
    for node, role in desk.walk():
        if role == 'text' and desk.is_seen(node) and node.name not in ('Find in the whole plan', 'Replace with'):
            return node
    return None


def wait_view(desk, words):
    desk.wait(lambda: view(desk) and words in desk.text_of(view(desk)), 'the text “%s”' % words)


def backgrounds(desk):
    """The words of the text that have a background of their own, with its colour."""
    text = view(desk).queryText()
    found, at = [], 0
    while at < text.characterCount:
        attributes, start, end = text.getAttributeRun(at, False)
        color = [each.split(':', 1)[1] for each in attributes if each.startswith('bg-color:')]
        if color:
            found.append((text.getText(start, end), color[0]))
        at = max(end, at + 1)
    return found


def show(desk):
    return subprocess.run([os.environ['BANTHAO_CLI'], 'show', desk.path, '--format=text'],
                          check=True, capture_output=True, text=True, timeout=20).stdout


def step_through(desk):
    """Enter goes from place to place over the whole plan: bases, text, table, and round again; the keys stay in the bar."""
    start(desk)
    find(desk, 'tuyeen truyeenf ')
    desk.keys('BackSpace')
    desk.wait_for('label', contains='6 places')
    desk.picture('1-find')
    desk.keys('Return')
    desk.wait_for('label', name='3 of 6')
    desk.wait(lambda: selected(desk) == 'tuyên truyền', 'the words to be selected')
    assert [words for words, color in backgrounds(desk)] == ['tuyên truyền', 'tuyên truyền'], backgrounds(desk)
    here, other = [color for words, color in backgrounds(desk)]
    assert here != other
    desk.keys('Return')
    desk.wait_for('label', name='4 of 6')
    desk.wait(lambda: [color for words, color in backgrounds(desk)] == [other, here], 'the other place to be the strong one')
    desk.picture('2-step')
    desk.keys('Return')
    desk.wait_for('label', name='5 of 6')
    desk.keys('Return')
    desk.wait_for('label', name='6 of 6')
    cell = desk.wait_for('table cell', contains='In tờ gấp')
    desk.wait(lambda: desk.count_pixels(cell, lambda red, green, blue: red > 200 and blue < 150) > 100,
              'the words in the cell to be marked')
    desk.picture('2-cell')
    desk.keys('Return')
    desk.wait_for('label', name='1 of 6')
    desk.wait_for('text', name='Subject')
    desk.keys('Return')
    desk.wait_for('label', name='2 of 6')
    desk.wait(lambda: selected(desk) == 'tuyên truyền', 'the words of the basis')
    desk.keys('shift+Return')
    desk.wait_for('label', name='1 of 6')


def choose_option(desk, number):
    """Switches one of the options in the menu."""
    button = desk.wait_for('push button', name='What Counts in the Search')
    desk.click_on(button)
    desk.wait(lambda: any(desk.is_focused(node) for node, role in desk.walk(list(button))), 'the menu to have the keys')
    desk.keys(*['Down'] * number, 'Return')


def ignore_marks(desk):
    """Without tone marks "tuyển truyền" is found, too; with capitals only the title is not."""
    choose_option(desk, 1)
    desk.wait_for('label', contains='7 places')
    choose_option(desk, 0)
    desk.wait_for('label', contains='5 places')
    choose_option(desk, 0)
    choose_option(desk, 1)
    desk.wait_for('label', contains='6 places')


def escape(desk):
    """Escape puts the bar away; the words stay selected and the keys go to the text. F3 goes on without the bar."""
    desk.activate_row('I. MỤC ĐÍCH')
    desk.click_on(view(desk))
    desk.keys('ctrl+Home')
    find(desk, 'Bao ddamr dungs ')
    desk.keys('BackSpace')
    desk.wait_for('label', contains='Not found')
    desk.keys('ctrl+a')
    desk.type('ddungs ', delay=60)
    desk.keys('BackSpace')
    desk.wait_for('label', contains='1 place')
    desk.keys('Return')
    desk.wait(lambda: selected(desk) == 'đúng', 'the words to be selected')
    desk.keys('Escape')
    desk.wait(lambda: not desk.find('push button', name='Close the Search'), 'the bar to go')
    desk.wait(lambda: not backgrounds(desk), 'the words to look as before')
    desk.type('kijp ', delay=60)
    wait_view(desk, 'Bảo đảm kịp  tiến độ.')
    desk.keys('ctrl+z')


def replace(desk):
    """One by one, then all; what is bold stays bold; one undo takes all back."""
    start(desk)
    before = show(desk)
    desk.keys('ctrl+h')
    desk.wait_for('push button', contains='Replace All')
    desk.keys('ctrl+a')
    desk.type('tuyeen truyeenf ', delay=60)
    desk.keys('BackSpace')
    desk.wait_for('label', contains='6 places')
    desk.keys('Return')
    desk.wait_for('label', name='3 of 6')
    entry = desk.wait_for('text', name='Replace with')
    desk.click_on(entry)
    desk.type('phoor bieens ', delay=60)
    desk.keys('BackSpace')
    desk.wait(lambda: desk.text_of(entry) == 'phổ biến', 'the words to replace with')
    desk.keys('Return')
    wait_view(desk, 'Công tác phổ biến, tuyển truyền')
    desk.wait_for('label', name='3 of 5')
    desk.picture('3-replace')
    desk.press(desk.wait_for('push button', contains='Replace All'))
    desk.wait_for('label', contains='Replaced in 5 places')
    desk.picture('4-replaced')
    desk.keys('ctrl+s')
    desk.wait(lambda: 'In tờ gấp phổ biến' in show(desk), 'the file to be written')
    text = show(desk)
    assert 'VIỆC PHỔ BIẾN' in text and 'Phổ biến cải cách' in text, text
    assert 'phổ biến miệng' in text and 'tuyên truyền' not in text.lower(), text
    with open(desk.path) as file:
        assert '<b>phổ biến</b>' in file.read()
    desk.keys('ctrl+z')
    wait_view(desk, 'Công tác phổ biến, tuyển truyền và tuyên truyền')
    desk.keys('ctrl+z')
    wait_view(desk, 'Công tác tuyên truyền, tuyển truyền')
    desk.keys('ctrl+s')
    desk.wait(lambda: show(desk) == before, 'the file as it was')


def go_to(desk):
    """Ctrl+G goes to a section by its number, to words without their marks, and to a page."""
    for typed, shown in (('II.1', 'Việc thứ nhất'), ('muc dich', 'MỤC ĐÍCH')):
        desk.keys('ctrl+g')
        button = desk.wait_for('push button', contains=' of 2')
        desk.wait(lambda: any(desk.is_focused(node) for node, role in desk.walk(list(button))), 'the keys to go to the entry')
        desk.type(typed + ' ', delay=60)
        desk.keys('Return')
        desk.wait(lambda: view(desk) and shown in desk.text_of(view(desk)), 'the place')
    desk.keys('ctrl+g')
    desk.type('2', delay=60)
    desk.picture('5-go-to')
    desk.keys('Return')
    desk.wait_for('push button', contains='Page 2 of')


def caret_line(desk):
    """The number of the paragraph that has the caret, from 0."""
    text = view(desk).queryText()
    return text.getText(0, text.characterCount)[:text.caretOffset].count('\n')


def jump(desk):
    """From a form and from a table one jumps into the whole text of a short plan; who chose a section stays with sections."""
    start(desk)
    for title, role, name in (('Heading of the Plan', 'text', 'Superior Body'), ('VIỆC TUYÊN TRUYỀN', 'table cell', 'In tờ gấp')):
        desk.activate_row(title)
        desk.wait_for(role, contains=name)
        desk.keys('ctrl+g')
        button = desk.wait_for('push button', contains=' of 2')
        desk.wait(lambda: any(desk.is_focused(node) for node, role in desk.walk(list(button))), 'the keys to go to the entry')
        desk.type('II.1 ', delay=60)
        desk.keys('Return')
        wait_view(desk, 'Việc thứ nhất')
        desk.wait(lambda: desk.text_of(view(desk)).startswith('MỤC ĐÍCH'), 'the whole text')
        desk.wait(lambda: caret_line(desk) == 4, 'the caret at the place')
    desk.picture('7-jump')
    desk.activate_row('I. MỤC ĐÍCH')
    desk.wait(lambda: 'Việc thứ nhất' not in desk.text_of(view(desk)), 'the section')
    find(desk, 'thuws nhaats ')
    desk.keys('BackSpace', 'Return')
    desk.wait(lambda: selected(desk) == 'thứ nhất', 'what was found')
    assert 'MỤC ĐÍCH' not in desk.text_of(view(desk)), desk.text_of(view(desk))


def count(desk):
    """Ctrl+Shift+G, or the number of words in the bottom line, counts the plan, the part that is shown and the selection."""
    start(desk)
    desk.wait_for('push button', name='50 words')
    desk.click_on(view(desk))
    desk.keys('ctrl+Home', 'shift+End')
    desk.wait(lambda: selected(desk) == 'MỤC ĐÍCH', 'the heading to be selected')
    desk.keys('ctrl+shift+g')
    button = desk.wait_for('push button', name='50 words')
    desk.wait(lambda: 'Selection' in counted(desk, button), 'the count')
    words = counted(desk, button)
    assert words[words.index('Selection'):][:4] == ['Selection', '2', '8', '7'], words
    assert 'I. MỤC ĐÍCH' in words and words[words.index('Whole Plan') + 1] == '50', words
    desk.picture('6-count')
    desk.keys('Escape')
    desk.wait(lambda: not counted(desk, button), 'the count to go')
    desk.press(button)
    desk.wait(lambda: 'Whole Plan' in counted(desk, button), 'the count by its button')
    desk.keys('Escape')


def counted(desk, button):
    """What the count above its button says."""
    return [node.name for node, role in desk.walk(list(button)) if role == 'label' and desk.is_seen(node)
            and node.name != button.name]


driver.run([
    ('step through the plan', step_through),
    ('ignore tone marks', ignore_marks),
    ('put the bar away', escape),
    ('replace', replace),
    ('go to', go_to),
    ('jump', jump),
    ('count', count),
])
