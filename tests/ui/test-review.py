"""Reviewing in the window as a supervisor does: reads what changed, walks with F8, decides by keys, comments, answers."""

import json
import os
import subprocess
import sys
import time
import zipfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import desk as driver  # noqa: E402
import plans  # noqa: E402

PLAN = plans.make_plan('Tuyên truyền cải cách hành chính', '''
    <clause xml:id="c1" label="roman" heading="yes"><text>MỤC ĐÍCH</text>
      <clause xml:id="c2" label="arabic"><text>Nâng cao <ins change="k1">hiểu biết</ins><del change="k1">nhận thức</del> của cán bộ.</text></clause>
      <clause xml:id="c3" label="arabic"><text>Bảo đảm <comment-start thread="t1"/>đúng tiến độ<comment-end thread="t1"/>.</text></clause>
      <clause xml:id="c4" label="arabic" ins="k2"><text><ins change="k2">Tiết kiệm kinh phí.</ins></text></clause>
    </clause>
    <clause xml:id="c5" label="roman" heading="yes"><text>NỘI DUNG</text>
      <clause xml:id="c6" label="arabic" del="k3"><text><del change="k3">Tổ chức hội thi tìm hiểu.</del></text></clause>
      <clause xml:id="c7" label="arabic"><text>Treo băng rôn<ins change="k4"> tại trụ sở</ins>.</text></clause>
    </clause>''', attributes=plans.REVIEW,
                       changes='''
    <change xml:id="k1" author="Nguyễn Thị An" time="2026-03-02T01:15:00Z" round="1"/>
    <change xml:id="k2" author="Trần Bình" time="2026-03-02T02:40:00Z" round="1"/>
    <change xml:id="k3" author="Trần Bình" time="2026-03-02T02:42:00Z" round="1"/>
    <change xml:id="k4" author="Nguyễn Thị An" time="2026-03-03T03:00:00Z" round="1"/>''',
                       comments='''<thread xml:id="t1" node="c3" words="yes" quote="đúng tiến độ"><message xml:id="m1" author="Nguyễn Thị An"
      time="2026-03-02T03:00:00Z">Tiến độ nào, có nên ghi rõ quý?</message></thread>''')


def start(desk, name='ra-soat', language='C.UTF-8'):
    """Opens a fresh copy of the marked-up plan on the page for reviewing."""
    desk.close()
    desk.path = os.path.join(desk.scratch, name + '.kehoach')
    with open(desk.path, 'w') as file:
        file.write(PLAN)
    desk.open(desk.path, language=language)


def cli(desk, command):
    """What the command line says of the file."""
    return json.loads(subprocess.run([os.environ['BANTHAO_CLI'], command, desk.path, '--format=json'], check=True,
                                     capture_output=True, text=True, timeout=20).stdout)


def save(desk):
    before = os.stat(desk.path).st_mtime_ns
    desk.keys('ctrl+s')
    desk.wait(lambda: os.stat(desk.path).st_mtime_ns != before, 'the file to be written')


def open_changes(desk):
    """The ids of the changes in the saved file that nobody has decided."""
    save(desk)
    return sorted({change['id'] for change in cli(desk, 'changes')})


def labels(desk):
    """What the labels on the screen say, in one text."""
    return '\n'.join(node.name for node, role in desk.walk() if role == 'label' and desk.is_seen(node))


def counter(desk, words):
    """Waits until the counter says just this: a button that was pressed acts a moment later."""
    desk.wait(lambda: desk.find('push button', words), 'the counter “%s”' % words)


def caret(desk):
    """The words behind the caret."""
    text = desk.editor().queryText()
    return text.getText(text.caretOffset, text.characterCount)


def opens(desk):
    """The counter tells what is open; pressing it shows the cards with the summary above."""
    start(desk)
    counter(desk, '4 changes open · 1 comment')
    desk.press(desk.find('push button', contains='changes open'))
    desk.wait(lambda: 'Added “hiểu biết” · Deleted “nhận thức”' in labels(desk), 'the cards')
    said = labels(desk)
    for words in ('2 parts changed', 'Removed: “Tổ chức hội thi tìm hiểu.”', 'Tiến độ nào, có nên ghi rõ quý?'):
        assert words in said, said
    desk.picture('1-review')


