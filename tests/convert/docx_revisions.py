"""Documents with every kind of revision that ISO/IEC 29500-1, 17.13 defines, and what is read in them when all are accepted
and when all are rejected: paragraphs, parted by bars. What Word makes of them was written down by hand."""
from docx_files import AN, BINH, dele, ins, p, r, row, table

INS, DEL = f'<w:ins {AN}/>', f'<w:del {AN}/>'
BULLETS = ('<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/>'
           '<w:lvlText w:val="-"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>')
ITEM = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
FIELD = ('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>'
         '<w:r><w:fldChar w:fldCharType="separate"/></w:r>{}<w:r><w:fldChar w:fldCharType="end"/></w:r>')
BOX = ('<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx><w:txbxContent>{0}'
       '</w:txbxContent></wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>{0}'
       '</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>')

#: name, body, accepted, rejected, further parts
CASES = []


def case(name, body, accepted, rejected, **parts):
    """Notes a document."""
    CASES.append((name, body, accepted, rejected, parts))


def same(name, body, text, **parts):
    """Notes one of which the words are the same either way."""
    case(name, body, text, text, **parts)


def wrap(element, *content, who=AN, inside=''):
    """An element of a revision around anything."""
    return f'<w:{element} {who}>{inside}{"".join(content)}</w:{element}>'


def sdt(content):
    """A content control."""
    return f'<w:sdt><w:sdtPr><w:alias w:val="tên"/></w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>'


def cell(content, properties):
    """A cell with properties."""
    return f'<w:tcPr>{properties}</w:tcPr>{content if content.startswith("<w:p") else p(content)}'


# 17.13.5.14–18, 25, 26: words
case('ins', p('Một ', ins('hai '), 'ba.'), 'Một hai ba.', 'Một ba.')
case('del', p('Một ', dele('hai '), 'ba.'), 'Một ba.', 'Một hai ba.')
case('del with w:t', p('Một ', wrap('del', r('hai ')), 'ba.'), 'Một ba.', 'Một hai ba.')
case('without author and date', p('Một ', wrap('ins', r('hai '), who=''), 'ba.'), 'Một hai ba.', 'Một ba.')
case('ins and del together', p('Một ', dele('hai'), ins('bốn', BINH), ' ba.'), 'Một bốn ba.', 'Một hai ba.')
case('ins around del of another', p('Một ', wrap('ins', r('hai '), dele('ba ', BINH)), 'bốn.'), 'Một hai bốn.', 'Một bốn.')
case('del around ins', p('Một ', wrap('del', r('hai '), ins('ba ', BINH)), 'bốn.'), 'Một bốn.', 'Một hai bốn.')
case('ins of which all is deleted', p('Một ', wrap('ins', dele('ba ', BINH)), 'bốn.'), 'Một bốn.', 'Một bốn.')
case('words of every sort', p('Một', wrap('ins', '<w:r><w:tab/><w:t>hai</w:t><w:noBreakHyphen/><w:t>ba</w:t>'
                                          '<w:sym w:font="Symbol" w:char="F0B3"/><w:softHyphen/></w:r>'), '.'),
     'Một hai-ba≥.', 'Một.')
case('break in del', p('Một', wrap('del', '<w:r><w:br/><w:delText>hai</w:delText></w:r>'), '.'), 'Một.', 'Một hai.')
case('moved words', p('Một ', wrap('moveFrom', r('hai ')), 'ba.') + p('Bốn ', wrap('moveTo', r('hai ')), 'năm.'),
     'Một ba. | Bốn hai năm.', 'Một hai ba. | Bốn năm.')
case('del in moveTo', p('Một ', wrap('moveFrom', r('hai ba ')), 'bốn.')
     + p('Năm ', wrap('moveTo', r('hai '), dele('ba ', BINH)), 'sáu.'), 'Một bốn. | Năm hai sáu.', 'Một hai ba bốn. | Năm sáu.')
case('ruby', p('Một ', wrap('ins', '<w:r><w:ruby><w:rt><w:r><w:t>trên</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>dưới</w:t></w:r>'
                            '</w:rubyBase></w:ruby></w:r>'), ' ba.'), 'Một dưới (trên) ba.', 'Một ba.')

