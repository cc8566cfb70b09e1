"""Checking in the window as a clerk does: sees what is wrong, walks with F7, mends by a key, sets aside with a reason."""

import json
import os
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import desk as driver  # noqa: E402

PLAN = '''<?xml version="1.0" encoding="UTF-8"?>
<plan xmlns="urn:banthao:plan:1" xml:id="p" profile="nd30-2020" medium="paper" state="draft">
  <header xml:id="h"><parent xml:id="h1"/><agency xml:id="h2">ỦY BAN NHÂN DÂN<br/>PHƯỜNG ĐỒNG SEN</agency><number xml:id="h3"/>
    <symbol xml:id="h4">KH-UBND</symbol><place xml:id="h5">Đồng Sen</place><date xml:id="h6"/><urgency xml:id="h7"/>
    <type xml:id="h8">KẾ HOẠCH</type><subject xml:id="h9">Tuyên truyền cải cách hành chính</subject></header>
  <bases xml:id="b"/>
  <body xml:id="y">
    <clause xml:id="c1" label="roman" heading="yes"><text>MỤC ĐÍCH, YÊU CẦU</text>
      <clause xml:id="c2" label="dash"><text>Phổ biến chủ chương của Đảng đến cán bộ.</text></clause>
      <clause xml:id="c3" label="dash"><text>Nâng  cao nhận thức của  nhân dân.</text></clause>
    </clause>
    <clause xml:id="c5" label="roman" heading="yes"><text>TỔ CHỨC THỰC HIỆN</text>
      <clause xml:id="c7" label="arabic" heading="yes"><text>Phòng Văn hóa - Xã hội</text>
        <clause xml:id="c8" label="dash"><text>Chủ trì phát thanh theo Phụ lục, quý quý một lần.</text></clause>
      </clause>
    </clause>
  </body>
  <signature xml:id="s"><authority xml:id="s1">TM. ỦY BAN NHÂN DÂN</authority><office xml:id="s2">CHỦ TỊCH</office>
    <signer xml:id="s3">Trần An</signer></signature>
  <recipients xml:id="r"><recipient xml:id="r1">Các phòng;</recipient><recipient xml:id="r2">Lưu: VT.</recipient></recipients>
  <appendices xml:id="a"><appendix xml:id="a1"><title xml:id="a2">BẢNG NHIỆM VỤ</title>
    <note xml:id="a3">(Kèm theo Kế hoạch số      /KH-UBND ngày     tháng     năm      của Ủy ban nhân dân phường Đồng Sen)</note>
    <table xml:id="t"><columns xml:id="k0"><column xml:id="k1" role="content"><text>Nội dung</text></column>
      <column xml:id="k2" role="lead"><text>Chủ trì</text></column></columns>
      <rows xml:id="w"><row xml:id="w1"><cell xml:id="w2">Phát thanh về tuyền truyền pháp luật</cell><cell
        xml:id="w3">Phòng Văn hóa - Xã hội</cell></row></rows></table></appendix></appendices>
  <sources xml:id="o"/><changes xml:id="g"/><comments xml:id="k"/>
</plan>
'''


def start(desk, name='kiem-tra', language='C.UTF-8', tracking=False, plan=PLAN):
    """Opens a fresh copy of the plan with slips in it."""
    desk.close()
    desk.path = os.path.join(desk.scratch, name + '.kehoach')
    with open(desk.path, 'w') as file:
        file.write(plan.replace('state="draft"', 'state="draft" tracking="yes"') if tracking else plan)
    desk.open(desk.path, language=language)


def cli(desk, command, *options):
    """What the command line says of the saved file."""
    before = os.stat(desk.path).st_mtime_ns
    desk.keys('ctrl+s')
    desk.wait(lambda: os.stat(desk.path).st_mtime_ns != before, 'the file to be written')
    result = subprocess.run([os.environ['BANTHAO_CLI'], command, desk.path, '--format=json', *options],
                            capture_output=True, text=True, timeout=20)
    return json.loads(result.stdout)


def labels(desk):
    return '\n'.join(node.name for node, role in desk.walk() if role == 'label' and desk.is_seen(node))


def counter(desk, words):
    desk.wait(lambda: desk.find('push button', contains=words), 'the counter “%s”' % words)


def caret(desk):
    """The words behind the caret."""
    text = desk.editor().queryText()
    return text.getText(text.caretOffset, text.characterCount)


