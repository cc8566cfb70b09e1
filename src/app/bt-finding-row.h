/* A card of the check panel as it is seen: the rule, the words, what is right, where, and what can be done. */
#pragma once

#include <gtk/gtk.h>

#include "bt-finding-item.h"

G_BEGIN_DECLS

/* What a card is asked to do. */
typedef enum
{
  BT_FINDING_FIX,
  BT_FINDING_FIX_ALL,        /* all of its rule */
  BT_FINDING_SET_ASIDE,
  BT_FINDING_SET_ASIDE_RULE, /* its rule, in the whole plan */
  BT_FINDING_TAKE_BACK,      /* it is looked at again */
} BtFindingDeed;

#define BT_TYPE_FINDING_ROW (bt_finding_row_get_type ())
G_DECLARE_FINAL_TYPE (BtFindingRow, bt_finding_row, BT, FINDING_ROW, GtkBox)

GtkWidget *bt_finding_row_new (void) G_GNUC_WARN_UNUSED_RESULT;
void bt_finding_row_show (BtFindingRow *row, BtFindingItem *item);

G_END_DECLS
