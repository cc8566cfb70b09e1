/* The outline: the plan as a tree of parts, of which one is chosen. */

#include "bt-outline.h"

#include <glib/gi18n-lib.h>

#include "bt-commands.h"
#include "bt-delta.h"
#include "bt-follower.h"
#include "bt-intern.h"
#include "bt-outline-fold.h"
#include "bt-outline-item.h"
#include "bt-outline-row.h"
#include "bt-part.h"
#include "bt-text-menu.h"
#include "bt-viet.h"

/* A GtkListView makes up to 200 rows at once, whatever is seen of them: it gets these first, half a screen, ... */
#define FIRST_ROWS 14
/* ... and these more whenever there is nothing else to do. */
#define MORE_ROWS 14
#define ALL_ROWS G_MAXUINT
#define GROW_PRIORITY (G_PRIORITY_DEFAULT_IDLE + 10)

struct _BtOutline
{
  AdwBin parent_instance;

  GtkListView *list;
  GtkEditable *entry;
  GMenuModel *row_menu; /* all that @menu may show */
  GtkWidget *menu, *hint; /* made when they are first wanted */
  GtkSingleSelection *selection;
  GtkTreeListModel *tree;
  GtkFilter *filter;
  GtkSliceListModel *rows; /* the first of the tree's rows, and soon all */
  guint growing; /* what shows more of them */
  GHashTable *findings; /* how much the check finds, by the interned ids of parts; NULL before it has looked */
  GHashTable *marks; /* of BtOpenMarks by the interned ids of parts; NULL for none */
  BtOutlineItem *root;
  BtDocument *document;
  BtPlan *shown; /* the plan that the rows show */
  GHashTable *folded; /* the interned ids of parts whose rows are folded */
  gboolean renewed; /* rows came or went */
  guint idle; /* what brings the rows in line with the plan */
  const char *wanted; /* interned id of a part that had no row yet when it was to be chosen; NULL for none */
  gboolean choosing;
};

enum
{
  CHOSEN,
  FAILED,
  LEFT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtOutline, bt_outline, ADW_TYPE_BIN)

static GListModel *
create_children (gpointer item, gpointer data)
{
  GListModel *children = G_LIST_MODEL (bt_outline_item_get_children (item));

  return g_list_model_get_n_items (children) > 0 ? g_object_ref (children) : NULL;
}

/* Of the rows that are shown. */
static const char *
get_id_at (BtOutline *self, guint position)
{
  g_autoptr (GtkTreeListRow) row = g_list_model_get_item (G_LIST_MODEL (self->selection), position);
  g_autoptr (BtOutlineItem) item = row ? gtk_tree_list_row_get_item (row) : NULL;

  return item ? bt_outline_item_get_id (item) : NULL;
}

/* What is chosen and seen stays. */
static void
show_rows_of (BtOutline *self, GListModel *model)
{
  guint selected = gtk_single_selection_get_selected (self->selection);
  gboolean choosing = self->choosing;

  if (gtk_single_selection_get_model (self->selection) == model)
    return;
  self->choosing = TRUE;
  gtk_single_selection_set_model (self->selection, model);
  gtk_single_selection_set_selected (self->selection, selected);
  self->choosing = choosing;
}

/* Without the slice, which says of one row more or less that all behind it are others. */
static void
show_all_rows (BtOutline *self)
{
  g_clear_handle_id (&self->growing, g_source_remove);
  gtk_slice_list_model_set_size (self->rows, ALL_ROWS);
  show_rows_of (self, gtk_slice_list_model_get_model (self->rows));
}

static gboolean
grow_cb (gpointer data)
{
  BtOutline *self = data;
  guint n = gtk_slice_list_model_get_size (self->rows) + MORE_ROWS;

  gtk_slice_list_model_set_size (self->rows, n);
  if (g_list_model_get_n_items (G_LIST_MODEL (self->rows)) == n)
    return G_SOURCE_CONTINUE;
  show_all_rows (self);
  return G_SOURCE_CONTINUE; /* it is destroyed already */
}

static void
show_first_rows (BtOutline *self)
{
  gtk_slice_list_model_set_size (self->rows, FIRST_ROWS);
  show_rows_of (self, G_LIST_MODEL (self->rows));
  if (self->growing == 0)
    self->growing = g_idle_add_full (GROW_PRIORITY, grow_cb, self, NULL);
}

