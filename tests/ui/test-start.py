"""From an empty start to a plan, and work that is never lost: what a clerk sees after a crash, on a full disk, with a
second window, and on the way from a template to the printed page."""

import glob
import os
import resource
import shutil
import signal
import subprocess
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import desk as driver

SAMPLE = os.path.join(os.environ['BANTHAO_DATADIR'], 'samples', 'ke-hoach-mau.kehoach')


def path(desk, name):
    return os.path.join(desk.scratch, name)


def read(name):
    with open(name, encoding='utf-8') as file:
        return file.read()


def drafts(desk):
    return glob.glob(path(desk, '.local/state/banthao/drafts/*.draft'))


def drafted(desk, words):
    """Whether some draft on the disk has these words."""
    return any(words in read(name) for name in drafts(desk))


def write(desk, words):
    """Types at the start of the first part that is shown."""
    desk.click_on(desk.editor())
    desk.keys('ctrl+Home')
    desk.type(words)
    desk.wait_text(words.strip())


def kill(desk):
    """As a power cut or a crash ends it."""
    desk.program.send_signal(signal.SIGKILL)
    desk.program.wait(5)
    desk.program = None


def crash_and_recover(desk):
    """A second after the last key the words are on the disk; killed, the program offers them, and has them again."""
    shutil.copy(SAMPLE, path(desk, 'mau.kehoach'))
    before = read(path(desk, 'mau.kehoach'))
    desk.open('mau.kehoach')
    desk.wait_for('push button', contains='Page 1 of')
    write(desk, 'truoc khi mat dien ')
    desk.wait(lambda: drafted(desk, 'truoc khi mat dien'), 'the draft', 1)
    kill(desk)
    assert read(path(desk, 'mau.kehoach')) == before

    desk.open()
    desk.wait_for('label', contains='Recovered')
    desk.picture('start-recovered')
    desk.activate_row('Tuyên truyền cải cách hành chính và hỗ trợ')
    desk.wait_text('truoc khi mat dien')
    desk.wait_for('label', contains='Not saved')
    desk.picture('start-opened')
    assert drafted(desk, 'truoc khi mat dien')


def draft_goes_after_saving(desk):
    """The recovered draft saves into its own file and is gone then."""
    desk.keys('ctrl+s')
    desk.wait_for('label', contains='Saved at')
    assert 'truoc khi mat dien' in read(path(desk, 'mau.kehoach'))
    desk.wait(lambda: not drafts(desk), 'the draft to go')
    desk.close()


def told_of_draft(desk):
    """Who opens the file itself after a crash is told, and can let the draft go."""
    desk.open('mau.kehoach')
    desk.wait_for('push button', contains='Page 1 of')
    write(desk, 'lan thu hai ')
    desk.wait(lambda: drafted(desk, 'lan thu hai'), 'the draft', 1)
    kill(desk)
    desk.open('mau.kehoach')
    desk.wait_for('label', contains='There is a draft of this plan')
    assert 'lan thu hai' not in desk.text_of(desk.editor())
    desk.picture('start-told')
    desk.press(desk.wait_for('push button', name='Discard It'))
    desk.wait_for('label', name='Discard the Draft?')
    desk.keys('Escape')
    desk.wait(lambda: not desk.find('label', name='Discard the Draft?'), 'the question to go')
    assert drafts(desk)
    desk.press(desk.wait_for('push button', name='Open the Draft'))
    desk.wait_text('lan thu hai')
    desk.keys('ctrl+w')
    desk.press(desk.wait_for('push button', contains='Do Not Save'))
    desk.wait(lambda: desk.program.poll() == 0, 'the end of the program')
    assert not drafts(desk)


