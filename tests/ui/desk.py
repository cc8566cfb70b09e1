"""Drives the window as a person does: keys and clicks by xdotool, what is on the screen by AT-SPI.

A test program calls run(main). It starts itself again inside an X server and a session bus of its own, with a
window manager (for the focus), an input method for Vietnamese and a screen reader's bus, so that nothing of the
desktop it is called from matters, and ends all that it started."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback

SCREEN = '1366x768x24'
# So many pixels a caret has at most.
CARET = 30
# What is not looked into.
LEAVES = {'label', 'table cell', 'table column header', 'column header', 'row header', 'text', 'push button', 'toggle button',
          'scroll bar', 'image', 'icon'}
# The settings' own service, which is not there; and GTK 4.8 drawing parts of its file dialog (of its own classes, none of
# ours) before they have a place, and what is between the keys in its window of shortcuts.
HARMLESS = ('dconf', 'Trying to snapshot GtkGizmo', 'Trying to snapshot GtkButton', 'reported min width -3')
NEEDED = ('Xvfb', 'dbus-run-session', 'openbox', 'xdotool', 'import', 'ibus-daemon', 'pdftotext')

# Another program with something on the clipboard, and one that reads it.
OFFER = """
import sys
import gi
gi.require_version('Gdk', '4.0')
gi.require_version('Gtk', '4.0')
from gi.repository import Gdk, GLib, Gtk
Gtk.init()
forms = [Gdk.ContentProvider.new_for_bytes('text/plain;charset=utf-8', GLib.Bytes.new(sys.argv[1].encode()))]
if sys.argv[2]:
    forms.append(Gdk.ContentProvider.new_for_bytes('text/html', GLib.Bytes.new(sys.argv[2].encode())))
Gdk.Display.get_default().get_clipboard().set_content(Gdk.ContentProvider.new_union(forms))
print('ready', flush=True)
GLib.MainLoop().run()
"""
READ = """
import sys
import gi
gi.require_version('Gdk', '4.0')
gi.require_version('Gtk', '4.0')
from gi.repository import Gdk, Gio, GLib, Gtk
Gtk.init()
loop = GLib.MainLoop()
memory = Gio.MemoryOutputStream.new_resizable()

def spliced(stream, result):
    stream.splice_finish(result)
    sys.stdout.write(memory.steal_as_bytes().get_data().decode())
    loop.quit()

def opened(clipboard, result):
    stream, kind = clipboard.read_finish(result)
    flags = Gio.OutputStreamSpliceFlags.CLOSE_SOURCE | Gio.OutputStreamSpliceFlags.CLOSE_TARGET
    memory.splice_async(stream, flags, 0, None, spliced)

