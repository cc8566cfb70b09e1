/* Rules about the whole: sections that plans have, their order, and paragraphs that are almost the same. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "bt-check-private.h"
#include "bt-reference.h"

/* Two paragraphs of at least so many words are compared by runs of so many words … */
#define MIN_SIMILAR_WORDS 14
#define RUN_WORDS 4
/* … and are almost the same where so many of a hundred runs are in both. */
#define SIMILAR_PERCENT 70
/* A run that so many paragraphs have says nothing. */
#define MAX_PARAGRAPHS_OF_RUN 40

/* The sections every plan has, by words of their headings. */
static const struct
{
  const char *words;
  const char *name;
} expected[] = {
  { "mục đích|mục tiêu", N_ ("purpose (“Mục đích, yêu cầu”)") },
  { "nội dung|nhiệm vụ|giải pháp|biện pháp|hoạt động|công việc|phương án|chỉ tiêu|chương trình|triển khai|tiến độ",
    N_ ("tasks (“Nội dung”, “Nhiệm vụ”)") },
  { "tổ chức|phân công|trách nhiệm|thực hiện", N_ ("who carries it out (“Tổ chức thực hiện”)") },
};

static char *
dup_heading (const BtCheckRun *run, const BtNode *clause)
{
  g_autofree char *text = bt_plan_dup_plain_text (run->plan, clause);
  return bt_check_lower (text);
}

static gboolean
is_section (const BtNode *node)
{
  return bt_node_get_kind (node) == BT_NODE_CLAUSE && bt_node_is_live (node)
         && bt_node_is_heading (node);
}

static GPtrArray *
get_sections (const BtCheckRun *run)
{
  const BtNode *body = bt_plan_get_part (run->plan, BT_NODE_BODY);
  GPtrArray *sections = g_ptr_array_new ();

  for (guint i = 0; i < bt_node_get_n_children (body); i++)
    if (is_section (bt_node_get_child (body, i)))
      g_ptr_array_add (sections, bt_node_get_child (body, i));
  return sections;
}

static void
check_expected (BtCheckRun *run, const GPtrArray *sections)
{
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      gboolean found = FALSE;
      for (guint j = 0; j < sections->len && !found; j++)
        {
          g_autofree char *heading = dup_heading (run, sections->pdata[j]);
          found = g_regex_match_simple (expected[i].words, heading, 0, 0);
        }
      if (!found)
        bt_check_report_node (run, "section-missing", bt_plan_get_part (run->plan, BT_NODE_BODY),
                              "", _ ("There is no section on the plan’s %s"), _ (expected[i].name));
    }
}

static void
check_order (BtCheckRun *run, const GPtrArray *sections)
{
  for (guint i = 0; i + 1 < sections->len; i++)
    {
      g_autofree char *heading = dup_heading (run, sections->pdata[i]);
      if (strstr (heading, "tổ chức thực hiện") != NULL)
        bt_check_report_node (run, "section-order", sections->pdata[i], "", "%s",
                              _ (bt_rule_find ("section-order")->title));
    }
}

/* A number that has no second one, anywhere below @parent. */
static void
check_single (BtCheckRun *run, const BtNode *parent)
{
  guint counts[BT_N_LABELS] = { 0 };
  const BtNode *last[BT_N_LABELS] = { NULL };
  static const BtLabel labels[] = { BT_LABEL_ROMAN, BT_LABEL_ARABIC, BT_LABEL_ALPHA,
                                    BT_LABEL_DECIMAL };

  for (guint i = 0; i < bt_node_get_n_children (parent); i++)
    {
      const BtNode *child = bt_node_get_child (parent, i);
      if (bt_node_get_kind (child) != BT_NODE_CLAUSE || !bt_node_is_live (child))
        continue;
      counts[bt_node_get_label (child)]++;
      last[bt_node_get_label (child)] = child;
      check_single (run, child);
    }
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    if (counts[labels[i]] == 1)
      bt_check_report_node (run, "section-single", last[labels[i]], "", "%s",
                            _ (bt_rule_find ("section-single")->title));
}

