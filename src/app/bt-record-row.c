/* A row that opens onto a few fields: one signatory, one unit. */

#include "bt-record-row.h"

#include <glib/gi18n-lib.h>

#include "bt-growing-text.h"

struct _BtRecordRow
{
  AdwExpanderRow parent_instance;

  GPtrArray *fields; /* a GtkEditable or a GtkTextView each */
};

enum
{
  CHANGED,
  REMOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtRecordRow, bt_record_row, ADW_TYPE_EXPANDER_ROW)

/**
 * bt_lines_row_new:
 * @title: what the row is called
 * @view: (out): where its text is
 *
 * Returns: (transfer floating): a row for a text of several lines
 */
GtkWidget *
bt_lines_row_new (const char *title, GtkTextView **view)
{
  GtkWidget *row = adw_preferences_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *name = gtk_label_new (title);
  GtkWidget *text = bt_growing_text_new ();

  gtk_widget_add_css_class (box, "lines-row");
  gtk_widget_add_css_class (name, "dim-label");
  gtk_widget_add_css_class (name, "caption");
  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (text), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (text), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), text);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  *view = GTK_TEXT_VIEW (text);

  return row;
}

/**
 * bt_lines_row_dup_text:
 * @view: what bt_lines_row_new() gave
 *
 * Returns: (transfer full) (nullable): its text without blanks around it; %NULL where there is none
 */
char *
bt_lines_row_dup_text (GtkTextView *view)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  g_autofree char *text = NULL;
  GtkTextIter start, end;

  g_return_val_if_fail (GTK_IS_TEXT_VIEW (view), NULL);

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = g_strstrip (gtk_text_buffer_get_text (buffer, &start, &end, FALSE));
  return *text != '\0' ? g_steal_pointer (&text) : NULL;
}

static void
bt_record_row_finalize (GObject *object)
{
  g_ptr_array_unref (BT_RECORD_ROW (object)->fields);
  G_OBJECT_CLASS (bt_record_row_parent_class)->finalize (object);
}

static void
bt_record_row_class_init (BtRecordRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bt_record_row_finalize;

  /**
   * BtRecordRow::changed:
   * @row: the row
   */
  signals[CHANGED] = g_signal_new ("changed", BT_TYPE_RECORD_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  /**
   * BtRecordRow::removed:
   * @row: the row, which its user wants to go
   */
  signals[REMOVED] = g_signal_new ("removed", BT_TYPE_RECORD_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
bt_record_row_init (BtRecordRow *self)
{
  self->fields = g_ptr_array_new ();
}

static void
changed_cb (BtRecordRow *self)
{
  g_autofree char *name = bt_record_row_dup (self, 0);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), name ? name : "…");
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
remove_cb (BtRecordRow *self)
{
  g_signal_emit (self, signals[REMOVED], 0);
}

static void
add_field (BtRecordRow *self, const BtRecordField *field)
{
  GtkTextView *view = NULL;
  GtkWidget *row;

  if (field->lines)
    {
      row = bt_lines_row_new (_ (field->title), &view);
      g_signal_connect_object (gtk_text_view_get_buffer (view), "changed", G_CALLBACK (changed_cb),
                               self, G_CONNECT_SWAPPED);
      g_ptr_array_add (self->fields, view);
    }
  else
    {
      row = adw_entry_row_new ();
      adw_entry_row_set_input_hints (ADW_ENTRY_ROW (row), GTK_INPUT_HINT_NO_EMOJI);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (field->title));
      g_signal_connect_object (row, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
      g_ptr_array_add (self->fields, row);
    }
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);
}

/**
 * bt_record_row_new:
 * @fields: its fields
 * @n_fields: how many
 *
 * Returns: (transfer floating): a row with empty fields
 */
GtkWidget *
bt_record_row_new (const BtRecordField *fields, guint n_fields)
{
  BtRecordRow *self = g_object_new (BT_TYPE_RECORD_ROW, "title", "…", "use-markup", FALSE, NULL);
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");

  for (guint i = 0; i < n_fields; i++)
    add_field (self, &fields[i]);
  gtk_widget_set_tooltip_text (button, _ ("Remove"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Remove"), -1);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_cb), self, G_CONNECT_SWAPPED);
  adw_expander_row_add_action (ADW_EXPANDER_ROW (self), button);

  return GTK_WIDGET (self);
}

/**
 * bt_record_row_set:
 * @row: a row
 * @field: which field
 * @text: (nullable): what it is to say
 */
void
bt_record_row_set (BtRecordRow *row, guint field, const char *text)
{
  GtkWidget *widget;

  g_return_if_fail (BT_IS_RECORD_ROW (row));
  g_return_if_fail (field < row->fields->len);

  widget = row->fields->pdata[field];
  if (GTK_IS_TEXT_VIEW (widget))
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (widget)), text ? text : "",
                              -1);
  else
    gtk_editable_set_text (GTK_EDITABLE (widget), text ? text : "");
}

/**
 * bt_record_row_dup:
 * @row: a row
 * @field: which field
 *
 * Returns: (transfer full) (nullable): what the field says; %NULL for nothing
 */
char *
bt_record_row_dup (BtRecordRow *row, guint field)
{
  g_autofree char *text = NULL;
  GtkWidget *widget;

  g_return_val_if_fail (BT_IS_RECORD_ROW (row), NULL);
  g_return_val_if_fail (field < row->fields->len, NULL);

  widget = row->fields->pdata[field];
  if (GTK_IS_TEXT_VIEW (widget))
    return bt_lines_row_dup_text (GTK_TEXT_VIEW (widget));
  text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (widget))));
  return *text != '\0' ? g_steal_pointer (&text) : NULL;
}
