#!/usr/bin/python3
"""Runs banthao-cli as a script would: what it prints, where it writes, its exit status, and that nothing is
ever overwritten by something that failed. Prints TAP. Usage: test-cli.py BANTHAO-CLI SOURCE-ROOT"""
import csv
import json
import os
import pathlib
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import zipfile

NOBODY = 65534
NAMESPACE = 'xmlns="urn:banthao:plan:1"'
CLI, ROOT = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
BAD = ROOT / 'tests/data/bad'
GOOD = ROOT / 'tests/data/good'
TESTS = []
os.environ.setdefault('BANTHAO_DATADIR', str(ROOT / 'data'))


def test(function):
    """Registers a test; it runs in a folder of its own."""
    TESTS.append(function)
    return function


def run(*arguments, status=0, **options):
    """Runs the program; its exit status must be as said, and an error one line. What it finds (status 1) is no error."""
    options.setdefault('timeout', 120)
    done = subprocess.run([options.pop('program', CLI), *map(str, arguments)], capture_output=True, check=False, **options)
    error = done.stderr.decode()
    assert done.returncode == status, f'{arguments}: status {done.returncode}, wanted {status}: {error}'
    if status in (0, 1):
        assert error == '', f'{arguments}: {error}'
    else:
        assert error.count('\n') == 1 and error.endswith('\n'), f'{arguments}: not one line: {error!r}'
    done.error = error.rstrip('\n')
    return done


def plan(content, text=''):
    """The bytes of a plan with that content of its body, or that text in its only clause."""
    if text:
        content = f'<clause xml:id="c"><text>{text}</text></clause>'
    return f'<plan {NAMESPACE} xml:id="p"><body xml:id="b">{content}</body></plan>'.encode()


def refused(path, start, status=3):
    """Every command refuses the file, in one line that begins so, and leaves what there was."""
    out = pathlib.Path('out.kehoach')
    out.write_text('old', encoding='utf-8')
    for arguments in (['validate', path], ['show', path], ['show', '--format=json', path],
                      ['export', path, '-o', out, '--format=pdf'], ['import', path, '-o', out]):
        done = run(*arguments, status=status)
        assert done.error.startswith(f'{path}:{start}'), f'{arguments}: {done.error}'
        assert done.stdout == b''
    assert out.read_text(encoding='utf-8') == 'old'
    assert sorted(p.name for p in out.parent.iterdir() if p.name.startswith('.')) == []


@test
def bad_files():
    """Each file of tests/data/bad is refused with the message beside it."""
    files = sorted(BAD.glob('*.kehoach'))
    assert len(files) > 20
    for path in files:
        refused(path, path.with_suffix('.error').read_text(encoding='utf-8').rstrip('\n'))


@test
def good_files():
    """Each file of tests/data/good is read, and written as the file beside it says; that is written as it is."""
    files = sorted(p for p in GOOD.glob('*.kehoach') if not p.stem.endswith('.ref'))
    assert files
    for path in files:
        reference = path.with_suffix('.ref.kehoach')
        for source in (path, reference):
            run('import', source, '-o', 'out.kehoach')
            assert pathlib.Path('out.kehoach').read_bytes() == reference.read_bytes(), source


@test
def deep_nesting():
    """10,000 levels are refused in the line where they become too many."""
    pathlib.Path('deep.kehoach').write_bytes(
        plan(''.join(f'\n<clause xml:id="c{i}">' for i in range(10000)) + '</clause>' * 10000))
    refused('deep.kehoach', '64: the plan is nested deeper than 64 levels')
    foreign = '\n<x:a>' * 10000 + '</x:a>' * 10000
    pathlib.Path('deep.kehoach').write_bytes(plan(f'<x:x xmlns:x="urn:x">{foreign}</x:x>'))
    refused('deep.kehoach', '255: elements are nested deeper than 256 levels')


@test
def a_hundred_megabytes():
    """100 MB in one text are refused; in many texts they are a plan, and read in seconds."""
    pathlib.Path('large.kehoach').write_bytes(plan('', 'nhân dân ' * 9_500_000))
    started = time.monotonic()
    done = run('validate', 'large.kehoach', status=3)
    assert done.error == 'large.kehoach:1: a text has more than 16 MB: no paragraph is that long'
    assert time.monotonic() - started < 30
    clauses = (f'<clause xml:id="c{i}"><text>{"nhân dân " * 95}</text></clause>\n' for i in range(100_000))
    pathlib.Path('large.kehoach').write_bytes(plan(''.join(clauses)))
    run('validate', 'large.kehoach')


@test
def too_large():
    """More than 256 MB are not read at all."""
    with open('large.kehoach', 'wb') as large:
        large.truncate(257 * 1024 * 1024)
    done = run('validate', 'large.kehoach', status=3)
    assert done.error.startswith('large.kehoach: The file has more than 256 MB'), done.error


@test
def decomposed():
    """Decomposed letters are brought into NFC."""
    pathlib.Path('nfd.kehoach').write_bytes(plan('', 'nha\u0302n da\u0302n, ke\u0302\u0301 hoa\u0323ch'))
    run('import', 'nfd.kehoach', '-o', 'nfc.kehoach')
    assert 'nhân dân, kế hoạch' in pathlib.Path('nfc.kehoach').read_text(encoding='utf-8')


@test
def folders_and_missing_files():
    """A folder and a file that is not there are not read, nor written over."""
    os.mkdir('folder')
    refused('folder', ' It is a folder', status=4)
    refused('missing', ' There is no such file', status=4)
    for command in (['new'], ['import', 'plan.kehoach'], ['export', 'plan.kehoach', '--format=pdf']):
        run('new', '-o', 'plan.kehoach')
        assert 'It is a folder' in run(*command, '-o', 'folder', status=4).error
        assert 'There is no such file or folder' in run(*command, '-o', 'missing/plan.kehoach', status=4).error
    assert os.listdir('folder') == []


def as_nobody():
    """In the child: an account that may do nothing, where the test is run by root."""
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)


@test
def no_permission():
    """What may not be read or written is said, and stays as it is."""
    shutil.copy(CLI, 'program') # root's own folders may be closed to nobody
    program = pathlib.Path('program').resolve()
    os.chmod('.', 0o755)
    run('new', '-o', 'plan.kehoach')
    for mode, command in ((0o000, ['validate', 'plan.kehoach']), (0o444, ['new', '-o', 'plan.kehoach']),
                          (0o444, ['new', '-o', 'other.kehoach'])):
        before = pathlib.Path('plan.kehoach').read_bytes()
        os.chmod('plan.kehoach', mode)
        os.chmod('.', 0o555)
        done = run(*command, status=4, program=program, preexec_fn=as_nobody)
        os.chmod('.', 0o755)
        os.chmod('plan.kehoach', 0o644)
        assert 'No permission' in done.error, done.error
        assert pathlib.Path('plan.kehoach').read_bytes() == before
        assert sorted(os.listdir('.')) == ['plan.kehoach', 'program']


@test
def file_size_limit():
    """A write that stops half-way leaves the old file, as a full disk would."""
    pathlib.Path('plan.kehoach').write_bytes(plan('', 'nhân dân ' * 9000))
    before = pathlib.Path('plan.kehoach').read_bytes()
    done = run('import', 'plan.kehoach', '-o', 'plan.kehoach', status=4,
               preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000)))
    assert done.error == 'plan.kehoach: The file is larger than this account may write: choose another disk'
    assert pathlib.Path('plan.kehoach').read_bytes() == before
    assert os.listdir('.') == ['plan.kehoach']


