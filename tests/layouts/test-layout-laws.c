/*
 * What must hold for every plan: no character is lost or printed twice, nothing stands outside the
 * text or on top of something else, pages end where they may, and a layout made from the one before
 * is the same as one made anew.
 */
#include <glib.h>
#include <string.h>

#include "bt-generate.h"
#include "bt-id.h"
#include "bt-layout.h"
#include "bt-made-plan.h"
#include "bt-schema.h"
#include "bt-test-context.h"

/* Lines measured in different ways may differ by this. */
#define TOLERANCE (BT_POINT / 2)

typedef struct
{
  BtProfile *profile;
  PangoContext *context;
  GRand *rand;
  BtLayoutView view;
} Fixture;

/* Both views keep the same laws. */
static const BtLayoutView views[] = { BT_LAYOUT_CLEAN, BT_LAYOUT_MARKUP };

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->profile = bt_test_load_profile ();
  fixture->context = bt_test_create_context ();
  fixture->rand = g_rand_new_with_seed (bt_generate_seed ());
  fixture->view = data != NULL ? *(const BtLayoutView *) data : BT_LAYOUT_CLEAN;
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  bt_profile_unref (fixture->profile);
  g_object_unref (fixture->context);
  g_rand_free (fixture->rand);
}

/* Every character is printed once. */

/* The bytes of a node's text that were printed so far, from 0 up; artifacts are repetitions. */
static GHashTable *
collect_printed (const BtLayout *layout)
{
  GHashTable *printed = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < bt_layout_get_n_pages (layout); i++)
    {
      const BtPage *page = bt_layout_get_page (layout, i);

      for (guint j = 0; j < page->n_boxes; j++)
        {
          const BtBox *box = &page->boxes[j];

          if (box->kind != BT_BOX_TEXT || box->tag == BT_TAG_ARTIFACT || box->start == box->end)
            continue;
          gsize before = GPOINTER_TO_SIZE (g_hash_table_lookup (printed, box->node));
          g_assert_cmpuint (box->start, ==, before);
          g_assert_cmpuint (box->end, >, box->start);
          g_hash_table_insert (printed, (gpointer) box->node, GSIZE_TO_POINTER (box->end));
        }
    }
  return printed;
}

/* Numbers and dates are printed as words made of several fields; records are not printed at all, but for what is said
 * in comments, where these are shown. */
static gboolean
is_printed_as_text (const BtNode *node, BtLayoutView view)
{
  switch (bt_node_get_kind (node))
    {
    case BT_NODE_NUMBER:
    case BT_NODE_SYMBOL:
    case BT_NODE_PLACE:
    case BT_NODE_DATE:
    case BT_NODE_SOURCE:
    case BT_NODE_FOREIGN:
      return FALSE;
    case BT_NODE_MESSAGE:
      return view == BT_LAYOUT_MARKUP && *bt_node_get_string (node) != '\0';
    default:
      return bt_node_get_text (node) != NULL && bt_text_get_length (bt_node_get_text (node)) > 0;
    }
}

static void
assert_printed (const BtNode *node, BtLayoutView view, GHashTable *printed)
{
  if (is_printed_as_text (node, view))
    {
      gsize end = GPOINTER_TO_SIZE (g_hash_table_lookup (printed, bt_node_get_id (node)));

      if (end != bt_text_get_length (bt_node_get_text (node)))
        g_test_message ("<%s> “%s”", bt_node_kind_get_name (bt_node_get_kind (node)),
                        bt_node_get_string (node));
      g_assert_cmpuint (end, ==, bt_text_get_length (bt_node_get_text (node)));
    }
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    assert_printed (bt_node_get_child (node, i), view, printed);
}

static void
check_characters (const BtLayout *layout, BtLayoutView view)
{
  g_autoptr (GHashTable) printed = collect_printed (layout);

  assert_printed (bt_plan_get_root (bt_layout_get_plan (layout)), view, printed);
}

/* Nothing stands outside the text, nothing on top of something else. */

/* The width of what is drawn: a line may end in spaces that hang out. */
static BtLength
get_drawn_width (const BtBox *box)
{
  PangoLayoutLine *line = pango_layout_get_line_readonly (box->layout, box->line);
  const char *text = pango_layout_get_text (box->layout);
  int end = line->start_index + line->length;
  int x;

  while (end > line->start_index && text[end - 1] == ' ')
    end--;
  pango_layout_line_index_to_x (line, end, FALSE, &x);
  return x;
}

