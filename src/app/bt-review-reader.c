/* Reads off a plan what the review panel tells: changes and comments as cards, what they mean, how many are open. */

#include "bt-review-reader.h"

#include <glib/gi18n-lib.h>

#include "bt-author-color.h"
#include "bt-author.h"
#include "bt-change-groups.h"
#include "bt-change-summary.h"
#include "bt-change-words.h"
#include "bt-comment-list.h"
#include "bt-conflict-words.h"
#include "bt-reference.h"
#include "bt-resolve.h"

/* So much is told of a paragraph that only stands elsewhere. */
#define MAX_CHARS 60

typedef struct
{
  BtPlan *plan;
  GArray *authors;
  GHashTable *order; /* interned id of a node to its place in document order, from 1 */
  GHashTable *groups; /* which changes go with which (bt_change_groups_new()) */
  GHashTable *parts; /* interned id of a node to the interned id of the part that holds it */
  GHashTable *parents; /* interned id of a node to that of the node that holds it */
  BtReviewReading *reading;
} Reader;

static void
note_node (Reader *reader, const BtNode *node, const char *parent, const char *part, guint depth)
{
  const char *id = bt_intern (bt_node_get_id (node));
  BtNodeKind kind = bt_node_get_kind (node);

  if (depth == 1 || (depth == 2 && (kind == BT_NODE_CLAUSE || kind == BT_NODE_APPENDIX)))
    part = id;
  g_hash_table_insert (reader->order, (gpointer) id,
                       GUINT_TO_POINTER (g_hash_table_size (reader->order) + 1));
  g_hash_table_insert (reader->parts, (gpointer) id, (gpointer) part);
  g_hash_table_insert (reader->parents, (gpointer) id, (gpointer) parent);
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    if (bt_node_get_kind (bt_node_get_child (node, i)) < BT_NODE_SOURCES)
      note_node (reader, bt_node_get_child (node, i), id, part, depth + 1);
}

static void
set_author (Reader *reader, BtReviewItem *item, const char *name, const char *time)
{
  const BtAuthor *author = bt_authors_find (reader->authors, name);

  item->author = bt_intern (name ? name : "");
  item->color = author ? author->color : 0;
  item->time = bt_change_words_dup_time (time);
}

/* "mục II.3"; of what stands around the text, what the form calls it: "Subject", "recipient 2". */
static char *
dup_place (BtPlan *plan, const char *node)
{
  const BtNode *parent = bt_plan_get_parent (plan, node, NULL);

  switch (parent ? bt_node_get_kind (parent) : BT_NODE_PLAN)
    {
    case BT_NODE_HEADER:
    case BT_NODE_SIGNATURE:
    case BT_NODE_BASES:
    case BT_NODE_RECIPIENTS:
      return bt_conflict_dup_place (plan, node);
    default:
      return bt_plan_dup_place (plan, node);
    }
}

static void
set_place (Reader *reader, BtReviewItem *item, const char *node)
{
  if (!node)
    return;
  item->node = bt_intern (node);
  item->part = g_hash_table_lookup (reader->parts, item->node);
  item->place = dup_place (reader->plan, node);
}

static const struct
{
  BtReviewTopic topic;
  const char *words; /* with the words it is about */
} kinds[BT_N_CHANGE_KINDS] = {
  [BT_CHANGE_TEXT_INSERT] = { BT_REVIEW_WORDS, N_ ("Added “%s”") },
  [BT_CHANGE_TEXT_DELETE] = { BT_REVIEW_WORDS, N_ ("Deleted “%s”") },
  [BT_CHANGE_FORMAT] = { BT_REVIEW_LOOKS, N_ ("Format of “%s”") },
  [BT_CHANGE_NODE_INSERT] = { BT_REVIEW_PARTS, N_ ("New: “%s”") },
  [BT_CHANGE_NODE_DELETE] = { BT_REVIEW_PARTS, N_ ("Removed: “%s”") },
  [BT_CHANGE_MOVE] = { BT_REVIEW_MOVES, N_ ("Moved: “%s”") },
  [BT_CHANGE_SPLIT] = { BT_REVIEW_PARTS, N_ ("Made a paragraph of its own: “%s”") },
  [BT_CHANGE_JOIN] = { BT_REVIEW_PARTS, N_ ("Joined to the paragraph before: “%s”") },
  [BT_CHANGE_ATTRIBUTE] = { BT_REVIEW_LOOKS, N_ ("Setting “%s”") },
  [BT_CHANGE_NONE] = { BT_REVIEW_WORDS, N_ ("Change %s") },
};

