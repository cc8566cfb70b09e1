/* Rich text: immutable NFC UTF-8 with runs of marks, inline objects and comment anchors. */
#pragma once

#include <glib.h>

#include "bt-intern.h"

G_BEGIN_DECLS

typedef struct _BtText BtText;
typedef struct _BtTextBuilder BtTextBuilder;

typedef enum
{
  BT_FORMAT_NONE = 0,
  BT_FORMAT_BOLD = 1 << 0,
  BT_FORMAT_ITALIC = 1 << 1,
  BT_FORMAT_UNDERLINE = 1 << 2,
} BtFormat;

/**
 * BtObjectKind:
 * @BT_OBJECT_NONE: plain characters
 * @BT_OBJECT_REF: a reference to a clause, an appendix or this plan; target is the node's id
 * @BT_OBJECT_CITE: the citation of a source; target is the source's id
 * @BT_OBJECT_FOREIGN: an element of a foreign namespace, kept as it came; target is its XML
 *
 * An object stands in the text as one U+FFFC.
 */
typedef enum
{
  BT_OBJECT_NONE,
  BT_OBJECT_REF,
  BT_OBJECT_CITE,
  BT_OBJECT_FOREIGN,
} BtObjectKind;

/* The character an object stands for. */
#define BT_OBJECT_CHAR "\xEF\xBF\xBC"
#define BT_OBJECT_CHAR_SIZE 3

/**
 * BtMark:
 * @format: bold, italic, underline
 * @object: what a U+FFFC of the run stands for
 * @target: (nullable): the object's target, interned
 * @ins: (nullable): the id of the change that inserted the run, interned
 * @del: (nullable): the id of the change that deletes it, interned
 * @was: (nullable): the open changes of @format and what it was before each, as bt-was.h writes them under the name
 *   "format" with the letters of bt_format_to_letters(), interned
 *
 * What all characters of a run share. The strings are interned (bt_intern()), so two marks are equal where
 * their fields are. All zero is plain text.
 */
typedef struct
{
  BtFormat format;
  BtObjectKind object;
  const char *target;
  const char *ins;
  const char *del;
  const char *was;
} BtMark;

/* Changes the mark of a run; returns FALSE where the run is to go. */
typedef gboolean (*BtMarkMap) (BtMark *mark, gpointer data);

/* A run reaches from the end of the run before it (0 for the first) to @end, in bytes. */
typedef struct
{
  gsize end;
  BtMark mark;
} BtRun;

/* The range of bytes a comment thread speaks of; @thread is interned. Anchors are sorted by start, end, thread. */
typedef struct
{
  gsize start, end;
  const char *thread;
} BtAnchor;

BtText *bt_text_new (const char *string) G_GNUC_WARN_UNUSED_RESULT;
BtText *bt_text_ref (BtText *text);
void bt_text_unref (BtText *text);

const char *bt_text_get_string (const BtText *text);
gsize bt_text_get_length (const BtText *text);
const BtRun *bt_text_get_runs (const BtText *text, guint *n_runs);
gboolean bt_text_has_marks (const BtText *text);
gboolean bt_text_has_objects (const BtText *text);
const BtAnchor *bt_text_get_anchors (const BtText *text, guint *n_anchors);
const BtMark *bt_text_get_mark (const BtText *text, gsize offset);

BtText *bt_text_slice (const BtText *text, gsize start, gsize end) G_GNUC_WARN_UNUSED_RESULT;
BtText *bt_text_replace (BtText *text, gsize start, gsize end, BtText *slice) G_GNUC_WARN_UNUSED_RESULT;
BtText *bt_text_map (BtText *text, BtMarkMap map, gpointer data) G_GNUC_WARN_UNUSED_RESULT;
BtText *bt_text_with_anchor (BtText *text, gsize start, gsize end, const char *thread) G_GNUC_WARN_UNUSED_RESULT;
BtText *bt_text_without_anchor (BtText *text, const char *thread) G_GNUC_WARN_UNUSED_RESULT;
gboolean bt_text_equal (const BtText *a, const BtText *b);
gboolean bt_text_is_boundary (const BtText *text, gsize offset);
gboolean bt_text_check (const BtText *text, gboolean lines, GError **error);
gboolean bt_text_allows_char (gunichar character, gboolean lines);

char *bt_format_to_letters (BtFormat format) G_GNUC_WARN_UNUSED_RESULT;
BtFormat bt_format_from_letters (const char *letters);
gboolean bt_mark_equal (const BtMark *a, const BtMark *b);

BtTextBuilder *bt_text_builder_new (void) G_GNUC_WARN_UNUSED_RESULT;
void bt_text_builder_append (BtTextBuilder *builder, const char *string, gssize length, const BtMark *mark);
void bt_text_builder_append_text (BtTextBuilder *builder, const BtText *text);
void bt_text_builder_append_object (BtTextBuilder *builder, const BtMark *mark);
void bt_text_builder_start_anchor (BtTextBuilder *builder, const char *thread);
void bt_text_builder_end_anchor (BtTextBuilder *builder, const char *thread);
BtText *bt_text_builder_end (BtTextBuilder *builder) G_GNUC_WARN_UNUSED_RESULT;
void bt_text_builder_free (BtTextBuilder *builder);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtText, bt_text_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtTextBuilder, bt_text_builder_free)

G_END_DECLS
