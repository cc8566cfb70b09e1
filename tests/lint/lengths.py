#!/usr/bin/python3
"""Lengths: files of at most 800 lines; functions below 80 lines, 95 % of them at most 60, the median at
most 15. Counted from a function's opening to its closing brace, blank lines included; lines of code are
at most 120 characters, so that nobody buys length with width."""
import pathlib
import statistics
import sys

wrong, lengths = [], []
for path in sorted(pathlib.Path('src').rglob('*.[ch]')) + sorted(pathlib.Path('tests').rglob('*.[ch]')):
    lines = path.read_text(encoding='utf-8').splitlines()
    if len(lines) > 800:
        wrong.append(f'{path}: {len(lines)} lines')
    begun = None
    for number, line in enumerate(lines, 1):
        if len(line) > 120:
            wrong.append(f'{path}:{number}: {len(line)} characters')
        if line == '{' and lines[number - 2].endswith(')'):
            begun = number
        elif line == '}' and begun is not None:
            length = number - begun + 1
            if path.parts[0] == 'src':
                lengths.append(length)
            if length >= 80:
                wrong.append(f'{path}:{begun}: a function of {length} lines')
            begun = None

median = statistics.median(lengths)
short = sum(1 for length in lengths if length <= 60) / len(lengths)
print(f'{len(lengths)} functions, median {median} lines, {short:.1%} of at most 60')
if median > 15:
    wrong.append(f'the median of {median} lines is above 15')
if short < 0.95:
    wrong.append(f'only {short:.1%} of the functions are of at most 60 lines')
print('\n'.join(wrong))
sys.exit(1 if wrong else 0)
