/* Every command as a row of a table: plan before, what is done, plan and caret after; then undo and redo. */

#include <string.h>

#include "bt-commands.h"
#include "bt-error.h"
#include "bt-reading.h"
#include "bt-outline-text.h"
#include "bt-resolve.h"

typedef enum
{
  TYPE,
  DELETE,
  SPLIT,
  JOIN,
  ENTER,
  PROMOTE,
  DEMOTE,
  UP,
  DOWN,
  REMOVE,
  DUPLICATE,
  AFTER,
  LABEL,
  HEADING,
  AUTO,
  MOVE,
  DROP,
  PASTE,
} Action;

/* Places are an id and an offset: "b12". */
typedef struct
{
  const char *name;
  const char *before;
  Action action;
  const char *from, *to;
  const char *argument;
  const char *after; /* NULL: refused, nothing changes */
  const char *caret; /* NULL: not looked at */
} Case;

#define TREE "a I! One\nb >1 Two\nc >>- three\nd >>- four\ne >1 Five\nf I! Six\n"

static const Case cases[] = {
  { "type", "a . Tn\n", TYPE, "a1", "a1", "ê", "a . Tên\n", "a3" },
  { "type/over", "a . Tên\n", TYPE, "a0", "a4", "Tuổi", "a . Tuổi\n", "a6" },
  { "type/nfd", "a . mo\n", TYPE, "a2", "a2", "\xCC\xA3\xCC\x82", "a . mộ\n", "a4" },
  { "type/nfd-whole", "a . \n", TYPE, "a0", "a0", "Vie\xCC\xA3\xCC\x82t", "a . Việt\n", "a6" },
  { "type/lines", "a 1 xy\n", TYPE, "a1", "a1", "1\r\n2\n3", "a 1 x1\n* 1 2\n* 1 3y\n", NULL },
  { "type/control", "a . x\n", TYPE, "a1", "a1", "\t\x01y\xEF\xBF\xBC", "a . x y\n", "a3" },
  { "type/across", TREE, TYPE, "b1", "d2", "X", "a I! One\nb >1 TXur\ne >1 Five\nf I! Six\n", "b2" },
  { "type/inside-a-letter", "a . ê\n", TYPE, "a1", "a1", "x", NULL, NULL },
  { "delete", "a . Tên\n", DELETE, "a1", "a3", NULL, "a . Tn\n", "a1" },
  { "delete/backwards", "a . Tên\n", DELETE, "a3", "a1", NULL, "a . Tn\n", "a1" },
  { "delete/across", TREE, DELETE, "c2", "e2", NULL,
    "a I! One\nb >1 Two\nc >>- thve\nf I! Six\n", "c2" },
  { "delete/whole-first", TREE, DELETE, "c0", "e0", NULL,
    "a I! One\nb >1 Two\ne >1 Five\nf I! Six\n", "e0" },
  { "delete/sections", TREE, DELETE, "b3", "f0", NULL, "a I! One\nb >1 TwoSix\n", "b3" },
  { "delete/table", "a . x\nb #\nc . y\n", DELETE, "a1", "c0", NULL, "a . xy\n", "a1" },
  { "delete/keeps-levels", "a I x\nb >1 y\nc >>- z\n", DELETE, "a1", "b0", NULL,
    "a I xy\nc >- z\n", "a1" },
  { "split/middle", "a 1 abcd\nb >- x\n", SPLIT, "a2", NULL, NULL, "a 1 ab\n* 1 cd\nb >- x\n",
    NULL },
  { "split/start", "a 1 ab\nb >- x\n", SPLIT, "a0", NULL, NULL, "* 1 \na 1 ab\nb >- x\n", "a0" },
  { "split/end", "a 1 ab\n", SPLIT, "a2", NULL, NULL, "a 1 ab\n* 1 \n", NULL },
  { "split/end-of-parent", "a I! ab\nb >1 x\n", SPLIT, "a2", NULL, NULL,
    "a I! ab\n* >1 \nb >1 x\n", NULL },
  { "join/siblings", "a 1 x\nb 1 y\nc >- z\n", JOIN, "b0", NULL, NULL, "a 1 xy\nc >- z\n", "a1" },
  { "join/child", "a 1 x\nb >- y\nc >- z\n", JOIN, "b0", NULL, NULL, "a 1 xy\nc >- z\n", "a1" },
  { "join/up", TREE, JOIN, "e0", NULL, NULL,
    "a I! One\nb >1 Two\nc >>- three\nd >>- fourFive\nf I! Six\n", "d4" },
  { "join/empty-first", "a 1 \nb - y\nc >+ z\n", JOIN, "b0", NULL, NULL, "b - y\nc >+ z\n", "b0" },
  { "join/first", "a 1 x\n", JOIN, "a0", NULL, NULL, NULL, NULL },
  { "join/table", "a #\nb . x\n", JOIN, "b0", NULL, NULL, NULL, NULL },
  { "enter/empty-child", "a 1 x\nb >- \n", ENTER, "b0", "b0", NULL, "a 1 x\nb 1 \n", "b0" },
  { "enter/empty-top", "a 1 \n", ENTER, "a0", "a0", NULL, "a 1 \n* 1 \n", NULL },
  { "enter/selection", "a 1 xyz\n", ENTER, "a1", "a2", NULL, "a 1 x\n* 1 z\n", NULL },
  { "promote", TREE, PROMOTE, "c0", NULL, NULL,
    "a I! One\nb >1 Two\nc >1 three\nd >>- four\ne >1 Five\nf I! Six\n", NULL },
  { "promote/top", TREE, PROMOTE, "f0", NULL, NULL, NULL, NULL },
  { "demote", TREE, DEMOTE, "e0", NULL, NULL,
    "a I! One\nb >1 Two\nc >>- three\nd >>- four\ne >>- Five\nf I! Six\n", NULL },
  { "demote/new-level", "a I! x\nb I! y\n", DEMOTE, "b0", NULL, NULL, "a I! x\nb >1 y\n", NULL },
  { "demote/first", TREE, DEMOTE, "b0", NULL, NULL, NULL, NULL },
  { "up", TREE, UP, "d0", NULL, NULL,
    "a I! One\nb >1 Two\nd >>- four\nc >>- three\ne >1 Five\nf I! Six\n", NULL },
  { "up/over-parent", "a 1 x\nb 1 y\nc >- z\n", UP, "c0", NULL, NULL, "a 1 x\nc >- z\nb 1 y\n",
    NULL },
  { "up/first", TREE, UP, "a0", NULL, NULL, NULL, NULL },
  { "down", TREE, DOWN, "b0", NULL, NULL,
    "a I! One\ne >1 Five\nb >1 Two\nc >>- three\nd >>- four\nf I! Six\n", NULL },
  { "down/over-parent", TREE, DOWN, "d0", NULL, NULL,
    "a I! One\nb >1 Two\nc >>- three\ne >1 Five\nd >>- four\nf I! Six\n", NULL },
  { "down/last", TREE, DOWN, "f0", NULL, NULL, NULL, NULL },
  { "remove", TREE, REMOVE, "b0", NULL, NULL, "a I! One\ne >1 Five\nf I! Six\n", "a3" },
  { "duplicate", "a 1 x\nb >- y\n", DUPLICATE, "a0", NULL, NULL, "a 1 x\nb >- y\n* 1 x\n* >- y\n",
    NULL },
  { "insert-after", TREE, AFTER, "b0", NULL, NULL,
    "a I! One\nb >1 Two\nc >>- three\nd >>- four\n* >1 \ne >1 Five\nf I! Six\n", NULL },
  { "label", TREE, LABEL, "c0", "d0", "alpha",
    "a I! One\nb >1 Two\nc >>a three\nd >>a four\ne >1 Five\nf I! Six\n", NULL },
  { "heading", "a 1 x\n", HEADING, "a0", "a0", NULL, "a 1! x\n", NULL },
  { "auto/dash", "a . - x\n", AUTO, "a2", NULL, NULL, "a - x\n", "a0" },
  { "auto/arabic", "a . 12. x\n", AUTO, "a4", NULL, NULL, "a 1 x\n", "a0" },
  { "auto/roman", "a . IV. x\n", AUTO, "a4", NULL, NULL, "a I x\n", "a0" },
  { "auto/letter", "a . đ) x\n", AUTO, "a4", NULL, NULL, "a a x\n", "a0" },
  { "auto/below", "a I! x\nb I! 1. y\n", AUTO, "b3", NULL, NULL, "a I! x\nb >1 y\n", "b0" },
  { "auto/two-below", "a 1 x\nb >a y\nc 1 - z\n", AUTO, "c2", NULL, NULL,
    "a 1 x\nb >a y\nc >>- z\n", "c0" },
  { "auto/peer", "a 1 x\nb - y\nc 1 - z\n", AUTO, "c2", NULL, NULL, "a 1 x\nb - y\nc - z\n", "c0" },
  { "auto/above", "a I! x\nb >1 y\nc >>a II. z\nd >>a u\n", AUTO, "c4", NULL, NULL,
    "a I! x\nb >1 y\nc I! z\nd >a u\n", "c0" },
  { "auto/not-a-label", "a . f) x\n", AUTO, "a3", NULL, NULL, NULL, NULL },
  { "move", TREE, MOVE, "e0", "c0", NULL,
    "a I! One\nb >1 Two\ne >>1 Five\nc >>- three\nd >>- four\nf I! Six\n", NULL },
  { "move/out", TREE, MOVE, "c0", "f0", NULL,
    "a I! One\nb >1 Two\nd >>- four\ne >1 Five\nc - three\nf I! Six\n", NULL },
  { "move/into-itself", TREE, MOVE, "a0", "c0", NULL, NULL, NULL },
  { "drop/before", TREE, DROP, "e0", "b0", "before",
    "a I! One\ne >1 Five\nb >1 Two\nc >>- three\nd >>- four\nf I! Six\n", NULL },
  { "drop/after-own-sibling", TREE, DROP, "c0", "d0", "after",
    "a I! One\nb >1 Two\nd >>- four\nc >>- three\ne >1 Five\nf I! Six\n", NULL },
  { "drop/takes-numbering", TREE, DROP, "c0", "e0", "after",
    "a I! One\nb >1 Two\nd >>- four\ne >1 Five\nc >1 three\nf I! Six\n", NULL },
  { "drop/inside", TREE, DROP, "e0", "b0", "inside",
    "a I! One\nb >1 Two\nc >>- three\nd >>- four\ne >>- Five\nf I! Six\n", NULL },
  { "drop/inside-empty", TREE, DROP, "c0", "f0", "inside",
    "a I! One\nb >1 Two\nd >>- four\ne >1 Five\nf I! Six\nc >- three\n", NULL },
  { "drop/into-itself", TREE, DROP, "a0", "c0", "inside", NULL, NULL },
  { "paste/middle", "a 1 xy\nb >- z\n", PASTE, "a1", NULL, NULL,
    "a 1 x\n* 1 one\n* >- two\n* a three\n* 1 y\nb >- z\n", NULL },
  { "paste/start", "a 1 xy\n", PASTE, "a0", NULL, NULL, "* 1 one\n* >- two\n* a three\na 1 xy\n",
    NULL },
  { "paste/end", "a 1 xy\n", PASTE, "a2", NULL, NULL, "a 1 xy\n* 1 one\n* >- two\n* a three\n",
    NULL },
  { "paste/end-of-parent", "a I! xy\nb >1 z\n", PASTE, "a2", NULL, NULL,
    "a I! xy\n* >1 one\n* >>- two\n* >a three\nb >1 z\n", NULL },
  { "paste/empty", "a 1 x\nb - \n", PASTE, "b0", NULL, NULL, "a 1 x\n* 1 one\n* >- two\n* a three\n",
    NULL },
  { "paste/inside-a-letter", "a . ê\n", PASTE, "a1", NULL, NULL, NULL, NULL },
  { "auto/year", "a . 20251. x\n", AUTO, "a7", NULL, NULL, NULL, NULL },
};