def second_instance(desk):
    """Another computer's program saves the file: this window asks, and keeping ours replaces theirs at the next save."""
    desk.open('mau.kehoach')
    desk.wait_for('push button', contains='Page 1 of')
    write(desk, 'ban cua toi ')
    env = dict(os.environ, LC_ALL='C.UTF-8', DBUS_SESSION_BUS_ADDRESS='', GTK_A11Y='none')
    other = desk.spawn(os.environ['BANTHAO'], 'mau.kehoach', env=env, cwd=desk.scratch)
    time.sleep(4)
    desk.keys('ctrl+Home')
    desk.type('ban cua ho ')
    desk.keys('ctrl+s')
    desk.wait(lambda: 'ban cua ho' in read(path(desk, 'mau.kehoach')), 'the other to save')
    other.terminate()
    other.wait(5)
    desk.wait_for('label', contains='Another program has changed this file')
    desk.picture('start-two')
    desk.press(desk.wait_for('push button', name='Keep Mine'))
    desk.wait(lambda: not desk.find('push button', name='Keep Mine'), 'the question to go')
    desk.keys('ctrl+s')
    desk.wait(lambda: 'ban cua toi' in read(path(desk, 'mau.kehoach')), 'ours on the disk')
    desk.wait_for('label', contains='Saved at')
    desk.close()


def same_file_twice(desk):
    """Opened again, the file comes to the front in the window that has it; another one gets a window of its own."""
    shutil.copy(SAMPLE, path(desk, 'hai.kehoach'))
    desk.open('mau.kehoach', 'mau.kehoach')  # as by a double click that was three
    desk.wait_for('push button', contains='Page 1 of')
    assert len(desk.roots()) == 1
    write(desk, 'chua luu ')
    for file, windows in (('mau.kehoach', 1), ('hai.kehoach', 2), ('mau.kehoach', 2)):
        subprocess.run([os.environ['BANTHAO'], file], cwd=desk.scratch, check=True, timeout=20)
        desk.wait(lambda: len(desk.roots()) == windows, '%d windows' % windows)
        if file == 'mau.kehoach':
            desk.wait_for('label', contains='open already')
            desk.wait_text('chua luu')
    desk.keys('ctrl+q')
    desk.press(desk.wait_for('push button', contains='Do Not Save'))
    desk.wait(lambda: desk.program.poll() == 0, 'the end of the program')


def read_only(desk):
    """A file that cannot be written says so when it is opened, not when hours of work are to be saved; when that
    changes, the bar goes and comes. What was written is saved elsewhere by its button."""
    file = path(desk, 'doc.kehoach')
    shutil.copy(SAMPLE, file)
    os.chmod(file, 0o444)
    # Who may do everything is not told: root in a container gives that up for the program.
    desk.open('doc.kehoach', under=('setpriv', '--bounding-set=-dac_override', '--inh-caps=-dac_override')
              if os.getuid() == 0 else ())
    desk.wait_for('label', contains='can be read, but not saved here')
    desk.picture('start-read-only')
    os.chmod(file, 0o644)
    desk.wait(lambda: not desk.find('label', contains='not saved here'), 'the bar to go')
    os.chmod(file, 0o444)
    desk.wait_for('label', contains='not saved here')
    write(desk, 'sua ban doc ')
    desk.press(desk.wait_for('push button', contains='Save Elsewhere'))
    desk.name_file(path(desk, 'khac.kehoach'))
    desk.wait(lambda: os.path.exists(path(desk, 'khac.kehoach')), 'the file in another place')
    desk.wait_for('label', contains='Saved at')
    desk.wait(lambda: not desk.find('label', contains='not saved here'), 'the bar to go')
    assert 'sua ban doc' in read(path(desk, 'khac.kehoach')) and 'sua ban doc' not in read(file)
    desk.close()


