/* The panel for reviewing: what the changes mean, a card for each change and comment, and the decisions. */

#include "bt-review-panel.h"

#include <glib/gi18n-lib.h>

#include "bt-bulk-edit.h"
#include "bt-commands.h"
#include "bt-fold-row.h"
#include "bt-list-update.h"
#include "bt-outline-item.h"
#include "bt-review-row.h"
#include "bt-thread-view.h"

/* In a plan of more nodes than this, records of changes among them, even one decision may take longer than a frame:
 * with 3,300 changes in 100 pages, of 10,000 nodes, it is 30 ms. */
#define MANY_NODES 3000

struct _BtReviewPanel
{
  AdwBin parent_instance;

  GtkLabel *summary;
  GtkDropDown *author, *topic, *part, *round;
  GtkWidget *scroller;
  GtkListView *list;
  GtkLabel *empty;
  BtThreadView *thread;

  BtReviewList *source;
  GtkFilter *filter, *decided_filter;
  GtkFilterListModel *open, *decided;
  BtFold *fold;           /* between both; shown where something is decided */
  GListStore *folds;      /* holds @fold, or nothing */
  GListModel *shown;      /* the three, one after the other */
  GtkSingleSelection *selection;
  GPtrArray *rounds;   /* interned, for the choices of @round but the first */
  GPtrArray *part_ids; /* interned, for the choices of @part but the first */

  const char *wanted, *wanted_node; /* the card that is chosen, or will be when the list is read anew; interned */
  gboolean go_there;                /* whether the text is to follow then */
  gboolean updating;
};

enum
{
  CHOSEN,
  NOTICE,
  BULK_EDIT,
  LEFT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtReviewPanel, bt_review_panel, ADW_TYPE_BIN)

static BtDocument *
get_document (BtReviewPanel *self)
{
  return self->source ? bt_review_list_get_document (self->source) : NULL;
}

static void
tell (BtReviewPanel *self, const GError *error)
{
  if (error)
    g_signal_emit (self, signals[NOTICE], 0, error->message);
}

/* The card in that place of the list as it is filtered; NULL where there is none, or where the fold is. */
static BtReviewItem *
get_item (BtReviewPanel *self, guint position)
{
  g_autoptr (GObject) item = g_list_model_get_item (self->shown, position);

  return BT_IS_REVIEW_ITEM (item) ? BT_REVIEW_ITEM (item) : NULL; /* the list keeps it */
}

static guint
get_n_items (BtReviewPanel *self)
{
  return g_list_model_get_n_items (self->shown);
}

static const char *
get_chosen (GtkDropDown *choices)
{
  GtkStringObject *chosen = gtk_drop_down_get_selected_item (choices);

  return chosen && gtk_drop_down_get_selected (choices) > 0 ? gtk_string_object_get_string (chosen)
                                                            : NULL;
}

/* Whether the choices above the list let the card through. */
static gboolean
is_wanted (BtReviewPanel *self, BtReviewItem *item)
{
  const char *author = get_chosen (self->author);
  guint topic = gtk_drop_down_get_selected (self->topic);
  guint part = gtk_drop_down_get_selected (self->part);

  return (!author || g_strcmp0 (item->author, author) == 0)
         && (gtk_drop_down_get_selected (self->round) == 0 || !self->rounds
             || gtk_drop_down_get_selected (self->round) > self->rounds->len
             || item->round == self->rounds->pdata[gtk_drop_down_get_selected (self->round) - 1])
         && (topic == 0 || topic == GTK_INVALID_LIST_POSITION || item->topic == topic - 1)
         && (part == 0 || part > self->part_ids->len
             || item->part == self->part_ids->pdata[part - 1]);
}

static gboolean
filter_open_cb (gpointer item, gpointer data)
{
  return !bt_review_item_is_decided (item) && is_wanted (data, item);
}

static gboolean
filter_decided_cb (gpointer item, gpointer data)
{
  BtReviewPanel *self = data;

  return bt_fold_is_open (self->fold) && bt_review_item_is_decided (item) && is_wanted (self, item);
}