# 17.13.5.15, 20, 21, 27: marks of paragraphs
case('mark ins', p('Một.', mark=INS) + p('Hai.'), 'Một. | Hai.', 'Một.Hai.')
case('mark del', p('Một.', mark=DEL) + p('Hai.'), 'Một.Hai.', 'Một. | Hai.')
case('marks ins, several', p('Một.', mark=INS) + p('Hai.', mark=INS) + p('Ba.', mark=INS) + p('Bốn.'),
     'Một. | Hai. | Ba. | Bốn.', 'Một.Hai.Ba.Bốn.')
case('marks del, several', p('Một.', mark=DEL) + p('Hai.', mark=DEL) + p('Ba.', mark=DEL) + p('Bốn.'),
     'Một.Hai.Ba.Bốn.', 'Một. | Hai. | Ba. | Bốn.')
case('marks ins and del by turns', p('Một.', mark=INS) + p('Hai.', mark=DEL) + p('Ba.', mark=INS) + p('Bốn.'),
     'Một. | Hai.Ba. | Bốn.', 'Một.Hai. | Ba.Bốn.')
case('mark ins and del', p('Một.', mark=INS + f'<w:del {BINH}/>') + p('Hai.'), 'Một.Hai.', 'Một.Hai.')
case('paragraphs put in', p('Một.') + p(ins('Hai.'), mark=INS) + p(ins('Ba.'), mark=INS) + p('Bốn.'),
     'Một. | Hai. | Ba. | Bốn.', 'Một. | Bốn.')
case('paragraphs taken out', p('Một.') + p(dele('Hai.'), mark=DEL) + p(dele('Ba.'), mark=DEL) + p('Bốn.'),
     'Một. | Bốn.', 'Một. | Hai. | Ba. | Bốn.')
case('at the start', p(ins('Một.'), mark=INS) + p(dele('Hai.'), mark=DEL) + p('Ba.'), 'Một. | Ba.', 'Hai. | Ba.')
case('ins at the end', p('Một.', mark=INS) + p(ins('Hai.')), 'Một. | Hai.', 'Một.')
case('ins at the end, its own mark', p('Một.') + p(ins('Hai.'), mark=INS), 'Một. | Hai.', 'Một.')
case('del at the end', p('Một.', mark=DEL) + p(dele('Hai.'), mark=DEL) + p(dele('Ba.')), 'Một.', 'Một. | Hai. | Ba.')
case('all put in', p(ins('Một.'), mark=INS) + p(ins('Hai.'), mark=INS), 'Một. | Hai.', '')
case('all taken out', p(dele('Một.'), mark=DEL) + p(dele('Hai.'), mark=DEL), '', 'Một. | Hai.')
case('empty paragraphs', p('Một.', mark=INS) + p(mark=INS) + p(mark=DEL) + p('Hai.'), 'Một. | Hai.', 'Một. | Hai.')
case('words that stay before a mark that goes', p('Một.') + p('Hai ', dele('ba.'), mark=DEL) + p(dele('bốn '), 'năm.'),
     'Một. | Hai năm.', 'Một. | Hai ba. | bốn năm.')
case('the label of the last is that of all', p('Một.', mark=DEL, properties=ITEM) + p('Hai.') + p('Ba.', mark=DEL)
     + p('Bốn.', properties=ITEM), 'Một.Hai. | Ba.Bốn.', 'Một. | Hai. | Ba. | Bốn.', numbering=BULLETS)
case('moved paragraph', p('Một.') + f'<w:moveFromRangeStart {AN} w:name="m"/>'
     + p(wrap('moveFrom', r('Đi.')), mark=f'<w:moveFrom {AN}/>') + '<w:moveFromRangeEnd w:id="1"/>' + p('Hai.')
     + f'<w:moveToRangeStart {AN} w:name="m"/>' + p(wrap('moveTo', r('Đi.')), mark=f'<w:moveTo {AN}/>')
     + '<w:moveToRangeEnd w:id="1"/>' + p('Ba.'), 'Một. | Hai. | Đi. | Ba.', 'Một. | Đi. | Hai. | Ba.')
