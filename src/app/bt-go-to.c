/* Asks where to go in the plan: a page, a section by its number, a part by its words. */

#include "bt-go-to.h"

#include <glib/gi18n-lib.h>

#include "bt-address.h"
#include "bt-outline-item.h"
#include "bt-text-menu.h"

#define MAX_PLACES 30

struct _BtGoTo
{
  GtkPopover parent_instance;

  GtkEditable *entry;
  GtkWidget *hint;
  GtkWidget *scrolled;
  GtkListBox *list;

  BtPlan *plan;
  guint n_pages;
};

enum
{
  PAGE,
  PART,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtGoTo, bt_go_to, GTK_TYPE_POPOVER)

static void
add_row (BtGoTo *self, const char *words, const char *id, guint page)
{
  GtkWidget *row = gtk_list_box_row_new (), *label = gtk_label_new (words);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 48);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  g_object_set_data (G_OBJECT (row), "bt-id", (gpointer) id);
  g_object_set_data (G_OBJECT (row), "bt-page", GUINT_TO_POINTER (page));
  gtk_list_box_append (self->list, row);
}

/* The page that "4", "trang 4" or "tr. 4" means; 0 for none. */
static guint
parse_page (BtGoTo *self, const char *typed)
{
  const char *digits = typed + strcspn (typed, "0123456789");
  g_autofree char *lead = g_utf8_strdown (typed, digits - typed);
  guint64 page = g_ascii_strtoull (digits, NULL, 10);

  g_strstrip (lead);
  if (digits[strspn (digits, "0123456789")] != '\0' || page == 0 || page > self->n_pages
      || (*lead != '\0' && !g_str_has_prefix ("trang", lead) && !g_str_equal (lead, "tr.")))
    return 0;
  return page;
}

static void
words_changed_cb (BtGoTo *self)
{
  g_autofree char *typed = g_strstrip (g_strdup (gtk_editable_get_text (self->entry)));
  g_autoptr (GPtrArray) ids = bt_address_find (self->plan, typed, MAX_PLACES);
  guint page = parse_page (self, typed);
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)))
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  if (page > 0)
    {
      g_autofree char *words = g_strdup_printf (_ ("Page %u of %u"), page, self->n_pages);
      add_row (self, words, NULL, page);
    }
  for (guint i = 0; i < ids->len; i++)
    {
      g_autofree char *title = bt_outline_dup_title (self->plan, ids->pdata[i]);
      add_row (self, title, ids->pdata[i], 0);
    }
  row = gtk_list_box_get_row_at_index (self->list, 0);
  gtk_widget_set_visible (self->scrolled, row != NULL);
  gtk_widget_set_visible (self->hint, row == NULL);
  gtk_list_box_select_row (self->list, row);
}

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, BtGoTo *self)
{
  const char *id = g_object_get_data (G_OBJECT (row), "bt-id");
  guint page = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "bt-page"));

  gtk_popover_popdown (GTK_POPOVER (self));
  if (id)
    g_signal_emit (self, signals[PART], 0, id);
  else
    g_signal_emit (self, signals[PAGE], 0, page - 1);
}

/* Enter goes to what is on top, or what was chosen with the arrows. */
static void
entry_activated_cb (BtGoTo *self)
{
  GtkListBoxRow *row;

  row = gtk_list_box_get_selected_row (self->list);
  if (row)
    row_activated_cb (self->list, row, self);
}

static void
bt_go_to_dispose (GObject *object)
{
  g_clear_pointer (&BT_GO_TO (object)->plan, bt_plan_unref);
  G_OBJECT_CLASS (bt_go_to_parent_class)->dispose (object);
}

static void
bt_go_to_class_init (BtGoToClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bt_go_to_dispose;
  /* The page of that number, from 0, is wanted. */
  signals[PAGE] = g_signal_new ("page", BT_TYPE_GO_TO, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_UINT);
  /* The part of that id is wanted. */
  signals[PART] = g_signal_new ("part", BT_TYPE_GO_TO, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/banthao/BanThao/bt-go-to.ui");
  gtk_widget_class_bind_template_child (widget_class, BtGoTo, entry);
  gtk_widget_class_bind_template_child (widget_class, BtGoTo, hint);
  gtk_widget_class_bind_template_child (widget_class, BtGoTo, scrolled);
  gtk_widget_class_bind_template_child (widget_class, BtGoTo, list);
  gtk_widget_class_bind_template_callback (widget_class, words_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, gtk_popover_popdown);
}

static void
bt_go_to_init (BtGoTo *self)
{
  self->plan = bt_plan_new_blank ();
  gtk_widget_init_template (GTK_WIDGET (self));
  bt_text_menu_forget_emoji (self->entry);
}

/**
 * bt_go_to_new:
 *
 * Returns: (transfer floating): a popover that asks where to go
 */
GtkWidget *
bt_go_to_new (void)
{
  return g_object_new (BT_TYPE_GO_TO, NULL);
}

/**
 * bt_go_to_open:
 * @go_to: the popover
 * @plan: the plan as it is now
 * @n_pages: how many pages it has
 */
void
bt_go_to_open (BtGoTo *go_to, BtPlan *plan, guint n_pages)
{
  g_return_if_fail (BT_IS_GO_TO (go_to));
  g_return_if_fail (plan != NULL);

  bt_plan_unref (go_to->plan);
  go_to->plan = bt_plan_ref (plan);
  go_to->n_pages = n_pages;
  gtk_editable_set_text (go_to->entry, "");
  words_changed_cb (go_to);
  gtk_popover_popup (GTK_POPOVER (go_to));
  gtk_widget_grab_focus (GTK_WIDGET (go_to->entry));
}
