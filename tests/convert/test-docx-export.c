/* Plans as documents, over random scripts of tracked edits by several authors: well-formed, elements in the order of
 * ECMA-376, the same bytes each time, every word there; accepted or rejected by the rules of word processors the
 * document reads as our own final or original plan. */
#include <string.h>

#include "bt-commands.h"
#include "bt-docx-editor.h"
#include "bt-docx-import.h"
#include "bt-docx-made.h"
#include "bt-docx-view.h"
#include "bt-generate.h"
#include "bt-random-edit.h"
#include "bt-resolve.h"
#include "bt-same.h"
#include "bt-saved.h"
#include "bt-zip.h"

#define N_SCRIPTS 60
#define N_EDITS 1
#define N_LAW_EDITS 25
#define N_DAMAGED 300

/* The children that an element may have, in their order (ECMA-376, Annex A, for those that we write). */
static const struct
{
  const char *parent;
  const char *children;
} orders[] = {
  { "pPr", "pStyle keepNext keepLines pBdr spacing ind jc outlineLvl rPr sectPr pPrChange" },
  { "rPr",
    "ins del moveFrom moveTo rStyle rFonts b bCs i iCs caps color sz szCs u lang rPrChange" },
  { "tblPr", "tblW tblInd tblBorders tblLayout tblCellMar" },
  { "trPr", "cantSplit tblHeader ins del" },
  { "tcPr", "tcW gridSpan vMerge vAlign cellIns cellDel" },
  { "tbl", "bookmarkStart bookmarkEnd tblPr tblGrid tr" },
  { "tr", "trPr tc" },
  { "tc", "tcPr *" },
  { "p", "pPr *" },
  { "sectPr", "headerReference type pgSz pgMar pgNumType cols titlePg" },
  { "pBdr", "top left bottom right" },
  { "tblBorders", "top left bottom right insideH insideV" },
  { "tblCellMar", "top left bottom right" },
  { "style", "name basedOn qFormat pPr rPr" },
  { "tblGrid", "gridCol" },
  { "comments", "comment" },
  { "comment", "p" },
  { "commentsEx", "commentEx" },
  { "settings", "trackRevisions defaultTabStop characterSpacingControl compat" },
};

static int
find_place (const char *const *children, const char *name)
{
  for (int i = 0; children[i] != NULL; i++)
    if (strcmp (children[i], name) == 0)
      return i;
  return -1;
}

static void
check_children (const xmlNode *parent, const char *order)
{
  g_auto (GStrv) children = g_strsplit (order, " ", -1);
  int last = 0, others = find_place ((const char *const *) children, "*");

  for (const xmlNode *node = parent->children; node != NULL; node = node->next)
    {
      int place;

      if (node->type != XML_ELEMENT_NODE)
        continue;
      place = find_place ((const char *const *) children, (const char *) node->name);
      if (place < 0)
        place = others;
      if (place < last)
        g_error ("<%s> cannot stand here in <%s>", node->name, parent->name);
      last = place;
    }
}

/* The part of our own has elements of the same names. */
static void
check_order (const xmlNode *node)
{
  if (node->type != XML_ELEMENT_NODE || node->ns == NULL
      || g_str_has_prefix ((const char *) node->ns->href, "urn:banthao:"))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    if (strcmp (orders[i].parent, (const char *) node->name) == 0)
      check_children (node, orders[i].children);
  for (const xmlNode *child = node->children; child != NULL; child = child->next)
    check_order (child);
}

/* A cell ends with a paragraph; runs stand in what may hold runs. */
static void
check_places (const xmlNode *node)
{
  const char *parent = node->parent != NULL ? (const char *) node->parent->name : "";
  const char *name = (const char *) node->name;

  if (node->type != XML_ELEMENT_NODE)
    return;
  if (strcmp (name, "tc") == 0)
    {
      const xmlNode *last = node->last;
      while (last != NULL
             && (last->type != XML_ELEMENT_NODE
                 || g_str_has_suffix ((const char *) last->name, "RangeEnd")))
        last = last->prev;
      g_assert_cmpstr ((const char *) last->name, ==, "p");
    }
  if (strcmp (name, "r") == 0)
    g_assert_nonnull (strstr ("|p|ins|del|moveFrom|moveTo|hyperlink|", parent));
  if (strcmp (name, "t") == 0)
    g_assert_cmpint (node->parent->parent != NULL
                         && strcmp ((const char *) node->parent->parent->name, "del") == 0,
                     ==, FALSE);
  for (const xmlNode *child = node->children; child != NULL; child = child->next)
    check_places (child);
}

