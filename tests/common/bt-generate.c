/* Random plans and random steps, the same for the same seed: what the property tests run on. */
#include "bt-generate.h"

#include "bt-mark-fill.h"
#include "bt-schema.h"
#include "bt-was.h"

/* What marks, objects and anchors of one plan point to. */
typedef struct
{
  GRand *rand;
  GPtrArray *changes; /* of ids */
  GPtrArray *threads;
  GPtrArray *sources;
  guint left;     /* how many clauses and rows may still be made */
  gboolean clean; /* without changes and comments */
} Generator;

static const char *const words[] = {
  "phường", "kế",   "hoạch", "tuyên", "truyền", "cải",   "cách",   "đường", "ấp",  "ỷ",    "Ủy",
  "ban",    "nhân", "dân",   "2025",  "6",      "tháng", "Đề",     "án",    "06",  "thực", "hiện",
  "ngày",   "quý",  "xã",    "«",     "–",      "…",     "(CCHC)", "&",     "<x>",
};

/**
 * bt_generate_seed:
 *
 * Returns: the seed of this test run, printed: BT_SEED where it is set, so that a failure can be repeated
 */
guint32
bt_generate_seed (void)
{
  const char *given = g_getenv ("BT_SEED");
  guint32 seed = given != NULL ? (guint32) g_ascii_strtoull (given, NULL, 10) : g_random_int ();

  g_test_message ("BT_SEED=%u", seed);
  return seed;
}

/**
 * bt_generate_number:
 * @name: an environment variable (BT_SCRIPTS, BT_EDITS)
 * @otherwise: what counts where it is not set
 *
 * Returns: how many random scripts, edits … this test run is to try
 */
guint
bt_generate_number (const char *name, guint otherwise)
{
  const char *given = g_getenv (name);

  return given != NULL ? (guint) g_ascii_strtoull (given, NULL, 10) : otherwise;
}

static gboolean
chance (GRand *rand, guint percent)
{
  return (guint) g_rand_int_range (rand, 0, 100) < percent;
}

static const char *
pick (GRand *rand, GPtrArray *strings)
{
  return strings != NULL && strings->len > 0
             ? strings->pdata[g_rand_int_range (rand, 0, strings->len)]
             : NULL;
}

/* What the format was before one or two changes of it; interned. */
static const char *
random_was (Generator *generator)
{
  g_autofree char *was = NULL;

  for (int i = g_rand_int_range (generator->rand, 1, 3); generator->changes != NULL && i > 0; i--)
    {
      const char *change = pick (generator->rand, generator->changes);
      g_autofree char *letters = bt_format_to_letters (g_rand_int_range (generator->rand, 0, 8));
      char *longer = change != NULL ? bt_was_add (was, change, "format", letters) : NULL;
      g_free (was);
      was = longer;
    }
  return bt_intern (was);
}

static BtMark
random_mark (Generator *generator)
{
  BtMark mark = { 0 };

  if (chance (generator->rand, 20))
    mark.format = g_rand_int_range (generator->rand, 1, 8);
  if (chance (generator->rand, 10))
    mark.ins = pick (generator->rand, generator->changes);
  if (chance (generator->rand, 10))
    mark.del = pick (generator->rand, generator->changes);
  if (mark.format != 0 && chance (generator->rand, 10))
    mark.was = random_was (generator);
  return mark;
}

static void
append_object (Generator *generator, BtTextBuilder *builder)
{
  BtMark mark = random_mark (generator);
  const char *source = pick (generator->rand, generator->sources);

  if (source == NULL)
    return;
  mark.object = BT_OBJECT_CITE;
  mark.target = source;
  bt_text_builder_append_object (builder, &mark);
}

