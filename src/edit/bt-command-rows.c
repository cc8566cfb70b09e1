/* Rows that come from outside of the plan into a table, as one step: behind its rows, or instead of them. */

#include <glib/gi18n-lib.h>
#include <string.h>

#include "bt-commands.h"
#include "bt-edit-private.h"
#include "bt-step-columns.h"
#include "bt-text-live.h"

/* So many pairs of rows are compared at most, each with each; with more, those that alone say something go first. */
#define MAX_PAIRS (1u << 20)
/* How much it tells that two rows are the same, or only speak of the same task. */
#define SAME_ROW 4
#define SAME_TASK 2

/* The work on one table. */
typedef struct
{
  BtTransaction *transaction;
  const char *table, *rows; /* interned */
  const BtIncomingRows *incoming;
  GPtrArray *old;     /* the interned ids of the rows that are there, those that are deleted left out */
  GPtrArray *strings; /* GStrv: of each old row, what it says in the given columns */
  GByteArray *groups; /* of each old row, whether it goes over the whole width */
  guint *partners;    /* of each incoming row: the number of the old one that it becomes, plus 1 */
} Work;

/* What a row that is there says in one of the given columns; NULL for what has no such cell. */
static char *
dup_old_string (const Work *work, const BtNode *row, guint given)
{
  guint leaf = g_array_index (work->incoming->given, guint, given), n = 0;

  for (guint i = 0; i < bt_node_get_n_children (row); i++)
    if (bt_node_get_kind (bt_node_get_child (row, i)) == BT_NODE_CELL && n++ == leaf)
      return bt_edit_dup_words (bt_transaction_get_plan (work->transaction), bt_node_get_child (row, i));
  return NULL;
}

/* The strings of a row that is there, as an incoming one would have them. */
static char **
dup_old_strings (const Work *work, const BtNode *row)
{
  GPtrArray *strings = g_ptr_array_new ();

  if (bt_node_get_kind (row) == BT_NODE_GROUP_ROW)
    g_ptr_array_add (strings, bt_edit_dup_words (bt_transaction_get_plan (work->transaction), row));
  else
    for (guint i = 0; i < work->incoming->given->len; i++)
      {
        char *string = dup_old_string (work, row, i);
        g_ptr_array_add (strings, string ? string : g_strdup (""));
      }
  g_ptr_array_add (strings, NULL);
  return (char **) g_ptr_array_free (strings, FALSE);
}

static gboolean
start (Work *work, const char *table, GError **error)
{
  BtNode *node = bt_transaction_get_node (work->transaction, table, error);
  BtNode *rows = node ? bt_node_get_child_of_kind (node, BT_NODE_ROWS) : NULL;

  if (!rows)
    return node && bt_edit_fail (error, _ ("This is no table"));
  work->table = bt_intern (table);
  work->rows = bt_intern (bt_node_get_id (rows));
  for (guint i = 0; i < bt_node_get_n_children (rows); i++)
    {
      BtNode *row = bt_node_get_child (rows, i);
      guint8 group = bt_node_get_kind (row) == BT_NODE_GROUP_ROW;
      if (bt_node_get_kind (row) == BT_NODE_GHOST || !bt_node_is_live (row))
        continue;
      g_ptr_array_add (work->old, (gpointer) bt_intern (bt_node_get_id (row)));
      g_ptr_array_add (work->strings, dup_old_strings (work, row));
      g_byte_array_append (work->groups, &group, 1);
    }
  return TRUE;
}

static gboolean
insert_columns (const Work *work, GError **error)
{
  for (guint i = 0; i < work->incoming->columns->len; i++)
    {
      BtNode *table = bt_transaction_get_node (work->transaction, work->table, error);
      BtNode *columns = table ? bt_node_get_child_of_kind (table, BT_NODE_COLUMNS) : NULL;
      if (!columns
          || !bt_transaction_insert_column (work->transaction, bt_node_get_id (columns),
                                            bt_node_get_n_children (columns),
                                            work->incoming->columns->pdata[i], error))
        return FALSE;
    }
  return TRUE;
}

