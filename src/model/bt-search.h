/* Finding words in a plan: header, bases, text, signature, recipients, and the titles and cells of appendices. */
#pragma once

#include <gio/gio.h>

#include "bt-plan.h"

G_BEGIN_DECLS

/**
 * BtSearchView:
 * @BT_SEARCH_SHOWN: all that stands in the plan, with what open changes insert and delete
 * @BT_SEARCH_FINAL: what stays when all open changes are accepted
 * @BT_SEARCH_ORIGINAL: what stays when all are rejected
 *
 * What is searched.
 */
typedef enum
{
  BT_SEARCH_SHOWN,
  BT_SEARCH_FINAL,
  BT_SEARCH_ORIGINAL,
} BtSearchView;

typedef enum
{
  BT_SEARCH_EXACT = 0,
  BT_SEARCH_ANY_CASE = 1 << 0,
  BT_SEARCH_ANY_MARKS = 1 << 1, /* tones and the letters' own marks: "tuyen" finds "tuyến" and "tuyên" */
  BT_SEARCH_WHOLE_WORDS = 1 << 2,
} BtSearchFlags;

/**
 * BtMatch:
 * @node: the interned id of a node with a text
 * @start: where the words begin in it, in bytes
 * @end: where they end; what the view hides may stand between
 * @fixed: whether they cannot be replaced: a change deletes them already, or a reference says them
 */
typedef struct
{
  const char *node;
  gsize start, end;
  gboolean fixed;
} BtMatch;

GArray *bt_search (const BtPlan *plan, const char *words, BtSearchFlags flags,
                   BtSearchView view, GCancellable *cancellable) G_GNUC_WARN_UNUSED_RESULT;
guint bt_search_find_from (const BtPlan *plan, const GArray *matches, const char *node, gsize offset);

G_END_DECLS