@test
def killed_while_saving():
    """However early or late the program is killed, the file is the old plan or the new one, and whole."""
    texts = ['một ' * 100_000, 'hai ' * 100_000]
    versions = set()
    for number, text in enumerate(texts):
        pathlib.Path(f'{number}.kehoach').write_bytes(plan('', text))
        run('import', f'{number}.kehoach', '-o', f'{number}.kehoach')
        versions.add(pathlib.Path(f'{number}.kehoach').read_bytes())
    shutil.copy('0.kehoach', 'plan.kehoach')
    for number in range(40):
        process = subprocess.Popen([CLI, 'import', f'{number % 2}.kehoach', '-o', 'plan.kehoach'])
        time.sleep(number * 0.0015)
        process.kill()
        process.wait()
        assert pathlib.Path('plan.kehoach').read_bytes() in versions, number


@test
def full_disk():
    """The same on a disk that is really full, where a small one can be made; /dev/full always is."""
    pathlib.Path('large.kehoach').write_bytes(plan('', 'nhân dân ' * 9000))
    os.mkdir('disk')
    script = ('mount -t tmpfs -o size=64k tmpfs disk 2>&- || exit 9; "$0" new -o disk/plan.kehoach || exit 8;'
              'cp disk/plan.kehoach before; "$0" import large.kehoach -o disk/plan.kehoach; status=$?;'
              'cmp disk/plan.kehoach before && [ "$(ls -A disk)" = plan.kehoach ] && exit $status')
    done = subprocess.run(['unshare', '--mount', 'sh', '-c', script, CLI], capture_output=True, check=False)
    if done.returncode != 9 and b'unshare' not in done.stderr:
        assert done.returncode == 4, done
        assert done.stderr.decode() == 'disk/plan.kehoach: The disk is full: free some space, or choose another disk\n'
    with open('/dev/full', 'wb') as full:
        program = subprocess.run([CLI, 'new', '-o', '-'], stdout=full, stderr=subprocess.PIPE, check=False)
    assert program.returncode == 4 and program.stderr.count(b'\n') == 1, program
    assert 'The disk is full' in run('new', '-o', '/dev/full', status=4).error


@test
def new_plan():
    """A new plan is sound, and every one has ids of its own."""
    run('new', '-o', 'a.kehoach')
    run('new', '-o', 'b.kehoach')
    run('validate', 'a.kehoach')
    assert pathlib.Path('a.kehoach').read_bytes() != pathlib.Path('b.kehoach').read_bytes()


@test
def templates():
    """Every template begins a sound plan, in the canonical form; one that is not there is wrong usage."""
    names = sorted(p.stem for p in (ROOT / 'data/templates').glob('*.kehoach'))
    assert len(names) >= 2
    for name in names:
        run('new', '--template', name, '-o', 'plan.kehoach')
        run('validate', 'plan.kehoach')
        source = ROOT / f'data/templates/{name}.kehoach'
        assert '<ref ' not in source.read_text(encoding='utf-8') # new ids would leave it without its node
        run('import', source, '-o', 'again.kehoach')
        assert pathlib.Path('again.kehoach').read_bytes() == source.read_bytes(), name
    done = run('new', '--template', 'nothing', '-o', 'other.kehoach', status=2)
    assert ', '.join(names) in done.error
    run('new', '--template', '../samples/x', '-o', 'other.kehoach', status=2)
    assert not pathlib.Path('other.kehoach').exists()


@test
def check_many():
    """Several files are told one after the other, with a sum; one that cannot be read does not stop the others."""
    names = [str(ROOT / f'data/templates/{name}.kehoach') for name in ('tuyen-truyen', 'thien-tai')]
    done = run('check', *names)
    lines = done.stdout.decode().splitlines()
    assert [line.split(':')[0] for line in lines if 'hints' in line] == names
    assert lines[-5] == '' and lines[-4].split() == ['Errors', 'Warnings', 'Hints', 'File'], lines[-5:]
    assert [line.split()[-1] for line in lines[-3:-1]] == names and lines[-1].split()[0] == '0' and lines[-1].endswith('  2 files'), lines[-3:]
    told = json.loads(run('check', '--format=json', *names).stdout.decode())
    assert [entry['file'] for entry in told] == names and all(entry['findings'] for entry in told)
    done = run('check', names[0], 'nothing.kehoach', status=4)
    assert done.error.startswith('nothing.kehoach: ') and names[0] in done.stdout.decode()
    pathlib.Path('bad.txt').write_text('Chủ chương của Đảng và tuyền truyền.\n', encoding='utf-8')
    assert '[confusion]' in run('check', 'bad.txt', status=1).stdout.decode()


@test
def findings_set_aside():
    """A finding is set aside in the plan, alone or with all of its rule; --all tells it still, and who gave which reason."""
    pathlib.Path('plan.kehoach').write_bytes(plan('<clause xml:id="c1"><text>Hát bài “Chủ chương” và bàn chủ chương.</text>'
                                                  '</clause><clause xml:id="c2"><text>Nêu chủ chương.</text></clause>'))
    def confusions(*options, status=1):
        found = json.loads(run('check', '--format=json', 'plan.kehoach', *options, status=status).stdout)
        return [(finding['node'], finding['aside']) for finding in found if finding['rule'] == 'confusion']

    assert confusions() == [('c1', None), ('c1', None), ('c2', None)]
    run('set-aside', 'plan.kehoach', '-o', 'plan.kehoach', '--rule=confusion', '--node=c1', '--words=Chủ chương',
        '--reason=Tên bài hát', '--by=An')
    run('validate', 'plan.kehoach')
    assert [node for node, _ in confusions()] == ['c1', 'c2']
    thread = json.loads(run('comments', '--format=json', 'plan.kehoach').stdout)[0]
    assert thread['decided-by'] == 'An' and thread['messages'][0]['text'] == 'Tên bài hát', thread
    assert confusions('--all')[0] == ('c1', thread['id'])
    run('set-aside', 'plan.kehoach', '-o', 'plan.kehoach', '--rule=confusion', '--reason=Từ của địa phương', '--by=An')
    assert confusions(status=0) == [] and len(confusions('--all', status=0)) == 3
    for wrong in (['--rule=nothing', '--reason=x'], ['--rule=confusion'], ['--rule=confusion', '--words=x', '--reason=x']):
        run('set-aside', 'plan.kehoach', '-o', 'other.kehoach', *wrong, status=2)
    rules = run('check', '--rules').stdout.decode().splitlines()
    assert rules == sorted(rules) and any(line.startswith('confusion\tspelling\terror\tpractice\t') for line in rules)


@test
def duties():
    """Which unit has what to do, as text, as JSON, and as a plan with a table that is printed like any other."""
    template = ROOT / 'data/templates/tuyen-truyen.kehoach'
    told = json.loads(run('duties', '--format=json', template).stdout)
    assert len(told) > 2 and any(duty['tasks'] and duty['rows'] and duty['recipient'] for duty in told), told
    assert len(run('duties', template).stdout.decode().splitlines()) == len(told)
    run('duties', template, '-o', 'table.kehoach')
    run('validate', 'table.kehoach')
    table = json.loads(run('show', '--format=json', 'table.kehoach').stdout)['appendices'][0]['tables'][0]
    assert [row[1] for row in table['rows']] == [duty['unit'] for duty in told]
    run('export', 'table.kehoach', '-o', 'table.pdf')
    run('duties', '--format=xml', template, status=2)


@test
def shipped_plans_are_clean():
    """The check finds no breach in a template or the sample: what we ship is what we preach."""
    for path in [*sorted((ROOT / 'data/templates').glob('*.kehoach')), ROOT / 'data/samples/ke-hoach-mau.kehoach']:
        run('check', path)


