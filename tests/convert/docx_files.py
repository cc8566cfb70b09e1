"""DOCX files for tests, written from their XML; and what Word makes of one when all changes are accepted or rejected.

The resolver follows ISO/IEC 29500-1, 17.13.5, element by element, and knows nothing of the program that is tested.
"""
import copy
import io
import xml.etree.ElementTree as ET
import zipfile

NAMESPACES = {
    'w': 'http://schemas.openxmlformats.org/wordprocessingml/2006/main',
    'r': 'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
    'mc': 'http://schemas.openxmlformats.org/markup-compatibility/2006',
    'wps': 'http://schemas.microsoft.com/office/word/2010/wordprocessingShape',
    'v': 'urn:schemas-microsoft-com:vml',
    'm': 'http://schemas.openxmlformats.org/officeDocument/2006/math',
    'w14': 'http://schemas.microsoft.com/office/word/2010/wordml',
    'w15': 'http://schemas.microsoft.com/office/word/2012/wordml',
}
XMLNS = ' '.join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
W = '{' + NAMESPACES['w'] + '}'
RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
MAIN_TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'
#: What stands at each end of a change by An.
AN = 'w:id="1" w:author="An" w:date="2026-11-20T08:00:00Z"'
BINH = 'w:id="2" w:author="Bình" w:date="2026-11-21T09:00:00Z"'

for _prefix, _uri in NAMESPACES.items():
    ET.register_namespace(_prefix, _uri)