/* Looks at the sections of the plan. */
void
bt_check_structure (BtCheckRun *run)
{
  g_autoptr (GPtrArray) sections = get_sections (run);

  /* A plan of a few paragraphs has no sections. */
  if (sections->len >= 2)
    {
      check_expected (run, sections);
      check_order (run, sections);
    }
  check_single (run, bt_plan_get_part (run->plan, BT_NODE_BODY));
}

/* A number for the words from @word on; equal runs have equal numbers. */
static gpointer
hash_run (const BtCheckParagraph *paragraph, guint word)
{
  guint64 hash = 0;

  for (guint i = word; i < word + RUN_WORDS; i++)
    hash = (hash ^ g_array_index (paragraph->words, BtWord, i).hash) * 1099511628211u;
  return GSIZE_TO_POINTER ((gsize) hash | 1);
}

/* The earlier paragraph that shares most runs with this one, and how many. */
static const BtCheckParagraph *
find_most_similar (const BtCheckRun *run, GHashTable *index, const BtCheckParagraph *paragraph,
                   guint *shared)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (NULL, NULL);
  const BtCheckParagraph *best = NULL;

  *shared = 0;
  for (guint word = 0; word + RUN_WORDS <= paragraph->words->len; word++)
    {
      const GArray *earlier = g_hash_table_lookup (index, hash_run (paragraph, word));
      for (guint i = 0; earlier != NULL && i < earlier->len && earlier->len < MAX_PARAGRAPHS_OF_RUN;
           i++)
        {
          gpointer key = GUINT_TO_POINTER (g_array_index (earlier, guint, i) + 1);
          guint count = GPOINTER_TO_UINT (g_hash_table_lookup (counts, key)) + 1;
          g_hash_table_insert (counts, key, GUINT_TO_POINTER (count));
          if (count > *shared)
            {
              *shared = count;
              best = run->paragraphs->pdata[GPOINTER_TO_UINT (key) - 1];
            }
        }
    }
  return best;
}

static void
add_runs (GHashTable *index, const BtCheckParagraph *paragraph, guint number)
{
  for (guint word = 0; word + RUN_WORDS <= paragraph->words->len; word++)
    {
      gpointer key = hash_run (paragraph, word);
      GArray *numbers = g_hash_table_lookup (index, key);
      if (numbers == NULL)
        {
          numbers = g_array_new (FALSE, FALSE, sizeof (guint));
          g_hash_table_insert (index, key, numbers);
        }
      if (numbers->len == 0 || g_array_index (numbers, guint, numbers->len - 1) != number)
        g_array_append_val (numbers, number);
    }
}

/* Looks for paragraphs that are almost the same. */
void
bt_check_similar (BtCheckRun *run)
{
  g_autoptr (GHashTable) index =
      g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);

  for (guint i = 0; i < run->paragraphs->len; i++)
    {
      guint shared;
      const BtCheckParagraph *paragraph = run->paragraphs->pdata[i];
      if (paragraph->part != BT_PART_CLAUSE || paragraph->words->len < MIN_SIMILAR_WORDS)
        continue;
      const BtCheckParagraph *other = find_most_similar (run, index, paragraph, &shared);
      guint runs =
          MAX (paragraph->words->len, other != NULL ? other->words->len : 0) - RUN_WORDS + 1;
      if (other != NULL && shared * 100 >= runs * SIMILAR_PERCENT)
        {
          g_autofree char *where = bt_plan_dup_reference (run->plan, bt_node_get_id (other->node));
          bt_check_report (run, "paragraph-similar", paragraph, 0, paragraph->length, NULL,
                           _ ("Almost the same as %s"), where);
        }
      add_runs (index, paragraph, i);
    }
}
