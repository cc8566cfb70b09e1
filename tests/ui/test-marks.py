"""Every kind of mark of a tracked change, and what is said of it to whoever cannot see it: in the text and in a table."""

import json
import os
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import desk as driver  # noqa: E402

LAYOUTS = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'layouts')

# Words of the text that bear a mark, and what is said where the caret is in them.
SAID = [
    ('hiểu biết', ['Nguyễn Thị Lan, 1/3, 08:00: added “hiểu biết”']),
    ('nhận thức', ['Nguyễn Thị Lan, 1/3, 08:00: deleted “nhận thức”']),
    ('giữ gìn', ['Trần Văn Bình, 2/3, 09:30: format of “giữ gìn vệ sinh”']),
    ('văn hóa', ['Nguyễn Thị Lan, 1/3, 08:00: added “ văn hóa”', 'Trần Văn Bình, 2/3, 09:30: deleted “ văn hóa”']),
    ('Trồng thêm', ['Nguyễn Thị Lan, 1/3, 08:00: new paragraph']),
    ('Tuyên truyền trên loa', ['Trần Văn Bình, 2/3, 09:30: deleted paragraph']),
    ('và rõ thời hạn', ['Lê Minh Châu, 3/3, 02:15: split from the paragraph before']),
    (', hiệu quả', ['Nguyễn Thị Lan, 1/3, 08:00: joined to the paragraph before']),
    ('Tổng kết vào', ['Trần Văn Bình, 2/3, 09:30: numbering: - → a)']),
    ('… moved to mục III.1', ['Trần Văn Bình, 2/3, 09:30: moved from here to mục III.1']),
    ('Thu gom', ['Nguyễn Thị Lan, 1/3, 08:00: heading: yes → none']),
    ('Văn phòng Ủy ban', ['Trần Văn Bình, 2/3, 09:30: moved here from mục II']),
]
# Beginnings of the names of what is in the table, and what is said of it. GTK 4.8 calls the headings of columns fillers.
TOLD = [
    ('table cell', 'Nội dung công việc, row 2', ['Nguyễn Thị Lan, 1/3, 08:00: deleted “tờ rơi”',
                                                'Nguyễn Thị Lan, 1/3, 08:00: added “loa”']),
    ('table cell', 'Nội dung công việc, row 3', ['Nguyễn Thị Lan, 1/3, 08:00: new row']),
    ('table cell', 'Nội dung công việc, row 4', ['Trần Văn Bình, 2/3, 09:30: deleted row']),
    ('table cell', 'Nội dung công việc, row 6', ['Lê Minh Châu, 3/3, 02:15: moved here from row 4']),
    ('row header', 'Row 3, new row', ['Nguyễn Thị Lan, 1/3, 08:00: new row']),
    ('row header', 'Row 4, deleted row', ['Trần Văn Bình, 2/3, 09:30: deleted row']),
    ('row header', 'Row 6, moved row', ['Lê Minh Châu, 3/3, 02:15: moved here from row 4']),
    ('filler', 'Sản phẩm', ['Nguyễn Thị Lan, 1/3, 08:00: new column']),
    ('filler', 'Ghi chú', ['Trần Văn Bình, 2/3, 09:30: deleted column']),
    ('filler', 'Hoàn thành', ['Lê Minh Châu, 3/3, 02:15: moved here']),
    ('filler', 'Nội dung công việc', ['Nguyễn Thị Lan, 1/3, 08:00: width: 60 → 80']),
]


