/* Which words of the plan are underlined quietly, and by whom: the findings of the check, the speller; and which were
 * found by a search, which have another background.
 *
 * Who looks for something does so a moment after the last key. Until then the underlines stay on the words that they
 * were made for: those before and behind what has changed in the text. */

#include "bt-underlines.h"

#include "bt-intern.h"

/* The underlines of one node, and the text that they were made for. */
typedef struct
{
  BtText *text;
  GArray *underlines; /* of BtUnderline */
} Entry;

/* What is said of one node, a line for each thing, and how much the worst of it weighs. */
typedef struct
{
  GString *words;
  BtUnderlineKind kind;
} Said;

struct _BtUnderlineSet
{
  GHashTable *entries; /* interned id to Entry */
  GHashTable *said;    /* likewise, to Said */
};

struct _BtUnderlines
{
  GObject parent_instance;

  BtUnderlineSet *sets[BT_N_UNDERLINERS];
};

enum
{
  CHANGED,
  POPULATE_MENU,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtUnderlines, bt_underlines, G_TYPE_OBJECT)

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  bt_text_unref (entry->text);
  g_array_unref (entry->underlines);
  g_free (entry);
}

static void
said_free (gpointer data)
{
  Said *said = data;

  g_string_free (said->words, TRUE);
  g_free (said);
}

/**
 * bt_underline_set_new:
 *
 * Returns: (transfer full): no underlines, to be added to
 */
BtUnderlineSet *
bt_underline_set_new (void)
{
  BtUnderlineSet *set = g_new0 (BtUnderlineSet, 1);

  set->entries = g_hash_table_new_full (NULL, NULL, NULL, entry_free);
  set->said = g_hash_table_new_full (NULL, NULL, NULL, said_free);
  return set;
}

/**
 * bt_underline_set_free:
 * @set: (transfer full): a set
 */
void
bt_underline_set_free (BtUnderlineSet *set)
{
  g_return_if_fail (set != NULL);

  g_hash_table_unref (set->entries);
  g_hash_table_unref (set->said);
  g_free (set);
}

/**
 * bt_underline_set_add:
 * @set: a set
 * @node: the id of a node
 * @text: its text
 * @underline: which words of it, and what the underline says
 *
 * Adds one more. All of one node speak of the same text.
 */
void
bt_underline_set_add (BtUnderlineSet *set, const char *node, BtText *text, BtUnderline underline)
{
  const char *id = bt_intern (node);
  Entry *entry;

  g_return_if_fail (set != NULL);
  g_return_if_fail (text != NULL && underline.start <= underline.end);

  entry = g_hash_table_lookup (set->entries, id);
  if (!entry)
    {
      entry = g_new0 (Entry, 1);
      entry->text = bt_text_ref (text);
      entry->underlines = g_array_new (FALSE, FALSE, sizeof (BtUnderline));
      g_hash_table_insert (set->entries, (gpointer) id, entry);
    }
  g_return_if_fail (entry->text == text);
  g_array_append_val (entry->underlines, underline);
}

/**
 * bt_underline_set_say:
 * @set: a set
 * @node: the id of a node
 * @kind: how much it weighs
 * @words: what is to be said of the node, in the user's language
 *
 * Adds it to what is said of the node already.
 */
void
bt_underline_set_say (BtUnderlineSet *set, const char *node, BtUnderlineKind kind, const char *words)
{
  const char *id = bt_intern (node);
  Said *said;

  g_return_if_fail (set != NULL && words != NULL);

  said = g_hash_table_lookup (set->said, id);
  if (!said)
    {
      said = g_new0 (Said, 1);
      said->words = g_string_new (NULL);
      g_hash_table_insert (set->said, (gpointer) id, said);
    }
  g_string_append_printf (said->words, "%s%s", said->words->len > 0 ? "\n" : "", words);
  said->kind = MAX (said->kind, kind);
}

static gboolean
entry_equal (const Entry *a, const Entry *b)
{
  if (!a || !b)
    return a == b;
  return a->text == b->text && bt_underlines_equal (a->underlines, b->underlines);
}

/* Adds the nodes of @set that look otherwise in @other. */
static void
add_differing (const BtUnderlineSet *set, const BtUnderlineSet *other, GHashTable *nodes)
{
  GHashTableIter iter;
  gpointer id, entry;

  if (!set)
    return;
  g_hash_table_iter_init (&iter, set->entries);
  while (g_hash_table_iter_next (&iter, &id, &entry))
    if (!entry_equal (entry, other ? g_hash_table_lookup (other->entries, id) : NULL))
      g_hash_table_add (nodes, id);
}

