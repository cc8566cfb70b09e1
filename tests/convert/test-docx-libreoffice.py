#!/usr/bin/python3
"""Plans with tracked edits go to LibreOffice and back: what it loses of their changes is listed, reason by reason, in
libreoffice-losses.txt, and nothing else may be lost. Likewise what it shows when it decides all changes itself. Its pages
of the templates and samples have the same words as ours.
Prints TAP; says so and does nothing where LibreOffice is missing or another one than the list is of.
Usage: test-docx-libreoffice.py BANTHAO-CLI MAKE-REVIEWED SOURCE-ROOT"""
import collections
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import libreoffice

CLI, MAKE, ROOT = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3]).resolve()
PLANS, EDITS, SEED, DECIDED = 30, (3, 12), 1, 4
VERSION = '7.4'
os.environ.setdefault('BANTHAO_DATADIR', str(ROOT / 'data'))


def run(*command):
    """What a program prints, which must succeed."""
    return subprocess.run([str(word) for word in command], check=True, capture_output=True, text=True).stdout


def find_reason():
    """Why there is nothing to test with; None where there is."""
    if shutil.which('soffice') is None:
        return 'LibreOffice is not installed'
    found = re.search(r'LibreOffice (\d+\.\d+)', run('soffice', '--version'))
    if found is None or found.group(1) != VERSION:
        return f'LibreOffice is not {VERSION}, of which the list of losses is'
    return None


def list_losses():
    """The losses that are known: what, plan and view."""
    path = ROOT / 'tests/convert/libreoffice-losses.txt'
    lines = [line.split('#')[0].split() for line in path.read_text(encoding='utf-8').split('\n')]
    return {tuple(line) for line in lines if line}


def read(plan, view):
    """The lines of a plan, in a view; blanks at their ends say nothing."""
    text = run(CLI, 'show', plan, f'--view={view}', '--format=text')
    return [' '.join(line.split()) for line in text.split('\n') if line.strip()]


def count_letters(plan):
    """How often each letter is in a plan, be it deleted; not those of comments and records."""
    text = re.sub(r'<(changes|comments|sources)\b.*?</\1>', '', plan.read_text(encoding='utf-8'), flags=re.S)
    return collections.Counter(''.join(re.sub(r'<[^>]*>', '', text).split()))


def save_elsewhere(work):
    """All documents as LibreOffice saves them."""
    (work / 'back').mkdir()
    run('soffice', f'-env:UserInstallation=file://{work}/office', '--headless', '--convert-to', 'docx:MS Word 2007 XML',
        '--outdir', work / 'back', *sorted(work.glob('*.docx')))


def find_lost(work, edits):
    """What comes back otherwise than it went out."""
    run(MAKE, work, PLANS, edits, SEED)
    for number in range(PLANS):
        run(CLI, 'export', work / f'{number}.kehoach', '-o', work / f'{number}.docx', '--view=markup')
    save_elsewhere(work)
    for number in range(PLANS):
        plan, back = work / f'{number}.kehoach', work / f'back/{number}.kehoach'
        run(CLI, 'import', back.with_suffix('.docx'), '-o', back)
        for view in ('final', 'original'):
            if read(plan, view) != read(back, view):
                yield ('back', str(edits), str(number), view)
        if count_letters(plan) - count_letters(back):
            yield ('back', str(edits), str(number), 'letters')


def find_decided_otherwise(work):
    """What LibreOffice shows otherwise than we when it decides all changes."""
    office, context = libreoffice.start_office(work)
    try:
        for number in range(DECIDED):
            for view, pairs in libreoffice.judge(context, CLI, work / f'{number}.kehoach'):
                if pairs:
                    yield ('decided', str(number), view)
    finally:
        libreoffice.stop_office(office, context)


def read_pages(pdf):
    """The letters of each page: in columns no two programs tell words in the same order, and pdftotext drops hyphens."""
    return [sorted(''.join(page.replace('-', '').split())) for page in run('pdftotext', pdf, '-').split('\f')[:-1]]


def find_other_pages(work):
    """Plans of which LibreOffice's pages end with other words than ours."""
    plans = sorted([*ROOT.glob('data/templates/*.kehoach'), *ROOT.glob('data/samples/*.kehoach')])
    (work / 'pages').mkdir()
    for plan in plans:
        for ending in ('pdf', 'docx'):
            run(CLI, 'export', plan, '-o', work / f'pages/{plan.stem}.{ending}', '--view=final')
    run('soffice', f'-env:UserInstallation=file://{work}/office', '--headless', '--convert-to', 'pdf',
        '--outdir', work / 'pages/office', *sorted((work / 'pages').glob('*.docx')))
    for plan in plans:
        ours, theirs = (read_pages(work / folder / f'{plan.stem}.pdf') for folder in ('pages', 'pages/office'))
        if ours != theirs:
            yield ('pages', plan.stem, f'{len(ours)}/{len(theirs)}')


def report(number, name, found, known):
    """One line of TAP, and what was not expected."""
    print(f'{"ok" if found == known else "not ok"} {number} {name}')
    for loss in sorted(found - known):
        print(f'# {" ".join(loss)}: not in the list of losses')
    for loss in sorted(known - found):
        print(f'# {" ".join(loss)}: no longer lost: strike it from the list')
    return found == known


def main():
    """Runs both tests."""
    reason = find_reason()
    if reason is not None:
        print(f'1..0 # SKIP {reason}')
        return 0
    print('1..3')
    with tempfile.TemporaryDirectory() as folder:
        work, known = pathlib.Path(folder), list_losses()
        (work / 'many').mkdir()
        lost = {*find_lost(work, EDITS[0]), *find_lost(work / 'many', EDITS[1])}
        good = report(1, 'there and back', lost, {loss for loss in known if loss[0] == 'back'})
        good &= report(2, 'pages', set(find_other_pages(work)), {loss for loss in known if loss[0] == 'pages'})
        if libreoffice.uno is None:
            print('ok 3 decided by LibreOffice # SKIP python3-uno is not installed')
        else:
            good &= report(3, 'decided by LibreOffice', set(find_decided_otherwise(work)),
                           {loss for loss in known if loss[0] == 'decided'})
    return 0 if good else 1


if __name__ == '__main__':
    sys.exit(main())