@test
def office():
    """The office's own words fill the header, the signature and the recipients."""
    profile = ROOT / 'data/samples/co-quan.xml'
    run('new', '--template', 'phu-luc', '--office', profile, '-o', 'plan.kehoach')
    shown = json.loads(run('show', '--format=json', 'plan.kehoach').stdout)
    assert shown['header']['agency'] == ['ỦY BAN NHÂN DÂN', 'PHƯỜNG ĐỒNG SEN']
    assert shown['header']['symbol'] == 'KH-UBND'
    assert shown['signature'] == {'authority': ['TM. ỦY BAN NHÂN DÂN', 'KT. CHỦ TỊCH'], 'office': 'PHÓ CHỦ TỊCH',
                                  'signer': 'Đinh Thu Ngân'}
    assert len(shown['recipients']) == 4
    pathlib.Path('office.xml').write_text('<office-profile xmlns="urn:banthao:office:1">\n<x/></office-profile>',
                                          encoding='utf-8')
    done = run('new', '--office', 'office.xml', '-o', 'other.kehoach', status=3)
    assert done.error.startswith('office.xml:2: this is no office profile'), done.error
    assert not pathlib.Path('other.kehoach').exists()


@test
def show():
    """What show prints of a plan with everything is as it was looked at once."""
    for form in ('outline', 'text', 'json'):
        expected = (GOOD / f'everything.{form}').read_text(encoding='utf-8')
        printed = run('show', f'--format={form}', GOOD / 'everything.ref.kehoach').stdout.decode()
        assert printed == expected, f'{form}:\n{printed}'
    run('show', '--format=yaml', GOOD / 'everything.ref.kehoach', status=2)


@test
def streams():
    """"-" is standard input and output."""
    source = (GOOD / 'everything.ref.kehoach').read_bytes()
    run('validate', '-', input=source)
    assert run('import', '-', '-o', '-', input=source).stdout == source
    assert run('export', '-', '-o', '-', input=source).stdout.startswith(b'%PDF-1.')
    assert run('validate', '-', input=b'<x', status=3).error.startswith('-:1: ')


@test
def export():
    """The ending of the output tells the format; several pages are several pictures."""
    source = GOOD / 'everything.ref.kehoach'
    run('export', source, '-o', 'plan.pdf')
    assert pathlib.Path('plan.pdf').read_bytes().startswith(b'%PDF-1.')
    run('export', source, '-o', 'plan.png', '--dpi=40')
    pages = sorted(p.name for p in pathlib.Path('.').glob('*.png'))
    assert len(pages) > 1 and pages == [f'plan-{i + 1}.png' for i in range(len(pages))], pages
    assert all(pathlib.Path(p).read_bytes().startswith(b'\x89PNG') for p in pages)
    run('export', source, '-o', 'one.svg', '--page=2')
    assert b'<svg' in pathlib.Path('one.svg').read_bytes()
    run('export', source, '-o', 'one.svg', '--page=99', status=2)
    run('export', source, '-o', '-', '--format=png', status=2)
    run('export', source, '-o', 'plan.doc', status=2)
    run('export', source, '-o', 'plan.png', '--dpi=0', status=2)
    assert run('export', source, '-o', '-', '--format=png', '--page=1').stdout.startswith(b'\x89PNG')


@test
def export_text():
    """A running text is exported as what it is recognised as, without a file in between; XML is never taken for a text."""
    sample = ROOT / 'data/samples/ke-hoach-mau.txt'
    run('import', sample, '-o', 'plan.kehoach')
    run('export', 'plan.kehoach', '-o', 'plan.txt')
    run('export', sample, '-o', 'direct.txt')
    assert pathlib.Path('direct.txt').read_bytes() == pathlib.Path('plan.txt').read_bytes()
    assert run('export', '-', '-o', '-', input=sample.read_bytes()).stdout.startswith(b'%PDF-1.')
    pathlib.Path('empty.txt').write_bytes(b'')
    run('export', 'empty.txt', '-o', 'empty.pdf', status=3)
    shutil.copy('plan.kehoach', 'plan.xml')
    run('export', 'plan.xml', '-o', 'same.txt')
    assert pathlib.Path('same.txt').read_bytes() == pathlib.Path('plan.txt').read_bytes()
    for broken in (b'<?xml version="1.0"?>\n<plan/>', b'<plan xmlns="urn:banthao:plan:1"'):
        assert run('export', '-', '-o', 'no.pdf', input=broken, status=3).error.startswith('-:')
    assert not pathlib.Path('empty.pdf').exists() and not pathlib.Path('no.pdf').exists()


@test
def import_text():
    """Running text becomes a plan; the report says of every line what became of it."""
    sample = ROOT / 'data/samples/ke-hoach-mau.txt'
    run('import', sample, '-o', 'plan.kehoach', '--report', 'report.json')
    run('validate', 'plan.kehoach')
    shown = json.loads(run('show', '--format=json', 'plan.kehoach').stdout)
    assert shown['header']['kind'] == 'KẾ HOẠCH' and shown['signature']['signer'] == 'Đinh Thu Ngân'
    assert [part['label'] for part in shown['body'] if part.get('heading')][:3] == ['I.', 'II.', 'III.']
    assert len(shown['appendices'][0]['tables'][0]['rows']) == 12
    report = json.loads(pathlib.Path('report.json').read_text(encoding='utf-8'))
    lines = set()
    for entry in report:
        assert entry['kind'] in ('node', 'dropped', 'renumbered', 'warning') and 0 <= entry['confidence'] <= 1
        lines.update(range(entry['first_line'], entry['last_line'] + 1))
    text = sample.read_text(encoding='utf-8').splitlines()
    assert [i for i, line in enumerate(text, 1) if line.strip() and i not in lines] == []
    again = run('import', '-', '-o', '-', input=sample.read_bytes()).stdout
    assert again.startswith(b'<?xml')


@test
def running_text():
    """The text of a plan, shown or exported, is the same, and is a plan again when it is imported."""
    run('import', ROOT / 'data/samples/ke-hoach-mau.txt', '-o', 'plan.kehoach')
    shown = run('show', '--format=text', 'plan.kehoach').stdout
    run('export', 'plan.kehoach', '-o', 'plan.txt')
    assert pathlib.Path('plan.txt').read_bytes() == shown
    run('import', 'plan.txt', '-o', 'again.kehoach')
    assert run('show', '--format=outline', 'again.kehoach').stdout == run('show', 'plan.kehoach').stdout


@test
def import_refuses():
    """An import that fails leaves the plan and the report that are there."""
    pathlib.Path('plan.kehoach').write_text('old', encoding='utf-8')
    pathlib.Path('report.json').write_text('old', encoding='utf-8')
    pathlib.Path('empty.txt').write_bytes(b'')
    pathlib.Path('picture.txt').write_bytes(bytes(range(256)) * 8)
    for source in ('empty.txt', 'picture.txt'):
        done = run('import', source, '-o', 'plan.kehoach', '--report', 'report.json', status=3)
        assert done.error.startswith(f'{source}:'), done.error
    run('import', 'missing.txt', '-o', 'plan.kehoach', '--report', 'report.json', status=4)
    assert pathlib.Path('plan.kehoach').read_text(encoding='utf-8') == 'old'
    assert pathlib.Path('report.json').read_text(encoding='utf-8') == 'old'


# Words replaced by An, a point moved by Bình; "An" in round 1, "Bình" in round 2.
REVIEWED = plan('''<clause xml:id="s1" label="roman" heading="yes"><text>NHIỆM VỤ</text>
<clause xml:id="c1" label="dash"><text>Nâng <del change="k1">cao</del><ins change="k1">tầm</ins>.</text></clause>
<ghost xml:id="g1" of="c2" change="k2"/></clause>
<clause xml:id="s2" label="roman" heading="yes"><text>THỰC HIỆN</text>
<clause xml:id="c2" label="dash" moved="k2"><text>Báo cáo.</text></clause></clause>''').replace(b'</plan>', b'''
<changes xml:id="ch"><change xml:id="k1" author="An" time="2026-01-01T00:00:00Z" round="1"/>
<change xml:id="k2" author="Binh" time="2026-01-02T00:00:00Z" round="2"/></changes></plan>''')


