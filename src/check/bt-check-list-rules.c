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
item_list_clear (gpointer data)
{
  g_ptr_array_unref (((ItemList *) data)->items);
}

static void
report_end (BtCheckRun *run, const char *rule, const BtCheckParagraph *paragraph, const char *mark)
{
  gsize start, end;

  get_last_char (paragraph, &start, &end);
  if (start > 0)
    bt_check_report (run, rule, paragraph, start, end, mark, "%s", _ (bt_rule_find (rule)->title));
}

/* How often the items of a list end with ";" and with ".", but for the last. */
static void
count_marks (const GPtrArray *items, guint *semicolons, guint *stops)
{
  gsize start, end;

  for (guint i = 0; i + 1 < items->len; i++)
    {
      gunichar mark = get_last_char (items->pdata[i], &start, &end);
      *semicolons += mark == ';';
      *stops += mark == '.';
    }
}

/* The mark that the items of a list end with, but for the last; where both are met equally often, that of the last,
 * which is a ";" by mistake only, or @other, that of the plan's other lists; 0 where they have none. */
static gunichar
get_usual_mark (const ItemList *list, gunichar other)
{
  guint semicolons = 0, stops = 0;
  gsize start, end;

  count_marks (list->items, &semicolons, &stops);
  if (semicolons + stops == 0)
    return 0;
  if (semicolons != stops)
    return semicolons > stops ? ';' : '.';
  return get_last_char (list->items->pdata[list->items->len - 1], &start, &end) == ';' ? ';' : other;
}

/* Whether what the list is part of goes on behind it, so that it may end like an item of that: "+ …;" before "- …". */
static gboolean
goes_on_behind (const BtCheckRun *run, const ItemList *list)
{
  guint position;
  const BtNode *above = bt_plan_get_parent (run->plan, bt_node_get_id (list->parent), &position);

  return bt_node_get_kind (list->parent) == BT_NODE_CLAUSE && !bt_node_is_heading (list->parent)
         && position + 1 < bt_node_get_n_children (above);
}

/* A short item without any mark among others that have theirs; of longer ones another rule speaks. */
static gboolean
lacks_mark (const BtCheckParagraph *item, gunichar mark)
{
  return g_unichar_isalnum (mark) && item->words->len < MIN_SENTENCE_WORDS;
}

static void
check_item (BtCheckRun *run, const BtCheckParagraph *item, gunichar wanted, gboolean either)
{
  gsize start, end;
  gunichar mark = get_last_char (item, &start, &end);

  if (lacks_mark (item, mark))
    bt_check_report (run, "end-missing", item, start, end, NULL, "%s", _ (bt_rule_find ("end-missing")->title));
  else if ((mark == ';' || mark == '.' || mark == ',') && mark != wanted && !(either && mark != ',')
           && !ends_with_stop (item) && !(mark == ',' && start > 0 && g_ascii_ispunct (item->text[start - 1])))
    report_end (run, "list-end", item, wanted == ';' ? ";" : ".");
}

static void
check_list (BtCheckRun *run, const ItemList *list, gunichar other)
{
  gunichar usual = get_usual_mark (list, other);

  for (guint i = 0; usual != 0 && i < list->items->len; i++)
    {
      gboolean last = i + 1 == list->items->len;
      check_item (run, list->items->pdata[i], last ? '.' : usual, last && goes_on_behind (run, list));
    }
}

/* Returns: (transfer full) (element-type ItemList): all lists in reading order */
static GArray *
find_lists (const BtCheckRun *run)
{
  GArray *lists = g_array_new (FALSE, FALSE, sizeof (ItemList));
  ItemList *last = NULL;

  g_array_set_clear_func (lists, item_list_clear);
  for (guint i = 0; i < run->paragraphs->len; i++)
    {
      const BtCheckParagraph *paragraph = run->paragraphs->pdata[i];
      if (paragraph->part != BT_PART_CLAUSE)
        continue;
      const BtNode *parent = bt_plan_get_parent (run->plan, bt_node_get_id (paragraph->node), NULL);
      BtLabel label = bt_node_get_label (paragraph->node);
      if (last == NULL || parent != last->parent || label != last->label)
        {
          ItemList list = { parent, label, g_ptr_array_new () };
          g_array_append_val (lists, list);
          last = &g_array_index (lists, ItemList, lists->len - 1);
        }
      if (label != BT_LABEL_NONE && is_item (paragraph))
        g_ptr_array_add (last->items, (gpointer) paragraph);
    }
  return lists;
}