/* Numbers of revisions, bookmarks and comments: none stands twice, each range that begins ends. */
static void
check_numbers (const xmlNode *node, GHashTable *seen)
{
  if (node->type != XML_ELEMENT_NODE)
    return;
  xmlChar *id = xmlGetProp ((xmlNode *) node, (const xmlChar *) "id");
  const char *name = (const char *) node->name;
  gboolean range = strncmp (name, "comment", 7) == 0 || g_str_has_suffix (name, "End")
                   || strcmp (name, "headerReference") == 0;
  if (id != NULL && !range)
    {
      const char *kind = strncmp (name, "bookmark", 8) == 0 ? "bookmark" : "revision";
      char *key = g_strdup_printf ("%s %s", kind, id);
      if (!g_hash_table_add (seen, key))
        g_error ("%s: the number is there twice", key);
    }
  if (id != NULL && g_str_has_suffix (name, "End") && strncmp (name, "comment", 7) != 0)
    {
      const char *kind = strncmp (name, "bookmark", 8) == 0 ? "bookmark" : "revision";
      g_autofree char *key = g_strdup_printf ("%s %s", kind, id);
      g_assert_true (g_hash_table_contains (seen, key));
    }
  xmlFree (id);
  for (const xmlNode *child = node->children; child != NULL; child = child->next)
    check_numbers (child, seen);
}

static guint
get_number (const xmlNode *node, const char *attribute, guint otherwise)
{
  xmlChar *value = node != NULL ? xmlGetProp ((xmlNode *) node, (const xmlChar *) attribute) : NULL;
  guint number =
      value != NULL ? (guint) g_ascii_strtoull ((const char *) value, NULL, 10) : otherwise;

  xmlFree (value);
  return number;
}

static const xmlNode *
get_child (const xmlNode *node, const char *name)
{
  for (const xmlNode *child = node != NULL ? node->children : NULL; child != NULL;
       child = child->next)
    if (child->type == XML_ELEMENT_NODE && strcmp ((const char *) child->name, name) == 0)
      return child;
  return NULL;
}

/* The cells of a row fill the grid of its table; what goes on with the cell above has one of the same width there. */
static void
check_row (const xmlNode *row, guint n_columns, GArray *merged)
{
  g_autoptr (GArray) here = g_array_new (FALSE, TRUE, sizeof (guint));
  guint column = 0;

  g_array_set_size (here, n_columns);
  for (const xmlNode *cell = get_child (row, "tc"); cell != NULL;
       cell = xmlNextElementSibling ((xmlNode *) cell))
    {
      const xmlNode *properties = get_child (cell, "tcPr"),
                    *merge = get_child (properties, "vMerge");
      xmlChar *begins =
          merge != NULL ? xmlGetProp ((xmlNode *) merge, (const xmlChar *) "val") : NULL;
      guint span = get_number (get_child (properties, "gridSpan"), "val", 1);

      g_assert_cmpuint (column + span, <=, n_columns);
      if (merge != NULL && begins == NULL)
        g_assert_cmpuint (g_array_index (merged, guint, column), ==, span);
      g_array_index (here, guint, column) = merge != NULL ? span : 0;
      column += span;
      xmlFree (begins);
    }
  g_assert_cmpuint (column, ==, n_columns);
  memcpy (merged->data, here->data, n_columns * sizeof (guint));
}