def listed(path):
    """The changes of a plan, as ids with kinds."""
    return [(c['id'], c['kind']) for c in json.loads(run('changes', path, '--format=json').stdout)]


@test
def list_of_changes():
    """The list as JSON is what the contract says; as text it opens with the summary."""
    pathlib.Path('p.kehoach').write_bytes(REVIEWED)
    changes = json.loads(run('changes', 'p.kehoach', '--format=json').stdout)
    assert changes == [
        {'id': 'k1', 'author': 'An', 'time': '2026-01-01T00:00:00Z', 'kind': 'text-delete', 'node': 'c1', 'text': 'cao',
         'old': ''},
        {'id': 'k1', 'author': 'An', 'time': '2026-01-01T00:00:00Z', 'kind': 'text-insert', 'node': 'c1', 'text': 'tầm',
         'old': ''},
        {'id': 'k2', 'author': 'Binh', 'time': '2026-01-02T00:00:00Z', 'kind': 'move', 'node': 'c2', 'text': 'Báo cáo.',
         'old': 's1'}], changes
    text = run('changes', 'p.kehoach').stdout.decode()
    assert text.startswith('Tasks added: 0\n') and 'Sections changed: 2\n' in text, text
    assert 'k2 · Binh · 2026-01-02T00:00:00Z · round 2 · c2 · moved · “Báo cáo.”\n' in text, text
    run('new', '-o', 'new.kehoach')
    assert json.loads(run('changes', 'new.kehoach', '--format=json').stdout) == []
    run('changes', 'p.kehoach', '--format=xml', status=2)


# A comment on words, one on a point, and one whose words have gone.
COMMENTED = plan('''<clause xml:id="c1" label="dash"><text>Nâng <comment-start thread="t1"/>tầm<comment-end thread="t1"/>.</text></clause>
<clause xml:id="c2" label="dash"><text>Báo cáo.</text></clause>''').replace(b'</plan>', '''<comments xml:id="co">
<thread xml:id="t3" node="c9" words="yes" quote="hằng tuần"><message xml:id="m4" author="An"
 time="2026-01-03T00:00:00Z">Sao bỏ?</message></thread>
<thread xml:id="t2" node="c2" resolved="yes" decided-by="Binh" decided="2026-01-04T00:00:00Z"><message xml:id="m3"
 author="An" time="2026-01-02T00:00:00Z">Cho ai?</message></thread>
<thread xml:id="t1" node="c1" words="yes" quote="tầm"><message xml:id="m1" author="An"
 time="2026-01-01T00:00:00Z">Rõ hơn?<br/>Ví dụ.</message><message xml:id="m2" author="Binh" time="2026-01-02T00:00:00Z"
 edited="2026-01-02T01:00:00Z">Vâng.</message></thread></comments></plan>'''.encode())


# Every kind of mark: a new paragraph, one that goes, one that is split and one that is joined, another label, another
# format, an attribute, a row that is new, one that goes, one that was moved; and a comment.
MARKED = plan('''<clause xml:id="s1" label="arabic" ins="k1"><text><ins change="k1">Một.</ins></text></clause>
<clause xml:id="s2" label="arabic" del="k2"><text><del change="k2">Hai.</del></text></clause>
<clause xml:id="s3" label="arabic" was="k1:label=dash"><text>Ba <reformat
 was="k2:format="><b>đậm</b></reformat>.</text></clause>
<clause xml:id="s4" label="arabic" split="k1" split-of="s3"><text> Bốn.</text></clause>
<clause xml:id="s5" label="arabic" join="k2" join-to="s4"><text> Năm.</text></clause>
<clause xml:id="s6" label="arabic" was="k2:heading=yes"><text>Sáu<comment-start
 thread="t1"/>?<comment-end thread="t1"/></text></clause>
<table xml:id="t"><columns xml:id="co"><column xml:id="o1" role="order"><text>TT</text></column><column xml:id="o2"
 role="content"><text>Việc</text></column></columns><rows xml:id="ro"><row xml:id="r1" del="k2"><cell xml:id="x1"/><cell
 xml:id="x2"><del change="k2">Họp</del></cell></row><ghost xml:id="g" of="r3" change="k1"/><row xml:id="r2" ins="k1"><cell
 xml:id="x3"/><cell xml:id="x4"><ins change="k1">Dọn</ins></cell></row><row xml:id="r3" moved="k1"><cell xml:id="x5"/><cell
 xml:id="x6">Trồng</cell></row></rows></table>''').replace(b'</plan>', '''<changes xml:id="ch"><change xml:id="k1" author="An"
 time="2026-01-01T00:00:00Z" round="1"/><change xml:id="k2" author="Binh" time="2026-01-02T00:00:00Z" round="2"/></changes>
<comments xml:id="cm"><thread xml:id="t1" words="yes"><message xml:id="m1" author="An" time="2026-01-03T00:00:00Z">Thật
 không?</message></thread></comments></plan>'''.encode())


@test
def marked_text():
    """A text with the changes in it tells every kind of mark, and what it numbers stands below it; JSON has the same."""
    pathlib.Path('p.kehoach').write_bytes(MARKED)
    text = run('show', 'p.kehoach', '--format=text', '--view=markup').stdout.decode()
    for line in (
            '1. [+] [+Một.+]', '2. [-] [-Hai.-]', '2. [#dash] Ba đậm(1).', '3. [/]  Bốn.', '4. [&]  Năm.', '4. Sáu?(2)[1]',
            '\t1 [-] \t[-Họp-]', '\tI\t[<] “Trồng” … chuyển tới hàng 2', '\t1 [+] \t[+Dọn+]', '\t2 [>] \tTrồng',
            'Thật không?'):
        assert line + '\n' in text, (line, text)
    assert re.search(r'^\[1\] An, .*, mục 4, “\?”:$', text, re.M), text
    assert re.search(r'^\(1\) Binh, .*: mục 2, định dạng “đậm”: thường → đậm$', text, re.M), text
    assert re.search(r'^\(2\) Binh, .*: mục 4, kiểu đoạn: tiêu đề → nội dung$', text, re.M), text
    marked = json.loads(run('show', 'p.kehoach', '--format=json', '--view=markup').stdout)
    assert text.endswith('\n'.join(marked['notes']) + '\n'), marked['notes']
    assert 'notes' not in json.loads(run('show', 'p.kehoach', '--format=json').stdout)


