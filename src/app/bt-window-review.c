/* Reviewing in the window: the panel's page, the counter in the bottom line, the keys that walk and decide. */

#include <glib/gi18n-lib.h>

#include "bt-change-words.h"
#include "bt-marks.h"
#include "bt-reading.h"
#include "bt-review-reader.h"
#include "bt-was.h"
#include "bt-window-private.h"

static BtReviewPanel *
get_panel (BtWindow *self)
{
  return BT_REVIEW_PANEL (bt_lazy_bin_get (self->review_panel));
}

/* Shows the panel's page for reviewing, whatever was there. */
static void
show_review (BtWindow *self)
{
  bt_window_show_panel (self, "review");
}

static gboolean
names (const BtMark *mark, const char *change)
{
  g_autoptr (GPtrArray) entries = mark->was ? bt_was_parse (mark->was) : NULL;

  for (guint i = 0; entries && i < entries->len; i++)
    if (g_str_equal (((BtWas *) entries->pdata[i])->change, change))
      return TRUE;
  return mark->ins == change || mark->del == change;
}

/* The first words of @node that the change marks; the start of its text where it marks none. */
static gsize
find_words (const BtNode *node, const char *change)
{
  guint n_runs;
  const BtRun *runs = bt_text_get_runs (bt_node_get_text (node), &n_runs);
  gsize start = 0;

  for (guint i = 0; i < n_runs; start = runs[i++].end)
    if (names (&runs[i].mark, change))
      return start;
  return 0;
}

static gsize
find_comment (const BtNode *node, const char *thread)
{
  guint n_anchors;
  const BtAnchor *anchors = bt_text_get_anchors (bt_node_get_text (node), &n_anchors);

  for (guint i = 0; i < n_anchors; i++)
    if (anchors[i].thread == thread)
      return anchors[i].start;
  return 0;
}

static void
chosen_cb (BtReviewPanel *panel, BtReviewItem *item, BtWindow *self)
{
  BtPlan *plan = bt_document_get_plan (self->document);
  BtNode *node;
  gsize offset;

  if (!item->node || !bt_plan_has_node (plan, item->node)
      || !bt_plan_has_node (bt_document_get_plan (self->seen), item->node))
    return;
  node = bt_node_find_text (bt_plan_get_node (plan, item->node));
  if (!node)
    return;
  offset = bt_review_item_is_comment (item) ? find_comment (node, item->id)
                                            : find_words (node, item->id);
  bt_editor_finish_input (self->editor);
  bt_window_go_to (self, bt_place (bt_node_get_id (node), bt_window_is_editable (self) ? offset : 0));
}

/* Who opens a plan in review sees at once who changed what; later the panel stays as the user has it. */
static void
offer_review (BtWindow *self, guint n_open)
{
  const char *state = bt_node_get_attr (bt_plan_get_root (bt_document_get_plan (self->document)), "state");

  if (self->review_offered)
    return;
  self->review_offered = TRUE;
  if (n_open > 0 && g_strcmp0 (state, "review") == 0)
    gtk_stack_set_visible_child_name (self->panel_pages, "review");
}

/* What is open; nothing where nothing is. */
static void
update_counter (BtReviewList *list, BtWindow *self)
{
  g_autofree char *words = NULL;
  guint n_changes, n_comments;

  bt_review_list_count (list, &n_changes, &n_comments);
  words = bt_review_dup_count (n_changes, n_comments);
  gtk_button_set_label (self->review_button, words);
  gtk_widget_set_visible (GTK_WIDGET (self->review_button), n_changes + n_comments > 0);
  if (bt_review_list_get_document (list))
    offer_review (self, n_changes + n_comments);
  bt_window_update_actions (self);
}

static void
step (BtWindow *self, int direction)
{
  if (bt_review_list_get_document (self->review) && !bt_review_list_is_read (self->review))
    self->wanted_change = direction;
  else if (bt_review_panel_step (get_panel (self), direction))
    show_review (self);
  else
    bt_window_say (self, direction > 0 ? _ ("There is no further change to decide")
                                       : _ ("There is no change to decide before this one"));
}

/* The plan was just opened when the first change was asked for: now there is one, or none. */
static void
step_if_wanted_cb (BtReviewList *list, BtWindow *self)
{
  int direction = self->wanted_change;

  self->wanted_change = 0;
  if (direction != 0 && bt_review_list_is_read (list))
    step (self, direction);
}