# Fields of the header and the signature, and what is said of them.
FIELDS = [
    ('Heading of the Plan', 'Issuing Body', ['Nguyễn Thị Lan, 1/3, 08:00: deleted “UBND”',
                                             'Nguyễn Thị Lan, 1/3, 08:00: added “ỦY BAN NHÂN DÂN”']),
    ('Heading of the Plan', 'Number', ['Nguyễn Thị Lan, 1/3, 08:00: deleted “12”', 'Trần Văn Bình, 2/3, 09:30: added “15”']),
    ('Heading of the Plan', 'Place', ['Lê Minh Châu, 3/3, 02:15: added “Phường ”']),
    ('Heading of the Plan', 'Date', ['Nguyễn Thị Lan, 1/3, 08:00: added “9”']),
    ('Heading of the Plan', 'Subject', ['Trần Văn Bình, 2/3, 09:30: added “ năm 2026”']),
    ('Heading of the Plan', 'Issued as', ['Lê Minh Châu, 3/3, 02:15: issued as: Paper → Electronic document']),
    ('Signature', 'Name of the Signer', ['Nguyễn Thị Lan, 1/3, 08:00: deleted “Trần Thị Hồng”']),
]
# Parts that are shown as text, words in them, and what is said there.
PARTS = [
    ('Legal Bases', 'Căn cứ Nghị quyết', ['Trần Văn Bình, 2/3, 09:30: new legal basis']),
    ('Recipients', 'Như trên', ['Lê Minh Châu, 3/3, 02:15: moved here from recipient 3']),
    ('Recipients', 'Công an', ['Nguyễn Thị Lan, 1/3, 08:00: deleted recipient']),
    ('Recipients', 'Đoàn', ['Trần Văn Bình, 2/3, 09:30: new recipient']),
    ('Recipients', '… moved', ['Lê Minh Châu, 3/3, 02:15: moved from here to recipient 1']),
]
# Titles of appendices, and what is said of them; from below, as the tooltip of one row covers the next.
APPENDICES = [
    ('LỊCH', ['Lê Minh Châu, 3/3, 02:15: moved here',
              'Nguyễn Thị Lan, 1/3, 08:00: orientation of the page: Sheets as Needed → Landscape Sheets']),
    ('BIỂU MẪU', ['Trần Văn Bình, 2/3, 09:30: new appendix']),
    ('DANH SÁCH', ['Nguyễn Thị Lan, 1/3, 08:00: deleted appendix']),
]


def start(desk, layout, language='C.UTF-8', changed=()):
    """Opens the plan of a golden of pages, which has all the marks, with some words changed in it."""
    desk.close()
    path = os.path.join(desk.scratch, layout + '.kehoach')
    with open(os.path.join(LAYOUTS, layout + '.layout'), encoding='utf-8') as golden:
        text = golden.read()
    for old, new in changed:
        assert old in text, old
        text = text.replace(old, new, 1)
    with open(path, 'w', encoding='utf-8') as file:
        file.write(text[text.index('<?xml'):text.index('\n-----\n') + 1])
    desk.path = path
    desk.open(path, language=language)


def marks_in_text(desk):
    """The caret is brought to every kind of mark; its description tells who, when and what."""
    start(desk, 'markup-nodes')
    desk.activate_row('Whole Text')
    desk.wait_text('Công an phường')
    view = desk.editor()
    text = desk.text_of(view)
    for words, said in SAID:
        at = text.index(words)
        view.queryText().setCaretOffset(at + 1)
        for line in said:
            desk.wait(lambda: line in view.description, '“%s” at “%s”, not “%s”' % (line, words, view.description), 5)
    view.queryText().setCaretOffset(text.index('Bám sát'))
    desk.wait(lambda: ':' not in view.description, 'nothing to be said of what is not changed', 5)
    desk.picture('1-text')


def by_key(desk):
    """Ctrl+F8 says it on the screen."""
    view = desk.editor()
    desk.click_on(view)
    view.queryText().setCaretOffset(desk.text_of(view).index('hiểu biết') + 2)
    desk.wait(lambda: 'hiểu biết' in view.description, 'the caret in the words')
    desk.keys('ctrl+F8')
    desk.wait_for('label', contains='added “hiểu biết”')


def writing_beside_a_ghost(desk):
    """What stands where a paragraph was before cannot be written into: words go to the paragraph before."""
    view = desk.editor()
    before = desk.text_of(view)
    view.queryText().setCaretOffset(before.index('… moved to') + 3)
    desk.keys('x', 'space')
    desk.wait(lambda: 'x' in desk.text_of(view).split('… moved to')[0][-4:], 'the letter at the end of the paragraph before')
    assert '… moved to mục III.1' in desk.text_of(view)
    desk.keys('ctrl+z', 'ctrl+z')
    desk.wait(lambda: desk.text_of(view) == before, 'the text as it was')


def marks_in_table(desk):
    """Every row, column and cell that is changed tells it."""
    start(desk, 'markup-table')
    desk.activate_row('PHÂN CÔNG')
    desk.wait_for('table cell', contains='row 2')
    for role, name, said in TOLD:
        node = desk.wait(lambda: next((node for node, its_role in desk.walk()
                                       if its_role == role and node.name.startswith(name)), None),
                         '%s “%s”' % (role, name))
        for line in said:
            desk.wait(lambda: line in node.description, '“%s” of “%s”, not “%s”' % (line, name, node.description), 5)
    desk.picture('2-table')


