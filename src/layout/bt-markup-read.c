/* Reads the marks of a plan's tracked changes and comments off, in one walk. */
#include "bt-markup-private.h"

#include <string.h>

#include "bt-reference.h"
#include "bt-schema.h"
#include "bt-table.h"
#include "bt-was.h"

/* A paragraph's end that was put in (a split) or is to go (a join). */
#define PILCROW "¶"

/* A sign that stands in a text. */
typedef struct
{
  gsize offset;
  char *words;
} Sign;

/* Signs in a text. */

static void
add_sign (GArray *signs, gsize offset, const char *text, guint look, guint32 color)
{
  GString *words = g_string_new (NULL);
  Sign sign = { .offset = offset };

  bt_words_append (words, text, look, color);
  sign.words = g_string_free (words, FALSE);
  g_array_append_val (signs, sign);
}

static void
clear_sign (gpointer data)
{
  g_free (((Sign *) data)->words);
}

static GArray *
signs_new (void)
{
  GArray *signs = g_array_new (FALSE, FALSE, sizeof (Sign));

  g_array_set_clear_func (signs, clear_sign);
  return signs;
}

static int
compare_signs (gconstpointer a, gconstpointer b)
{
  const Sign *one = a, *other = b;

  return one->offset < other->offset ? -1 : one->offset > other->offset;
}

static void
keep_signs (BtMarkupWalk *walk, const BtNode *node, GArray *signs)
{
  GString *all = g_string_new (NULL);

  /* g_array_sort() keeps the order of those at one place. */
  g_array_sort (signs, compare_signs);
  for (guint i = 0; i < signs->len; i++)
    {
      const Sign *sign = &g_array_index (signs, Sign, i);

      g_string_append_printf (all, "%" G_GSIZE_FORMAT " %s%c", sign->offset, sign->words, BT_SIGN_END);
    }
  g_hash_table_insert (walk->markup->signs, bt_node_ref ((BtNode *) node),
                       g_string_free (all, FALSE));
}

/* Appends signs to others, as ones that stand at @offset, and empties them. */
static void
move_signs (GArray *from, GArray *to, gsize offset)
{
  for (guint i = 0; i < from->len; i++)
    {
      Sign *sign = &g_array_index (from, Sign, i);
      Sign moved = { offset, g_steal_pointer (&sign->words) };

      g_array_append_val (to, moved);
    }
  g_array_set_size (from, 0);
}

/* Remarks. */

static void
add_remark (BtMarkupWalk *walk, GArray *signs, gsize offset, BtRemark remark)
{
  BtRemark *kept = g_rc_box_dup (sizeof remark, &remark);
  g_autofree char *number = NULL;

  g_ptr_array_add (walk->remarks, kept);
  kept->number = walk->n_remarks + walk->remarks->len;
  kept->place = bt_path_dup_place (walk->path);
  number = g_strdup_printf ("(%u)", kept->number);
  add_sign (signs, offset, number, BT_LOOK_SIGN | BT_LOOK_NOTED,
            bt_markup_get_color (walk->markup, remark.change));
}

/* What came after an entry of a list: the old value of the next one of its name, or @now. */
static const char *
get_next_value (GPtrArray *entries, guint index, const char *now)
{
  const BtWas *entry = entries->pdata[index];

  for (guint i = index + 1; i < entries->len; i++)
    if (strcmp (((const BtWas *) entries->pdata[i])->name, entry->name) == 0)
      return ((const BtWas *) entries->pdata[i])->value;
  return now;
}

/* Attributes; a label is seen before and after by itself. */
static void
read_attributes (BtMarkupWalk *walk, GArray *signs, const BtNode *node, const char *was, gsize offset)
{
  g_autoptr (GPtrArray) entries = bt_was_parse (was);

  for (guint i = 0; i < entries->len; i++)
    {
      const BtWas *entry = entries->pdata[i];
      const char *now = get_next_value (entries, i, bt_node_get_attr (node, entry->name));

      if (strcmp (entry->name, "label") == 0)
        continue;
      add_remark (walk, signs, offset,
                  (BtRemark){ .node = node,
                              .change = entry->change,
                              .name = g_strdup (entry->name),
                              .old = g_strdup (entry->value),
                              .now = g_strdup (now) });
    }
}