/* The words of a change of @kind that speaks of @words; the formats are those of the table above. */
static char *
dup_words (BtChangeKind kind, const char *words)
{
  const char *format = _ (kinds[kind].words);
  g_auto (GStrv) halves = g_strsplit (format, "%s", 2);
  g_autofree char *line = g_strdelimit (g_strdup (words), "\n", ' ');

  return g_strconcat (halves[0], line, halves[0] ? halves[1] : "", NULL);
}

/* Of a paragraph that only stands elsewhere, the first words say which one it is; what else was done comes behind. */
static char *
dup_short (const BtChange *change)
{
  gboolean whole = change->kind != BT_CHANGE_MOVE && change->kind != BT_CHANGE_JOIN;
  g_autofree char *start = NULL;

  if (whole || g_utf8_strlen (change->text, -1) <= MAX_CHARS)
    return g_strdup (change->text);
  start = g_utf8_substring (change->text, 0, MAX_CHARS);
  return g_strconcat (start, "…", NULL);
}

static char *
dup_what (const BtChange *change)
{
  g_autofree char *attribute = NULL;

  if (change->kind != BT_CHANGE_ATTRIBUTE)
    {
      g_autofree char *text = dup_short (change);
      return dup_words (change->kind, change->state == BT_CHANGE_DECIDED ? "" : text);
    }
  attribute = bt_change_words_dup_setting (change->name, change->old, change->text);
  return dup_words (change->kind, attribute);
}

static char *
dup_verdict (const BtChange *change)
{
  const char *decision = bt_change_get_attr (change, "decision");

  if (*decision == '\0')
    return NULL;
  return g_strdup_printf (g_str_equal (decision, "accepted") ? _ ("Accepted by %s")
                                                             : _ ("Rejected by %s"),
                          bt_change_get_attr (change, "decided-by"));
}

/* Whether the change is told on the card before: the same one, in the same place. */
static gboolean
continues (const BtReviewItem *last, const BtChange *change)
{
  return last && last->id == change->id && last->node == change->node;
}

/* What goes with another change, or came by the same one as the row or column around it, has no card of its own. */
static gboolean
has_card (Reader *reader, const BtChange *change)
{
  return !g_hash_table_contains (reader->groups, change->id)
         && !bt_change_is_part_of_other (change, reader->plan);
}

/* With a paragraph its words come and go: they are not told twice. */
static gboolean
is_told (const BtReviewItem *last, const BtChange *change)
{
  return last->topic == BT_REVIEW_PARTS
         && (change->kind == BT_CHANGE_TEXT_INSERT || change->kind == BT_CHANGE_TEXT_DELETE);
}

static void
add_change (Reader *reader, const BtChange *change)
{
  GPtrArray *items = reader->reading->items;
  BtReviewItem *last = items->len > 0 ? items->pdata[items->len - 1] : NULL;
  BtReviewItem *item;

  if (continues (last, change) && is_told (last, change))
    return;
  if (continues (last, change))
    {
      g_autofree char *before = g_steal_pointer (&last->what), *more = dup_what (change);
      last->what = g_strdup_printf ("%s · %s", before, more);
      return;
    }
  item = bt_review_item_new (change->id, kinds[change->kind].topic);
  set_author (reader, item, bt_change_get_attr (change, "author"),
              bt_change_get_attr (change, "time"));
  item->round = bt_intern (bt_change_get_attr (change, "round"));
  set_place (reader, item, change->node);
  item->what = dup_what (change);
  item->open = change->state == BT_CHANGE_OPEN;
  item->waiting = change->state == BT_CHANGE_WAITING;
  item->verdict = dup_verdict (change);
  g_ptr_array_add (items, item);
}

static void
add_comment (Reader *reader, const BtComment *comment)
{
  g_autoptr (GPtrArray) messages = bt_comment_get_messages (comment);
  const BtNode *first = messages->len > 0 ? messages->pdata[0] : NULL;
  BtReviewItem *item = bt_review_item_new (comment->id, BT_REVIEW_COMMENTS);
  const char *by = bt_node_get_attr (comment->thread, "decided-by");

  set_author (reader, item, first ? bt_node_get_attr (first, "author") : NULL,
              first ? bt_node_get_attr (first, "time") : NULL);
  set_place (reader, item, comment->node);
  item->what = g_strdelimit (g_strdup (first ? bt_node_get_string (first) : ""), "\n", ' ');
  item->open = !bt_comment_is_resolved (comment);
  if (!item->open)
    item->verdict = g_strdup_printf (_ ("Resolved by %s"), by ? by : "");
  g_ptr_array_add (reader->reading->items, item);
}

