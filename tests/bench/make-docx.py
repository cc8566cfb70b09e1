#!/usr/bin/python3
"""Writes the words of a plan as a plain DOCX, for another program to print: make-docx.py PLAN.json OUT.docx.
PLAN.json is what `banthao-cli show --format=json` prints. Only what it takes to lay the same words out on the
same paper in the same sizes: paragraphs, headings, the two two-column blocks and tables with merged headings."""
import json
import sys
import zipfile
from xml.sax.saxutils import escape

NAMESPACE = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
PORTRAIT = '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:bottom="1134" w:left="1701" w:right="850"/>'
LANDSCAPE = ('<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
             '<w:pgMar w:top="1134" w:bottom="1134" w:left="1134" w:right="1134"/>')
ROLES = {'order': 600, 'content': 3600, 'product': 2400, 'start': 1300, 'finish': 1300, 'time': 1300}


def paragraph(text, align='both', size=28, bold=False, italic=False, indent=0, after=120, section=''):
    properties = (f'<w:pPr>{section}<w:spacing w:after="{after}" w:line="264" w:lineRule="auto"/>'
                  f'<w:ind w:firstLine="{indent}"/><w:jc w:val="{align}"/></w:pPr>')
    marks = '<w:b/>' * bold + '<w:i/>' * italic + f'<w:sz w:val="{size}"/>'
    lines = '<w:br/>'.join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split('\n'))
    return f'<w:p>{properties}<w:r><w:rPr>{marks}</w:rPr>{lines}</w:r></w:p>'


def cell(content, width, span=1, merge=''):
    return (f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:gridSpan w:val="{span}"/>{merge}</w:tcPr>'
            f'{content}</w:tc>')


def two_columns(left, right, widths):
    grid = ''.join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (f'<w:tbl><w:tblPr><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid><w:tr>'
            f'{cell(left, widths[0])}{cell(right, widths[1])}</w:tr></w:tbl>')


def leaves(columns):
    for column in columns:
        if column.get('children'):
            yield from leaves(column['children'])
        else:
            yield column


def depth(columns):
    return max((1 + depth(column.get('children') or []) for column in columns), default=0)


def heading_row(columns, level, levels):
    """The cells of one level of the heading; columns without children go on downwards."""
    cells = []
    for column in columns:
        children = column.get('children') or []
        below = list(leaves([column]))
        width = sum(ROLES.get(leaf.get('role'), 1900) for leaf in below)
        text = paragraph(column.get('title', ''), 'center', 24, bold=True, after=0)
        if level == 0:
            merge = '<w:vMerge w:val="restart"/>' if not children and levels > 1 else ''
            cells.append(cell(text, width, len(below), merge))
        elif children:
            cells.extend(heading_row(children, level - 1, levels))
        else:
            cells.append(cell(paragraph('', size=24, after=0), width, 1, '<w:vMerge/>'))
    return cells


def table(data):
    columns = data['columns']
    below = list(leaves(columns))
    widths = [ROLES.get(leaf.get('role'), 1900) for leaf in below]
    grid = ''.join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    borders = ''.join(f'<w:{side} w:val="single" w:sz="4"/>'
                      for side in ('top', 'left', 'bottom', 'right', 'insideH', 'insideV'))
    out = [f'<w:tbl><w:tblPr><w:tblBorders>{borders}</w:tblBorders></w:tblPr><w:tblGrid>{grid}</w:tblGrid>']
    levels = depth(columns)
    for level in range(levels):
        out.append('<w:tr><w:trPr><w:tblHeader/></w:trPr>' + ''.join(heading_row(columns, level, levels)) + '</w:tr>')
    for row in data['rows']:
        texts = row if isinstance(row, list) else [row]
        if len(texts) == 1 and len(below) > 1:
            cells = cell(paragraph(texts[0], 'left', 24, bold=True, after=0), sum(widths), len(below))
        else:
            cells = ''.join(cell(paragraph(text, 'left', 24, after=0), width) for text, width in zip(texts, widths))
        out.append(f'<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>')
    return ''.join(out) + '</w:tbl>' + paragraph('', after=0)


def body(entries):
    for entry in entries:
        if entry.get('scheme') == 'table':
            yield table(entry)
            continue
        words = ' '.join(part for part in (entry.get('label', ''), entry.get('text', '')) if part)
        yield paragraph(words, bold=bool(entry.get('heading')), indent=720)
        yield from body(entry.get('children') or [])


def lines(value):
    return value if isinstance(value, list) else [value] if value else []


def document(plan):
    header, signature = plan['header'], plan.get('signature', {})
    sign = f"Số: {header.get('number', '')}/{header.get('symbol', '')}"
    left = ''.join(paragraph(line, 'center', 26, bold=True, after=0) for line in lines(header.get('agency')))
    right = (paragraph('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'center', 26, bold=True, after=0)
             + paragraph('Độc lập - Tự do - Hạnh phúc', 'center', 28, bold=True, after=0)
             + paragraph(f"{header.get('place', '')}, {header.get('date', '')}", 'center', 26, italic=True))
    yield two_columns(left + paragraph(sign, 'center', 26), right, (3800, 5670))
    yield paragraph(header.get('kind') or 'KẾ HOẠCH', 'center', bold=True, after=0)
    yield paragraph(header.get('subject', ''), 'center', bold=True)
    for basis in plan.get('bases', []):
        yield paragraph(basis, italic=True, indent=720)
    yield from body(plan.get('body', []))
    recipients = paragraph('Nơi nhận:', 'left', 24, bold=True, italic=True, after=0)
    recipients += ''.join(paragraph(f'- {line}', 'left', 22, after=0) for line in plan.get('recipients', []))
    names = lines(signature.get('authority')) + lines(signature.get('office')) + ['', '', ''] \
        + lines(signature.get('signer'))
    yield two_columns(recipients, ''.join(paragraph(name, 'center', bold=True, after=0) for name in names),
                      (4400, 5070))
    appendices = plan.get('appendices', [])
    if appendices:
        yield paragraph('', section=f'<w:sectPr>{PORTRAIT}</w:sectPr>')
    for appendix in appendices:
        yield paragraph(appendix.get('label', ''), 'center', bold=True)
        yield paragraph(appendix.get('title', ''), 'center', bold=True)
        yield paragraph(appendix.get('note', ''), 'center', 26, italic=True)
        yield from body(appendix.get('body', []))
        for part in appendix.get('tables', []):
            yield table(part)
    yield f'<w:sectPr>{LANDSCAPE if appendices else PORTRAIT}</w:sectPr>'


PARTS = {
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/'
    'vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>',
    '_rels/.rels': '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
    'officeDocument" Target="word/document.xml"/></Relationships>',
    'word/_rels/document.xml.rels': '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
    'relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/styles" Target="styles.xml"/></Relationships>',
    'word/styles.xml': f'<w:styles xmlns:w="{NAMESPACE}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts '
    'w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/><w:lang w:val="vi-VN"/></w:rPr>'
    '</w:rPrDefault></w:docDefaults></w:styles>',
}


def main():
    with open(sys.argv[1], encoding='utf-8') as file:
        plan = json.load(file)
    with zipfile.ZipFile(sys.argv[2], 'w', zipfile.ZIP_DEFLATED) as out:
        for name, text in PARTS.items():
            out.writestr(name, '<?xml version="1.0" encoding="UTF-8"?>' + text)
        words = ''.join(document(plan))
        out.writestr('word/document.xml', f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{NAMESPACE}">'
                     f'<w:body>{words}</w:body></w:document>')


main()