static BtPlace
parse_place (const char *place)
{
  char id[2] = { place ? place[0] : 'a', 0 };

  return bt_place (id, place ? g_ascii_strtoull (place + 1, NULL, 10) : 0);
}

static gboolean
run_move (BtDocument *document, const char *id, const char *before, GError **error)
{
  BtPlan *plan = bt_document_get_plan (document);
  guint position, own;
  BtNode *parent = bt_plan_get_parent (plan, before, &position);

  if (bt_plan_get_parent (plan, id, &own) == parent && own < position)
    position--;
  return bt_document_move (document, id, bt_node_get_id (parent), position, error);
}

static BtNode *
new_clause (const char *label, const char *string, BtNode *child)
{
  BtNodeBuilder *builder = bt_node_builder_new (BT_NODE_CLAUSE, NULL);

  bt_node_builder_set_attr (builder, "label", label);
  bt_node_builder_set_string (builder, string);
  if (child)
    bt_node_builder_take_child (builder, child);
  return bt_node_builder_end (builder);
}

static gboolean
run_paste (BtDocument *document, BtPlace place, GError **error)
{
  g_autoptr (GPtrArray) clauses = g_ptr_array_new_with_free_func ((GDestroyNotify) bt_node_unref);

  g_ptr_array_add (clauses, new_clause ("arabic", "one", new_clause ("dash", "two", NULL)));
  g_ptr_array_add (clauses, new_clause ("alpha", "three", NULL));
  return bt_document_paste_paragraphs (document, place, clauses, error);
}