case('several moved, the ranges inside paragraphs', p('Một.') + p(f'<w:moveFromRangeStart {AN} w:name="m"/>',
     wrap('moveFrom', r('Đi.')), mark=f'<w:moveFrom {AN}/>') + p(wrap('moveFrom', r('Lại.')), '<w:moveFromRangeEnd w:id="1"/>',
     mark=f'<w:moveFrom {AN}/>') + p('Hai.') + p(f'<w:moveToRangeStart {AN} w:name="m"/>', wrap('moveTo', r('Đi.')),
     mark=f'<w:moveTo {AN}/>') + p(wrap('moveTo', r('Lại.')), '<w:moveToRangeEnd w:id="1"/>', mark=f'<w:moveTo {AN}/>')
     + p('Ba.'), 'Một. | Hai. | Đi. | Lại. | Ba.', 'Một. | Đi. | Lại. | Hai. | Ba.')
case('moved and edited', p('Một.') + p(wrap('moveFrom', r('Đi xa.')), mark=f'<w:moveFrom {AN}/>') + p('Hai.')
     + p(wrap('moveTo', r('Đi')), dele(' nhanh', BINH), ins(' gần', BINH), wrap('moveTo', r('.')), mark=f'<w:moveTo {AN}/>')
     + p('Ba.'), 'Một. | Hai. | Đi gần. | Ba.', 'Một. | Đi xa. | Hai. | nhanhBa.')

# 17.13.5.16, 12, 22: rows, cells, tables
HEAD = row('Việc', 'Ai', properties='<w:tblHeader/>')
case('row ins', table(HEAD, row('Họp', 'An'), row(p(ins('Quét')), p(ins('Ba')), properties=INS)), 'Việc | Ai | Họp | An | Quét | Ba',
     'Việc | Ai | Họp | An')
case('row del', table(HEAD, row('Họp', 'An'), row(p(dele('Quét')), p(dele('Ba')), properties=DEL)), 'Việc | Ai | Họp | An',
     'Việc | Ai | Họp | An | Quét | Ba')
case('row ins, words unmarked', table(HEAD, row('Họp', 'An'), row('Quét', 'Ba', properties=INS)),
     'Việc | Ai | Họp | An | Quét | Ba', 'Việc | Ai | Họp | An')
case('row del, words unmarked', table(HEAD, row('Quét', 'Ba', properties=DEL), row('Họp', 'An')), 'Việc | Ai | Họp | An',
     'Việc | Ai | Quét | Ba | Họp | An')
case('row ins and del', table(HEAD, row('Họp', 'An'), row('Quét', 'Ba', properties=INS + f'<w:del {BINH}/>')),
     'Việc | Ai | Họp | An', 'Việc | Ai | Họp | An')
case('rows in content controls', table(HEAD, sdt(row('Họp', 'An', properties=INS)), sdt(row('Quét', 'Ba', properties=DEL))),
     'Việc | Ai | Họp | An', 'Việc | Ai | Quét | Ba')
case('words in a row that goes', table(HEAD, row('Họp', 'An'), row(p('Quét', ins(' đường', BINH)), p(dele('Ba', BINH)),
     properties=DEL)), 'Việc | Ai | Họp | An', 'Việc | Ai | Họp | An | Quét | Ba')
case('table ins', p('Trước.') + table(row('Việc', 'Ai', properties=INS), row('Họp', 'An', properties=INS)) + p('Sau.'),
     'Trước. | Việc | Ai | Họp | An | Sau.', 'Trước. | Sau.')
case('table del', p('Trước.') + table(row('Việc', 'Ai', properties=DEL), row('Họp', 'An', properties=DEL)) + p('Sau.'),
     'Trước. | Sau.', 'Trước. | Việc | Ai | Họp | An | Sau.')
case('cellIns', table(row('Việc', cell('Hạn', f'<w:cellIns {AN}/>'), 'Ai'), row('Họp', cell('Mai', f'<w:cellIns {AN}/>'), 'An')),
     'Việc | Hạn | Ai | Họp | Mai | An', 'Việc | Ai | Họp | An')
case('cellDel', table(row('Việc', cell('Hạn', f'<w:cellDel {AN}/>'), 'Ai'), row('Họp', cell('Mai', f'<w:cellDel {AN}/>'), 'An')),
     'Việc | Ai | Họp | An', 'Việc | Hạn | Ai | Họp | Mai | An')
case('cellDel in one row', table(HEAD, row(cell('Họp', f'<w:cellDel {AN}/>'), 'An'), row('Quét', 'Ba')),
     'Việc | Ai | An | Quét | Ba', 'Việc | Ai | Họp | An | Quét | Ba')
