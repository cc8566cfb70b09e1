#!/usr/bin/env python3
"""Runs the examples of tests/spec/check.md: what each rule finds in a plan, and what is to stand instead.

test-spec.py CLI PAGE           runs them all
test-spec.py CLI PAGE --print   prints the page with fresh findings, to be looked at before it is kept
"""

import json
import os
import re
import subprocess
import sys
import tempfile
from xml.sax.saxutils import escape

CLAUSES = {'I.': (0, 'roman', True), '1.': (1, 'arabic', True), 'a)': (2, 'alpha', False), '-': (2, 'dash', False),
           '|': (2, 'none', False)}
FIELDS = ['parent', 'agency', 'number', 'symbol', 'place', 'date', 'urgency', 'type', 'subject']
COLUMNS = ['content', 'start', 'finish', 'lead']


class Plan:
    """A plan in short, a line a paragraph, made into a file."""

    def __init__(self):
        self.attributes = {'state': 'draft', 'medium': 'paper'}
        self.fields, self.lists = {}, {'basis': [], 'authority': [], 'recipient': [], 'row': []}
        self.single = {}
        self.body = ''
        self.open = []
        self.count = 0

    def next_id(self):
        self.count += 1
        return f'xml:id="n{self.count}"'

    def close(self, depth):
        while self.open and self.open[-1] >= depth:
            self.open.pop()
            self.body += '</clause>'

    def add_clause(self, mark, text):
        depth, label, heading = CLAUSES[mark]
        self.close(depth)
        heading = ' heading="yes"' if heading else ''
        self.body += f'<clause {self.next_id()} label="{label}"{heading}><text>{escape(text)}</text>'
        self.open.append(depth)

    def add(self, line):
        mark, _, text = line.partition(' ')
        name = mark.rstrip(':')
        if mark in CLAUSES:
            self.add_clause(mark, text)
        elif name in self.attributes:
            self.attributes[name] = text
        elif name in FIELDS:
            self.fields[name] = text
        elif name in self.lists:
            self.lists[name].append(text)
        elif name in ('office', 'signer', 'note'):
            self.single[name] = text
        else:
            raise ValueError(f'what is “{mark}”?')

    def element(self, name, text):
        return f'<{name} {self.next_id()}>{escape(text)}</{name}>'

    def lines(self, name, lines):
        return f'<{name} {self.next_id()}>' + '<br/>'.join(escape(line) for line in lines) + f'</{name}>'

    def elements(self, name):
        return ''.join(self.element(name, text) for text in self.lists[name])

    def table(self):
        if not self.lists['row']:
            return ''
        columns = ''.join(f'<column {self.next_id()} role="{role}"><text>{role.title()}</text></column>'
                          for role in COLUMNS)
        rows = ''.join(f'<row {self.next_id()}>' + ''.join(self.element('cell', cell.strip())
                                                          for cell in row.split('|')) + '</row>'
                       for row in self.lists['row'])
        return (f'<table {self.next_id()}><columns {self.next_id()}>{columns}</columns>'
                f'<rows {self.next_id()}>{rows}</rows></table>')

    def appendix(self):
        table = self.table()
        if not table and 'note' not in self.single:
            return ''
        return (f'<appendix {self.next_id()}>' + self.element('title', 'BẢNG NHIỆM VỤ')
                + self.element('note', self.single.get('note', '')) + table + '</appendix>')

    def xml(self):
        self.close(0)
        attributes = ' '.join(f'{name}="{value}"' for name, value in self.attributes.items())
        header = ''.join(self.element(name, self.fields.get(name, '')) for name in FIELDS)
        parts = [
            f'<header {self.next_id()}>{header}</header>',
            f'<bases {self.next_id()}>{self.elements("basis")}</bases>',
            f'<body {self.next_id()}>{self.body}</body>',
            f'<signature {self.next_id()}>' + self.lines('authority', self.lists['authority'])
            + self.element('office', self.single.get('office', ''))
            + self.element('signer', self.single.get('signer', '')) + '</signature>',
            f'<recipients {self.next_id()}>{self.elements("recipient")}</recipients>',
            f'<appendices {self.next_id()}>{self.appendix()}</appendices>',
            f'<sources {self.next_id()}/><changes {self.next_id()}/><comments {self.next_id()}/>',
        ]
        return (f'<?xml version="1.0"?><plan xmlns="urn:banthao:plan:1" xml:id="n0" {attributes}>' + ''.join(parts)
                + '</plan>')


def find_all(cli, cases):
    """What the rule of each case says of its plan, a line each. All plans are checked at once: to read the word lists takes
    longer than to check a plan."""
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for number, (_, _, lines, _) in enumerate(cases):
            plan = Plan()
            for line in lines:
                plan.add(line)
            paths.append(os.path.join(folder, f'{number}.kehoach'))
            with open(paths[-1], 'w', encoding='utf-8') as file:
                file.write(plan.xml())
        result = subprocess.run([cli, 'check', '--format=json', *paths], capture_output=True, text=True, timeout=100)
    if result.returncode not in (0, 1):
        raise RuntimeError(result.stderr)
    for path, (rule, _, _, _), told in zip(paths, cases, json.loads(result.stdout), strict=True):
        assert told['file'] == path, told['file']
        yield [in_a_line(finding) for finding in told['findings'] if finding['rule'] == rule]


def in_a_line(finding):
    fix = f' → “{finding["fix"]}”' if finding['fix'] is not None else ''
    return f'“{finding["quote"]}”{fix}'


def examples(page):
    """Rule, number of the line, plan and findings of each example."""
    rule, block, blocks, start = None, None, {}, 0
    for number, line in enumerate(page.split('\n'), 1):
        if line.startswith('## '):
            rule = line[3:]
        elif line.startswith('```') and block is None:
            block = line[3:]
            blocks[block] = []
            start = number if block == 'plan' else start
        elif line == '```':
            if block == 'findings':
                yield rule, start, blocks.pop('plan'), blocks.pop('findings')
            block = None
        elif block is not None:
            blocks[block].append(line)


def print_page(cli, page):
    findings = find_all(cli, list(examples(page)))

    def fresh(match):
        return match.group(1) + ''.join(line + '\n' for line in next(findings)) + '```\n'

    print(re.sub(r'(```plan\n.*?\n```\n```findings\n).*?```\n', fresh, page, flags=re.S), end='')


def main():
    cli, path = sys.argv[1:3]
    with open(path, encoding='utf-8') as file:
        page = file.read()
    if '--print' in sys.argv:
        print_page(cli, page)
        return
    cases = list(examples(page))
    print(f'1..{len(cases)}')
    failed = False
    for number, ((rule, line, _, wanted), found) in enumerate(zip(cases, find_all(cli, cases)), 1):
        print(f'{"ok" if found == wanted else "not ok"} {number} {rule}, line {line}', flush=True)
        if found != wanted:
            failed = True
            print(f'# wanted: {wanted}\n# found:  {found}', flush=True)
    sys.exit(failed)


main()
