/* The panel for checking: a card for each finding, a filter, and what can be done with them. */

#include "bt-finding-panel.h"

#include <glib/gi18n-lib.h>

#include "bt-commands.h"
#include "bt-finding-row.h"
#include "bt-list-update.h"

struct _BtFindingPanel
{
  AdwBin parent_instance;

  GtkDropDown *severity, *family;
  GtkToggleButton *aside;
  GtkStack *pages;
  GtkListView *list;
  GtkLabel *empty;
  GtkWidget *reason_box;
  GtkLabel *reason_label;
  GtkEntry *reason;

  BtFindingList *source;
  GtkFilter *filter;
  GtkFilterListModel *filtered;
  GtkSingleSelection *selection;
  GArray *families; /* of BtFamily, for the choices of @family but the first */

  BtFindingItem *judged;   /* which is to be set aside, while the reason is asked for */
  gboolean whole_rule;     /* whether with all of its rule */
  guint follow;            /* which place of the list is chosen when it is read anew; invalid for none */
  BtPlace at;              /* where the caret came to stand for the chosen card */
  gboolean editable;       /* whether the plan may be changed now */
  gboolean updating;
};

enum
{
  CHOSEN,
  NOTICE,
  LEFT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtFindingPanel, bt_finding_panel, ADW_TYPE_BIN)

static BtDocument *
get_document (BtFindingPanel *self)
{
  return self->source ? bt_finding_list_get_document (self->source) : NULL;
}

static void
tell (BtFindingPanel *self, const GError *error)
{
  if (error)
    g_signal_emit (self, signals[NOTICE], 0, error->message);
}

static guint
get_n_items (BtFindingPanel *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->filtered));
}

static BtFindingItem *
get_item (BtFindingPanel *self, guint position)
{
  g_autoptr (BtFindingItem) item = g_list_model_get_item (G_LIST_MODEL (self->filtered), position);

  return item; /* the list keeps it */
}

static BtFindingItem *
get_selected (BtFindingPanel *self)
{
  guint position = gtk_single_selection_get_selected (self->selection);

  return position != GTK_INVALID_LIST_POSITION ? get_item (self, position) : NULL;
}

/* Which family the filter lets through; BT_N_FAMILIES for all. */
static BtFamily
get_family (BtFindingPanel *self)
{
  guint chosen = gtk_drop_down_get_selected (self->family);

  return chosen > 0 && chosen <= self->families->len
             ? g_array_index (self->families, BtFamily, chosen - 1)
             : BT_N_FAMILIES;
}

static gboolean
filter_cb (gpointer object, gpointer data)
{
  const BtFinding *finding = BT_FINDING_ITEM (object)->finding;
  BtFindingPanel *self = data;
  guint severity = gtk_drop_down_get_selected (self->severity);
  BtFamily family = get_family (self);

  return (!finding->aside || gtk_toggle_button_get_active (self->aside))
         && (severity == 0 || severity == GTK_INVALID_LIST_POSITION
             || finding->rule->severity == BT_N_SEVERITIES - severity)
         && (family == BT_N_FAMILIES || finding->rule->family == family);
}

/* The text follows. */
static void
choose (BtFindingPanel *self, BtFindingItem *item)
{
  g_signal_emit (self, signals[CHOSEN], 0, item);
  self->at = bt_document_get_selection (get_document (self)).caret;
}

static void
selected_cb (GtkSingleSelection *selection, GParamSpec *pspec, BtFindingPanel *self)
{
  if (!self->updating && get_selected (self))
    choose (self, get_selected (self));
}

static void
activate_cb (BtFindingPanel *self, guint position)
{
  choose (self, get_item (self, position));
  g_signal_emit (self, signals[LEFT], 0);
}

static void
select_position (BtFindingPanel *self, guint position)
{
  self->updating = TRUE;
  gtk_single_selection_set_selected (self->selection, position);
  gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", position);
  self->updating = FALSE;
  choose (self, get_item (self, position));
}

static void
show_page (BtFindingPanel *self)
{
  guint n = 0;

  for (guint i = 0; self->source && i < BT_N_SEVERITIES; i++)
    n += bt_finding_list_count (self->source, i);
  gtk_label_set_label (self->empty, n > 0 ? _ ("Nothing of this kind was found.")
                                          : _ ("The check finds nothing to mend."));
  gtk_stack_set_visible_child_name (self->pages, get_n_items (self) > 0 ? "list" : "empty");
}

static void
filter_changed_cb (BtFindingPanel *self)
{
  if (self->updating || !self->filter)
    return;
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  show_page (self);
}