case('cellIns in one row', table(HEAD, row('Họp', cell('An', f'<w:cellIns {AN}/>')), row('Quét', 'Ba')),
     'Việc | Ai | Họp | An | Quét | Ba', 'Việc | Ai | Họp | Quét | Ba')
same('cellMerge', table(HEAD, row(cell('Họp', f'<w:cellMerge {AN} w:vMerge="rest"/>'), 'An'),
                        row(cell('Quét', f'<w:cellMerge {AN} w:vMerge="cont"/>'), 'Ba')), 'Việc | Ai | Họp | An | Quét | Ba')
same('cellMerge that parts', table(HEAD, row(cell('Họp', f'<w:cellMerge {AN} w:vMergeOrig="rest"/>'), 'An'),
                                   row(cell('Quét', f'<w:cellMerge {AN} w:vMergeOrig="cont"/>'), 'Ba')),
     'Việc | Ai | Họp | An | Quét | Ba')
case('in a cell', table(HEAD, row(p('Họp ', ins('gấp'), mark=INS) + p('mai ', dele('sớm')), 'An')),
     'Việc | Ai | Họp gấp mai | An', 'Việc | Ai | Họp mai sớm | An')
case('mark del in a cell', table(HEAD, row(p('Họp', mark=DEL) + p(' mai'), 'An')), 'Việc | Ai | Họp mai | An',
     'Việc | Ai | Họp mai | An')
case('marks at the end of a cell', table(HEAD, row(p('Họp') + p(ins('gấp'), mark=INS), p('An', mark=INS) + p(ins('Ba'), mark=INS)),
     row(p('Quét', mark=DEL) + p(dele('nhà'), mark=DEL), p('Ba', mark=DEL))),
     'Việc | Ai | Họp gấp | An Ba | Quét | Ba', 'Việc | Ai | Họp | An | Quét nhà | Ba')
case('all words of a cell', table(HEAD, row(p(dele('Họp'), ins('Quét')), p(dele('An'))), row(p(ins('Ghi')), 'Ba')),
     'Việc | Ai | Quét | Ghi | Ba', 'Việc | Ai | Họp | An | Ba')
case('mark del before a table', p('Một.', mark=DEL) + table(HEAD, row('Họp', 'An')) + p('Hai.'),
     'Một. | Việc | Ai | Họp | An | Hai.', 'Một. | Việc | Ai | Họp | An | Hai.')
case('paragraph del before a table', p('Một.') + p(dele('Hai.'), mark=DEL) + table(HEAD, row('Họp', 'An')) + p('Ba.'),
     'Một. | Việc | Ai | Họp | An | Ba.', 'Một. | Hai. | Việc | Ai | Họp | An | Ba.')
case('paragraph ins before a table', p(ins('Hai.'), mark=INS) + table(HEAD, row('Họp', 'An')) + p('Ba.'),
     'Hai. | Việc | Ai | Họp | An | Ba.', 'Việc | Ai | Họp | An | Ba.')
case('paragraphs behind a table', table(HEAD, row('Họp', 'An')) + p(dele('Một.'), mark=DEL) + p(ins('Hai.'), mark=INS) + p('Ba.'),
     'Việc | Ai | Họp | An | Hai. | Ba.', 'Việc | Ai | Họp | An | Một. | Ba.')
case('mark del behind a table', table(HEAD, row('Họp', 'An')) + p('Một.', mark=DEL) + p('Hai.'),
     'Việc | Ai | Họp | An | Một.Hai.', 'Việc | Ai | Họp | An | Một. | Hai.')
case('table within a cell', table(HEAD, row(table(row('Họp', 'gấp'), row('sớm', 'mai', properties=INS)).replace('<w:tbl>', '<w:p/><w:tbl>', 1)
     + p('xong'), 'An')), 'Việc | Ai | Họp gấp sớm mai xong | An', 'Việc | Ai | Họp gấp xong | An')