/* The thread is shown while its card is chosen. */
static void
show_thread (BtReviewPanel *self, BtReviewItem *item)
{
  if (bt_thread_view_is_writing (self->thread))
    return;
  gtk_widget_set_visible (GTK_WIDGET (self->thread),
                          item && bt_review_item_is_comment (item)
                              && bt_thread_view_show (self->thread, get_document (self), item->id));
}

/* Notes the card as the chosen one; with @go, the text follows. */
static void
choose (BtReviewPanel *self, BtReviewItem *item, gboolean go)
{
  self->wanted = item->id;
  self->wanted_node = item->node;
  show_thread (self, item);
  if (go)
    g_signal_emit (self, signals[CHOSEN], 0, item);
}

static void
selected_cb (GtkSingleSelection *selection, GParamSpec *pspec, BtReviewPanel *self)
{
  guint position = gtk_single_selection_get_selected (selection);

  if (!self->updating && position != GTK_INVALID_LIST_POSITION && get_item (self, position))
    choose (self, get_item (self, position), TRUE);
}

static void
activate_cb (BtReviewPanel *self, guint position)
{
  BtReviewItem *item = get_item (self, position);

  if (!item)
    {
      bt_fold_toggle (self->fold);
      return;
    }
  g_signal_emit (self, signals[CHOSEN], 0, item);
  g_signal_emit (self, signals[LEFT], 0);
}

static void
select_position (BtReviewPanel *self, guint position, gboolean go)
{
  self->updating = TRUE;
  gtk_single_selection_set_selected (self->selection, position);
  gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", position);
  self->updating = FALSE;
  choose (self, get_item (self, position), go);
}

/* Chooses the card again that was chosen before the list was read anew. */
static void
find_wanted (BtReviewPanel *self)
{
  for (guint i = 0; self->wanted && i < get_n_items (self); i++)
    {
      BtReviewItem *item = get_item (self, i);
      if (!item || item->id != self->wanted || item->node != self->wanted_node)
        continue;
      select_position (self, i, self->go_there);
      self->go_there = FALSE;
      return;
    }
  show_thread (self, NULL);
}

/* Says how many cards are decided, where there are any. */
static void
update_fold (BtReviewPanel *self)
{
  GListModel *items = self->source ? bt_review_list_get_items (self->source) : NULL;
  gboolean folded = g_list_model_get_n_items (G_LIST_MODEL (self->folds)) > 0;
  guint n = 0;

  for (guint i = 0; items && i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (BtReviewItem) item = g_list_model_get_item (items, i);
      n += bt_review_item_is_decided (item) && is_wanted (self, item);
    }
  bt_fold_set_count (self->fold, n);
  if (n > 0 && !folded)
    g_list_store_append (self->folds, self->fold);
  else if (n == 0 && folded)
    g_list_store_remove_all (self->folds);
}

/* Where nothing is open, it is said above what is decided. */
static void
show_list (BtReviewPanel *self)
{
  gboolean any = get_n_items (self) > 0;
  gboolean open = g_list_model_get_n_items (G_LIST_MODEL (self->open)) > 0;
  guint n_changes = 0, n_comments = 0;

  if (self->source)
    bt_review_list_count (self->source, &n_changes, &n_comments);
  gtk_label_set_label (self->empty, n_changes + n_comments > 0
                                        ? _ ("Nothing of this kind is open.")
                                        : _ ("No change waits for a decision any more."));
  gtk_widget_set_visible (GTK_WIDGET (self->empty), !open);
  gtk_widget_set_vexpand (GTK_WIDGET (self->empty), !any);
  gtk_widget_set_visible (self->scroller, any);
}

static void
filter_anew (BtReviewPanel *self)
{
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  gtk_filter_changed (self->decided_filter, GTK_FILTER_CHANGE_DIFFERENT);
  update_fold (self);
}

static void
filter_changed_cb (BtReviewPanel *self)
{
  if (self->updating || !self->filter)
    return;
  filter_anew (self);
  show_list (self);
}

