/* A card of the check panel as it is seen: the rule, the words, what is right, where, and what can be done. */

#include "bt-finding-row.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _BtFindingRow
{
  GtkBox parent_instance;

  GtkImage *icon;
  GtkLabel *title;
  GtkLabel *words;
  GtkLabel *message;
  GtkLabel *place;
  GtkButton *fix;
  GtkButton *back;
  GtkMenuButton *more;
  GMenuModel *finding_menu;
  BtFindingItem *item;
};

enum
{
  ASKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtFindingRow, bt_finding_row, GTK_TYPE_BOX)

static void
ask (BtFindingRow *self, BtFindingDeed deed)
{
  if (self->item)
    g_signal_emit (self, signals[ASKED], 0, self->item, deed);
}

static void
fix_clicked_cb (BtFindingRow *self)
{
  ask (self, BT_FINDING_FIX);
}

static void
back_clicked_cb (BtFindingRow *self)
{
  ask (self, BT_FINDING_TAKE_BACK);
}

static const struct
{
  const char *action;
  BtFindingDeed deed;
} deeds[] = {
  { "finding.fix-all", BT_FINDING_FIX_ALL },
  { "finding.set-aside", BT_FINDING_SET_ASIDE },
  { "finding.set-aside-rule", BT_FINDING_SET_ASIDE_RULE },
};

static void
deed_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  for (guint i = 0; i < G_N_ELEMENTS (deeds); i++)
    if (g_str_equal (deeds[i].action, name))
      ask (BT_FINDING_ROW (widget), deeds[i].deed);
}

/* Where the rule stands: the rule sets write "I.II.6.a" for annex I, II.6.a. */
static char *
dup_clause (const BtRule *rule)
{
  const char *rest = strchr (rule->clause, '.');
  g_autofree char *annex = NULL;

  if (!rest)
    return g_strdup (_ ("practice"));
  annex = g_strndup (rule->clause, rest - rule->clause);
  return g_strdup_printf (_ ("Decree 30, Annex %s, %s"), annex, rest + 1);
}

/* Words as they are read in the card: with what stands around them, and with spaces that can be seen. */
static char *
dup_quoted (const BtFindingItem *item, const char *words)
{
  g_autofree char *line = g_strdelimit (g_strdup (words), "\n", ' ');
  g_autofree char *seen = NULL;
  g_auto (GStrv) parts = NULL;

  if (*item->before == '\0' && *item->after == '\0')
    return g_strdup_printf ("“%s”", line);
  parts = g_strsplit (line, " ", -1);
  seen = g_strjoinv ("·", parts);
  return g_strdup_printf ("“%s%s%s”", item->before, seen, item->after);
}

/* “chủ chương” → “chủ trương” */
static char *
dup_words (const BtFindingItem *item)
{
  const BtFinding *finding = item->finding;
  g_autofree char *wrong = dup_quoted (item, finding->quote);
  g_autofree char *right = finding->fix ? dup_quoted (item, finding->fix) : NULL;

  if (right && *finding->fix == '\0' && *item->before == '\0')
    return g_strdup_printf (_ ("leave out %s"), wrong);
  if (right && *finding->quote == '\0' && *item->before == '\0')
    return g_strdup_printf (_ ("add %s"), right);
  return right ? g_strdup_printf ("%s → %s", wrong, right) : g_steal_pointer (&wrong);
}

static void
show_words (BtFindingRow *self, const BtFindingItem *item)
{
  g_autofree char *words = dup_words (item);

  gtk_label_set_label (self->words, words);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->words), words);
  gtk_widget_set_visible (GTK_WIDGET (self->words),
                          *item->finding->quote != '\0' || item->finding->fix);
}

static void
show_icon (BtFindingRow *self, BtSeverity severity)
{
  static const struct
  {
    const char *icon, *style;
  } looks[BT_N_SEVERITIES] = {
    [BT_SEVERITY_HINT] = { "dialog-information-symbolic", "dim-label" },
    [BT_SEVERITY_WARNING] = { "dialog-warning-symbolic", "warning" },
    [BT_SEVERITY_ERROR] = { "dialog-error-symbolic", "error" },
  };

  gtk_image_set_from_icon_name (self->icon, looks[severity].icon);
  for (guint i = 0; i < BT_N_SEVERITIES; i++)
    if (i == severity)
      gtk_widget_add_css_class (GTK_WIDGET (self->icon), looks[i].style);
    else
      gtk_widget_remove_css_class (GTK_WIDGET (self->icon), looks[i].style);
}

