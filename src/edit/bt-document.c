/* The open document: the current plan, its undo history, and the marks of what was saved. */

#include "bt-document.h"

#include <glib/gi18n-lib.h>

#include "bt-document-private.h"

/* Typing of one place is one undo step until a pause of this length (microseconds). */
#define MERGE_PAUSE (2 * G_USEC_PER_SEC)

struct _BtDocument
{
  GObject parent_instance;

  BtPlan *plan;
  BtPlan *saved;
  BtPlan *drafted;
  BtSelection selection;

  GPtrArray *history; /* of BtHistoryEntry; the first n_done are done, the others undone */
  guint n_done;
  gboolean may_merge;   /* nothing but typing happened since the last entry */
  guint group_depth;
  gboolean group_has_entry;

  BtClock clock;
  gpointer clock_data;

  char *author;
  BtLastChange last_change;
  BtPlan *settled;
  gboolean read_only;
  GCancellable *cancellable; /* what stops edits of a fork; NULL elsewhere */
};

enum
{
  PROP_MODIFIED = 1,
  PROP_CAN_UNDO,
  PROP_CAN_REDO,
  PROP_UNDO_LABEL,
  PROP_REDO_LABEL,
  N_PROPS
};

enum
{
  CHANGED,
  REFUSED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtDocument, bt_document, G_TYPE_OBJECT)

static void
history_entry_free (gpointer data)
{
  BtHistoryEntry *entry = data;

  bt_plan_unref (entry->before);
  bt_plan_unref (entry->after);
  g_free (entry);
}

static BtHistoryEntry *
get_entry (BtDocument *self, guint index)
{
  return index < self->history->len ? g_ptr_array_index (self->history, index) : NULL;
}

static gint64
real_clock (gpointer data)
{
  return g_get_real_time ();
}

static void
notify_state (BtDocument *self)
{
  for (guint i = 1; i < N_PROPS; i++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[i]);
}

/* The one place where the document's plan changes: do, undo and redo alike end here. */
static void
set_plan (BtDocument *self, BtPlan *plan, BtSelection selection)
{
  g_autoptr (BtPlan) old = self->plan;

  self->plan = bt_plan_ref (plan);
  self->selection = selection;
  g_signal_emit (self, signals[CHANGED], 0, old, plan);
  notify_state (self);
}

static gboolean
continues_last (BtDocument *self, const BtHistoryEntry *last, const BtHistoryEntry *entry)
{
  if (self->group_depth > 0 && self->group_has_entry)
    return TRUE;

  return self->may_merge && last->key && last->key == entry->key
         && bt_selection_equal (last->selection_after, entry->selection_before)
         && entry->time - last->time < MERGE_PAUSE;
}

/* The last entry takes over what @entry ends with. */
static void
merge_entry (BtHistoryEntry *last, BtHistoryEntry *entry)
{
  g_autoptr (BtPlan) old = last->after;

  last->label = entry->label;
  last->after = bt_plan_ref (entry->after);
  last->selection_after = entry->selection_after;
  last->key = entry->key;
  last->time = entry->time;
  history_entry_free (entry);
}

/* bt_document_push:
 * @document: a document
 * @entry: (transfer full): what was done
 *
 * Enters a finished transaction into the history, merged with the one before where the user would call both one
 * thing, and makes its result the document's plan. Called by bt_transaction_commit() only. A document that is only
 * read drops it and says so.
 */
void
bt_document_push (BtDocument *document, BtHistoryEntry *entry)
{
  BtHistoryEntry *last;
  g_autoptr (BtPlan) plan = NULL;
  BtSelection selection;

  g_return_if_fail (BT_IS_DOCUMENT (document));
  g_return_if_fail (entry && entry->before == document->plan);

  if (document->read_only)
    {
      history_entry_free (entry);
      g_signal_emit (document, signals[REFUSED], 0);
      return;
    }
  entry->time = bt_document_get_time (document);
  plan = bt_plan_ref (entry->after);
  selection = entry->selection_after;
  g_ptr_array_set_size (document->history, document->n_done);

  last = document->n_done > 0 ? get_entry (document, document->n_done - 1) : NULL;
  if (last && continues_last (document, last, entry))
    merge_entry (last, entry);
  else
    {
      g_ptr_array_add (document->history, entry);
      document->n_done++;
    }

  document->may_merge = TRUE;
  document->group_has_entry = document->group_depth > 0;
  set_plan (document, plan, selection);
}