/* Offers @names behind @first; what was chosen stays chosen where it is still there. */
static void
offer (GtkDropDown *choices, const char *first, GPtrArray *names)
{
  g_autofree char *chosen = g_strdup (get_chosen (choices));
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  guint selected = 0;

  gtk_string_list_append (list, first);
  for (guint i = 0; i < names->len; i++)
    {
      gtk_string_list_append (list, names->pdata[i]);
      if (g_strcmp0 (names->pdata[i], chosen) == 0)
        selected = i + 1;
    }
  if (bt_string_list_equal (gtk_drop_down_get_model (choices), G_LIST_MODEL (list)))
    return;
  gtk_drop_down_set_model (choices, G_LIST_MODEL (list));
  gtk_drop_down_set_selected (choices, selected);
}

static void
update_choices (BtReviewPanel *self)
{
  GListModel *items = bt_review_list_get_items (self->source);
  g_autoptr (GPtrArray) authors = g_ptr_array_new ();
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) rounds = g_ptr_array_new_with_free_func (g_free);
  BtPlan *plan = get_document (self) ? bt_document_get_plan (get_document (self)) : NULL;

  g_ptr_array_set_size (self->part_ids, 0);
  g_ptr_array_set_size (self->rounds, 0);
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (BtReviewItem) item = g_list_model_get_item (items, i);
      if (!g_ptr_array_find (authors, item->author, NULL))
        g_ptr_array_add (authors, (gpointer) item->author);
      if (item->round && *item->round && !g_ptr_array_find (self->rounds, item->round, NULL))
        {
          g_ptr_array_add (self->rounds, (gpointer) item->round);
          g_ptr_array_add (rounds, g_strdup_printf (_ ("Round %s"), item->round));
        }
      if (item->part && plan && bt_plan_has_node (plan, item->part)
          && !g_ptr_array_find (self->part_ids, item->part, NULL))
        {
          g_ptr_array_add (self->part_ids, (gpointer) item->part);
          g_ptr_array_add (parts, bt_outline_dup_title (plan, item->part));
        }
    }
  offer (self->author, _ ("Everyone"), authors);
  offer (self->part, _ ("Whole plan"), parts);
  offer (self->round, _ ("Every round"), rounds);
}

static void
list_changed_cb (BtReviewList *list, BtReviewPanel *self)
{
  const char *summary = bt_review_list_get_summary (list);

  self->updating = TRUE;
  update_choices (self);
  self->updating = FALSE;
  gtk_label_set_label (self->summary, summary);
  gtk_widget_set_visible (GTK_WIDGET (self->summary), *summary != '\0');
  filter_anew (self);
  find_wanted (self);
  show_list (self);
}

/* One undo step; in a long plan a worker makes it. */
static gboolean
decide_changes (BtReviewPanel *self, GHashTable *changes, gboolean accept)
{
  g_autoptr (BtBulkEdit) edit = bt_bulk_edit_new_decide_card (changes, accept);
  g_autoptr (GError) error = NULL;
  guint n;

  if (bt_plan_get_n_nodes (bt_document_get_plan (get_document (self))) > MANY_NODES)
    {
      g_signal_emit (self, signals[BULK_EDIT], 0, edit);
      return TRUE;
    }
  n = bt_bulk_edit_run (edit, get_document (self), NULL, &error);
  tell (self, error);
  return n > 0;
}

/* The next open card behind @position, or before it with @direction -1, of another change than @besides. */
static BtReviewItem *
find_open (BtReviewPanel *self, guint position, int direction, const char *besides, guint *found)
{
  gint64 n = get_n_items (self), at = position;

  if (position == GTK_INVALID_LIST_POSITION)
    at = direction < 0 ? n : -1;
  for (at += direction; at >= 0 && at < n; at += direction)
    {
      BtReviewItem *item = get_item (self, at);
      if (item && item->open && item->id != besides)
        {
          *found = at;
          return item;
        }
    }
  return NULL;
}

