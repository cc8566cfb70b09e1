/* Asks for the text of a plan, pasted from Word or a PDF. */

#include "bt-import-dialog.h"

struct _BtImportDialog
{
  AdwWindow parent_instance;

  GtkTextView *view;
  GtkWidget *import_button;
};

enum
{
  GIVEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtImportDialog, bt_import_dialog, ADW_TYPE_WINDOW)

static char *
dup_text (BtImportDialog *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return g_strstrip (gtk_text_buffer_get_text (buffer, &start, &end, FALSE));
}

static void
changed_cb (BtImportDialog *self)
{
  g_autofree char *text = dup_text (self);

  gtk_widget_set_sensitive (self->import_button, *text != '\0');
}

static void
import_cb (BtImportDialog *self)
{
  g_autofree char *text = dup_text (self);

  g_signal_emit (self, signals[GIVEN], 0, text);
  gtk_window_close (GTK_WINDOW (self));
}

static void
file_cb (BtImportDialog *self)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));

  gtk_widget_activate_action (GTK_WIDGET (parent), "app.open", NULL);
  gtk_window_close (GTK_WINDOW (self));
}

static void
bt_import_dialog_class_init (BtImportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  /**
   * BtImportDialog::given:
   * @dialog: the dialog
   * @text: the text
   */
  signals[GIVEN] = g_signal_new ("given", BT_TYPE_IMPORT_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/banthao/BanThao/bt-import-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, BtImportDialog, view);
  gtk_widget_class_bind_template_child (widget_class, BtImportDialog, import_button);
  gtk_widget_class_bind_template_callback (widget_class, import_cb);
  gtk_widget_class_bind_template_callback (widget_class, file_cb);
}

static void
bt_import_dialog_init (BtImportDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (gtk_text_view_get_buffer (self->view), "changed",
                           G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}

/**
 * bt_import_dialog_new:
 * @parent: the window it asks for
 *
 * Returns: (transfer none): the dialog, which GTK keeps
 */
GtkWidget *
bt_import_dialog_new (GtkWindow *parent)
{
  return g_object_new (BT_TYPE_IMPORT_DIALOG, "transient-for", parent, NULL);
}