static gboolean
run (BtDocument *document, const Case *row, GError **error)
{
  BtPlace from = parse_place (row->from), to = parse_place (row->to);
  const char *id = from.node;
  BtLabel label = BT_LABEL_NONE;

  switch (row->action)
    {
    case TYPE:
      return bt_document_type (document, from, to, row->argument, error);
    case DELETE:
      return bt_document_delete (document, from, to, error);
    case SPLIT:
      return bt_document_split (document, from, error);
    case JOIN:
      return bt_document_join (document, id, error);
    case ENTER:
      return bt_document_enter (document, from, to, error);
    case PROMOTE:
      return bt_document_promote (document, id, error);
    case DEMOTE:
      return bt_document_demote (document, id, error);
    case UP:
      return bt_document_move_up (document, id, error);
    case DOWN:
      return bt_document_move_down (document, id, error);
    case REMOVE:
      return bt_document_remove (document, id, error);
    case DUPLICATE:
      return bt_document_duplicate (document, id, error);
    case AFTER:
      return bt_document_insert_after (document, id, error);
    case LABEL:
      g_assert_true (bt_label_from_name (row->argument, &label));
      return bt_document_set_label (document, id, to.node, label, error);
    case HEADING:
      return bt_document_set_heading (document, id, to.node, TRUE, error);
    case AUTO:
      return bt_document_auto_label (document, from);
    case MOVE:
      return run_move (document, id, to.node, error);
    case DROP:
      return bt_document_drop (document, id, to.node,
                               g_str_equal (row->argument, "before")  ? BT_DROP_BEFORE
                               : g_str_equal (row->argument, "after") ? BT_DROP_AFTER
                                                                      : BT_DROP_INSIDE,
                               error);
    case PASTE:
      return run_paste (document, from, error);
    default:
      g_assert_not_reached ();
    }
}

