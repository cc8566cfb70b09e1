/* A question over the window whose answer is a line or two. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

AdwMessageDialog *bt_line_dialog_new (GtkWindow *parent, const char *heading, const char *body,
                                      const char *answer);
void bt_line_dialog_add (AdwMessageDialog *dialog, const char *title, const char *text);
char *bt_line_dialog_dup (AdwMessageDialog *dialog, guint line) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
