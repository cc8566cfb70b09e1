/* What the check finds in an open document, looked for by a worker after every edit; the check before helps. */

#include "bt-finding-list.h"

#include <glib/gi18n-lib.h>

#include "bt-commands.h"
#include "bt-finding-reader.h"
#include "bt-follower.h"
#include "bt-list-update.h"

/* How long after an edit the plan is checked anew, in ms: not between two keys. What was found is on the screen 300 ms
 * after the last key, on long plans too. */
#define PAUSE 150

struct _BtFindingList
{
  GObject parent_instance;

  BtUnderlines *underlines;
  BtCheckWords *words; /* NULL until a worker has read them */
  BtProfile *profile;  /* the rule set of the document's plan; NULL without a document, or where it cannot be read */
  BtFollower *follower;
  BtCheck *check; /* NULL until something was checked */
  GListStore *items;
  GHashTable *counts;
};

enum
{
  CHANGED,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtFindingList, bt_finding_list, G_TYPE_OBJECT)

/* What a worker needs, all of which can be read from any thread, and what it makes of that. */
typedef struct
{
  BtPlan *plan;
  BtProfile *profile;
  BtCheckWords *words; /* the first worker reads them */
  GError *error;       /* why those of the office were left out; NULL where they were not */
  BtCheck *previous;
  BtFindingReading *reading; /* NULL where it gave up */
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  bt_plan_unref (job->plan);
  bt_profile_unref (job->profile);
  g_clear_pointer (&job->words, bt_check_words_unref);
  g_clear_error (&job->error);
  g_clear_pointer (&job->previous, bt_check_unref);
  g_clear_pointer (&job->reading, bt_finding_reading_free);
  g_free (job);
}

static gpointer
begin_job (GObject *owner, BtPlan *plan)
{
  BtFindingList *self = BT_FINDING_LIST (owner);
  Job *job = g_new0 (Job, 1);

  job->plan = bt_plan_ref (plan);
  job->profile = bt_profile_ref (self->profile);
  job->words = self->words ? bt_check_words_ref (self->words) : NULL;
  job->previous = self->check ? bt_check_ref (self->check) : NULL;
  return job;
}

/* The program's lists with those of the office, or where these are wrong, which @error says, without them. */
static BtCheckWords *
load_words (GError **error)
{
  g_autofree char *own = g_build_filename (g_get_user_config_dir (), "banthao", "check", NULL);
  BtCheckWords *words = bt_check_words_load (own, error);

  return words ? words : bt_check_words_load (NULL, NULL);
}

static void
read_job (gpointer data, GCancellable *cancellable)
{
  Job *job = data;

  if (!job->words)
    job->words = load_words (&job->error);
  if (job->words)
    job->reading = bt_finding_reading_new (job->plan, job->profile, job->words, job->previous, cancellable);
}