static void
check_grids (const xmlNode *node)
{
  if (node->type == XML_ELEMENT_NODE && strcmp ((const char *) node->name, "tbl") == 0)
    {
      g_autoptr (GArray) merged = g_array_new (FALSE, TRUE, sizeof (guint));
      guint n_columns = xmlChildElementCount ((xmlNode *) get_child (node, "tblGrid"));

      g_array_set_size (merged, n_columns);
      g_assert_nonnull (get_child (node, "tr"));
      for (const xmlNode *row = get_child (node, "tr"); row != NULL;
           row = xmlNextElementSibling ((xmlNode *) row))
        check_row (row, n_columns, merged);
    }
  for (const xmlNode *child = node->children; child != NULL; child = child->next)
    check_grids (child);
}

static void
count_comments (const xmlNode *node, const char *name, GArray *counts)
{
  if (node->type == XML_ELEMENT_NODE && strcmp ((const char *) node->name, name) == 0)
    {
      guint id = get_number (node, "id", G_MAXUINT);
      g_assert_cmpuint (id, <, 10000);
      g_array_set_size (counts, MAX (counts->len, id + 1));
      g_array_index (counts, guint, id)++;
    }
  for (const xmlNode *child = node->children; child != NULL; child = child->next)
    count_comments (child, name, counts);
}

/* Each comment has one range and one reference in the text: word processors lose what has none. */
static void
check_comments (GBytes *docx, const xmlNode *document)
{
  static const char *const names[] = { "commentRangeStart", "commentRangeEnd", "commentReference" };
  g_autoptr (GArray) there = g_array_new (FALSE, TRUE, sizeof (guint));
  g_autoptr (BtZip) zip = bt_zip_new (docx, "test", NULL);

  if (bt_zip_has (zip, "word/comments.xml"))
    {
      xmlDoc *doc = bt_docx_view_parse (docx, "word/comments.xml");
      check_order (xmlDocGetRootElement (doc));
      count_comments (xmlDocGetRootElement (doc), "comment", there);
      xmlFreeDoc (doc);
    }
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GArray) counts = g_array_new (FALSE, TRUE, sizeof (guint));
      count_comments (document, names[i], counts);
      g_assert_cmpmem (counts->data, counts->len * sizeof (guint), there->data,
                       there->len * sizeof (guint));
    }
}

static void
check_document (GBytes *docx)
{
  static const char *const parts[] = { "[Content_Types].xml",
                                       "_rels/.rels",
                                       "word/document.xml",
                                       "word/styles.xml",
                                       "word/settings.xml",
                                       "word/header1.xml",
                                       "word/header2.xml",
                                       "word/header3.xml",
                                       "word/_rels/document.xml.rels",
                                       "customXml/item1.xml",
                                       "customXml/itemProps1.xml",
                                       "customXml/_rels/item1.xml.rels",
                                       "docProps/core.xml" };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      xmlDoc *doc = bt_docx_view_parse (docx, parts[i]);
      check_order (xmlDocGetRootElement (doc));
      if (strcmp (parts[i], "word/document.xml") == 0)
        {
          g_autoptr (GHashTable) seen =
              g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
          check_places (xmlDocGetRootElement (doc));
          check_numbers (xmlDocGetRootElement (doc), seen);
          check_grids (xmlDocGetRootElement (doc));
          check_comments (docx, xmlDocGetRootElement (doc));
        }
      xmlFreeDoc (doc);
    }
}

/* What is seen in @docx when all is accepted, or rejected, and what is seen in the plan that comes of that. */
static void
assert_same_lines (GBytes *docx, gboolean accept, BtPlan *view)
{
  g_autoptr (GBytes) clean = bt_docx_made_new_clean (view);
  g_autofree char *found = bt_docx_view_lines (docx, accept);
  g_autofree char *expected = bt_docx_view_lines (clean, TRUE);

  g_assert_cmpstr (found, ==, expected);
}

