#!/usr/bin/python3
"""DOCX files come in: no character is lost, and deciding their tracked changes gives what deciding them in Word gives.
Prints TAP. Usage: test-docx-import.py BANTHAO-CLI SOURCE-ROOT"""
import io
import json
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import unicodedata
import xml.etree.ElementTree as ET
import zipfile
from collections import Counter

import docx_files as docx
from docx_files import AN, BINH, dele, ins, p, r, row, table
from docx_plans import Program, report, write
from docx_torture import Torture

PROGRAM, ROOT = Program(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve()
run, words, outline = PROGRAM.run, PROGRAM.words, PROGRAM.outline
os.environ.setdefault('BANTHAO_DATADIR', str(ROOT / 'data'))
TESTS = []
INS, DEL = f'<w:ins {AN}/>', f'<w:del {AN}/>'


class Skipped(Exception):
    """A test that cannot be done here."""


def test(function):
    """Registers a test; it runs in a folder of its own."""
    TESTS.append(function)
    return function


def check_law(data, structure=True):
    """Accepting all changes of the imported file gives what the accepted file gives; likewise rejecting."""
    run('import', write('marked.docx', data), '-o', 'marked.kehoach', '--report', 'report.json')
    for verb, accept in (('accept', True), ('reject', False)):
        write('plain.docx', docx.resolve_file(data, accept))
        done = subprocess.run([PROGRAM.path, 'import', 'plain.docx', '-o', 'plain.kehoach'], capture_output=True, check=False)
        empty = done.returncode != 0
        assert not empty or b'there is no text' in done.stderr, done.stderr
        run(verb, 'marked.kehoach', '-o', 'decided.kehoach', '--all')
        wanted = [] if empty else words('plain.kehoach')
        assert words('decided.kehoach') == wanted, f'{verb}:\n{words("decided.kehoach")}\n{wanted}'
        if structure and accept and not empty:
            assert outline('decided.kehoach') == outline('plain.kehoach'), \
                f'{outline("decided.kehoach")}\n---\n{outline("plain.kehoach")}'
    return json.loads(run('changes', 'marked.kehoach', '--format=json').stdout)


def law(*body, **parts):
    """The law for a document of this body."""
    return check_law(docx.document(''.join(body), **parts))


def kinds(changes):
    """What was done, and by whom."""
    return [(change['kind'], change['author']) for change in changes if change['kind']]


@test
def words_inserted_and_deleted():
    """Words in a paragraph, with author and time."""
    changes = law(p('Nâng cao ', dele('nhận thức'), ins('hiểu biết', BINH), ' của cán bộ.'))
    assert kinds(changes) == [('text-delete', 'An'), ('text-insert', 'Bình')], changes
    assert changes[0]['time'] == '2026-11-20T08:00:00Z' and changes[0]['text'] == 'nhận thức'


@test
def time_unknown():
    """A change that does not say when it was made does not get a time of ours."""
    changes = law(p('Họp ', ins('giao ban ', 'w:id="1" w:author="An"'), 'này.'))
    assert kinds(changes) == [('text-insert', 'An')] and not changes[0]['time'], changes
    # The range of a move must have one in a document.
    start, target = ('<w:{}RangeStart w:id="1" w:author="An" w:name="a"/>'.format(end) for end in ('moveFrom', 'moveTo'))
    old, new = (p(f'<w:{end} w:author="An">{r("Đi.")}</w:{end}>', mark=f'<w:{end} w:author="An"/>') for end in ('moveFrom', 'moveTo'))
    data = docx.document(p('Một.') + start + old + '<w:moveFromRangeEnd w:id="1"/>' + p('Hai.') + target + new
                         + '<w:moveToRangeEnd w:id="1"/>' + p('Ba.'))
    run('import', write('a.docx', data), '-o', 'a.kehoach')
    run('export', 'a.kehoach', '-o', 'b.docx', '--view=markup')
    xml = zipfile.ZipFile('b.docx').read('word/document.xml').decode()
    ranges = re.findall(r'<w:move\w+RangeStart[^>]*>', xml)
    assert len(ranges) == 2 and all('w:date=' in mark for mark in ranges), ranges
    run('import', 'b.docx', '-o', 'b.kehoach')
    assert not json.loads(run('changes', 'b.kehoach', '--format=json').stdout)[0]['time']


@test
def nested():
    """A deletion within an insertion of another author."""
    changes = law(p('Họp ', f'<w:ins {AN}>{r("giao ban ")}{dele("tuần", BINH)}</w:ins>', ' này.'))
    assert ('text-delete', 'Bình') in kinds(changes) and ('text-insert', 'An') in kinds(changes)


@test
def paragraph_marks():
    """Paragraphs split, joined, put in and taken out: one, several in a row, at the ends, around a table."""
    body = ''.join(p('Một hai.', mark=first) + p('Ba bốn.', mark=second) + p('Năm sáu.', mark=third) + p('Bảy tám.')
                   for first in ('', INS, DEL) for second in ('', INS, DEL) for third in ('', INS, DEL))
    law(body)
    law(body, table(row('Việc', 'Ai'), row('Họp', 'An')), p('Hết.', mark=INS))


@test
def paragraphs_whole():
    """Whole paragraphs, with labels, put in and taken out in every place."""
    for mark, content in ((INS, ins), (DEL, dele)):
        new = p(content('a) Việc mới.'), mark=mark)
        lines = [p('I. MỤC ĐÍCH'), p('1. Yêu cầu'), p('a) Việc cũ.'), p('b) Việc khác.'), p('II. TỔ CHỨC')]
        law(*(part for place in range(6)
              for part in (*lines[:place], new, new.replace('a) ', 'b) '), *lines[place:])))
        law(new, table(row('STT', 'Nội dung'), row('1', 'Việc')), new)


@test
def mixed_marks():
    """A mark that stays with words that go, and the other way round."""
    for content in (ins, dele):
        law(p('Một.'), p(content('Hai.')), p('Ba.'), p('Một.', mark=INS), p(content('Hai.')), p('Ba.'),
            p('Một.', mark=DEL), p(content('Hai.')), p('Ba.'),
            p(content('Một.'), mark=DEL), p('Hai.', mark=INS), p(content('Ba.'), mark=DEL), p('Bốn.'))


@test
def moves():
    """A moved paragraph is one change; moved words are two."""
    start = f'<w:moveFromRangeStart {AN} w:name="move1"/>'
    target = f'<w:moveToRangeStart {AN} w:name="move1"/>'
    old = p(f'<w:moveFrom {AN}>{r("Đi.")}</w:moveFrom>', mark=f'<w:moveFrom {AN}/>')
    new = p(f'<w:moveTo {AN}>{r("Đi.")}</w:moveTo>', mark=f'<w:moveTo {AN}/>')
    changes = law(p('Một.'), start, old, '<w:moveFromRangeEnd w:id="1"/>', p('Hai.'), p('Ba.'), target, new,
                  '<w:moveToRangeEnd w:id="1"/>', p('Bốn.'))
    assert kinds(changes) == [('move', 'An')], changes
    changes = law(p('Một.'), old, p('Hai.'), new, p('Ba.'))
    assert kinds(changes) == [('move', 'An')], changes
    law(p('Một ', f'<w:moveFrom {AN}>{r("hai ")}</w:moveFrom>', 'ba.'), p('Bốn ', f'<w:moveTo {AN}>{r("hai ")}</w:moveTo>'))


@test
def tables():
    """Rows, cells and whole tables."""
    head = row('STT', 'Nội dung', 'Chủ trì', properties='<w:tblHeader/>')
    for mark, number in ((INS, p(dele('2'), ins('3'))), (DEL, p(dele('3'), ins('2')))):
        changed = row('2', 'Họp', 'Văn phòng', properties=mark)
        law(p('I. VIỆC'), table(head, row('1', 'Trồng cây', 'Đoàn'), changed, row(number, 'Quét dọn', 'Hội')), p('Hết.'))
        law(p('Trước.'), table(row('Việc', 'Ai', properties=mark), row('Họp', 'An', properties=mark)), p('Sau.'))
    law(table(head, row('1', p('Trồng ', ins('nhiều '), 'cây', mark=INS) + p('và ', dele('tưới ')), 'Đoàn')))
    for mark in ('cellIns', 'cellDel'):
        cell = f'<w:tcPr><w:{mark} {AN}/></w:tcPr>'
        check_law(docx.document(table(row('Việc', f'{cell}{p("Hạn")}', 'Ai'), row('Họp', f'{cell}{p("Tháng 3")}', 'An'))))


@test
def table_that_goes():
    """A table of which all rows go has its heading again when they stay."""
    cells = [[p(dele(text), mark=DEL) for text in texts] for texts in (('STT', 'Nội dung'), ('1', 'Họp'), ('2', 'Quét dọn'))]
    data = docx.document(p('Trước.') + table(*(row(*texts, properties=DEL) for texts in cells)) + p('Sau.'))
    check_law(data)
    run('import', write('plain.docx', docx.resolve_file(data, False)), '-o', 'plain.kehoach')
    assert outline('decided.kehoach') == outline('plain.kehoach'), outline('decided.kehoach')


@test
def group_rows():
    """Rows that head a group: a numeral and words over all that is left, over one cell, or words alone; numbers begin anew
    below them. Where a numeral or a number is not what would be derived, all stays as it is typed."""
    def wide(text, span):
        return f'<w:tcPr><w:gridSpan w:val="{span}"/></w:tcPr>{p(text)}'

    head = row('STT', 'Nội dung', 'Chủ trì')
    first, second = row('1', 'Họp', 'An'), row('2', 'Ghi', 'Ba')
    found = [[], []]
    for numeral, groups in ((True, [row('I', wide('CHUNG', 2)), row('II', wide('RIÊNG', 2))]),
                            (True, [row('I.', 'CHUNG', ''), row('II.', 'RIÊNG', '')]),
                            (True, [row(wide('I. CHUNG', 3)), row(wide('II. RIÊNG', 3))]),
                            (True, [row(wide('CHUNG', 3)), row(wide('RIÊNG', 3))]),
                            (False, [row('I', wide('CHUNG', 2)), row('III', wide('RIÊNG', 2))])):
        body = p('I. VIỆC') + table(head, groups[0], first, second, groups[1], first)
        run('import', write('a.docx', docx.document(body)), '-o', 'a.kehoach')
        rows = ET.parse('a.kehoach').getroot().find('.//{*}rows')
        kinds_of_rows = [child.tag.rsplit('}', 1)[-1] for child in rows]
        assert kinds_of_rows == (['group-row', 'row', 'row', 'group-row', 'row'] if numeral else ['row'] * 5), kinds_of_rows
        assert not numeral or [child.text for child in rows if child.tag.endswith('group-row')] == ['CHUNG', 'RIÊNG']
        found[numeral].append(outline('a.kehoach'))
    assert len(set(found[True])) == 1 and '\tI\tCHUNG' in found[True][0] and '\tIII\tRIÊNG' in found[False][0]
    run('import', write('a.docx', docx.document(table(row('Mẫu', 'Tên'), row(wide('1. Mẫu chung', 2)), row('1.1', 'Phiếu')))),
        '-o', 'a.kehoach')
    assert '\t1. Mẫu chung\n\t1.1\tPhiếu' in outline('a.kehoach') and 'I' not in outline('a.kehoach')
    # Numbers that go on are typed.
    run('import', write('a.docx', docx.document(table(head, row(wide('CHUNG', 3)), first, row(wide('RIÊNG', 3)), second))),
        '-o', 'a.kehoach')
    assert '\t2\tGhi' in outline('a.kehoach'), outline('a.kehoach')
    # A document of ours that somebody has written into has its groups and numbers again.
    run('import', write('a.docx', docx.document(p('I. VIỆC') + table(head, row('I', wide('CHUNG', 2)), first, second)
                                                + p('Hết.'))), '-o', 'a.kehoach')
    run('export', 'a.kehoach', '-o', 'b.docx')
    write('c.docx', edit(pathlib.Path('b.docx').read_bytes(), lambda xml: xml.replace('Hết.', 'Hết.</w:t></w:r></w:p>' + p('Thêm.')
                                                                                     + '<w:p><w:r><w:t>', 1)))
    run('import', 'c.docx', '-o', 'c.kehoach')
    assert outline('c.kehoach').replace('Thêm.\n', '') == outline('a.kehoach'), outline('c.kehoach')


@test
def properties():
    """Formats, lists and styles; what has no place in a plan is named."""
    changes = law(p('Hạn là ', r('thứ Sáu', f'<w:b/><w:rPrChange {AN}><w:rPr/></w:rPrChange>'), '.'))
    assert kinds(changes) == [('format', 'An')], changes
    bullets = ('<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/>'
               '<w:lvlText w:val="-"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>')
    item = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    changes = law(p('Một.'), p('Hai.', properties=f'{item}<w:pPrChange {AN}><w:pPr/></w:pPrChange>'), numbering=bullets)
    assert kinds(changes) == [('attribute', 'An')] and changes[0]['old'] == 'label=none', changes
    law(p('Một.', properties=item.replace('</w:numPr>', f'<w:ins {AN}/></w:numPr>')), numbering=bullets)
    law(p('Một.'), f'<w:sectPr><w:sectPrChange {AN}><w:sectPr/></w:sectPrChange></w:sectPr>')
    assert any('accepted' in entry['reason'] for entry in report() if entry['kind'] == 'warning')


@test
def looked_through():
    """Content controls, also around rows and cells, links, smart tags, directions, fields, alternatives."""
    inner, body = ins('mới') + dele('cũ'), ''
    for before, after in (('<w:sdt><w:sdtPr><w:alias w:val="x"/></w:sdtPr><w:sdtContent>', '</w:sdtContent></w:sdt>'),
                          ('<w:hyperlink r:id="r9">', '</w:hyperlink>'), ('<w:smartTag>', '</w:smartTag>'),
                          ('<w:customXml>', '</w:customXml>'), ('<w:dir w:val="rtl">', '</w:dir>'),
                          ('<w:bdo w:val="ltr">', '</w:bdo>'), ('<w:fldSimple w:instr="REF a">', '</w:fldSimple>')):
        body += p('Việc ', before + inner + r('trong') + after, ' xong.')
    law(body)
    sdt = '<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>'.format
    law(sdt(p('Một.', mark=INS) + p('Hai.', mark=DEL) + p('Ba.')), p('Bốn.'))
    rows = row('STT', 'Việc') + sdt(row('1', 'Họp')) + row('2', 'x').replace('<w:tc>', '<w:sdt><w:sdtContent><w:tc>', 1) \
        .replace('</w:tc>', '</w:tc></w:sdtContent></w:sdt>', 1)
    law(table(rows))
    assert 'Họp' in words('marked.kehoach')
    field = ('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
             '<w:r><w:fldChar w:fldCharType="separate"/></w:r>{}<w:r><w:fldChar w:fldCharType="end"/></w:r>')
    law(p('Trang ', field.format(dele('7') + ins('8')), ' đây.'))
    assert words('decided.kehoach') == ['Trang 7 đây.']


BOX = ('<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx><w:txbxContent>{0}'
       '</w:txbxContent></wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>{0}'
       '</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>')


@test
def boxes_and_notes():
    """Boxes stand once, behind their paragraph; notes in brackets where they are referred to."""
    law(p('Một.', BOX.format(p('Trong ', ins('khung'), dele('hộp'), '.'))), p('Hai.'))
    run('import', 'marked.docx', '-o', 'a.kehoach')
    assert outline('a.kehoach').count('Trong') == 1
    notes = f'<w:footnote w:id="3">{p("Chú ", ins("thích"), dele("giải"))}</w:footnote>'
    law(p('Việc', '<w:r><w:footnoteReference w:id="3"/></w:r>', ' này.'), footnotes=notes)
    assert 'Chú' in outline('marked.kehoach')


@test
def beside_the_text():
    """What is in drawings, charts, heads and feet is named in the report, word by word; a second body is read as well."""
    a, c = 'xmlns:a="urn:drawing"', 'xmlns:c="urn:chart"'
    head = p(r('Kế hoạch'), '<w:r><w:tab/></w:r>', r('Trang'))
    drawing = f'<d {a}><a:p><a:r><a:t>Bước</a:t></a:r><a:r><a:t> một</a:t></a:r></a:p><a:p><a:r><a:t>Xong</a:t></a:r></a:p></d>'
    chart = f'<c:chart {c}><c:pt><c:v>Quý I</c:v></c:pt><c:pt><c:v>12</c:v></c:pt></c:chart>'
    body = f'<w:body>{p("Một.", f"<w:r><w:drawing><c:chart {c}/></w:drawing></w:r>")}</w:body><w:body>{p("Hai.")}</w:body>'
    data = docx.package({'word/document.xml': f'<w:document {docx.XMLNS}>{body}</w:document>',
                         'word/header.xml': f'<w:hdr {docx.XMLNS}>{head}</w:hdr>', 'word/data.xml': drawing,
                         'word/chart.xml': chart},
                        [('header', 'header.xml'), ('diagramData', 'data.xml'), ('chart', 'chart.xml')])
    run('import', write('a.docx', data), '-o', 'a.kehoach', '--report', 'report.json')
    assert words('a.kehoach') == ['Một.', 'Hai.'], words('a.kehoach')
    assert [entry['text'] for entry in report() if entry['kind'] == 'dropped'] == ['Kế hoạch Trang', 'Bước một Xong', 'Quý I 12']
    assert sum('pictures' in entry['reason'] for entry in report() if entry['kind'] == 'warning') == 1


def field(code, result=None, form=''):
    """A field; without a result where none is given."""
    shown = '' if result is None else f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}'
    return (f'<w:r><w:fldChar w:fldCharType="begin">{form and f"<w:ffData>{form}</w:ffData>"}</w:fldChar></w:r>'
            f'{code if code.startswith("<") else f"<w:r><w:instrText>{code}</w:instrText></w:r>"}{shown}'
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>')


@test
def fields():
    """A field shows its result; one in the code of another nothing; forms and signs that have none what they show.
    Where the end of one has been lost, all is shown."""
    inner = f'<w:r><w:instrText> IF </w:instrText></w:r>{field("PAGE", r("7"))}<w:r><w:instrText> = 1 "a"</w:instrText></w:r>'
    choice = '<w:ddList><w:result w:val="1"/><w:listEntry w:val="Xanh"/><w:listEntry w:val="Đỏ"/></w:ddList>'
    body = (p('Năm ', field('DATE', r('2026')), '.'), p('Trang ', field(inner, r('cuối')), '.'),
            p(field('FORMCHECKBOX', None, '<w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox>'), ' có '),
            p(field('FORMCHECKBOX', '', '<w:checkBox><w:default w:val="0"/></w:checkBox>'), ' không '),
            p('Màu ', field('FORMDROPDOWN', None, choice)), p('Đạt ', field(' SYMBOL 252 \\f "Wingdings"')), p(field('EQ \\f(1,2)'), 'x'),
            p('<w:r><w:fldChar w:fldCharType="begin"/></w:r>', field('PAGE', r('8')), ' còn đây'))
    law(*body)
    assert words('marked.kehoach') == ['Năm 2026.', 'Trang cuối.', '☒ có', '☐ không', 'Màu Đỏ', 'Đạt ✓', 'x', '8 còn đây'], words('marked.kehoach')
    dropped = [entry['text'] for entry in report() if entry['kind'] == 'dropped']
    assert dropped == ['7', 'EQ \\f(1,2)'], dropped


@test
def pictures_alone():
    """A document of scanned pages is told from an empty one."""
    picture = '<w:r><w:drawing><a:blip xmlns:a="urn:a"/></w:drawing></w:r>'
    for body, said in ((p(picture), b'only pictures'), (p(), b'no text in it\n')):
        done = subprocess.run([PROGRAM.path, 'import', write('a.docx', docx.document(body)), '-o', 'a.kehoach'],
                              capture_output=True, check=False)
        assert done.returncode == 3 and said in done.stderr, done.stderr


@test
def symbols():
    """Symbol fonts: the character that is seen; of those that are not known a bullet, or what is written."""
    signs = ''.join(f'<w:sym w:font="{font}" w:char="{code}"/>' for font, code in (
        ('Symbol', 'F061'), ('Symbol', '00B7'), ('Symbol', 'F0DA'), ('Wingdings', 'F0FE'), ('Wingdings', 'F0A8'),
        ('Wingdings 2', 'F052'), ('Wingdings', 'F025'), ('Arial', '00A9')))
    typed = r('\uf0e0 \uf0a3 \uf025', '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>')
    run('import', write('a.docx', docx.document(p(f'<w:r>{signs}</w:r>', typed))), '-o', 'a.kehoach')
    assert words('a.kehoach') == ['α•∨☑☐☑•©→ \uf0a3 \uf025'], words('a.kehoach')


def count(text):
    """Its characters but blanks; capitals count as small letters, as fonts may show them so."""
    return Counter(c for c in unicodedata.normalize('NFC', text).casefold() if not c.isspace())


def source_text(element):
    """All characters of a part; of alternatives one."""
    if element.tag.endswith('}AlternateContent'):
        return next((text for text in map(source_text, element) if text), '')
    if docx.name_of(element) in ('t', 'delText'):
        return element.text or ''
    return ('-' if docx.name_of(element) == 'noBreakHyphen' else '') + ''.join(map(source_text, element))


def is_shown(note, text):
    """Whether a part of the document's notes is referred to, as those are not that went with the words they stood at."""
    kind = docx.name_of(note)
    return kind not in ('footnote', 'endnote') or any(
        reference.get(docx.W + 'id') == note.get(docx.W + 'id') for reference in text.iter(f'{docx.W}{kind}Reference'))


def words_in(path):
    """All characters of a document."""
    with zipfile.ZipFile(path) as zipped:
        parts = {name: ET.fromstring(zipped.read(name)) for name in zipped.namelist()
                 if re.match(r'word/(document|footnotes|endnotes|header\d*|footer\d*)\.xml$', name)}
    text = parts['word/document.xml']
    return ''.join(source_text(element) for part in parts.values() for element in part if is_shown(element, text))


def check_kept(source, plan):
    """Every character is in the plan or named in the report."""
    kept = ''.join((element.text or '') + (element.tail or '') for element in ET.parse(plan).getroot().iter()
                   if not element.tag.endswith('}date'))
    kept += ''.join(entry['text'] for entry in report() if entry['kind'] == 'dropped')
    assert not count(source) - count(kept), count(source) - count(kept)


def check_complete(path):
    """Every character of the file is in the plan or named in the report."""
    run('import', path, '-o', 'all.kehoach', '--report', 'report.json')
    check_kept(words_in(path), 'all.kehoach')


@test
def decree():
    """The annexes of the decree, as LibreOffice wrote them: with boxes, tables, notes and heads of pages."""
    files = sorted((ROOT / '../shared/decree').glob('*.docx'))
    if not files:
        raise Skipped('the documents of the decree are not in ../shared')
    for path in files:
        check_complete(path)


@test
def comments():
    """Threads with replies and resolved state, on words or on a paragraph."""
    texts = ''.join(f'<w:comment w:id="{i}" w:author="{who}" w:date="2026-11-20T08:00:00Z"><w:p w14:paraId="0000000{i}">'
                    f'{r(what)}</w:p></w:comment>' for i, who, what in ((1, 'An', 'Rõ hơn?'), (2, 'Bình', 'Vâng.'), (3, 'An', 'Cả đoạn')))
    extended = (f'<w15:commentsEx {docx.XMLNS}><w15:commentEx w15:paraId="00000001" w15:done="1"/>'
                '<w15:commentEx w15:paraId="00000002" w15:paraIdParent="00000001"/></w15:commentsEx>')
    body = (p('Nâng cao ', '<w:commentRangeStart w:id="1"/><w:commentRangeStart w:id="2"/>', 'nhận thức',
              '<w:commentRangeEnd w:id="1"/><w:commentRangeEnd w:id="2"/><w:r><w:commentReference w:id="1"/></w:r>', '.')
            + p('Hai.', '<w:r><w:commentReference w:id="3"/></w:r>'))
    data = docx.package({'word/document.xml': f'<w:document {docx.XMLNS}><w:body>{body}</w:body></w:document>',
                         'word/comments.xml': f'<w:comments {docx.XMLNS}>{texts}</w:comments>',
                         'word/commentsExtended.xml': extended},
                        [('comments', 'comments.xml'), ('commentsExtended', 'commentsExtended.xml')])
    run('import', write('c.docx', data), '-o', 'c.kehoach')
    threads = json.loads(run('comments', 'c.kehoach', '--format=json').stdout)
    assert len(threads) == 2, threads
    assert threads[0]['state'] == 'resolved' and threads[0]['quote'] == 'nhận thức', threads
    assert [message['text'] for message in threads[0]['messages']] == ['Rõ hơn?', 'Vâng.'], threads
    assert threads[1]['state'] == 'open' and threads[1]['place'] == 'node', threads


LABELS = ['', '', '', 'I. ', 'II. ', '1. ', '2. ', 'a) ', 'b) ', '- ', '- ', '+ ', 'Căn cứ ']
NAMES = ['việc', 'họp', 'cây', 'đường', 'nước', 'xã', 'phường', 'năm', 'tháng', 'dân', 'MỤC', 'Nơi', 'số', 'ngày']


def random_words(rand, most=4):
    """Some words with a blank between them."""
    return ' '.join(rand.choice(NAMES) for _ in range(rand.randint(1, most)))


def random_paragraph(rand, marks=True):
    """A paragraph with all kinds of changes."""
    content, label = [], rand.choice(LABELS)
    if label:
        content.append(rand.choice([r, r, r, ins, dele])(label))
    whole = rand.choice([None, None, ins, dele])
    for _ in range(rand.randint(0, 4)):
        text = random_words(rand) + rand.choice([' ', ' ', '. '])
        who = rand.choice([AN, BINH])
        change = whole or rand.choice([None, None, None, ins, dele, 'nested'])
        if change == 'nested':
            content.append(f'<w:ins {who}>{r(text)}{dele(random_words(rand), BINH)}</w:ins>')
        else:
            content.append(r(text) if change is None else change(text, who))
    mark = rand.choice(['', '', '', INS, DEL, f'<w:ins {BINH}/>', f'<w:del {BINH}/>']) if marks else ''
    return p(*content, mark=mark)


def random_table(rand):
    """A table whose rows come and go."""
    columns = rand.randint(2, 4)
    rows = [row(*(random_words(rand, 2) for _ in range(columns)), properties='<w:tblHeader/>')]
    for _ in range(rand.randint(1, 4)):
        cells = [rand.choice([lambda: random_words(rand), lambda: random_paragraph(rand, False),
                              lambda: random_paragraph(rand, True) + random_paragraph(rand, False)])() for _ in range(columns)]
        rows.append(row(*cells, properties=rand.choice(['', '', INS, DEL])))
    return table(*rows)


@test
def random_documents():
    """The law for documents of which nobody thought; BT_SEED repeats one, BT_DOCUMENTS says how many."""
    seed = int(os.environ.get('BT_SEED', random.randrange(1 << 30)))
    for number in range(int(os.environ.get('BT_DOCUMENTS', '8'))):
        rand = random.Random(seed + number)
        body = p('Đầu.') + ''.join(random_table(rand) if rand.random() < 0.12 else random_paragraph(rand)
                       for _ in range(rand.randint(1, 12)))
        try:
            law(body)
        except AssertionError as error:
            raise AssertionError(f'BT_SEED={seed + number}\n{error}') from error


@test
def torture():
    """Of documents with everything in everything no character is lost, and what they become can be decided and saved."""
    seed = int(os.environ.get('BT_SEED', random.randrange(1 << 30)))
    for number in range(int(os.environ.get('BT_DOCUMENTS', '8'))):
        body, parts = Torture(random.Random(seed + number)).document()
        try:
            data = docx.document(body, **parts)
            run('import', write('all.docx', data), '-o', 'all.kehoach', '--report', 'report.json')
            for verb in ('accept', 'reject'):
                run(verb, 'all.kehoach', '-o', 'decided.kehoach', '--all')
                check_kept(words_in(write('plain.docx', docx.resolve_file(data, verb == 'accept'))), 'decided.kehoach')
                assert not json.loads(run('changes', 'decided.kehoach', '--format=json').stdout)
            run('export', 'all.kehoach', '-o', 'again.docx', '--view=markup')
            run('import', 'again.docx', '-o', 'again.kehoach')
        except AssertionError as error:
            raise AssertionError(f'BT_SEED={seed + number}\n{error}') from error


def edit(data, change):
    """The bytes of a DOCX file of which the text was changed by somebody, as XML."""
    with zipfile.ZipFile(io.BytesIO(data)) as zipped:
        parts = {name: zipped.read(name) for name in zipped.namelist()}
    parts['word/document.xml'] = change(parts['word/document.xml'].decode()).encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, 'w', zipfile.ZIP_DEFLATED) as zipped:
        for name, content in parts.items():
            zipped.writestr(name, content)
    return out.getvalue()


