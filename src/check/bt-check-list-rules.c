/* Rules about the ends of paragraphs: items of a list, bases, headings, the plan’s last words; and typed numbers. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "bt-check-private.h"

/* "…" stands for what is still to be written. */
#define ELLIPSIS 0x2026

/* A shorter paragraph without a mark is a title, not a sentence. */
#define MIN_SENTENCE_WORDS 6

/* What the program numbers by itself. */
#define TYPED_LABEL "^(?:\\d{1,2}(?:\\.\\d{1,2})*[.)]|[a-zđ]\\)|[IVX]{1,4}\\.|[-–+•*])\\s+(?=\\S)"

/* The last character but spaces; 0 where there is none. */
static gunichar
get_last_char (const BtCheckParagraph *paragraph, gsize *start, gsize *end)
{
  const char *at = paragraph->text + paragraph->length;

  while (at > paragraph->text)
    {
      const char *previous = g_utf8_prev_char (at);
      gunichar c = g_utf8_get_char (previous);
      if (!g_unichar_isspace (c))
        {
          *start = previous - paragraph->text;
          *end = at - paragraph->text;
          return c;
        }
      at = previous;
    }
  *start = *end = 0;
  return 0;
}

static gboolean
ends_with_stop (const BtCheckParagraph *paragraph)
{
  g_autofree char *text = g_strchomp (g_strdup (paragraph->text));
  return g_str_has_suffix (text, "./.");
}

static gboolean
is_item (const BtCheckParagraph *paragraph)
{
  const BtNode *node = paragraph->node;

  return paragraph->part == BT_PART_CLAUSE && !bt_node_is_heading (node)
         && bt_node_get_n_children (node) == 0;
}

/* The items of one list: neighbours below one parent with the same label. */
typedef struct
{
  const BtNode *parent;
  BtLabel label;
  GPtrArray *items;
} ItemList;

static void
report_end (BtCheckRun *run, const char *rule, const BtCheckParagraph *paragraph, const char *mark)
{
  gsize start, end;

  get_last_char (paragraph, &start, &end);
  if (start > 0)
    bt_check_report (run, rule, paragraph, start, end, mark, "%s", _ (bt_rule_find (rule)->title));
}

static void
check_list (BtCheckRun *run, const ItemList *list)
{
  guint semicolons = 0, stops = 0;
  gsize start, end;

  for (guint i = 0; i + 1 < list->items->len; i++)
    {
      gunichar mark = get_last_char (list->items->pdata[i], &start, &end);
      semicolons += mark == ';';
      stops += mark == '.';
    }
  if (list->items->len < 2 || semicolons + stops == 0)
    return;
  gunichar usual = semicolons > stops ? ';' : '.';
  for (guint i = 0; i < list->items->len; i++)
    {
      const BtCheckParagraph *item = list->items->pdata[i];
      gunichar mark = get_last_char (item, &start, &end);
      gunichar wanted = i + 1 == list->items->len ? '.' : usual;
      if ((mark == ';' || mark == '.') && mark != wanted && !ends_with_stop (item))
        report_end (run, "list-end", item, wanted == ';' ? ";" : ".");
    }
}

static void
start_list (BtCheckRun *run, ItemList *list, const BtNode *parent, BtLabel label)
{
  if (list->items->len > 0)
    check_list (run, list);
  g_ptr_array_set_size (list->items, 0);
  list->parent = parent;
  list->label = label;
}

static void
check_all_lists (BtCheckRun *run)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new ();
  ItemList list = { NULL, BT_LABEL_NONE, items };

  for (guint i = 0; i < run->paragraphs->len; i++)
    {
      const BtCheckParagraph *paragraph = run->paragraphs->pdata[i];
      if (paragraph->part != BT_PART_CLAUSE)
        continue;
      const BtNode *parent = bt_plan_get_parent (run->plan, bt_node_get_id (paragraph->node), NULL);
      BtLabel label = bt_node_get_label (paragraph->node);
      if (parent != list.parent || label != list.label)
        start_list (run, &list, parent, label);
      if (label != BT_LABEL_NONE && is_item (paragraph))
        g_ptr_array_add (items, (gpointer) paragraph);
    }
  start_list (run, &list, NULL, BT_LABEL_NONE);
}

static void
check_bases (BtCheckRun *run)
{
  const BtCheckParagraph *previous = NULL;
  gsize start, end;

  for (guint i = 0; i <= run->paragraphs->len; i++)
    {
      const BtCheckParagraph *paragraph =
          i < run->paragraphs->len ? run->paragraphs->pdata[i] : NULL;
      if (paragraph != NULL && paragraph->part != BT_PART_BASIS)
        continue;
      gunichar wanted = paragraph != NULL ? ';' : '.';
      if (previous != NULL)
        {
          gunichar mark = get_last_char (previous, &start, &end);
          if (mark == ';' || mark == '.' || mark == ',')
            {
              if (mark != wanted)
                report_end (run, "basis-end", previous, wanted == ';' ? ";" : ".");
            }
          else if (mark != 0 && mark != ELLIPSIS)
            bt_check_report (run, "basis-end", previous, start, end, NULL, "%s",
                             _ (bt_rule_find ("basis-end")->title));
        }
      previous = paragraph;
    }
}