static BtNode *
get_old (const Work *work, guint index)
{
  return bt_plan_get_node (bt_transaction_get_plan (work->transaction), work->old->pdata[index]);
}

static const char *
get_string (const BtIncomingRow *row, guint given)
{
  return bt_text_get_string (row->texts->pdata[given]);
}

static gboolean
says_the_same (const char *const *strings, const BtIncomingRow *row)
{
  guint i = 0;

  for (; strings[i] && i < row->texts->len; i++)
    if (strcmp (strings[i], get_string (row, i)) != 0)
      return FALSE;
  return !strings[i] && i == row->texts->len;
}

/* How much it tells that an old and an incoming row are the same; 0 for not at all. */
static guint
compare_rows (const Work *work, guint old, guint incoming)
{
  const BtIncomingRow *row = work->incoming->rows->pdata[incoming];
  const char *const *strings = work->strings->pdata[old];
  gboolean group = work->groups->data[old];
  guint key = work->incoming->key;

  if (group != row->group)
    return 0;
  if (says_the_same (strings, row))
    return SAME_ROW;
  if (group || key == G_MAXUINT || !*strings[key])
    return 0;
  return strcmp (strings[key], get_string (row, key)) == 0 ? SAME_TASK : 0;
}

/* Rows of both sides that are compared with each other. */
typedef struct
{
  guint old, new; /* the first of each */
  guint n_old, n_new;
} Stretch;

static void
pair (const Work *work, guint old, guint new)
{
  work->partners[new] = old + 1;
}

/* Rows that stay at the beginning and at the end need no search: a long table mostly comes back as it was. */
static Stretch
pair_ends (const Work *work, Stretch rows)
{
  while (rows.n_old > 0 && rows.n_new > 0 && compare_rows (work, rows.old, rows.new) == SAME_ROW)
    {
      pair (work, rows.old, rows.new);
      rows = (Stretch){ rows.old + 1, rows.new + 1, rows.n_old - 1, rows.n_new - 1 };
    }
  while (rows.n_old > 0 && rows.n_new > 0
         && compare_rows (work, rows.old + rows.n_old - 1, rows.new + rows.n_new - 1) == SAME_ROW)
    pair (work, rows.old + --rows.n_old, rows.new + --rows.n_new);
  return rows;
}

/* Fills a table with the best score of every pair of beginnings, by how much their rows tell that they are the same. */
static guint *
score_pairs (const Work *work, const Stretch *rows)
{
  guint width = rows->n_new + 1;
  guint *score = g_new0 (guint, (gsize) (rows->n_old + 1) * width);

  for (guint i = 1; i <= rows->n_old; i++)
    for (guint k = 1; k <= rows->n_new; k++)
      {
        guint same = compare_rows (work, rows->old + i - 1, rows->new + k - 1);
        guint skip = MAX (score[(i - 1) * width + k], score[i * width + k - 1]);
        score[i * width + k] = same > 0 ? MAX (skip, score[(i - 1) * width + k - 1] + same) : skip;
      }
  return score;
}

/* Each row is compared with each. */
static void
pair_all (const Work *work, const Stretch *rows)
{
  g_autofree guint *score = score_pairs (work, rows);
  guint width = rows->n_new + 1;

  for (guint i = rows->n_old, k = rows->n_new; i > 0 && k > 0;)
    if (score[i * width + k] == score[(i - 1) * width + k])
      i--;
    else if (score[i * width + k] == score[i * width + k - 1])
      k--;
    else
      pair (work, rows->old + --i, rows->new + --k);
}

/* By what a row may be the only one of its kind: all that it says, or its task alone; NULL for nothing. */
static char *
dup_old_sign (const Work *work, guint old, gboolean task)
{
  const char *const *strings = work->strings->pdata[old];

  if (!task)
    return g_strjoinv ("\v", (char **) strings);
  return work->groups->data[old] || !*strings[work->incoming->key] ? NULL : g_strdup (strings[work->incoming->key]);
}

