/* The marks of a plan's tracked changes and comments, read off once for each layout. */
#include "bt-markup.h"

#include <string.h>

#include "bt-reference.h"
#include "bt-schema.h"
#include "bt-table.h"
#include "bt-was.h"

/* A paragraph's end that was put in (a split) or is to go (a join). */
#define PILCROW "¶"

/* Between the signs of one text. */
#define SIGN_END '\x1e'

struct _BtMarkup
{
  BtPlan *plan; /* the layout's own */
  const BtProfile *profile;
  BtPalette *palette;
  guint serial;
  GPtrArray *comments; /* of BtComment */
  GPtrArray
      *places; /* of strings: where they are shown, in words; NULL for one that is shown nowhere */
  GPtrArray *remarks; /* of BtRemark */
  GHashTable *marks;  /* node, to its BtNodeMarks */
  GHashTable *signs;  /* node, to its signs as bt_markup_get_signs() gives them */
  GHashTable *
      below; /* node that has signs, or below which there are some: all of them, one after the other */
  GHashTable *relays; /* set of ids of ghosts that another ghost stands for */
  gboolean has_changes;
};

/* A sign that stands in a text. */
typedef struct
{
  gsize offset;
  char *words;
} Sign;

/* A walk through the plan. */
typedef struct
{
  BtMarkup *markup;
  GHashTable *commented; /* id of a node, to a GPtrArray of comments shown at it */
  GArray *waiting;       /* of Sign: of what has no words of its own, for the first words in it */
  GPtrArray *path;       /* of BtNode: from the root to where it is */
  GString *signs;        /* all that were kept so far */
  gboolean has_named;    /* whether a comment is about something else than words */
} Walk;