static void
check_inside (const Fixture *fixture, const BtPage *page, const BtBox *box)
{
  BtLength left = bt_profile_get_length (fixture->profile, BT_FIGURE_MARGIN_LEFT);
  BtLength right = page->width - bt_profile_get_length (fixture->profile, BT_FIGURE_MARGIN_RIGHT);
  BtLength top = bt_profile_get_length (fixture->profile, BT_FIGURE_MARGIN_TOP);
  BtLength bottom =
      page->height - bt_profile_get_length (fixture->profile, BT_FIGURE_MARGIN_BOTTOM);

  if (box->tag == BT_TAG_ARTIFACT && box->kind != BT_BOX_RULE)
    return; /* the page number and DỰ THẢO stand in the margin */
  if (fixture->view == BT_LAYOUT_MARKUP && box->rect.x + box->rect.width < left)
    return; /* a bar at a changed line */
  g_assert_cmpint (box->rect.x, >=, left - TOLERANCE);
  g_assert_cmpint (box->rect.y, >=, top - TOLERANCE);
  g_assert_cmpint (box->rect.y + box->rect.height, <=, bottom + TOLERANCE);
  if (box->kind == BT_BOX_TEXT)
    g_assert_cmpint (box->rect.x + get_drawn_width (box), <=, right + TOLERANCE);
  else
    g_assert_cmpint (box->rect.x + box->rect.width, <=, right + TOLERANCE);
}

static gboolean
overlap (const BtBox *a, const BtBox *b)
{
  return a->rect.x + TOLERANCE < b->rect.x + get_drawn_width (b)
         && b->rect.x + TOLERANCE < a->rect.x + get_drawn_width (a)
         && a->rect.y + TOLERANCE < b->rect.y + b->rect.height
         && b->rect.y + TOLERANCE < a->rect.y + a->rect.height;
}

static void
check_places (const Fixture *fixture, const BtLayout *layout)
{
  for (guint i = 0; i < bt_layout_get_n_pages (layout); i++)
    {
      const BtPage *page = bt_layout_get_page (layout, i);

      for (guint j = 0; j < page->n_boxes; j++)
        {
          const BtBox *box = &page->boxes[j];

          check_inside (fixture, page, box);
          for (guint k = 0; k < j && box->kind == BT_BOX_TEXT; k++)
            if (page->boxes[k].kind == BT_BOX_TEXT && overlap (box, &page->boxes[k]))
              {
                g_autofree char *dump = bt_layout_dump (layout);

                g_error ("page %u: boxes %u and %u stand on top of each other\n%s", i + 1, k, j,
                         dump);
              }
        }
    }
}

/* Finding and pointing lead back to the same place. */

static void
check_finding (const BtLayout *layout)
{
  for (guint i = 0; i < bt_layout_get_n_pages (layout); i++)
    {
      const BtPage *page = bt_layout_get_page (layout, i);

      for (guint j = 0; j < page->n_boxes; j += 7)
        {
          const BtBox *box = &page->boxes[j];
          const char *id;
          gsize offset;
          guint found;
          BtRect place;

          if (box->kind != BT_BOX_TEXT || box->tag == BT_TAG_ARTIFACT || box->start == box->end)
            continue;
          g_assert_true (bt_layout_find_node (layout, box->node, box->start, &found, &place));
          g_assert_cmpuint (found, ==, i);
          g_assert_cmpmem (&place, sizeof place, &box->rect, sizeof box->rect);
          g_assert_true (bt_layout_hit_test (layout, i, box->rect.x + 1,
                                             box->rect.y + box->rect.height / 2, &id, &offset));
          g_assert_cmpstr (id, ==, box->node);
          g_assert_cmpuint (offset, ==, box->start);
        }
    }
}

static void
test_random (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 40; i++)
    {
      bt_id_set_seed (i + 1);
      g_autoptr (BtPlan) plan = bt_generate_plan (fixture->rand, 10 + 4 * i);
      g_autoptr (BtLayout) layout = bt_layout_new (plan, fixture->profile, fixture->context, fixture->view, NULL);

      check_characters (layout, fixture->view);
      check_places (fixture, layout);
      check_finding (layout);
    }
}

/* Fields and texts as long as no person writes them must still be on some page. */
static void
test_monsters (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 10; i++)
    {
      bt_id_set_seed (i + 1);
      g_autoptr (BtPlan) plan = bt_generate_plan (fixture->rand, 6);

      for (guint j = 0; j < 4; j++)
        {
          g_autoptr (BtText) text = bt_generate_text (fixture->rand, 900, FALSE);
          BtNode *node = bt_generate_pick (fixture->rand, plan);
          const BtText *old = bt_node_get_text (node);
          g_autoptr (GError) error = NULL;

          if (old == NULL || bt_node_get_kind (node) == BT_NODE_DATE)
            continue;
          g_autoptr (BtStep) step =
              bt_step_new_replace_text (bt_node_get_id (node), 0, bt_text_get_length (old), text);
          BtPlan *longer = bt_step_apply (step, plan, NULL, &error);
          g_assert_no_error (error);
          bt_plan_unref (plan);
          plan = longer;
        }
      g_autoptr (BtLayout) layout = bt_layout_new (plan, fixture->profile, fixture->context, fixture->view, NULL);
      check_characters (layout, fixture->view);
      check_places (fixture, layout);
    }
}