static char *
dup_new_sign (const Work *work, guint new, gboolean task)
{
  const BtIncomingRow *row = work->incoming->rows->pdata[new];

  if (task)
    return row->group || !*get_string (row, work->incoming->key) ? NULL
                                                                  : g_strdup (get_string (row, work->incoming->key));
  GString *sign = g_string_new (get_string (row, 0));
  for (guint i = 1; i < row->texts->len; i++)
    g_string_append_printf (sign, "\v%s", get_string (row, i));
  return g_string_free (sign, FALSE);
}

/* Which row of each side bears a sign; TWICE where several do. */
typedef struct
{
  guint old, new;
} Bearers;

#define NONE G_MAXUINT
#define TWICE (G_MAXUINT - 1)

static void
add_bearer (GHashTable *signs, char *sign, guint row, gboolean old)
{
  Bearers *bearers = sign ? g_hash_table_lookup (signs, sign) : NULL;

  if (!sign)
    return;
  if (!bearers)
    {
      bearers = g_new (Bearers, 1);
      *bearers = (Bearers){ NONE, NONE };
      g_hash_table_insert (signs, g_strdup (sign), bearers);
    }
  if (old)
    bearers->old = bearers->old == NONE ? row : TWICE;
  else
    bearers->new = bearers->new == NONE ? row : TWICE;
  g_free (sign);
}

static int
compare_bearers (gconstpointer a, gconstpointer b)
{
  const Bearers *one = a, *other = b;
  return one->new < other->new ? -1 : one->new > other->new;
}

/* The pairs of rows that alone on both sides bear a sign, by their places among the new ones. */
static GArray *
list_single (const Work *work, const Stretch *rows, gboolean task)
{
  g_autoptr (GHashTable) signs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GArray *single = g_array_new (FALSE, FALSE, sizeof (Bearers));
  GHashTableIter iter;
  gpointer value;

  for (guint i = 0; i < rows->n_old; i++)
    add_bearer (signs, dup_old_sign (work, rows->old + i, task), rows->old + i, TRUE);
  for (guint i = 0; i < rows->n_new; i++)
    add_bearer (signs, dup_new_sign (work, rows->new + i, task), rows->new + i, FALSE);
  g_hash_table_iter_init (&iter, signs);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const Bearers *bearers = value;
      if (bearers->old < TWICE && bearers->new < TWICE)
        g_array_append_vals (single, bearers, 1);
    }
  g_array_sort (single, compare_bearers);
  return single;
}

#define BEARERS(array, index) (&g_array_index ((array), Bearers, (index)))

/* How many of the best ends have a smaller old row: there the pair goes on. */
static guint
find_end (const GArray *single, const guint *ends, guint n, guint old)
{
  guint low = 0;

  while (low < n)
    {
      guint middle = (low + n) / 2;
      if (BEARERS (single, ends[middle])->old < old)
        low = middle + 1;
      else
        n = middle;
    }
  return low;
}

/* The most of these pairs that stand in the same order on both sides. */
static GArray *
choose_ordered (const GArray *single)
{
  g_autofree guint *ends = g_new (guint, single->len), *before = g_new (guint, single->len);
  GArray *chosen = g_array_new (FALSE, FALSE, sizeof (Bearers));
  guint n = 0;

  for (guint i = 0; i < single->len; i++)
    {
      guint length = find_end (single, ends, n, BEARERS (single, i)->old);
      before[i] = length > 0 ? ends[length - 1] : NONE;
      ends[length] = i;
      n = MAX (n, length + 1);
    }
  for (guint i = n > 0 ? ends[n - 1] : NONE; i != NONE; i = before[i])
    g_array_prepend_vals (chosen, BEARERS (single, i), 1);
  return chosen;
}

static void pair_rows (const Work *work, Stretch rows);

