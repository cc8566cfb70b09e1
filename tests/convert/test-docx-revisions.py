#!/usr/bin/python3
"""Every kind of revision of ISO/IEC 29500-1, 17.13: importing and deciding all gives what Word gives (docx_revisions.py).
Prints TAP. Usage: test-docx-revisions.py BANTHAO-CLI SOURCE-ROOT [CASE…]"""
import os
import pathlib
import re
import sys
import tempfile

import docx_files as docx
from docx_plans import Program, write
from docx_revisions import CASES

PROGRAM, ROOT = Program(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve()
os.environ.setdefault('BANTHAO_DATADIR', str(ROOT / 'data'))


def settle(line):
    """The words of a line, whatever room is left between them and the brackets of a note."""
    return re.sub(r'\s+', ' ', line).replace('[ ', '[').strip()


def check(body, accepted, rejected, parts):
    """Imports the document, decides all its changes, and compares what is read then."""
    PROGRAM.run('import', write('marked.docx', docx.document(body, **parts)), '-o', 'marked.kehoach')
    for verb, text in (('accept', accepted), ('reject', rejected)):
        PROGRAM.run(verb, 'marked.kehoach', '-o', 'decided.kehoach', '--all')
        found = [settle(line) for line in PROGRAM.words('decided.kehoach')]
        wanted = [settle(line) for line in text.split('|') if line.strip()]
        assert found == wanted, f'{verb}:\n{found}\n{wanted}'


def main():
    """Runs the cases, each in a folder of its own."""
    print(f'1..{len(CASES)}')
    failed = 0
    for number, (name, *what) in enumerate(CASES, 1):
        if sys.argv[3:] and name not in sys.argv[3:]:
            continue
        with tempfile.TemporaryDirectory() as folder:
            os.chdir(folder)
            try:
                check(*what)
                print(f'ok {number} {name}')
            except AssertionError as error:
                failed += 1
                print(f'not ok {number} {name}')
                print(''.join(f'# {line}\n' for line in str(error).split('\n')), end='')
            os.chdir('/')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