def walks_and_decides(desk):
    """F8 walks through what is open and the text follows; Alt+Enter accepts, Alt+Delete rejects, each leads on."""
    desk.keys('F8')
    desk.wait(lambda: caret(desk).startswith('hiểu biết'), 'the caret at the first change')
    desk.keys('alt+Return')
    counter(desk, '3 changes open · 1 comment')
    desk.wait(lambda: caret(desk).startswith('đúng tiến độ'), 'the caret at the comment')
    desk.keys('F8')
    desk.wait(lambda: caret(desk).startswith('Tiết kiệm'), 'the caret at the new paragraph')
    desk.keys('alt+Delete')
    counter(desk, '2 changes open · 1 comment')
    assert open_changes(desk) == ['k3', 'k4'], open_changes(desk)
    desk.keys('shift+F8')
    desk.wait(lambda: caret(desk).startswith('đúng tiến độ'), 'the caret at the comment again')


def undoes(desk):
    """A decision is one undo step."""
    desk.keys('ctrl+z')
    counter(desk, '3 changes open · 1 comment')
    desk.keys('ctrl+y')
    counter(desk, '2 changes open · 1 comment')


def answers(desk):
    """Ctrl+Alt+R leads to the line under what was said; Enter sends the reply, Alt+Enter resolves: the mouse is not needed."""
    desk.keys('ctrl+alt+r')
    desk.wait(lambda: desk.has_focus('text', 'Reply'), 'the line to answer in')
    desk.type('Quy 4.', delay=60)
    desk.keys('Return')
    desk.wait(lambda: 'Quy 4.' in labels(desk), 'the reply')
    desk.picture('2-thread')
    desk.keys('alt+Return')
    counter(desk, '2 changes open')
    save(desk)
    thread = cli(desk, 'comments')[0]
    assert thread['state'] == 'resolved' and [m['text'] for m in thread['messages']][1] == 'Quy 4.', thread


def comments_on_words(desk):
    """Ctrl+Alt+M comments on the words that are selected."""
    desk.activate_row('II. NỘI DUNG')
    desk.click_on(desk.editor())
    desk.keys('ctrl+End', 'Home', 'ctrl+shift+Right', 'ctrl+shift+Right')
    desk.keys('ctrl+alt+m')
    desk.wait(lambda: desk.has_focus('text', 'Your comment'), 'the line to write in')
    desk.type('May cai?', delay=60)
    desk.keys('Return')
    counter(desk, '2 changes open · 1 comment')
    save(desk)
    thread = [c for c in cli(desk, 'comments') if c['state'] == 'open'][0]
    assert thread['place'] == 'words' and thread['node'] == 'c7' and thread['quote'].startswith('Treo băng'), thread


def word_parts(path):
    """The parts of a document of Word, and the words of two of them."""
    with zipfile.ZipFile(path) as parts:
        names = parts.namelist()
        return names, parts.read('word/document.xml').decode(), parts.read('customXml/item1.xml').decode()


def export_word(desk, answer, name):
    """Ctrl+Alt+E asks whether the changes go with it, and where to."""
    path = os.path.join(desk.scratch, name)
    desk.keys('ctrl+alt+e')
    desk.press(desk.wait_for('push button', contains=answer))
    desk.wait_for('push button', contains='Save')
    time.sleep(0.5)
    desk.keys('ctrl+a')
    desk.type(name, delay=20)
    desk.keys('Return')
    desk.wait(lambda: os.path.exists(path), 'the document')
    desk.wait_for('label', contains=name)
    return word_parts(path)


def goes_to_word(desk):
    """With its changes and comments, and as a clean copy that tells nobody of them."""
    names, document, records = export_word(desk, 'With Changes', 'kem.docx')
    assert 'word/comments.xml' in names and '<w:ins ' in document and 'w:author="' in document
    assert '<change ' in records
    names, document, records = export_word(desk, 'Clean Copy', 'sach.docx')
    assert 'word/comments.xml' not in names and '<w:ins ' not in document and '<w:del ' not in document
    assert '<change ' not in records and '<message ' not in records