static gboolean
said_equal (const Said *a, const Said *b)
{
  return a && b && a->kind == b->kind && g_string_equal (a->words, b->words);
}

/* Adds the nodes of which something else is said in @other. */
static void
add_said_otherwise (const BtUnderlineSet *set, const BtUnderlineSet *other, GHashTable *nodes)
{
  GHashTableIter iter;
  gpointer id, said;

  if (!set)
    return;
  g_hash_table_iter_init (&iter, set->said);
  while (g_hash_table_iter_next (&iter, &id, &said))
    if (!said_equal (said, other ? g_hash_table_lookup (other->said, id) : NULL))
      g_hash_table_add (nodes, id);
}

/* Bytes of a text that have changed: from @start, @old_length made @new_length. */
typedef struct
{
  gsize start, old_length, new_length;
} Change;

static Change
find_change (BtText *old_text, BtText *new_text)
{
  const char *old = bt_text_get_string (old_text), *new = bt_text_get_string (new_text);
  gsize old_end = bt_text_get_length (old_text), new_end = bt_text_get_length (new_text);
  gsize start = 0;

  while (start < old_end && start < new_end && old[start] == new[start])
    start++;
  while (old_end > start && new_end > start && old[old_end - 1] == new[new_end - 1])
    {
      old_end--;
      new_end--;
    }
  return (Change){ start, old_end - start, new_end - start };
}

/* Brings @underline along a change of its text; FALSE where its words have changed, or what touches them. */
static gboolean
carry (BtUnderline *underline, const Change *change)
{
  if (underline->end < change->start)
    return TRUE;
  if (underline->start <= change->start + change->old_length)
    return FALSE;
  underline->start += change->new_length - change->old_length;
  underline->end += change->new_length - change->old_length;
  return TRUE;
}

static void
append_carried (GArray *all, const Entry *entry, BtText *text)
{
  Change change = { G_MAXSIZE, 0, 0 };

  if (entry->text != text)
    change = find_change (entry->text, text);
  for (guint i = 0; i < entry->underlines->len; i++)
    {
      BtUnderline underline = g_array_index (entry->underlines, BtUnderline, i);
      if (carry (&underline, &change))
        g_array_append_val (all, underline);
    }
}

static void
bt_underlines_finalize (GObject *object)
{
  BtUnderlines *self = BT_UNDERLINES (object);

  for (guint i = 0; i < BT_N_UNDERLINERS; i++)
    g_clear_pointer (&self->sets[i], bt_underline_set_free);
  G_OBJECT_CLASS (bt_underlines_parent_class)->finalize (object);
}

static void
bt_underlines_class_init (BtUnderlinesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bt_underlines_finalize;

  /* The nodes of these ids (interned, as a set) look otherwise now. */
  signals[CHANGED] = g_signal_new ("changed", BT_TYPE_UNDERLINES, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, G_TYPE_HASH_TABLE);
  /* The menu of the word at a place is opened: the node's id, the byte, the GMenu to add to. */
  signals[POPULATE_MENU] = g_signal_new ("populate-menu", BT_TYPE_UNDERLINES, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 3, G_TYPE_STRING, G_TYPE_UINT64,
                                         G_TYPE_MENU);
}

static void
bt_underlines_init (BtUnderlines *self)
{
}

/**
 * bt_underlines_new:
 *
 * Returns: (transfer full): a plan's underlines, none so far
 */
BtUnderlines *
bt_underlines_new (void)
{
  return g_object_new (BT_TYPE_UNDERLINES, NULL);
}

/**
 * bt_underlines_take:
 * @underlines: the underlines of a plan
 * @who: who found them
 * @set: (transfer full) (nullable): all that @who underlines from now on; %NULL for nothing
 */
void
bt_underlines_take (BtUnderlines *underlines, BtUnderliner who, BtUnderlineSet *set)
{
  g_autoptr (GHashTable) nodes = g_hash_table_new (NULL, NULL);
  g_autoptr (BtUnderlineSet) old = NULL;

  g_return_if_fail (BT_IS_UNDERLINES (underlines));
  g_return_if_fail (who < BT_N_UNDERLINERS);

  old = underlines->sets[who];
  underlines->sets[who] = set;
  add_differing (old, set, nodes);
  add_differing (set, old, nodes);
  add_said_otherwise (old, set, nodes);
  add_said_otherwise (set, old, nodes);
  if (g_hash_table_size (nodes) > 0)
    g_signal_emit (underlines, signals[CHANGED], 0, nodes);
}

/**
 * bt_underlines_populate_menu:
 * @underlines: the underlines of a plan
 * @node: the id of a node
 * @offset: the byte of its text where a menu is opened, or %BT_UNDERLINES_ANY_PLACE
 * @menu: the menu
 *
 * Lets who underlines add to the menu what there is to say of the word.
 */
