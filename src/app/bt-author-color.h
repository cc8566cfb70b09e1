/* The colours in which the window shows who wrote what. */
#pragma once

#include <gtk/gtk.h>

#include "bt-plan.h"

G_BEGIN_DECLS

/* As many as a rule set has, so that an author has one colour in the window and on paper. */
#define BT_N_AUTHOR_COLORS 8

const char *bt_author_color_get (guint index, gboolean dark);
GHashTable *bt_author_colors_of_changes (const BtPlan *plan) G_GNUC_WARN_UNUSED_RESULT;
GHashTable *bt_commented_nodes_of_plan (const BtPlan *plan) G_GNUC_WARN_UNUSED_RESULT;
GHashTable *bt_open_comments_of_plan (const BtPlan *plan) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