static guint
get_order (Reader *reader, const BtReviewItem *item)
{
  guint order = GPOINTER_TO_UINT (g_hash_table_lookup (reader->order, item->node));

  return order > 0 ? order : G_MAXUINT;
}

static int
compare_order (gconstpointer a, gconstpointer b, gpointer data)
{
  const BtReviewItem *one = *(BtReviewItem *const *) a, *other = *(BtReviewItem *const *) b;
  guint left = get_order (data, one), right = get_order (data, other);

  if (bt_review_item_is_decided (one) != bt_review_item_is_decided (other))
    return bt_review_item_is_decided (one) ? 1 : -1;
  return left < right ? -1 : left > right;
}

static void
count (BtReviewReading *reading)
{
  g_autoptr (GHashTable) changes = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < reading->items->len; i++)
    {
      BtReviewItem *item = reading->items->pdata[i];
      if (item->open && bt_review_item_is_comment (item))
        reading->n_comments++;
      else if (item->open)
        g_hash_table_add (changes, (gpointer) item->id);
    }
  reading->n_changes = g_hash_table_size (changes);
}

static BtOpenMarks *
ensure_marks (GHashTable *table, const char *id)
{
  BtOpenMarks *marks = g_hash_table_lookup (table, id);

  if (!marks)
    {
      marks = g_new0 (BtOpenMarks, 1);
      g_hash_table_insert (table, (gpointer) id, marks);
    }
  return marks;
}

/* Counts an open card for its node and for all that holds it. */
static void
mark_item (Reader *reader, BtReviewItem *item)
{
  for (const char *id = item->node; id && item->open; id = g_hash_table_lookup (reader->parents, id))
    {
      BtOpenMarks *marks = ensure_marks (reader->reading->marks, id);

      if (bt_review_item_is_comment (item))
        marks->n_comments++;
      else
        marks->n_changes++;
    }
}

static char *
dup_count (BtTaskChange change, guint n)
{
  switch (change)
    {
    case BT_TASK_ADDED:
      return g_strdup_printf (ngettext ("%u new task", "%u new tasks", n), n);
    case BT_TASK_DROPPED:
      return g_strdup_printf (ngettext ("%u task dropped", "%u tasks dropped", n), n);
    case BT_TASK_GIVEN:
      return g_strdup_printf (ngettext ("%u given to another unit", "%u given to other units", n), n);
    default:
      return g_strdup_printf (ngettext ("%u moved in time", "%u moved in time", n), n);
    }
}

/* "Nguyễn Thị An: 3 · Trần Bình: 2": whose changes are open, as many as there are cards for. */
static char *
dup_authors (const BtReviewReading *reading)
{
  g_autoptr (GHashTable) counted = g_hash_table_new (NULL, NULL), counts = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) authors = g_ptr_array_new ();
  GString *line = g_string_new (NULL);

  for (guint i = 0; i < reading->items->len; i++)
    {
      BtReviewItem *item = reading->items->pdata[i];
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, item->author));
      if (!item->open || bt_review_item_is_comment (item) || !g_hash_table_add (counted, (gpointer) item->id))
        continue;
      if (n == 0)
        g_ptr_array_add (authors, (gpointer) item->author);
      g_hash_table_insert (counts, (gpointer) item->author, GUINT_TO_POINTER (n + 1));
    }
  for (guint i = 0; i < authors->len; i++)
    g_string_append_printf (line, "%s%s: %u", i > 0 ? " · " : "", (char *) authors->pdata[i],
                            GPOINTER_TO_UINT (g_hash_table_lookup (counts, authors->pdata[i])));
  return g_string_free (line, FALSE);
}

/* "3 new tasks · 1 given to another unit", and below it whose changes they are: what the open changes mean. */
static char *
dup_summary (BtPlan *plan, const GPtrArray *list, const BtReviewReading *reading)
{
  g_autoptr (BtChangeSummary) summary = bt_change_summary_new (plan, list);
  g_autofree char *authors = dup_authors (reading), *meaning = NULL;
  g_autoptr (GPtrArray) told = g_ptr_array_new_with_free_func (g_free);
  guint n_parts = summary->sections->len;

  for (guint change = 0; change < BT_N_TASK_CHANGES; change++)
    {
      guint n = 0;
      for (guint i = 0; i < summary->tasks->len; i++)
        n += ((BtTaskEntry *) summary->tasks->pdata[i])->change == change;
      if (n > 0)
        g_ptr_array_add (told, dup_count (change, n));
    }
  if (n_parts > 0)
    g_ptr_array_add (told, g_strdup_printf (ngettext ("%u part changed", "%u parts changed", n_parts),
                                            n_parts));
  g_ptr_array_add (told, NULL);
  meaning = g_strjoinv (" · ", (char **) told->pdata);
  return g_strdup_printf ("%s%s%s", meaning, *meaning != '\0' && *authors != '\0' ? "\n" : "", authors);
}