@test
def a_colleague():
    """A document of ours that was edited elsewhere is a later version of the plan: everybody's changes, nothing else."""
    sample = ROOT / 'data/samples/ke-hoach-mau.kehoach'
    run('export', sample, '-o', 'out.docx', '--view=markup')
    data = pathlib.Path('out.docx').read_bytes()

    def change(xml):
        first, second = [match.group(0) for match in re.finditer(r'<w:p>(?:(?!</w:p>).)*"BtDash".*?</w:p>', xml, re.S)][1:3]
        xml = xml.replace(first, first.replace('</w:p>', ins(' Thêm của Bình.', BINH) + '</w:p>'))
        return xml.replace(second, second + p('- Việc mới.', properties='<w:pStyle w:val="BtDash"/>'))
    write('back.docx', edit(data, change))
    run('import', 'back.docx', '--onto', sample, '--author', 'Phòng Tư pháp', '-o', 'onto.kehoach')
    changes = json.loads(run('changes', 'onto.kehoach', '--format=json').stdout)
    assert [(c['kind'], c['author'], c['text'].strip()) for c in changes] == [
        ('text-insert', 'Bình', 'Thêm của Bình.'), ('node-insert', 'Phòng Tư pháp', 'Việc mới.'),
        ('text-insert', 'Phòng Tư pháp', 'Việc mới.')], changes
    run('reject', 'onto.kehoach', '-o', 'rejected.kehoach', '--all')
    assert outline('rejected.kehoach') == outline(sample)
    # Without our own part nothing but the words is left; they are enough to see what was changed.
    bare = docx.package({'word/document.xml': change(zipfile.ZipFile('out.docx').read('word/document.xml').decode())})
    run('import', write('bare.docx', bare), '--onto', sample, '--author', 'Phòng Tư pháp', '-o', 'onto.kehoach')
    assert len(json.loads(run('changes', 'onto.kehoach', '--format=json').stdout)) >= 2