static void
count_families (BtFindingPanel *self, guint counts[BT_N_FAMILIES])
{
  GListModel *items = bt_finding_list_get_items (self->source);

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (BtFindingItem) item = g_list_model_get_item (items, i);
      counts[item->finding->rule->family]++;
    }
}

/* Offers the families that something was found of; what was chosen stays chosen where it is still there. */
static void
update_families (BtFindingPanel *self)
{
  BtFamily chosen = get_family (self);
  guint counts[BT_N_FAMILIES] = { 0 }, selected = 0;
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  count_families (self, counts);
  gtk_string_list_append (names, _ ("All kinds"));
  g_array_set_size (self->families, 0);
  for (BtFamily family = 0; family < BT_N_FAMILIES; family++)
    if (counts[family] > 0)
      {
        gtk_string_list_take (names, g_strdup_printf ("%s (%u)", bt_family_get_title (family),
                                                      counts[family]));
        g_array_append_val (self->families, family);
        if (family == chosen)
          selected = self->families->len;
      }
  if (bt_string_list_equal (gtk_drop_down_get_model (self->family), G_LIST_MODEL (names)))
    return;
  gtk_drop_down_set_model (self->family, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->family, selected);
}

static void
list_changed_cb (BtFindingList *list, BtFindingPanel *self)
{
  guint follow = self->follow;

  self->updating = TRUE;
  update_families (self);
  self->updating = FALSE;
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  show_page (self);
  self->follow = GTK_INVALID_LIST_POSITION;
  if (follow != GTK_INVALID_LIST_POSITION && get_n_items (self) > 0)
    select_position (self, MIN (follow, get_n_items (self) - 1));
}

/* What is done with a card leads to the next, which then has its place in the list. */
static void
follow (BtFindingPanel *self, BtFindingItem *item)
{
  self->follow = GTK_INVALID_LIST_POSITION;
  for (guint i = 0; i < get_n_items (self); i++)
    if (get_item (self, i) == item)
      self->follow = i;
}

static gboolean
fix_one (BtFindingPanel *self, BtFindingItem *item)
{
  g_autoptr (GError) error = NULL;

  follow (self, item);
  if (bt_finding_list_fix (self->source, item, &error))
    return TRUE;
  self->follow = GTK_INVALID_LIST_POSITION;
  tell (self, error);
  return FALSE;
}

static gboolean
fix_rule (BtFindingPanel *self, BtFindingItem *item)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *message = NULL;
  guint n = bt_finding_list_fix_all (self->source, item->finding->rule, &error);

  tell (self, error);
  if (n == 0)
    return FALSE;
  message = g_strdup_printf (ngettext ("%u place mended", "%u places mended", n), n);
  g_signal_emit (self, signals[NOTICE], 0, message);
  return TRUE;
}

static void
ask_reason (BtFindingPanel *self, BtFindingItem *item, gboolean whole_rule)
{
  g_autofree char *question
      = g_strdup_printf (whole_rule ? _ ("Why is “%s” of no concern in this plan?")
                                    : _ ("Why is it right as it is? (%s)"),
                         _ (item->finding->rule->title));

  g_set_object (&self->judged, item);
  self->whole_rule = whole_rule;
  gtk_label_set_label (self->reason_label, question);
  gtk_editable_set_text (GTK_EDITABLE (self->reason), "");
  gtk_widget_set_visible (self->reason_box, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->reason));
}

static void
end_reason (BtFindingPanel *self)
{
  gtk_widget_set_visible (self->reason_box, FALSE);
  g_clear_object (&self->judged);
}

static void
set_aside (BtFindingPanel *self, const char *reason)
{
  const BtFinding *finding = self->judged ? self->judged->finding : NULL;
  BtDocument *document = get_document (self);
  g_autoptr (GError) error = NULL;
  g_autofree char *root = NULL;

  if (!finding || !document)
    return;
  root = g_strdup (bt_node_get_id (bt_plan_get_root (bt_document_get_plan (document))));
  if (!self->whole_rule)
    follow (self, self->judged);
  if (bt_document_set_aside (document, self->whole_rule ? root : finding->node, finding->rule->name,
                             self->whole_rule ? "" : finding->quote, reason, &error))
    end_reason (self);
  tell (self, error);
}

static void
reason_given_cb (BtFindingPanel *self)
{
  set_aside (self, gtk_editable_get_text (GTK_EDITABLE (self->reason)));
}

static void
reason_clicked_cb (GtkButton *button, BtFindingPanel *self)
{
  set_aside (self, gtk_button_get_label (button));
}

static void
reason_left_cb (BtFindingPanel *self)
{
  end_reason (self);
  g_signal_emit (self, signals[LEFT], 0);
}