static BtText *
random_text (Generator *generator, guint n_words, gboolean lines)
{
  BtTextBuilder *builder = bt_text_builder_new ();
  const char *open = NULL;

  for (guint i = 0; i < n_words; i++)
    {
      BtMark mark = random_mark (generator);
      const char *word = words[g_rand_int_range (generator->rand, 0, G_N_ELEMENTS (words))];
      if (open == NULL && chance (generator->rand, 4)
          && (open = pick (generator->rand, generator->threads)) != NULL)
        bt_text_builder_start_anchor (builder, open);
      bt_text_builder_append (builder, word, -1, &mark);
      if (open != NULL && chance (generator->rand, 40))
        {
          bt_text_builder_end_anchor (builder, open);
          open = NULL;
        }
      if (chance (generator->rand, 3))
        append_object (generator, builder);
      if (i + 1 < n_words)
        bt_text_builder_append (builder, lines && chance (generator->rand, 10) ? "\n" : " ", -1,
                                &mark);
    }
  return bt_text_builder_end (builder);
}

/**
 * bt_generate_text:
 * @rand: the source of chance
 * @n_words: how many words
 * @lines: whether there may be line breaks
 *
 * Returns: (transfer full): a text with formats, without changes and objects
 */
BtText *
bt_generate_text (GRand *rand, guint n_words, gboolean lines)
{
  Generator generator = { rand };
  return random_text (&generator, n_words, lines);
}

static BtNodeBuilder *
builder_with_text (Generator *generator, BtNodeKind kind, guint n_words)
{
  BtNodeBuilder *builder = bt_node_builder_new (kind, NULL);
  gboolean lines = bt_node_kind_get_text_rule (kind) == BT_TEXT_LINES;

  bt_node_builder_take_text (builder, random_text (generator, n_words, lines));
  return builder;
}

static BtNode *
random_leaf (Generator *generator, BtNodeKind kind, int most_words)
{
  return bt_node_builder_end (
      builder_with_text (generator, kind, g_rand_int_range (generator->rand, 0, most_words)));
}

static BtNode *
random_columns (Generator *generator, guint *n_leaves)
{
  static const char *const roles[] = { "order", "content", "start", "finish",
                                       "lead",  "support", "text" };
  BtNodeBuilder *columns = bt_node_builder_new (BT_NODE_COLUMNS, NULL);

  *n_leaves = 0;
  for (int i = g_rand_int_range (generator->rand, 1, 6); i > 0; i--)
    {
      BtNodeBuilder *column = builder_with_text (generator, BT_NODE_COLUMN, 2);
      int group = chance (generator->rand, 30) ? g_rand_int_range (generator->rand, 1, 4) : 0;
      for (int j = 0; j < group; j++)
        bt_node_builder_take_child (column, random_leaf (generator, BT_NODE_COLUMN, 3));
      if (group == 0)
        bt_node_builder_set_attr (
            column, "role", roles[g_rand_int_range (generator->rand, 0, G_N_ELEMENTS (roles))]);
      *n_leaves += MAX (group, 1);
      bt_node_builder_take_child (columns, bt_node_builder_end (column));
    }
  return bt_node_builder_end (columns);
}

static BtNode *
random_row (Generator *generator, guint n_leaves)
{
  if (chance (generator->rand, 10))
    return random_leaf (generator, BT_NODE_GROUP_ROW, 6);

  BtNodeBuilder *row = bt_node_builder_new (BT_NODE_ROW, NULL);
  if (chance (generator->rand, 10))
    bt_node_builder_set_attr (row, "ins", pick (generator->rand, generator->changes));
  for (guint i = 0; i < n_leaves; i++)
    bt_node_builder_take_child (row, random_leaf (generator, BT_NODE_CELL, 12));
  return bt_node_builder_end (row);
}

static BtNode *
random_table (Generator *generator)
{
  guint n_leaves;
  BtNodeBuilder *table = bt_node_builder_new (BT_NODE_TABLE, NULL);
  BtNodeBuilder *rows = bt_node_builder_new (BT_NODE_ROWS, NULL);

  bt_node_builder_take_child (table, random_columns (generator, &n_leaves));
  for (int i = g_rand_int_range (generator->rand, 0, 9); i > 0; i--)
    bt_node_builder_take_child (rows, random_row (generator, n_leaves));
  bt_node_builder_take_child (table, bt_node_builder_end (rows));
  return bt_node_builder_end (table);
}