@test
def paragraphs_struck():
    """All bases go, what leads over to the first heading, and the second heading: all else stays what it is."""
    sample = ROOT / 'data/samples/ke-hoach-mau.kehoach'
    run('export', sample, '-o', 'out.docx', '--view=markup')
    seen = Counter()

    def strike(match):
        paragraph = match.group(0)
        style = (re.findall(r'<w:pStyle w:val="(\w+)"/>', paragraph) or [''])[0]
        seen[style] += 1
        if style != 'BtBasis' and (style, seen[style]) not in (('BtPlain', 1), ('BtRoman', 2)):
            return paragraph
        gone = re.sub(r'<w:r>.*?</w:r>', rf'<w:del {BINH}>\g<0></w:del>', re.sub(r'(</?w:)t\b', r'\1delText', paragraph))
        return gone.replace('</w:pPr>', f'<w:rPr><w:del {BINH}/></w:rPr></w:pPr>', 1)

    def change(xml):
        return re.sub(r'<w:p>.*?</w:p>', strike, xml, flags=re.S)
    write('back.docx', edit(pathlib.Path('out.docx').read_bytes(), change))
    run('import', 'back.docx', '--onto', sample, '--author', 'Phòng Tư pháp', '-o', 'onto.kehoach')
    changes = json.loads(run('changes', 'onto.kehoach', '--format=json').stdout)
    assert Counter((c['kind'], c['author']) for c in changes) == {
        ('node-delete', 'Bình'): 6, ('text-delete', 'Bình'): 6, ('move', 'Bình'): 4}, changes
    run('accept', 'onto.kehoach', '-o', 'accepted.kehoach', '--all')
    lines = outline('accepted.kehoach').split('\n')
    assert 'I. MỤC ĐÍCH, YÊU CẦU' in lines and not [line for line in lines if line.startswith('Căn cứ')], lines
    left = set(words(sample)) - set(words('accepted.kehoach'))
    assert len(left) == 6, left
    run('reject', 'onto.kehoach', '-o', 'rejected.kehoach', '--all')
    assert outline('rejected.kehoach') == outline(sample)