def package(parts, relations=(), main_type=MAIN_TYPE):
    """The bytes of a DOCX file of these parts (name → XML), the document's relations given as (type, target)."""
    overrides = f'<Override PartName="/word/document.xml" ContentType="{main_type}"/>'
    types = ('<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
             '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
             f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>')
    root = ('<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="r1" Type="{RELATIONS}/officeDocument" Target="word/document.xml"/></Relationships>')
    own = ''.join(f'<Relationship Id="r{i}" Type="{RELATIONS}/{kind}" Target="{target}"/>'
                  for i, (kind, target) in enumerate(relations, 1))
    files = {'[Content_Types].xml': types, '_rels/.rels': root,
             'word/_rels/document.xml.rels':
                 f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{own}</Relationships>'}
    files.update(parts)
    out = io.BytesIO()
    with zipfile.ZipFile(out, 'w', zipfile.ZIP_DEFLATED) as zipped:
        for name, content in files.items():
            if content is not None:
                zipped.writestr(name, content)
    return out.getvalue()


def document(body, **parts):
    """The bytes of a DOCX file with that body; further parts (styles, numbering, footnotes, comments …) by their name."""
    files = {'word/document.xml': f'<w:document {XMLNS}><w:body>{body}</w:body></w:document>'}
    relations = []
    for kind, content in parts.items():
        files[f'word/{kind}.xml'] = f'<w:{kind} {XMLNS}>{content}</w:{kind}>'
        relations.append((kind, f'{kind}.xml'))
    return package(files, relations)


def p(*content, properties='', mark=''):
    """A paragraph; strings that are no XML become runs."""
    inner = ''.join(part if part.startswith('<') else r(part) for part in content)
    marked = f'<w:rPr>{mark}</w:rPr>' if mark else ''
    return f'<w:p><w:pPr>{properties}{marked}</w:pPr>{inner}</w:p>' if properties or mark else f'<w:p>{inner}</w:p>'


def r(text, properties=''):
    """A run."""
    marked = f'<w:rPr>{properties}</w:rPr>' if properties else ''
    return f'<w:r>{marked}<w:t xml:space="preserve">{text}</w:t></w:r>'


def ins(text, who=AN):
    """Inserted words, or what is XML already."""
    return f'<w:ins {who}>{text if text.startswith("<") else r(text)}</w:ins>'


def dele(text, who=AN):
    """Deleted words."""
    return f'<w:del {who}>{r(text).replace("w:t", "w:delText")}</w:del>'


def row(*cells, properties=''):
    """A row of a table; a cell is words or paragraphs."""
    inner = ''.join(f'<w:tc>{cell if cell.startswith("<w:tcPr") or cell.startswith("<w:p") else p(cell)}</w:tc>'
                    for cell in cells)
    return f'<w:tr>{f"<w:trPr>{properties}</w:trPr>" if properties else ""}{inner}</w:tr>'


def table(*rows):
    """A table with lines."""
    return f'<w:tbl><w:tblPr><w:tblBorders><w:top w:val="single"/></w:tblBorders></w:tblPr>{"".join(rows)}</w:tbl>'


# What Word makes of it

GOES = {True: ('del', 'moveFrom'), False: ('ins', 'moveTo')}
STAYS = {True: ('ins', 'moveTo'), False: ('del', 'moveFrom')}
FORGOTTEN = ('sectPrChange', 'tblPrChange', 'tblPrExChange', 'trPrChange', 'tcPrChange', 'tblGridChange',
             'moveFromRangeStart', 'moveFromRangeEnd', 'moveToRangeStart', 'moveToRangeEnd', 'numberingChange')


def name_of(element):
    """The name without the namespace."""
    return element.tag.rsplit('}', 1)[-1]


def has(element, path, names):
    """Whether the element has, under that path, one of these."""
    holder = element.find(path)
    return holder is not None and any(holder.find(W + name) is not None for name in names)


def mark_goes(paragraph, accept):
    """Whether the mark at the paragraph's end is taken away."""
    return has(paragraph, f'{W}pPr/{W}rPr', GOES[accept])


def goes_whole(element, accept):
    """Whether a row or a cell is taken away, with all that is in it."""
    if name_of(element) == 'tr':
        return has(element, f'{W}trPr', GOES[accept])
    cell = {True: ('cellDel',), False: ('cellIns',)}
    return name_of(element) == 'tc' and has(element, f'{W}tcPr', cell[accept])


def resolve_properties(element, accept):
    """Takes the marks off properties; what was before a change comes back where it is rejected."""
    for change, kind in (('rPrChange', 'rPr'), ('pPrChange', 'pPr')):
        found = element.find(W + change) if name_of(element) == kind else None
        if found is None:
            continue
        old = found.find(W + kind)
        element.remove(found)
        if not accept:
            kept = [child for child in element if kind == 'pPr' and name_of(child) in ('rPr', 'sectPr')]
            for child in list(element):
                element.remove(child)
            element.extend(list(old if old is not None else []) + kept)
    if name_of(element) == 'numPr' and element.find(W + 'ins') is not None and not accept:
        for child in list(element):
            element.remove(child)
    if name_of(element) in ('rPr', 'trPr', 'tcPr', 'numPr'):
        for child in list(element):
            if name_of(child) in ('ins', 'del', 'moveFrom', 'moveTo', 'cellIns', 'cellDel'):
                element.remove(child)


def unwrap(element, accept):
    """The children, with what is taken away gone and what stays unmarked."""
    kept = []
    for child in element:
        name = name_of(child)
        if name_of(element) not in ('rPr', 'trPr', 'tcPr', 'numPr') and name in GOES[accept]:
            continue
        if name in FORGOTTEN or goes_whole(child, accept):
            continue
        if name_of(element) not in ('rPr', 'trPr', 'tcPr', 'numPr') and name in STAYS[accept]:
            unwrap(child, accept)
            kept.extend(child)
            continue
        unwrap(child, accept)
        if name == 'delText':
            child.tag = W + 't'
        if name in ('tbl',) and not child.findall(f'.//{W}tr'):
            continue
        kept.append(child)
    for child in list(element):
        element.remove(child)
    element.extend(kept)


def join(element, accept):
    """Joins paragraphs whose mark is taken away to the next; the properties of that are those of both."""
    for child in element:
        join(child, accept)
    children = list(element)
    for index, child in enumerate(children[:-1]):
        following = children[index + 1]
        if name_of(child) == 'p' and name_of(following) == 'p' and mark_goes(child, accept):
            content = [part for part in child if name_of(part) != 'pPr']
            place = 1 if following.find(W + 'pPr') is not None else 0
            for offset, part in enumerate(content):
                following.insert(place + offset, part)
            element.remove(child)


def settle(element, accept):
    """Resolves the properties of everything."""
    for child in element:
        settle(child, accept)
    resolve_properties(element, accept)


def resolve(xml, accept):
    """The XML of a part as it is when all its changes are accepted, or rejected."""
    root = copy.deepcopy(ET.fromstring(xml))
    join(root, accept)
    unwrap(root, accept)
    settle(root, accept)
    return ET.tostring(root, encoding='unicode')


def resolve_file(data, accept):
    """The bytes of a DOCX file in which all changes are accepted, or rejected."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, 'w', zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name in ('word/document.xml', 'word/footnotes.xml', 'word/endnotes.xml'):
                content = resolve(content, accept)
            new.writestr(name, content)
    return out.getvalue()