static void
take (BtFindingList *self, BtFindingReading *reading)
{
  g_clear_pointer (&self->check, bt_check_unref);
  self->check = g_steal_pointer (&reading->check);
  g_clear_pointer (&self->counts, g_hash_table_unref);
  self->counts = g_steal_pointer (&reading->counts);
  bt_list_update (self->items, reading->items, bt_finding_item_equal);
  bt_underlines_take (self->underlines, BT_UNDERLINER_CHECK, g_steal_pointer (&reading->underlines));
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Keeps the word lists for what is checked later. Nobody listens any more once the document has gone. */
static void
take_words (BtFindingList *self, BtCheckWords *words, const GError *error)
{
  if (self->words || !words)
    return;
  self->words = bt_check_words_ref (words);
  if (error && self->profile)
    g_signal_emit (self, signals[FAILED], 0, error->message);
}

static void
end_job (GObject *owner, gpointer data, gboolean is_current)
{
  BtFindingList *self = BT_FINDING_LIST (owner);
  Job *job = data;

  take_words (self, job->words, job->error);
  if (is_current && job->reading)
    take (self, job->reading);
}

static const BtFollowerRole checking = { PAUSE, G_PRIORITY_DEFAULT, begin_job, read_job, end_job, job_free };

/* Makes sure that what was found is of the plan as it is now. */
static gboolean
settle (BtFindingList *self)
{
  BtDocument *document = bt_follower_get_document (self->follower);
  g_autoptr (BtFindingReading) reading = NULL;

  if (!self->profile || !self->words)
    return FALSE;
  if (self->check && bt_check_get_plan (self->check) == bt_document_get_plan (document))
    return TRUE;
  bt_follower_stop (self->follower);
  reading = bt_finding_reading_new (bt_document_get_plan (document), self->profile, self->words,
                                    self->check, NULL);
  take (self, reading);
  return TRUE;
}

static void
clear_document (BtFindingList *self)
{
  bt_follower_set_document (self->follower, NULL);
  g_clear_pointer (&self->profile, bt_profile_unref);
  g_clear_pointer (&self->check, bt_check_unref);
}

static void
bt_finding_list_dispose (GObject *object)
{
  BtFindingList *self = BT_FINDING_LIST (object);

  if (self->follower)
    clear_document (self);
  g_clear_pointer (&self->follower, bt_follower_free);
  g_clear_object (&self->items);
  g_clear_object (&self->underlines);
  g_clear_pointer (&self->counts, g_hash_table_unref);
  g_clear_pointer (&self->words, bt_check_words_unref);
  G_OBJECT_CLASS (bt_finding_list_parent_class)->dispose (object);
}

static void
bt_finding_list_class_init (BtFindingListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bt_finding_list_dispose;

  /* The plan has been checked anew. */
  signals[CHANGED] = g_signal_new ("changed", BT_TYPE_FINDING_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  /* Why it cannot be checked as it should, in the user's language. */
  signals[FAILED] = g_signal_new ("failed", BT_TYPE_FINDING_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
bt_finding_list_init (BtFindingList *self)
{
  self->follower = bt_follower_new (G_OBJECT (self), &checking);
  self->items = g_list_store_new (BT_TYPE_FINDING_ITEM);
  self->counts = g_hash_table_new (NULL, NULL);
}

/**
 * bt_finding_list_new:
 * @underlines: where what is found is underlined
 *
 * Returns: (transfer full): an empty list
 */
BtFindingList *
bt_finding_list_new (BtUnderlines *underlines)
{
  BtFindingList *list;

  g_return_val_if_fail (BT_IS_UNDERLINES (underlines), NULL);

  list = g_object_new (BT_TYPE_FINDING_LIST, NULL);
  list->underlines = g_object_ref (underlines);
  return list;
}

static void
load_profile (BtFindingList *self, BtDocument *document)
{
  BtNode *root = bt_plan_get_root (bt_document_get_plan (document));
  g_autoptr (GError) error = NULL;

  self->profile = bt_profile_load (bt_node_get_attr (root, "profile"), &error);
  if (error)
    g_signal_emit (self, signals[FAILED], 0, error->message);
}

/**
 * bt_finding_list_set_document:
 * @list: a list
 * @document: (nullable): the document that is checked from now on: soon, but the first page comes before
 */
void
bt_finding_list_set_document (BtFindingList *list, BtDocument *document)
{
  g_return_if_fail (BT_IS_FINDING_LIST (list));

  clear_document (list);
  g_list_store_remove_all (list->items);
  g_hash_table_remove_all (list->counts);
  bt_underlines_take (list->underlines, BT_UNDERLINER_CHECK, NULL);
  g_signal_emit (list, signals[CHANGED], 0);
  if (!document)
    return;
  load_profile (list, document);
  if (!list->profile)
    return;
  bt_follower_set_document (list->follower, document);
  bt_follower_read_soon (list->follower);
}

/**
 * bt_finding_list_get_document:
 * @list: a list
 *
 * Returns: (transfer none) (nullable): the document it is about
 */
BtDocument *
bt_finding_list_get_document (BtFindingList *list)
{
  g_return_val_if_fail (BT_IS_FINDING_LIST (list), NULL);

  return bt_follower_get_document (list->follower);
}

/**
 * bt_finding_list_is_read:
 * @list: a list
 *
 * Returns: whether its document was checked at least once; soon after it was opened it is not yet
 */
gboolean
bt_finding_list_is_read (BtFindingList *list)
{
  g_return_val_if_fail (BT_IS_FINDING_LIST (list), FALSE);

  return list->check != NULL;
}

/**
 * bt_finding_list_get_items:
 * @list: a list
 *
 * Returns: (transfer none): the cards (BtFindingItem) in reading order, those that are set aside among them
 */
GListModel *
bt_finding_list_get_items (BtFindingList *list)
{
  g_return_val_if_fail (BT_IS_FINDING_LIST (list), NULL);

  return G_LIST_MODEL (list->items);
}

/**
 * bt_finding_list_get_counts:
 * @list: a list
 *
 * Returns: (transfer none): interned ids of nodes, to how many findings are in them and below
 */
GHashTable *
bt_finding_list_get_counts (BtFindingList *list)
{
  g_return_val_if_fail (BT_IS_FINDING_LIST (list), NULL);

  return list->counts;
}

/**
 * bt_finding_list_count:
 * @list: a list
 * @severity: how much a finding weighs
 *
 * Returns: how many findings weigh that much and are not set aside
 */
guint
bt_finding_list_count (BtFindingList *list, BtSeverity severity)
{
  g_return_val_if_fail (BT_IS_FINDING_LIST (list), 0);

  return list->check ? bt_check_count (list->check, severity) : 0;
}

static void
add_mend (GArray *mends, const BtFinding *finding)
{
  const BtMend *last = mends->len > 0 ? &g_array_index (mends, BtMend, mends->len - 1) : NULL;
  BtMend mend = { finding->node, finding->start, finding->end, finding->fix };

  /* Where two are about the same words, the first is mended; the other is looked at again. */
  if (last && last->node == mend.node && last->end > mend.start)
    return;
  g_array_append_val (mends, mend);
}

static guint
mend (BtFindingList *self, GArray *mends, GError **error)
{
  if (mends->len > 0)
    return bt_document_mend (bt_follower_get_document (self->follower), (BtMend *) mends->data, mends->len, error);
  return 0;
}

/**
 * bt_finding_list_fix:
 * @list: a list
 * @item: one of its cards
 * @error: return location
 *
 * Mends what it says, if it is still so. One undo step.
 *
 * Returns: whether something was mended
 */
gboolean
bt_finding_list_fix (BtFindingList *list, BtFindingItem *item, GError **error)
{
  g_autoptr (GArray) mends = g_array_new (FALSE, FALSE, sizeof (BtMend));

  g_return_val_if_fail (BT_IS_FINDING_LIST (list), FALSE);
  g_return_val_if_fail (BT_IS_FINDING_ITEM (item), FALSE);

  if (!settle (list))
    return FALSE;
  for (guint i = 0; i < bt_check_get_n_findings (list->check); i++)
    {
      const BtFinding *finding = bt_check_get_finding (list->check, i);
      if (finding->fix && finding->rule == item->finding->rule && finding->node == item->finding->node
          && finding->start == item->finding->start)
        add_mend (mends, finding);
    }
  return mend (list, mends, error) > 0;
}

/**
 * bt_finding_list_fix_all:
 * @list: a list
 * @rule: a rule
 * @error: return location
 *
 * Mends all that was found by that rule, is not set aside and has a certain way to mend it. One undo step.
 *
 * Returns: how many were mended
 */
guint
bt_finding_list_fix_all (BtFindingList *list, const BtRule *rule, GError **error)
{
  g_autoptr (GArray) mends = g_array_new (FALSE, FALSE, sizeof (BtMend));

  g_return_val_if_fail (BT_IS_FINDING_LIST (list), 0);
  g_return_val_if_fail (rule != NULL, 0);

  if (!settle (list))
    return 0;
  for (guint i = 0; i < bt_check_get_n_findings (list->check); i++)
    {
      const BtFinding *finding = bt_check_get_finding (list->check, i);
      if (finding->fix && finding->rule == rule && !finding->aside)
        add_mend (mends, finding);
    }
  return mend (list, mends, error);
}