def underlined(desk, words):
    """Whether just these words have a wavy line below them in the text that is shown."""
    text = desk.editor().queryText()
    whole = text.getText(0, text.characterCount)
    attributes, start, end = text.getAttributeRun(whole.index(words), False)
    return 'underline:error' in attributes and whole[start:end] == words


def opens(desk):
    """The counter in the bottom line, the cards and the underlines say what is wrong."""
    start(desk)
    counter(desk, '3 errors · 2 warnings')
    desk.press(desk.find('push button', contains='errors'))
    desk.wait(lambda: '“chủ chương” → “chủ trương”' in labels(desk), 'the cards')
    said = labels(desk)
    for words in ('Confused words', 'gạch đầu dòng thứ 1 mục I', '“Nâng··cao nhận” → “Nâng·cao nhận”'):
        assert words in said, said
    desk.wait(lambda: underlined(desk, 'chủ chương'), 'the underline')
    desk.picture('1-check')


def walks(desk):
    """F7 walks through the findings in reading order and the text follows."""
    desk.click_on(desk.editor())
    desk.keys('ctrl+Home')
    desk.keys('F7')
    desk.wait(lambda: caret(desk).startswith('chủ chương'), 'the caret at the confused words')
    desk.keys('F7')
    desk.wait(lambda: caret(desk).startswith('  cao'), 'the caret at the first double space')
    desk.keys('shift+F7')
    desk.wait(lambda: caret(desk).startswith('chủ chương'), 'the caret back')


def asked_early(desk):
    """F7 as soon as the text is there, long before all of a long plan is checked, leads to the first finding all the same;
    and so do the other keys to what the window has not made yet: the shortcuts, the bar for finding, the review."""
    long = ''.join('<clause xml:id="z%d" label="dash"><text>Các phòng và tổ dân phố thực hiện nhiệm vụ số %d.</text></clause>'
                   % (number, number) for number in range(6000))
    start(desk, 'dai', plan=PLAN.replace('</body>', '<clause xml:id="z" label="roman" heading="yes"><text>PHỤ</text>%s</clause></body>'
                                         % long))
    desk.wait_text('chủ chương')
    desk.keys('F7')
    desk.wait(lambda: caret(desk).startswith('chủ chương'), 'the caret at the confused words')
    desk.wait(lambda: '“chủ chương” → “chủ trương”' in labels(desk), 'the cards')
    desk.keys('F8')
    desk.wait_for('label', contains='There is no further change to decide')
    desk.keys('ctrl+f')
    desk.type('phong va', delay=40)
    desk.wait_for('label', contains='Not found')
    desk.keys('Escape', 'ctrl+question')
    desk.wait(lambda: len(desk.roots()) == 2, 'the shortcuts')
    desk.picture('early')
    desk.keys('Escape')
    desk.wait(lambda: len(desk.roots()) == 1, 'the shortcuts to go')


def follows_the_typing(desk):
    """What is typed is checked at once, and underlines stay on their words meanwhile."""
    desk.keys('ctrl+Home', 'Down', 'Home')
    desk.type('Tuyen truyen ve ', delay=60)
    desk.wait(lambda: underlined(desk, 'chủ chương'), 'the underline behind what was typed')
    desk.keys('ctrl+End')
    desk.type(' Hop  mat.', delay=60)
    counter(desk, '3 errors · 3 warnings')
    desk.keys('ctrl+z', 'ctrl+z', 'ctrl+z')
    desk.wait(lambda: desk.text_of(desk.editor()).startswith('MỤC ĐÍCH, YÊU CẦU\nPhổ biến'), 'the text as before')


def mends(desk):
    """Ctrl+F7 mends what is chosen and leads on; one undo takes it back."""
    desk.keys('ctrl+Home', 'F7')
    desk.wait(lambda: caret(desk).startswith('chủ chương'), 'the caret at the confused words')
    desk.keys('ctrl+F7')
    counter(desk, '2 errors · 2 warnings')
    assert 'chủ trương của Đảng' in desk.text_of(desk.editor())
    desk.wait(lambda: caret(desk).startswith('  cao'), 'the caret at the next finding')
    desk.keys('ctrl+z')
    counter(desk, '3 errors · 2 warnings')
    desk.keys('ctrl+y')
    counter(desk, '2 errors · 2 warnings')