@test
def typed_at_labels():
    """What is typed right at a label gets its style in Word: these are words all the same, and the label is none."""
    sample = ROOT / 'data/samples/ke-hoach-mau.kehoach'
    run('export', sample, '-o', 'out.docx', '--view=markup')
    label = '<w:r><w:rPr><w:rStyle w:val="BtLabel"/></w:rPr><w:t xml:space="preserve">%s</w:t></w:r>'
    blank = '<w:r><w:rPr><w:lang w:val="vi-VN"/></w:rPr><w:t xml:space="preserve"> %s</w:t></w:r>'
    dash, number, place = label % '-' + blank % '', label % 'Số: ', label % ',' + blank % ''

    def change(xml):
        before, first, second, third, rest = xml.split(dash, 4)
        first = label % '- Trước hết, ' + first
        second = dash + f'<w:ins {BINH}>{label % "Rõ ràng, "}</w:ins>' + second
        third = label % '-' + blank % 'Sau cùng, ' + third
        assert before.count(number) == 1 and before.count(place) == 1
        before = before.replace(number, label % 'Số' + label % ': 3').replace(place, label % ' xã' + place)
        return before + first + second + third + dash + rest
    write('back.docx', edit(pathlib.Path('out.docx').read_bytes(), change))
    run('import', 'back.docx', '-o', 'back.kehoach')
    tree = ET.fromstring(pathlib.Path('back.kehoach').read_text(encoding='utf-8'))
    found = {name: ''.join(tree.find(f'.//{{*}}{name}').itertext()) for name in ('number', 'place')}
    assert found == {'number': '312', 'place': 'Đồng Sen xã'}, found
    old = ET.fromstring(sample.read_text(encoding='utf-8'))
    texts, were = ([''.join(clause.find('{*}text').itertext()) for clause in part.iterfind('.//{*}clause')] for part in (tree, old))
    dashes = [i for i, clause in enumerate(old.iterfind('.//{*}clause')) if clause.get('label') == 'dash'][:3]
    were[dashes[0]] = 'Trước hết, ' + were[dashes[0]]
    were[dashes[1]] = 'Rõ ràng, ' + were[dashes[1]]
    were[dashes[2]] = 'Sau cùng, ' + were[dashes[2]]
    assert texts == were, [pair for pair in zip(texts, were) if pair[0] != pair[1]]
    changes = json.loads(run('changes', 'back.kehoach', '--format=json').stdout)
    assert [(c['kind'], c['author'], c['text'].strip()) for c in changes] == [('text-insert', 'Bình', 'Rõ ràng,')], changes