@test
def list_of_comments():
    """Comments in the order of what they speak of; what is detached stays and is told."""
    pathlib.Path('p.kehoach').write_bytes(COMMENTED)
    comments = json.loads(run('comments', 'p.kehoach', '--format=json').stdout)
    assert [(c['number'], c['id'], c['place'], c['node'], c['quote'], c['state']) for c in comments] == [
        (1, 't1', 'words', 'c1', 'tầm', 'open'), (2, 't2', 'node', 'c2', 'Báo cáo.', 'resolved'),
        (3, 't3', 'detached', '', 'hằng tuần', 'open')], comments
    assert comments[0]['messages'] == [
        {'id': 'm1', 'author': 'An', 'time': '2026-01-01T00:00:00Z', 'edited': '', 'text': 'Rõ hơn?\nVí dụ.'},
        {'id': 'm2', 'author': 'Binh', 'time': '2026-01-02T00:00:00Z', 'edited': '2026-01-02T01:00:00Z',
         'text': 'Vâng.'}], comments
    assert comments[1]['decided-by'] == 'Binh' and comments[1]['decided'] == '2026-01-04T00:00:00Z'
    assert json.loads(run('show', '--format=json', 'p.kehoach').stdout)['comments'] == comments
    assert run('comments', 'p.kehoach').stdout.decode() == (
        '1 · t1 · c1 · “tầm”\n'
        '    An · 2026-01-01T00:00:00Z: Rõ hơn? Ví dụ.\n'
        '    Binh · 2026-01-02T00:00:00Z: Vâng.\n'
        '2 · t2 · c2 · “Báo cáo.” · resolved by Binh, 2026-01-04T00:00:00Z\n'
        '    An · 2026-01-02T00:00:00Z: Cho ai?\n'
        '3 · t3 · detached: the text is no longer there · “hằng tuần”\n'
        '    An · 2026-01-03T00:00:00Z: Sao bỏ?\n')
    assert run('validate', 'p.kehoach').stdout.decode().startswith('p.kehoach: what the comment “t3” speaks of')
    run('new', '-o', 'new.kehoach')
    assert json.loads(run('comments', 'new.kehoach', '--format=json').stdout) == []
    assert run('validate', 'new.kehoach').stdout == b''
    run('comments', 'p.kehoach', '--format=xml', status=2)


@test
def decisions():
    """Changes are accepted and rejected by id, author, round, kind and section; the log tells who did it."""
    pathlib.Path('p.kehoach').write_bytes(REVIEWED)
    for choice in (['--id=k1'], ['--author=An'], ['--round=1'], ['--kind=text-insert'], ['--section=c1'],
                   ['--all', '--author=An']):
        run('accept', 'p.kehoach', '-o', 'half.kehoach', '--by=Hoa', *choice)
        assert listed('half.kehoach') == [('k2', 'move')], choice
    assert 'k1 · An · 2026-01-01T00:00:00Z · round 1 · accepted by Hoa, ' in run('changes', 'half.kehoach').stdout.decode()
    run('reject', 'half.kehoach', '-o', 'done.kehoach', '--all')
    assert listed('done.kehoach') == []
    assert [line.strip() for line in run('show', '--format=text', 'done.kehoach').stdout.decode().splitlines()
            if line.strip()] == ['I. NHIỆM VỤ', '- Nâng tầm.', '- Báo cáo.', 'II. THỰC HIỆN']
    run('accept', 'done.kehoach', '-o', 'same.kehoach', '--author=Chi')
    assert pathlib.Path('same.kehoach').read_bytes() == pathlib.Path('done.kehoach').read_bytes()
    for choice in ([], ['--id=k9'], ['--section=nowhere'], ['--kind=colour'], ['--all', '--id=k1']):
        run('accept', 'p.kehoach', '-o', 'no.kehoach', *choice, status=2)
    run('accept', 'p.kehoach', '--all', status=2)
    run('reject', 'missing.kehoach', '-o', 'no.kehoach', '--all', status=4)
    assert not pathlib.Path('no.kehoach').exists()


@test
def decisions_of_foreign_marks():
    """Another program marks a part and nothing in it: deciding takes what is in it along, rows and columns as well."""
    table = '<table xml:id="t"><columns xml:id="co"><column xml:id="o1"><text>Việc</text></column>{}</columns>' \
        '<rows xml:id="ro"><row xml:id="r1" del="k1"><cell xml:id="x1">Họp</cell>{}</row>' \
        '<row xml:id="r2" ins="k2"><cell xml:id="x3">Trực</cell>{}</row></rows></table>'
    both = table.format('<column xml:id="o2" del="k1"><text>Ghi chú</text></column>', '<cell xml:id="x2">Gấp</cell>',
                        '<cell xml:id="x4">Đêm</cell>')
    pathlib.Path('p.kehoach').write_bytes(plan(
        '<clause xml:id="c1" del="k1" label="dash"><text>Một</text><clause xml:id="c2" label="plus"><text>Hai</text></clause>'
        '</clause><clause xml:id="c3" ins="k2" label="dash"><text>Ba</text></clause>' + both).replace(
            b'</plan>', b'<changes xml:id="ch"><change xml:id="k1" author="An"/><change xml:id="k2" author="Binh"/></changes>'
            b'</plan>'))
    for verb, there, gone in (('accept', ('Ba', 'Trực'), ('Một', 'Hai', 'Họp', 'Ghi chú', 'Gấp', 'Đêm')),
                              ('reject', ('Một', 'Hai', 'Họp', 'Ghi chú', 'Gấp'), ('Ba', 'Trực', 'Đêm'))):
        run(verb, 'p.kehoach', '-o', 'done.kehoach', '--all')
        text = run('show', 'done.kehoach', '--format=text').stdout.decode()
        assert all(each in text for each in there) and not any(each in text for each in gone), (verb, text)
        assert listed('done.kehoach') == []


@test
def review_exit_codes():
    """What is refused is status 3, what cannot be read or written 4; "-" is standard input and output; nothing half done."""
    pathlib.Path('p.kehoach').write_bytes(REVIEWED)
    pathlib.Path('bad.kehoach').write_bytes(REVIEWED.replace(b'<change xml:id="k2"', b'<change xml:id="k3"'))
    for arguments in (['changes', 'bad.kehoach'], ['accept', 'bad.kehoach', '-o', 'x', '--all'],
                      ['reject', 'bad.kehoach', '-o', 'x', '--all'],
                      ['compare', 'p.kehoach', 'bad.kehoach', '-o', 'x', '--author=An'],
                      ['merge', 'p.kehoach', 'bad.kehoach', '-o', 'x']):
        error = run(*arguments, status=3).error
        assert error.startswith('bad.kehoach:') and '“k2”' in error, error
    for arguments in (['changes', 'none.kehoach'], ['accept', 'p.kehoach', '-o', 'no/x', '--all'],
                      ['reject', 'p.kehoach', '-o', 'no/x', '--all'],
                      ['compare', 'p.kehoach', 'p.kehoach', '-o', 'no/x', '--author=An'],
                      ['merge', 'p.kehoach', 'p.kehoach', '-o', 'no/x']):
        run(*arguments, status=4)
    assert not pathlib.Path('x').exists()
    accepted = run('accept', '-', '-o', '-', '--all', '--by=Hoa', input=REVIEWED).stdout
    assert b'decided-by="Hoa"' in accepted and b'<ins ' not in accepted
    assert json.loads(run('changes', '-', '--format=json', input=accepted).stdout) == []
    run('accept', 'p.kehoach', '-o', 'two.kehoach', '--id=k1', '--id=k2')
    assert listed('two.kehoach') == []


@test
def views():
    """A plan is shown and exported as it will be, as it was, or with its changes; the views are those of deciding all."""
    pathlib.Path('p.kehoach').write_bytes(REVIEWED)
    for command, view in (('accept', 'final'), ('reject', 'original')):
        run(command, 'p.kehoach', '-o', 'all.kehoach', '--all')
        for form in ('outline', 'text', 'json'):
            seen = run('show', 'p.kehoach', f'--format={form}', f'--view={view}').stdout
            assert seen == run('show', 'all.kehoach', f'--format={form}').stdout, (view, form)
        run('export', 'p.kehoach', '-o', 'view.pdf', f'--view={view}')
        run('export', 'all.kehoach', '-o', 'all.pdf')
        assert pathlib.Path('view.pdf').read_bytes() == pathlib.Path('all.pdf').read_bytes()
    run('show', 'p.kehoach', '--view=final')
    assert run('show', 'p.kehoach').stdout == run('show', 'p.kehoach', '--view=final').stdout
    text = run('show', 'p.kehoach', '--format=text', '--view=markup').stdout.decode()
    assert '- Nâng [-cao-][+tầm+].\n[<] “Báo cáo.” … chuyển tới gạch đầu dòng thứ 1 mục II\n' in text, text
    assert '- [>] Báo cáo.\n' in text, text
    run('export', 'p.kehoach', '-o', 'p.txt', '--view=markup')
    assert pathlib.Path('p.txt').read_text(encoding='utf-8') == text
    run('export', 'p.kehoach', '-o', 'p.pdf', '--view=markup')
    assert pathlib.Path('p.pdf').read_bytes() != pathlib.Path('all.pdf').read_bytes()
    run('show', 'p.kehoach', '--view=other', status=2)


