/* Tracked editing: each edit leaves what was there, marked as changed by its author.
 *
 * Every character and every node bears its own marks, so that each change can be accepted or rejected
 * on its own and in any order. What the author put in himself in the open round simply goes when he
 * deletes it, and simply moves when he moves it. */
#include "bt-tracker.h"

#include <string.h>

#include "bt-id.h"
#include "bt-schema.h"
#include "bt-tracker-private.h"
#include "bt-was.h"

/* Edits of one author at one place belong to one change unless a pause as long as this lies between. */
#define CHANGE_PAUSE (5 * G_TIME_SPAN_MINUTE)

/**
 * bt_tracker_new:
 * @run: the steps of the edit; borrowed
 * @author: who edits
 * @now: the time, in microseconds since 1970
 * @last: what the edit before belonged to
 *
 * Returns: (transfer full): what makes edits tracked ones
 */
BtTracker *
bt_tracker_new (BtStepRun *run, const char *author, gint64 now, BtLastChange last)
{
  BtTracker *tracker;
  const char *round;

  g_return_val_if_fail (run != NULL && author != NULL, NULL);

  tracker = g_new0 (BtTracker, 1);
  tracker->run = run;
  tracker->author = g_strdup (author);
  round = bt_node_get_attr (bt_plan_get_root (bt_step_run_get_plan (run)), "round");
  tracker->round = g_strdup (round ? round : "1");
  tracker->now = now;
  tracker->last = last;
  return tracker;
}

/**
 * bt_tracker_free:
 * @tracker: (transfer full): a tracker
 */
void
bt_tracker_free (BtTracker *tracker)
{
  g_return_if_fail (tracker != NULL);

  g_free (tracker->author);
  g_free (tracker->round);
  g_free (tracker);
}

/**
 * bt_tracker_get_change:
 * @tracker: a tracker
 *
 * Returns: what the next edit may belong to as well
 */
BtLastChange
bt_tracker_get_change (const BtTracker *tracker)
{
  g_return_val_if_fail (tracker != NULL, (BtLastChange){ 0 });

  return tracker->last;
}

/* The node as it is now; valid until the next step. */
BtNode *
bt_tracker_get_node (BtTracker *tracker, const char *id)
{
  return bt_plan_get_node (bt_step_run_get_plan (tracker->run), id);
}

/* Whether @change (which may be NULL) is the author's own, of the open round and not decided yet. */
gboolean
bt_tracker_is_own (BtTracker *tracker, const char *change)
{
  BtNode *node = change ? bt_tracker_get_node (tracker, change) : NULL;

  return node && g_strcmp0 (bt_node_get_attr (node, "author"), tracker->author) == 0
         && g_strcmp0 (bt_node_get_attr (node, "round"), tracker->round) == 0
         && !bt_node_get_attr (node, "decision");
}

/* Whether the node bears the author's own mark of that name. */
gboolean
bt_tracker_has_own (BtTracker *tracker, const char *id, const char *mark)
{
  BtNode *node = bt_tracker_get_node (tracker, id);

  return node && bt_tracker_is_own (tracker, bt_node_get_attr (node, mark));
}

static const char *
record_change (BtTracker *tracker, GError **error)
{
  g_autofree char *id = bt_id_new ('k');
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (tracker->now / G_USEC_PER_SEC);
  g_autofree char *iso = g_date_time_format_iso8601 (time);
  BtNodeBuilder *builder = bt_node_builder_new (BT_NODE_CHANGE, id);
  BtNode *changes = bt_plan_get_part (bt_step_run_get_plan (tracker->run), BT_NODE_CHANGES);
  g_autoptr (BtNode) change = NULL;

  bt_node_builder_set_attr (builder, "author", tracker->author);
  bt_node_builder_set_attr (builder, "time", iso);
  bt_node_builder_set_attr (builder, "round", tracker->round);
  change = bt_node_builder_end (builder);
  if (!bt_step_run_apply (tracker->run,
                          bt_step_new_insert (bt_node_get_id (changes),
                                              bt_node_get_n_children (changes), change),
                          error))
    return NULL;

  return bt_intern (id);
}

/* The change that an edit of @node belongs to: one for the whole transaction, and the last one's where that was the
 * author's own edit at the same node a moment ago. Interned; NULL with @error. */