static void
bt_document_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BtDocument *self = BT_DOCUMENT (object);

  switch (id)
    {
    case PROP_MODIFIED:
      g_value_set_boolean (value, bt_document_is_modified (self));
      break;
    case PROP_CAN_UNDO:
      g_value_set_boolean (value, bt_document_can_undo (self));
      break;
    case PROP_CAN_REDO:
      g_value_set_boolean (value, bt_document_can_redo (self));
      break;
    case PROP_UNDO_LABEL:
      g_value_set_string (value, bt_document_get_undo_label (self));
      break;
    case PROP_REDO_LABEL:
      g_value_set_string (value, bt_document_get_redo_label (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
bt_document_finalize (GObject *object)
{
  BtDocument *self = BT_DOCUMENT (object);

  g_clear_pointer (&self->history, g_ptr_array_unref);
  g_clear_pointer (&self->plan, bt_plan_unref);
  g_clear_pointer (&self->saved, bt_plan_unref);
  g_clear_pointer (&self->drafted, bt_plan_unref);
  g_clear_pointer (&self->settled, bt_plan_unref);
  g_clear_object (&self->cancellable);
  g_free (self->author);
  G_OBJECT_CLASS (bt_document_parent_class)->finalize (object);
}

static void
bt_document_class_init (BtDocumentClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = bt_document_get_property;
  object_class->finalize = bt_document_finalize;

  properties[PROP_MODIFIED] = g_param_spec_boolean ("modified", NULL, NULL, FALSE, flags);
  properties[PROP_CAN_UNDO] = g_param_spec_boolean ("can-undo", NULL, NULL, FALSE, flags);
  properties[PROP_CAN_REDO] = g_param_spec_boolean ("can-redo", NULL, NULL, FALSE, flags);
  properties[PROP_UNDO_LABEL] = g_param_spec_string ("undo-label", NULL, NULL, NULL, flags);
  properties[PROP_REDO_LABEL] = g_param_spec_string ("redo-label", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * BtDocument::changed:
   * @document: the document
   * @old_plan: (type gpointer): the plan before
   * @new_plan: (type gpointer): the plan now; the selection is already the one that belongs to it
   *
   * Emitted after every do, undo and redo. A view compares the two plans by pointers.
   */
  signals[CHANGED] = g_signal_new ("changed", BT_TYPE_DOCUMENT, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 2, G_TYPE_POINTER, G_TYPE_POINTER);
  /**
   * BtDocument::refused:
   * @document: the document
   *
   * Emitted when an edit of a document that is only read was dropped.
   */
  signals[REFUSED] = g_signal_new ("refused", BT_TYPE_DOCUMENT, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
bt_document_init (BtDocument *self)
{
  self->history = g_ptr_array_new_with_free_func (history_entry_free);
  self->clock = real_clock;
  self->author = g_strdup (g_get_real_name ());
}

/**
 * bt_document_new:
 * @plan: (transfer none): the plan it opens with, which counts as saved and drafted
 *
 * Returns: (transfer full): an open document without history
 */
BtDocument *
bt_document_new (BtPlan *plan)
{
  BtDocument *self;

  g_return_val_if_fail (plan != NULL, NULL);

  self = g_object_new (BT_TYPE_DOCUMENT, NULL);
  self->plan = bt_plan_ref (plan);
  self->saved = bt_plan_ref (plan);
  self->drafted = bt_plan_ref (plan);

  return self;
}

/**
 * bt_document_open:
 * @plan: (transfer none): a plan as somebody gave it, to be worked on
 *
 * Like bt_document_new(), but a plan in review records every edit also where its file, made elsewhere, does not say so.
 * That is no edit: the document is not modified, and the file stays as it is until something is changed. Who turns
 * tracking off in review has it off until the plan is opened again.
 *
 * Returns: (transfer full): an open document without history
 */
BtDocument *
bt_document_open (BtPlan *plan)
{
  BtNode *root;
  g_autoptr (BtStep) step = NULL;
  g_autoptr (BtPlan) recorded = NULL;

  g_return_val_if_fail (plan != NULL, NULL);

  root = bt_plan_get_root (plan);
  if (g_strcmp0 (bt_node_get_attr (root, "state"), "review") != 0)
    return bt_document_new (plan);

  step = bt_step_new_set_attr (bt_node_get_id (root), "tracking", "yes");
  recorded = bt_step_apply (step, plan, NULL, NULL);
  g_assert (recorded); /* every plan may have that attribute, with that value */

  return bt_document_new (recorded);
}

/* The time that @document goes by. */
gint64
bt_document_get_time (BtDocument *document)
{
  return document->clock (document->clock_data);
}

/* The tracked change that the last edit belonged to. */
BtLastChange
bt_document_get_last_change (BtDocument *document)
{
  return document->last_change;
}

/* Remembers the tracked change that an edit belonged to. */
void
bt_document_set_last_change (BtDocument *document, BtLastChange change)
{
  document->last_change = change;
}

/* The plan that the last tracked edit made, settled as bt_step_run_settle() leaves it; NULL before the first. */
BtPlan *
bt_document_get_settled (BtDocument *document)
{
  return document->settled;
}

/* Remembers a settled plan. */
void
bt_document_set_settled (BtDocument *document, BtPlan *plan)
{
  bt_plan_ref (plan);
  g_clear_pointer (&document->settled, bt_plan_unref);
  document->settled = plan;
}

/* What stops the edits of a fork; NULL where nothing does. */
GCancellable *
bt_document_get_cancellable (BtDocument *document)
{
  return document->cancellable;
}

/**
 * bt_document_set_author:
 * @document: a document
 * @author: the name of who edits, which tracked changes bear
 */
void
bt_document_set_author (BtDocument *document, const char *author)
{
  g_return_if_fail (BT_IS_DOCUMENT (document));
  g_return_if_fail (author != NULL);

  g_free (document->author);
  document->author = g_strdup (author);
}

/**
 * bt_document_get_author:
 * @document: a document
 *
 * Returns: (transfer none): the name of who edits; at first that of the account
 */
const char *
bt_document_get_author (BtDocument *document)
{
  g_return_val_if_fail (BT_IS_DOCUMENT (document), NULL);

  return document->author;
}

/**
 * bt_document_set_read_only:
 * @document: a document
 * @read_only: whether it is there to be read only: every edit is dropped
 */
void
bt_document_set_read_only (BtDocument *document, gboolean read_only)
{
  g_return_if_fail (BT_IS_DOCUMENT (document));

  document->read_only = read_only;
}

/**
 * bt_document_set_clock:
 * @document: a document
 * @clock: what tells the time
 * @data: what @clock gets
 *
 * Takes the clock from a test, so that pauses in typing need not be waited for.
 */
void
bt_document_set_clock (BtDocument *document, BtClock clock, gpointer data)
{
  g_return_if_fail (BT_IS_DOCUMENT (document));
  g_return_if_fail (clock != NULL);

  document->clock = clock;
  document->clock_data = data;
}

/**
 * bt_document_get_plan:
 * @document: a document
 *
 * Returns: (transfer none): the plan as it is now; take a reference to keep it
 */
BtPlan *
bt_document_get_plan (BtDocument *document)
{
  g_return_val_if_fail (BT_IS_DOCUMENT (document), NULL);

  return document->plan;
}

/**
 * bt_document_get_selection:
 * @document: a document
 *
 * Returns: where the last command left the caret, or what a view said with bt_document_set_selection()
 */
BtSelection
bt_document_get_selection (BtDocument *document)
{
  g_return_val_if_fail (BT_IS_DOCUMENT (document), (BtSelection){ 0 });

  return document->selection;
}

/**
 * bt_document_set_selection:
 * @document: a document
 * @selection: where the caret is now
 *
 * A view says where its caret went. Typing that goes on elsewhere becomes an undo step of its own.
 */
void
bt_document_set_selection (BtDocument *document, BtSelection selection)
{
  g_return_if_fail (BT_IS_DOCUMENT (document));

  document->selection = selection;
}

/**
 * bt_document_can_undo:
 * @document: a document
 *
 * Returns: whether there is anything to undo
 */
gboolean
bt_document_can_undo (BtDocument *document)
{
  g_return_val_if_fail (BT_IS_DOCUMENT (document), FALSE);

  return document->n_done > 0;
}

/**
 * bt_document_can_redo:
 * @document: a document
 *
 * Returns: whether there is anything to redo
 */
gboolean
bt_document_can_redo (BtDocument *document)
{
  g_return_val_if_fail (BT_IS_DOCUMENT (document), FALSE);

  return document->n_done < document->history->len;
}

/**
 * bt_document_get_undo_label:
 * @document: a document
 *
 * Returns: (nullable): what undo would take back, in the user's language
 */
const char *
bt_document_get_undo_label (BtDocument *document)
{
  g_return_val_if_fail (BT_IS_DOCUMENT (document), NULL);

  return document->n_done > 0 ? _ (get_entry (document, document->n_done - 1)->label) : NULL;
}

/**
 * bt_document_get_redo_label:
 * @document: a document
 *
 * Returns: (nullable): what redo would do again, in the user's language
 */
const char *
bt_document_get_redo_label (BtDocument *document)
{
  BtHistoryEntry *entry;

  g_return_val_if_fail (BT_IS_DOCUMENT (document), NULL);

  entry = get_entry (document, document->n_done);
  return entry ? _ (entry->label) : NULL;
}

/**
 * bt_document_undo:
 * @document: a document
 *
 * Puts back the very plan that was there before the last step, and its selection.
 *
 * Returns: whether there was anything to undo
 */
gboolean
bt_document_undo (BtDocument *document)
{
  BtHistoryEntry *entry;

  g_return_val_if_fail (BT_IS_DOCUMENT (document), FALSE);

  if (!bt_document_can_undo (document))
    return FALSE;

  entry = get_entry (document, --document->n_done);
  document->may_merge = FALSE;
  set_plan (document, entry->before, entry->selection_before);

  return TRUE;
}

/**
 * bt_document_redo:
 * @document: a document
 *
 * Returns: whether there was anything to redo
 */
gboolean
bt_document_redo (BtDocument *document)
{
  BtHistoryEntry *entry;

  g_return_val_if_fail (BT_IS_DOCUMENT (document), FALSE);

  if (!bt_document_can_redo (document))
    return FALSE;

  entry = get_entry (document, document->n_done++);
  document->may_merge = FALSE;
  set_plan (document, entry->after, entry->selection_after);

  return TRUE;
}

/**
 * bt_document_begin_group:
 * @document: a document
 *
 * What is done until the matching bt_document_end_group() is one undo step. Groups nest.
 */
void
bt_document_begin_group (BtDocument *document)
{
  g_return_if_fail (BT_IS_DOCUMENT (document));

  if (document->group_depth++ == 0)
    document->group_has_entry = FALSE;
}

/**
 * bt_document_end_group:
 * @document: a document
 *
 * Ends what bt_document_begin_group() began.
 */
void
bt_document_end_group (BtDocument *document)
{
  g_return_if_fail (BT_IS_DOCUMENT (document));
  g_return_if_fail (document->group_depth > 0);

  document->group_depth--;
}

/**
 * bt_document_end_typing:
 * @document: a document
 *
 * What is typed next becomes an undo step of its own.
 */
void
bt_document_end_typing (BtDocument *document)
{
  g_return_if_fail (BT_IS_DOCUMENT (document));

  document->may_merge = FALSE;
}

/**
 * bt_document_is_modified:
 * @document: a document
 *
 * Returns: whether the plan is another one than the one last saved
 */
gboolean
bt_document_is_modified (BtDocument *document)
{
  g_return_val_if_fail (BT_IS_DOCUMENT (document), FALSE);

  return document->plan != document->saved;
}

/**
 * bt_document_is_draft_due:
 * @document: a document
 *
 * Returns: whether the plan is another one than the one last written as a draft
 */
gboolean
bt_document_is_draft_due (BtDocument *document)
{
  g_return_val_if_fail (BT_IS_DOCUMENT (document), FALSE);

  return document->plan != document->drafted;
}

/**
 * bt_document_mark_saved:
 * @document: a document
 * @plan: (nullable): the plan that was written, which may be an older one than the current; NULL when nothing was
 *   ever saved (an imported or recovered plan)
 *
 * To be called after a write succeeded, never before.
 */
void
bt_document_mark_saved (BtDocument *document, BtPlan *plan)
{
  g_autoptr (BtPlan) old = NULL;

  g_return_if_fail (BT_IS_DOCUMENT (document));

  old = document->saved;
  document->saved = plan ? bt_plan_ref (plan) : NULL;
  document->may_merge = FALSE;
  notify_state (document);
}

/**
 * bt_document_mark_drafted:
 * @document: a document
 * @plan: the plan that was written as a draft
 *
 * To be called after the draft was written, never before.
 */
void
bt_document_mark_drafted (BtDocument *document, BtPlan *plan)
{
  g_autoptr (BtPlan) old = NULL;

  g_return_if_fail (BT_IS_DOCUMENT (document));
  g_return_if_fail (plan != NULL);

  old = document->drafted;
  document->drafted = bt_plan_ref (plan);
}

/**
 * bt_document_reset:
 * @document: a document
 * @plan: another plan, as it was read from its file
 *
 * Starts anew with @plan: no history, nothing modified.
 */
void
bt_document_reset (BtDocument *document, BtPlan *plan)
{
  g_return_if_fail (BT_IS_DOCUMENT (document));
  g_return_if_fail (plan != NULL);

  g_ptr_array_set_size (document->history, 0);
  document->n_done = 0;
  document->may_merge = FALSE;
  bt_document_mark_drafted (document, plan);
  bt_document_mark_saved (document, plan);
  set_plan (document, plan, (BtSelection){ 0 });
}

/**
 * bt_document_fork:
 * @document: a document
 * @cancellable: (nullable): what stops an edit of the fork: it fails with %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): a document of the same plan and author, in which a worker can do what takes long;
 *   bt_document_adopt() takes it over
 */
BtDocument *
bt_document_fork (BtDocument *document, GCancellable *cancellable)
{
  BtDocument *fork;

  g_return_val_if_fail (BT_IS_DOCUMENT (document), NULL);

  fork = bt_document_new (document->plan);
  fork->selection = document->selection;
  fork->last_change = document->last_change;
  g_set_object (&fork->cancellable, cancellable);
  bt_document_set_author (fork, document->author);
  if (document->settled)
    bt_document_set_settled (fork, document->settled);

  return fork;
}

/* One undo step of all that was done in @fork. Who has moved the caret meanwhile keeps it, unless it was set there. */
static BtHistoryEntry *
new_entry (BtDocument *document, BtDocument *fork)
{
  BtHistoryEntry *entry = g_new0 (BtHistoryEntry, 1);
  BtHistoryEntry *first = get_entry (fork, 0), *last = get_entry (fork, fork->n_done - 1);
  gboolean moved = !bt_selection_equal (last->selection_after, first->selection_before);

  entry->label = last->label;
  entry->before = bt_plan_ref (first->before);
  entry->after = bt_plan_ref (last->after);
  entry->selection_before = document->selection;
  entry->selection_after = moved ? last->selection_after : document->selection;
  return entry;
}

/**
 * bt_document_adopt:
 * @document: a document
 * @fork: what bt_document_fork() made of it; no thread may have it any more
 *
 * Puts what was done in @fork into the document as one undo step.
 *
 * Returns: whether the document still has the plan that @fork began with; nothing is done where it has another
 */
gboolean
bt_document_adopt (BtDocument *document, BtDocument *fork)
{
  g_return_val_if_fail (BT_IS_DOCUMENT (document) && BT_IS_DOCUMENT (fork), FALSE);

  if (fork->n_done == 0)
    return fork->plan == document->plan;
  if (get_entry (fork, 0)->before != document->plan)
    return FALSE;
  document->last_change = fork->last_change;
  if (fork->settled)
    bt_document_set_settled (document, fork->settled);
  bt_document_end_typing (document);
  bt_document_push (document, new_entry (document, fork));
  return TRUE;
}