def mends_all(desk):
    """All of one rule is mended as one step."""
    desk.keys('ctrl+Home', 'F7')
    desk.wait(lambda: caret(desk).startswith('  cao'), 'the caret at the first double space')
    desk.keys('ctrl+shift+F7')
    desk.wait(lambda: 'Nâng cao nhận thức của nhân dân.' in desk.text_of(desk.editor()), 'the spaces mended')
    desk.wait(lambda: desk.find('push button', '2 errors'), 'the counter')
    desk.keys('ctrl+z')
    counter(desk, '2 errors · 2 warnings')
    desk.keys('ctrl+y')
    desk.wait(lambda: desk.find('push button', '2 errors'), 'the counter')


def press_beside(desk, label, name):
    """Presses the button of that name in the card with that label."""
    y = desk.place_of(label)[1]
    buttons = [node for node, role in desk.walk() if 'button' in role and node.name == name and desk.is_seen(node)]
    assert buttons, 'no button “%s”' % name
    button = min(buttons, key=lambda node: abs(desk.place_of(node)[1] - y))
    desk.click_on(button)
    return button


def choose(desk, button, name):
    """Presses an item of the menu that the button has opened."""
    desk.press(desk.wait(lambda: next((node for node, role in desk.walk(button) if role == 'menu item'
                                       and node.name == name), None), 'the item “%s”' % name))


def sets_aside(desk):
    """A finding is set aside with a reason that is kept in the file, and can be looked at again."""
    desk.click_on(desk.wait_for('label', contains='“quý quý”'))
    desk.wait(lambda: caret(desk).startswith('quý quý'), 'the caret at the double word')
    choose(desk, press_beside(desk, desk.wait_for('label', 'A syllable stands twice'), 'More: A syllable stands twice'), 'Set Aside…')
    desk.wait(lambda: desk.has_focus('text', 'The reason'), 'the line for the reason')
    desk.type('Ten bai hat', delay=60)
    desk.keys('Return')
    desk.wait(lambda: desk.find('push button', '1 error'), 'one finding less')
    assert 'word-double' not in [finding['rule'] for finding in cli(desk, 'check')]
    aside = [finding for finding in cli(desk, 'check', '--all') if finding['aside']]
    assert [finding['rule'] for finding in aside] == ['word-double'], aside
    thread = cli(desk, 'comments')[0]
    assert thread['messages'][0]['text'] == 'Ten bai hat' and thread['state'] == 'resolved', thread
    desk.press(desk.wait_for('push button', 'Set Aside Too'))
    desk.wait(lambda: 'Ten bai hat' in labels(desk), 'the reason in the card')
    press_beside(desk, desk.wait_for('label', contains='“quý quý”'), 'Look at It Again')
    desk.wait(lambda: desk.find('push button', '2 errors'), 'the finding again')


def in_the_table(desk):
    """F7 leads into the cell of a table; what is mended there is mended."""
    desk.click_on(desk.wait_for('label', contains='does not end with “./.”'))
    cell = desk.wait_for('table cell', contains='tuyền truyền pháp luật')
    desk.keys('F7')
    desk.wait(lambda: desk.is_focused(cell), 'the keys in the cell')
    desk.picture('2-table')
    desk.keys('ctrl+F7')
    desk.wait_for('table cell', contains='tuyên truyền pháp luật')


def sets_aside_by_key(desk):
    """Ctrl+Alt+K asks for the reason for the chosen finding, and F7 goes on from there."""
    start(desk, 'bo-qua')
    counter(desk, '3 errors · 2 warnings')
    desk.click_on(desk.editor())
    desk.keys('ctrl+Home', 'F7')
    desk.wait(lambda: caret(desk).startswith('chủ chương'), 'the caret at the confused words')
    desk.keys('ctrl+alt+k')
    desk.wait(lambda: desk.has_focus('text', 'The reason'), 'the line for the reason')
    desk.type('Trich nguyen van', delay=60)
    desk.keys('Return')
    counter(desk, '2 errors · 2 warnings')
    desk.wait(lambda: caret(desk).startswith('  cao'), 'the caret at the next finding')
    desk.keys('ctrl+alt+shift+k')
    desk.wait(lambda: desk.has_focus('text', 'The reason'), 'the line for the reason of the rule')
    desk.type('De sau', delay=60)
    desk.keys('Return')
    desk.wait(lambda: desk.find('push button', '2 errors'), 'the rule without findings')
    assert {finding['rule'] for finding in cli(desk, 'check', '--all') if finding['aside']} == {
        'confusion', 'space-double'}