const char *
bt_tracker_change_for (BtTracker *tracker, const char *node, GError **error)
{
  const char *place = bt_intern (node);

  if (tracker->change)
    return tracker->change;
  if (tracker->last.node == place && tracker->now - tracker->last.time < CHANGE_PAUSE
      && bt_tracker_is_own (tracker, tracker->last.id))
    tracker->change = tracker->last.id;
  else
    tracker->change = record_change (tracker, error);
  tracker->last = (BtLastChange){ tracker->change, place, tracker->now };

  return tracker->change;
}

/* A tracker and the change whose marks are set. */
typedef struct
{
  BtTracker *tracker;
  const char *change;
  BtFormatChange format;
} Marking;

static gboolean
mark_deleted_cb (BtMark *mark, gpointer data)
{
  Marking *marking = data;

  if (bt_tracker_is_own (marking->tracker, mark->ins))
    return FALSE;
  if (!mark->del)
    mark->del = marking->change;
  return TRUE;
}

static gboolean
mark_inserted_cb (BtMark *mark, gpointer data)
{
  Marking *marking = data;

  mark->ins = marking->change;
  mark->del = NULL;
  mark->was = NULL;
  return TRUE;
}

/**
 * bt_tracker_replace_text:
 * @tracker: a tracker
 * @id: the id of a node with a text
 * @start: in bytes
 * @end: in bytes
 * @slice: what comes in the place of @start to @end
 * @after: (out) (optional): where @slice ends
 * @error: return location
 *
 * What was there stays, marked as deleted, and the new text stands behind it, marked as inserted.
 *
 * Returns: whether it was done
 */
gboolean
bt_tracker_replace_text (BtTracker *tracker, const char *id, gsize start, gsize end, BtText *slice,
                         gsize *after, GError **error)
{
  Marking marking = { tracker, bt_tracker_change_for (tracker, id, error) };
  BtTextBuilder *builder;
  g_autoptr (BtText) old = NULL;
  g_autoptr (BtText) deleted = NULL;
  g_autoptr (BtText) inserted = NULL;
  g_autoptr (BtText) both = NULL;
  BtNode *node = bt_tracker_get_node (tracker, id);

  if (!marking.change || !node)
    return FALSE;

  old = bt_text_slice (bt_node_get_text (node), start, end);
  deleted = bt_text_map (old, mark_deleted_cb, &marking);
  inserted = bt_text_map (slice, mark_inserted_cb, &marking);
  builder = bt_text_builder_new ();
  bt_text_builder_append_text (builder, deleted);
  bt_text_builder_append_text (builder, inserted);
  both = bt_text_builder_end (builder);
  if (after)
    *after = start + bt_text_get_length (both);
  if (bt_text_equal (both, old))
    return TRUE;

  return bt_step_run_apply (tracker->run, bt_step_new_replace_text (id, start, end, both), error);
}

/* The list of what a format was before, after it was set to @format; interned. */
static const char *
was_format (Marking *marking, const BtMark *mark, BtFormat format)
{
  g_autoptr (GPtrArray) entries = bt_was_parse (mark->was);
  const BtWas *last = bt_was_find_last (entries, "format");
  g_autofree char *letters = bt_format_to_letters (mark->format);
  g_autofree char *was = NULL;

  if (!last || !bt_tracker_is_own (marking->tracker, last->change))
    was = bt_was_add (mark->was, marking->change, "format", letters);
  else if (bt_format_from_letters (last->value) == format)
    was = bt_was_drop_last (mark->was, "format");
  else
    return mark->was;

  return bt_intern (was);
}

static gboolean
mark_format_cb (BtMark *mark, gpointer data)
{
  Marking *marking = data;
  BtFormat format = marking->format.on ? mark->format | marking->format.format
                                       : mark->format & ~marking->format.format;

  if (mark->del || format == mark->format)
    return TRUE;
  if (!bt_tracker_is_own (marking->tracker, mark->ins))
    mark->was = was_format (marking, mark, format);
  mark->format = format;
  return TRUE;
}

/**
 * bt_tracker_set_format:
 * @tracker: a tracker
 * @id: the id of a node with a text
 * @start: in bytes
 * @end: in bytes
 * @change: what to set or to clear
 * @error: return location
 *
 * Returns: whether it was done
 */