# 17.13.5.1, 13, 19, 29–37: properties
same('rPrChange', p('Hạn là ', r('mai', f'<w:b/><w:rPrChange {AN}><w:rPr/></w:rPrChange>'), '.'), 'Hạn là mai.')
same('rPrChange of the mark', p('Một.', mark=f'<w:rPrChange {AN}><w:rPr/></w:rPrChange>') + p('Hai.'), 'Một. | Hai.')
case('rPrChange in ins', p('Một ', ins(r('hai ', f'<w:i/><w:rPrChange {BINH}><w:rPr/></w:rPrChange>')), 'ba.'), 'Một hai ba.', 'Một ba.')
same('pPrChange', p('Một.') + p('Hai.', properties=f'{ITEM}<w:pPrChange {AN}><w:pPr/></w:pPrChange>'), 'Một. | Hai.',
     numbering=BULLETS)
same('numbering ins', p('Một.', properties=ITEM.replace('</w:numPr>', f'<w:ins {AN}/></w:numPr>')), 'Một.', numbering=BULLETS)
same('numberingChange', p('Một.', properties=ITEM.replace('</w:numPr>', f'<w:numberingChange {AN} w:original="%1:1:0:."/></w:numPr>')),
     'Một.', numbering=BULLETS)
same('numberingChange of a field', p('Một ', f'<w:r><w:fldChar w:fldCharType="begin"><w:numberingChange {AN} w:original="1"/></w:fldChar>'
                                     '</w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>', 'hai.'), 'Một hai.')
same('sectPrChange', p('Một.') + p('Hai.', properties=f'<w:sectPr><w:sectPrChange {AN}><w:sectPr/></w:sectPrChange></w:sectPr>') + p('Ba.')
     + f'<w:sectPr><w:sectPrChange {AN}><w:sectPr/></w:sectPrChange></w:sectPr>', 'Một. | Hai. | Ba.')
same('changes of a table', '<w:tbl><w:tblPr><w:tblBorders><w:top w:val="single"/></w:tblBorders>'
     f'<w:tblPrChange {AN}><w:tblPr/></w:tblPrChange></w:tblPr><w:tblGrid><w:gridCol w:w="9"/><w:tblGridChange w:id="4"><w:tblGrid/>'
     f'</w:tblGridChange></w:tblGrid>{HEAD}<w:tr><w:tblPrEx><w:tblPrExChange {AN}><w:tblPrEx/></w:tblPrExChange></w:tblPrEx>'
     f'<w:trPr><w:trPrChange {AN}><w:trPr/></w:trPrChange></w:trPr><w:tc><w:tcPr><w:tcPrChange {AN}><w:tcPr/></w:tcPrChange></w:tcPr>'
     f'{p("Họp")}</w:tc><w:tc>{p("An")}</w:tc></w:tr></w:tbl>', 'Việc | Ai | Họp | An')

# 17.13.5.4–11: custom XML and content controls
for _kind in ('Ins', 'Del', 'MoveFrom', 'MoveTo'):
    same(f'customXml{_kind}Range', p('Một ', f'<w:customXml{_kind}RangeStart {AN}/><w:sdt><w:sdtContent>'
                                     f'<w:customXml{_kind}RangeEnd w:id="1"/>', r('hai '), f'<w:customXml{_kind}RangeStart {AN}/>'
                                     f'</w:sdtContent></w:sdt><w:customXml{_kind}RangeEnd w:id="1"/>', 'ba.'), 'Một hai ba.')
case('content controls in a paragraph', p('Một ', sdt(ins('hai ') + dele('ba ')), wrap('ins', sdt(r('bốn ')))), 'Một hai bốn', 'Một ba')
case('content controls around paragraphs', sdt(p('Một.', mark=DEL) + p('Hai.')) + sdt(p(ins('Ba.'), mark=INS)) + p('Bốn.'),
     'Một.Hai. | Ba. | Bốn.', 'Một. | Hai. | Bốn.')
case('a mark at the end of a content control', sdt(p('Một.', mark=DEL)) + p('Hai.'), 'Một.Hai.', 'Một. | Hai.')
case('content controls around a cell', table(HEAD, row('Họp', 'x').replace('<w:tc>', '<w:sdt><w:sdtContent><w:tc>', 1).replace(
    '</w:tc>', '</w:tc></w:sdtContent></w:sdt>', 1).replace(r('Họp'), ins('Họp') + dele('Quét'))),
     'Việc | Ai | Họp | x', 'Việc | Ai | Quét | x')