/* Of the rows that are made one after the other, none is missing for who asks for it. */
static gint64
find_position (BtOutline *self, const char *id)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->selection)); i++)
    if (g_strcmp0 (get_id_at (self, i), id) == 0)
      return i;
  if (self->growing == 0)
    return -1;
  show_all_rows (self);
  return find_position (self, id);
}

static void
selected_cb (GtkSingleSelection *selection, GParamSpec *pspec, BtOutline *self)
{
  guint position = gtk_single_selection_get_selected (selection);
  const char *id = position == GTK_INVALID_LIST_POSITION ? NULL : get_id_at (self, position);

  if (id && !self->choosing)
    g_signal_emit (self, signals[CHOSEN], 0, id);
}

/* "•" for changes, the number of comments in a circle. */
static void
mark_item (BtOutlineItem *item, const BtOpenMarks *marks)
{
  g_autofree char *signs = NULL, *changes = NULL, *comments = NULL, *words = NULL;
  char circled[7] = "";

  if (!marks)
    {
      bt_outline_item_set_marks (item, NULL, NULL);
      return;
    }
  if (marks->n_comments > 0)
    g_unichar_to_utf8 (0x2460 + MIN (marks->n_comments, 20) - 1, circled);
  signs = g_strconcat (marks->n_changes > 0 ? "•" : "", circled, NULL);
  changes = g_strdup_printf (ngettext ("%u change open", "%u changes open", marks->n_changes),
                             marks->n_changes);
  comments = g_strdup_printf (ngettext ("%u comment", "%u comments", marks->n_comments),
                              marks->n_comments);
  words = marks->n_comments == 0  ? g_strdup (changes)
          : marks->n_changes == 0 ? g_strdup (comments)
                                  : g_strdup_printf ("%s · %s", changes, comments);
  bt_outline_item_set_marks (item, signs, words);
}

/* Adds what is open and what is found in a part. */
static void
add_up (BtOutline *self, const char *id, BtOpenMarks *sum, guint *findings)
{
  const BtOpenMarks *marks = self->marks ? g_hash_table_lookup (self->marks, id) : NULL;

  sum->n_changes += marks ? marks->n_changes : 0;
  sum->n_comments += marks ? marks->n_comments : 0;
  *findings += self->findings ? GPOINTER_TO_UINT (g_hash_table_lookup (self->findings, id)) : 0;
}

/* Of a row that has none above it, which may stand for several paragraphs. */
static void
add_up_all (BtOutline *self, const char *id, BtOpenMarks *sum, guint *findings)
{
  BtPlan *plan = self->document ? bt_document_get_plan (self->document) : NULL;
  BtNode *node = plan ? bt_plan_get_node (plan, id) : NULL;
  g_autoptr (GPtrArray) nodes = node ? bt_part_get_nodes (plan, node) : NULL;

  for (guint i = 0; nodes && i < nodes->len; i++)
    add_up (self, bt_intern (bt_node_get_id (nodes->pdata[i])), sum, findings);
}

static void
mark_level (BtOutline *self, BtOutlineItem *item)
{
  GListModel *children = G_LIST_MODEL (bt_outline_item_get_children (item));

  for (guint i = 0; i < g_list_model_get_n_items (children); i++)
    {
      g_autoptr (BtOutlineItem) child = g_list_model_get_item (children, i);
      BtOpenMarks sum = { 0 };
      guint findings = 0;

      if (item == self->root)
        add_up_all (self, bt_outline_item_get_id (child), &sum, &findings);
      else
        add_up (self, bt_outline_item_get_id (child), &sum, &findings);
      mark_item (child, sum.n_changes + sum.n_comments > 0 ? &sum : NULL);
      if (self->findings)
        bt_outline_item_set_findings (child, findings);
      mark_level (self, child);
    }
}

/* Brings the rows in line with @plan: those that may differ from the plan shown, if there was one. */
static void
sync_rows (BtOutline *self, BtPlan *plan)
{
  g_autoptr (BtDelta) delta = self->shown ? bt_delta_new (self->shown, plan) : NULL;
  g_autoptr (GPtrArray) synced = delta ? bt_outline_item_follow (self->root, plan, delta) : NULL;

  for (guint i = 0; synced && i < synced->len; i++)
    mark_level (self, synced->pdata[i]);
  if (synced)
    return;
  bt_outline_item_sync (self->root, plan);
  mark_level (self, self->root);
}

