/* A document of a word processor (ISO/IEC 29500-1, WordprocessingML) as it is read: paragraphs and tables with all
 * their text, in which tracked changes and comments are marks of ours already; private to convert/. */
#pragma once

#include <libxml/tree.h>

#include "bt-node.h"
#include "bt-report.h"
#include "bt-schema.h"
#include "bt-zip.h"

G_BEGIN_DECLS

/* No numbering: numId 0 takes the numbering of a style away. */
#define BT_DOCX_NO_LIST 0

typedef struct _BtDocxNumbering BtDocxNumbering;

/* The list a paragraph is an item of, and its level in it, from 0. */
typedef struct
{
  guint list;
  guint level;
} BtDocxItem;

/**
 * BtDocxParagraph:
 * @number: its place in the document, from 1
 * @text: all its text, also what is deleted; it may have tabs, which no text of a plan has
 * @ins: (nullable): the change that put in its mark, the end of the paragraph; interned
 * @del: (nullable): the change that deletes its mark
 * @style: (nullable): the id of its style, interned
 * @item: the list it is in
 * @was: (nullable): the change of its list or style
 * @item_was: the list it was in before @was
 * @label: (nullable): what the word processor prints before it: its number or bullet
 * @styled: whether its style is that of a heading
 * @section: in which section it stands, from 0
 * @break_before: whether it cannot be joined to the paragraph before it: a cell or a box begins
 * @names: (nullable): the bookmarks of ours in it, ended by %NULL
 * @stray: whether it has words of the plan that are of no bookmark in it
 * @fields: (nullable) (element-type utf8): the interned names of fields of ours that have words of it
 * @elsewhere: whether there are words of it that no field has
 * @made: how many bytes of its text, when all changes are accepted, the program has printed before all others
 * @origin: its number in the text as it is with all changes; 0 where it stands elsewhere, as in a footnote
 *
 * A paragraph.
 */
typedef struct
{
  guint number;
  BtText *text;
  const char *ins, *del;
  const char *style;
  BtDocxItem item;
  const char *was;
  BtDocxItem item_was;
  char *label;
  gboolean styled;
  guint section;
  gboolean break_before;
  GPtrArray *names;
  gboolean stray;
  GPtrArray *fields;
  gboolean elsewhere;
  gsize made;
  guint origin;
} BtDocxParagraph;

typedef struct
{
  GPtrArray *blocks; /* BtDocxBlock */
  guint column, span;
  gboolean goes_on; /* it is merged with the cell above it */
  const char *ins, *del;
} BtDocxCell;

typedef struct
{
  GPtrArray *cells; /* BtDocxCell */
  gboolean heading;
  const char *ins, *del;
} BtDocxRow;

typedef struct
{
  GPtrArray *rows;  /* BtDocxRow */
  gboolean borders; /* whether it says that it has some */
} BtDocxTable;

/* One of the two. */
typedef struct
{
  BtDocxParagraph *paragraph;
  BtDocxTable *table;
} BtDocxBlock;

/**
 * BtDocxThread:
 * @id: its id, interned
 * @comment: (nullable): the number of its first comment, interned
 * @resolved: whether it is settled
 * @alone: whether nothing tells what its first comment answers, if it does, and our own part does not know it
 * @messages: (element-type BtNode): that comment and its replies
 * @fresh: (element-type BtNode): those of them that our own part does not know
 * @paragraph: the number of the one it is attached to; 0 for none
 * @node: (nullable): of a document of ours, the interned id of the node that is there
 *
 * A comment that begins a thread, and its replies.
 */
typedef struct
{
  const char *id, *comment, *node;
  gboolean resolved, alone;
  GPtrArray *messages, *fresh;
  guint paragraph;
} BtDocxThread;

/**
 * BtDocxAdded:
 * @text: its words
 * @style: (nullable): its style, interned
 * @change: the change that put it in
 * @behind, @before: (nullable): the interned ids of the items that it stands between, where nothing else is between
 * @flows: whether what is read next follows it
 *
 * A paragraph that somebody has put into a document of ours, with tracking.
 */
typedef struct
{
  BtText *text;
  const char *style, *change, *behind, *before;
  gboolean flows;
} BtDocxAdded;

