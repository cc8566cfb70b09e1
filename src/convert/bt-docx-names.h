/* The names that both the writer and the reader of documents know: styles, bookmarks, our own part. */
#pragma once

#define BT_DOCX_NAMESPACE "urn:banthao:docx:1"

/* Bookmarks: each followed by the id of a node, the name of a field, or a number. */
#define BT_DOCX_MARK_NODE "_bt_"
#define BT_DOCX_MARK_ROW "_btr_"
#define BT_DOCX_MARK_TABLE "_btt_"
#define BT_DOCX_MARK_COLUMN "_btc_"
#define BT_DOCX_MARK_FIELD "_bth_"
#define BT_DOCX_MARK_SIGNATURE "_bts_"
#define BT_DOCX_MARK_ALIAS "_btq_"
#define BT_DOCX_MARK_OBJECT "_bto_"
#define BT_DOCX_MARK_ANCHOR "_btk_"

/* In our own part, of a message: its comment was found by its words. */
#define BT_DOCX_BY_WORDS "by-words"

/* The character style of words that the program made: they are no part of the plan. */
#define BT_DOCX_STYLE_LABEL "BtLabel"
#define BT_DOCX_STYLE_LABEL_NAME "Số và ký hiệu"
/* Paragraphs that are no part of the plan: room, rules, ends of sections, the word "DỰ THẢO". */
#define BT_DOCX_STYLE_SPACER "BtSpacer"
#define BT_DOCX_STYLE_RULE "BtRule"
#define BT_DOCX_STYLE_BREAK "BtBreak"
#define BT_DOCX_STYLE_DRAFT "BtDraft"

/* Paragraphs in tables: what their style begins with. */
#define BT_DOCX_STYLE_CELL "BtCell"
#define BT_DOCX_STYLE_GROUP_ROW "BtGroupRow"

/* A joiner of nothing, which LibreOffice puts into the empty cells of a row that is put in or taken out. */
#define BT_DOCX_DUMMY "\xE2\x80\x8D"

/* Revisions are numbered from here on: a number below it was given by another program, which has numbered them anew. */
#define BT_DOCX_FIRST_REVISION 700001

const char *bt_docx_style_from_name (const char *name);
