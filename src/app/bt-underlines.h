/* Which words of the plan are underlined quietly, and by whom: the findings of the check, the speller; and which were
 * found by a search, which have another background. */
#pragma once

#include <gtk/gtk.h>

#include "bt-plan.h"

G_BEGIN_DECLS

/* What an underline says. Where several meet, the later one is seen. */
typedef enum
{
  BT_UNDERLINE_HINT,
  BT_UNDERLINE_WARNING,
  BT_UNDERLINE_ERROR,
  BT_UNDERLINE_SPELLING,
  BT_UNDERLINE_FOUND,
  BT_UNDERLINE_FOUND_HERE, /* of what was found, the place that is shown */
  BT_N_UNDERLINE_KINDS
} BtUnderlineKind;

/* Who underlines; each replaces only its own. */
typedef enum
{
  BT_UNDERLINER_CHECK,
  BT_UNDERLINER_SPELLER,
  BT_UNDERLINER_SEARCH,
  BT_N_UNDERLINERS
} BtUnderliner;

/**
 * BtUnderline:
 * @start, @end: which bytes of a node's text
 * @kind: what it says
 */
typedef struct
{
  gsize start, end;
  BtUnderlineKind kind;
} BtUnderline;

/* The underlines of one node, in the making. */
typedef struct _BtUnderlineSet BtUnderlineSet;

BtUnderlineSet *bt_underline_set_new (void) G_GNUC_WARN_UNUSED_RESULT;
void bt_underline_set_free (BtUnderlineSet *set);
void bt_underline_set_add (BtUnderlineSet *set, const char *node, BtText *text,
                           BtUnderline underline);

void bt_underline_set_say (BtUnderlineSet *set, const char *node, BtUnderlineKind kind,
                           const char *words);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtUnderlineSet, bt_underline_set_free)

/* A place in no word: all words of a text are meant. */
#define BT_UNDERLINES_ANY_PLACE G_MAXSIZE

#define BT_TYPE_UNDERLINES (bt_underlines_get_type ())
G_DECLARE_FINAL_TYPE (BtUnderlines, bt_underlines, BT, UNDERLINES, GObject)

BtUnderlines *bt_underlines_new (void) G_GNUC_WARN_UNUSED_RESULT;
void bt_underlines_take (BtUnderlines *underlines, BtUnderliner who, BtUnderlineSet *set);
void bt_underlines_populate_menu (BtUnderlines *underlines, const char *node, gsize offset,
                                  GMenu *menu);
GArray *bt_underlines_get (BtUnderlines *underlines, const char *node,
                           BtText *text) G_GNUC_WARN_UNUSED_RESULT;
const char *bt_underlines_get_words (BtUnderlines *underlines, const char *node,
                                     BtUnderlineKind *kind);
gboolean bt_underlines_equal (const GArray *a, const GArray *b);
gboolean bt_underline_kind_is_background (BtUnderlineKind kind);
const char *bt_underline_kind_get_color (BtUnderlineKind kind, gboolean dark);

G_END_DECLS