/**
 * BtDocxOwn:
 * @doc: our own part of the package
 * @tree: the plan in it
 * @nodes: interned id → its element in the tree
 * @aliases: interned name of a bookmark → interned id of the node that it is around
 * @changes: author and time → interned id of the record
 * @messages: number of a comment, as we wrote it → its element in the tree, within that of its thread
 * @marks, @objects, @anchors: interned number or name → what is told of it
 * @ends: number of a bookmark → how many ends of that number are still to come
 * @written: (element-type utf8): the words that the program made, as it wrote them and without the blanks at their ends
 * @written_in: (element-type utf8 GPtrArray): the same by the interned style of the paragraph
 * @libreoffice: whether LibreOffice has saved the document last, which has no room for all revisions
 * @texts: interned id of a node, or name of a field → its text
 * @rows: interned id of a row → (element-type BtText) the texts of its cells
 * @edited: whether there is something in the document that we did not write, so that the tree does not hold
 * @object: (nullable): what is told of the object whose words are read
 * @object_mark: what they bear
 * @object_words: those that were read
 * @object_text: (nullable): the same with what each bears, which is not the same where @object_mixed
 * @rest: (nullable): what is still to come of words of the last object, whose bookmark ended too early
 * @waiting: (nullable): the interned thread whose words begin with those of the bookmark that comes next
 * @waited: (nullable): the one that has begun so, as long as it has not ended
 * @made: whether words are read that the program made
 * @copy: how many things are open of which a copy is read, where they were before they were moved
 * @moved: likewise, of those that somebody has moved
 * @copies: (element-type BtText): the words of the copies of what was moved, as they are when all is rejected, by
 *   paragraphs
 * @copied_in: the paragraph that the last of these is of
 * @cell, @row: where words go that no bookmark is around
 * @n_paragraphs: how many paragraphs have begun
 * @item: (nullable): the interned id of the clause, basis, recipient whose words the paragraph has
 * @last: (nullable): the interned name of the text that ended last in the paragraph
 * @before: (nullable): words of the paragraph before any bookmark
 * @stray: whether the paragraph has words of the plan that are of no bookmark that began in it
 * @fields: (nullable) (element-type utf8): the interned names of fields that have words of the paragraph
 * @elsewhere: whether there are words of it that no field has
 * @order: (element-type utf8): the interned ids of clauses, bases, recipients as they stand in the document
 * @struck: interned id of an item → the change by which somebody takes out all of it
 * @added: (element-type BtDocxAdded): what somebody has put in, in order
 * @styles: interned id of an item → the interned style of its paragraph
 * @mark_ins, @mark_del: (nullable): the changes of others by which the mark of the paragraph comes or goes
 * @carried: (nullable): that by which the mark of the paragraph before came
 * @behind: (nullable): the item that the paragraph follows
 * @familiar: whether the paragraph has words that were there when it went out
 * @lasts: whether it has words that are not taken out
 * @cell_begun: whether the cell has words
 * @cell_breaks: whether a further paragraph of the cell has begun, so that what comes is a line of its own
 *
 * What our export wrote into a document besides its text, and what was gathered by it.
 */
typedef struct
{
  xmlDoc *doc;
  const xmlNode *tree;
  GHashTable *nodes, *aliases, *changes, *messages;
  GHashTable *marks, *objects, *anchors;
  gboolean libreoffice;
  GHashTable *ends;
  GHashTable *written, *written_in;
  GHashTable *texts, *rows;
  GPtrArray *open;
  gboolean edited, made;
  guint copy, moved, copied_in;
  GPtrArray *copies;
  const xmlNode *object;
  BtMark object_mark;
  GString *object_words;
  BtTextBuilder *object_text;
  gboolean object_mixed;
  const char *rest, *waiting, *waited;
  BtTextBuilder *cell;
  const char *row;
  gboolean cell_begun, cell_breaks;
  guint n_paragraphs;
  const char *item, *last;
  BtText *before;
  GPtrArray *order;
  gboolean stray;
  GPtrArray *fields;
  gboolean elsewhere;
  GHashTable *struck, *styles;
  GPtrArray *added;
  const char *mark_ins, *mark_del, *carried, *behind;
  gboolean familiar, lasts;
} BtDocxOwn;