gboolean
bt_tracker_set_format (BtTracker *tracker, const char *id, gsize start, gsize end,
                       BtFormatChange change, GError **error)
{
  Marking marking = { tracker, bt_tracker_change_for (tracker, id, error), change };
  BtNode *node = bt_tracker_get_node (tracker, id);
  g_autoptr (BtText) old = NULL;
  g_autoptr (BtText) formatted = NULL;

  if (!marking.change || !node)
    return FALSE;

  old = bt_text_slice (bt_node_get_text (node), start, end);
  formatted = bt_text_map (old, mark_format_cb, &marking);
  if (bt_text_equal (old, formatted))
    return TRUE;
  return bt_step_run_apply (tracker->run, bt_step_new_replace_text (id, start, end, formatted),
                            error);
}

/* A copy of the tree in which every node and character is marked as inserted. */
static BtNode *
mark_tree_inserted (Marking *marking, BtNode *node)
{
  BtNodeBuilder *builder = bt_node_builder_new (bt_node_get_kind (node), bt_node_get_id (node));

  bt_node_builder_copy_attrs (builder, node);
  if (bt_node_kind_has_marks (bt_node_get_kind (node)))
    bt_node_builder_set_attr (builder, "ins", marking->change);
  if (bt_node_get_text (node))
    bt_node_builder_take_text (builder,
                               bt_text_map (bt_node_get_text (node), mark_inserted_cb, marking));
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    bt_node_builder_take_child (builder, mark_tree_inserted (marking, bt_node_get_child (node, i)));

  return bt_node_builder_end (builder);
}

/**
 * bt_tracker_insert_node:
 * @tracker: a tracker
 * @parent: the id of the parent
 * @position: where among its children
 * @node: what comes there, without marks of its own
 * @error: return location
 *
 * Returns: whether it was done
 */
gboolean
bt_tracker_insert_node (BtTracker *tracker, const char *parent, guint position, BtNode *node,
                        GError **error)
{
  Marking marking = { tracker, bt_tracker_change_for (tracker, bt_node_get_id (node), error) };
  g_autoptr (BtNode) marked = NULL;

  if (!marking.change)
    return FALSE;

  marked = mark_tree_inserted (&marking, node);
  return bt_step_run_apply (tracker->run, bt_step_new_insert (parent, position, marked), error);
}

/* The list of what an attribute was before, after it was set to @value. */
static char *
was_attr (BtTracker *tracker, BtNode *node, const char *change, const char *name, const char *value)
{
  const char *was = bt_node_get_attr (node, "was");
  g_autoptr (GPtrArray) entries = bt_was_parse (was);
  const BtWas *last = bt_was_find_last (entries, name);

  if (!last || !bt_tracker_is_own (tracker, last->change))
    return bt_was_add (was, change, name, bt_node_get_attr (node, name));
  if (g_strcmp0 (last->value, value) == 0)
    return bt_was_drop_last (was, name);
  return g_strdup (was);
}

static gboolean
is_tracked_attr (BtNode *node, const char *name)
{
  static const char *const process[] = { "state", "round", "tracking", "profile", NULL };

  return !g_strv_contains (process, name) && !bt_attr_is_foreign (name)
         && g_strv_contains (bt_node_kind_get_attrs (bt_node_get_kind (node)), "was");
}

/**
 * bt_tracker_set_attr:
 * @tracker: a tracker
 * @id: the id of a node
 * @name: an attribute's name
 * @value: (nullable): its value, %NULL to remove it
 * @error: return location
 *
 * The value before is kept. How far the work on the plan has come (its state, its round) is no change of the plan.
 *
 * Returns: whether it was done
 */
gboolean
bt_tracker_set_attr (BtTracker *tracker, const char *id, const char *name, const char *value,
                     GError **error)
{
  BtNode *node = bt_tracker_get_node (tracker, id);
  const char *change;
  g_autofree char *was = NULL;

  if (!is_tracked_attr (node, name) || bt_tracker_has_own (tracker, id, "ins"))
    return bt_step_run_set_attr (tracker->run, id, name, value, error);
  change = bt_tracker_change_for (tracker, id, error);
  if (!change)
    return FALSE;

  was = was_attr (tracker, bt_tracker_get_node (tracker, id), change, name, value);
  return bt_step_run_set_attr (tracker->run, id, name, value, error)
         && bt_step_run_set_attr (tracker->run, id, "was", was, error);
}