case('custom XML and smart tags', p('Một ', '<w:customXml w:element="a"><w:smartTag w:element="b">', ins('hai '), dele('ba '),
                                    '</w:smartTag></w:customXml>', wrap('ins', '<w:smartTag>' + r('bốn') + '</w:smartTag>')),
     'Một hai bốn', 'Một ba')

# 17.13.5.15, 16.5, 17.16: fields and links
case('fldSimple', p('Một ', '<w:fldSimple w:instr="REF a">', dele('hai'), ins('ba'), '</w:fldSimple>', '.'), 'Một ba.', 'Một hai.')
case('fldSimple put in', p('Một ', wrap('ins', '<w:fldSimple w:instr="REF a">' + r('hai') + '</w:fldSimple>'), '.'), 'Một hai.', 'Một .')
case('field', p('Một ', FIELD.format(dele('hai') + ins('ba')), '.'), 'Một ba.', 'Một hai.')
case('field put in', p('Một ', wrap('ins', FIELD.format(r('hai '))), 'ba.'), 'Một hai ba.', 'Một ba.')
case('field taken out', p('Một ', wrap('del', FIELD.format(r('hai ').replace('w:t', 'w:delText')).replace('instrText', 'delInstrText')),
                          'ba.'), 'Một ba.', 'Một hai ba.')
case('field of which the code was changed', p('Một ', '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
     wrap('del', '<w:r><w:delInstrText>PAGE</w:delInstrText></w:r>'), wrap('ins', '<w:r><w:instrText>DATE</w:instrText></w:r>'),
     '<w:r><w:fldChar w:fldCharType="separate"/></w:r>', 'hai', '<w:r><w:fldChar w:fldCharType="end"/></w:r>', '.'), 'Một hai.', 'Một hai.')
case('field over paragraphs', p('Một ', FIELD.split('{}', maxsplit=1)[0], 'hai.', mark=INS) + p('ba', FIELD.split('{}')[1], ' bốn.'),
     'Một hai. | ba bốn.', 'Một hai.ba bốn.')
case('link', p('Một ', '<w:hyperlink r:id="r9">', dele('hai'), ins('ba'), '</w:hyperlink>', '.'), 'Một ba.', 'Một hai.')
case('link put in', p('Một ', wrap('ins', '<w:hyperlink w:anchor="a">' + r('hai ') + '</w:hyperlink>'), 'ba.'), 'Một hai ba.', 'Một ba.')

# 17.11: notes
NOTE = '<w:r><w:{0}noteReference w:id="3"/></w:r>'
for _kind in ('foot', 'end'):
    _notes = {f'{_kind}notes': f'<w:{_kind}note w:id="3">{p("Chú ", ins("thích"), dele("giải"))}</w:{_kind}note>'}
    case(f'{_kind}note', p('Một', NOTE.format(_kind), '.'), 'Một [ Chú thích].', 'Một [ Chú giải].', **_notes)
    case(f'{_kind}note put in', p('Một', wrap('ins', NOTE.format(_kind)), '.'), 'Một [ Chú thích].', 'Một.', **_notes)
    case(f'{_kind}note taken out', p('Một', wrap('del', NOTE.format(_kind)), '.'), 'Một.', 'Một [ Chú giải].', **_notes)
case('marks in a note', p('Một', NOTE.format('foot'), '.'), 'Một [ Chú. Thích.].', 'Một [ Chú.Thích.].',
     footnotes=f'<w:footnote w:id="3">{p("Chú.", mark=INS)}{p("Thích.")}</w:footnote>')

# 17.17, 20.4: boxes
case('box', p('Một.', BOX.format(p('Trong ', ins('khung'), dele('hộp'), '.'))) + p('Hai.'), 'Một. | Trong khung. | Hai.',
     'Một. | Trong hộp. | Hai.')
case('box put in', p('Một.', wrap('ins', BOX.format(p('Trong.')))) + p('Hai.'), 'Một. | Trong. | Hai.', 'Một. | Hai.')
case('box taken out', p('Một.', wrap('del', BOX.format(p('Trong.')))) + p('Hai.'), 'Một. | Hai.', 'Một. | Trong. | Hai.')
case('marks in a box', p('Một.', BOX.format(p('Trong', mark=DEL) + p(' khung.', mark=DEL))) + p('Hai.'),
     'Một. | Trong khung. | Hai.', 'Một. | Trong | khung. | Hai.')
