"""Random documents of word processors, with everything in everything: lists of many levels, tables in tables, merged cells,
notes, boxes, fields, content controls, heads of pages, and tracked changes in all of it."""
from docx_files import AN, BINH, p, r

WORDS = ['việc', 'họp', 'cây', 'đường', 'nước', 'xã', 'phường', 'năm', 'MỤC', 'Nơi nhận:', 'số', 'ngày', 'Phụ lục', 'Căn cứ', 'KẾ HOẠCH',
         'TM. ỦY BAN', 'I.', '1.', 'a)', '-', '+', 'đ)', 'Số: 12/KH-UBND', 'ệ', '100%', 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', '(đã ký)', '…']
DEPTH = 3


class Torture:
    """One document, made from a source of random numbers."""

    def __init__(self, rand):
        self.rand = rand
        self.notes = {'foot': [], 'end': []}
        self.comments = []
        self.moves = 0

    def chance(self, share):
        """Whether something happens that does so in that share of cases."""
        return self.rand.random() < share

    def words(self, most=5):
        """Some words."""
        return ' '.join(self.rand.choice(WORDS) for _ in range(self.rand.randint(1, most)))

    def who(self):
        """An author and a time."""
        return self.rand.choice([AN, BINH, 'w:id="3" w:author="Chi"', 'w:id="4"'])

    def look(self):
        """Properties of a run, perhaps changed."""
        look = self.rand.choice(['', '', '', '<w:b/>', '<w:i/>', '<w:caps/>', '<w:vanish/>', '<w:u w:val="single"/>', '<w:b w:val="0"/>'])
        return look + (f'<w:rPrChange {self.who()}><w:rPr>{self.rand.choice(["", "<w:b/>"])}</w:rPr></w:rPrChange>' if self.chance(0.1) else '')

    def piece(self):
        """What a run has besides plain words."""
        return self.rand.choice(['<w:tab/>', '<w:br/>', '<w:noBreakHyphen/>', '<w:softHyphen/>', '<w:cr/>', '<w:br w:type="page"/>',
                                 '<w:lastRenderedPageBreak/>', '<w:sym w:font="Wingdings" w:char="F0FC"/>'])

    def run(self):
        """A run."""
        inner = ''.join(f'<w:t xml:space="preserve">{self.words()} </w:t>' if self.chance(0.7) else self.piece()
                        for _ in range(self.rand.randint(1, 2)))
        look = self.look()
        return f'<w:r>{f"<w:rPr>{look}</w:rPr>" if look else ""}{inner}</w:r>'

    def changed(self, inner):
        """Tracked, in one of the ways that there are."""
        kind = self.rand.choice(['ins', 'ins', 'del', 'del', 'moveFrom', 'moveTo', 'nested', 'turned'])
        if kind == 'nested':
            return f'<w:ins {self.who()}>{self.run()}{self.deleted(inner)}</w:ins>'
        if kind == 'turned':
            return f'<w:del {self.who()}><w:ins {self.who()}>{inner}</w:ins></w:del>'
        return self.deleted(inner) if kind == 'del' else f'<w:{kind} {self.who()}>{inner}</w:{kind}>'

    def deleted(self, inner):
        """Deleted."""
        return f'<w:del {self.who()}>{inner.replace("<w:t ", "<w:delText ").replace("</w:t>", "</w:delText>")}</w:del>'

    def field(self, inner):
        """A field with that result."""
        if self.chance(0.4):
            return f'<w:fldSimple w:instr=" REF a ">{inner}</w:fldSimple>'
        return ('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r><w:r><w:fldChar '
                f'w:fldCharType="separate"/></w:r>{inner}<w:r><w:fldChar w:fldCharType="end"/></w:r>')

    def note(self):
        """A reference to a note."""
        kind = self.rand.choice(['foot', 'end'])
        self.notes[kind].append(''.join(self.paragraph(DEPTH) for _ in range(self.rand.randint(1, 2))))
        return f'<w:r><w:{kind}noteReference w:id="{len(self.notes[kind])}"/></w:r>'

    def comment(self, inner):
        """With a comment on it."""
        self.comments.append(p(self.words()))
        number = len(self.comments)
        return (f'<w:commentRangeStart w:id="{number}"/>{inner}<w:commentRangeEnd w:id="{number}"/>'
                f'<w:r><w:commentReference w:id="{number}"/></w:r>')

    def box(self, depth):
        """A box, twice as word processors write it."""
        content = self.blocks(depth + 1, 2)
        return ('<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx><w:txbxContent>'
                f'{content}</w:txbxContent></wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>'
                f'<w:txbxContent>{content}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>')

    def inline(self, depth):
        """Something in a paragraph."""
        inner = self.run()
        kind = self.rand.random()
        if kind < 0.35:
            return inner
        if kind < 0.6:
            return self.changed(inner)
        if kind < 0.66:
            return self.field(inner if self.chance(0.5) else self.changed(inner))
        if kind < 0.7:
            return f'<w:hyperlink w:anchor="a">{self.changed(inner)}</w:hyperlink>'
        if kind < 0.75:
            return f'<w:sdt><w:sdtPr/><w:sdtContent>{self.changed(inner)}</w:sdtContent></w:sdt>'
        if kind < 0.8:
            return self.comment(inner)
        if depth < DEPTH and kind < 0.85:
            return self.note()
        if depth < DEPTH and kind < 0.89:
            return self.box(depth) if self.chance(0.5) else self.changed(self.box(depth))
        return f'<m:oMath><m:r><m:t>x{self.rand.randint(1, 9)}</m:t></m:r></m:oMath>' if kind > 0.97 else inner

    def mark(self):
        """What is tracked of a paragraph's mark."""
        kinds = self.rand.choice([[], [], [], ['ins'], ['del'], ['moveFrom'], ['moveTo'], ['ins', 'del']])
        return ''.join(f'<w:{kind} {self.who()}/>' for kind in kinds)

    def numbered(self):
        """The list that a paragraph is in, and that it was in."""
        item = ''
        if self.chance(0.4):
            ins = f'<w:ins {self.who()}/>' if self.chance(0.1) else ''
            item = f'<w:numPr><w:ilvl w:val="{self.rand.randint(0, 4)}"/><w:numId w:val="{self.rand.randint(0, 5)}"/>{ins}</w:numPr>'
        if self.chance(0.08):
            old = f'<w:numPr><w:ilvl w:val="{self.rand.randint(0, 2)}"/><w:numId w:val="{self.rand.randint(0, 5)}"/></w:numPr>'
            item += f'<w:pPrChange {self.who()}><w:pPr>{self.rand.choice(["", old])}</w:pPr></w:pPrChange>'
        return item

    def paragraph(self, depth):
        """A paragraph; now and then all of it is one change."""
        whole, mark = self.chance(0.15), self.mark()
        content = [self.inline(depth) for _ in range(0 if whole else self.rand.choice([0, 1, 1, 2, 3, 4]))]
        if whole:
            kind = self.rand.choice(['ins', 'del', 'moveFrom', 'moveTo'])
            mark = f'<w:{kind} {AN}/>'
            content = [f'<w:{kind} {AN}>{self.run()}</w:{kind}>']
            if kind.startswith('move') and self.chance(0.7):
                self.moves += 1
                name = f'w:name="move{self.moves // 2}"'
                content = [f'<w:{kind}RangeStart {AN} {name}/>', *content, f'<w:{kind}RangeEnd w:id="1"/>']
        section = '<w:sectPr><w:pgSz w:orient="landscape"/></w:sectPr>' if depth == 0 and self.chance(0.03) else ''
        return p(*content, properties=self.numbered().replace('<w:pPrChange', f'{section}<w:pPrChange'), mark=mark)

    def cell(self, depth, first, merged):
        """A cell: paragraphs, or a table in it."""
        properties = f'<w:gridSpan w:val="{first}"/>' if first > 1 else ''
        properties += self.rand.choice(['<w:vMerge/>', '<w:vMerge w:val="restart"/>']) if merged else ''
        if self.chance(0.1):
            properties += f'<w:{self.rand.choice(["cellIns", "cellDel"])} {self.who()}/>'
        inner = self.blocks(depth + 1, 2) if self.chance(0.5) else self.paragraph(DEPTH)
        return f'<w:tc><w:tcPr>{properties}</w:tcPr>{inner}{p() if inner.endswith("</w:tbl>") else ""}</w:tc>'

    def row(self, depth, columns, heading):
        """A row, of which cells are merged."""
        cells, left = '', columns
        while left > 0:
            span = min(left, self.rand.choice([1, 1, 1, 1, 2, columns]))
            cell = self.cell(depth, span, self.chance(0.15))
            cells += f'<w:sdt><w:sdtContent>{cell}</w:sdtContent></w:sdt>' if self.chance(0.05) else cell
            left -= span
        mark = self.rand.choice(['', '', '', f'<w:ins {self.who()}/>', f'<w:del {self.who()}/>'])
        row = f'<w:tr><w:trPr>{"<w:tblHeader/>" if heading else ""}{mark}</w:trPr>{cells}</w:tr>'
        return f'<w:sdt><w:sdtContent>{row}</w:sdtContent></w:sdt>' if self.chance(0.05) else row

    def table(self, depth):
        """A table."""
        columns = self.rand.randint(1, 5)
        borders = '<w:tblBorders><w:top w:val="single"/></w:tblBorders>' if self.chance(0.8) else ''
        rows = ''.join(self.row(depth, columns, number == 0 and self.chance(0.5)) for number in range(self.rand.randint(1, 4)))
        return f'<w:tbl><w:tblPr>{borders}</w:tblPr>{rows}</w:tbl>'

    def blocks(self, depth, most):
        """Paragraphs and tables, some in content controls."""
        made = ''
        for _ in range(self.rand.randint(1, most)):
            block = self.table(depth) if depth < DEPTH and self.chance(0.2) else self.paragraph(depth)
            made += f'<w:sdt><w:sdtContent>{block}</w:sdtContent></w:sdt>' if self.chance(0.06) else block
        return made

    def numbering(self):
        """Lists of five levels, of every sort; one goes on from another, one begins anew."""
        shapes = [('decimal', '%{0}.'), ('lowerLetter', '%{0})'), ('upperRoman', '%{0}.'), ('bullet', '-'), ('decimal', '%1.%{0}.')]
        lists = ''
        for number in range(3):
            levels = ''
            for level in range(5):
                kind, text = self.rand.choice(shapes)
                levels += (f'<w:lvl w:ilvl="{level}"><w:start w:val="{self.rand.choice([1, 1, 3])}"/><w:numFmt w:val="{kind}"/>'
                           f'<w:lvlText w:val="{text.format(level + 1)}"/></w:lvl>')
            lists += f'<w:abstractNum w:abstractNumId="{number}">{levels}</w:abstractNum>'
        restart = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
        return lists + ''.join(f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number % 3}"/>{restart if number > 3 else ""}</w:num>'
                               for number in range(1, 6))

    def document(self):
        """The body, and the other parts by their name."""
        body = p('Đầu.') + self.blocks(0, 12)
        parts = {'numbering': self.numbering(), 'header': p(r(self.words())), 'footer': p(r('Trang '), self.field(r('3')))}
        for kind, notes in self.notes.items():
            parts[f'{kind}notes'] = ''.join(f'<w:{kind}note w:id="{number}">{note}</w:{kind}note>' for number, note in enumerate(notes, 1))
        parts['comments'] = ''.join(f'<w:comment w:id="{number}" w:author="An">{text}</w:comment>'
                                    for number, text in enumerate(self.comments, 1))
        return body, parts
