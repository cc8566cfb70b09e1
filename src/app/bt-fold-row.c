/* The line of a list that folds away what comes behind it: "Decided (3)". */

#include "bt-fold-row.h"

#include <glib/gi18n-lib.h>

struct _BtFold
{
  GObject parent_instance;

  gboolean open;
  guint count;
};

enum
{
  PROP_OPEN = 1,
  PROP_LABEL,
};

G_DEFINE_FINAL_TYPE (BtFold, bt_fold, G_TYPE_OBJECT)

static void
bt_fold_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BtFold *self = BT_FOLD (object);

  if (id == PROP_OPEN)
    g_value_set_boolean (value, self->open);
  else
    g_value_take_string (value, g_strdup_printf (_ ("Decided (%u)"), self->count));
}

static void
bt_fold_class_init (BtFoldClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = bt_fold_get_property;
  g_object_class_install_property (
      object_class, PROP_OPEN,
      g_param_spec_boolean ("open", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS));
  g_object_class_install_property (
      object_class, PROP_LABEL,
      g_param_spec_string ("label", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS));
}

static void
bt_fold_init (BtFold *self)
{
}

/**
 * bt_fold_new:
 *
 * Returns: (transfer full): a fold that is closed
 */
BtFold *
bt_fold_new (void)
{
  return g_object_new (BT_TYPE_FOLD, NULL);
}

/**
 * bt_fold_is_open:
 * @fold: a fold
 *
 * Returns: whether what is behind it is shown; "open" tells of it
 */
gboolean
bt_fold_is_open (BtFold *fold)
{
  g_return_val_if_fail (BT_IS_FOLD (fold), FALSE);

  return fold->open;
}

/**
 * bt_fold_toggle:
 * @fold: a fold
 *
 * Opens or closes it.
 */
void
bt_fold_toggle (BtFold *fold)
{
  g_return_if_fail (BT_IS_FOLD (fold));

  fold->open = !fold->open;
  g_object_notify (G_OBJECT (fold), "open");
}

/**
 * bt_fold_set_count:
 * @fold: a fold
 * @count: how much is behind it
 */
void
bt_fold_set_count (BtFold *fold, guint count)
{
  g_return_if_fail (BT_IS_FOLD (fold));

  if (fold->count == count)
    return;
  fold->count = count;
  g_object_notify (G_OBJECT (fold), "label");
}

static void
show_open (BtFold *fold, GParamSpec *pspec, GtkWidget *row)
{
  GtkWidget *arrow = gtk_widget_get_first_child (gtk_button_get_child (GTK_BUTTON (row)));

  gtk_image_set_from_icon_name (GTK_IMAGE (arrow), fold->open ? "pan-down-symbolic" : "pan-end-symbolic");
  gtk_accessible_update_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_EXPANDED, fold->open, -1);
}

static void
show_label (BtFold *fold, GParamSpec *pspec, GtkWidget *row)
{
  GtkWidget *label = gtk_widget_get_last_child (gtk_button_get_child (GTK_BUTTON (row)));
  g_autofree char *words = NULL;

  g_object_get (fold, "label", &words, NULL);
  gtk_label_set_label (GTK_LABEL (label), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

/**
 * bt_fold_row_new:
 * @fold: a fold
 *
 * Returns: (transfer floating): a button that opens and closes it
 */
GtkWidget *
bt_fold_row_new (BtFold *fold)
{
  GtkWidget *row = gtk_button_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  g_return_val_if_fail (BT_IS_FOLD (fold), NULL);

  gtk_box_append (GTK_BOX (box), gtk_image_new ());
  gtk_box_append (GTK_BOX (box), gtk_label_new (NULL));
  gtk_button_set_child (GTK_BUTTON (row), box);
  gtk_button_set_has_frame (GTK_BUTTON (row), FALSE);
  g_signal_connect_swapped (row, "clicked", G_CALLBACK (bt_fold_toggle), fold);
  g_signal_connect_object (fold, "notify::open", G_CALLBACK (show_open), row, 0);
  g_signal_connect_object (fold, "notify::label", G_CALLBACK (show_label), row, 0);
  show_open (fold, NULL, row);
  show_label (fold, NULL, row);

  return row;
}