def described(desk, words):
    """Whether what has the keys says these words of itself."""
    return next((node for node, role in desk.walk() if words in (node.description or '')
                 and desk.is_focused(node)), None)


def choose_card(desk, words):
    """Chooses the card with these words, wherever in the list it is."""
    label = desk.wait_for('label', contains=words)
    desk.reveal(label)
    desk.click_on(label)


def heading(desk, name):
    """The heading of a column of the table, for which GTK 4.8 has no role."""
    return next((node for node in desk.wait_for('table cell', contains='row 1').parent if node.name == name), None)


def in_fields(desk):
    """What is wrong in a field or in the heading of a column is told there: by a mark, and to a screen reader."""
    start(desk, 'o-nhap', plan=PLAN.replace('Tuyên truyền cải cách', 'Tuyên truyền chủ chương cải cách')
          .replace('CHỦ TỊCH<', 'CHỦ TICH<').replace('Nội dung</text>', 'Nội  dung</text>'))
    counter(desk, '5 errors')
    desk.press(desk.find('push button', contains='errors'))
    desk.click_on(desk.wait_for('label', contains='“chủ chương” → “chủ trương”'))
    desk.wait(lambda: described(desk, '“chủ trương” is meant, it seems'), 'the words about the subject')
    desk.picture('5-header')
    desk.keys('ctrl+F7')
    desk.wait(lambda: not described(desk, 'is meant, it seems'), 'nothing more to say of it')
    choose_card(desk, '“CHỦ TICH” → “CHỦ TỊCH”')
    desk.wait(lambda: described(desk, '“CHỦ TỊCH” is meant, it seems'), 'the words about the office')
    desk.picture('6-signature')
    choose_card(desk, '“Nội··dung')
    desk.wait(lambda: 'More than one space' in heading(desk, 'Nội  dung').description, 'the words about the column')
    desk.picture('7-column')
    desk.keys('ctrl+F7')
    desk.wait(lambda: heading(desk, 'Nội dung'), 'the heading mended')


def tracked(desk):
    """With tracking on, what is mended is a change that waits for a decision."""
    start(desk, 'theo-doi', tracking=True)
    counter(desk, '3 errors')
    desk.click_on(desk.editor())
    desk.keys('ctrl+Home', 'F7')
    desk.wait(lambda: caret(desk).startswith('chủ chương'), 'the caret at the confused words')
    desk.keys('ctrl+F7')
    counter(desk, '2 errors')
    counter(desk, '1 change open')
    texts = {(change['kind'], change['text']) for change in cli(desk, 'changes')}
    assert texts == {('text-insert', 'tr'), ('text-delete', 'ch')}, texts


def duties(desk):
    """The table of duties tells what each unit has to do, and what is pressed in it leads there."""
    desk.press(desk.wait_for('push button', 'Duties…'))
    desk.wait_for('frame', 'Who Has What to Do')
    desk.wait(lambda: 'Rows It Leads' in labels(desk), 'the table')
    desk.picture('4-duties')
    desk.press(desk.wait_for('push button', 'gạch đầu dòng thứ 1 mục II.1'))
    desk.wait(lambda: caret(desk).startswith('Chủ trì phát thanh'), 'the caret at the task')


def in_vietnamese(desk):
    """The page in the words of the office."""
    start(desk, 'tieng-viet', 'vi')
    counter(desk, '3 lỗi · 2 cảnh báo')
    desk.keys('F7')
    desk.wait(lambda: 'Nhầm chữ' in labels(desk), 'the cards')
    desk.picture('3-vietnamese')


driver.run([
    ('what is found', opens),
    ('walking', walks),
    ('typing', follows_the_typing),
    ('mending', mends),
    ('mending all of a rule', mends_all),
    ('setting aside', sets_aside),
    ('in a table', in_the_table),
    ('setting aside by a key', sets_aside_by_key),
    ('in fields and headings', in_fields),
    ('mending with tracked changes', tracked),
    ('duties', duties),
    ('in Vietnamese', in_vietnamese),
    ('asked for early', asked_early),
])