Gdk.Display.get_default().get_clipboard().read_async([sys.argv[1]], 0, None, opened)
loop.run()
"""


def run(main):
    """Runs main (a list of (name, function) in order) and speaks TAP."""
    if os.environ.get('BT_UI_INSIDE'):
        _run_inside(main)
        return
    missing = [name for name in NEEDED if not shutil.which(name)]
    if missing:
        print('1..0 # SKIP not installed: ' + ' '.join(missing))
        return
    _run_outside()


def _run_outside():
    """Starts the X server and this program inside it."""
    read, write = os.pipe()
    server = subprocess.Popen(['Xvfb', '-displayfd', str(write), '-screen', '0', SCREEN, '-nolisten', 'tcp'],
                              pass_fds=[write], stderr=subprocess.DEVNULL)
    os.close(write)
    display = os.read(read, 16).decode().strip()
    scratch = tempfile.mkdtemp(prefix='banthao-ui-')
    env = dict(os.environ, BT_UI_INSIDE='1', BT_UI_SCRATCH=scratch, DISPLAY=':' + display,
               HOME=scratch, XDG_RUNTIME_DIR=os.path.join(scratch, 'run'), GTK_A11Y='atspi', GDK_BACKEND='x11',
               GSK_RENDERER='cairo', GTK_IM_MODULE='ibus', XMODIFIERS='@im=ibus',
               GTK_USE_PORTAL='0', LIBGL_ALWAYS_SOFTWARE='1')
    for name in ('WAYLAND_DISPLAY', 'DBUS_SESSION_BUS_ADDRESS', 'AT_SPI_BUS_ADDRESS', 'XDG_CONFIG_HOME',
                 'XDG_CACHE_HOME', 'XDG_DATA_HOME', 'XDG_STATE_HOME', 'NO_AT_BRIDGE', 'G_DEBUG'):
        env.pop(name, None)
    os.mkdir(env['XDG_RUNTIME_DIR'], 0o700)
    try:
        status = subprocess.call(['dbus-run-session', '--', sys.executable, os.path.abspath(sys.argv[0])] + sys.argv[1:],
                                 env=env)
    finally:
        server.terminate()
        server.wait()
        shutil.rmtree(scratch, ignore_errors=True)
    sys.exit(status)


def _run_inside(tests):
    desk = Desk()
    failed = 0
    sys.stdout.reconfigure(line_buffering=True)
    print('1..%d' % len(tests))
    try:
        desk.start_session()
        for number, (name, function) in enumerate(tests, 1):
            started = time.monotonic()
            try:
                function(desk)
                desk.check_alive()
                print('ok %d %s' % (number, name))
            except Exception as error:  # a failed test must not hide the others
                failed += 1
                print('not ok %d %s' % (number, name))
                for line in traceback.format_exc().splitlines():
                    print('# ' + line)
                print('# picture: %s' % desk.picture('failed-%d' % number))
            print('# %.1f s' % (time.monotonic() - started))
    finally:
        desk.stop()
    sys.exit(1 if failed else 0)


class Desk:
    """The screen with the program on it."""

    def __init__(self):
        self.scratch = os.environ['BT_UI_SCRATCH']
        self.pictures = os.environ.get('BT_UI_PICTURES', os.path.join(self.scratch, 'pictures'))
        os.makedirs(self.pictures, exist_ok=True)
        self.children = []
        self.kept = {}  # what a test has found and looks at again
        self.program = None
        self.log = None

    # what runs

    def spawn(self, *command, **options):
        child = subprocess.Popen(command, **options)
        self.children.append(child)
        return child

    def start_session(self):
        null = subprocess.DEVNULL
        # Without key bindings: the usual ones take keys that belong to the program.
        config = os.path.join(self.scratch, 'openbox.xml')
        with open(config, 'w') as file:
            file.write('<openbox_config xmlns="http://openbox.org/3.4/rc"><keyboard/></openbox_config>')
        self.spawn('openbox', '--config-file', config, stderr=null)
        self.spawn('ibus-daemon', '--replace', '--panel=disable', '--xim', stderr=null, stdout=null)
        # It also tries to set a keyboard map, which an X server without one refuses: what counts is the engine.
        # Before its first engine it looks through all that are installed, which takes a busy machine its time.
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            subprocess.run(['ibus', 'engine', 'Unikey'], stderr=null, stdout=null, timeout=20)
            said = subprocess.run(['ibus', 'engine'], stderr=null, stdout=subprocess.PIPE, text=True, timeout=20).stdout
            if said.strip() == 'Unikey':
                break
            time.sleep(0.1)
        else:
            raise RuntimeError('the input method does not start')
        global pyatspi
        import pyatspi

    def set_identity(self, who, role):
        """Fresh settings, in which nothing stands but who works here; without a name, the program asks."""
        folder = os.path.join(self.scratch, '.config', 'glib-2.0', 'settings')
        os.makedirs(folder, exist_ok=True)
        with open(os.path.join(folder, 'keyfile'), 'w') as file:
            file.write("[org/banthao/BanThao]\nauthor-name='%s'\nauthor-role='%s'\n" % (who, role))

    def open(self, *files, language='C.UTF-8', who='Lê Văn Thử', role='', under=(), **options):
        """Starts the program on files, under another one if need be, and waits for its window. One that a failed test
        left is ended first."""
        self.close()
        self.log = open(os.path.join(self.pictures, 'program.log'), 'w+')
        self.set_identity(who, role)
        env = dict(os.environ, LC_ALL='C.UTF-8', LANGUAGE=language, GSETTINGS_BACKEND='keyfile')
        self.program = self.spawn(*under, os.environ['BANTHAO'], *files, env=env, stderr=self.log, cwd=self.scratch,
                                  **options)
        self.wait(lambda: self.find('frame'), 'the window', 15)

    def close(self):
        """Ends the program by its process, whatever it asks."""
        if self.program and self.program.poll() is None:
            self.program.terminate()
            self.program.wait(5)
        self.program = None

    def check_alive(self):
        """The program runs and has not warned of anything."""
        if self.program and self.program.poll() not in (None, 0):
            raise AssertionError('the program ended: %s\n%s' % (self.program.returncode, self.read_log()))
        for line in self.read_log().splitlines():
            if 'CRITICAL' in line or ('WARNING' in line and not any(words in line for words in HARMLESS)):
                raise AssertionError(line)

    def read_log(self):
        if not self.log:
            return ''
        self.log.seek(0)
        return self.log.read()

    def stop(self):
        for child in reversed(self.children):
            if child.poll() is None:
                child.terminate()
                try:
                    child.wait(3)
                except subprocess.TimeoutExpired:
                    child.send_signal(signal.SIGKILL)

    def offer(self, text, html=None):
        """Puts something on the clipboard as another program does, and stays as long as that is there."""
        script = os.path.join(self.scratch, 'offer.py')
        with open(script, 'w') as file:
            file.write(OFFER)
        child = self.spawn('/usr/bin/python3', script, text, html or '', stdout=subprocess.PIPE, text=True,
                           env=dict(os.environ, GTK_A11Y='none'))
        assert child.stdout.readline() == 'ready\n'

    def read_clipboard(self, kind):
        """What another program gets from the clipboard: 'text/html' or 'text/plain;charset=utf-8'."""
        script = os.path.join(self.scratch, 'read.py')
        with open(script, 'w') as file:
            file.write(READ)
        return subprocess.run(['/usr/bin/python3', script, kind], check=True, capture_output=True, text=True,
                              timeout=20, env=dict(os.environ, GTK_A11Y='none')).stdout

    # what is seen

    def roots(self):
        """The program's windows."""
        for application in pyatspi.Registry.getDesktop(0):
            try:
                if application and application.get_process_id() == self.program.pid:
                    return [window for window in application if window]
            except Exception:  # another program that is just going
                continue
        return []

    def walk(self, nodes=None, depth=0):
        """Everything on the screen with its role. Each question is a journey to the program and back, so what has
        no place on the screen is not entered, and neither is what holds nothing of interest."""
        for child in (self.roots() if nodes is None else nodes):
            if child is None or depth > 40:
                continue
            try:
                role = child.getRoleName()
                if role in LEAVES:
                    yield child, role
                elif depth < 2 or self.may_hold(child):
                    yield child, role
                    yield from self.walk(child, depth + 1)
            except Exception:  # went away while being read
                continue

    def is_seen(self, node):
        """Whether it has a place on the screen; what went away while it was asked has none."""
        try:
            box = node.queryComponent().getExtents(pyatspi.WINDOW_COORDS)
            return box.width > 0 and box.height > 0
        except Exception:
            return False

    def may_hold(self, node):
        """Whether there can be anything on the screen inside it. The pages of a stack have no place of their own."""
        try:
            box = node.queryComponent().getExtents(pyatspi.WINDOW_COORDS)
            return box.width > 0 and box.height > 0
        except Exception:
            return True

    def find(self, role, name=None, contains=None):
        """The first thing on the screen of that role, and of that name or with these words in it."""
        for node, its_role in self.walk():
            try:
                if its_role == role and (name is None or node.name == name) \
                        and (contains is None or contains in node.name) and self.is_seen(node):
                    return node
            except Exception:  # went away while being read
                continue
        return None

    def wait(self, condition, what, seconds=15):
        """Waits until condition gives something and returns that."""
        end = time.monotonic() + seconds
        while True:
            result = condition()
            if result:
                return result
            if time.monotonic() > end:
                raise AssertionError('waited in vain for ' + what)
            time.sleep(0.05)

    def wait_for(self, role, name=None, contains=None, seconds=15):
        return self.wait(lambda: self.find(role, name, contains), '%s “%s”' % (role, name or contains), seconds)

    def has_focus(self, role, contains):
        """Whether the keys go to something of that role with these words in its name."""
        node = self.find(role, contains=contains)
        return node is not None and any(
            self.is_focused(each) for each, its_role in self.walk() if its_role == role and contains in each.name)

    def is_focused(self, node):
        try:
            return node.getState().contains(pyatspi.STATE_FOCUSED)
        except Exception:  # it went while it was asked
            return False

    def text_of(self, node):
        text = node.queryText()
        return text.getText(0, text.characterCount)

    def selected_in(self, node):
        """The words that are selected in something."""
        try:
            text = node.queryText()
            return text.getText(*text.getSelection(0))
        except Exception:  # none are
            return ''

    def editor(self):
        """The text view with the chosen part."""
        return self.wait_for('text')

    def wait_text(self, words, seconds=15):
        """Waits until the text that is shown has these words."""
        try:
            self.wait(lambda: words in self.text_of(self.editor()), 'the text “%s”' % words, seconds)
        except AssertionError:
            raise AssertionError('“%s” is not in “%s”' % (words, self.text_of(self.editor())[:400]))

    def picture(self, name):
        path = os.path.join(self.pictures, name + '.png')
        subprocess.run(['import', '-window', 'root', path], timeout=20)
        return path

    def count_pixels(self, node, is_wanted):
        """How many pixels of a thing on the screen have a colour (red, green and blue up to 255) that is wanted."""
        box = node.queryComponent().getExtents(pyatspi.WINDOW_COORDS)
        left, top = self.window_origin()
        crop = '%dx%d+%d+%d' % (box.width, box.height, left + box.x, top + box.y)
        raw = subprocess.run(['import', '-window', 'root', '-crop', crop, '-depth', '8', 'rgb:-'], check=True,
                             capture_output=True, timeout=20).stdout
        return sum(1 for at in range(0, len(raw) - 2, 3) if is_wanted(*raw[at:at + 3]))

    # what is done

    def keys(self, *keys):
        subprocess.run(['xdotool', 'key', '--clearmodifiers', '--delay', '40'] + list(keys), check=True, timeout=20)

    def type(self, text, delay=40):
        subprocess.run(['xdotool', 'type', '--delay', str(delay), '--', text], check=True, timeout=60)

    def type_seen(self, node, text):
        """Types into something and waits, as a person does, until the letters stand there and have come to rest: on a busy
        machine the input method has them for a while. The caret blinks, which makes some pixels more or less."""
        def count_ink():
            time.sleep(0.3)
            return self.count_pixels(node, lambda red, green, blue: red + green + blue < 450)

        before = count_ink()
        self.type(text, delay=60)
        now = self.wait(lambda: max(0, count_ink() - before - CARET), 'the letters that were typed')
        while abs(now - (now := count_ink())) > CARET:
            pass

    def click(self, x, y, times=1):
        subprocess.run(['xdotool', 'mousemove', str(x), str(y), 'click', '--repeat', str(times), '--delay', '60', '1'],
                       check=True, timeout=20)

    def drag(self, x, y, to_x, to_y, steps=8):
        """Presses at one place, moves and releases at another, as slowly as a hand."""
        command = ['mousemove', str(x), str(y), 'sleep', '0.1', 'mousedown', '1']
        for step in range(1, steps + 1):
            command += ['mousemove', str(x + (to_x - x) * step // steps), str(y + (to_y - y) * step // steps),
                        'sleep', '0.05']
        subprocess.run(['xdotool'] + command + ['sleep', '0.1', 'mouseup', '1'], check=True, timeout=20)

    def click_on(self, node, times=1):
        """Clicks into the middle of something. GTK tells places in the window, so they are made ones of the screen."""
        self.click(*self.wait_still(node), times)

    def wait_still(self, node):
        """Where something is once it has stopped moving: what was scrolled to is still on its way."""
        place = None
        while place != (place := self.place_of(node)):
            time.sleep(0.05)
        return place

    def reveal(self, node):
        """Turns the wheel over something until it is in the middle of the window, or as near as it comes."""
        before = None
        while True:
            x, y = self.place_of(node)
            left, top, width, height = self.window_box()
            if abs(y - top - height // 2) < height // 4 or y == before:
                return
            before = y
            subprocess.run(['xdotool', 'mousemove', str(x), str(top + height // 2), 'click', '5' if y > top else '4'],
                           check=True, timeout=20)
            time.sleep(0.3)  # the wheel's last turn is carried out over several frames

    def place_of(self, node):
        box = node.queryComponent().getExtents(pyatspi.WINDOW_COORDS)
        left, top = self.window_origin()
        return left + box.x + box.width // 2, top + box.y + box.height // 2

    def window_origin(self):
        return self.window_box()[:2]

    def window_box(self):
        # For a moment after a dialog has gone no window is the active one.
        command = ['xdotool', 'getactivewindow', 'getwindowgeometry', '--shell']
        out = self.wait(lambda: subprocess.run(command, capture_output=True, text=True, timeout=20).stdout,
                        'a window that is active')
        values = dict(line.split('=') for line in out.split())
        return tuple(int(values[name]) for name in ('X', 'Y', 'WIDTH', 'HEIGHT'))

    def press(self, node):
        """Does what the thing's first action is: presses a button."""
        node.queryAction().doAction(0)

    def activate_row(self, words):
        """Chooses the row of a list that has these words."""
        self.click_on(self.wait_for('label', contains=words))

    def name_file(self, name):
        """Types the name of a file in the scratch folder into the dialog that asks for one, once that has the keys, and says
        yes, again where the dialog did not hear it because it was still reading its folder."""
        def find_dialog():
            return next((root for root in self.roots()[1:] for node, role in self.walk([root])
                         if role == 'text' and self.is_focused(node)), None)

        dialog = self.wait(find_dialog, 'the dialog that asks for a name')
        windows = len(self.roots())
        self.keys('ctrl+a')
        self.type(os.path.join(self.scratch, name), delay=20)
        for _ in range(3):
            self.keys('Return')
            end = time.monotonic() + 5
            while time.monotonic() < end:
                if dialog not in self.roots() or len(self.roots()) > windows:  # the latter asks whether to replace
                    return
                time.sleep(0.05)
        raise AssertionError('the dialog does not take the name')