/* Whether the sentence about this finding says more than the rule's title and the words do. */
static gboolean
says_more (const BtFinding *finding)
{
  return g_strcmp0 (finding->message, _ (finding->rule->title)) != 0
         && !(finding->fix && *finding->fix && strstr (finding->message, finding->fix));
}

static void
show_message (BtFindingRow *self, BtFindingItem *item)
{
  gtk_label_set_label (self->message, item->reason ? item->reason : item->finding->message);
  gtk_widget_set_visible (GTK_WIDGET (self->message), item->reason || says_more (item->finding));
}

static void
bt_finding_row_dispose (GObject *object)
{
  BtFindingRow *self = BT_FINDING_ROW (object);

  g_clear_object (&self->item);
  G_OBJECT_CLASS (bt_finding_row_parent_class)->dispose (object);
}

static void
bt_finding_row_class_init (BtFindingRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bt_finding_row_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/banthao/BanThao/bt-finding-row.ui");
  gtk_widget_class_bind_template_child (widget_class, BtFindingRow, icon);
  gtk_widget_class_bind_template_child (widget_class, BtFindingRow, title);
  gtk_widget_class_bind_template_child (widget_class, BtFindingRow, words);
  gtk_widget_class_bind_template_child (widget_class, BtFindingRow, message);
  gtk_widget_class_bind_template_child (widget_class, BtFindingRow, place);
  gtk_widget_class_bind_template_child (widget_class, BtFindingRow, fix);
  gtk_widget_class_bind_template_child (widget_class, BtFindingRow, back);
  gtk_widget_class_bind_template_child (widget_class, BtFindingRow, more);
  gtk_widget_class_bind_template_child (widget_class, BtFindingRow, finding_menu);
  gtk_widget_class_bind_template_callback (widget_class, fix_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_clicked_cb);
  for (guint i = 0; i < G_N_ELEMENTS (deeds); i++)
    gtk_widget_class_install_action (widget_class, deeds[i].action, NULL, deed_cb);

  /* Something is to be done with the card (BtFindingItem, BtFindingDeed). */
  signals[ASKED] = g_signal_new ("asked", BT_TYPE_FINDING_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 2, BT_TYPE_FINDING_ITEM, G_TYPE_INT);
}

/* A popover for each of hundreds of rows would be most of what a list costs: it is made when it is wanted. */
static void
create_menu (GtkMenuButton *button, gpointer data)
{
  BtFindingRow *self = data;

  if (!gtk_menu_button_get_menu_model (button))
    gtk_menu_button_set_menu_model (button, self->finding_menu);
}

static void
bt_finding_row_init (BtFindingRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_create_popup_func (self->more, create_menu, self, NULL);
}

/**
 * bt_finding_row_new:
 *
 * Returns: (transfer floating): a row that shows nothing yet
 */
GtkWidget *
bt_finding_row_new (void)
{
  return g_object_new (BT_TYPE_FINDING_ROW, NULL);
}

/**
 * bt_finding_row_show:
 * @row: a row
 * @item: the card it shows from now on
 */
void
bt_finding_row_show (BtFindingRow *row, BtFindingItem *item)
{
  g_autofree char *clause = NULL, *place = NULL, *more = NULL;
  const BtFinding *finding;

  g_return_if_fail (BT_IS_FINDING_ROW (row));
  g_return_if_fail (BT_IS_FINDING_ITEM (item));

  g_set_object (&row->item, item);
  finding = item->finding;
  show_icon (row, finding->rule->severity);
  gtk_label_set_label (row->title, _ (finding->rule->title));
  gtk_widget_set_tooltip_text (GTK_WIDGET (row->title), _ (finding->rule->title));
  show_words (row, item);
  show_message (row, item);
  clause = dup_clause (finding->rule);
  place = g_strdup_printf ("%s%s%s", item->place, *item->place ? " · " : "", clause);
  gtk_label_set_label (row->place, place);
  gtk_widget_set_visible (GTK_WIDGET (row->fix), finding->fix && !finding->aside);
  gtk_widget_set_visible (GTK_WIDGET (row->back), finding->aside != NULL);
  gtk_widget_set_visible (GTK_WIDGET (row->more), !finding->aside);
  more = g_strdup_printf ("%s: %s", _ ("More"), _ (finding->rule->title));
  gtk_accessible_update_property (GTK_ACCESSIBLE (row->more), GTK_ACCESSIBLE_PROPERTY_LABEL, more, -1);
  gtk_widget_action_set_enabled (GTK_WIDGET (row), "finding.fix-all", finding->fix != NULL);
}