static BtNode *
random_clause (Generator *generator, guint depth)
{
  BtNodeBuilder *clause =
      builder_with_text (generator, BT_NODE_CLAUSE, g_rand_int_range (generator->rand, 0, 40));
  BtLabel label = depth == 0 ? BT_LABEL_ROMAN : g_rand_int_range (generator->rand, 0, BT_N_LABELS);

  bt_node_builder_set_attr (clause, "label", bt_label_get_name (label));
  if (label < BT_LABEL_ALPHA && label != BT_LABEL_NONE && chance (generator->rand, 60))
    bt_node_builder_set_attr (clause, "heading", "yes");
  if (chance (generator->rand, 5))
    bt_node_builder_set_attr (clause, "del", pick (generator->rand, generator->changes));
  for (int i = depth < 4 ? g_rand_int_range (generator->rand, 0, 5) : 0;
       i > 0 && generator->left > 0; i--)
    {
      generator->left--;
      bt_node_builder_take_child (clause, chance (generator->rand, 5)
                                              ? random_table (generator)
                                              : random_clause (generator, depth + 1));
    }
  return bt_node_builder_end (clause);
}

static BtNode *
random_appendix (Generator *generator)
{
  BtNodeBuilder *appendix = bt_node_builder_new (BT_NODE_APPENDIX, NULL);

  bt_node_builder_take_child (appendix, random_leaf (generator, BT_NODE_TITLE, 12));
  bt_node_builder_take_child (appendix, random_leaf (generator, BT_NODE_NOTE, 12));
  if (chance (generator->rand, 50))
    bt_node_builder_take_child (appendix, random_clause (generator, 1));
  bt_node_builder_take_child (appendix, random_table (generator));
  return bt_node_builder_end (appendix);
}

static BtNode *
part_of (BtNodeKind kind, GPtrArray *children)
{
  BtNodeBuilder *part = bt_node_builder_new (kind, NULL);

  for (guint i = 0; i < children->len; i++)
    bt_node_builder_take_child (part, children->pdata[i]);
  g_ptr_array_unref (children);
  return bt_node_builder_end (part);
}

static BtNode *
random_list (Generator *generator, BtNodeKind part, BtNode *(*make) (Generator *), int least,
             int most)
{
  GPtrArray *children = g_ptr_array_new ();
  for (int i = g_rand_int_range (generator->rand, least, most); i > 0; i--)
    g_ptr_array_add (children, make (generator));
  return part_of (part, children);
}

static BtNode *
random_basis (Generator *generator)
{
  return random_leaf (generator, BT_NODE_BASIS, 30);
}

static BtNode *
random_recipient (Generator *generator)
{
  return random_leaf (generator, BT_NODE_RECIPIENT, 8);
}

static BtNode *
random_section (Generator *generator)
{
  return random_clause (generator, 0);
}

static BtNode *
random_fields (Generator *generator, BtNodeKind kind)
{
  guint n_parts;
  const BtNodeKind *parts = bt_node_kind_get_parts (kind, &n_parts);
  GPtrArray *fields = g_ptr_array_new ();

  for (guint i = 0; i < n_parts; i++)
    if (parts[i] == BT_NODE_DATE)
      {
        BtNodeBuilder *date = bt_node_builder_new (BT_NODE_DATE, NULL);
        bt_node_builder_set_string (date, chance (generator->rand, 50) ? "2025-08-14" : "2025-08");
        g_ptr_array_add (fields, bt_node_builder_end (date));
      }
    else
      g_ptr_array_add (fields, random_leaf (generator, parts[i], 6));
  return part_of (kind, fields);
}

static BtNode *
make_change (Generator *generator)
{
  BtNodeBuilder *change = bt_node_builder_new (BT_NODE_CHANGE, NULL);
  bt_node_builder_set_attr (change, "author",
                            chance (generator->rand, 50) ? "Nguyễn Thị Ánh" : "Trần Đức");
  bt_node_builder_set_attr (change, "time", "2025-08-14T09:15:30Z");
  bt_node_builder_set_attr (change, "round", "1");
  BtNode *node = bt_node_builder_end (change);
  g_ptr_array_add (generator->changes, g_strdup (bt_node_get_id (node)));
  return node;
}