static void
check_all_lists (BtCheckRun *run)
{
  g_autoptr (GArray) lists = find_lists (run);
  guint semicolons = 0, stops = 0;

  for (guint i = 0; i < lists->len; i++)
    count_marks (g_array_index (lists, ItemList, i).items, &semicolons, &stops);
  for (guint i = 0; i < lists->len; i++)
    check_list (run, &g_array_index (lists, ItemList, i), semicolons > stops ? ';' : '.');
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

  /* "… như sau:", "… gồm:" do not only name what follows, they announce it. */
  if (last == ':' && g_regex_match_simple ("(sau|gồm|là|cụ thể|trong đó)( đây)?\\s*:\\s*$", paragraph->lower, 0, 0))
    return;
  if (last == ':' || last == ';' || (last == '.' && start > 0 && paragraph->text[start - 1] != '.'))
    bt_check_report (run, "heading-colon", paragraph, start, end, "", "%s",
                     _ (bt_rule_find ("heading-colon")->title));
}

/* Whether its neighbours have the same label; how such end, the rule of lists says. */
static gboolean
is_in_list (const BtCheckRun *run, const BtCheckParagraph *paragraph)
{
  guint n = 0;
  BtLabel label = bt_node_get_label (paragraph->node);
  const BtNode *parent = bt_plan_get_parent (run->plan, bt_node_get_id (paragraph->node), NULL);

  for (guint i = 0; label != BT_LABEL_NONE && i < bt_node_get_n_children (parent); i++)
    n += bt_node_get_kind (bt_node_get_child (parent, i)) == BT_NODE_CLAUSE
         && bt_node_get_label (bt_node_get_child (parent, i)) == label;
  return n > 1;
}

static void
check_end (BtCheckRun *run, const BtCheckParagraph *paragraph)
{
  gsize start, end;
  gunichar last = get_last_char (paragraph, &start, &end);

  if (paragraph->words->len < MIN_SENTENCE_WORDS
      || !(g_unichar_isalnum (last) || last == ')' || last == 0x201d || last == '"' || last == '%'
           || (last == ',' && !is_in_list (run, paragraph))))
    return;
  if (paragraph->text[0] == '(' && last == ')')
    return;
  if (bt_check_has_finding (run, "sentence-cut", paragraph))
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
  gsize start, end;

  if (!(g_str_has_prefix (paragraph->lower, "thực hiện ") || g_str_has_prefix (paragraph->lower, "căn cứ "))
      || bt_node_get_label (paragraph->node) != BT_LABEL_NONE
      || get_last_char (paragraph, &start, &end) != '.'
      || g_regex_match_simple (MAIN_CLAUSE, paragraph->lower, 0, 0))
    return;
  const BtNode *parent = bt_plan_get_parent (run->plan, bt_node_get_id (paragraph->node), NULL);
  if (bt_node_get_kind (parent) != BT_NODE_BODY)
    return;
  bt_check_report (run, "opening-cut", paragraph, start, end, NULL, "%s", _ (bt_rule_find ("opening-cut")->title));
}

/* So many cells of a hundred end with a full stop in a table where full stops are a slip. */
#define FEW_STOPS_PERCENT 10

/* "…, v.v." and "…, hội thi..." end with no full stop. */
static gboolean
ends_with_one_stop (const BtCheckParagraph *cell, gsize *start, gsize *end)
{
  return get_last_char (cell, start, end) == '.' && *start > 0 && cell->text[*start - 1] != '.'
         && !g_str_has_suffix (cell->lower, "v.v.");
}

static void
check_cell_stops (BtCheckRun *run, const GPtrArray *cells)
{
  guint stops = 0;
  gsize start, end;

  for (guint i = 0; i < cells->len; i++)
    stops += ends_with_one_stop (cells->pdata[i], &start, &end);
  if (stops * 100 > cells->len * FEW_STOPS_PERCENT)
    return;
  for (guint i = 0; i < cells->len; i++)
    if (ends_with_one_stop (cells->pdata[i], &start, &end))
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
