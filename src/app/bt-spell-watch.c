/* Underlines what is misspelled in an open document, read by a worker a moment after every edit.
 *
 * The worker loads the dictionary, too, when it is first asked: a window that opens does not wait for it. What was
 * found in a text is kept by the text, so that after an edit only that paragraph is read again. */

#include "bt-spell-watch.h"

#include "bt-spell-text.h"

/* How long after an edit is read anew, in ms. */
#define PAUSE 500

struct _BtSpellWatch
{
  GObject parent_instance;

  BtUnderlines *underlines;
  BtDocument *document;
  BtSpeller *speller;    /* NULL until the first worker is back */
  GHashTable *found;     /* of the texts of the plan, arrays of BtSpellRange or NULL */
  guint timeout;
  GCancellable *cancellable; /* while a worker reads */
};

enum
{
  UNAVAILABLE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtSpellWatch, bt_spell_watch, G_TYPE_OBJECT)

/* What a worker is given, and what it makes of that. */
typedef struct
{
  BtPlan *plan;
  BtSpeller *speller;
  GHashTable *known;
  GHashTable *found;
  BtUnderlineSet *set;
} Reading;

static void
range_array_free (gpointer ranges)
{
  if (ranges)
    g_array_unref (ranges);
}

static GHashTable *
new_found (void)
{
  return g_hash_table_new_full (NULL, NULL, (GDestroyNotify) bt_text_unref, range_array_free);
}

static void
reading_free (Reading *reading)
{
  bt_plan_unref (reading->plan);
  g_clear_pointer (&reading->speller, bt_speller_unref);
  g_clear_pointer (&reading->known, g_hash_table_unref);
  g_clear_pointer (&reading->found, g_hash_table_unref);
  g_clear_pointer (&reading->set, bt_underline_set_free);
  g_free (reading);
}

static GArray *
read_text (Reading *reading, BtText *text)
{
  gpointer known;
  GArray *ranges;

  if (g_hash_table_lookup_extended (reading->known, text, NULL, &known))
    ranges = known ? g_array_ref (known) : NULL;
  else
    ranges = bt_spell_check_text (reading->speller, text);
  g_hash_table_insert (reading->found, bt_text_ref (text), ranges);
  return ranges;
}

static void
read_node (Reading *reading, const BtNode *node)
{
  BtText *text = bt_node_get_text (node);
  GArray *ranges = text ? read_text (reading, text) : NULL;

  for (guint i = 0; ranges && i < ranges->len; i++)
    {
      const BtSpellRange *range = &g_array_index (ranges, BtSpellRange, i);
      bt_underline_set_add (reading->set, bt_node_get_id (node), text,
                            (BtUnderline){ range->start, range->end, BT_UNDERLINE_SPELLING });
    }
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    read_node (reading, bt_node_get_child (node, i));
}

static void
run_job (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  static const BtNodeKind parts[] = { BT_NODE_HEADER,    BT_NODE_BASES,      BT_NODE_BODY,
                                      BT_NODE_SIGNATURE, BT_NODE_RECIPIENTS, BT_NODE_APPENDICES };
  Reading *reading = data;
  g_autofree char *own = g_build_filename (g_get_user_data_dir (), "banthao", "words.txt", NULL);

  if (!reading->speller)
    reading->speller = bt_speller_new (own);
  for (guint i = 0; i < G_N_ELEMENTS (parts) && bt_speller_is_ready (reading->speller); i++)
    read_node (reading, bt_plan_get_part (reading->plan, parts[i]));
  g_task_return_boolean (task, TRUE);
}

static void
read_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  BtSpellWatch *self = BT_SPELL_WATCH (source);
  Reading *reading = g_task_get_task_data (G_TASK (result));

  if (!self->speller && reading->speller)
    {
      self->speller = bt_speller_ref (reading->speller);
      if (!bt_speller_is_ready (self->speller))
        g_signal_emit (self, signals[UNAVAILABLE], 0);
    }
  if (g_task_get_cancellable (G_TASK (result)) != self->cancellable)
    return;
  g_clear_object (&self->cancellable);
  g_hash_table_unref (self->found);
  self->found = g_steal_pointer (&reading->found);
  bt_underlines_take (self->underlines, BT_UNDERLINER_SPELLER, g_steal_pointer (&reading->set));
}