static gboolean
sync_idle_cb (gpointer data)
{
  BtOutline *self = data;
  g_autoptr (BtPlan) plan = bt_plan_ref (bt_document_get_plan (self->document));
  const char *chosen = self->wanted ? self->wanted : bt_outline_get_chosen (self);

  self->idle = 0;
  self->wanted = NULL;
  if (g_list_model_get_n_items (G_LIST_MODEL (bt_outline_item_get_children (self->root))) == 0)
    show_first_rows (self);
  self->choosing = TRUE;
  self->renewed = FALSE;
  sync_rows (self, plan);
  if (self->renewed && g_hash_table_size (self->folded) > 0)
    bt_outline_fold_restore (self->tree, self->folded);
  self->choosing = FALSE;
  g_clear_pointer (&self->shown, bt_plan_unref);
  self->shown = bt_plan_ref (plan);
  /* A row that was moved is another one, and a part that is new has its row only now. */
  if (chosen && chosen != bt_outline_get_chosen (self) && bt_plan_has_node (plan, chosen))
    bt_outline_choose (self, chosen);

  return G_SOURCE_REMOVE;
}

/* Many keys in a row need one new outline. */
static void
document_changed_cb (BtDocument *document, BtPlan *old, BtPlan *new, BtOutline *self)
{
  if (self->idle == 0)
    self->idle
        = g_timeout_add_full (G_PRIORITY_DEFAULT_IDLE, BT_FOLLOW_DELAY, sync_idle_cb, self, NULL);
}

static const char *
get_words (BtOutline *self)
{
  return gtk_editable_get_text (self->entry);
}

/* A part is found by its title; the parts over it are shown for the way there. */
static gboolean
has_words (BtOutlineItem *item, const char *words)
{
  GListModel *children = G_LIST_MODEL (bt_outline_item_get_children (item));
  const char *title = bt_outline_item_get_title (item);
  gboolean found = title && bt_viet_contains (title, words);

  for (guint i = 0; !found && i < g_list_model_get_n_items (children); i++)
    {
      g_autoptr (BtOutlineItem) child = g_list_model_get_item (children, i);
      found = has_words (child, words);
    }
  return found;
}

static gboolean
filter_cb (gpointer object, gpointer data)
{
  BtOutline *self = data;
  g_autoptr (BtOutlineItem) item = gtk_tree_list_row_get_item (object);

  return *get_words (self) == '\0' || has_words (item, get_words (self));
}

/* What is found must not stand in a row that is folded. */
static void
expand_all (BtOutline *self)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->tree)); i++)
    {
      g_autoptr (GtkTreeListRow) row = gtk_tree_list_model_get_row (self->tree, i);
      gtk_tree_list_row_set_expanded (row, TRUE);
    }
}

static void
words_changed_cb (BtOutline *self)
{
  const char *chosen = bt_outline_get_chosen (self);

  show_all_rows (self);
  self->choosing = TRUE;
  if (*get_words (self) != '\0')
    expand_all (self);
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  self->choosing = FALSE;
  if (chosen)
    bt_outline_choose (self, chosen);
}

/* The first part whose own title has the words, not one over it. */
static const char *
find_first (BtOutline *self)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->selection)); i++)
    {
      g_autoptr (GtkTreeListRow) row = g_list_model_get_item (G_LIST_MODEL (self->selection), i);
      g_autoptr (BtOutlineItem) item = gtk_tree_list_row_get_item (row);
      const char *title = bt_outline_item_get_title (item);
      if (title && bt_viet_contains (title, get_words (self)))
        return bt_outline_item_get_id (item);
    }
  return NULL;
}

static void
entry_activated_cb (BtOutline *self)
{
  const char *id;

  words_changed_cb (self);
  id = *get_words (self) != '\0' ? find_first (self) : NULL;
  if (!id)
    return;
  gtk_editable_set_text (self->entry, "");
  words_changed_cb (self);
  g_signal_emit (self, signals[CHOSEN], 0, id);
  g_signal_emit (self, signals[LEFT], 0);
}

static void
stop_search_cb (BtOutline *self)
{
  gtk_editable_set_text (self->entry, "");
  g_signal_emit (self, signals[LEFT], 0);
}

