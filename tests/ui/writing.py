"""What tests of writing share: a small plan of which a section is shown, and what then stands in it and in the file."""

import os
import shutil
import subprocess
import time

import plans

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


def tidy(text):
    return '\n'.join(' '.join(line.split()) for line in text.split('\n'))