static BtNode *
make_source (Generator *generator)
{
  BtNodeBuilder *source = bt_node_builder_new (BT_NODE_SOURCE, NULL);
  bt_node_builder_set_attr (source, "type", "Quyết định");
  bt_node_builder_set_attr (source, "sign", "304/QĐ-UBND");
  bt_node_builder_set_attr (source, "date", "2025-07-30");
  bt_node_builder_set_string (source, "về việc thử");
  BtNode *node = bt_node_builder_end (source);
  g_ptr_array_add (generator->sources, g_strdup (bt_node_get_id (node)));
  return node;
}

static BtNode *
make_thread (Generator *generator)
{
  BtNodeBuilder *thread = bt_node_builder_new (BT_NODE_THREAD, NULL);
  BtNodeBuilder *message = bt_node_builder_new (BT_NODE_MESSAGE, NULL);

  bt_node_builder_set_attr (message, "author", "Trần Đức");
  bt_node_builder_set_string (message, "Xem lại\nchỗ này.");
  bt_node_builder_take_child (thread, bt_node_builder_end (message));
  BtNode *node = bt_node_builder_end (thread);
  g_ptr_array_add (generator->threads, g_strdup (bt_node_get_id (node)));
  return node;
}

static BtNode *
random_root (Generator *generator)
{
  BtNodeBuilder *root = bt_node_builder_new (BT_NODE_PLAN, NULL);
  g_autoptr (BtNode) changes =
      random_list (generator, BT_NODE_CHANGES, make_change, 0, generator->clean ? 1 : 4);
  g_autoptr (BtNode) sources = random_list (generator, BT_NODE_SOURCES, make_source, 0, 3);
  g_autoptr (BtNode) threads =
      random_list (generator, BT_NODE_COMMENTS, make_thread, 0, generator->clean ? 1 : 3);

  bt_node_builder_set_attr (root, "profile", "nd30-2020");
  bt_node_builder_set_attr (root, "medium", chance (generator->rand, 50) ? "paper" : "electronic");
  bt_node_builder_set_attr (root, "state", "draft");
  bt_node_builder_take_child (root, random_fields (generator, BT_NODE_HEADER));
  bt_node_builder_take_child (root, random_list (generator, BT_NODE_BASES, random_basis, 0, 4));
  GPtrArray *sections = g_ptr_array_new ();
  while (generator->left > 0)
    {
      generator->left--;
      g_ptr_array_add (sections, random_section (generator));
    }
  bt_node_builder_take_child (root, part_of (BT_NODE_BODY, sections));
  bt_node_builder_take_child (root, random_fields (generator, BT_NODE_SIGNATURE));
  bt_node_builder_take_child (root,
                              random_list (generator, BT_NODE_RECIPIENTS, random_recipient, 0, 9));
  bt_node_builder_take_child (root,
                              random_list (generator, BT_NODE_APPENDICES, random_appendix, 0, 3));
  bt_node_builder_take_child (root, g_steal_pointer (&sources));
  bt_node_builder_take_child (root, g_steal_pointer (&changes));
  bt_node_builder_take_child (root, g_steal_pointer (&threads));
  return bt_node_builder_end (root);
}

static BtPlan *
generate_plan (GRand *rand, guint size, gboolean clean)
{
  g_autoptr (GError) error = NULL;
  Generator generator = { rand,
                          g_ptr_array_new_with_free_func (g_free),
                          g_ptr_array_new_with_free_func (g_free),
                          g_ptr_array_new_with_free_func (g_free),
                          size,
                          clean };

  /* As every plan that was read is: what is in an inserted part says so itself. */
  g_autoptr (BtNode) sparse = random_root (&generator);
  g_autoptr (BtNode) root = bt_mark_fill (sparse);
  BtPlan *plan = bt_plan_new (root, &error);
  g_assert_no_error (error);
  g_ptr_array_unref (generator.changes);
  g_ptr_array_unref (generator.threads);
  g_ptr_array_unref (generator.sources);
  return plan;
}

/**
 * bt_generate_plan:
 * @rand: the source of chance; ids come from bt_id_set_seed()
 * @size: about how many clauses
 *
 * Returns: (transfer full): a plan with everything a plan may have
 */
BtPlan *
bt_generate_plan (GRand *rand, guint size)
{
  return generate_plan (rand, size, FALSE);
}