@test
def dates():
    """A date is a day, whatever is changed of its words: filled in by hand, written otherwise, or with tracking."""
    sample = (ROOT / 'data/samples/ke-hoach-mau.kehoach').read_text(encoding='utf-8')
    text = '<w:t xml:space="preserve">'

    def come_back(date, change):
        write('plan.kehoach', re.sub(r'(<date[^>]*>).*?</date>', rf'\g<1>{date}</date>', sample, flags=re.S).encode())
        run('export', 'plan.kehoach', '-o', 'out.docx', '--view=markup')
        write('back.docx', edit(pathlib.Path('out.docx').read_bytes(), change))
        run('import', 'back.docx', '--onto', 'plan.kehoach', '--author', 'Phòng Tư pháp', '-o', 'back.kehoach')
        changes = json.loads(run('changes', 'back.kehoach', '--format=json').stdout)
        run('accept', 'back.kehoach', '-o', 'accepted.kehoach', '--all')
        header = json.loads(run('show', 'accepted.kehoach', '--format=json').stdout)['header']
        return header['place'], header['date'], sorted({change['author'] for change in changes})

    def fill(xml):
        found, n = re.subn(r'ngày\s{3,}tháng\s{3,}năm\s*<', 'ngày 05 tháng 9 năm 2025<', xml)
        assert n == 1
        return found

    def write_otherwise(xml):
        return xml.replace('ngày 14 tháng 8 năm 2025', '15/8/2025')

    def track(xml):
        run_of = f'<w:r>{text}ngày 14 tháng 8 năm 2025</w:t></w:r>'
        assert xml.count(run_of) == 1
        return xml.replace(run_of, f'<w:r>{text}ngày </w:t></w:r>{dele("14", BINH)}{ins("15", BINH)}'
                                   f'<w:r>{text} tháng 8 năm 2025</w:t></w:r>')
    assert come_back('', fill) == ('Đồng Sen', '2025-09-05', ['Phòng Tư pháp'])
    assert come_back('2025-08-14', write_otherwise) == ('Đồng Sen', '2025-08-15', ['Phòng Tư pháp'])
    assert come_back('2025-08-14', track) == ('Đồng Sen', '2025-08-15', ['Bình'])