static void
check_heading (BtCheckRun *run, const BtCheckParagraph *paragraph)
{
  gsize start, end;
  gunichar last = get_last_char (paragraph, &start, &end);

  if (last == ':' || last == ';' || (last == '.' && start > 0 && paragraph->text[start - 1] != '.'))
    bt_check_report (run, "heading-colon", paragraph, start, end, "", "%s",
                     _ (bt_rule_find ("heading-colon")->title));
}

static void
check_end (BtCheckRun *run, const BtCheckParagraph *paragraph)
{
  gsize start, end;
  gunichar last = get_last_char (paragraph, &start, &end);

  if (paragraph->words->len < MIN_SENTENCE_WORDS
      || !(g_unichar_isalnum (last) || last == ',' || last == ')'))
    return;
  if (paragraph->text[0] == '(' && last == ')')
    return;
  bt_check_report (run, "end-missing", paragraph, start, end, NULL, "%s",
                   _ (bt_rule_find ("end-missing")->title));
}

static void
check_typed_label (BtCheckRun *run, const BtCheckParagraph *paragraph, const GRegex *labels)
{
  g_autoptr (GMatchInfo) match = NULL;
  int start, end;

  if (!g_regex_match (labels, paragraph->text, 0, &match))
    return;
  g_match_info_fetch_pos (match, 0, &start, &end);
  bt_check_report (run, "typed-label", paragraph, start, end, "", "%s",
                   _ (bt_rule_find ("typed-label")->title));
}

/* The last paragraph of the body says "./." at its end. */
static void
check_last (BtCheckRun *run, const BtCheckParagraph *last)
{
  gsize start, end;

  if (last == NULL || ends_with_stop (last))
    return;
  gunichar mark = get_last_char (last, &start, &end);
  if (mark != 0)
    bt_check_report (run, "end-mark", last, start, end, mark == '.' ? "./." : NULL, "%s",
                     _ (bt_rule_find ("end-mark")->title));
}

/* What an opening goes on with: who makes the plan. */
#define MAIN_CLAUSE ", (?:ủy ban nhân dân|uỷ ban nhân dân|ubnd) [^,.]*(?:xây dựng|ban hành|triển khai)"

/* "Thực hiện Quyết định số …" only opens the sentence that says what is planned. */
static void
check_opening (BtCheckRun *run, const BtCheckParagraph *paragraph)
{
  const BtNode *parent = bt_plan_get_parent (run->plan, bt_node_get_id (paragraph->node), NULL);
  gsize start, end;

  if (bt_node_get_kind (parent) != BT_NODE_BODY || bt_node_get_label (paragraph->node) != BT_LABEL_NONE
      || !(g_str_has_prefix (paragraph->lower, "thực hiện ") || g_str_has_prefix (paragraph->lower, "căn cứ "))
      || get_last_char (paragraph, &start, &end) != '.'
      || g_regex_match_simple (MAIN_CLAUSE, paragraph->lower, 0, 0))
    return;
  bt_check_report (run, "opening-cut", paragraph, start, end, NULL, "%s", _ (bt_rule_find ("opening-cut")->title));
}

/* So many cells of a hundred end with a full stop in a table where full stops are a slip. */
#define FEW_STOPS_PERCENT 10

static void
check_cell_stops (BtCheckRun *run, const GPtrArray *cells)
{
  guint stops = 0;
  gsize start, end;

  for (guint i = 0; i < cells->len; i++)
    stops += get_last_char (cells->pdata[i], &start, &end) == '.';
  if (stops * 100 > cells->len * FEW_STOPS_PERCENT)
    return;
  for (guint i = 0; i < cells->len; i++)
    if (get_last_char (cells->pdata[i], &start, &end) == '.')
      bt_check_report (run, "cell-end", cells->pdata[i], start, end, "", "%s", _ (bt_rule_find ("cell-end")->title));
}

/* The cells of each appendix, whose full stops are counted together. */
static void
check_cells (BtCheckRun *run)
{
  g_autoptr (GPtrArray) cells = g_ptr_array_new ();
  const BtNode *appendix = NULL;

  for (guint i = 0; i < run->paragraphs->len; i++)
    {
      BtCheckParagraph *paragraph = run->paragraphs->pdata[i];
      if (paragraph->part != BT_PART_CELL || paragraph->words->len == 0)
        continue;
      if (paragraph->appendix != appendix)
        {
          check_cell_stops (run, cells);
          g_ptr_array_set_size (cells, 0);
        }
      appendix = paragraph->appendix;
      g_ptr_array_add (cells, paragraph);
    }
  check_cell_stops (run, cells);
}

/* Looks at the ends of all paragraphs. */
void
bt_check_lists (BtCheckRun *run)
{
  g_autoptr (GRegex) labels = g_regex_new (TYPED_LABEL, G_REGEX_OPTIMIZE, 0, NULL);
  const BtCheckParagraph *last = NULL;

  check_bases (run);
  check_all_lists (run);
  for (guint i = 0; i < run->paragraphs->len; i++)
    {
      const BtCheckParagraph *paragraph = run->paragraphs->pdata[i];
      if (paragraph->part != BT_PART_CLAUSE)
        continue;
      if (paragraph->appendix == NULL && paragraph->words->len > 0)
        last = paragraph;
      check_typed_label (run, paragraph, labels);
      if (bt_node_is_heading (paragraph->node))
        check_heading (run, paragraph);
      else if (is_item (paragraph))
        {
          check_end (run, paragraph);
          check_opening (run, paragraph);
        }
    }
  check_last (run, last);
  check_cells (run);
}