def accepts_the_rest(desk):
    """A key accepts all that is listed at once; then the panel says that nothing is left, and what was decided unfolds."""
    desk.keys('shift+alt+Return')
    counter(desk, '1 comment')
    assert open_changes(desk) == []
    desk.keys('F8', 'alt+Return')
    desk.wait(lambda: 'No change waits for a decision any more.' in labels(desk), 'the end')
    desk.picture('3-done')
    assert 'Rejected by' not in labels(desk), 'what is decided is folded away'
    desk.press(desk.wait_for('push button', 'Decided (6)'))
    desk.wait(lambda: 'Rejected by Lê Văn Thử' in labels(desk) and 'Resolved by Lê Văn Thử' in labels(desk), 'the decisions')
    desk.picture('3-unfolded')
    desk.press(desk.wait_for('push button', 'Decided (6)'))
    desk.wait(lambda: 'Rejected by' not in labels(desk), 'the decisions to be folded away again')


def in_a_field(desk):
    """F8 leads to a field of the header, which is scrolled to, and its card says which one it is."""
    start(desk, 'truong')
    with open(desk.path, encoding='utf-8') as file:
        text = file.read().replace('cải cách hành chính</subject>', 'cải cách<ins change="k4"> tiếp</ins></subject>')
    desk.close()
    with open(desk.path, 'w', encoding='utf-8') as file:
        file.write(text)
    desk.open(desk.path)
    counter(desk, '4 changes open · 1 comment')
    desk.keys('F8')
    desk.wait(lambda: 'Added “ tiếp”' in labels(desk) and 'Subject' in labels(desk), 'the card')
    desk.wait(lambda: desk.has_focus('text', 'Subject'), 'the keys to be in the field')

    def is_in_sight():
        box = desk.find('text', 'Subject').queryComponent().getExtents(driver.pyatspi.WINDOW_COORDS)
        return 0 < box.y and box.y + box.height < desk.window_box()[3]
    desk.wait(is_in_sight, 'the field to be in sight')


def filters_by_round(desk):
    """The summary says whose changes are open; only those of one round are listed where that is chosen."""
    desk.close()
    start(desk, 'vong')
    with open(desk.path) as file:
        text = file.read().replace('03T03:00:00Z" round="1"', '03T03:00:00Z" round="2"')
    with open(desk.path, 'w') as file:
        file.write(text)
    desk.close()
    desk.open(desk.path)
    desk.press(desk.wait_for('push button', contains='changes open'))
    desk.wait(lambda: 'Nguyễn Thị An: 2 · Trần Bình: 2' in labels(desk), 'whose they are')
    desk.click_on(desk.wait_for('combo box', contains='Round'))
    desk.keys('Down', 'Down', 'Return')
    desk.wait(lambda: 'Added “ tại trụ sở”' in labels(desk) and 'hiểu biết' not in labels(desk), 'the change of round 2')


def views(desk):
    """F4 shows the plan as it will read, then as it was, then with its changes again; nothing can be written meanwhile."""
    start(desk, 'cach-xem')
    desk.wait_text('Nâng cao hiểu biếtnhận thức của cán bộ.')
    desk.keys('F4')
    desk.wait_text('Nâng cao hiểu biết của cán bộ.')
    assert 'Tiết kiệm' in desk.text_of(desk.editor())
    desk.wait_for('label', contains='Only to be read')
    desk.picture('5-final')
    desk.click_on(desk.editor())
    desk.keys('x', 'space')
    desk.wait_for('label', contains='F4 leads back')
    desk.keys('F4')
    desk.wait_text('Nâng cao nhận thức của cán bộ.')
    assert 'Tiết kiệm' not in desk.text_of(desk.editor())
    desk.keys('F4')
    desk.wait_text('Nâng cao hiểu biếtnhận thức của cán bộ.')
    desk.keys('F8', 'alt+Return')
    counter(desk, '3 changes open · 1 comment')
    assert open_changes(desk) == ['k2', 'k3', 'k4'], 'views and keys in them change nothing'


def stops_recording(desk):
    """In review, to stop recording is asked about, and a comment tells who did it; one undo step takes both back."""
    desk.keys('ctrl+shift+e')
    desk.wait(lambda: 'Stop Recording Changes?' in labels(desk), 'the question')
    desk.keys('Escape')
    desk.wait(lambda: 'Stop Recording Changes?' not in labels(desk), 'the question to go')
    desk.keys('ctrl+shift+e')
    desk.wait(lambda: 'Stop Recording Changes?' in labels(desk), 'the question again')
    desk.keys('alt+s')
    counter(desk, '3 changes open · 2 comments')
    save(desk)
    told = [c for c in cli(desk, 'comments') if c['messages'][0]['author'] == 'Lê Văn Thử']
    assert told and told[0]['messages'][0]['text'].startswith('Stopped recording changes'), told
    assert 'tracking=' not in open(desk.path, encoding='utf-8').read().split('<header')[0]
    desk.keys('ctrl+z')
    counter(desk, '3 changes open · 1 comment')