/* Formats: runs that have one past are told together. */
static void
read_formats (BtMarkupWalk *walk, GArray *signs, const BtNode *node)
{
  const BtText *text = bt_node_get_text (node);
  guint n_runs;
  const BtRun *runs = bt_text_get_runs (text, &n_runs);
  gsize start = 0;

  for (guint i = 0; i < n_runs; start = runs[i++].end)
    {
      const BtMark *mark = &runs[i].mark;
      gsize from = start;

      if (mark->was == NULL)
        continue;
      while (i + 1 < n_runs && runs[i + 1].mark.was == mark->was
             && runs[i + 1].mark.format == mark->format)
        i++;
      g_autoptr (GPtrArray) entries = bt_was_parse (mark->was);
      g_autofree char *now = bt_format_to_letters (mark->format);
      for (guint j = 0; j < entries->len; j++)
        {
          const BtWas *entry = entries->pdata[j];

          add_remark (walk, signs, runs[i].end,
                      (BtRemark){ .node = node,
                                  .change = entry->change,
                                  .name = g_strdup (entry->name),
                                  .old = g_strdup (entry->value),
                                  .now = g_strdup (get_next_value (entries, j, now)),
                                  .words = g_strndup (bt_text_get_string (text) + from,
                                                      runs[i].end - from) });
        }
    }
}

/* Comments. */

static void
note_comment (GHashTable *commented, const BtComment *comment)
{
  GPtrArray *comments;

  if (comment->node == NULL)
    return;
  comments = g_hash_table_lookup (commented, comment->node);
  if (comments == NULL)
    g_hash_table_insert (commented, (gpointer) comment->node, comments = g_ptr_array_new ());
  g_ptr_array_add (comments, (gpointer) comment);
}

/* At the end of its words, or of the text whose words it was about. */
static gsize
get_comment_offset (const BtComment *comment, gsize length)
{
  if (comment->place != BT_COMMENT_ON_WORDS)
    return length;
  return g_array_index (comment->ranges, BtCommentRange, 0).end;
}

/* Whether a comment may be shown at a text, or at what has none. */
static gboolean
is_commented (const BtMarkupWalk *walk, const BtText *text)
{
  guint n_anchors = 0;

  if (walk->has_named)
    return TRUE;
  if (text != NULL)
    bt_text_get_anchors (text, &n_anchors);
  return n_anchors > 0;
}

static void
read_comments (const BtMarkupWalk *walk, GArray *signs, const BtNode *node, gsize length)
{
  GPtrArray *comments = g_hash_table_lookup (walk->commented, bt_node_get_id (node));

  for (guint i = 0; comments != NULL && i < comments->len; i++)
    {
      const BtComment *comment = comments->pdata[i];
      char **place = (char **) &walk->markup->places->pdata[comment->number - 1];
      g_autoptr (GPtrArray) messages = bt_comment_get_messages (comment);
      g_autofree char *number = g_strdup_printf ("[%u]", comment->number);
      const char *author =
          messages->len > 0 ? bt_node_get_attr (messages->pdata[0], "author") : NULL;

      if (*place == NULL)
        *place = bt_path_dup_place (walk->path);
      add_sign (signs, get_comment_offset (comment, length), number, BT_LOOK_SIGN,
                bt_markup_get_author_color (walk->markup, author));
    }
}

/* The walk. */

typedef struct
{
  BtNodeMarks marks;
  const char *split, *join, *was;
} OwnMarks;

static void
read_own (const BtNode *node, OwnMarks *own)
{
  guint n_attrs;
  const BtAttr *attrs = bt_node_get_attrs (node, &n_attrs);

  *own = (OwnMarks){ 0 };
  for (guint i = 0; i < n_attrs; i++)
    {
      const char *name = attrs[i].name;

      if (strchr ("idmsjw", name[0]) == NULL)
        continue;
      if (strcmp (name, "ins") == 0)
        own->marks.ins = bt_intern (attrs[i].value);
      else if (strcmp (name, "del") == 0)
        own->marks.del = bt_intern (attrs[i].value);
      else if (strcmp (name, "moved") == 0)
        own->marks.moved = bt_intern (attrs[i].value);
      else if (strcmp (name, "split") == 0)
        own->split = bt_intern (attrs[i].value);
      else if (strcmp (name, "join") == 0)
        own->join = bt_intern (attrs[i].value);
      else if (strcmp (name, "was") == 0)
        own->was = attrs[i].value;
    }
}