static void
assert_body (BtDocument *document, const char *expected)
{
  g_autofree char *text = bt_outline_text_format (bt_document_get_plan (document));
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (text, ==, expected);
  g_assert_true (bt_plan_check (bt_document_get_plan (document), &error));
  g_assert_no_error (error);
}

static void
test_case (gconstpointer data)
{
  const Case *row = data;
  g_autoptr (BtPlan) before = bt_outline_text_parse (row->before);
  BtDocument *document = bt_document_new (before);
  g_autoptr (BtPlan) after = NULL;
  g_autoptr (GError) error = NULL;
  gboolean done;

  bt_document_set_selection (document, bt_selection_at (parse_place (row->from)));
  done = run (document, row, &error);
  after = bt_plan_ref (bt_document_get_plan (document));
  if (row->after)
    {
      g_assert_no_error (error);
      g_assert_true (done);
      assert_body (document, row->after);
      g_assert_true (bt_document_is_modified (document));
      if (row->caret)
        {
          BtPlace caret = bt_document_get_selection (document).caret;
          g_assert_cmpstr (caret.node, ==, parse_place (row->caret).node);
          g_assert_cmpuint (caret.offset, ==, parse_place (row->caret).offset);
        }
      g_assert_true (bt_document_undo (document));
      g_assert_true (bt_document_get_plan (document) == before);
      g_assert_false (bt_document_is_modified (document));
      g_assert_true (bt_document_redo (document));
      g_assert_true (bt_document_get_plan (document) == after);
    }
  else
    {
      g_assert_false (done);
      g_assert_true (row->action == AUTO || error != NULL);
      g_assert_true (after == before);
      g_assert_false (bt_document_can_undo (document));
    }
  g_assert_finalize_object (document);
}

