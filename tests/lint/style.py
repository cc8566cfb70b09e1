#!/usr/bin/python3
"""What of the house style a machine can judge without taking tables and broken lines apart: a space before
every parenthesis of a call, the return type of a function on a line of its own."""
import pathlib
import re
import sys

LITERAL = re.compile(r'"(?:\\.|[^"\\])*"|\'(?:\\.|[^\'\\])*\'|/\*.*?\*/|//[^\n]*', re.DOTALL)


def blanked(match):
    """Blanks out what is no code, and keeps the lines."""
    return re.sub(r'[^\n]', ' ', match.group())


wrong = []
for path in sorted(pathlib.Path('src').rglob('*.[ch]')) + sorted(pathlib.Path('tests').rglob('*.[ch]')):
    code = LITERAL.sub(blanked, path.read_text(encoding='utf-8'))
    previous = ''
    for number, line in enumerate(code.splitlines(), 1):
        if not re.match(r'\s*#', line) and not previous.endswith('\\'):
            for call in re.findall(r'\b([A-Za-z_]\w*)\(', line):
                if call not in ('_', 'N_', 'C_', 'NC_', 'Q_'):
                    wrong.append(f'{path}:{number}: no space before the parenthesis of {call}')
        if line == '{' and re.match(r'[A-Za-z_][\w *]* \**\w+ \(.*\)$', previous):
            wrong.append(f'{path}:{number - 1}: the return type belongs on a line of its own')
        previous = line
print('\n'.join(wrong))
sys.exit(1 if wrong else 0)