/** bt_markup_add_marks: Returns: @inner, and those of @outer that it has not */
BtNodeMarks
bt_markup_add_marks (const BtNodeMarks *inner, const BtNodeMarks *outer)
{
  return (BtNodeMarks){ inner->ins != NULL ? inner->ins : outer->ins,
                        inner->del != NULL ? inner->del : outer->del,
                        inner->moved != NULL ? inner->moved : outer->moved };
}

static gboolean
has_any (const BtNodeMarks *marks)
{
  return marks->ins != NULL || marks->del != NULL || marks->moved != NULL;
}

/* Whether the node has a mark that is shown by a sign. */
static gboolean
has_own_sign (const OwnMarks *own)
{
  return own->split != NULL || own->join != NULL || own->was != NULL;
}

/**
 * bt_markup_hand_down:
 * @node: a node
 * @marks: of it
 *
 * Returns: what its children are part of: of a clause, each has its own marks of coming and going
 */
BtNodeMarks
bt_markup_hand_down (const BtNode *node, const BtNodeMarks *marks)
{
  if (bt_node_get_kind (node) == BT_NODE_CLAUSE || bt_node_get_kind (node) == BT_NODE_APPENDIX)
    return (BtNodeMarks){ .moved = marks->moved };
  return *marks;
}

/**
 * bt_markup_count_changes:
 * @node: a node
 *
 * Returns: what it adds to the number of changed nodes: 1 where it bears the mark of an open change, or its text does
 */
guint
bt_markup_count_changes (const BtNode *node)
{
  const BtText *text = bt_node_get_text (node);
  OwnMarks own;

  if (bt_node_get_kind (node) == BT_NODE_GHOST)
    return 1;
  read_own (node, &own);
  return has_any (&own.marks) || has_own_sign (&own) || (text != NULL && bt_text_has_marks (text));
}

/**
 * bt_markup_gives_signs:
 * @node: a node
 *
 * Returns: whether it has signs but no words for them, so that they stand in the first words in it, or after it
 */
gboolean
bt_markup_gives_signs (const BtNode *node)
{
  OwnMarks own;

  if (bt_node_get_text (node) != NULL || bt_node_get_kind (node) == BT_NODE_APPENDIX)
    return FALSE;
  read_own (node, &own);
  return has_own_sign (&own);
}

/**
 * bt_markup_get_own_marks:
 * @node: a node
 * @outer: what it is part of
 *
 * Returns: which changes all its words are part of
 */
BtNodeMarks
bt_markup_get_own_marks (const BtNode *node, const BtNodeMarks *outer)
{
  OwnMarks own;

  read_own (node, &own);
  return bt_markup_add_marks (&own.marks, outer);
}

/* Keeps the signs of a node; where it has no words, they wait for the first words in it. */
static void
give_signs (BtMarkupWalk *walk, const BtNode *node, GArray *signs, gsize length)
{
  if (bt_node_get_text (node) == NULL && bt_node_get_kind (node) != BT_NODE_APPENDIX)
    {
      move_signs (signs, walk->waiting, 0);
      return;
    }
  if (walk->waiting->len > 0)
    g_hash_table_add (walk->markup->heirs, bt_node_ref ((BtNode *) node));
  move_signs (walk->waiting, signs, length);
  if (signs->len > 0)
    keep_signs (walk, node, signs);
}

static void
read_signs (BtMarkupWalk *walk, const BtNode *node, const OwnMarks *own)
{
  const BtText *text = bt_node_get_text (node);
  gsize length = text != NULL ? bt_text_get_length (text) : 0;
  gboolean marked = text != NULL && bt_text_has_marks (text);
  gboolean commented = is_commented (walk, text);

  walk->markup->n_changed += marked || has_any (&own->marks) || has_own_sign (own);
  if (!marked && !commented && !has_own_sign (own) && walk->waiting->len == 0)
    return;
  g_autoptr (GArray) signs = signs_new ();
  if (own->split != NULL)
    add_sign (signs, 0, PILCROW, BT_LOOK_INSERTED, bt_markup_get_color (walk->markup, own->split));
  if (own->join != NULL)
    add_sign (signs, 0, PILCROW, BT_LOOK_DELETED, bt_markup_get_color (walk->markup, own->join));
  if (marked)
    read_formats (walk, signs, node);
  if (own->was != NULL)
    read_attributes (walk, signs, node, own->was, length);
  if (commented)
    read_comments (walk, signs, node, length);
  give_signs (walk, node, signs, length);
}