case('mark del of a paragraph with a box', p('Một.', BOX.format(p('Trong.')), mark=DEL) + p('Hai.'), 'Một.Hai. | Trong.',
     'Một. | Trong. | Hai.')
case('box in a paragraph of several marks', p('Một.', BOX.format(p('Trong.')), mark=DEL) + p(dele('Hai.'), BOX.format(p('Ngoài.')),
     mark=DEL) + p('Ba.', mark=INS) + p('Bốn.'), 'Một.Ba. | Trong. | Ngoài. | Bốn.', 'Một. | Trong. | Hai. | Ngoài. | Ba.Bốn.')
case('box in a paragraph that is put in', p('Một.') + p(wrap('ins', r('Hai.'), BOX.format(p('Trong.'))), mark=INS) + p('Ba.'),
     'Một. | Hai. | Trong. | Ba.', 'Một. | Ba.')

# 22.1: formulas
MATH = '<m:oMath>{}</m:oMath>'.format
MATH_RUN = '<m:r>{}<m:t>x+1</m:t></m:r>'.format
case('formula put in', p('Một ', wrap('ins', MATH(MATH_RUN(''))), ' hai.'), 'Một x+1 hai.', 'Một hai.')
case('formula taken out', p('Một ', wrap('del', MATH(MATH_RUN(''))), ' hai.'), 'Một hai.', 'Một x+1 hai.')
case('ins in a formula', p('Một ', MATH('<m:r><m:t>y=</m:t></m:r>' + wrap('ins', MATH_RUN(''))), ' hai.'), 'Một y=x+1 hai.', 'Một y= hai.')
case('properties in a formula', p('Một ', MATH('<m:r><m:t>y=</m:t></m:r>' + MATH_RUN(f'<w:rPr><w:del {AN}/></w:rPr>')), ' hai.'),
     'Một y= hai.', 'Một y=x+1 hai.')
case('control character of a formula', p('Một ', MATH(f'<m:f><m:fPr><m:ctrlPr><w:rPr><w:ins {AN}/></w:rPr></m:ctrlPr></m:fPr><m:num>'
     + wrap('ins', '<m:r><m:t>a</m:t></m:r>') + '</m:num><m:den>' + wrap('ins', '<m:r><m:t>b</m:t></m:r>') + '</m:den></m:f>'), ' hai.'),
     'Một ab hai.', 'Một hai.')

# Around all this
case('comments and bookmarks in changes', p('Một ', '<w:commentRangeStart w:id="5"/>', wrap('del', '<w:bookmarkStart w:id="9" w:name="a"/>',
     r('hai ').replace('w:t', 'w:delText'), '<w:bookmarkEnd w:id="9"/>'), '<w:commentRangeEnd w:id="5"/>', 'ba.'), 'Một ba.', 'Một hai ba.')
case('alternatives', p('Một ', '<w:r><mc:AlternateContent><mc:Choice Requires="w14"><w:t>hai</w:t></mc:Choice><mc:Fallback>'
                       '<w:t>hai</w:t></mc:Fallback></mc:AlternateContent></w:r>', ins(' ba'), '.'), 'Một hai ba.', 'Một hai.')
case('labels', p('I. MỤC ĐÍCH') + p(ins('1. Mới.'), mark=INS) + p(dele('1'), ins('2'), '. Cũ.') + p('II. TỔ CHỨC'),
     'MỤC ĐÍCH | Mới. | Cũ. | TỔ CHỨC', 'MỤC ĐÍCH | Cũ. | TỔ CHỨC')
same('heading of which a cell goes on below others', table(
    row(cell('Việc', '<w:gridSpan w:val="2"/><w:vMerge w:val="restart"/>'), 'Ai', properties='<w:tblHeader/>'),
    row(cell(p(), '<w:vMerge/>'), 'Tên', 'Hạn', properties='<w:tblHeader/>'), row('Họp', 'gấp', 'An')),
     'Việc | Tên | Ai Hạn | Họp | gấp | An')
case('mark ins before a tab', p('Một.', mark=INS) + p('<w:r><w:tab/><w:t>Hai.</w:t></w:r>'), 'Một. | Hai.', 'Một. Hai.')
case('words before a label that goes', p(ins('Họp '), dele('I. '), 'tuần.') + p('Hai.'), 'Họp tuần. | Hai.', 'tuần. | Hai.')
