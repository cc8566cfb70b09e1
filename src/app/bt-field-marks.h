/* What is underlined in a field of a form or of an appendix, or in the cell that is edited; the menu of its words. */
#pragma once

#include <adwaita.h>

#include "bt-preedit.h"
#include "bt-underlines.h"

G_BEGIN_DECLS

typedef struct _BtFieldMarks BtFieldMarks;

BtFieldMarks *bt_field_marks_new (GtkTextView *view, BtPreedit *preedit) G_GNUC_WARN_UNUSED_RESULT;
BtFieldMarks *bt_field_marks_new_for_row (AdwEntryRow *row) G_GNUC_WARN_UNUSED_RESULT;
void bt_field_marks_free (BtFieldMarks *marks);
void bt_field_marks_set_underlines (BtFieldMarks *marks, BtUnderlines *underlines);
void bt_field_marks_show (BtFieldMarks *marks, const char *id, BtText *text);

G_END_DECLS