static void
bulk_edit_cb (BtReviewPanel *panel, BtBulkEdit *edit, BtWindow *self)
{
  bt_window_edit_in_bulk (self, self->document, edit);
}

static void
panel_made_cb (BtLazyBin *bin, BtReviewPanel *panel, BtWindow *self)
{
  bt_review_panel_set_list (panel, self->review);
  g_signal_connect (panel, "chosen", G_CALLBACK (chosen_cb), self);
  g_signal_connect_swapped (panel, "notice", G_CALLBACK (bt_window_say), self);
  g_signal_connect (panel, "bulk-edit", G_CALLBACK (bulk_edit_cb), self);
  g_signal_connect_object (panel, "left", G_CALLBACK (bt_editor_focus), self->editor, G_CONNECT_SWAPPED);
}

/* Makes the list of changes and comments, and shows it in the panel when that is looked at. */
void
bt_window_begin_review (BtWindow *self)
{
  self->review = bt_review_list_new ();
  g_signal_connect (self->review, "changed", G_CALLBACK (update_counter), self);
  g_signal_connect_after (self->review, "changed", G_CALLBACK (step_if_wanted_cb), self);
  g_signal_connect (self->review_panel, "made", G_CALLBACK (panel_made_cb), self);
}

/* A comment on what is selected, or else on the paragraph, the cell or the field with the caret. */
static void
begin_comment (BtWindow *self)
{
  BtPlace start, end;

  if (!bt_editor_get_selection (self->editor, &start, &end) || !start.node)
    start = end = bt_document_get_selection (self->document).caret;
  if (!start.node)
    {
      bt_window_say (self, _ ("Put the caret where the comment belongs"));
      return;
    }
  show_review (self);
  bt_review_panel_comment (get_panel (self), start, end);
}

/* Answers the comment whose card is chosen, or else the next one. */
static void
reply (BtWindow *self)
{
  show_review (self);
  if (!bt_review_panel_reply (get_panel (self)))
    bt_window_say (self, _ ("There is no comment to answer"));
}

static void
add_change (GHashTable *changes, const char *change)
{
  if (change)
    g_hash_table_add (changes, (gpointer) bt_intern (change));
}

/* The changes of settings that @was keeps. */
static void
add_settings (GHashTable *changes, const char *was)
{
  g_autoptr (GPtrArray) entries = was ? bt_was_parse (was) : NULL;

  for (guint i = 0; entries && i < entries->len; i++)
    add_change (changes, ((BtWas *) entries->pdata[i])->change);
}

/* What marks a paragraph as a whole. */
static void
add_marks (GHashTable *changes, const BtNode *node)
{
  static const char *const marks[] = { "ins", "del", "moved", "split", "join" };

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    add_change (changes, bt_node_get_attr (node, marks[i]));
}

/* What marks the words between two bytes of a text. */
static void
add_words (GHashTable *changes, const BtNode *node, gsize from, gsize to)
{
  guint n_runs;
  const BtRun *runs = bt_text_get_runs (bt_node_get_text (node), &n_runs);
  gsize start = 0;

  for (guint i = 0; i < n_runs; start = runs[i++].end)
    {
      const BtMark *mark = &runs[i].mark;

      if (runs[i].end <= from || start >= to)
        continue;
      add_change (changes, mark->ins);
      add_change (changes, mark->del);
      add_settings (changes, mark->was);
    }
}

/* The changes that are selected in running text; paragraphs as a whole where more than one is. NULL where nothing is
 * selected. */
static GHashTable *
get_selected (BtWindow *self)
{
  g_autoptr (GHashTable) changes = NULL;
  g_autoptr (GPtrArray) items = NULL;
  BtPlace start, end;

  if (!bt_editor_get_selection (self->editor, &start, &end) || bt_place_equal (start, end))
    return NULL;
  changes = g_hash_table_new (NULL, NULL);
  items = bt_reading_get_range (bt_document_get_plan (self->document), start.node, end.node);
  for (guint i = 0; i < items->len; i++)
    {
      const BtNode *node = items->pdata[i];
      if (bt_node_get_text (node))
        add_words (changes, node, i == 0 ? start.offset : 0, i + 1 == items->len ? end.offset : G_MAXSIZE);
      if (items->len > 1)
        add_marks (changes, node);
    }
  return g_steal_pointer (&changes);
}