/**
 * bt_generate_clean_plan:
 * @rand: the source of chance
 * @size: about how many clauses
 *
 * Returns: (transfer full): a plan without changes and comments
 */
BtPlan *
bt_generate_clean_plan (GRand *rand, guint size)
{
  return generate_plan (rand, size, TRUE);
}

/* The node at @left in document order; counts @left down. */
static BtNode *
nth_node (BtNode *node, guint *left)
{
  if ((*left)-- == 0)
    return node;
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    {
      BtNode *found = nth_node (bt_node_get_child (node, i), left);
      if (found != NULL)
        return found;
    }
  return NULL;
}

/**
 * bt_generate_pick:
 * @rand: the source of chance
 * @plan: a plan
 *
 * Returns: (transfer none): any node of it
 */
BtNode *
bt_generate_pick (GRand *rand, BtPlan *plan)
{
  guint left = g_rand_int_range (rand, 0, bt_plan_get_n_nodes (plan));
  return nth_node (bt_plan_get_root (plan), &left);
}

/* Any offset, mostly one between two characters. */
static gsize
random_offset (GRand *rand, const BtText *text)
{
  gsize offset = g_rand_int_range (rand, 0, bt_text_get_length (text) + 1);
  while (!chance (rand, 2) && !bt_text_is_boundary (text, offset))
    offset--;
  return offset;
}

static BtStep *
random_replace (GRand *rand, BtNode *node)
{
  const BtText *text = bt_node_get_text (node);
  if (text == NULL)
    return NULL;

  gsize a = random_offset (rand, text), b = random_offset (rand, text);
  g_autoptr (BtText) slice =
      bt_generate_text (rand, g_rand_int_range (rand, 0, 4), chance (rand, 20));
  return bt_step_new_replace_text (bt_node_get_id (node), MIN (a, b), MAX (a, b), slice);
}

static BtNode *
random_new_node (GRand *rand, BtNodeKind parent)
{
  static const BtNodeKind leaves[] = { BT_NODE_BASIS, BT_NODE_RECIPIENT, BT_NODE_GROUP_ROW };
  Generator generator = { rand, .left = 4 };

  for (guint i = 0; i < G_N_ELEMENTS (leaves); i++)
    if (bt_node_kind_allows_child (parent, leaves[i]))
      return random_leaf (&generator, leaves[i], 10);
  if (bt_node_kind_allows_child (parent, BT_NODE_APPENDIX))
    return random_appendix (&generator);
  return random_clause (&generator, 2);
}

static guint
random_position (GRand *rand, BtNode *parent)
{
  return g_rand_int_range (rand, 0, bt_node_get_n_children (parent) + 1);
}

static BtStep *
random_attr_step (GRand *rand, BtNode *node)
{
  static const char *const pairs[][2] = {
    { "label", "dash" }, { "label", "alpha" },           { "heading", "yes" },
    { "heading", NULL }, { "medium", "electronic" },     { "role", "lead" },
    { "width", "25.5" }, { "orientation", "landscape" }, { "label", "nonsense" },
  };
  guint i = g_rand_int_range (rand, 0, G_N_ELEMENTS (pairs));
  return bt_step_new_set_attr (bt_node_get_id (node), pairs[i][0], pairs[i][1]);
}

/* Cells and columns come and go together, by commands; taking one alone would leave a table that is none. So do a
 * change or a comment and what names it. */
static gboolean
stands_alone (const BtNode *node)
{
  BtNodeKind kind = bt_node_get_kind (node);
  return kind != BT_NODE_CELL && kind != BT_NODE_COLUMN && kind != BT_NODE_CHANGE
         && kind != BT_NODE_ROW && kind != BT_NODE_THREAD;
}

/**
 * bt_generate_step:
 * @rand: the source of chance
 * @plan: a plan
 *
 * Returns: (transfer full) (nullable): a step on a node of it; often one that does not fit, sometimes %NULL
 */
