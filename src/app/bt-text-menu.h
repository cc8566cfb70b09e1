/* The menu of a text of the plan: what stands in it can be done. */
#pragma once

#include <gtk/gtk.h>

#include "bt-preedit.h"

G_BEGIN_DECLS

/**
 * BtTextMenuFill:
 * @text: the text that the menu is for
 * @offset: the character where it is opened
 * @first: what stands before all else, empty so far
 * @last: what stands behind all else, empty so far
 * @data: what was given with the function
 *
 * Adds what there is to say and to do at a place.
 */
typedef void (*BtTextMenuFill) (GtkWidget *text, guint offset, GMenu *first, GMenu *last, gpointer data);

void bt_text_menu_attach (GtkWidget *text, BtPreedit *preedit, BtTextMenuFill fill, gpointer data);
void bt_text_menu_forget_emoji (GtkEditable *entry);

G_END_DECLS