@test
def hostile():
    """What is no Word document, damaged or made to do harm is refused in one line that says so."""
    body = f'<w:document {docx.XMLNS}><w:body>{p("Một.")}</w:body></w:document>'
    deep = '<w:sdt><w:sdtContent>' * 300 + '</w:sdtContent></w:sdt>' * 300
    cases = [
        ({'word/document.xml': body, '[Content_Types].xml': None}, {}, 'no Word document'),
        ({'word/other.xml': body}, {}, 'no Word document'),
        ({'word/document.xml': body}, {'main_type': 'application/vnd.ms-excel.main+xml'}, 'no text of Word'),
        ({'word/document.xml': '<html/>'}, {}, 'no Word document'),
        ({'word/document.xml': body[:-20]}, {}, 'damaged'),
        ({'word/document.xml': '<!DOCTYPE a [<!ENTITY b "c">]>' + body}, {}, 'DOCTYPE'),
        ({'word/document.xml': body.replace('<w:body>', '<w:body>' + deep)}, {}, 'damaged'),
        ({'word/document.xml': ' ' * (70 << 20) + body}, {}, ''),
        ({'../../etc/passwd': 'x', 'word/document.xml': body}, {}, ''),
    ]
    for number, (parts, options, words_of_it) in enumerate(cases):
        error = run('import', write('bad.docx', docx.package(parts, **options)), '-o', 'x.kehoach', status=3).error
        assert error.startswith('bad.docx:') and words_of_it in error, f'{number}: {error}'
    run('import', write('bad.docx', b'\xd0\xcf\x11\xe0' + b'x' * 100), '-o', 'x.kehoach', status=3)
    run('import', write('bad.docx', b'PK\x03\x04' + b'x' * 100), '-o', 'x.kehoach', status=3)
    # Relations in a circle and targets elsewhere are nothing to follow.
    relations = [('styles', 'styles.xml'), ('numbering', '../../../etc/passwd'), ('footnotes', 'document.xml')]
    styles = ''.join(f'<w:style w:type="paragraph" w:styleId="s{i}"><w:basedOn w:val="s{1 - i}"/></w:style>' for i in (0, 1))
    data = docx.package({'word/document.xml': body.replace('<w:p>', '<w:p><w:pPr><w:pStyle w:val="s0"/></w:pPr>', 1),
                         'word/styles.xml': f'<w:styles {docx.XMLNS}>{styles}</w:styles>'}, relations)
    run('import', write('odd.docx', data), '-o', 'odd.kehoach')
    assert words('odd.kehoach') == ['Một.']


def main():
    """Runs the tests, each in a folder of its own."""
    print(f'1..{len(TESTS)}')
    failed = 0
    only = sys.argv[3:]
    for number, function in enumerate(TESTS, 1):
        if only and function.__name__ not in only:
            continue
        with tempfile.TemporaryDirectory() as folder:
            os.chdir(folder)
            try:
                function()
                print(f'ok {number} {function.__name__}')
            except Skipped as reason:
                print(f'ok {number} {function.__name__} # SKIP {reason}')
            except Exception as error:  # pylint: disable=broad-except
                failed += 1
                print(f'not ok {number} {function.__name__}')
                print(''.join(f'# {line}\n' for line in f'{type(error).__name__}: {error}'.split('\n')), end='')
            os.chdir('/')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