BtStep *
bt_generate_step (GRand *rand, BtPlan *plan)
{
  BtNode *node = bt_generate_pick (rand, plan);
  BtNode *other = bt_generate_pick (rand, plan);

  switch (g_rand_int_range (rand, 0, 8))
    {
    case 0:
      {
        g_autoptr (BtNode) fresh = random_new_node (rand, bt_node_get_kind (node));
        return bt_step_new_insert (bt_node_get_id (node), random_position (rand, node), fresh);
      }
    case 1:
      return stands_alone (node) ? bt_step_new_remove (bt_node_get_id (node)) : NULL;
    case 2:
    case 3:
      return stands_alone (node) ? bt_step_new_move (bt_node_get_id (node), bt_node_get_id (other),
                                                     random_position (rand, other))
                                 : NULL;
    case 4:
      return random_attr_step (rand, node);
    default:
      return random_replace (rand, node);
    }
}

static BtNode *
drop_objects (BtNode *node)
{
  g_autoptr (BtNode) root = bt_node_ref (node);
  guint n_runs = 0;
  const BtRun *runs = bt_node_get_text (node) != NULL ? bt_text_get_runs (bt_node_get_text (node), &n_runs) : NULL;
  BtTextBuilder *builder = bt_text_builder_new ();

  for (guint i = 0; i < n_runs; i++)
    {
      gsize start = i > 0 ? runs[i - 1].end : 0;
      if (runs[i].mark.object == BT_OBJECT_NONE)
        bt_text_builder_append (builder, bt_node_get_string (node) + start, runs[i].end - start, &runs[i].mark);
    }
  g_autoptr (BtText) text = bt_text_builder_end (builder);
  g_autoptr (BtNode) plain = n_runs > 0 ? bt_node_with_text (root, text) : g_steal_pointer (&root);
  for (guint i = 0; i < bt_node_get_n_children (plain); i++)
    {
      g_autoptr (BtNode) child = drop_objects (bt_node_get_child (plain, i));
      BtNode *next = bt_node_with_child (plain, i, child);
      bt_node_unref (plain);
      plain = next;
    }
  return g_steal_pointer (&plain);
}

/**
 * bt_generate_without_objects:
 * @plan: a plan
 *
 * The words of references and citations depend on what stands elsewhere.
 *
 * Returns: (transfer full): the plan without any
 */
BtPlan *
bt_generate_without_objects (BtPlan *plan)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BtNode) root = drop_objects (bt_plan_get_root (plan));
  BtPlan *plain = bt_plan_new (root, &error);

  g_assert_no_error (error);
  return plain;
}

/**
 * bt_generate_table_plan:
 * @appendix: (nullable): the id of its appendix; %NULL for any
 * @tracking: whether it tracks changes
 * @table: (transfer full): the table in that
 *
 * Returns: (transfer full): a plan that has an appendix with a table, and nothing else
 */
BtPlan *
bt_generate_table_plan (const char *appendix, gboolean tracking, BtNode *table)
{
  BtNodeBuilder *root = bt_node_builder_new (BT_NODE_PLAN, NULL);
  BtNodeBuilder *appendices = bt_node_builder_new (BT_NODE_APPENDICES, NULL);
  BtNodeBuilder *builder = bt_node_builder_new (BT_NODE_APPENDIX, appendix);
  g_autoptr (GError) error = NULL;

  bt_node_builder_set_attr (root, "profile", "nd30-2020");
  bt_node_builder_set_attr (root, "medium", "paper");
  bt_node_builder_set_attr (root, "state", tracking ? "review" : "draft");
  bt_node_builder_set_attr (root, "tracking", tracking ? "yes" : NULL);
  bt_node_builder_add_string (builder, BT_NODE_TITLE, "DANH MỤC NHIỆM VỤ");
  bt_node_builder_add_string (builder, BT_NODE_NOTE, "(Kèm theo Kế hoạch số 12/KH-UBND)");
  bt_node_builder_take_child (builder, table);
  bt_node_builder_take_child (appendices, bt_node_builder_end (builder));
  bt_node_builder_take_child (root, bt_node_builder_end (appendices));
  g_autoptr (BtNode) bare = bt_node_builder_end (root);
  g_autoptr (BtNode) whole = bt_node_complete (bare);
  BtPlan *plan = bt_plan_new (whole, &error);
  g_assert_no_error (error);
  return plan;
}