/** bt_markup_walk_read_signs: reads the signs of @node, the last of the walk's path, but of nothing below it */
void
bt_markup_walk_read_signs (BtMarkupWalk *walk, const BtNode *node)
{
  OwnMarks own;

  read_own (node, &own);
  read_signs (walk, node, &own);
}

/**
 * bt_markup_set_below:
 * @markup: a markup
 * @node: a node; what is below it has been read
 *
 * Collects the signs of @node and of all below it.
 */
void
bt_markup_set_below (BtMarkup *markup, const BtNode *node)
{
  const char *own = bt_markup_get_signs (markup, node);
  g_autoptr (GString) all = g_string_new (own);

  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    {
      const char *below = bt_markup_get_signs_below (markup, bt_node_get_child (node, i));

      if (below != NULL)
        g_string_append (all, below);
    }
  if (all->len > 0)
    g_hash_table_insert (markup->below, bt_node_ref ((BtNode *) node), g_strdup (all->str));
}

/* Whether there is nothing to read in @node and below it. */
static gboolean
is_blank (const BtMarkupWalk *walk, const BtNode *node, const BtNodeMarks *outer)
{
  return !bt_node_has_marks (node) && !has_any (outer) && walk->waiting->len == 0
         && !g_hash_table_contains (walk->holders, node);
}

static void visit (BtMarkupWalk *walk, const BtNode *node, const BtNodeMarks *outer);

/* Begins a node; returns in how many places there were signs before. */
static guint
enter (BtMarkupWalk *walk, const BtNode *node, const BtNodeMarks *marks)
{
  g_ptr_array_add (walk->path, (gpointer) node);
  if (has_any (marks))
    g_hash_table_insert (walk->markup->marks, bt_node_ref ((BtNode *) node),
                         g_memdup2 (marks, sizeof *marks));
  return g_hash_table_size (walk->markup->signs);
}

static void
leave (BtMarkupWalk *walk, const BtNode *node, guint before)
{
  g_ptr_array_set_size (walk->path, walk->path->len - 1);
  if (g_hash_table_size (walk->markup->signs) > before)
    bt_markup_set_below (walk->markup, node);
}

/* A cell is part of its row and of its column. */
static void
visit_cells (BtMarkupWalk *walk, const BtNode *row, const BtNodeMarks *outer, const GPtrArray *leaves)
{
  for (guint i = 0; i < bt_node_get_n_children (row); i++)
    {
      BtNodeMarks marks = *outer;

      if (leaves != NULL && i < leaves->len)
        {
          BtNodeMarks column = bt_markup_get_marks (walk->markup, leaves->pdata[i]);
          marks = bt_markup_add_marks (&marks, &column);
        }
      visit (walk, bt_node_get_child (row, i), &marks);
    }
}

static gboolean
has_marked_column (const BtMarkup *markup, const GPtrArray *leaves)
{
  for (guint i = 0; i < leaves->len; i++)
    if (g_hash_table_contains (markup->marks, leaves->pdata[i]))
      return TRUE;
  return FALSE;
}

/* A row, or a group row, which is a text. */
static void
visit_row (BtMarkupWalk *walk, const BtNode *row, const BtNodeMarks *outer, const GPtrArray *leaves)
{
  OwnMarks own;
  guint before;

  if (leaves == NULL && is_blank (walk, row, outer))
    return;
  if (bt_node_get_kind (row) != BT_NODE_ROW)
    {
      visit (walk, row, outer);
      return;
    }
  read_own (row, &own);
  BtNodeMarks marks = bt_markup_add_marks (&own.marks, outer);
  before = enter (walk, row, &marks);
  read_signs (walk, row, &own);
  visit_cells (walk, row, &marks, leaves);
  leave (walk, row, before);
}