/* Pairs rows that are told by a sign, and then those between them; returns whether there are any. */
static gboolean
pair_by_sign (const Work *work, Stretch rows, gboolean task)
{
  g_autoptr (GArray) single = list_single (work, &rows, task);
  g_autoptr (GArray) chosen = choose_ordered (single);
  guint end = rows.old + rows.n_old, new_end = rows.new + rows.n_new;

  for (guint i = 0; i <= chosen->len; i++)
    {
      guint old = i < chosen->len ? BEARERS (chosen, i)->old : end;
      guint new = i < chosen->len ? BEARERS (chosen, i)->new : new_end;
      if (i < chosen->len)
        pair (work, old, new);
      if (chosen->len > 0)
        pair_rows (work, (Stretch){ rows.old, rows.new, old - rows.old, new - rows.new });
      rows.old = old + 1;
      rows.new = new + 1;
    }
  return chosen->len > 0;
}

/* Finds which rows stay, so that only what differs is changed. Where there are not too many, each is compared with
 * each. */
static void
pair_rows (const Work *work, Stretch rows)
{
  rows = pair_ends (work, rows);
  if (rows.n_old == 0 || rows.n_new == 0)
    return;
  if ((guint64) rows.n_old * rows.n_new <= MAX_PAIRS)
    pair_all (work, &rows);
  else if (!pair_by_sign (work, rows, FALSE) && work->incoming->key != G_MAXUINT)
    pair_by_sign (work, rows, TRUE);
}

static void
take_cell (BtNodeBuilder *row, BtText *text)
{
  BtNodeBuilder *cell = bt_node_builder_new (BT_NODE_CELL, NULL);

  bt_node_builder_take_text (cell, text ? bt_text_ref (text) : bt_text_new (""));
  bt_node_builder_take_child (row, bt_node_builder_end (cell));
}

static BtNode *
new_row (const Work *work, const BtIncomingRow *incoming)
{
  BtNode *table = bt_plan_get_node (bt_transaction_get_plan (work->transaction), work->table);
  guint n = bt_table_get_n_leaves (table);
  g_autofree BtText **texts = g_new0 (BtText *, n);
  BtNodeBuilder *builder = bt_node_builder_new (incoming->group ? BT_NODE_GROUP_ROW : BT_NODE_ROW, NULL);

  if (incoming->group)
    bt_node_builder_take_text (builder, bt_text_ref (incoming->texts->pdata[0]));
  for (guint i = 0; !incoming->group && i < work->incoming->given->len; i++)
    texts[g_array_index (work->incoming->given, guint, i)] = incoming->texts->pdata[i];
  for (guint i = 0; !incoming->group && i < n; i++)
    take_cell (builder, texts[i]);
  return bt_node_builder_end (builder);
}

/* A row that stays says what the incoming one says and looks like it; one over the whole width stays only where it says
 * the same. */
static gboolean
set_row (const Work *work, guint old, const BtIncomingRow *incoming, GError **error)
{
  const char *id = work->old->pdata[old];

  if (incoming->group)
    return bt_edit_set_words (work->transaction, id, incoming->texts->pdata[0], work->incoming->formats, error);
  for (guint i = 0; i < work->incoming->given->len; i++)
    {
      guint leaf = g_array_index (work->incoming->given, guint, i);
      BtNode *row = bt_transaction_get_node (work->transaction, id, error);
      if (!row
          || !bt_edit_set_words (work->transaction, bt_intern (bt_node_get_id (bt_node_get_child (row, leaf))),
                                 incoming->texts->pdata[i], work->incoming->formats, error))
        return FALSE;
    }
  return TRUE;
}

/* Where among all rows the next new one comes: before the old row of that number, or at the end. */
static guint
get_position (const Work *work, guint old)
{
  BtPlan *plan = bt_transaction_get_plan (work->transaction);
  guint position = 0;

  for (; old < work->old->len; old++)
    if (bt_plan_get_parent (plan, work->old->pdata[old], &position))
      return position;
  return bt_node_get_n_children (bt_plan_get_node (plan, work->rows));
}