/**
 * BtDocx:
 * @blocks: (element-type BtDocxBlock): the document's text
 * @changes: (element-type BtNode): the records of its tracked changes
 * @moves: (element-type utf8): the interned ids of those that are moves
 * @threads: (element-type BtDocxThread): its comments
 * @messages: (element-type utf8 BtNode): each message of our own part by the number that it has there
 * @landscape: (element-type gboolean): of each section, whether it lies
 * @numbering: counts its lists
 * @own: (nullable): what our export wrote into it
 * @n_paragraphs: how many paragraphs there are
 * @pictures: whether there are pictures, charts or embedded objects in the text
 *
 * A document.
 */
typedef struct
{
  GPtrArray *blocks;
  GPtrArray *changes;
  GHashTable *moves;
  GPtrArray *threads;
  GHashTable *messages;
  GArray *landscape;
  BtDocxNumbering *numbering;
  BtDocxOwn *own;
  guint n_paragraphs;
  gboolean pictures;
} BtDocx;

/**
 * BtDocxReading:
 * @BT_DOCX_AS_IT_IS: with its tracked changes
 * @BT_DOCX_ACCEPTED: as if all of them were accepted
 * @BT_DOCX_REJECTED: as if all of them were rejected
 *
 * How a document is read.
 */
typedef enum
{
  BT_DOCX_AS_IT_IS,
  BT_DOCX_ACCEPTED,
  BT_DOCX_REJECTED,
} BtDocxReading;