/* The changes of the words at the caret, of running text; where there are none, those of its paragraph as a whole. */
static GHashTable *
get_at_caret (BtWindow *self)
{
  g_autoptr (GHashTable) changes = NULL;
  const BtNode *node;
  BtPlace start, end;

  if (!bt_editor_get_selection (self->editor, &start, &end))
    return NULL;
  node = bt_plan_get_node (bt_document_get_plan (self->document), start.node);
  changes = g_hash_table_new (NULL, NULL);
  if (bt_node_get_text (node))
    add_words (changes, node, start.offset, start.offset + 1);
  if (g_hash_table_size (changes) > 0)
    return g_steal_pointer (&changes);
  add_marks (changes, node);
  add_settings (changes, bt_node_get_attr (node, "was"));
  return g_steal_pointer (&changes);
}

static void
note_change (const char *change, gpointer data)
{
  g_hash_table_add (data, (gpointer) change);
}

/* The changes in the cells that are chosen, where a table is shown: of more than one, and of one only with @one. */
static GHashTable *
get_chosen_cells (BtWindow *self, gboolean one)
{
  gboolean several;
  g_autoptr (GPtrArray) nodes = bt_editor_get_chosen_nodes (self->editor, &several);
  g_autoptr (GHashTable) changes = NULL;

  if (!nodes || !(several || one))
    return NULL;
  changes = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < nodes->len; i++)
    bt_node_foreach_change (nodes->pdata[i], note_change, changes);
  /* Who points at one cell means its row, where that as a whole is new, moved or to go. */
  if (!several && nodes->len > 0)
    {
      BtPlan *plan = bt_document_get_plan (self->document);
      BtNode *row = bt_plan_get_parent (plan, bt_node_get_id (nodes->pdata[0]), NULL);
      bt_node_foreach_change (row, note_change, changes);
    }
  return g_steal_pointer (&changes);
}

static void
decide_some (BtWindow *self, GHashTable *changes, gboolean accept)
{
  if (changes && g_hash_table_size (changes) > 0)
    bt_review_panel_decide_all (get_panel (self), changes, accept);
  else
    bt_window_say (self, _ ("Nothing is changed here"));
}

/* Decides what changed in the cells that are chosen, in what is selected or at the caret, from the menu there. */
static void
decide_here (BtWindow *self, gboolean accept)
{
  g_autoptr (GHashTable) changes = bt_window_is_editable (self) ? get_chosen_cells (self, TRUE) : NULL;

  if (bt_window_is_editable (self) && !changes)
    changes = get_selected (self);
  if (bt_window_is_editable (self) && !changes)
    changes = get_at_caret (self);

  decide_some (self, changes, accept);
}

/* What is selected, or else the card that is chosen. */
static void
decide (BtWindow *self, gboolean accept)
{
  g_autoptr (GHashTable) selected = NULL;

  if (bt_window_is_editable (self))
    selected = get_chosen_cells (self, FALSE);
  if (bt_window_is_editable (self) && !selected)
    selected = get_selected (self);
  if (selected)
    decide_some (self, selected, accept);
  else if (!bt_review_panel_decide (get_panel (self), accept))
    bt_window_say (self, _ ("Choose a change first, with F8 or in the list"));
}

/* Who changed what at the caret, and when, for whoever does not point at it. */
static void
describe (BtWindow *self)
{
  BtPlace caret = bt_document_get_selection (self->seen).caret;
  g_autofree char *words
      = caret.node ? bt_change_words_dup (bt_document_get_plan (self->seen), caret.node, caret.offset) : NULL;

  bt_window_say (self, words ? words : _ ("Nothing is changed here"));
}

/* What the actions of reviewing do. */
void
bt_window_review_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BtWindow *self = BT_WINDOW (widget);

  bt_editor_finish_input (self->editor);
  if (g_str_equal (name, "win.show-review"))
    show_review (self);
  else if (g_str_equal (name, "win.describe-change"))
    describe (self);
  else if (g_str_equal (name, "win.comment"))
    begin_comment (self);
  else if (g_str_equal (name, "win.reply"))
    reply (self);
  else if (g_str_has_suffix (name, "-here"))
    decide_here (self, g_str_equal (name, "win.accept-here"));
  else if (g_str_has_suffix (name, "-listed"))
    bt_review_panel_decide_listed (get_panel (self), g_str_equal (name, "win.accept-listed"));
  else if (g_str_equal (name, "win.next-change") || g_str_equal (name, "win.previous-change"))
    step (self, g_str_equal (name, "win.next-change") ? 1 : -1);
  else
    decide (self, g_str_equal (name, "win.accept-change"));
}
