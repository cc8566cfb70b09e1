/* The marks of a plan's tracked changes and comments as a page shows them: which words look how, and which notes stand
 * where. */
#pragma once

#include "bt-look.h"
#include "bt-comment-list.h"
#include "bt-numbering.h"
#include "bt-profile.h"

G_BEGIN_DECLS

/* Which changes all words of a node are part of: its own marks, and those of the table, the column or the moved clause
 * it is in; ids of changes or NULL. */
typedef struct
{
  const char *ins, *del, *moved;
} BtNodeMarks;

/**
 * BtRemark:
 * @number: from 1
 * @node: where it was done
 * @change: the id of the change, interned
 * @name: of the attribute, or "format"
 * @old, @now: (nullable): its values
 * @words: (nullable): the words whose format it is
 * @place: where it stands, in words
 *
 * A change that the words themselves do not show: of an attribute, of a format. It is told in a note.
 */
typedef struct
{
  guint number;
  const BtNode *node;
  const char *change;
  char *name, *old, *now, *words, *place;
} BtRemark;

/* The colours that changes have, kept from one layout to the next: as long as the serial stays, so do they. */
typedef struct
{
  GHashTable *colors;  /* interned id of a change, to its colour */
  GHashTable *records; /* likewise, to its record in the plan that was read last */
  GHashTable *heads;   /* record of a change, or message, to the words that say who and when */
  GArray *authors;
  BtNode *changes, *comments; /* (nullable) as they were last read */
  guint serial;
} BtPalette;

typedef struct _BtMarkup BtMarkup;

BtPalette *bt_palette_new (void) G_GNUC_WARN_UNUSED_RESULT;
void bt_palette_free (BtPalette *palette);
void bt_palette_read (BtPalette *palette, const BtPlan *plan, const BtProfile *profile);
guint32 bt_palette_get_author_color (const BtPalette *palette, const BtProfile *profile,
                                     const char *name);
const char *bt_palette_get_head (BtPalette *palette, const BtProfile *profile,
                                 const BtNode *record);

BtMarkup *bt_markup_new (BtPlan *plan, const BtProfile *profile, BtPalette *palette,
                         const BtMarkup *previous) G_GNUC_WARN_UNUSED_RESULT;
void bt_markup_free (BtMarkup *markup);

BtPlan *bt_markup_get_plan (const BtMarkup *markup);
const BtProfile *bt_markup_get_profile (const BtMarkup *markup);
guint bt_markup_get_serial (const BtMarkup *markup);
gboolean bt_markup_has_changes (const BtMarkup *markup);
gboolean bt_markup_is_empty (const BtMarkup *markup);
const GArray *bt_markup_get_authors (const BtMarkup *markup);
const GPtrArray *bt_markup_get_comments (const BtMarkup *markup);
const GPtrArray *bt_markup_get_remarks (const BtMarkup *markup);
const char *bt_markup_get_comment_place (const BtMarkup *markup, const BtComment *comment);
const char *bt_markup_get_head (const BtMarkup *markup, const BtNode *record);
const BtNode *bt_markup_get_record (const BtMarkup *markup, const char *change);
guint32 bt_markup_get_author_color (const BtMarkup *markup, const char *author);
guint32 bt_markup_get_color (const BtMarkup *markup, const char *change);

BtNodeMarks bt_markup_get_marks (const BtMarkup *markup, const BtNode *node);
BtInk bt_markup_get_ink (const BtMarkup *markup, const BtNodeMarks *marks, const BtMark *mark);
const char *bt_markup_get_signs (const BtMarkup *markup, const BtNode *node);
const char *bt_markup_next_sign (const char *signs, gsize *offset, char **words);
void bt_markup_append_signs (const BtMarkup *markup, const BtNode *node, GString *words);
gboolean bt_markup_is_relay (const BtMarkup *markup, const BtNode *ghost);
const char *bt_markup_get_signs_below (const BtMarkup *markup, const BtNode *node);
gboolean bt_markup_is_same (const BtMarkup *old, const BtMarkup *markup, const BtNode *node);
GHashTable *bt_markup_find_new_records (const BtMarkup *old,
                                        const BtMarkup *markup) G_GNUC_WARN_UNUSED_RESULT;
gboolean bt_markup_has_same_comment (const BtMarkup *old, const BtMarkup *markup, guint index);
gboolean bt_markup_has_same_remark (const BtMarkup *old, const BtMarkup *markup, guint index,
                                    GHashTable *records);

/**
 * BtLabels:
 * @now: the label as it is when all changes are accepted, or would be
 * @before: (nullable): as it was before all of them; %NULL where the node was not there
 */
typedef struct
{
  char *now, *before;
} BtLabels;

/* Counts the children of a node as they are, and as they were. */
typedef struct
{
  BtCounter now, before;
  guint number, old_number; /* of the child counted last */
} BtLabelCounter;

/* bt-markup-label.c */
void bt_label_counter_next (BtLabelCounter *counter, const BtMarkup *markup, const BtNode *child);
void bt_labels_init (BtLabels *labels, const BtMarkup *markup, const BtNode *node,
                     const BtLabelCounter *counter, const BtLabels *parent);
void bt_labels_clear (BtLabels *labels);
gboolean bt_markup_marks_label (const BtMarkup *markup, const BtNode *node);
char *bt_markup_dup_label (const BtMarkup *markup, const BtNode *node, const char *now,
                           const char *before) G_GNUC_WARN_UNUSED_RESULT;
const BtNode *bt_markup_get_original (const BtMarkup *markup, const BtNode *child);
const BtNode *bt_markup_get_moved (const BtMarkup *markup, const BtNode *ghost);

/* bt-markup-notes.c */
char *bt_markup_dup_remark (const BtMarkup *markup,
                            const BtRemark *remark) G_GNUC_WARN_UNUSED_RESULT;
char *bt_markup_dup_comment_head (const BtMarkup *markup, const BtComment *comment,
                                  guint index) G_GNUC_WARN_UNUSED_RESULT;
char *bt_markup_dup_ghost (const BtMarkup *markup, const BtNode *ghost) G_GNUC_WARN_UNUSED_RESULT;
char *bt_note_shorten (const char *words) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
