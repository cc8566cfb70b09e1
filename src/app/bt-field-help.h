/* Help beside a field of a form: a calendar for a date, choices for the lines of a signature. */
#pragma once

#include <gtk/gtk.h>

#include "bt-document.h"

G_BEGIN_DECLS

GtkWidget *bt_field_help_new_calendar (GtkEditable *editable) G_GNUC_WARN_UNUSED_RESULT;
GtkWidget *bt_field_help_new_symbol (GtkEditable *editable) G_GNUC_WARN_UNUSED_RESULT;
void bt_field_help_set_symbol (GtkWidget *button, BtPlan *plan);
GtkWidget *bt_field_help_new_authority (void) G_GNUC_WARN_UNUSED_RESULT;
void bt_field_help_set_document (GtkWidget *button, BtDocument *document);

G_END_DECLS