static void
visit_table (BtMarkupWalk *walk, const BtNode *table, const BtNodeMarks *outer)
{
  BtNode *columns = bt_node_get_child_of_kind (table, BT_NODE_COLUMNS);
  BtNode *rows = bt_node_get_child_of_kind (table, BT_NODE_ROWS);
  guint before;

  visit (walk, columns, outer);
  g_autoptr (GPtrArray) leaves = bt_table_get_leaves (table);
  const GPtrArray *marked = has_marked_column (walk->markup, leaves) ? leaves : NULL;
  before = enter (walk, rows, outer);
  for (guint i = 0; i < bt_node_get_n_children (rows); i++)
    visit_row (walk, bt_node_get_child (rows, i), outer, marked);
  leave (walk, rows, before);
}

/* What was moved on from the place where a ghost stands is only passing through there. */
static void
read_ghost (BtMarkup *markup, const BtNode *ghost)
{
  const char *of = bt_node_get_attr (ghost, "of");

  markup->n_changed++;
  if (of != NULL)
    g_hash_table_add (markup->relays, (gpointer) bt_intern (of));
}

/* Reads a node and all below it. */
static void
visit (BtMarkupWalk *walk, const BtNode *node, const BtNodeMarks *outer)
{
  OwnMarks own;
  guint before;

  if (bt_node_get_kind (node) == BT_NODE_GHOST)
    read_ghost (walk->markup, node);
  if (bt_node_get_kind (node) >= BT_NODE_SOURCES || is_blank (walk, node, outer))
    return;
  read_own (node, &own);
  BtNodeMarks marks = bt_markup_add_marks (&own.marks, outer);
  before = enter (walk, node, &marks);
  read_signs (walk, node, &own);
  BtNodeMarks inner = bt_markup_hand_down (node, &marks);
  if (bt_node_get_kind (node) == BT_NODE_TABLE)
    visit_table (walk, node, &inner);
  else
    for (guint i = 0; i < bt_node_get_n_children (node); i++)
      visit (walk, bt_node_get_child (node, i), &inner);
  leave (walk, node, before);
}

/**
 * bt_markup_walk_init:
 * @walk: a walk
 * @markup: the markup it fills; its comments are known
 * @remarks: where remarks go that are met
 */
void
bt_markup_walk_init (BtMarkupWalk *walk, BtMarkup *markup, GPtrArray *remarks)
{
  *walk = (BtMarkupWalk){ .markup = markup, .remarks = remarks };
  walk->commented =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
  walk->waiting = signs_new ();
  walk->path = g_ptr_array_new ();
  for (guint i = 0; i < markup->comments->len; i++)
    {
      const BtComment *comment = markup->comments->pdata[i];

      note_comment (walk->commented, comment);
      walk->has_named |= comment->place != BT_COMMENT_ON_WORDS;
    }
}

/** bt_markup_walk_clear: frees what @walk has */
void
bt_markup_walk_clear (BtMarkupWalk *walk)
{
  g_hash_table_unref (walk->commented);
  g_clear_pointer (&walk->holders, g_hash_table_unref);
  g_array_unref (walk->waiting);
  g_ptr_array_unref (walk->path);
}

/* The nodes on the way to those at which comments are shown. */
static GHashTable *
find_holders (const BtMarkup *markup)
{
  GHashTable *holders = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < markup->comments->len; i++)
    {
      const BtComment *comment = markup->comments->pdata[i];
      g_autoptr (GPtrArray) path =
          comment->node != NULL ? bt_plan_get_path (markup->plan, comment->node) : NULL;

      for (guint j = 0; path != NULL && j < path->len; j++)
        g_hash_table_add (holders, path->pdata[j]);
    }
  return holders;
}

/** bt_markup_read: reads the whole plan into @markup, whose tables are empty */
void
bt_markup_read (BtMarkup *markup)
{
  const BtNodeMarks none = { 0 };
  BtMarkupWalk walk;

  bt_markup_walk_init (&walk, markup, markup->remarks);
  walk.holders = find_holders (markup);
  visit (&walk, bt_plan_get_root (markup->plan), &none);
  bt_markup_walk_clear (&walk);
}