/* A layout made from the one before is the same as one made anew. */
static void
test_again (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 12; i++)
    {
      bt_id_set_seed (i + 1);
      g_autoptr (BtPlan) plan = bt_generate_plan (fixture->rand, 40);
      g_autoptr (BtLayout) layout = bt_layout_new (plan, fixture->profile, fixture->context, fixture->view, NULL);

      for (guint j = 0; j < 12; j++)
        {
          g_autoptr (BtStep) step = bt_generate_step (fixture->rand, plan);
          BtPlan *next = step != NULL ? bt_step_apply (step, plan, NULL, NULL) : NULL;

          if (next == NULL)
            continue;
          BtLayout *again = bt_layout_new (next, fixture->profile, fixture->context, fixture->view, layout);
          g_autoptr (BtLayout) anew =
              bt_layout_new (next, fixture->profile, fixture->context, fixture->view, NULL);
          g_autofree char *dump_again = bt_layout_dump (again);
          g_autofree char *dump_anew = bt_layout_dump (anew);

          g_assert_cmpstr (dump_again, ==, dump_anew);
          bt_layout_unref (layout);
          layout = again;
          bt_plan_unref (plan);
          plan = next;
        }
    }
}

/* The beginning of a plan has its first pages just as the whole has them, however much of it was asked for. */
static void
test_beginning (Fixture *fixture, gconstpointer data)
{
  guint n_pages = 0;

  for (guint i = 0; i < 20; i++)
    {
      bt_id_set_seed (i + 1);
      g_autoptr (BtPlan) plan = bt_generate_plan (fixture->rand, 20 + 20 * i);
      g_autoptr (BtLayout) whole = bt_layout_new (plan, fixture->profile, fixture->context, fixture->view, NULL);
      g_autofree char *dump = bt_layout_dump (whole);
      guint length = g_rand_int_range (fixture->rand, 1, 60 + 10 * i);
      g_autoptr (BtLayout) beginning =
          bt_layout_new_beginning (plan, fixture->profile, fixture->context, fixture->view, length);
      g_autofree char *first = beginning != NULL ? bt_layout_dump (beginning) : g_strdup ("");

      if (beginning == NULL)
        continue;
      if (!g_str_has_prefix (dump, first))
        g_error ("plan %u: the first %u blocks begin otherwise than the whole", i, length);
      if (bt_layout_is_whole (beginning))
        g_assert_cmpstr (first, ==, dump);
      else
        n_pages += bt_layout_get_n_pages (beginning);
    }
  g_assert_cmpuint (n_pages, >, 3);
}

/* Where nothing is changed and nothing was said, both views are the same. */
static void
test_unmarked (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 20; i++)
    {
      bt_id_set_seed (i + 1);
      g_autoptr (BtPlan) plan = bt_generate_clean_plan (fixture->rand, 40);
      g_autoptr (BtLayout) clean =
          bt_layout_new (plan, fixture->profile, fixture->context, BT_LAYOUT_CLEAN, NULL);
      g_autoptr (BtLayout) markup =
          bt_layout_new (plan, fixture->profile, fixture->context, BT_LAYOUT_MARKUP, NULL);
      g_autofree char *clean_dump = bt_layout_dump (clean);
      g_autofree char *markup_dump = bt_layout_dump (markup);

      g_assert_cmpstr (markup_dump, ==, clean_dump);
    }
}

