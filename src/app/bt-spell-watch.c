/* Underlines what is misspelled in an open document, read by a worker a moment after every edit.
 *
 * The worker loads the dictionary, too, when it is first asked: a window that opens does not wait for it. What was
 * found in a text is kept by the text, so that after an edit only that paragraph is read again. */

#include "bt-spell-watch.h"

#include "bt-follower.h"
#include "bt-spell-text.h"

/* How long after an edit is read anew, in ms. */
#define PAUSE 500

struct _BtSpellWatch
{
  GObject parent_instance;

  BtUnderlines *underlines;
  BtFollower *follower;
  BtSpeller *speller; /* NULL until the first worker is back */
  GHashTable *found;  /* of the texts of the plan, arrays of BtSpellRange or NULL */
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
reading_free (gpointer data)
{
  Reading *reading = data;

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
read_plan (gpointer data, GCancellable *cancellable)
{
  static const BtNodeKind parts[] = { BT_NODE_HEADER,    BT_NODE_BASES,      BT_NODE_BODY,
                                      BT_NODE_SIGNATURE, BT_NODE_RECIPIENTS, BT_NODE_APPENDICES };
  Reading *reading = data;
  g_autofree char *own = g_build_filename (g_get_user_data_dir (), "banthao", "words.txt", NULL);

  if (!reading->speller)
    reading->speller = bt_speller_new (own);
  for (guint i = 0; i < G_N_ELEMENTS (parts) && bt_speller_is_ready (reading->speller); i++)
    read_node (reading, bt_plan_get_part (reading->plan, parts[i]));
}

static void
take_speller (BtSpellWatch *self, BtSpeller *speller)
{
  if (self->speller || !speller)
    return;
  self->speller = bt_speller_ref (speller);
  if (!bt_speller_is_ready (speller))
    g_signal_emit (self, signals[UNAVAILABLE], 0);
}

static void
end_reading (GObject *owner, gpointer data, gboolean is_current)
{
  BtSpellWatch *self = BT_SPELL_WATCH (owner);
  Reading *reading = data;

  take_speller (self, reading->speller);
  if (!is_current)
    return;
  g_hash_table_unref (self->found);
  self->found = g_steal_pointer (&reading->found);
  bt_underlines_take (self->underlines, BT_UNDERLINER_SPELLER, g_steal_pointer (&reading->set));
}

static gpointer
begin_reading (GObject *owner, BtPlan *plan)
{
  BtSpellWatch *self = BT_SPELL_WATCH (owner);
  Reading *reading;

  if (self->speller && !bt_speller_is_ready (self->speller))
    return NULL;
  reading = g_new0 (Reading, 1);
  reading->plan = bt_plan_ref (plan);
  reading->speller = self->speller ? bt_speller_ref (self->speller) : NULL;
  reading->known = g_hash_table_ref (self->found);
  reading->found = new_found ();
  reading->set = bt_underline_set_new ();
  return reading;
}

static const BtFollowerRole spelling
    = { PAUSE, G_PRIORITY_LOW, begin_reading, read_plan, end_reading, reading_free };

static void
bt_spell_watch_dispose (GObject *object)
{
  BtSpellWatch *self = BT_SPELL_WATCH (object);

  g_clear_pointer (&self->follower, bt_follower_free);
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
  self->follower = bt_follower_new (G_OBJECT (self), &spelling);
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

  if (bt_follower_get_document (watch->follower) == document)
    return;
  bt_follower_set_document (watch->follower, document);
  g_hash_table_remove_all (watch->found);
  bt_underlines_take (watch->underlines, BT_UNDERLINER_SPELLER, NULL);
  if (document)
    bt_follower_read_soon (watch->follower);
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
  if (bt_follower_get_document (watch->follower))
    bt_follower_read (watch->follower);
}