static void
test_reviewed (void)
{
  guint32 seed = bt_generate_seed ();

  for (guint i = 0; i < MIN (bt_generate_number ("BT_SCRIPTS", N_SCRIPTS), N_SCRIPTS); i++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed + i);
      g_autoptr (BtPlan) plan = bt_random_edit_make_reviewed (rand, 6, N_EDITS);
      g_autoptr (BtPlan) original = bt_review_view (plan, BT_VIEW_ORIGINAL);
      g_autoptr (BtPlan) final = bt_review_view (plan, BT_VIEW_FINAL);
      g_autoptr (GBytes) docx = bt_docx_made_new (plan);
      g_autoptr (GBytes) again = bt_docx_made_new (plan);

      g_assert_true (g_bytes_equal (docx, again));
      check_document (docx);
      assert_same_lines (docx, TRUE, final);
      assert_same_lines (docx, FALSE, original);
    }
}

/* Every word of the text fields of a plan stands in a clean copy of it, objects apart. */
static void
assert_has_words (const char *lines, const BtNode *node)
{
  g_auto (GStrv) parts = g_strsplit (bt_node_get_string (node), BT_OBJECT_CHAR, -1);
  BtNodeKind kind = bt_node_get_kind (node);

  if (kind == BT_NODE_SOURCES || kind == BT_NODE_COMMENTS || kind == BT_NODE_FOREIGN
      || kind == BT_NODE_DATE)
    return;
  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_strdelimit (parts[i], "\n", '/');
      g_assert_nonnull (strstr (lines, parts[i]));
    }
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    assert_has_words (lines, bt_node_get_child (node, i));
}

static void
test_words (void)
{
  guint32 seed = bt_generate_seed ();

  for (guint i = 0; i < MIN (bt_generate_number ("BT_SCRIPTS", N_SCRIPTS), N_SCRIPTS); i++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed + i);
      g_autoptr (BtPlan) plan = bt_generate_clean_plan (rand, 12);
      g_autoptr (GBytes) docx = bt_docx_made_new_clean (plan);
      g_autofree char *lines = bt_docx_view_lines (docx, TRUE);

      check_document (docx);
      assert_has_words (lines, bt_plan_get_root (plan));
    }
}

/* Every style that is written is named by the page about documents. */
static void
test_spec (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "spec", "docx.md", NULL);
  g_autofree char *page = NULL;
  g_autoptr (BtPlan) plan = bt_plan_new_blank ();
  g_autoptr (GBytes) docx = bt_docx_made_new_clean (plan);
  xmlDoc *doc = bt_docx_view_parse (docx, "word/styles.xml");

  g_assert_true (g_file_get_contents (path, &page, NULL, NULL));
  for (const xmlNode *node = xmlDocGetRootElement (doc)->children; node != NULL; node = node->next)
    {
      xmlChar *id = node->type == XML_ELEMENT_NODE
                        ? xmlGetProp ((xmlNode *) node, (const xmlChar *) "styleId")
                        : NULL;

      if (id != NULL && g_str_has_prefix ((const char *) id, "Bt"))
        {
          g_autofree char *quoted = g_strdup_printf ("`%s`", id);

          if (strstr (page, quoted) == NULL)
            g_error ("docx.md does not name %s", quoted);
        }
      xmlFree (id);
    }
  xmlFreeDoc (doc);
}

static GString *
dup_part (GBytes *docx, const char *name)
{
  g_autoptr (BtZip) zip = bt_zip_new (docx, "test", NULL);
  g_autoptr (GBytes) part = bt_zip_read (zip, name, NULL);

  return g_string_new_len (g_bytes_get_data (part, NULL), g_bytes_get_size (part));
}

static GString *
dup_document (GBytes *docx)
{
  return dup_part (docx, "word/document.xml");
}

/* @docx as LibreOffice saves it: it makes the ids of styles anew from their names. */
static GBytes *
rename_styles (GBytes *docx)
{
  static const char *const names[] = { "word/styles.xml", "word/document.xml" };
  GBytes *renamed = g_bytes_ref (docx);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GBytes) before = renamed;
      g_autoptr (GString) part = dup_part (before, names[i]);

      guint n_renamed = g_string_replace (part, "w:val=\"Bt", "w:val=\"S", 0)
                        + g_string_replace (part, "w:styleId=\"Bt", "w:styleId=\"S", 0);
      g_assert_cmpuint (n_renamed, >, 0);
      renamed = bt_docx_editor_with_part (before, names[i], part->str, part->len);
    }
  return renamed;
}

