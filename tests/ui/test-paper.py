"""A plan under review goes to PDF and to the printer: which text is meant is asked, and is what comes."""

import os
import re
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import desk as driver  # noqa: E402
import plans  # noqa: E402

PLAN = plans.make_plan('Tổng vệ sinh', '''<clause xml:id="c1" label="roman" heading="yes"><text>MỤC ĐÍCH</text>
    <clause xml:id="c2" label="arabic"><text>Nâng cao <ins change="k1">hiểu biết</ins><del change="k1">nhận thức</del>.</text>
    </clause></clause>''', attributes=plans.REVIEW,
                       changes='<change xml:id="k1" author="Trần Bình" time="2026-03-02T01:15:00Z" round="1"/>',
                       comments='''<thread xml:id="t1" node="c1"><message xml:id="m1" author="Trần Bình"
    time="2026-03-02T03:00:00Z">Quý nào?</message></thread>''')


def start(desk):
    desk.path = os.path.join(desk.scratch, 'giay.kehoach')
    with open(desk.path, 'w', encoding='utf-8') as file:
        file.write(PLAN)
    desk.open(desk.path)
    desk.wait_for('push button', '1 change open · 1 comment')


def read_pdf(desk, name, *choice):
    """Ctrl+E, the keys that choose which text is meant, and a name: the words of the PDF."""
    path = os.path.join(desk.scratch, name)
    desk.keys('ctrl+e')
    desk.wait_for('check box', 'With its changes marked')
    desk.picture(name[:-4])
    desk.keys(*choice, 'Return')
    desk.name_file(name)
    desk.wait(lambda: os.path.exists(path), 'the PDF')
    desk.wait_for('label', contains='Written: ' + name)
    text = subprocess.run(['pdftotext', path, '-'], check=True, capture_output=True, text=True, timeout=20).stdout
    return ' '.join(text.split())


def to_pdf(desk):
    """With its changes and comments, as it will read, as it was: what is chosen is in the PDF, and nothing else."""
    start(desk)
    marked = read_pdf(desk, 'dau.pdf')
    for words in ('hiểu biết', 'nhận thức', 'Quý nào?', 'Trần Bình'):
        assert words in marked, '“%s” is not in “%s”' % (words, marked)
    final = read_pdf(desk, 'cuoi.pdf', 'alt+r', 'alt+n')
    assert 'hiểu biết' in final and 'nhận thức' not in final, final
    assert 'Quý nào?' not in final and 'Trần Bình' not in final, final
    original = read_pdf(desk, 'goc.pdf', 'alt+w')
    assert 'nhận thức' in original and 'hiểu biết' not in original, original
    assert 'Quý nào?' in original, original


def to_printer(desk):
    """Ctrl+P asks the same before the print dialog."""
    desk.keys('ctrl+p')
    desk.wait_for('check box', 'With its changes marked')
    desk.keys('alt+w', 'Return')
    desk.wait(lambda: len(desk.roots()) > 1 and desk.find('push button', contains='Preview'), 'the print dialog')
    desk.picture('print')
    desk.keys('Escape')
    desk.wait(lambda: len(desk.roots()) == 1, 'the print dialog to go')


def write_long(desk, name):
    """A plan of more pages than any computer makes a PDF of in half a second."""
    words = 'Tuyên truyền đến cán bộ và người dân trên địa bàn phường về việc giữ gìn vệ sinh. ' * 4
    points = ['<clause xml:id="v%d" label="arabic" heading="yes"><text>Việc %d</text>%s</clause>' % (
        section, section, ''.join('<clause xml:id="p%d-%d" label="dash"><text>%s</text></clause>' % (
            section, point, words.strip()) for point in range(40))) for section in range(250)]
    body = '<clause xml:id="c1" label="roman" heading="yes"><text>NHIỆM VỤ</text>%s</clause>' % ''.join(points)
    plan = re.sub('<body.*</body>', lambda _: '<body xml:id="y">%s</body>' % body, PLAN, flags=re.S)
    plan = re.sub('<(change|thread) .*?</\\1>|<change .*?/>', '', plan, flags=re.S).replace('"review"', '"draft"')
    with open(os.path.join(desk.scratch, name), 'w', encoding='utf-8') as file:
        file.write(plan.replace(' tracking="yes"', '').replace(' round="1"', ''))


def export_long(desk, name):
    """Ctrl+E in the long plan: the button that stops it, in a bar that says what is written."""
    desk.keys('ctrl+e')
    desk.name_file(name)
    desk.wait_for('label', contains='Writing “%s”' % name)
    return desk.wait_for('push button', 'Stop')


def stop_half_way(desk):
    """What takes long can be stopped: then nothing is on the disk, and the plan is as it was; or it is let end."""
    write_long(desk, 'dai.kehoach')
    before = open(os.path.join(desk.scratch, 'dai.kehoach'), 'rb').read()
    desk.close()
    desk.open(os.path.join(desk.scratch, 'dai.kehoach'))
    desk.wait_for('label', contains='Heading of the Plan')
    button = export_long(desk, 'dung.pdf')
    desk.picture('stop')
    desk.press(button)
    desk.wait_for('label', contains='Stopped. Nothing was written')
    desk.wait(lambda: not desk.find('label', contains='Writing “'), 'the bar to go')
    export_long(desk, 'het.pdf')
    desk.wait_for('label', contains='Written: het.pdf', seconds=40)
    desk.wait(lambda: not desk.find('label', contains='Writing “'), 'the bar to go')
    with open(os.path.join(desk.scratch, 'het.pdf'), 'rb') as file:
        assert file.read(5) == b'%PDF-'
    left = [name for name in os.listdir(desk.scratch) if 'dung' in name]
    assert not left, 'left on the disk: %s' % left
    assert open(os.path.join(desk.scratch, 'dai.kehoach'), 'rb').read() == before


driver.run([
    ('to PDF', to_pdf),
    ('to a printer', to_printer),
    ('stopped half-way', stop_half_way),
])