static void
drop_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BtOutline *self = BT_OUTLINE (widget);
  g_autoptr (GError) error = NULL;
  const char *id, *target;
  int where;

  g_variant_get (parameter, "(&s&si)", &id, &target, &where);
  if (!bt_document_drop (self->document, id, target, where, &error))
    g_signal_emit (self, signals[FAILED], 0, error->message);
}

/* What the menu offers for some parts only. */
static const struct
{
  const char *action;
  BtPartCommand command;
} part_commands[] = {
  { "win.insert-after", BT_PART_INSERT_AFTER }, { "win.duplicate", BT_PART_DUPLICATE },
  { "win.remove", BT_PART_REMOVE },             { "win.promote", BT_PART_PROMOTE },
  { "win.demote", BT_PART_DEMOTE },             { "win.move-up", BT_PART_MOVE_UP },
  { "win.move-down", BT_PART_MOVE_DOWN },
};

static gboolean
is_offered (BtPartCommand commands, const char *action)
{
  for (guint i = 0; i < G_N_ELEMENTS (part_commands); i++)
    if (g_strcmp0 (part_commands[i].action, action) == 0)
      return (commands & part_commands[i].command) != 0;
  return TRUE;
}

/* Those of the items, in their sections, that can be done. */
static GMenuModel *
dup_offered (GMenuModel *model, BtPartCommand commands)
{
  GMenu *menu = g_menu_new ();

  for (int i = 0; i < g_menu_model_get_n_items (model); i++)
    {
      g_autoptr (GMenuModel) section = g_menu_model_get_item_link (model, i, G_MENU_LINK_SECTION);
      g_autoptr (GMenuModel) offered = section ? dup_offered (section, commands) : NULL;
      g_autoptr (GMenuItem) item = g_menu_item_new_from_model (model, i);
      g_autofree char *action = NULL;

      g_menu_item_get_attribute (item, G_MENU_ATTRIBUTE_ACTION, "s", &action);
      if (offered)
        g_menu_item_set_section (item, offered);
      if (is_offered (commands, action))
        g_menu_append_item (menu, item);
    }
  return G_MENU_MODEL (menu);
}

static void
make_menu (BtOutline *self)
{
  self->menu = gtk_popover_menu_new_from_model (NULL);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
  gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
  gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
}

static void
offer_commands (BtOutline *self, const char *id)
{
  g_autoptr (GMenuModel) menu
      = dup_offered (self->row_menu, self->document ? bt_document_get_commands (self->document, id) : 0);

  if (!self->menu)
    make_menu (self);
  gtk_popover_menu_set_menu_model (GTK_POPOVER_MENU (self->menu), menu);
}

/* The menu is meant for the row under the pointer, which is chosen for that. */
static void
menu_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BtOutline *self = BT_OUTLINE (widget);
  const char *id;
  double x, y;

  g_variant_get (parameter, "(&sdd)", &id, &x, &y);
  offer_commands (self, id);
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
  bt_outline_choose (self, id);
  g_signal_emit (self, signals[CHOSEN], 0, id);
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
  gtk_widget_translate_coordinates (GTK_WIDGET (self->list), widget, x, y, &x, &y);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &(GdkRectangle){ x, y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

/* The popover takes no keys and no pointer, and a screen reader has read its words in the row: it only says what that
 * has no room for. */
static void
make_hint (BtOutline *self)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_NONE, NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 50);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  self->hint = g_object_new (GTK_TYPE_POPOVER, "accessible-role", GTK_ACCESSIBLE_ROLE_NONE, NULL);
  gtk_popover_set_child (GTK_POPOVER (self->hint), label);
  gtk_popover_set_autohide (GTK_POPOVER (self->hint), FALSE);
  gtk_popover_set_position (GTK_POPOVER (self->hint), GTK_POS_RIGHT);
  gtk_widget_set_can_target (self->hint, FALSE);
  gtk_widget_set_can_focus (self->hint, FALSE);
  gtk_widget_set_parent (self->hint, GTK_WIDGET (self));
}

static void
fold_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BtOutline *self = BT_OUTLINE (widget);
  const char *id;
  gboolean folded;

  g_variant_get (parameter, "(&sb)", &id, &folded);
  if (folded)
    g_hash_table_add (self->folded, (gpointer) bt_intern (id));
  else
    g_hash_table_remove (self->folded, bt_intern (id));
}

static void
renewed_cb (BtOutline *self)
{
  self->renewed = TRUE;
}