/* A decision leads to the next card, or where there is none, to the one before. */
static void
look_ahead (BtReviewPanel *self, BtReviewItem *decided)
{
  guint position = GTK_INVALID_LIST_POSITION, found;
  BtReviewItem *next;

  for (guint i = 0; i < get_n_items (self); i++)
    if (get_item (self, i) == decided)
      position = i;
  next = find_open (self, position, 1, decided->id, &found);
  if (!next)
    next = find_open (self, position, -1, decided->id, &found);
  self->wanted = next ? next->id : NULL;
  self->wanted_node = next ? next->node : NULL;
  self->go_there = next != NULL;
}

static gboolean
decide_item (BtReviewPanel *self, BtReviewItem *item, gboolean accept)
{
  g_autoptr (BtReviewItem) held = g_object_ref (item);
  g_autoptr (GHashTable) changes = g_hash_table_new (NULL, NULL);
  g_autoptr (GError) error = NULL;

  if (!item->open)
    return FALSE;
  look_ahead (self, item);
  if (bt_review_item_is_comment (item))
    {
      if (accept)
        bt_document_resolve_thread (get_document (self), item->id, &error);
      tell (self, error);
      return accept && !error;
    }
  g_hash_table_add (changes, (gpointer) item->id);
  return decide_changes (self, changes, accept);
}

static void
decided_cb (BtReviewRow *row, BtReviewItem *item, gboolean accept, BtReviewPanel *self)
{
  decide_item (self, item, accept);
}

/* A place in the list may show a card now and the fold later. */
static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, BtReviewPanel *self)
{
  GtkWidget *row = gtk_list_item_get_child (item);
  gpointer object = gtk_list_item_get_item (item);

  if (BT_IS_FOLD (object))
    {
      gtk_list_item_set_child (item, bt_fold_row_new (object));
      return;
    }
  if (!BT_IS_REVIEW_ROW (row))
    {
      row = bt_review_row_new ();
      g_signal_connect (row, "decided", G_CALLBACK (decided_cb), self);
      gtk_list_item_set_child (item, row);
    }
  bt_review_row_show (BT_REVIEW_ROW (row), object);
}

static void
failed_cb (BtThreadView *view, const char *message, BtReviewPanel *self)
{
  g_signal_emit (self, signals[NOTICE], 0, message);
}

static void
closed_cb (BtThreadView *view, BtReviewPanel *self)
{
  gtk_widget_set_visible (GTK_WIDGET (view), FALSE);
  g_signal_emit (self, signals[LEFT], 0);
}

static void
bt_review_panel_dispose (GObject *object)
{
  BtReviewPanel *self = BT_REVIEW_PANEL (object);

  if (self->source)
    g_signal_handlers_disconnect_by_data (self->source, self);
  g_clear_object (&self->source);
  g_clear_object (&self->selection);
  g_clear_object (&self->shown);
  g_clear_object (&self->open);
  g_clear_object (&self->decided);
  g_clear_object (&self->folds);
  g_clear_object (&self->fold);
  g_clear_object (&self->filter);
  g_clear_object (&self->decided_filter);
  G_OBJECT_CLASS (bt_review_panel_parent_class)->dispose (object);
}

static void
bt_review_panel_finalize (GObject *object)
{
  g_ptr_array_unref (BT_REVIEW_PANEL (object)->part_ids);
  g_ptr_array_unref (BT_REVIEW_PANEL (object)->rounds);
  G_OBJECT_CLASS (bt_review_panel_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, BtReviewPanel, summary);
  gtk_widget_class_bind_template_child (widget_class, BtReviewPanel, author);
  gtk_widget_class_bind_template_child (widget_class, BtReviewPanel, topic);
  gtk_widget_class_bind_template_child (widget_class, BtReviewPanel, part);
  gtk_widget_class_bind_template_child (widget_class, BtReviewPanel, round);
  gtk_widget_class_bind_template_child (widget_class, BtReviewPanel, scroller);
  gtk_widget_class_bind_template_child (widget_class, BtReviewPanel, list);
  gtk_widget_class_bind_template_child (widget_class, BtReviewPanel, empty);
  gtk_widget_class_bind_template_child (widget_class, BtReviewPanel, thread);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
}