def full_disk(desk):
    """Nothing can be written any more: both the draft and the save say so, the old file is whole, the work is open."""
    before = read(path(desk, 'mau.kehoach'))
    desk.open('mau.kehoach', restore_signals=False)
    desk.wait_for('push button', contains='Page 1 of')
    resource.prlimit(desk.program.pid, resource.RLIMIT_FSIZE, (4096, resource.RLIM_INFINITY))
    write(desk, 'o dia day ')
    desk.wait_for('label', contains='The draft cannot be kept')
    desk.keys('ctrl+s')
    desk.wait_for('label', contains='The Plan Was Not Saved')
    desk.wait_for('label', contains='nowhere on the disk')
    desk.picture('start-full')
    assert read(path(desk, 'mau.kehoach')) == before
    desk.keys('Escape')
    desk.wait_text('o dia day')
    resource.prlimit(desk.program.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    desk.wait(lambda: drafted(desk, 'o dia day'), 'the draft to be written after all')
    desk.keys('ctrl+s')
    desk.wait(lambda: 'o dia day' in read(path(desk, 'mau.kehoach')), 'the saved file')
    desk.wait_for('label', contains='Saved at')
    desk.close()


def vanished_folder(desk):
    """The memory stick was pulled out: the message offers another place, and the plan is saved there."""
    os.mkdir(path(desk, 'usb'))
    shutil.copy(SAMPLE, path(desk, 'usb/mau.kehoach'))
    desk.open('usb/mau.kehoach')
    desk.wait_for('push button', contains='Page 1 of')
    write(desk, 'rut usb ')
    shutil.rmtree(path(desk, 'usb'))
    desk.keys('ctrl+s')
    desk.wait_for('label', contains='kept as a draft')
    desk.picture('start-vanished')
    desk.press(desk.wait_for('push button', contains='Elsewhere'))
    desk.name_file(path(desk, 'cuu.kehoach'))
    desk.wait(lambda: os.path.exists(path(desk, 'cuu.kehoach')), 'the file in another place')
    desk.wait_for('label', contains='Saved at')
    assert 'rut usb' in read(path(desk, 'cuu.kehoach'))
    desk.wait(lambda: not drafts(desk), 'the draft to go')
    desk.close()


def reopen_recent(desk):
    """What was open is on the start page, by its title, and opens from there."""
    desk.open()
    desk.wait_for('label', contains='cuu.kehoach')
    desk.picture('start-recent')
    desk.activate_row('cuu.kehoach')
    desk.wait_text('rut usb')
    desk.close()


def template_to_pdf(desk):
    """From the start page to the printed pages with no hand on the mouse: kind, number of the superior's plan, subject."""
    os.makedirs(path(desk, '.config/banthao'), exist_ok=True)
    shutil.copy(os.path.join(os.environ['BANTHAO_DATADIR'], 'samples', 'co-quan.xml'),
                path(desk, '.config/banthao/office.xml'))
    desk.open()
    desk.wait_for('label', contains='Recent Plans')
    desk.keys('ctrl+n')
    desk.wait(lambda: desk.find('label', contains='Ủy ban nhân dân phường Đồng Sen'), 'the office', 15)
    desk.keys('space')
    desk.wait_for('label', contains='Blank page')
    desk.keys('Down', 'Return')
    desk.wait_for('label', contains='Targets, tasks and solutions')
    desk.picture('start-new')
    desk.keys('Tab', 'Tab')
    desk.keys('End')
    desk.type(' cuar phuwowfng', delay=60)
    desk.keys('Tab', 'Tab')
    desk.type('12/KH-UBND', delay=40)
    desk.keys('Tab')
    desk.type('5/1/2027', delay=40)
    desk.keys('Tab', 'Tab')
    desk.type('veef chuyeern ddooir soos ', delay=60)
    desk.keys('Return')
    desk.wait_for('label', contains='III. NHIỆM VỤ, GIẢI PHÁP')
    desk.wait_for('push button', contains='Page 1 of')
    desk.picture('start-created')
    desk.keys('ctrl+e')
    desk.name_file('moi.pdf')
    desk.wait(lambda: os.path.exists(path(desk, 'moi.pdf')), 'the PDF')
    desk.wait_for('label', contains='moi.pdf')
    text = subprocess.run(['pdftotext', path(desk, 'moi.pdf'), '-'], check=True, capture_output=True, text=True,
                          timeout=20).stdout
    text = ' '.join(text.split())
    for words in ('PHƯỜNG ĐỒNG SEN', 'của phường', 'Đinh Thu Ngân', 'DANH MỤC NHIỆM VỤ CHUYỂN ĐỔI SỐ',
                  'Kế hoạch số 12/KH-UBND ngày 05/01/2027 của Ủy ban nhân dân tỉnh Hà Sơn về chuyển đổi số'):
        assert words in text, (words, text[:1500])
    desk.wait(lambda: drafted(desk, 'NHIỆM VỤ, GIẢI PHÁP'), 'the draft of a plan that was never saved')
    desk.keys('ctrl+w')
    desk.press(desk.wait_for('push button', contains='Do Not Save'))
    desk.wait(lambda: desk.program.poll() == 0, 'the end of the program')
    assert not drafts(desk)


def import_pasted(desk):
    """Text that is pasted becomes a plan, with a report, and is drafted at once."""
    desk.open()
    desk.wait_for('label', contains='Recent Plans')
    desk.keys('ctrl+shift+o')
    desk.wait_for('push button', contains='Make a Plan of It')
    desk.offer(read(SAMPLE.replace('.kehoach', '.txt')))
    desk.keys('ctrl+v')
    desk.wait(lambda: 'Đinh Thu Ngân' in desk.text_of(desk.wait_for('text', name='Text of the plan')), 'the text')
    desk.picture('start-pasted')
    desk.press(desk.wait_for('push button', contains='Make a Plan of It'))
    desk.wait_for('label', contains='Recipients: 11')
    desk.keys('Escape')
    desk.wait_for('label', contains='I. MỤC ĐÍCH, YÊU CẦU')
    desk.wait(lambda: drafted(desk, 'Đinh Thu Ngân'), 'the draft')
    kill(desk)
    for name in drafts(desk):
        os.remove(name)


def office_profile(desk):
    """The office is filled in once, by Telex, holds at once, is in its file, and can be taken to another computer."""
    profile = path(desk, '.config/banthao/office.xml')
    os.remove(profile)
    desk.open()
    desk.wait_for('label', contains='Recent Plans')
    desk.keys('ctrl+n')
    desk.wait_for('label', contains='Nothing is known of your office yet')
    desk.keys('ctrl+comma')
    desk.click_on(desk.wait_for('text', name='Place'))
    desk.type('DDoofng Sen ', delay=60)
    desk.click_on(desk.wait_for('text', name='Issuing Body'))
    desk.type('UYR BAN NHAAN DAAN', delay=60)
    desk.keys('Return')
    desk.type('PHUWOWFNG DDOOFNG SEN', delay=60)
    desk.picture('start-preferences')
    desk.keys('Escape')
    desk.wait(lambda: os.path.exists(profile), 'the profile')
    desk.wait(lambda: '<agency>ỦY BAN NHÂN DÂN<br/>PHƯỜNG ĐỒNG SEN</agency>' in read(profile), 'the agency')
    assert '<place>Đồng Sen</place>' in read(profile)
    desk.wait_for('label', contains='Ủy ban nhân dân phường Đồng Sen')
    desk.close()


def help_page(desk):
    """F1 shows the help, in a window of its own; a line of its contents leads to that part."""
    desk.open()
    desk.wait_for('label', contains='Recent Plans')
    desk.keys('F1')
    desk.wait(lambda: 'Không bao giờ mất bài' in desk.text_of(desk.wait_for('text', name='Help')), 'the help')
    desk.picture('start-help')
    desk.activate_row('Không bao giờ mất bài')
    desk.keys('Escape')
    desk.wait(lambda: len(desk.roots()) == 1, 'the help to go')
    desk.close()


driver.run([
    ('crash and recover', crash_and_recover),
    ('a draft goes after saving', draft_goes_after_saving),
    ('told of a draft', told_of_draft),
    ('a second instance', second_instance),
    ('the same file twice', same_file_twice),
    ('a file that can only be read', read_only),
    ('a full disk', full_disk),
    ('a vanished folder', vanished_folder),
    ('reopen from recent', reopen_recent),
    ('from a template to PDF', template_to_pdf),
    ('import pasted text', import_pasted),
    ('the office profile', office_profile),
    ('the help page', help_page),
])