@test
def compare_two_versions():
    """What became of a plan, as changes that can be taken back; from texts as well."""
    pathlib.Path('old.kehoach').write_bytes(plan('', 'Nâng cao nhận thức của cán bộ'))
    pathlib.Path('new.kehoach').write_bytes(plan('', 'Nâng cao hiểu biết của cán bộ'))
    run('compare', 'old.kehoach', 'new.kehoach', '-o', 'both.kehoach', '--author', 'Trần Đức')
    both = pathlib.Path('both.kehoach').read_text(encoding='utf-8')
    assert '>nhận thức</del>' in both and '>hiểu biết</ins>' in both and 'author="Trần Đức"' in both, both
    for verb, wanted in (('accept', 'hiểu biết'), ('reject', 'nhận thức')):
        run(verb, 'both.kehoach', '-o', 'one.kehoach', '--all')
        assert f'Nâng cao {wanted} của cán bộ' in run('show', 'one.kehoach', '--format=text').stdout.decode()
    run('compare', 'old.kehoach', 'old.kehoach', '-o', 'same.kehoach', '--author', 'Trần Đức')
    assert '<change ' not in pathlib.Path('same.kehoach').read_text(encoding='utf-8')
    run('export', 'both.kehoach', '-o', 'new.txt')
    run('compare', 'old.kehoach', 'new.txt', '-o', 'text.kehoach', '--author', 'An')
    run('compare', 'old.kehoach', 'new.kehoach', '-o', 'x', status=2)
    run('compare', 'old.kehoach', 'new.kehoach', '--author', 'An', status=2)
    run('compare', '-', '-', '-o', 'x', '--author', 'An', status=2)
    assert run('compare', 'old.kehoach', 'none.kehoach', '-o', 'x', '--author', 'An', status=4).error.startswith('none')
    assert not pathlib.Path('x').exists()


@test
def record_of_a_review():
    """Who changed what, what was decided and said, as a plan of its own; words of what was carried out from earlier."""
    marked = plan('', 'Nâng cao <del change="k1">nhận thức</del><ins change="k1">hiểu biết</ins> của cán bộ').replace(
        b'</plan>', b'<changes xml:id="gg"><change xml:id="k1" author="An" time="2026-03-02T01:15:00Z" round="2"/>'
        b'</changes></plan>')
    pathlib.Path('open.kehoach').write_bytes(marked)
    run('record', 'open.kehoach', '-o', 'record.kehoach')
    text = run('show', 'record.kehoach', '--format=text').stdout.decode()
    for words in ('BIÊN BẢN', 'Bỏ “nhận thức”; Thêm “hiểu biết”', 'An', 'Vòng 2', 'Chưa quyết định', 'chưa quyết định 1'):
        assert words in text, text
    run('accept', 'open.kehoach', '-o', 'done.kehoach', '--all', '--by', 'Bình')
    run('record', 'done.kehoach', '-o', 'record.kehoach')
    assert 'hiểu biết' not in run('show', 'record.kehoach', '--format=text').stdout.decode()
    run('record', 'done.kehoach', 'open.kehoach', '-o', 'record.kehoach')
    text = run('show', 'record.kehoach', '--format=text').stdout.decode()
    for words in ('Thêm “hiểu biết”', 'Chấp nhận', 'Bình', 'Không còn nội dung nào chưa thống nhất.'):
        assert words in text, text
    run('validate', 'record.kehoach')
    run('export', 'record.kehoach', '-o', 'record.pdf')
    run('record', 'done.kehoach', status=2)
    run('record', 'done.kehoach', 'none.kehoach', '-o', 'x', status=4)


def reviewed(author, time, body, comment=''):
    """A reviewer's copy of the plan that merge_copies() begins with."""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<plan xmlns="urn:banthao:plan:1" xml:id="p" tracking="yes">
  <header xml:id="h"/><bases xml:id="bs"/>
  <body xml:id="b">{body}</body>
  <signature xml:id="s"/><recipients xml:id="rs"/><appendices xml:id="as"/><sources xml:id="ss"/>
  <changes xml:id="cs">{f'<change xml:id="k{author[:1]}" author="{author}" time="{time}"/>' if author else ''}</changes>
  <comments xml:id="ts">{comment}</comments>
</plan>""".encode()


@test
def merge_copies():
    """Everybody's changes in one plan; conflicts are told, a line each, with the place as a reader says it."""
    base = '<clause xml:id="c1" label="roman"><text>MỤC ĐÍCH</text>' \
        '<clause xml:id="c2" label="arabic"><text>Nâng cao {}.</text></clause></clause>'
    edit = '<del change="k{0}">nhận thức</del><ins change="k{0}">{1}</ins>'
    thread = '<thread xml:id="t{0}" node="c2"><message xml:id="m{0}" author="{0}">Xem lại.</message></thread>'
    write = lambda name, data: pathlib.Path(name).write_bytes(data)
    write('base.kehoach', reviewed('', '', base.format('nhận thức')))
    write('An.kehoach', reviewed('An', '2025-08-14T09:00:00Z', base.format(edit.format('A', 'hiểu biết')), thread.format('An')))
    write('Binh.kehoach', reviewed('Binh', '2025-08-14T10:00:00Z', base.format(edit.format('B', 'ý thức')), thread.format('Binh')))
    write('Chi.kehoach', reviewed('', '', base.format('nhận thức').replace('MỤC ĐÍCH', 'MỤC ĐÍCH, YÊU CẦU')))
    found = run('merge', 'base.kehoach', 'An.kehoach', 'Binh.kehoach', '-o', 'all.kehoach', status=1).stdout.decode()
    assert found.startswith('conflict: mục I.1: both changed the same words: An: “nhận thức” → “hiểu biết”; Binh:'), found
    assert found.count('\n') == 1, found
    text = pathlib.Path('all.kehoach').read_text(encoding='utf-8')
    assert '>hiểu biết</ins>' in text and '>ý thức</ins>' in text and text.count('<thread ') == 2, text
    found = json.loads(run('merge', 'base.kehoach', 'Binh.kehoach', 'An.kehoach', '-o', 'again.kehoach', '--format=json',
                           status=1).stdout)
    assert [(each['kind'], each['node'], each['conflict']) for each in found] == [('words', 'c2', True)], found
    assert [side['author'] for side in found[0]['sides']] == ['An', 'Binh'], found
    assert pathlib.Path('again.kehoach').read_text(encoding='utf-8') == text
    run('reject', 'all.kehoach', '-o', 'back.kehoach', '--all')
    assert run('show', 'back.kehoach').stdout == run('show', 'base.kehoach').stdout
    listed = json.loads(run('changes', 'all.kehoach', '--format=json').stdout)
    assert {(each['author'], each['kind']) for each in listed} == {
        (author, kind) for author in ('An', 'Binh') for kind in ('text-insert', 'text-delete')}, listed
    found = run('merge', 'base.kehoach', 'An.kehoach', 'Chi.kehoach', '-o', 'all.kehoach').stdout.decode()
    assert found.startswith('note: ') and '“Chi”' in found, found
    assert 'author="Chi"' in pathlib.Path('all.kehoach').read_text(encoding='utf-8')