/* Without the ids: what is tracked may keep other ones. */
static char *
without_ids (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i]; i++)
    if (lines[i][0])
      lines[i][0] = '*';
  return g_strjoinv ("\n", lines);
}

static void
assert_reads (BtDocument *document, BtView view, const char *expected)
{
  g_autoptr (BtPlan) seen = bt_review_view (bt_document_get_plan (document), view);
  g_autofree char *text = bt_outline_text_format (seen);
  g_autofree char *found = without_ids (text);
  g_autofree char *wanted = without_ids (expected);

  g_assert_cmpstr (found, ==, wanted);
}

/* The same row, tracked: it reads as it would untracked, and rejecting it leaves what was there. */
static void
test_tracked (gconstpointer data)
{
  const Case *row = data;
  g_autoptr (BtPlan) before = bt_outline_text_parse (row->before);
  g_autoptr (BtDocument) document = bt_document_new (before);
  g_autoptr (GError) error = NULL;
  BtPlan *start;

  g_assert_true (bt_document_set_tracking (document, TRUE, &error));
  start = bt_document_get_plan (document);
  bt_document_set_selection (document, bt_selection_at (parse_place (row->from)));
  g_assert_true (run (document, row, &error));
  g_assert_no_error (error);
  g_assert_true (bt_plan_check (bt_document_get_plan (document), &error));
  g_assert_no_error (error);
  assert_reads (document, BT_VIEW_FINAL, row->after);
  assert_reads (document, BT_VIEW_ORIGINAL, row->before);
  g_assert_true (bt_document_undo (document));
  g_assert_true (bt_document_get_plan (document) == start);
}

/* Where all of the first part of a joined paragraph is deleted, the start of the second is the paragraph's start. */
static void
test_split_joined (void)
{
  static const char *const joined = "a 1 ab\nb 1 cd\n";
  g_autoptr (BtPlan) before = bt_outline_text_parse (joined);
  g_autoptr (BtDocument) document = bt_document_new (before);
  g_autoptr (GError) error = NULL;

  g_assert_true (bt_document_set_tracking (document, TRUE, &error));
  g_assert_true (bt_document_join (document, "b", &error));
  g_assert_true (bt_document_delete (document, bt_place ("a", 0), bt_place ("a", 2), &error));
  assert_reads (document, BT_VIEW_FINAL, "a 1 cd\n");
  g_assert_true (bt_document_split (document, bt_place ("b", 0), &error));
  g_assert_no_error (error);
  assert_reads (document, BT_VIEW_FINAL, "a 1 \nb 1 cd\n");
  assert_reads (document, BT_VIEW_ORIGINAL, joined);
}

static gint64 now;

static gint64
test_clock (gpointer data)
{
  return now;
}

static void
type_at (BtDocument *document, const char *place, const char *string)
{
  BtPlace at = parse_place (place);
  g_autoptr (GError) error = NULL;

  bt_document_set_selection (document, bt_selection_at (at));
  g_assert_true (bt_document_type (document, at, at, string, &error));
  g_assert_no_error (error);
}

/* Undoes once and says what is left. */
static void
assert_undo (BtDocument *document, const char *expected)
{
  g_assert_true (bt_document_undo (document));
  assert_body (document, expected);
}

static BtDocument *
new_document (const char *text)
{
  g_autoptr (BtPlan) plan = bt_outline_text_parse (text);
  BtDocument *document = bt_document_new (plan);

  now = G_USEC_PER_SEC;
  bt_document_set_clock (document, test_clock, NULL);
  return document;
}