static gboolean
reason_key_cb (BtFindingPanel *self, guint key)
{
  if (key != GDK_KEY_Escape)
    return FALSE;
  reason_left_cb (self);
  return TRUE;
}

static void
take_back (BtFindingPanel *self, BtFindingItem *item)
{
  g_autoptr (GError) error = NULL;

  if (item->finding->aside)
    bt_document_reopen_thread (get_document (self), item->finding->aside, &error);
  tell (self, error);
}

static void
asked_cb (BtFindingRow *row, BtFindingItem *item, BtFindingDeed deed, BtFindingPanel *self)
{
  if (!self->editable)
    g_signal_emit (self, signals[NOTICE], 0, _ ("The plan is only shown here and cannot be changed"));
  else if (deed == BT_FINDING_FIX)
    fix_one (self, item);
  else if (deed == BT_FINDING_FIX_ALL)
    fix_rule (self, item);
  else if (deed == BT_FINDING_TAKE_BACK)
    take_back (self, item);
  else
    ask_reason (self, item, deed == BT_FINDING_SET_ASIDE_RULE);
}

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *list_item, BtFindingPanel *self)
{
  GtkWidget *row = bt_finding_row_new ();

  g_signal_connect (row, "asked", G_CALLBACK (asked_cb), self);
  gtk_list_item_set_child (list_item, row);
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *list_item, BtFindingPanel *self)
{
  bt_finding_row_show (BT_FINDING_ROW (gtk_list_item_get_child (list_item)),
                       gtk_list_item_get_item (list_item));
}

static void
bt_finding_panel_dispose (GObject *object)
{
  BtFindingPanel *self = BT_FINDING_PANEL (object);

  if (self->source)
    g_signal_handlers_disconnect_by_data (self->source, self);
  g_clear_object (&self->source);
  g_clear_object (&self->judged);
  g_clear_object (&self->selection);
  g_clear_object (&self->filtered);
  g_clear_object (&self->filter);
  G_OBJECT_CLASS (bt_finding_panel_parent_class)->dispose (object);
}

static void
bt_finding_panel_finalize (GObject *object)
{
  g_array_unref (BT_FINDING_PANEL (object)->families);
  G_OBJECT_CLASS (bt_finding_panel_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, BtFindingPanel, severity);
  gtk_widget_class_bind_template_child (widget_class, BtFindingPanel, family);
  gtk_widget_class_bind_template_child (widget_class, BtFindingPanel, aside);
  gtk_widget_class_bind_template_child (widget_class, BtFindingPanel, pages);
  gtk_widget_class_bind_template_child (widget_class, BtFindingPanel, list);
  gtk_widget_class_bind_template_child (widget_class, BtFindingPanel, empty);
  gtk_widget_class_bind_template_child (widget_class, BtFindingPanel, reason_box);
  gtk_widget_class_bind_template_child (widget_class, BtFindingPanel, reason_label);
  gtk_widget_class_bind_template_child (widget_class, BtFindingPanel, reason);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, reason_given_cb);
  gtk_widget_class_bind_template_callback (widget_class, reason_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, reason_left_cb);
  gtk_widget_class_bind_template_callback (widget_class, reason_key_cb);
}

static void
bt_finding_panel_class_init (BtFindingPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bt_finding_panel_dispose;
  G_OBJECT_CLASS (klass)->finalize = bt_finding_panel_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/banthao/BanThao/bt-finding-panel.ui");
  bind_children (widget_class);

  /* A card was chosen (BtFindingItem): its place in the text is wanted. */
  signals[CHOSEN] = g_signal_new ("chosen", BT_TYPE_FINDING_PANEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, BT_TYPE_FINDING_ITEM);
  /* Something to say, in the user's language. */
  signals[NOTICE] = g_signal_new ("notice", BT_TYPE_FINDING_PANEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  /* The user goes back to the text. */
  signals[LEFT] = g_signal_new ("left", BT_TYPE_FINDING_PANEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
}

static void
create_list (BtFindingPanel *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  self->filter = GTK_FILTER (gtk_custom_filter_new (filter_cb, self, NULL));
  self->filtered = gtk_filter_list_model_new (NULL, g_object_ref (self->filter));
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->filtered)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect (self->selection, "notify::selected", G_CALLBACK (selected_cb), self);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), self);
  gtk_list_view_set_factory (self->list, factory);
  bt_list_view_show_while_mapped (self->list, self->selection);
}

static void
bt_finding_panel_init (BtFindingPanel *self)
{
  self->families = g_array_new (FALSE, FALSE, sizeof (BtFamily));
  self->follow = GTK_INVALID_LIST_POSITION;
  self->updating = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  create_list (self);
  self->updating = FALSE;
  show_page (self);
}