def asks_who(desk):
    """Where nobody has said who works here, it is asked before anything is recorded, and what is typed bears the name."""
    start(desk, 'ai')
    desk.close()
    desk.open(desk.path, who='')
    desk.wait_for('text', 'First and Last Name')
    desk.picture('6-who')
    desk.keys('ctrl+a')
    desk.type('Hoa', delay=60)
    desk.keys('Tab')
    desk.type('Thu ky', delay=60)
    desk.keys('Return')
    desk.wait(lambda: not desk.find('text', 'First and Last Name'), 'the question to be answered')
    desk.click_on(desk.editor())
    desk.wait(lambda: desk.is_focused(desk.editor()), 'the keys to go to the text')
    desk.keys('ctrl+End')
    desk.type(' Them.', delay=60)
    desk.wait_text('Them.')
    save(desk)
    assert 'Hoa (Thu ky)' in {change['author'] for change in cli(desk, 'changes')}, cli(desk, 'changes')


def decides_selected(desk):
    """Alt+Enter accepts all that is selected in the text, and nothing else."""
    start(desk, 'chon')
    desk.activate_row('I. MỤC ĐÍCH')
    desk.wait(lambda: 'NỘI DUNG' not in desk.text_of(desk.editor()), 'the section alone')
    desk.click_on(desk.editor())
    desk.keys('ctrl+a', 'alt+Return')
    counter(desk, '2 changes open · 1 comment')
    assert open_changes(desk) == ['k3', 'k4'], open_changes(desk)
    desk.keys('ctrl+z')
    counter(desk, '4 changes open · 1 comment')


def has_label(desk, words):
    return words in labels(desk)


def in_a_narrow_window(desk):
    """Where there is no room for three columns, the panel comes in the place of the outline when it is asked for, and goes."""
    start(desk, 'hep')
    desk.wait(lambda: has_label(desk, 'I. MỤC ĐÍCH'), 'the outline')
    window = subprocess.run(['xdotool', 'getactivewindow'], check=True, capture_output=True, text=True, timeout=20).stdout.strip()

    def is_folded():
        # Columns and buttons fold away on the way: a window gets narrower in steps.
        for width in (990, 800):
            subprocess.run(['xdotool', 'windowsize', window, str(width), '700'], check=True, timeout=20)
            time.sleep(0.5)
        return not has_label(desk, 'Nguyễn Thị An')

    desk.wait(is_folded, 'the panel to fold away')
    desk.keys('F8')
    desk.wait(lambda: has_label(desk, 'Added “hiểu biết”') and not has_label(desk, 'I. MỤC ĐÍCH'), 'the panel')
    desk.picture('5-narrow')
    desk.keys('F9')
    desk.wait(lambda: has_label(desk, 'I. MỤC ĐÍCH') and not has_label(desk, 'Added “hiểu biết”'), 'the outline again')


def in_vietnamese(desk):
    """The page in the words of the office."""
    start(desk, 'tieng-viet', 'vi')
    desk.press(desk.wait_for('push button', contains='4 thay đổi chưa quyết · 1 ý kiến'))
    desk.keys('F8', 'F8')
    desk.wait(lambda: 'Tiến độ nào, có nên ghi rõ quý?' in labels(desk), 'the cards')
    desk.picture('4-vietnamese')


driver.run([
    ('what is open', opens),
    ('walking and deciding', walks_and_decides),
    ('undoing a decision', undoes),
    ('answering a comment', answers),
    ('commenting on words', comments_on_words),
    ('a document for Word', goes_to_word),
    ('accepting the rest', accepts_the_rest),
    ('in a field', in_a_field),
    ('by round', filters_by_round),
    ('views', views),
    ('recording is stopped', stops_recording),
    ('who works here', asks_who),
    ('what is selected', decides_selected),
    ('in a narrow window', in_a_narrow_window),
    ('in Vietnamese', in_vietnamese),
])