static void
test_merge (void)
{
  g_autoptr (BtDocument) document = new_document ("a . \nb . \n");

  type_at (document, "a0", "x");
  type_at (document, "a1", "y");
  now += 3 * G_USEC_PER_SEC;
  type_at (document, "a2", "pause");
  type_at (document, "b0", "jump");
  type_at (document, "a0", "back");
  bt_document_mark_saved (document, bt_document_get_plan (document));
  type_at (document, "a4", "saved");

  assert_undo (document, "a . backxypause\nb . jump\n");
  g_assert_false (bt_document_is_modified (document));
  assert_undo (document, "a . xypause\nb . jump\n");
  g_assert_true (bt_document_is_modified (document));
  assert_undo (document, "a . xypause\nb . \n");
  assert_undo (document, "a . xy\nb . \n");
  assert_undo (document, "a . \nb . \n");
  g_assert_false (bt_document_undo (document));
}

static void
test_group (void)
{
  g_autoptr (BtDocument) document = new_document ("a . abc\n");
  g_autoptr (GError) error = NULL;

  bt_document_begin_group (document);
  bt_document_set_selection (document, bt_selection_at (parse_place ("a1")));
  g_assert_true (bt_document_delete (document, parse_place ("a0"), parse_place ("a2"), &error));
  type_at (document, "a0", "x");
  bt_document_end_group (document);
  type_at (document, "a1", "y");
  assert_body (document, "a . xyc\n");
  g_assert_cmpstr (bt_document_get_undo_label (document), ==, "Typing");
  assert_undo (document, "a . abc\n");
  g_assert_cmpstr (bt_document_get_redo_label (document), ==, "Typing");
}

static void
test_redo_is_dropped (void)
{
  g_autoptr (BtDocument) document = new_document ("a . \n");

  type_at (document, "a0", "x");
  assert_undo (document, "a . \n");
  type_at (document, "a0", "y");
  g_assert_false (bt_document_can_redo (document));
  assert_body (document, "a . y\n");
}

static void
test_saved_mark (void)
{
  g_autoptr (BtDocument) document = new_document ("a . \n");
  g_autoptr (BtPlan) written = NULL;

  type_at (document, "a0", "x");
  written = bt_plan_ref (bt_document_get_plan (document));
  type_at (document, "a1", "y");
  bt_document_mark_saved (document, written); /* the write of an older snapshot ended */
  g_assert_true (bt_document_is_modified (document));
  g_assert_true (bt_document_is_draft_due (document));
  bt_document_mark_drafted (document, bt_document_get_plan (document));
  g_assert_false (bt_document_is_draft_due (document));
  bt_document_mark_saved (document, NULL);
  g_assert_true (bt_document_is_modified (document));
}

static void
test_fields (void)
{
  g_autoptr (BtDocument) document = new_document ("a . \n");
  g_autoptr (GError) error = NULL;
  BtPlan *first = bt_document_get_plan (document);

  g_assert_true (bt_document_set_field (document, BT_NODE_SUBJECT, "Tuyên truy", &error));
  g_assert_true (bt_document_set_field (document, BT_NODE_SUBJECT, "Tuyên truyền", &error));
  g_assert_cmpstr (bt_plan_get_field (bt_document_get_plan (document), BT_NODE_SUBJECT), ==,
                   "Tuyên truyền");
  g_assert_true (bt_document_set_field (document, BT_NODE_SIGNER, "Nguyễn Văn A", &error));
  g_assert_true (bt_document_set_field (document, BT_NODE_PLACE, "hai\ndòng", &error));
  g_assert_cmpstr (bt_plan_get_field (bt_document_get_plan (document), BT_NODE_PLACE), ==, "hai dòng");
  g_assert_false (bt_document_set_field (document, BT_NODE_CLAUSE, "x", &error));
  g_assert_error (error, BT_ERROR, BT_ERROR_USAGE);
  for (guint i = 0; i < 3; i++)
    g_assert_true (bt_document_undo (document));
  g_assert_true (bt_document_get_plan (document) == first);
}