/* What several threads broke into lines is what one would have made, and a layout made from it, too. */
static void
test_threads (Fixture *fixture, gconstpointer data)
{
  const BtMadePlan wanted = { .seed = 7, .n_sections = 4, .n_points = 30, .n_rows = 120, .longest_cell = 60 };
  g_autoptr (BtPlan) plan = bt_made_plan_new (&wanted);
  PangoContext *lonely = bt_test_create_context ();

  bt_layout_share_work (lonely, NULL);
  g_autoptr (BtLayout) expected =
      bt_layout_new (plan, fixture->profile, lonely, BT_LAYOUT_CLEAN, NULL);
  g_autofree char *expected_dump = bt_layout_dump (expected);
  g_object_unref (lonely);
  for (guint i = 0; i < 8; i++)
    {
      g_autoptr (BtLayout) layout =
          bt_layout_new (plan, fixture->profile, fixture->context, BT_LAYOUT_CLEAN, NULL);
      g_autoptr (BtLayout) again =
          bt_layout_new (plan, fixture->profile, fixture->context, BT_LAYOUT_CLEAN, layout);
      g_autofree char *once = bt_layout_dump (layout);
      g_autofree char *twice = bt_layout_dump (again);

      g_assert_cmpstr (once, ==, expected_dump);
      g_assert_cmpstr (twice, ==, expected_dump);
    }
}

/* Plans such as people write, to see where pages end. */

static BtNode *
make_text_node (BtNodeKind kind, const char *string)
{
  BtNodeBuilder *builder = bt_node_builder_new (kind, NULL);

  bt_node_builder_set_string (builder, string);
  return bt_node_builder_end (builder);
}

static BtNodeBuilder *
begin_clause (Fixture *fixture, const char *label, gboolean heading, int least, int most)
{
  BtNodeBuilder *builder = bt_node_builder_new (BT_NODE_CLAUSE, NULL);

  bt_node_builder_set_attr (builder, "label", label);
  if (heading)
    bt_node_builder_set_attr (builder, "heading", "yes");
  bt_node_builder_take_text (builder,
                             bt_generate_text (fixture->rand,
                                               g_rand_int_range (fixture->rand, least, most),
                                               FALSE));
  return builder;
}

static BtNode *
make_section (Fixture *fixture)
{
  BtNodeBuilder *section = begin_clause (fixture, "roman", TRUE, 2, 12);

  for (int i = g_rand_int_range (fixture->rand, 1, 6); i > 0; i--)
    {
      BtNodeBuilder *article = begin_clause (fixture, "arabic", TRUE, 2, 20);

      for (int j = g_rand_int_range (fixture->rand, 1, 6); j > 0; j--)
        bt_node_builder_take_child (article, bt_node_builder_end (
                                                 begin_clause (fixture, "dash", FALSE, 3, 140)));
      bt_node_builder_take_child (section, bt_node_builder_end (article));
    }
  return bt_node_builder_end (section);
}

static BtNode *
make_body (Fixture *fixture)
{
  BtNodeBuilder *body = bt_node_builder_new (BT_NODE_BODY, NULL);

  for (int i = g_rand_int_range (fixture->rand, 1, 5); i > 0; i--)
    bt_node_builder_take_child (body, make_section (fixture));
  bt_node_builder_take_child (body,
                              bt_node_builder_end (begin_clause (fixture, "none", FALSE, 5, 60)));
  return bt_node_builder_end (body);
}

static BtNode *
make_signature (void)
{
  BtNodeBuilder *signature = bt_node_builder_new (BT_NODE_SIGNATURE, NULL);

  bt_node_builder_add_string (signature, BT_NODE_AUTHORITY, "KT. CHỦ TỊCH");
  bt_node_builder_add_string (signature, BT_NODE_OFFICE, "PHÓ CHỦ TỊCH");
  bt_node_builder_add_string (signature, BT_NODE_SIGNER, "Trần Thị Hồng");
  return bt_node_builder_end (signature);
}

static BtNode *
make_recipients (Fixture *fixture)
{
  BtNodeBuilder *recipients = bt_node_builder_new (BT_NODE_RECIPIENTS, NULL);

  for (int i = g_rand_int_range (fixture->rand, 0, 20); i > 0; i--)
    bt_node_builder_take_child (recipients, make_text_node (BT_NODE_RECIPIENT, "Các khu phố;"));
  return bt_node_builder_end (recipients);
}

static BtPlan *
make_plan (Fixture *fixture)
{
  BtNodeBuilder *builder = bt_node_builder_new (BT_NODE_PLAN, NULL);
  g_autoptr (GError) error = NULL;

  bt_node_builder_take_child (builder, make_body (fixture));
  bt_node_builder_take_child (builder, make_signature ());
  bt_node_builder_take_child (builder, make_recipients (fixture));
  g_autoptr (BtNode) bare = bt_node_builder_end (builder);
  g_autoptr (BtNode) root = bt_node_complete (bare);
  BtPlan *plan = bt_plan_new (root, &error);
  g_assert_no_error (error);
  return plan;
}