static void
remark_free (gpointer data)
{
  BtRemark *remark = data;

  g_free (remark->name);
  g_free (remark->old);
  g_free (remark->now);
  g_free (remark->words);
  g_free (remark->place);
  g_free (remark);
}

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
keep_signs (Walk *walk, const BtNode *node, GArray *signs)
{
  GString *all = g_string_new (NULL);

  /* g_array_sort() keeps the order of those at one place. */
  g_array_sort (signs, compare_signs);
  for (guint i = 0; i < signs->len; i++)
    {
      const Sign *sign = &g_array_index (signs, Sign, i);

      g_string_append_printf (all, "%" G_GSIZE_FORMAT " %s%c", sign->offset, sign->words, SIGN_END);
    }
  g_string_append_len (walk->signs, all->str, all->len);
  g_hash_table_insert (walk->markup->signs, (gpointer) node, g_string_free (all, FALSE));
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
add_remark (Walk *walk, GArray *signs, gsize offset, BtRemark remark)
{
  GPtrArray *remarks = walk->markup->remarks;
  g_autofree char *number = g_strdup_printf ("(%u)", remarks->len + 1);

  remark.number = remarks->len + 1;
  remark.place = bt_path_dup_place (walk->path);
  g_ptr_array_add (remarks, g_memdup2 (&remark, sizeof remark));
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
read_attributes (Walk *walk, GArray *signs, const BtNode *node, const char *was, gsize offset)
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
read_formats (Walk *walk, GArray *signs, const BtNode *node)
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
is_commented (const Walk *walk, const BtText *text)
{
  guint n_anchors = 0;

  if (walk->has_named)
    return TRUE;
  if (text != NULL)
    bt_text_get_anchors (text, &n_anchors);
  return n_anchors > 0;
}

static void
read_comments (const Walk *walk, GArray *signs, const BtNode *node, gsize length)
{
  GPtrArray *comments =
      walk->commented != NULL ? g_hash_table_lookup (walk->commented, bt_node_get_id (node)) : NULL;

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

static BtNodeMarks
add_marks (const BtNodeMarks *inner, const BtNodeMarks *outer)
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

/* What a node's children are part of: of a clause, each has its own marks of coming and going. */
static BtNodeMarks
hand_down (const BtNode *node, const BtNodeMarks *marks)
{
  if (bt_node_get_kind (node) == BT_NODE_CLAUSE || bt_node_get_kind (node) == BT_NODE_APPENDIX)
    return (BtNodeMarks){ .moved = marks->moved };
  return *marks;
}

static void
note_changes (BtMarkup *markup, const OwnMarks *own)
{
  markup->has_changes |=
      has_any (&own->marks) || own->split != NULL || own->join != NULL || own->was != NULL;
}

static gboolean
has_marked_run (const BtText *text)
{
  guint n_runs;
  const BtRun *runs = bt_text_get_runs (text, &n_runs);

  for (guint i = 0; i < n_runs; i++)
    if (runs[i].mark.ins != NULL || runs[i].mark.del != NULL || runs[i].mark.was != NULL)
      return TRUE;
  return FALSE;
}

/* Signs of the node itself; where it has no words, they wait for the first words in it. */
static void
read_signs (Walk *walk, const BtNode *node, const OwnMarks *own)
{
  const BtText *text = bt_node_get_text (node);
  gsize length = text != NULL ? bt_text_get_length (text) : 0;
  gboolean marked = text != NULL && has_marked_run (text);
  gboolean commented = is_commented (walk, text);
  gboolean has_place = text != NULL || bt_node_get_kind (node) == BT_NODE_APPENDIX;

  walk->markup->has_changes |= marked;
  if (!marked && !commented && own->split == NULL && own->join == NULL && own->was == NULL
      && walk->waiting->len == 0)
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
  if (has_place)
    {
      move_signs (walk->waiting, signs, length);
      if (signs->len > 0)
        keep_signs (walk, node, signs);
    }
  else
    move_signs (signs, walk->waiting, 0);
}

static void visit (Walk *walk, const BtNode *node, const BtNodeMarks *outer);

/* Begins a node; returns which signs there were before. */
static gsize
enter (Walk *walk, const BtNode *node, const BtNodeMarks *marks)
{
  g_ptr_array_add (walk->path, (gpointer) node);
  if (has_any (marks))
    g_hash_table_insert (walk->markup->marks, (gpointer) node, g_memdup2 (marks, sizeof *marks));
  return walk->signs->len;
}

static void
leave (Walk *walk, const BtNode *node, gsize before)
{
  g_ptr_array_set_size (walk->path, walk->path->len - 1);
  if (walk->signs->len > before)
    g_hash_table_insert (walk->markup->below, (gpointer) node,
                         g_strdup (walk->signs->str + before));
}

/* A cell is part of its row and of its column. */
static void
visit_cells (Walk *walk, const BtNode *row, const BtNodeMarks *outer, const GPtrArray *leaves)
{
  for (guint i = 0; i < bt_node_get_n_children (row); i++)
    {
      BtNodeMarks marks = *outer;

      if (leaves != NULL && i < leaves->len)
        {
          BtNodeMarks column = bt_markup_get_marks (walk->markup, leaves->pdata[i]);
          marks = add_marks (&marks, &column);
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
visit_row (Walk *walk, const BtNode *row, const BtNodeMarks *outer, const GPtrArray *leaves)
{
  OwnMarks own;
  gsize before;

  if (bt_node_get_kind (row) != BT_NODE_ROW)
    {
      visit (walk, row, outer);
      return;
    }
  read_own (row, &own);
  note_changes (walk->markup, &own);
  BtNodeMarks marks = add_marks (&own.marks, outer);
  before = enter (walk, row, &marks);
  read_signs (walk, row, &own);
  visit_cells (walk, row, &marks, leaves);
  leave (walk, row, before);
}

static void
visit_table (Walk *walk, const BtNode *table, const BtNodeMarks *outer)
{
  BtNode *columns = bt_node_get_child_of_kind (table, BT_NODE_COLUMNS);
  BtNode *rows = bt_node_get_child_of_kind (table, BT_NODE_ROWS);
  gsize before;

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

  markup->has_changes = TRUE;
  if (of != NULL)
    g_hash_table_add (markup->relays, (gpointer) bt_intern (of));
}

/* Reads a node and all below it. */
static void
visit (Walk *walk, const BtNode *node, const BtNodeMarks *outer)
{
  OwnMarks own;
  gsize before;

  if (bt_node_get_kind (node) == BT_NODE_GHOST)
    read_ghost (walk->markup, node);
  if (bt_node_get_kind (node) == BT_NODE_GHOST || bt_node_get_kind (node) >= BT_NODE_SOURCES)
    return;
  read_own (node, &own);
  note_changes (walk->markup, &own);
  BtNodeMarks marks = add_marks (&own.marks, outer);
  before = enter (walk, node, &marks);
  read_signs (walk, node, &own);
  BtNodeMarks inner = hand_down (node, &marks);
  if (bt_node_get_kind (node) == BT_NODE_TABLE)
    visit_table (walk, node, &inner);
  else
    for (guint i = 0; i < bt_node_get_n_children (node); i++)
      visit (walk, bt_node_get_child (node, i), &inner);
  leave (walk, node, before);
}

static void
read_plan (BtMarkup *markup)
{
  g_autoptr (GHashTable) commented =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GArray) waiting = signs_new ();
  g_autoptr (GPtrArray) path = g_ptr_array_new ();
  g_autoptr (GString) signs = g_string_new (NULL);
  Walk walk = { markup, commented, waiting, path, signs, FALSE };
  const BtNodeMarks none = { 0 };

  for (guint i = 0; i < markup->comments->len; i++)
    {
      const BtComment *comment = markup->comments->pdata[i];

      note_comment (commented, comment);
      walk.has_named |= comment->place != BT_COMMENT_ON_WORDS;
    }
  visit (&walk, bt_plan_get_root (markup->plan), &none);
}

/**
 * bt_markup_new:
 * @plan: a plan, which outlives what is returned
 * @profile: its rule set, likewise
 * @palette: the colours that changes had in layouts before
 *
 * Returns: (transfer full): what is marked in @plan
 */
BtMarkup *
bt_markup_new (BtPlan *plan, const BtProfile *profile, BtPalette *palette)
{
  BtMarkup *markup = g_new0 (BtMarkup, 1);

  markup->plan = plan;
  markup->profile = profile;
  markup->palette = palette;
  bt_palette_read (palette, plan, profile);
  markup->serial = palette->serial;
  markup->comments = bt_comment_list_new (plan);
  markup->places = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_set_size (markup->places, markup->comments->len);
  markup->remarks = g_ptr_array_new_with_free_func (remark_free);
  markup->marks = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  markup->signs = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  markup->below = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  markup->relays = g_hash_table_new (NULL, NULL);
  read_plan (markup);
  return markup;
}

/** bt_markup_free: frees @markup */
void
bt_markup_free (BtMarkup *markup)
{
  g_ptr_array_unref (markup->comments);
  g_ptr_array_unref (markup->places);
  g_ptr_array_unref (markup->remarks);
  g_hash_table_unref (markup->marks);
  g_hash_table_unref (markup->signs);
  g_hash_table_unref (markup->below);
  g_hash_table_unref (markup->relays);
  g_free (markup);
}

/** bt_markup_get_plan: Returns: (transfer none): the plan */
BtPlan *
bt_markup_get_plan (const BtMarkup *markup)
{
  return markup->plan;
}

/** bt_markup_get_profile: Returns: (transfer none): the rule set */
const BtProfile *
bt_markup_get_profile (const BtMarkup *markup)
{
  return markup->profile;
}

/** bt_markup_get_serial: Returns: a number that stays as long as all changes keep their colours; never 0 */
guint
bt_markup_get_serial (const BtMarkup *markup)
{
  return markup->serial;
}

/** bt_markup_is_empty: Returns: whether there is neither an open change nor a comment */
gboolean
bt_markup_is_empty (const BtMarkup *markup)
{
  return !markup->has_changes && markup->comments->len == 0;
}

/** bt_markup_has_changes: Returns: whether there is an open change */
gboolean
bt_markup_has_changes (const BtMarkup *markup)
{
  return markup->has_changes;
}

/** bt_markup_get_authors: Returns: (transfer none) (element-type BtAuthor): who made changes and comments */
const GArray *
bt_markup_get_authors (const BtMarkup *markup)
{
  return markup->palette->authors;
}

/** bt_markup_get_comments: Returns: (transfer none) (element-type BtComment): the comments, in their order */
const GPtrArray *
bt_markup_get_comments (const BtMarkup *markup)
{
  return markup->comments;
}

/** bt_markup_get_remarks: Returns: (transfer none) (element-type BtRemark): changes that words do not show */
const GPtrArray *
bt_markup_get_remarks (const BtMarkup *markup)
{
  return markup->remarks;
}

/** bt_markup_get_comment_place: Returns: (transfer none) (nullable): where @comment is shown, in words */
const char *
bt_markup_get_comment_place (const BtMarkup *markup, const BtComment *comment)
{
  return markup->places->pdata[comment->number - 1];
}

/**
 * bt_markup_get_head:
 * @record: (nullable): the record of a change, or a message
 *
 * Returns: (transfer none): who and when, with looks: "Nguyễn Lan, 01/03/2026 15:00"
 */
const char *
bt_markup_get_head (const BtMarkup *markup, const BtNode *record)
{
  return bt_palette_get_head (markup->palette, markup->profile, record);
}

/** bt_markup_get_record: Returns: (transfer none) (nullable): the record of @change, an interned id */
const BtNode *
bt_markup_get_record (const BtMarkup *markup, const char *change)
{
  return g_hash_table_lookup (markup->palette->records, change);
}

/** bt_markup_get_author_color: Returns: an author's colour, 0xRRGGBB; some colour where nobody of that name wrote */
guint32
bt_markup_get_author_color (const BtMarkup *markup, const char *author)
{
  return bt_palette_get_author_color (markup->palette, markup->profile, author);
}

/** bt_markup_get_color: Returns: the colour of the author of @change, an interned id */
guint32
bt_markup_get_color (const BtMarkup *markup, const char *change)
{
  gpointer color = NULL;

  if (g_hash_table_lookup_extended (markup->palette->colors, change, NULL, &color))
    return GPOINTER_TO_UINT (color);
  return bt_profile_get_author_color (markup->profile, 0);
}

/** bt_markup_get_marks: Returns: which changes all words of @node are part of */
BtNodeMarks
bt_markup_get_marks (const BtMarkup *markup, const BtNode *node)
{
  const BtNodeMarks *marks = g_hash_table_lookup (markup->marks, node);

  return marks != NULL ? *marks : (BtNodeMarks){ 0 };
}

/**
 * bt_markup_get_signs:
 * @node: a node
 *
 * The signs that stand in its text, in their order, as bt_markup_next_sign() reads them.
 *
 * Returns: (transfer none) (nullable): the signs; %NULL for none
 */
const char *
bt_markup_get_signs (const BtMarkup *markup, const BtNode *node)
{
  return g_hash_table_lookup (markup->signs, node);
}

/**
 * bt_markup_next_sign:
 * @signs: (nullable): signs, or where they go on
 * @offset: (out): before which byte of the text the first one stands
 * @words: (out) (transfer full): what it says
 *
 * Returns: (nullable): where they go on; %NULL where there is none
 */
const char *
bt_markup_next_sign (const char *signs, gsize *offset, char **words)
{
  char *space;
  const char *end;

  if (signs == NULL || *signs == '\0')
    return NULL;
  *offset = g_ascii_strtoull (signs, &space, 10);
  end = strchr (space, SIGN_END);
  *words = g_strndup (space + 1, end - space - 1);
  return end + 1;
}

/** bt_markup_append_signs: adds all signs of @node behind @words, which are printed instead of its text */
void
bt_markup_append_signs (const BtMarkup *markup, const BtNode *node, GString *words)
{
  const char *signs = bt_markup_get_signs (markup, node);
  gsize offset;
  char *sign;

  while ((signs = bt_markup_next_sign (signs, &offset, &sign)) != NULL)
    {
      g_string_append (words, sign);
      g_free (sign);
    }
}

/** bt_markup_get_signs_below: Returns: (transfer none) (nullable): all signs at @node and below it, to compare */
const char *
bt_markup_get_signs_below (const BtMarkup *markup, const BtNode *node)
{
  return g_hash_table_lookup (markup->below, node);
}

/** bt_markup_is_relay: Returns: whether another ghost stands for @ghost: what was here came from elsewhere */
gboolean
bt_markup_is_relay (const BtMarkup *markup, const BtNode *ghost)
{
  return g_hash_table_contains (markup->relays, bt_intern (bt_node_get_id (ghost)));
}

/**
 * bt_markup_is_same:
 * @old: (nullable): the markup of the layout before
 * @markup: (nullable): that of this one
 * @node: a node of both plans
 *
 * Returns: whether @node looks the same in both as far as marks go
 */
gboolean
bt_markup_is_same (const BtMarkup *old, const BtMarkup *markup, const BtNode *node)
{
  if (old == NULL || markup == NULL)
    return old == markup;
  BtNodeMarks before = bt_markup_get_marks (old, node), now = bt_markup_get_marks (markup, node);
  return before.ins == now.ins && before.del == now.del && before.moved == now.moved
         && g_strcmp0 (bt_markup_get_signs_below (old, node),
                       bt_markup_get_signs_below (markup, node))
                == 0;
}