/* What a row says in full, beside it; "" for nothing any more. */
static void
tell_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BtOutline *self = BT_OUTLINE (widget);
  const char *text;
  double x, y;

  g_variant_get (parameter, "(&sd)", &text, &y);
  if (*text == '\0')
    {
      if (self->hint)
        gtk_popover_popdown (GTK_POPOVER (self->hint));
      return;
    }
  if (!self->hint)
    make_hint (self);
  gtk_label_set_label (GTK_LABEL (gtk_popover_get_child (GTK_POPOVER (self->hint))), text);
  gtk_widget_translate_coordinates (GTK_WIDGET (self->list), widget, 0, y, &x, &y);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->hint),
                               &(GdkRectangle){ gtk_widget_get_width (widget), y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (self->hint));
}

static void
clear_document (BtOutline *self)
{
  g_clear_handle_id (&self->idle, g_source_remove);
  g_clear_handle_id (&self->growing, g_source_remove);
  if (self->document)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_clear_object (&self->document);
  g_clear_pointer (&self->shown, bt_plan_unref);
}

static void
bt_outline_dispose (GObject *object)
{
  BtOutline *self = BT_OUTLINE (object);

  clear_document (self);
  if (self->selection)
    {
      g_signal_handlers_disconnect_by_data (self->selection, self);
      g_signal_handlers_disconnect_by_data (self->tree, self);
    }
  g_clear_object (&self->selection);
  g_clear_object (&self->rows);
  g_clear_object (&self->filter);
  g_clear_object (&self->root);
  g_clear_pointer (&self->marks, g_hash_table_unref);
  g_clear_pointer (&self->findings, g_hash_table_unref);
  g_clear_pointer (&self->folded, g_hash_table_unref);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  g_clear_pointer (&self->hint, gtk_widget_unparent);
  G_OBJECT_CLASS (bt_outline_parent_class)->dispose (object);
}

