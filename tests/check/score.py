#!/usr/bin/env python3
"""Scores the check on the corpus of tests/data/check: recall and precision by class and by family.

score.py CLI CORPUS PLANS [--list]     --list also prints what was missed, and what was said without reason, but for the
                                       texts that are kept aside: held-…, which --held alone lists
"""

import collections
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

BARS = {'D': (0.95, 0.95), 'L': (0.8, 0.9), 'H': (0.5, 0.6)}
MARK = re.compile(r'\{\{(\w) ([\w-]+)\|(.*?)\}\}', re.S)
# What a finding counts for where it is not in the corpus.
HINTS = {'hint': 'H'}
# Rules that say the same of a misspelled word: with what was meant, or without.
SAME = {'syllable-impossible': 'confusion'}
LISTS = {'confusion', 'capital-name', 'variant-mixed', 'word-missing', 'term-old', 'level-abolished', 'capital-title'}


def check(cli, path):
    result = subprocess.run([cli, 'check', '--format=json', path], capture_output=True, text=True, timeout=120)
    if result.returncode not in (0, 1):
        sys.exit(result.stderr)
    return json.loads(result.stdout)


def read_table(path):
    """The defects of a real plan: class, rule, words."""
    for line in path.read_text(encoding='utf-8').splitlines():
        if line and not line.startswith('#'):
            fields = line.split('\t')
            yield from [(fields[0], fields[1], fields[2])] * int(fields[3])


def read_marked(path):
    """The defects of a text of our own, and the text without the marks."""
    text = path.read_text(encoding='utf-8')
    return [match.groups() for match in MARK.finditer(text)], MARK.sub(r'\3', text)


def class_of(finding):
    if finding['rule'] in LISTS:
        return 'L'
    return HINTS.get(finding['severity'], 'D')


def same_rule(rule, other):
    return SAME.get(rule, rule) == SAME.get(other, other)


def match(defects, findings):
    """What of both belongs together, what was missed, and what was said without reason."""
    left, found, missed = list(findings), [], []
    for defect in defects:
        hit = next((f for f in left if same_rule(f['rule'], defect[1]) and defect[2] in f['quote'] + f['message']), None)
        if hit is None:
            missed.append(defect)
        else:
            left.remove(hit)
            found.append((defect, hit))
    return found, missed, left


def cases(corpus, plans):
    for path in sorted(corpus.glob('*.tsv')):
        plan = plans / f'{path.stem}.txt'
        if plan.exists():
            yield path.stem, list(read_table(path)), plan
    for path in sorted(corpus.glob('*.txt')):
        defects, text = read_marked(path)
        with tempfile.NamedTemporaryFile('w', suffix='.txt', encoding='utf-8', delete=False) as file:
            file.write(text)
        yield path.stem, defects, pathlib.Path(file.name)
        os.unlink(file.name)


def rate(part, whole):
    return f'{part / whole:.2f} ({part}/{whole})' if whole else '-'


def read_families(cli):
    """The family of each rule."""
    rules = subprocess.run([cli, 'check', '--rules'], capture_output=True, text=True, check=True, timeout=120).stdout
    return dict(line.split('\t')[:2] for line in rules.splitlines())


def report_families(name, counts):
    for family in sorted({family for family, _ in counts}):
        hit, defects, said = (counts[family, kind] for kind in ('hit', 'defects', 'said'))
        print(f'{name}\t{family}\trecall {rate(hit, defects)}\tprecision {rate(hit, said)}')


def report(name, counts):
    below = False
    for cls, (recall_bar, precision_bar) in BARS.items():
        hit, defects, right, said = (counts[cls, kind] for kind in ('hit', 'defects', 'right', 'said'))
        below = below or hit < recall_bar * defects or right < precision_bar * said
        print(f'{name}\t{cls}\trecall {rate(hit, defects)}, wanted {recall_bar}\t'
              f'precision {rate(right, said)}, wanted {precision_bar}')
    return below


def main():
    cli, corpus, plans = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
    totals = {'known': collections.Counter(), 'held': collections.Counter()}
    families = {'known': collections.Counter(), 'held': collections.Counter()}
    family_of = read_families(cli)
    for name, defects, plan in cases(corpus, plans):
        found, missed, extra = match(defects, check(cli, plan))
        which = 'held' if name.startswith('held-') else 'known'
        counts = totals[which]
        for rules, kinds in (([defect[1] for defect, _ in found], ('hit', 'defects', 'said')),
                             ([defect[1] for defect in missed], ('defects',)),
                             ([finding['rule'] for finding in extra], ('said',))):
            families[which].update((family_of.get(rule, 'no rule'), kind) for rule in rules for kind in kinds)
        for defect, _ in found:
            counts[defect[0], 'hit'] += 1
            counts[defect[0], 'right'] += 1
            counts[defect[0], 'said'] += 1
            counts[defect[0], 'defects'] += 1
        for defect in missed:
            counts[defect[0], 'defects'] += 1
        for finding in extra:
            counts[class_of(finding), 'said'] += 1
        if ('--held' if name.startswith('held-') else '--list') in sys.argv:
            for defect in missed:
                print(f'{name}: missed {" | ".join(defect)}')
            for finding in extra:
                print(f'{name}: no reason {finding["rule"]} | {finding["quote"][:80]} | {finding["message"]}')
    for name, counts in families.items():
        report_families(name, counts)
    below = [report(name, counts) for name, counts in totals.items() if counts]
    sys.exit(any(below))


main()