void
bt_underlines_populate_menu (BtUnderlines *underlines, const char *node, gsize offset, GMenu *menu)
{
  g_return_if_fail (BT_IS_UNDERLINES (underlines));
  g_return_if_fail (node != NULL && G_IS_MENU (menu));

  g_signal_emit (underlines, signals[POPULATE_MENU], 0, node, (guint64) offset, menu);
}

/**
 * bt_underlines_get:
 * @underlines: the underlines of a plan
 * @node: the id of a node
 * @text: its text now
 *
 * Returns: (transfer full) (nullable) (element-type BtUnderline): what is underlined in @text, the later ones above the
 *   earlier; %NULL for nothing
 */
GArray *
bt_underlines_get (BtUnderlines *underlines, const char *node, BtText *text)
{
  g_autoptr (GArray) all = NULL;

  g_return_val_if_fail (BT_IS_UNDERLINES (underlines), NULL);
  g_return_val_if_fail (node != NULL && text != NULL, NULL);

  for (guint i = 0; i < BT_N_UNDERLINERS; i++)
    {
      const Entry *entry = underlines->sets[i]
                               ? g_hash_table_lookup (underlines->sets[i]->entries, bt_intern (node))
                               : NULL;
      if (!entry)
        continue;
      if (!all)
        all = g_array_new (FALSE, FALSE, sizeof (BtUnderline));
      append_carried (all, entry, text);
    }
  return g_steal_pointer (&all);
}

/**
 * bt_underlines_get_words:
 * @underlines: the underlines of a plan
 * @node: the id of a node
 * @kind: (out): how much the worst of it weighs
 *
 * Returns: (transfer none) (nullable): what the check says of the node, a line for each finding; %NULL for nothing
 */
const char *
bt_underlines_get_words (BtUnderlines *underlines, const char *node, BtUnderlineKind *kind)
{
  const BtUnderlineSet *set;
  const Said *said;

  g_return_val_if_fail (BT_IS_UNDERLINES (underlines), NULL);
  g_return_val_if_fail (node != NULL && kind != NULL, NULL);

  set = underlines->sets[BT_UNDERLINER_CHECK];
  said = set ? g_hash_table_lookup (set->said, bt_intern (node)) : NULL;
  if (said)
    *kind = said->kind;
  return said ? said->words->str : NULL;
}

/**
 * bt_underlines_equal:
 * @a: (nullable) (element-type BtUnderline): underlines of a text
 * @b: (nullable) (element-type BtUnderline): others
 *
 * Returns: whether both look alike
 */
gboolean
bt_underlines_equal (const GArray *a, const GArray *b)
{
  if (!a || !b || a->len != b->len)
    return a == b;
  for (guint i = 0; i < a->len; i++)
    {
      const BtUnderline *one = &g_array_index (a, BtUnderline, i);
      const BtUnderline *other = &g_array_index (b, BtUnderline, i);
      if (one->start != other->start || one->end != other->end || one->kind != other->kind)
        return FALSE;
    }
  return TRUE;
}

/**
 * bt_underline_kind_is_background:
 * @kind: what an underline says
 *
 * Returns: whether it is said by the background of the words, not by a line under them
 */
gboolean
bt_underline_kind_is_background (BtUnderlineKind kind)
{
  return kind == BT_UNDERLINE_FOUND || kind == BT_UNDERLINE_FOUND_HERE;
}

/**
 * bt_underline_kind_get_color:
 * @kind: what an underline says
 * @dark: whether the background is dark
 *
 * Returns: its colour, as gdk_rgba_parse() reads it
 */
const char *
bt_underline_kind_get_color (BtUnderlineKind kind, gboolean dark)
{
  static const char *const colors[BT_N_UNDERLINE_KINDS][2] = {
    [BT_UNDERLINE_HINT] = { "#9a9996", "#77767b" },
    [BT_UNDERLINE_WARNING] = { "#e5a50a", "#c88800" },
    [BT_UNDERLINE_ERROR] = { "#e01b24", "#f66151" },
    [BT_UNDERLINE_SPELLING] = { "#e01b24", "#f66151" },
    [BT_UNDERLINE_FOUND] = { "rgba(248,228,92,0.6)", "rgba(229,165,10,0.45)" },
    [BT_UNDERLINE_FOUND_HERE] = { "rgba(255,120,0,0.6)", "rgba(255,120,0,0.8)" },
  };

  g_return_val_if_fail (kind < BT_N_UNDERLINE_KINDS, NULL);

  return colors[kind][dark ? 1 : 0];
}