static void
test_appendix (void)
{
  g_autoptr (BtDocument) document = new_document ("a . \n");
  g_autoptr (GError) error = NULL;
  BtNode *appendix, *table, *rows;

  g_assert_true (bt_document_insert_appendix (document, 9, BT_TASK_TABLE_SIMPLE, &error));
  appendix = bt_node_get_child (bt_plan_get_part (bt_document_get_plan (document), BT_NODE_APPENDICES), 0);
  table = bt_node_get_child_of_kind (appendix, BT_NODE_TABLE);
  g_assert_true (bt_document_insert_row (document, bt_node_get_id (table), 0, &error));
  g_assert_true (bt_document_insert_after (document, bt_node_get_id (table), &error));
  g_assert_no_error (error);
  g_assert_true (bt_plan_check (bt_document_get_plan (document), &error));
  g_assert_no_error (error);
  table = bt_plan_get_node (bt_document_get_plan (document), bt_node_get_id (table));
  rows = bt_node_get_child_of_kind (table, BT_NODE_ROWS);
  g_assert_cmpuint (bt_node_get_n_children (rows), ==, 3);
  g_assert_true (bt_place_equal (
      bt_document_get_selection (document).caret,
      bt_place (bt_node_get_id (bt_node_get_child (bt_node_get_child (rows, 2), 1)), 0)));
  for (guint i = 0; i < 3; i++)
    g_assert_true (bt_document_undo (document));
  g_assert_false (bt_document_is_modified (document));
}

static void
test_format (void)
{
  g_autoptr (BtDocument) document = new_document ("a . abcd\nb . efgh\n");
  g_autoptr (GError) error = NULL;
  BtPlace from = parse_place ("a2"), to = parse_place ("b2");

  g_assert_cmpint (bt_document_get_format (document, from, to), ==, BT_FORMAT_NONE);
  g_assert_true (bt_document_set_format (document, from, to, BT_FORMAT_BOLD, TRUE, &error));
  g_assert_cmpint (bt_document_get_format (document, from, to), ==, BT_FORMAT_BOLD);
  g_assert_cmpint (bt_document_get_format (document, parse_place ("a1"), to), ==, BT_FORMAT_NONE);
  type_at (document, "a4", "x"); /* goes on bold */
  g_assert_cmpint (bt_document_get_format (document, parse_place ("a4"), parse_place ("a5")), ==,
                   BT_FORMAT_BOLD);
  g_assert_true (bt_document_set_format (document, from, to, BT_FORMAT_BOLD, FALSE, &error));
  g_assert_cmpint (bt_document_get_format (document, from, to), ==, BT_FORMAT_NONE);
}

static void
test_process (void)
{
  g_autoptr (BtDocument) document = new_document ("a . x\n");
  g_autoptr (GError) error = NULL;
  const char *root = bt_node_get_id (bt_plan_get_root (bt_document_get_plan (document)));

  g_assert_true (bt_document_set_tracking (document, TRUE, &error));
  g_assert_true (bt_document_start_round (document, &error));
  g_assert_true (bt_document_set_attr (document, root, "state", "review", &error));
  g_assert_null (bt_node_get_attr (bt_plan_get_root (bt_document_get_plan (document)), "was"));
  g_assert_cmpstr (bt_node_get_attr (bt_plan_get_root (bt_document_get_plan (document)), "round"),
                   ==, "2");
  g_assert_true (bt_document_set_attr (document, root, "medium", "electronic", &error));
  g_assert_no_error (error);
  g_assert_nonnull (bt_node_get_attr (bt_plan_get_root (bt_document_get_plan (document)), "was"));
  g_assert_true (bt_document_set_tracking (document, FALSE, &error));
  type_at (document, "a0", "y");
  assert_body (document, "a . yx\n");
  for (guint i = 0; i < 6; i++)
    g_assert_true (bt_document_undo (document));
  g_assert_false (bt_document_is_modified (document));
}

/* What is done in a fork comes as one undo step, with the caret where it was set there; only into the plan before. */
static void
test_fork (void)
{
  g_autoptr (BtDocument) document = new_document ("a . x\nb . y\n");
  g_autoptr (BtDocument) fork = NULL, late = NULL, idle = NULL;
  BtSelection caret = bt_selection_at (bt_place ("b", 0));

  bt_document_set_selection (document, caret);
  fork = bt_document_fork (document, NULL);
  late = bt_document_fork (document, NULL);
  type_at (fork, "a1", "1");
  type_at (fork, "b1", "2");
  type_at (late, "a0", "-");
  assert_body (document, "a . x\nb . y\n");
  g_assert_true (bt_document_adopt (document, fork));
  assert_body (document, "a . x1\nb . y2\n");
  g_assert_cmpuint (bt_document_get_selection (document).caret.offset, ==, 2);
  g_assert_false (bt_document_adopt (document, late));
  assert_body (document, "a . x1\nb . y2\n");

  idle = bt_document_fork (document, NULL);
  g_assert_true (bt_document_adopt (document, idle));
  g_assert_true (bt_document_undo (document));
  assert_body (document, "a . x\nb . y\n");
  g_assert_true (bt_selection_equal (bt_document_get_selection (document), caret));
  g_assert_false (bt_document_can_undo (document));
}