@test
def merge_headers():
    """Where two wrote something else into a field of the header, the place is the field as the window calls it."""
    fields = {'subject': 'Subject', 'date': 'Date', 'agency': 'Issuing Body'}
    copies = [('base', '', 'x'), ('An', 'An', '<ins change="kA">hai</ins>x'), ('Binh', 'Binh', '<ins change="kB">ba</ins>x')]
    for field, words in fields.items():
        for name, author, text in copies:
            header = f'<header xml:id="h"><{field} xml:id="f">{text}</{field}></header>'
            data = reviewed(author, '2025-08-14T09:00:00Z' if author else '', '').replace(b'<header xml:id="h"/>', header.encode())
            pathlib.Path(name + '.kehoach').write_bytes(data)
        found = run('merge', 'base.kehoach', 'An.kehoach', 'Binh.kehoach', '-o', 'all.kehoach', status=1).stdout.decode()
        assert found == f'conflict: {words}: both changed the same words: An: put in “hai”; Binh: put in “ba”; ' \
            'for now both stand there\n', found


@test
def merge_bad_input():
    """What cannot be merged is refused, and the line says which file it is."""
    body = '<clause xml:id="c1"><text>{}</text></clause>'
    write = lambda name, data: pathlib.Path(name).write_bytes(data)
    write('base.kehoach', reviewed('', '', body.format('Một')))
    write('An.kehoach', reviewed('An', '2025-08-14T09:00:00Z', body.format('Một<ins change="kA"> hai</ins>')))
    write('twin.kehoach', pathlib.Path('An.kehoach').read_bytes())
    write('other.kehoach', pathlib.Path('base.kehoach').read_bytes().replace(b'xml:id="p"', b'xml:id="q"'))
    write('swapped.kehoach', reviewed('', '', '<table xml:id="c1"/>'))
    write('unknown.kehoach', reviewed('', '', body.format('Một<ins change="kX"> hai</ins>')))
    refused = lambda *files: run('merge', 'base.kehoach', *files, '-o', 'x', status=3).error
    for files, words in ((['other.kehoach'], ('base.kehoach: ', '“other”', 'another one')),
                         (['An.kehoach', 'other.kehoach'], ('“other”', )),
                         (['An.kehoach', 'twin.kehoach'], ('twin.kehoach: ', 'An.kehoach', 'twice')),
                         (['An.kehoach', 'An.kehoach'], ('An.kehoach: ', 'twice')),
                         (['swapped.kehoach'], ('“swapped”', '“c1”')),
                         (['An.kehoach', 'unknown.kehoach'], ('unknown.kehoach', '“kX”'))):
        error = refused(*files)
        assert all(each in error for each in words), error
    assert run('merge', 'base.kehoach', 'none.kehoach', '-o', 'x', status=4).error.startswith('none.kehoach')
    run('merge', 'base.kehoach', '-o', 'x', status=2)
    run('merge', 'base.kehoach', 'An.kehoach', status=2)
    run('merge', 'base.kehoach', 'An.kehoach', '-o', 'x', '--format=list', status=2)
    assert not pathlib.Path('x').exists()
    run('merge', 'base.kehoach', 'base.kehoach', 'An.kehoach', '-o', 'y')
    assert ' hai</ins>' in pathlib.Path('y').read_text(encoding='utf-8')


def sheet_xml(path, number=1):
    """The XML of a sheet of a workbook, and of its strings."""
    with zipfile.ZipFile(path) as book:
        assert book.testzip() is None
        return book.read(f'xl/worksheets/sheet{number}.xml').decode(), book.read('xl/sharedStrings.xml').decode()


TABLE = ('<table xml:id="t"><columns xml:id="cs"><column xml:id="c1" role="order"><text>STT</text></column>'
         '<column xml:id="c2" role="content"><text>Nội dung</text></column><column xml:id="g"><text>Thời gian</text>'
         '<column xml:id="c3" role="start"><text>Bắt đầu</text></column>'
         '<column xml:id="c4" role="finish"><text>Kết thúc</text></column></column></columns><rows xml:id="rs">'
         '<group-row xml:id="r0">TUYÊN TRUYỀN</group-row>'
         '<row xml:id="r1"><cell xml:id="d1"/><cell xml:id="d2">Lần 1, "một"<br/>_x0041_</cell>'
         '<cell xml:id="d3">01/8/2025</cell><cell xml:id="d4"/></row></rows></table>')


def with_appendices(*contents):
    """The bytes of a plan with these appendices."""
    parts = ''.join(f'<appendix xml:id="a{i}"><title xml:id="at{i}">DANH MỤC</title>{each}</appendix>'
                    for i, each in enumerate(contents))
    return f'<plan {NAMESPACE} xml:id="p"><appendices xml:id="as">{parts}</appendices></plan>'.encode()


@test
def export_spreadsheets():
    """Tables go out as XLSX and CSV: merged headings, print titles, every character; twice the same bytes."""
    other = TABLE.replace('xml:id="', 'xml:id="z')
    pathlib.Path('one.kehoach').write_bytes(with_appendices(TABLE))
    pathlib.Path('two.kehoach').write_bytes(with_appendices(TABLE, other))
    run('export', 'two.kehoach', '-o', 'a.xlsx')
    run('export', 'two.kehoach', '-o', 'b.xlsx')
    assert pathlib.Path('a.xlsx').read_bytes() == pathlib.Path('b.xlsx').read_bytes()
    sheet, strings = sheet_xml('a.xlsx')
    for wanted in ('<mergeCell ref="A4:A5"/>', '<mergeCell ref="C4:D4"/>', '<mergeCell ref="B6:D6"/>',
                   'orientation="landscape"', 'numberStoredAsText="1"'):
        assert wanted in sheet, wanted
    assert 'customHeight' not in sheet and 'Lần 1, "một"\n_x005F_x0041_' in strings.replace('&quot;', '"')
    with zipfile.ZipFile('a.xlsx') as book:
        names = book.read('xl/workbook.xml').decode()
    assert 'name="Phụ lục I"' in names and 'name="Phụ lục II"' in names and "'Phụ lục I'!$4:$5" in names
    run('export', 'two.kehoach', '-o', 'c.csv', status=2)
    run('export', 'two.kehoach', '-o', 'c.csv', '--appendix=3', status=2)
    run('export', 'two.kehoach', '-o', 'c.csv', '--appendix=2')
    run('export', 'one.kehoach', '-o', 'd.csv')
    assert pathlib.Path('c.csv').read_bytes() == pathlib.Path('d.csv').read_bytes()
    with open('d.csv', encoding='utf-8-sig', newline='') as file:
        assert list(csv.reader(file)) == [
            ['STT', 'Nội dung', 'Thời gian', ''], ['', '', 'Bắt đầu', 'Kết thúc'], ['I', 'TUYÊN TRUYỀN', '', ''],
            ['1', 'Lần 1, "một"\n_x0041_', '01/8/2025', '']]
    run('export', 'one.kehoach', '-o', 'e.xlsx', '--view=markup', status=2)
    pathlib.Path('long.kehoach').write_bytes(with_appendices(TABLE.replace('01/8/2025', 'a' * 40000)))
    assert 'row 7' in run('export', 'long.kehoach', '-o', 'e.xlsx', status=3).error
    assert not pathlib.Path('e.xlsx').exists()


