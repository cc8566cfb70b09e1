"""Word documents as a clerk uses them: one from elsewhere is opened, and a copy that a colleague worked on is taken back."""

import os
import re
import shutil
import subprocess
import sys
import time
import zipfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'convert'))
import desk as driver
import docx_files as docx

SAMPLE = os.path.join(os.environ['BANTHAO_DATADIR'], 'samples', 'ke-hoach-mau.kehoach')


def path(desk, name):
    return os.path.join(desk.scratch, name)


def read(desk, name):
    with open(path(desk, name), encoding='utf-8') as file:
        return file.read()


def write_foreign(desk):
    body = ''.join([
        docx.p('ỦY BAN NHÂN DÂN'), docx.p('PHƯỜNG THỬ'), docx.p('KẾ HOẠCH'), docx.p('Trồng cây năm 2026'),
        docx.p('I. MỤC ĐÍCH'), docx.p('1. Nâng cao ', docx.dele('nhận thức'), docx.ins('hiểu biết'), ' của cán bộ.'),
        docx.table(docx.row('STT', 'Nội dung', 'Chủ trì'), docx.row('1', 'Trồng cây', 'Đoàn phường'))])
    with open(path(desk, 'la.docx'), 'wb') as file:
        file.write(docx.document(body))


def write_copy(desk, bare=False):
    """What went out, with a paragraph more and words that a colleague tracked; or as Google Docs would have kept it."""
    subprocess.run([os.environ['BANTHAO_CLI'], 'export', 'bang.kehoach', '-o', 'ra.docx', '--view=markup'],
                   cwd=desk.scratch, check=True, timeout=30)
    with zipfile.ZipFile(path(desk, 'ra.docx')) as zipped:
        parts = {name: zipped.read(name) for name in zipped.namelist()}
    xml = parts['word/document.xml'].decode()
    item = [m.group(0) for m in re.finditer(r'<w:p>(?:(?!</w:p>).)*"BtDash".*?</w:p>', xml, re.S)][1]
    more = item.replace('</w:p>', docx.ins(' Thêm của Bình.', docx.BINH) + '</w:p>')
    xml = xml.replace(item, more + docx.p('- Việc mới.'))
    if bare:
        xml = re.sub(r'<w:(bookmarkStart|bookmarkEnd|rStyle|pStyle)[^>]*>', '', xml)
        parts = {name: content for name, content in parts.items() if not name.startswith('customXml')}
    parts['word/document.xml'] = xml.encode()
    with zipfile.ZipFile(path(desk, 'lai.docx'), 'w', zipfile.ZIP_DEFLATED) as zipped:
        for name, content in parts.items():
            zipped.writestr(name, content)


def open_foreign(desk):
    """A document of somebody else becomes a plan; what became of each paragraph is told."""
    write_foreign(desk)
    desk.open(path(desk, 'la.docx'))
    desk.wait(lambda: len(desk.roots()) > 1, 'the report')
    desk.picture('word-1-report')
    desk.keys('Escape')
    desk.wait(lambda: len(desk.roots()) == 1, 'the report to be gone')
    desk.activate_row('MỤC ĐÍCH')
    desk.wait_text('hiểu biết')
    desk.picture('word-2-opened')


def bring_back(desk, bare=False):
    """Opens the sample, and takes the copy back that was edited elsewhere."""
    desk.close()
    shutil.copy(SAMPLE, path(desk, 'bang.kehoach'))
    write_copy(desk, bare=bare)
    desk.open(path(desk, 'bang.kehoach'))
    desk.wait_for('label', contains='Heading of the Plan')
    desk.keys('ctrl+alt+b')
    desk.wait(lambda: len(desk.roots()) > 1, 'the dialog that asks for a file')
    time.sleep(0.5)
    desk.keys('ctrl+l')
    desk.name_file('lai.docx')


def take_back(desk):
    """What was changed in Word stands in the plan as changes of whoever made them, one step to undo."""
    bring_back(desk)
    desk.wait_for('label', contains='stands in the plan as changes')
    desk.wait_for('label', contains='found again in the document')
    desk.wait_for('label', contains='1 change, tracked in Word')
    desk.wait_for('label', contains='1 change, not tracked in Word')
    desk.picture('word-3-returned')
    desk.keys('Escape')
    desk.wait(lambda: len(desk.roots()) == 1, 'the report to be gone')
    desk.wait_for('label', contains='Bình')
    desk.picture('word-4-taken-back')
    desk.keys('ctrl+s')
    desk.wait(lambda: 'Việc mới.' in read(desk, 'bang.kehoach'), 'the plan to be saved')
    saved = read(desk, 'bang.kehoach')
    assert 'Thêm của Bình.' in saved and 'author="Bình"' in saved and 'lai' in saved


def take_bare(desk):
    """So it does where nothing of ours is left in the file: the paragraphs are known by their words."""
    bring_back(desk, bare=True)
    desk.wait_for('label', contains='By their words, as the hidden marks')
    desk.wait_for('label', contains='1 change, tracked in Word')
    desk.picture('word-5-bare')
    desk.keys('Escape')
    desk.wait(lambda: len(desk.roots()) == 1, 'the report to be gone')
    desk.keys('ctrl+s')
    desk.wait(lambda: 'Việc mới.' in read(desk, 'bang.kehoach'), 'the plan to be saved')
    saved = read(desk, 'bang.kehoach')
    assert 'Thêm của Bình.' in saved and saved.count('author=') == 2, saved


driver.run([
    ('open a document from elsewhere', open_foreign),
    ('take a copy back', take_back),
    ('take a copy back that has lost all of ours', take_bare),
])