static void
stop_reading (BtSpellWatch *self)
{
  g_clear_handle_id (&self->timeout, g_source_remove);
  if (self->cancellable)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
begin_reading (BtSpellWatch *self)
{
  g_autoptr (GTask) task = NULL;
  Reading *reading;

  stop_reading (self);
  if (self->speller && !bt_speller_is_ready (self->speller))
    return;
  reading = g_new0 (Reading, 1);
  reading->plan = bt_plan_ref (bt_document_get_plan (self->document));
  reading->speller = self->speller ? bt_speller_ref (self->speller) : NULL;
  reading->known = g_hash_table_ref (self->found);
  reading->found = new_found ();
  reading->set = bt_underline_set_new ();
  self->cancellable = g_cancellable_new ();
  task = g_task_new (self, self->cancellable, read_done_cb, NULL);
  g_task_set_source_tag (task, begin_reading);
  g_task_set_priority (task, G_PRIORITY_LOW);
  g_task_set_task_data (task, reading, (GDestroyNotify) reading_free);
  g_task_run_in_thread (task, run_job);
}

static gboolean
timeout_cb (gpointer data)
{
  BtSpellWatch *self = data;

  self->timeout = 0;
  begin_reading (self);
  return G_SOURCE_REMOVE;
}

static void
document_changed_cb (BtDocument *document, BtPlan *old, BtPlan *new, BtSpellWatch *self)
{
  g_clear_handle_id (&self->timeout, g_source_remove);
  self->timeout = g_timeout_add (PAUSE, timeout_cb, self);
}

static void
clear_document (BtSpellWatch *self)
{
  stop_reading (self);
  if (self->document)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_clear_object (&self->document);
}

static void
bt_spell_watch_dispose (GObject *object)
{
  BtSpellWatch *self = BT_SPELL_WATCH (object);

  clear_document (self);
  g_clear_object (&self->underlines);
  g_clear_pointer (&self->speller, bt_speller_unref);
  g_clear_pointer (&self->found, g_hash_table_unref);
  G_OBJECT_CLASS (bt_spell_watch_parent_class)->dispose (object);
}

static void
bt_spell_watch_class_init (BtSpellWatchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bt_spell_watch_dispose;

  /* No dictionary of Vietnamese is installed. */
  signals[UNAVAILABLE] = g_signal_new ("unavailable", BT_TYPE_SPELL_WATCH, G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
bt_spell_watch_init (BtSpellWatch *self)
{
  self->found = new_found ();
}

/**
 * bt_spell_watch_new:
 * @underlines: where what is misspelled is underlined
 *
 * Returns: (transfer full): a watch on no document
 */
BtSpellWatch *
bt_spell_watch_new (BtUnderlines *underlines)
{
  BtSpellWatch *self;

  g_return_val_if_fail (BT_IS_UNDERLINES (underlines), NULL);

  self = g_object_new (BT_TYPE_SPELL_WATCH, NULL);
  self->underlines = g_object_ref (underlines);
  return self;
}

/**
 * bt_spell_watch_set_document:
 * @watch: a watch
 * @document: (nullable): the document that is read from now on; %NULL to underline nothing
 */
void
bt_spell_watch_set_document (BtSpellWatch *watch, BtDocument *document)
{
  g_return_if_fail (BT_IS_SPELL_WATCH (watch));

  if (watch->document == document)
    return;
  clear_document (watch);
  g_hash_table_remove_all (watch->found);
  bt_underlines_take (watch->underlines, BT_UNDERLINER_SPELLER, NULL);
  if (!document)
    return;
  watch->document = g_object_ref (document);
  g_signal_connect (document, "changed", G_CALLBACK (document_changed_cb), watch);
  watch->timeout = g_timeout_add (PAUSE, timeout_cb, watch);
}

/**
 * bt_spell_watch_get_speller:
 * @watch: a watch
 *
 * Returns: (transfer none) (nullable): who knows the words; %NULL until the dictionary is loaded
 */
BtSpeller *
bt_spell_watch_get_speller (BtSpellWatch *watch)
{
  g_return_val_if_fail (BT_IS_SPELL_WATCH (watch), NULL);

  return watch->speller;
}

/**
 * bt_spell_watch_again:
 * @watch: a watch
 *
 * Reads all anew: a word was learnt.
 */
void
bt_spell_watch_again (BtSpellWatch *watch)
{
  g_return_if_fail (BT_IS_SPELL_WATCH (watch));

  g_hash_table_unref (watch->found);
  watch->found = new_found ();
  if (watch->document)
    begin_reading (watch);
}