/* @docx as somebody has saved it who changed nothing: its bytes are others. */
static GBytes *
touch (GBytes *docx)
{
  g_autoptr (GString) part = dup_document (docx);

  g_string_append (part, "<!-- saved -->");
  return bt_docx_editor_with_part (docx, "word/document.xml", part->str, part->len);
}

#define LABEL_RUN "(<w:r><w:rPr><w:rStyle w:val=\"BtLabel\"/></w:rPr><w:t xml:space=\"preserve\">" \
  "(?:[IVXLC]+[.]|[0-9.]+|[a-zđ]+[)]|[-+]))"
#define BLANK_RUN "<w:r><w:rPr><w:lang w:val=\"vi-VN\"/></w:rPr><w:t xml:space=\"preserve\"> </w:t></w:r>"

/* @docx with labels as they once were: what parts them from the words bore their style, so that whoever typed behind it
 * typed in that. */
static GBytes *
move_blanks (GBytes *docx)
{
  g_autoptr (GString) part = dup_document (docx);
  g_autoptr (GRegex) with_blank = g_regex_new (LABEL_RUN " </w:t>", 0, 0, NULL);
  g_autoptr (GRegex) before_blank = g_regex_new (LABEL_RUN "</w:t></w:r>" BLANK_RUN, 0, 0, NULL);

  g_assert_false (g_regex_match (with_blank, part->str, 0, NULL));
  g_autofree char *moved = g_regex_replace (before_blank, part->str, -1, 0, "\\1 </w:t></w:r>", 0, NULL);
  return bt_docx_editor_with_part (docx, "word/document.xml", moved, strlen (moved));
}

/* @docx with another paragraph behind one of those that have @style; %NULL where there is none. */
static GBytes *
add_paragraph (GRand *rand, GBytes *docx, const char *style)
{
  g_autoptr (GString) part = dup_document (docx);
  g_autofree char *begin = g_strdup_printf ("<w:p><w:pPr><w:pStyle w:val=\"%s\"/>", style);
  g_auto (GStrv) pieces = g_strsplit (part->str, begin, -1);
  guint n = g_strv_length (pieces);

  if (n < 2)
    return NULL;
  gsize place = 0;
  for (guint i = g_rand_int_range (rand, 1, n) + 1; i > 0; i--)
    place += strlen (pieces[i - 1]) + (i > 1 ? strlen (begin) : 0);
  char *end = g_strrstr_len (part->str, place, "</w:p>");
  g_string_insert (part, end + strlen ("</w:p>") - part->str,
                   "<w:p><w:r><w:t>- Thêm một việc.</w:t></w:r></w:p>");
  return bt_docx_editor_with_part (docx, "word/document.xml", part->str, part->len);
}

static void
assert_reads_as (GBytes *docx, BtPlan *plan)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BtPlan) again = bt_docx_import (docx, "plan.docx", NULL, &error);

  g_assert_no_error (error);
  if (!bt_node_equal (bt_plan_get_root (plan), bt_plan_get_root (again)))
    bt_same_print_difference (again, plan, BT_SAME_NODES);
  g_assert_true (bt_node_equal (bt_plan_get_root (plan), bt_plan_get_root (again)));
}

static void
check_script (guint32 seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr (BtPlan) plan = bt_random_edit_make_reviewed (rand, 6, N_LAW_EDITS);
  g_autoptr (GBytes) docx = bt_docx_made_new (plan);
  g_autoptr (GBytes) touched = touch (docx);
  g_autoptr (GBytes) renamed = rename_styles (docx), earlier = move_blanks (docx);
  g_autoptr (GBytes) renumbered = bt_docx_editor_renumber (docx);

  g_test_message ("script BT_SEED=%u", seed);
  check_document (docx);
  assert_reads_as (docx, plan);
  assert_reads_as (touched, plan);
  assert_reads_as (renamed, plan);
  assert_reads_as (earlier, plan);
  assert_reads_as (renumbered, plan);
}