static void
bt_outline_class_init (BtOutlineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bt_outline_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/banthao/BanThao/bt-outline.ui");
  gtk_widget_class_bind_template_child (widget_class, BtOutline, list);
  gtk_widget_class_bind_template_child (widget_class, BtOutline, entry);
  gtk_widget_class_bind_template_child (widget_class, BtOutline, row_menu);
  gtk_widget_class_bind_template_callback (widget_class, words_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_install_action (widget_class, "outline.drop", "(ssi)", drop_cb);
  gtk_widget_class_install_action (widget_class, "outline.menu", "(sdd)", menu_cb);
  gtk_widget_class_install_action (widget_class, "outline.fold", "(sb)", fold_cb);
  gtk_widget_class_install_action (widget_class, "outline.tell", "(sd)", tell_cb);
  g_type_ensure (BT_TYPE_OUTLINE_ITEM);
  g_type_ensure (BT_TYPE_OUTLINE_ROW);

  /* The user chose the part of that id. */
  signals[CHOSEN] = g_signal_new ("chosen", BT_TYPE_OUTLINE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
  /* Why a part was not moved, in the user's language. */
  signals[FAILED] = g_signal_new ("failed", BT_TYPE_OUTLINE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
  /* The keys are wanted elsewhere. */
  signals[LEFT] = g_signal_new ("left", BT_TYPE_OUTLINE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
}

static void
bt_outline_init (BtOutline *self)
{
  GListModel *rows;

  gtk_widget_init_template (GTK_WIDGET (self));
  bt_text_menu_forget_emoji (self->entry);
  self->root = bt_outline_item_new ("root");
  rows = G_LIST_MODEL (g_object_ref (bt_outline_item_get_children (self->root)));
  self->tree = gtk_tree_list_model_new (rows, FALSE, TRUE, create_children, NULL, NULL);
  g_signal_connect_swapped (self->tree, "items-changed", G_CALLBACK (renewed_cb), self);
  self->folded = g_hash_table_new (NULL, NULL);
  self->filter = GTK_FILTER (gtk_custom_filter_new (filter_cb, self, NULL));
  rows = G_LIST_MODEL (gtk_filter_list_model_new (G_LIST_MODEL (self->tree),
                                                  g_object_ref (self->filter)));
  self->rows = gtk_slice_list_model_new (rows, 0, ALL_ROWS);
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->rows)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect (self->selection, "notify::selected", G_CALLBACK (selected_cb), self);
  bt_outline_fold_add_keys (self->list);
}

/**
 * bt_outline_set_document:
 * @outline: an outline
 * @document: (nullable): the document whose parts it shows
 */
void
bt_outline_set_document (BtOutline *outline, BtDocument *document)
{
  g_return_if_fail (BT_IS_OUTLINE (outline));

  clear_document (outline);
  g_set_object (&outline->document, document);
  if (!document)
    return;
  g_signal_connect (document, "changed", G_CALLBACK (document_changed_cb), outline);
  /* Before the next frame, but not at one stretch with what else is shown of the document. */
  outline->idle = g_idle_add_full (G_PRIORITY_HIGH_IDLE, sync_idle_cb, outline, NULL);
}


/**
 * bt_outline_choose:
 * @outline: an outline
 * @id: the id of a part
 *
 * Marks the row of that part, or of the part that holds it, without telling anybody.
 */
void
bt_outline_choose (BtOutline *outline, const char *id)
{
  BtPlan *plan;
  gint64 position = -1;

  g_return_if_fail (BT_IS_OUTLINE (outline));
  g_return_if_fail (id != NULL);

  outline->wanted = outline->idle != 0 ? bt_intern (id) : NULL;
  plan = outline->document ? bt_document_get_plan (outline->document) : NULL;
  if (plan && bt_plan_has_node (plan, id))
    id = bt_node_get_id (bt_part_widen (plan, bt_plan_get_node (plan, id)));
  for (; plan && id; id = bt_plan_get_parent (plan, id, NULL)
                              ? bt_node_get_id (bt_plan_get_parent (plan, id, NULL))
                              : NULL)
    {
      position = find_position (outline, id);
      if (position >= 0)
        break;
    }
  outline->choosing = TRUE;
  gtk_single_selection_set_selected (outline->selection,
                                     position < 0 ? GTK_INVALID_LIST_POSITION : (guint) position);
  if (position >= 0)
    gtk_widget_activate_action (GTK_WIDGET (outline->list), "list.scroll-to-item", "u",
                                (guint) position);
  outline->choosing = FALSE;
}

/**
 * bt_outline_get_chosen:
 * @outline: an outline
 *
 * Returns: (nullable): the interned id of the part whose row is marked
 */
const char *
bt_outline_get_chosen (BtOutline *outline)
{
  guint position;

  g_return_val_if_fail (BT_IS_OUTLINE (outline), NULL);

  position = gtk_single_selection_get_selected (outline->selection);
  return position == GTK_INVALID_LIST_POSITION ? NULL : get_id_at (outline, position);
}

/**
 * bt_outline_set_findings:
 * @outline: an outline
 * @counts: interned ids of nodes, to how many findings of the check are in them and below
 *
 * Tells in each row how much the check finds in its part.
 */
void
bt_outline_set_findings (BtOutline *outline, GHashTable *counts)
{
  g_return_if_fail (BT_IS_OUTLINE (outline));
  g_return_if_fail (counts != NULL);

  g_hash_table_ref (counts);
  g_clear_pointer (&outline->findings, g_hash_table_unref);
  outline->findings = counts;
  mark_level (outline, outline->root);
}

/**
 * bt_outline_set_marks:
 * @outline: an outline
 * @marks: (nullable) (element-type utf8 BtOpenMarks): what is open, by the interned ids of parts
 *
 * Shows signs of it in the rows.
 */
void
bt_outline_set_marks (BtOutline *outline, GHashTable *marks)
{
  g_return_if_fail (BT_IS_OUTLINE (outline));

  g_clear_pointer (&outline->marks, g_hash_table_unref);
  outline->marks = marks ? g_hash_table_ref (marks) : NULL;
  mark_level (outline, outline->root);
}

/**
 * bt_outline_get_neighbour:
 * @outline: an outline
 * @id: the id of a part
 * @direction: 1 for the part after it, -1 for the one before
 *
 * Returns: (nullable): the id of the neighbour's part in the order of the rows
 */
const char *
bt_outline_get_neighbour (BtOutline *outline, const char *id, int direction)
{
  gint64 position;

  g_return_val_if_fail (BT_IS_OUTLINE (outline), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  if (outline->idle != 0)
    {
      g_clear_handle_id (&outline->idle, g_source_remove);
      sync_idle_cb (outline);
    }
  position = find_position (outline, id);
  if (position < 0 || position + direction < 0)
    return NULL;
  return get_id_at (outline, position + direction);
}