/**
 * bt_finding_panel_set_list:
 * @panel: a panel
 * @list: what it shows from now on
 */
void
bt_finding_panel_set_list (BtFindingPanel *panel, BtFindingList *list)
{
  g_return_if_fail (BT_IS_FINDING_PANEL (panel));
  g_return_if_fail (BT_IS_FINDING_LIST (list) && !panel->source);

  panel->source = g_object_ref (list);
  gtk_filter_list_model_set_model (panel->filtered, bt_finding_list_get_items (list));
  g_signal_connect (list, "changed", G_CALLBACK (list_changed_cb), panel);
  list_changed_cb (list, panel);
}

/**
 * bt_finding_panel_set_editable:
 * @panel: a panel
 * @editable: whether the plan may be changed now
 */
void
bt_finding_panel_set_editable (BtFindingPanel *panel, gboolean editable)
{
  g_return_if_fail (BT_IS_FINDING_PANEL (panel));

  panel->editable = editable;
}

static void
number_nodes (const BtNode *node, GHashTable *numbers)
{
  g_hash_table_insert (numbers, (gpointer) bt_intern (bt_node_get_id (node)),
                       GUINT_TO_POINTER (g_hash_table_size (numbers) + 1));
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    number_nodes (bt_node_get_child (node, i), numbers);
}

/* Whether the card is behind the caret (1), before it (-1), or just there (0). */
static int
compare_with_caret (const BtFinding *finding, BtPlace caret, GHashTable *numbers)
{
  guint own = GPOINTER_TO_UINT (g_hash_table_lookup (numbers, finding->node));
  guint at = caret.node ? GPOINTER_TO_UINT (g_hash_table_lookup (numbers, bt_intern (caret.node))) : 0;

  if (own != at)
    return own > at ? 1 : -1;
  return finding->start > caret.offset ? 1 : finding->start < caret.offset ? -1 : 0;
}

/* The place in the list from which the next step goes: that of the chosen card where the caret still is at it, else
 * that between the cards before and behind the caret. */
static gint64
find_position (BtFindingPanel *self, int direction)
{
  BtDocument *document = get_document (self);
  BtPlace caret = bt_document_get_selection (document).caret;
  g_autoptr (GHashTable) numbers = g_hash_table_new (NULL, NULL);
  guint selected = gtk_single_selection_get_selected (self->selection);
  gint64 n = get_n_items (self), at = direction > 0 ? 0 : n - 1;

  if (selected != GTK_INVALID_LIST_POSITION && bt_place_equal (caret, self->at))
    return selected + direction;
  number_nodes (bt_plan_get_root (bt_document_get_plan (document)), numbers);
  while (at >= 0 && at < n && compare_with_caret (get_item (self, at)->finding, caret, numbers) != direction)
    at += direction;
  return at;
}

/**
 * bt_finding_panel_step:
 * @panel: a panel
 * @direction: 1 for the next finding behind the caret, -1 for the one before
 *
 * After the last comes the first again.
 *
 * Returns: whether there is any
 */
gboolean
bt_finding_panel_step (BtFindingPanel *panel, int direction)
{
  gint64 position, n;

  g_return_val_if_fail (BT_IS_FINDING_PANEL (panel), FALSE);

  n = get_n_items (panel);
  if (!get_document (panel) || n == 0)
    return FALSE;
  position = find_position (panel, direction);
  select_position (panel, position < 0 ? n - 1 : position >= n ? 0 : position);
  return TRUE;
}

/**
 * bt_finding_panel_fix:
 * @panel: a panel
 * @all: whether all of the chosen finding's rule are mended
 *
 * Returns: whether something was mended
 */
gboolean
bt_finding_panel_fix (BtFindingPanel *panel, gboolean all)
{
  BtFindingItem *item;

  g_return_val_if_fail (BT_IS_FINDING_PANEL (panel), FALSE);

  item = get_selected (panel);
  if (!item || !item->finding->fix)
    return FALSE;
  return all ? fix_rule (panel, item) : fix_one (panel, item);
}

/**
 * bt_finding_panel_set_aside:
 * @panel: a panel
 * @all: whether the chosen finding's rule is of no concern in this plan
 *
 * Asks for the reason; with it the chosen finding is set aside.
 *
 * Returns: whether there is one that can be
 */
gboolean
bt_finding_panel_set_aside (BtFindingPanel *panel, gboolean all)
{
  BtFindingItem *item;

  g_return_val_if_fail (BT_IS_FINDING_PANEL (panel), FALSE);

  item = get_selected (panel);
  if (!item || item->finding->aside)
    return FALSE;
  ask_reason (panel, item, all);
  return TRUE;
}