static gboolean
remove_old (const Work *work, guint first, guint end, GError **error)
{
  for (; first < end; first++)
    if (!bt_transaction_remove_node (work->transaction, work->old->pdata[first], error))
      return FALSE;
  return TRUE;
}

/* Goes through the incoming rows: what has no partner comes in, old rows before a partner that have none go. */
static gboolean
place_rows (const Work *work, gboolean replace, GError **error)
{
  guint next = replace ? 0 : work->old->len;

  for (guint i = 0; i < work->incoming->rows->len; i++)
    {
      const BtIncomingRow *incoming = work->incoming->rows->pdata[i];
      guint partner = work->partners[i];
      if (partner > 0)
        {
          if (!remove_old (work, next, partner - 1, error)
              || !set_row (work, partner - 1, incoming, error))
            return FALSE;
          next = partner;
          continue;
        }
      g_autoptr (BtNode) row = new_row (work, incoming);
      if (!bt_transaction_insert_node (work->transaction, work->rows, get_position (work, next), row, error))
        return FALSE;
    }
  return remove_old (work, next, work->old->len, error);
}

static gboolean
is_blank_row (const BtNode *row, const GPtrArray *leaves)
{
  if (bt_node_get_kind (row) == BT_NODE_GROUP_ROW)
    return FALSE;
  for (guint i = 0; i < bt_node_get_n_children (row) && i < leaves->len; i++)
    {
      g_autofree char *string = bt_text_dup_live (bt_node_get_text (bt_node_get_child (row, i)));
      if (*string && bt_node_is_live (leaves->pdata[i]))
        return FALSE;
    }
  return TRUE;
}

/* Whether none of the rows says anything, as in a table that has just been put in. */
static gboolean
is_blank (const Work *work)
{
  BtNode *table = bt_plan_get_node (bt_transaction_get_plan (work->transaction), work->table);
  g_autoptr (GPtrArray) leaves = bt_table_get_leaves (table);

  for (guint i = 0; i < work->old->len; i++)
    if (!is_blank_row (get_old (work, i), leaves))
      return FALSE;
  return TRUE;
}

static void
work_clear (Work *work)
{
  g_clear_pointer (&work->transaction, bt_transaction_free);
  g_clear_pointer (&work->old, g_ptr_array_unref);
  g_clear_pointer (&work->strings, g_ptr_array_unref);
  g_clear_pointer (&work->groups, g_byte_array_unref);
  g_clear_pointer (&work->partners, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Work, work_clear)

/**
 * bt_document_take_rows:
 * @document: a document
 * @table: the id of a table
 * @rows: what comes in
 * @replace: whether the table then has these rows alone; else they come behind its own
 * @error: return location
 *
 * When rows are replaced, those that say the same or speak of the same task stay, and only what differs in them is
 * changed; cells of columns for which nothing is given keep what they say. References and citations whose words come
 * back stay such. A table of empty rows is filled.
 *
 * Returns: whether it was done
 */
gboolean
bt_document_take_rows (BtDocument *document, const char *table, const BtIncomingRows *rows, gboolean replace,
                       GError **error)
{
  g_auto (Work) work = { 0 };

  g_return_val_if_fail (BT_IS_DOCUMENT (document), FALSE);
  g_return_val_if_fail (table != NULL && rows != NULL, FALSE);

  work.transaction = bt_transaction_new (document, N_ ("Rows from a Spreadsheet"));
  work.incoming = rows;
  work.old = g_ptr_array_new ();
  work.groups = g_byte_array_new ();
  work.strings = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  work.partners = g_new0 (guint, rows->rows->len);
  if (!start (&work, table, error) || !insert_columns (&work, error))
    return FALSE;
  replace |= is_blank (&work);
  if (replace)
    pair_rows (&work, (Stretch){ 0, 0, work.old->len, rows->rows->len });
  if (!place_rows (&work, replace, error))
    return FALSE;
  bt_transaction_commit (g_steal_pointer (&work.transaction));

  return TRUE;
}
