/* What the parts of retagging share: two documents as trees of blocks, the one that went out and the one that came
 * back. */
#pragma once

#include "bt-docx-read.h"
#include "bt-docx-retag.h"
#include "bt-docx-runs.h"

G_BEGIN_DECLS

typedef struct _BtTagBlock BtTagBlock;

/**
 * BtTagBlock:
 * @node: the paragraph, table, row or cell; of several paragraphs that were one when they went out, the first
 * @parent: (nullable): what it stands in
 * @children: (element-type BtTagBlock): what stands in it, in order
 * @paragraphs: (element-type xmlNode): of a paragraph, what it is of now
 * @runs: (element-type BtDocxStretch): of a paragraph, its runs, and where their words are in @text
 * @text: the words as they went out: without what others have put in, with what they have taken out
 * @words: (element-type guint) (nullable): hashes of the words, sorted; made when they are needed
 * @gone: whether all its words have been moved away
 * @match: (nullable): what it is in the other document
 *
 * A part of a document that can be found again in another one.
 */
struct _BtTagBlock
{
  xmlNode *node;
  BtTagBlock *parent;
  GPtrArray *children, *paragraphs;
  GArray *runs;
  GString *text;
  GArray *words;
  gboolean gone;
  BtTagBlock *match;
};

/* A bookmark of ours: around which words of which paragraphs. */
typedef struct
{
  const char *name; /* interned */
  char *id;
  BtTagBlock *block, *end_block; /* the latter is NULL while it is open */
  gsize start, end;
} BtTagName;

/**
 * BtTagText:
 * @doc: the text of the document, not owned
 * @root: its body
 * @all: (element-type BtTagBlock): every block, in order
 * @moved: (element-type BtTagBlock): paragraphs of the words that somebody else has moved there
 * @names: (element-type BtTagName): the bookmarks of ours, in order
 * @by_name: interned name → BtTagName
 * @authors: authors and times of its revisions, as bt_docx_own_change_key() gives them
 *
 * A document.
 */
typedef struct
{
  xmlDoc *doc;
  BtTagBlock *root;
  GPtrArray *all, *moved, *names;
  GHashTable *by_name, *authors;
} BtTagText;

/* bt-docx-retag-text.c */
BtTagText *bt_tag_text_new (xmlDoc *doc, const BtTagText *sent) G_GNUC_WARN_UNUSED_RESULT;
void bt_tag_text_free (BtTagText *text);
gboolean bt_tag_block_is (const BtTagBlock *block, const char *name);

/* bt-docx-retag-align.c */
void bt_tag_align (BtTagText *sent, BtTagText *back, BtDocxFound *found);
int *bt_tag_align_text (const char *sent, const char *back) G_GNUC_WARN_UNUSED_RESULT;

/* bt-docx-retag-marks.c */
void bt_tag_mark (const BtTagText *sent, const BtDocxStyles *sent_styles, BtTagText *back,
                  const BtDocxStyles *back_styles);

/* bt-docx-retag-package.c */
typedef struct _BtTagPackage BtTagPackage;

BtTagPackage *bt_tag_package_new (GBytes *bytes, const char *name, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void bt_tag_package_free (BtTagPackage *package);
xmlDoc *bt_tag_package_get (BtTagPackage *package, const char *type);
gboolean bt_tag_package_is_ours (BtTagPackage *package);
void bt_tag_package_take_over (BtTagPackage *package, BtTagPackage *sent);
GBytes *bt_tag_package_end (BtTagPackage *package, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtTagText, bt_tag_text_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtTagPackage, bt_tag_package_free)

G_END_DECLS