static BtPlan *
in_state (BtDocument *document, const char *state)
{
  const char *root = bt_node_get_id (bt_plan_get_root (bt_document_get_plan (document)));

  g_assert_true (bt_document_set_attr (document, root, "state", state, NULL));
  return bt_plan_ref (bt_document_get_plan (document));
}

static guint
count_changes (BtDocument *document)
{
  return bt_node_get_n_children (bt_plan_get_part (bt_document_get_plan (document), BT_NODE_CHANGES));
}

/* Types into a plan that is opened in @state, and says whether that is a change that can be rejected. */
static void
check_opened (const char *state, gboolean recorded)
{
  g_autoptr (BtDocument) made = new_document ("a . x\n");
  g_autoptr (BtPlan) plan = in_state (made, state);
  g_autoptr (BtDocument) document = bt_document_open (plan);

  g_assert_false (bt_document_is_modified (document));
  g_assert_false (bt_document_is_draft_due (document));
  g_assert_false (bt_document_can_undo (document));
  bt_document_set_clock (document, test_clock, NULL);
  type_at (document, "a0", "y");
  assert_body (document, "a . yx\n");
  g_assert_cmpuint (count_changes (document), ==, recorded ? 1 : 0);

  g_assert_true (bt_document_undo (document));
  g_assert_false (bt_document_is_modified (document));
}

/* A plan in review records, also one whose file does not say so; who turns that off has it off. */
static void
test_opened_in_review (void)
{
  g_autoptr (BtDocument) made = new_document ("a . x\n");
  g_autoptr (BtPlan) plan = in_state (made, "review");
  g_autoptr (BtDocument) document = bt_document_open (plan);

  check_opened ("review", TRUE);
  check_opened ("draft", FALSE);
  check_opened ("issued", FALSE);
  g_assert_true (bt_document_set_tracking (document, FALSE, NULL));
  type_at (document, "a0", "y");
  assert_body (document, "a . yx\n");
  g_assert_cmpuint (count_changes (document), ==, 0);
}

static void
count_cb (BtDocument *document, BtPlan *old, BtPlan *new, guint *count)
{
  g_assert_true (new == bt_document_get_plan (document));
  g_assert_true (old != new);
  (*count)++;
}

static void
test_changed (void)
{
  g_autoptr (BtDocument) document = new_document ("a . \n");
  guint count = 0;

  g_signal_connect (document, "changed", G_CALLBACK (count_cb), &count);
  type_at (document, "a0", "x");
  type_at (document, "a1", "y");
  g_assert_true (bt_document_undo (document));
  g_assert_true (bt_document_redo (document));
  g_assert_cmpuint (count, ==, 4);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/history/command/%s", cases[i].name);
      g_test_add_data_func (path, &cases[i], test_case);
      if (cases[i].after)
        {
          g_autofree char *tracked = g_strdup_printf ("/history/tracked/%s", cases[i].name);
          g_test_add_data_func (tracked, &cases[i], test_tracked);
        }
    }
  g_test_add_func ("/history/split-joined", test_split_joined);
  g_test_add_func ("/history/merge", test_merge);
  g_test_add_func ("/history/group", test_group);
  g_test_add_func ("/history/redo-is-dropped", test_redo_is_dropped);
  g_test_add_func ("/history/saved-mark", test_saved_mark);
  g_test_add_func ("/history/fields", test_fields);
  g_test_add_func ("/history/appendix", test_appendix);
  g_test_add_func ("/history/format", test_format);
  g_test_add_func ("/history/process", test_process);
  g_test_add_func ("/history/opened-in-review", test_opened_in_review);
  g_test_add_func ("/history/fork", test_fork);
  g_test_add_func ("/history/changed", test_changed);
  return g_test_run ();
}