/* A document that nobody has touched is the very plan again, with its ids, marks, records and comments. So is one that
 * somebody has saved since. In the first script an object stands in a place, beside a date with a comment. */
static void
test_law (void)
{
  guint32 seed = bt_generate_seed ();

  check_script (532728510);
  for (guint i = 0; i < MIN (bt_generate_number ("BT_SCRIPTS", N_SCRIPTS), N_SCRIPTS); i++)
    check_script (seed + i);
}

static gboolean
has_words (const BtNode *node, const char *words)
{
  if (bt_node_get_text (node) != NULL && strstr (bt_node_get_string (node), words) != NULL)
    return TRUE;
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    if (has_words (bt_node_get_child (node, i), words))
      return TRUE;
  return FALSE;
}

/* Whoever adds a paragraph to a document with changes in it finds it in the plan: also where what was moved, or kept
 * its bookmark, is read as something else now. These scripts once gave no plan at all. */
static void
test_added (void)
{
  static const guint32 seeds[] = { 313, 347, 572, 742, 829, 868, 1613, 2519, 2712, 2310071 };

  for (guint i = 0; i < G_N_ELEMENTS (seeds); i++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seeds[i]);
      g_autoptr (BtPlan) plan = bt_random_edit_make_reviewed (rand, 6, N_LAW_EDITS);
      g_autoptr (GBytes) docx = bt_docx_made_new (plan);
      g_autoptr (GBytes) edited = add_paragraph (rand, docx, "BtArabic");
      g_autoptr (GError) error = NULL;

      g_assert_nonnull (edited);
      g_autoptr (BtPlan) again = bt_docx_import (edited, "plan.docx", NULL, &error);
      g_assert_no_error (error);
      g_assert_true (has_words (bt_plan_get_root (again), "Thêm một việc."));
    }
}

/* Puts another byte of @part, or a piece of it, somewhere into @part, mostly between its tags. */
static void
damage (GRand *rand, GString *part)
{
  gsize from = g_rand_int_range (rand, 200, part->len),
        to = g_rand_int_range (rand, 200, part->len);
  gsize length = MIN ((gsize) g_rand_int_range (rand, 1, 40), part->len - MAX (from, to));

  if (g_rand_boolean (rand))
    part->str[to] = part->str[from];
  else
    memmove (part->str + to, part->str + from, length);
}

/* Whatever stands in our own part of a document, reading it gives a plan, or an error. */
static void
test_damaged (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (bt_generate_seed ());
  g_autoptr (BtPlan) plan = bt_random_edit_make_reviewed (rand, 6, 12);
  g_autoptr (GBytes) docx = bt_docx_made_new (plan);
  g_autoptr (BtZip) zip = bt_zip_new (docx, "test", NULL);
  g_autoptr (GBytes) bytes = bt_zip_read (zip, "customXml/item1.xml", NULL);

  for (guint i = 0; i < N_DAMAGED; i++)
    {
      g_autoptr (GString) part =
          g_string_new_len (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
      g_autoptr (GError) error = NULL;

      for (guint j = i % 5; j < 5; j++)
        damage (rand, part);
      g_autoptr (GBytes) damaged =
          bt_docx_editor_with_part (docx, "customXml/item1.xml", part->str, part->len);
      g_autoptr (BtPlan) again = bt_docx_import (damaged, "plan.docx", NULL, &error);
      g_assert_true ((again == NULL) == (error != NULL));
      if (again != NULL)
        bt_saved_check (again);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/docx-export/spec", test_spec);
  g_test_add_func ("/docx-export/words", test_words);
  g_test_add_func ("/docx-export/reviewed", test_reviewed);
  g_test_add_func ("/docx-export/law", test_law);
  g_test_add_func ("/docx-export/added", test_added);
  g_test_add_func ("/docx-export/damaged", test_damaged);
  return g_test_run ();
}
