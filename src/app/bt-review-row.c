/* A card of the review panel as it is seen: who, when, what, where, and the buttons that decide. */

#include "bt-review-row.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "bt-author-color.h"

struct _BtReviewRow
{
  GtkBox parent_instance;

  GtkImage *icon;
  GtkLabel *who;
  GtkLabel *when;
  GtkLabel *what;
  GtkLabel *place;
  GtkButton *accept;
  GtkButton *reject;
  BtReviewItem *item;
};

enum
{
  DECIDED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtReviewRow, bt_review_row, GTK_TYPE_BOX)

static void
clicked_cb (GtkButton *button, BtReviewRow *self)
{
  if (self->item)
    g_signal_emit (self, signals[DECIDED], 0, self->item, button == self->accept);
}

/* The author's name in the author's colour. */
static void
show_author (BtReviewRow *self, BtReviewItem *item)
{
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  g_autofree char *markup =
      g_markup_printf_escaped ("<span weight=\"bold\" foreground=\"%s\" fgalpha=\"100%%\">%s</span>",
                               bt_author_color_get (item->color, dark), item->author);

  gtk_label_set_markup (self->who, markup);
}

static const char *
get_icon (BtReviewItem *item)
{
  static const char *const icons[BT_N_REVIEW_TOPICS] = {
    [BT_REVIEW_WORDS] = "document-edit-symbolic",
    [BT_REVIEW_PARTS] = "view-list-symbolic",
    [BT_REVIEW_MOVES] = "object-flip-vertical-symbolic",
    [BT_REVIEW_LOOKS] = "format-text-bold-symbolic",
    [BT_REVIEW_COMMENTS] = "user-available-symbolic",
  };

  return icons[item->topic];
}

static void
show_buttons (BtReviewRow *self, BtReviewItem *item)
{
  gboolean comment = bt_review_item_is_comment (item);

  gtk_widget_set_visible (GTK_WIDGET (self->accept), item->open);
  gtk_widget_set_visible (GTK_WIDGET (self->reject), item->open && !comment);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->accept), comment ? _ ("Resolve") : _ ("Accept"));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->reject), _ ("Reject"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->accept), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  comment ? _ ("Resolve") : _ ("Accept"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->reject), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Reject"), -1);
}

static char *
dup_place (BtReviewItem *item)
{
  const char *place = item->place && *item->place ? item->place : NULL;

  if (bt_review_item_is_comment (item) && !item->node)
    place = _ ("Detached: the text is no longer there");
  if (item->waiting)
    return g_strdup_printf ("%s%s%s", place ? place : "", place ? " · " : "",
                            _ ("Decided, waits for what depends on it"));
  if (item->verdict)
    return g_strdup_printf ("%s%s%s", place ? place : "", place ? " · " : "", item->verdict);
  return g_strdup (place ? place : "");
}

static void
bt_review_row_dispose (GObject *object)
{
  BtReviewRow *self = BT_REVIEW_ROW (object);

  g_clear_object (&self->item);
  G_OBJECT_CLASS (bt_review_row_parent_class)->dispose (object);
}

static void
bt_review_row_class_init (BtReviewRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bt_review_row_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/banthao/BanThao/bt-review-row.ui");
  gtk_widget_class_bind_template_child (widget_class, BtReviewRow, icon);
  gtk_widget_class_bind_template_child (widget_class, BtReviewRow, who);
  gtk_widget_class_bind_template_child (widget_class, BtReviewRow, when);
  gtk_widget_class_bind_template_child (widget_class, BtReviewRow, what);
  gtk_widget_class_bind_template_child (widget_class, BtReviewRow, place);
  gtk_widget_class_bind_template_child (widget_class, BtReviewRow, accept);
  gtk_widget_class_bind_template_child (widget_class, BtReviewRow, reject);
  gtk_widget_class_bind_template_callback (widget_class, clicked_cb);

  /* A button was pressed: the card, and whether it is accepted or resolved. */
  signals[DECIDED] = g_signal_new ("decided", BT_TYPE_REVIEW_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 2, BT_TYPE_REVIEW_ITEM, G_TYPE_BOOLEAN);
}

static void
bt_review_row_init (BtReviewRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * bt_review_row_new:
 *
 * Returns: (transfer floating): a row that shows nothing yet
 */
GtkWidget *
bt_review_row_new (void)
{
  return g_object_new (BT_TYPE_REVIEW_ROW, NULL);
}

/**
 * bt_review_row_show:
 * @row: a row
 * @item: the card it shows from now on
 */
void
bt_review_row_show (BtReviewRow *row, BtReviewItem *item)
{
  g_autofree char *place = NULL;

  g_return_if_fail (BT_IS_REVIEW_ROW (row));
  g_return_if_fail (BT_IS_REVIEW_ITEM (item));

  g_set_object (&row->item, item);
  gtk_image_set_from_icon_name (row->icon, get_icon (item));
  show_author (row, item);
  gtk_label_set_label (row->when, item->time);
  gtk_label_set_label (row->what, item->what);
  gtk_widget_set_tooltip_text (GTK_WIDGET (row->what), item->what);
  place = dup_place (item);
  gtk_label_set_label (row->place, place);
  show_buttons (row, item);
}