static void
read_all (Reader *reader)
{
  g_autoptr (GPtrArray) changes = bt_change_list_new (reader->plan, NULL);
  g_autoptr (GPtrArray) comments = bt_comment_list_new (reader->plan);
  g_autoptr (GHashTable) groups = bt_change_groups_new (changes, reader->plan, NULL);

  reader->groups = groups;
  for (guint i = 0; i < changes->len; i++)
    if (has_card (reader, changes->pdata[i]))
      add_change (reader, changes->pdata[i]);
  for (guint i = 0; i < comments->len; i++)
    add_comment (reader, comments->pdata[i]);
  g_ptr_array_sort_with_data (reader->reading->items, compare_order, reader);
  count (reader->reading);
  for (guint i = 0; i < reader->reading->items->len; i++)
    mark_item (reader, reader->reading->items->pdata[i]);
  reader->reading->summary = reader->reading->n_changes > 0 ? dup_summary (reader->plan, changes, reader->reading)
                                                            : g_strdup ("");
}

/**
 * bt_review_reading_new:
 * @plan: a plan
 *
 * Safe from any thread.
 *
 * Returns: (transfer full): what there is to review in it
 */
BtReviewReading *
bt_review_reading_new (BtPlan *plan)
{
  g_autoptr (GHashTable) order = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) parts = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) parents = g_hash_table_new (NULL, NULL);
  g_autoptr (GArray) authors = NULL;
  BtReviewReading *reading;

  g_return_val_if_fail (plan != NULL, NULL);

  reading = g_new0 (BtReviewReading, 1);
  reading->items = g_ptr_array_new_with_free_func (g_object_unref);
  reading->marks = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  authors = bt_plan_get_authors (plan, BT_N_AUTHOR_COLORS);
  Reader reader = { plan, authors, order, NULL, parts, parents, reading };
  note_node (&reader, bt_plan_get_root (plan), NULL, NULL, 0);
  read_all (&reader);
  return reading;
}

/**
 * bt_review_count:
 * @plan: a plan
 * @n_changes: (out): how many changes are open
 * @n_comments: (out): how many threads nobody has resolved
 *
 * What a reading tells of them, without all else that it reads.
 */
void
bt_review_count (BtPlan *plan, guint *n_changes, guint *n_comments)
{
  g_autoptr (GHashTable) changes = NULL;
  g_autoptr (GPtrArray) threads = NULL;

  g_return_if_fail (plan != NULL);
  g_return_if_fail (n_changes != NULL && n_comments != NULL);

  changes = bt_review_get_open_changes (plan);
  threads = bt_comment_list_new (plan);
  *n_changes = g_hash_table_size (changes);
  *n_comments = 0;
  for (guint i = 0; i < threads->len; i++)
    *n_comments += !bt_comment_is_resolved (threads->pdata[i]);
}

/**
 * bt_review_dup_count:
 * @n_changes: how many changes are open
 * @n_comments: how many comments
 *
 * Returns: (transfer full): "12 changes open · 3 comments"; without what there is none of
 */
char *
bt_review_dup_count (guint n_changes, guint n_comments)
{
  g_autofree char *changes = NULL, *comments = NULL;

  changes = g_strdup_printf (ngettext ("%u change open", "%u changes open", n_changes), n_changes);
  comments = g_strdup_printf (ngettext ("%u comment", "%u comments", n_comments), n_comments);
  if (n_comments == 0)
    return g_steal_pointer (&changes);
  return n_changes == 0 ? g_steal_pointer (&comments) : g_strdup_printf ("%s · %s", changes, comments);
}

/**
 * bt_review_reading_free:
 * @reading: (transfer full): a reading
 */
void
bt_review_reading_free (BtReviewReading *reading)
{
  g_return_if_fail (reading != NULL);

  g_ptr_array_unref (reading->items);
  g_hash_table_unref (reading->marks);
  g_free (reading->summary);
  g_free (reading);
}