BtDocx *bt_docx_read (BtZip *zip, const char *name, BtDocxReading reading, BtReport *report,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
void bt_docx_free (BtDocx *docx);

/* A part as it is when its changes are decided: bt-docx-decide.c */
void bt_docx_number (xmlDoc *doc);
void bt_docx_decide (xmlDoc *doc, BtDocxReading reading);

/* The package: bt-docx-read-package.c */
typedef struct _BtDocxPackage BtDocxPackage;

BtDocxPackage *bt_docx_package_new (BtZip *zip, const char *name, BtDocxReading reading,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
void bt_docx_package_free (BtDocxPackage *package);
xmlDoc *bt_docx_package_load (BtDocxPackage *package, const char *part,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
xmlDoc *bt_docx_package_load_main (BtDocxPackage *package, BtDocxOwn *own,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
const char *bt_docx_package_get_main (const BtDocxPackage *package);
gboolean bt_docx_package_is_libreoffice (const BtDocxPackage *package);
xmlDoc *bt_docx_package_load_related (BtDocxPackage *package, const char *type,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *bt_docx_package_list_related (BtDocxPackage *package,
                                         const char *type) G_GNUC_WARN_UNUSED_RESULT;

gboolean bt_docx_is (const xmlNode *node, const char *name);
xmlNode *bt_docx_child (const xmlNode *node, const char *name);
const char *bt_docx_attr (const xmlNode *node, const char *name);
const char *bt_docx_child_val (const xmlNode *node, const char *name);
gboolean bt_docx_is_on (const xmlNode *properties, const char *name, gboolean otherwise);
char *bt_docx_dup_text (const xmlNode *node) G_GNUC_WARN_UNUSED_RESULT;

/* Texts as if they were decided: bt-docx-read-changes.c */
char *bt_docx_dup_view (const BtText *text, gboolean accepted) G_GNUC_WARN_UNUSED_RESULT;
gboolean bt_docx_is_space (const char *words);
gboolean bt_docx_has_words (const BtText *text, gboolean accepted);

/* Our own part: bt-docx-read-own-part.c, -marks.c, bt-docx-read-numbers.c */
BtDocxOwn *bt_docx_own_new (BtDocxPackage *package) G_GNUC_WARN_UNUSED_RESULT;
void bt_docx_own_free (BtDocxOwn *own);
char *bt_docx_own_change_key (const char *author, const char *time) G_GNUC_WARN_UNUSED_RESULT;
void bt_docx_own_find_numbers (BtDocxOwn *own, xmlNode *body);
gboolean bt_docx_own_knows (gconstpointer own, const xmlNode *revision);
const xmlNode *bt_docx_own_get_change (const BtDocxOwn *own, const xmlNode *mark);
gboolean bt_docx_own_fits (const BtDocxOwn *own, const xmlNode *revision, const xmlNode *mark);
gboolean bt_docx_own_fits_change (const BtDocxOwn *own, const xmlNode *revision, const xmlNode *change);
void bt_docx_own_find_ends (BtDocxOwn *own, const xmlNode *parent);
const xmlNode *bt_docx_own_find_mark (const BtDocxOwn *own, const xmlNode *node);
const char *bt_docx_own_find_change (const BtDocxOwn *own, const xmlNode *node, const char *author,
                                     const char *time);
gboolean bt_docx_own_is_foreign (const char *xml);
const char *bt_docx_own_get_was (const xmlNode *told);

/* The words of what it names: bt-docx-read-own.c */
void bt_docx_own_open_free (gpointer data);
void bt_docx_own_start (BtDocxOwn *own, const xmlNode *node);
void bt_docx_own_end (BtDocxOwn *own, const xmlNode *node);
void bt_docx_own_append (BtDocxOwn *own, const char *text, const BtMark *mark, gboolean inserted,
                         gboolean deleted);
void bt_docx_own_start_paragraph (BtDocxOwn *own, GPtrArray *names);
void bt_docx_own_end_paragraph (BtDocxOwn *own);
void bt_docx_own_end_row (BtDocxOwn *own, gboolean inserted, gboolean deleted);
void bt_docx_own_anchor (BtDocxOwn *own, const char *thread, gboolean start);
void bt_docx_own_start_cell (BtDocxOwn *own);
void bt_docx_own_end_cell (BtDocxOwn *own);
void bt_docx_own_finish (BtDocxOwn *own);

/* Paragraphs that come and go: bt-docx-read-own-paragraphs.c */
void bt_docx_added_free (gpointer added);
void bt_docx_own_note_mark (BtDocxOwn *own, const char *change, gboolean deleted, gboolean move);
void bt_docx_own_settle_paragraph (BtDocxOwn *own, const BtDocxParagraph *paragraph);
void bt_docx_own_break (BtDocxOwn *own);

/* Styles: bt-docx-read-styles.c */
typedef struct _BtDocxStyles BtDocxStyles;

/**
 * BtDocxLook:
 * @format: bold, italic, underline
 * @capitals: whether its letters are shown as capitals
 * @hidden: whether it is not shown
 * @font: (nullable): the font's name
 *
 * What characters look like.
 */
typedef struct
{
  BtFormat format;
  gboolean capitals;
  gboolean hidden;
  const char *font;
} BtDocxLook;

BtDocxStyles *bt_docx_styles_new (xmlDoc *doc, gboolean ours) G_GNUC_WARN_UNUSED_RESULT;
const char *bt_docx_styles_get_original (const BtDocxStyles *styles, const char *id);
void bt_docx_styles_free (BtDocxStyles *styles);
void bt_docx_styles_look (const BtDocxStyles *styles, const char *paragraph_style,
                          const xmlNode *properties, BtDocxLook *look);
BtFormat bt_docx_styles_get_format (const BtDocxStyles *styles, const char *id);
BtDocxItem bt_docx_styles_item (const BtDocxStyles *styles, const char *style,
                                const xmlNode *properties);
gboolean bt_docx_styles_is_heading (const BtDocxStyles *styles, const char *style);
gboolean bt_docx_style_is_ours (const char *style);

/* Numbering: bt-docx-read-numbering.c */
BtDocxNumbering *bt_docx_numbering_new (xmlDoc *doc) G_GNUC_WARN_UNUSED_RESULT;
void bt_docx_numbering_free (BtDocxNumbering *numbering);
int bt_docx_numbering_find_level (const BtDocxNumbering *numbering, guint list, const char *style);
char *bt_docx_numbering_next (BtDocxNumbering *numbering,
                              const BtDocxItem *item) G_GNUC_WARN_UNUSED_RESULT;
char *bt_docx_numbering_first (BtDocxNumbering *numbering,
                               const BtDocxItem *item) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtDocx, bt_docx_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtDocxPackage, bt_docx_package_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtDocxStyles, bt_docx_styles_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtDocxNumbering, bt_docx_numbering_free)

G_END_DECLS