@test
def import_spreadsheets():
    """A sheet goes into the table of an appendix, tracked where the plan tracks, or becomes an appendix; what does not fit
    is told; what went out comes back unchanged."""
    source = with_appendices(TABLE)
    pathlib.Path('plan.kehoach').write_bytes(source)
    run('import', 'plan.kehoach', '-o', 'plan.kehoach')
    run('export', 'plan.kehoach', '-o', 'out.xlsx')
    run('import', 'out.xlsx', '--onto', 'plan.kehoach', '--appendix=1', '--replace', '-o', 'same.kehoach')
    assert pathlib.Path('same.kehoach').read_bytes() == pathlib.Path('plan.kehoach').read_bytes()
    sheet = 'TT;NỘI DUNG;Bắt đầu;Đến;Kinh phí\n;"Lần 1, ""một""\n_x0041_";02/8/2025;9;5\n2;việc mới;;;\n;;;;\nGhi chú;;;;\n'
    pathlib.Path('in.csv').write_text(sheet, encoding='utf-16')
    run('import', 'in.csv', '--onto', 'plan.kehoach', '--appendix=1', '-o', 'more.kehoach', '--report=more.json')
    table = json.loads(run('show', '--format=json', 'more.kehoach').stdout)['appendices'][0]['tables'][0]
    titles = [c['title'] for c in table['columns']]
    assert titles == ['STT', 'Nội dung', 'Thời gian', 'Đến', 'Kinh phí'], titles
    assert len(table['rows']) == 4 and table['rows'][-1][1] == 'việc mới', table['rows']
    told = json.loads(pathlib.Path('more.json').read_text(encoding='utf-8'))
    assert {'Đến', 'Kinh phí', 'Ghi chú'} <= {e.get('text') for e in told if e['kind'] in ('warning', 'dropped')}, told
    pathlib.Path('tracked.kehoach').write_bytes(source.replace(b'xml:id="p">', b'xml:id="p" tracking="yes">'))
    run('import', 'in.csv', '--onto', 'tracked.kehoach', '--appendix=1', '--replace', '--leave-out', '--author', 'Lan',
        '-o', 'changed.kehoach')
    changes = json.loads(run('changes', '--format=json', 'changed.kehoach').stdout)
    assert changes and {c['author'] for c in changes} == {'Lan'}, changes
    run('reject', 'changed.kehoach', '-o', 'back.kehoach', '--all')
    run('import', 'in.csv', '--onto', 'plan.kehoach', '--appendix=1', '--replace', '--leave-out', '-o', 'plain.kehoach')
    run('accept', 'changed.kehoach', '-o', 'done.kehoach', '--all')
    rows = lambda name: json.loads(run('show', '--format=json', name).stdout)['appendices']
    assert rows('back.kehoach') == rows('plan.kehoach') and rows('done.kehoach') == rows('plain.kehoach')
    assert len(rows('done.kehoach')[0]['tables'][0]['rows']) == 2
    run('export', 'in.csv', '-o', 'in.pdf')
    run('import', 'in.csv', '--appendix=1', '-o', 'x.kehoach', status=2)
    run('import', 'in.csv', '--onto', 'plan.kehoach', '--appendix=2', '-o', 'x.kehoach', status=2)
    assert 'CSV' in run('import', 'in.csv', '--sheet', 'Hai', '-o', 'x.kehoach', status=2).error
    assert run('import', 'in.csv', '--onto', 'none.kehoach', '-o', 'x.kehoach', status=4).error.startswith('in.csv: none')
    assert not pathlib.Path('x.kehoach').exists()


@test
def import_by_office():
    """What only an office suite reads goes through the one that is installed; where there is none, that is said."""
    os.mkdir('bin')
    run('export', ROOT / 'data/samples/ke-hoach-mau.kehoach', '-o', 'mau.xlsx')
    office = pathlib.Path('bin/soffice')
    office.write_text('#!/bin/sh\nwhile [ $# -gt 1 ]; do case $1 in --outdir) out=$2;; esac; shift; done\n'
                      f'mkdir -p "$out"\ncp {pathlib.Path("mau.xlsx").resolve()} "$out/document.xlsx"\n', encoding='utf-8')
    office.chmod(0o755)
    pathlib.Path('bang.xls').write_bytes(b'\xd0\xcf\x11\xe0')
    path = f'{pathlib.Path("bin").resolve()}:{os.environ["PATH"]}'
    run('import', 'bang.xls', '-o', 'by.kehoach', env={**os.environ, 'PATH': path})
    run('import', 'mau.xlsx', '-o', 'direct.kehoach')
    shown = [run('show', '--format=text', name).stdout for name in ('by.kehoach', 'direct.kehoach')]
    assert shown[0] == shown[1] != b''
    done = run('import', 'bang.xls', '-o', 'no.kehoach', status=4, env={**os.environ, 'PATH': '/nowhere'})
    assert 'LibreOffice' in done.error and not pathlib.Path('no.kehoach').exists(), done.error


def wait_for(condition):
    """Waits until something is so, for half a minute at most."""
    for _ in range(600):
        if condition():
            return
        time.sleep(0.05)
    raise AssertionError('waited in vain')


def has_ended(process):
    """Whether a process is there no more, or only its name until somebody asks how it ended."""
    try:
        return pathlib.Path(f'/proc/{process}/stat').read_text(encoding='utf-8').rsplit(')', 1)[1].split()[0] == 'Z'
    except FileNotFoundError:
        return True


@test
def stopped_conversion():
    """Whoever stops the command stops the office suite that it has started, and nothing of it is left."""
    for folder in ('bin', 'tmp'):
        os.mkdir(folder)
    office = pathlib.Path('bin/soffice')
    office.write_text('#!/bin/sh\nsleep 300 &\necho $! > sleeping.new\nmv sleeping.new sleeping\nwait\n', encoding='utf-8')
    office.chmod(0o755)
    pathlib.Path('bang.xls').write_bytes(b'\xd0\xcf\x11\xe0')
    env = {**os.environ, 'PATH': f'{pathlib.Path("bin").resolve()}:{os.environ["PATH"]}', 'TMPDIR': str(pathlib.Path('tmp').resolve())}
    with subprocess.Popen([CLI, 'import', 'bang.xls', '-o', 'no.kehoach'], env=env, stderr=subprocess.DEVNULL) as command:
        wait_for(pathlib.Path('sleeping').exists)
        command.send_signal(signal.SIGINT)
        assert command.wait(20) == -signal.SIGINT, command.returncode
    child = int(pathlib.Path('sleeping').read_text(encoding='utf-8'))
    wait_for(lambda: has_ended(child))
    assert not os.listdir('tmp') and not pathlib.Path('no.kehoach').exists(), os.listdir('tmp')


@test
def wrong_usage():
    """What the program does not know is one line and status 2; help is no error."""
    for arguments in ([], ['nothing'], ['validate'], ['validate', 'a', 'b'], ['new'], ['new', '--colour', 'red'],
                      ['export', 'a.kehoach'], ['import', 'a.txt']):
        run(*arguments, status=2)
    for command in ('new', 'import', 'export', 'show', 'validate', 'changes', 'comments', 'accept', 'reject'):
        assert command in run('--help').stdout.decode()
        assert command in run(command, '--help').stdout.decode()
    assert run('--version').stdout.startswith(b'banthao-cli ')


def main():
    """Runs every test; TAP on standard output."""
    failed = 0
    print(f'1..{len(TESTS)}')
    for number, function in enumerate(TESTS, 1):
        folder = tempfile.mkdtemp(prefix='bt-cli-')
        os.chdir(folder)
        started = time.monotonic()
        try:
            function()
            print(f'ok {number} {function.__name__} # {time.monotonic() - started:.1f} s', flush=True)
        except Exception as error: # whatever it is, the others still run
            failed += 1
            print(f'not ok {number} {function.__name__}\n# ' + f'{type(error).__name__}: {error}'.replace('\n', '\n# '),
                  flush=True)
        os.chdir('/')
        shutil.rmtree(folder)
    sys.exit(1 if failed else 0)


main()