/* The lines of text on a page, without page number and labels, in their order. */
static GPtrArray *
get_lines (const BtPage *page)
{
  GPtrArray *lines = g_ptr_array_new ();

  for (guint i = 0; i < page->n_boxes; i++)
    if (page->boxes[i].kind == BT_BOX_TEXT && page->boxes[i].tag != BT_TAG_ARTIFACT
        && page->boxes[i].tag != BT_TAG_LABEL)
      g_ptr_array_add (lines, (gpointer) &page->boxes[i]);
  return lines;
}

/* How many of the lines are of the paragraph of the line at @index. */
static guint
count_same (const GPtrArray *lines, guint index)
{
  guint n = 0;

  for (guint i = 0; i < lines->len; i++)
    n += ((BtBox *) lines->pdata[i])->layout == ((BtBox *) lines->pdata[index])->layout;
  return n;
}

static void
check_page_end (const GPtrArray *lines, const GPtrArray *next)
{
  const BtBox *last = lines->pdata[lines->len - 1];
  const BtBox *first = next->pdata[0];

  g_assert_cmpint (last->tag, !=, BT_TAG_HEADING);
  if (lines->len > 1)
    g_assert_cmpint (((BtBox *) lines->pdata[lines->len - 2])->tag, !=, BT_TAG_HEADING);
  if (last->layout != first->layout)
    return;
  g_assert_cmpuint (count_same (lines, lines->len - 1), >=, 2);
  g_assert_cmpuint (count_same (next, 0), >=, 2);
}

/* The signature stands on one page, with two lines of the body above it. */
static void
check_signature (const BtLayout *layout)
{
  static const BtNodeKind kinds[] = { BT_NODE_AUTHORITY, BT_NODE_OFFICE, BT_NODE_SIGNER };
  BtNode *signature = bt_plan_get_part (bt_layout_get_plan (layout), BT_NODE_SIGNATURE);
  guint pages[G_N_ELEMENTS (kinds)];
  guint above = 0;
  BtRect place;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      BtNode *line = bt_node_get_child_of_kind (signature, kinds[i]);

      g_assert_true (bt_layout_find_node (layout, bt_node_get_id (line), 0, &pages[i], &place));
      g_assert_cmpuint (pages[i], ==, pages[0]);
    }
  g_autoptr (GPtrArray) lines = get_lines (bt_layout_get_page (layout, pages[0]));
  for (guint i = 0; i < lines->len; i++)
    {
      const BtBox *box = lines->pdata[i];
      BtNode *node =
          box->node != NULL ? bt_plan_get_node (bt_layout_get_plan (layout), box->node) : NULL;

      above += node != NULL && bt_node_get_kind (node) == BT_NODE_CLAUSE;
    }
  g_assert_cmpuint (above, >=, 2);
}

static void
test_page_ends (Fixture *fixture, gconstpointer data)
{
  guint n_ends = 0;

  for (guint i = 0; i < 60; i++)
    {
      bt_id_set_seed (i + 1);
      g_autoptr (BtPlan) plan = make_plan (fixture);
      g_autoptr (BtLayout) layout = bt_layout_new (plan, fixture->profile, fixture->context, fixture->view, NULL);

      check_signature (layout);
      for (guint j = 0; j + 1 < bt_layout_get_n_pages (layout); j++, n_ends++)
        {
          g_autoptr (GPtrArray) lines = get_lines (bt_layout_get_page (layout, j));
          g_autoptr (GPtrArray) next = get_lines (bt_layout_get_page (layout, j + 1));

          check_page_end (lines, next);
        }
    }
  g_assert_cmpuint (n_ends, >, 20);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    {
      const char *name = views[i] == BT_LAYOUT_MARKUP ? "markup" : "clean";
      g_autofree char *random = g_strdup_printf ("/layout/laws/%s/random", name);
      g_autofree char *monsters = g_strdup_printf ("/layout/laws/%s/monsters", name);
      g_autofree char *again = g_strdup_printf ("/layout/laws/%s/again", name);
      g_autofree char *beginning = g_strdup_printf ("/layout/laws/%s/beginning", name);

      g_test_add (random, Fixture, &views[i], set_up, test_random, tear_down);
      g_test_add (monsters, Fixture, &views[i], set_up, test_monsters, tear_down);
      g_test_add (again, Fixture, &views[i], set_up, test_again, tear_down);
      g_test_add (beginning, Fixture, &views[i], set_up, test_beginning, tear_down);
    }
  g_test_add ("/layout/laws/unmarked", Fixture, NULL, set_up, test_unmarked, tear_down);
  g_test_add ("/layout/laws/threads", Fixture, NULL, set_up, test_threads, tear_down);
  g_test_add ("/layout/laws/page-ends", Fixture, NULL, set_up, test_page_ends, tear_down);
  return g_test_run ();
}