def described(desk, name):
    """All that is said of what is called so: of a field, by the row or by the words in it."""
    return '\n'.join(node.description for node, role in desk.walk() if node.name.startswith(name))


def wait_said(desk, name, said):
    for line in said:
        desk.wait(lambda: line in described(desk, name), '“%s” of “%s”, not “%s”' % (line, name, described(desk, name)), 5)


def marks_beside_the_text(desk):
    """Fields, legal bases, recipients and appendices tell what was done to them, and so do settings."""
    start(desk, 'markup-parts', changed=[
        ('medium="paper"', 'medium="electronic" was="k3:medium=paper"'),
        ('<appendix xml:id="ap3">', '<appendix xml:id="ap3" ins="k2">')])
    for part, name, said in FIELDS:
        desk.activate_row(part)
        wait_said(desk, name, said)
    desk.picture('3-fields')
    for part, words, said in PARTS:
        desk.activate_row(part)
        desk.wait_text(words)
        view = desk.editor()
        view.queryText().setCaretOffset(desk.text_of(view).index(words) + 1)
        for line in said:
            desk.wait(lambda: line in view.description, '“%s” at “%s”, not “%s”' % (line, words, view.description), 5)
    for title, said in APPENDICES:
        desk.activate_row(title)
        wait_said(desk, 'Title', said)


def marks_of_tables(desk):
    """A table that is new as a whole, one that was moved, and a column that has got another role."""
    start(desk, 'markup-whole-table', changed=[('<column xml:id="b1" role="content">',
                                               '<column xml:id="b1" role="product" was="k3:role=content">')])
    desk.activate_row('Whole Text')
    desk.wait_text('… moved')
    view = desk.editor()
    text = desk.text_of(view)
    # The character that a table stands for is in the text, but not in what is read of it.
    first = text.index('Bảng phân công:') + len('Bảng phân công:') + 1
    for offset, line in ((text.index('… moved') + 1, 'Trần Văn Bình, 2/3, 09:30: moved from here'),
                         (first, 'Nguyễn Thị Lan, 1/3, 08:00: new table'),
                         (first + 2, 'Trần Văn Bình, 2/3, 09:30: moved here')):
        view.queryText().setCaretOffset(offset)
        desk.wait(lambda: line in view.description, '“%s”, not “%s”' % (line, view.description), 5)


def comment_on_a_cell(desk):
    """Ctrl+Alt+M asks about the cell that is chosen; the card leads back to it."""
    desk.click_on(desk.wait_for('table cell', contains='Chủ trì, row 5'))
    desk.keys('ctrl+alt+m')
    desk.wait_for('text', contains='Your comment')
    desk.type('Ai lam?', delay=60)
    desk.keys('Return')
    desk.wait_for('push button', '3 changes open · 1 comment')
    before = os.stat(desk.path).st_mtime_ns
    desk.keys('ctrl+s')
    desk.wait(lambda: os.stat(desk.path).st_mtime_ns != before, 'the file to be written')
    said = json.loads(subprocess.run([os.environ['BANTHAO_CLI'], 'comments', desk.path, '--format=json'], check=True,
                                     capture_output=True, text=True, timeout=20).stdout)
    assert [(c['node'], c['messages'][0]['text']) for c in said] == [('x43', 'Ai lam?')], said
    desk.wait_for('table cell', 'Chủ trì, row 5: Địa chính (with a comment)')
    desk.picture('4-commented')


def in_vietnamese(desk):
    start(desk, 'markup-nodes', 'vi')
    desk.activate_row('Toàn bộ nội dung')
    desk.wait_text('… chuyển tới mục III.1')
    desk.picture('3-vietnamese')


driver.run([
    ('marks in the text', marks_in_text),
    ('by a key', by_key),
    ('writing beside a ghost', writing_beside_a_ghost),
    ('marks in a table', marks_in_table),
    ('a comment on a cell', comment_on_a_cell),
    ('marks beside the text', marks_beside_the_text),
    ('marks of tables', marks_of_tables),
    ('in Vietnamese', in_vietnamese),
])