static void
bt_review_panel_class_init (BtReviewPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bt_review_panel_dispose;
  G_OBJECT_CLASS (klass)->finalize = bt_review_panel_finalize;
  g_type_ensure (BT_TYPE_THREAD_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/banthao/BanThao/bt-review-panel.ui");
  bind_children (widget_class);

  /* A card was chosen (BtReviewItem): its place in the text is wanted. */
  signals[CHOSEN] = g_signal_new ("chosen", BT_TYPE_REVIEW_PANEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, BT_TYPE_REVIEW_ITEM);
  /* Something to say, in the user's language. */
  signals[NOTICE] = g_signal_new ("notice", BT_TYPE_REVIEW_PANEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  /* Several changes are to be decided: a BtBulkEdit. */
  signals[BULK_EDIT] = g_signal_new ("bulk-edit", BT_TYPE_REVIEW_PANEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                     NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  /* The user goes back to the text. */
  signals[LEFT] = g_signal_new ("left", BT_TYPE_REVIEW_PANEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
}

/* What is open, the fold, what is decided. */
static void
create_models (BtReviewPanel *self)
{
  GListStore *models = g_list_store_new (G_TYPE_LIST_MODEL);

  self->fold = bt_fold_new ();
  g_signal_connect_swapped (self->fold, "notify::open", G_CALLBACK (filter_changed_cb), self);
  self->folds = g_list_store_new (BT_TYPE_FOLD);
  self->filter = GTK_FILTER (gtk_custom_filter_new (filter_open_cb, self, NULL));
  self->decided_filter = GTK_FILTER (gtk_custom_filter_new (filter_decided_cb, self, NULL));
  self->open = gtk_filter_list_model_new (NULL, g_object_ref (self->filter));
  self->decided = gtk_filter_list_model_new (NULL, g_object_ref (self->decided_filter));
  g_list_store_append (models, self->open);
  g_list_store_append (models, self->folds);
  g_list_store_append (models, self->decided);
  self->shown = G_LIST_MODEL (gtk_flatten_list_model_new (G_LIST_MODEL (models)));
}

static void
create_list (BtReviewPanel *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  create_models (self);
  self->selection = gtk_single_selection_new (g_object_ref (self->shown));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect (self->selection, "notify::selected", G_CALLBACK (selected_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), self);
  gtk_list_view_set_factory (self->list, factory);
  bt_list_view_show_while_mapped (self->list, self->selection);
}

static void
bt_review_panel_init (BtReviewPanel *self)
{
  self->part_ids = g_ptr_array_new ();
  self->rounds = g_ptr_array_new ();
  self->updating = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  create_list (self);
  g_signal_connect (self->thread, "failed", G_CALLBACK (failed_cb), self);
  g_signal_connect (self->thread, "closed", G_CALLBACK (closed_cb), self);
  self->updating = FALSE;
  show_list (self);
}

/**
 * bt_review_panel_set_list:
 * @panel: a panel
 * @list: what it shows from now on
 */
void
bt_review_panel_set_list (BtReviewPanel *panel, BtReviewList *list)
{
  g_return_if_fail (BT_IS_REVIEW_PANEL (panel));
  g_return_if_fail (BT_IS_REVIEW_LIST (list) && !panel->source);

  panel->source = g_object_ref (list);
  gtk_filter_list_model_set_model (panel->open, bt_review_list_get_items (list));
  gtk_filter_list_model_set_model (panel->decided, bt_review_list_get_items (list));
  g_signal_connect (list, "changed", G_CALLBACK (list_changed_cb), panel);
  list_changed_cb (list, panel);
}

/**
 * bt_review_panel_step:
 * @panel: a panel
 * @direction: 1 for the next open card, -1 for the one before
 *
 * Returns: whether there was one
 */
gboolean
bt_review_panel_step (BtReviewPanel *panel, int direction)
{
  guint position, found;

  g_return_val_if_fail (BT_IS_REVIEW_PANEL (panel), FALSE);

  position = gtk_single_selection_get_selected (panel->selection);
  if (!find_open (panel, position, direction, NULL, &found))
    return FALSE;
  select_position (panel, found, TRUE);
  return TRUE;
}

/**
 * bt_review_panel_decide:
 * @panel: a panel
 * @accept: whether the chosen card is accepted, or resolved where it is a comment
 *
 * Returns: whether something was decided
 */
gboolean
bt_review_panel_decide (BtReviewPanel *panel, gboolean accept)
{
  guint position;

  g_return_val_if_fail (BT_IS_REVIEW_PANEL (panel), FALSE);

  position = gtk_single_selection_get_selected (panel->selection);
  return position != GTK_INVALID_LIST_POSITION && get_item (panel, position)
         && decide_item (panel, get_item (panel, position), accept);
}

/**
 * bt_review_panel_decide_listed:
 * @panel: a panel
 * @accept: whether they are accepted
 *
 * Decides every open change that the filter lets through; comments stay.
 */
void
bt_review_panel_decide_listed (BtReviewPanel *panel, gboolean accept)
{
  g_autoptr (GHashTable) changes = g_hash_table_new (NULL, NULL);

  g_return_if_fail (BT_IS_REVIEW_PANEL (panel));

  for (guint i = 0; i < get_n_items (panel); i++)
    {
      BtReviewItem *item = get_item (panel, i);
      if (item && item->open && !bt_review_item_is_comment (item))
        g_hash_table_add (changes, (gpointer) item->id);
    }
  bt_review_panel_decide_all (panel, changes, accept);
}

/**
 * bt_review_panel_decide_all:
 * @panel: a panel
 * @changes: (element-type utf8): interned ids of open changes
 * @accept: whether they are accepted
 *
 * Has them decided as one undo step.
 */
void
bt_review_panel_decide_all (BtReviewPanel *panel, GHashTable *changes, gboolean accept)
{
  g_autoptr (BtBulkEdit) edit = NULL;

  g_return_if_fail (BT_IS_REVIEW_PANEL (panel));
  g_return_if_fail (changes != NULL);

  if (g_hash_table_size (changes) == 0)
    return;
  edit = bt_bulk_edit_new_decide (changes, accept);
  g_signal_emit (panel, signals[BULK_EDIT], 0, edit);
}

/* The first open comment from @position on, then from the beginning; the chosen one even where it is resolved. */
static guint
find_comment (BtReviewPanel *self, guint position)
{
  guint n = get_n_items (self), from = position == GTK_INVALID_LIST_POSITION ? 0 : position;

  for (guint i = 0; i < n; i++)
    {
      guint at = (from + i) % n;
      BtReviewItem *item = get_item (self, at);
      if (item && bt_review_item_is_comment (item) && (item->open || at == position))
        return at;
    }
  return GTK_INVALID_LIST_POSITION;
}

/**
 * bt_review_panel_reply:
 * @panel: a panel
 *
 * Lets the user answer the comment that is chosen, or else the next one.
 *
 * Returns: whether there is one
 */
gboolean
bt_review_panel_reply (BtReviewPanel *panel)
{
  guint position, found;

  g_return_val_if_fail (BT_IS_REVIEW_PANEL (panel), FALSE);

  position = gtk_single_selection_get_selected (panel->selection);
  found = find_comment (panel, position);
  if (found == GTK_INVALID_LIST_POSITION)
    return FALSE;
  if (found != position)
    select_position (panel, found, TRUE);
  bt_thread_view_focus (panel->thread);
  return TRUE;
}

/**
 * bt_review_panel_comment:
 * @panel: a panel
 * @start: where the words begin that are commented on
 * @end: where they end; @start for the node as a whole
 *
 * Lets the user write a new comment.
 */
void
bt_review_panel_comment (BtReviewPanel *panel, BtPlace start, BtPlace end)
{
  g_return_if_fail (BT_IS_REVIEW_PANEL (panel));

  gtk_widget_set_visible (GTK_WIDGET (panel->thread), TRUE);
  bt_thread_view_begin (panel->thread, get_document (panel), start, end);
}
