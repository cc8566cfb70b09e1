/* The check of a plan: runs the rules, and takes over what it found before in paragraphs that did not change. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "bt-check-private.h"
#include "bt-intern.h"

struct _BtCheck
{
  gatomicrefcount ref_count;
  BtPlan *plan; /* keeps the texts that @known speaks of */
  BtCheckWords *words;
  GPtrArray *findings;
  GHashTable *known; /* BtText to Known; a text whose words depend on the whole plan is not in it */
  guint n_reused;
  gboolean damaged;
};

/* What is known of a text: its words, and what the rules of one paragraph found in it. */
typedef struct
{
  BtPart part;
  BtCheckText *read;
  GPtrArray *findings;
} Known;

static void
known_free (gpointer data)
{
  Known *known = data;

  bt_check_text_unref (known->read);
  g_ptr_array_unref (known->findings);
  g_free (known);
}

/* Rules that @read words say nothing about a text that has lost its marks. */
static const struct
{
  void (*run) (BtCheckRun *run, const BtCheckParagraph *paragraph);
  gboolean read;
} paragraph_rules[] = {
  { bt_check_patterns, FALSE }, { bt_check_phrases, TRUE },   { bt_check_slips, TRUE },
  { bt_check_pairs, FALSE },    { bt_check_syllables, TRUE }, { bt_check_sentence, TRUE },
};

static const struct
{
  void (*run) (BtCheckRun *run);
  gboolean read;
} plan_rules[] = {
  { bt_check_lists, FALSE },      { bt_check_abbreviations, FALSE }, { bt_check_citations, FALSE },
  { bt_check_consistency, TRUE }, { bt_check_period, TRUE },         { bt_check_header, FALSE },
  { bt_check_signature, FALSE },   { bt_check_recipients, TRUE },     { bt_check_appendices, TRUE },
  { bt_check_structure, TRUE },   { bt_check_similar, TRUE },        { bt_check_duties, TRUE },
};

/**
 * bt_finding_free:
 * @finding: (transfer full): a finding
 *
 * Frees it.
 */
void
bt_finding_free (BtFinding *finding)
{
  g_free (finding->quote);
  g_free (finding->message);
  g_free (finding->fix);
  g_free (finding);
}

/**
 * bt_finding_copy:
 * @finding: a finding
 *
 * Returns: (transfer full): another one like it
 */
BtFinding *
bt_finding_copy (const BtFinding *finding)
{
  BtFinding *copy = g_memdup2 (finding, sizeof *finding);

  copy->quote = g_strdup (finding->quote);
  copy->message = g_strdup (finding->message);
  copy->fix = g_strdup (finding->fix);
  return copy;
}

static void
add_finding (BtCheckRun *run, const char *rule, const BtNode *node, BtFinding finding)
{
  finding.rule = bt_rule_find (rule);
  finding.node = bt_intern (bt_node_get_id (node));
  g_return_if_fail (finding.rule != NULL);
  g_ptr_array_add (run->findings, g_memdup2 (&finding, sizeof finding));
}

/**
 * bt_check_report:
 * @run: the check that is running
 * @rule: the name of the rule
 * @paragraph: where it found something
 * @start: in bytes of the paragraph's text
 * @end: in bytes of the paragraph's text
 * @fix: (nullable): what is to stand there instead
 * @format: the sentence for the user, as for printf()
 *
 * Notes what a rule found in a paragraph.
 */
void
bt_check_report (BtCheckRun *run, const char *rule, const BtCheckParagraph *paragraph, gsize start,
                 gsize end, const char *fix, const char *format, ...)
{
  va_list args;
  BtFinding finding = { .quote = g_strndup (paragraph->text + start, end - start),
                        .fix = g_strdup (fix) };

  va_start (args, format);
  finding.message = g_strdup_vprintf (format, args);
  va_end (args);
  /* Words that are derived are mended where they come from, not here. */
  if (!bt_check_paragraph_locate (paragraph, start, end, &finding.start, &finding.end))
    g_clear_pointer (&finding.fix, g_free);
  add_finding (run, rule, paragraph->node, finding);
}

/**
 * bt_check_report_node:
 * @run: the check that is running
 * @rule: the name of the rule
 * @node: where it found something
 * @quote: the words, "" for none
 * @format: the sentence for the user, as for printf()
 *
 * Notes what a rule found in a node as a whole.
 */
void
bt_check_report_node (BtCheckRun *run, const char *rule, const BtNode *node, const char *quote,
                      const char *format, ...)
{
  va_list args;
  BtFinding finding = { .quote = g_strdup (quote) };

  va_start (args, format);
  finding.message = g_strdup_vprintf (format, args);
  va_end (args);
  add_finding (run, rule, node, finding);
}

/**
 * bt_check_has_finding:
 * @run: the check that is running
 * @rule: the name of a rule of one paragraph
 * @paragraph: a paragraph
 *
 * Returns: whether the rule has found something in it
 */
gboolean
bt_check_has_finding (const BtCheckRun *run, const char *rule, const BtCheckParagraph *paragraph)
{
  const char *node = bt_intern (bt_node_get_id (paragraph->node));

  for (guint i = 0; i < run->findings->len; i++)
    {
      const BtFinding *finding = run->findings->pdata[i];
      if (finding->node == node && strcmp (finding->rule->name, rule) == 0)
        return TRUE;
    }
  return FALSE;
}

static const Known *
find_known (const BtCheck *check, const BtText *text, BtPart part)
{
  const Known *known = check != NULL ? g_hash_table_lookup (check->known, text) : NULL;
  return known != NULL && known->part == part ? known : NULL;
}

static BtCheckText *
find_text (const BtText *text, BtPart part, gpointer previous)
{
  const Known *known = find_known (previous, text, part);
  return known != NULL ? known->read : NULL;
}

static void
remember (BtCheck *check, const BtCheckParagraph *paragraph, GPtrArray *findings)
{
  Known *known = g_new (Known, 1);

  *known = (Known){ paragraph->part, bt_check_text_ref (paragraph->read), findings };
  g_hash_table_insert (check->known, bt_node_get_text (paragraph->node), known);
}

static GPtrArray *
copy_findings (const BtCheck *check, guint first)
{
  GPtrArray *own = g_ptr_array_new_with_free_func ((GDestroyNotify) bt_finding_free);

  for (guint i = first; i < check->findings->len; i++)
    g_ptr_array_add (own, bt_finding_copy (check->findings->pdata[i]));
  return own;
}

static void
reuse (BtCheck *check, const BtCheckParagraph *paragraph, GPtrArray *findings)
{
  for (guint i = 0; i < findings->len; i++)
    {
      BtFinding *finding = bt_finding_copy (findings->pdata[i]);
      finding->node = bt_intern (bt_node_get_id (paragraph->node));
      g_ptr_array_add (check->findings, finding);
    }
  remember (check, paragraph, g_ptr_array_ref (findings));
  check->n_reused++;
}

static void
run_paragraph (BtCheck *check, BtCheckRun *run, const BtCheckParagraph *paragraph,
               const BtCheck *previous)
{
  const BtText *text = bt_node_get_text (paragraph->node);
  const Known *known = find_known (previous, text, paragraph->part);
  guint first = check->findings->len;

  if (known != NULL)
    {
      reuse (check, paragraph, known->findings);
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (paragraph_rules); i++)
    if (!run->damaged || !paragraph_rules[i].read)
      paragraph_rules[i].run (run, paragraph);
  if (!bt_text_has_objects (text))
    remember (check, paragraph, copy_findings (check, first));
}

static void
number_nodes (const BtNode *node, GHashTable *numbers)
{
  if (bt_node_get_id (node) != NULL)
    g_hash_table_insert (numbers, (gpointer) bt_intern (bt_node_get_id (node)),
                         GUINT_TO_POINTER (g_hash_table_size (numbers)));
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    number_nodes (bt_node_get_child (node, i), numbers);
}

static int
compare_findings (gconstpointer a, gconstpointer b, gpointer numbers)
{
  const BtFinding *x = *(BtFinding *const *) a, *y = *(BtFinding *const *) b;
  guint x_number = GPOINTER_TO_UINT (g_hash_table_lookup (numbers, x->node));
  guint y_number = GPOINTER_TO_UINT (g_hash_table_lookup (numbers, y->node));

  if (x_number != y_number)
    return x_number < y_number ? -1 : 1;
  if (x->start != y->start)
    return x->start < y->start ? -1 : 1;
  return strcmp (x->rule->name, y->rule->name);
}

static void
sort_findings (const BtCheck *check)
{
  g_autoptr (GHashTable) numbers = g_hash_table_new (NULL, NULL);

  number_nodes (bt_plan_get_root (check->plan), numbers);
  g_ptr_array_sort_with_data (check->findings, compare_findings, numbers);
}

/* Fewer than so many of a hundred words that can be Vietnamese syllables, of at least so many words. */
#define DAMAGED_PERCENT 80
#define MIN_WORDS 100

/* Whether too few words are Vietnamese, as in what was read off a picture. */
static gboolean
is_damaged (const GPtrArray *paragraphs)
{
  guint words = 0, valid = 0;

  for (guint i = 0; i < paragraphs->len; i++)
    {
      const BtCheckParagraph *paragraph = paragraphs->pdata[i];
      words += paragraph->read->n_counted;
      valid += paragraph->read->n_valid;
    }
  return words >= MIN_WORDS && valid * 100 < words * DAMAGED_PERCENT;
}

/**
 * bt_check_new:
 * @plan: a plan; where it has open changes, it is read as if all were accepted
 * @profile: the rule set
 * @words: the word lists
 * @previous: (nullable): an earlier check of the same plan with the same lists, so that only what changed is read anew
 * @cancellable: (nullable): to give up in between
 *
 * Checks a plan. It may run in any thread.
 *
 * Returns: (transfer full) (nullable): what was found; %NULL where it was given up
 */
BtCheck *
bt_check_new (BtPlan *plan, const BtProfile *profile, BtCheckWords *words, BtCheck *previous,
              GCancellable *cancellable)
{
  g_return_val_if_fail (plan != NULL && profile != NULL && words != NULL, NULL);

  g_autoptr (BtCheck) check = g_new0 (BtCheck, 1);
  g_atomic_ref_count_init (&check->ref_count);
  check->plan = bt_plan_ref (plan);
  check->words = bt_check_words_ref (words);
  check->findings = g_ptr_array_new_with_free_func ((GDestroyNotify) bt_finding_free);
  check->known = g_hash_table_new_full (NULL, NULL, NULL, known_free);

  if (previous != NULL && previous->words != words)
    previous = NULL;
  g_autoptr (GPtrArray) paragraphs = bt_check_paragraphs_new (plan, words, find_text, previous);
  check->damaged = is_damaged (paragraphs);
  BtCheckRun run = { plan, profile, words, paragraphs, check->findings, check->damaged };
  if (run.damaged)
    bt_check_report_node (&run, "text-damaged", bt_plan_get_part (plan, BT_NODE_BODY), "", "%s",
                          _ (bt_rule_find ("text-damaged")->title));
  if (previous != NULL && previous->damaged != check->damaged)
    previous = NULL;
  for (guint i = 0; i < paragraphs->len && !g_cancellable_is_cancelled (cancellable); i++)
    run_paragraph (check, &run, paragraphs->pdata[i], previous);
  for (guint i = 0; i < G_N_ELEMENTS (plan_rules) && !g_cancellable_is_cancelled (cancellable); i++)
    if (!run.damaged || !plan_rules[i].read)
      plan_rules[i].run (&run);
  if (g_cancellable_is_cancelled (cancellable))
    return NULL;
  sort_findings (check);
  bt_check_set_aside (plan, check->findings);
  return g_steal_pointer (&check);
}

/**
 * bt_check_ref:
 * @check: a check
 *
 * Returns: (transfer full): the same check
 */
BtCheck *
bt_check_ref (BtCheck *check)
{
  g_atomic_ref_count_inc (&check->ref_count);
  return check;
}

/**
 * bt_check_unref:
 * @check: (transfer full): a check
 *
 * Gives it back; the last one who does frees it. It may be any thread.
 */
void
bt_check_unref (BtCheck *check)
{
  if (!g_atomic_ref_count_dec (&check->ref_count))
    return;
  g_ptr_array_unref (check->findings);
  g_hash_table_unref (check->known);
  bt_check_words_unref (check->words);
  bt_plan_unref (check->plan);
  g_free (check);
}

/**
 * bt_check_get_n_findings:
 * @check: a check
 *
 * Returns: how many findings there are
 */
guint
bt_check_get_n_findings (const BtCheck *check)
{
  return check->findings->len;
}

/**
 * bt_check_get_finding:
 * @check: a check
 * @position: below their number
 *
 * Returns: (transfer none): a finding; they are in reading order
 */
const BtFinding *
bt_check_get_finding (const BtCheck *check, guint position)
{
  return check->findings->pdata[position];
}

/**
 * bt_check_count:
 * @check: a check
 * @severity: how much a finding weighs
 *
 * Returns: how many findings weigh that much, besides those that are set aside
 */
guint
bt_check_count (const BtCheck *check, BtSeverity severity)
{
  guint n = 0;

  for (guint i = 0; i < check->findings->len; i++)
    n += bt_check_get_finding (check, i)->rule->severity == severity
         && bt_check_get_finding (check, i)->aside == NULL;
  return n;
}

/**
 * bt_check_get_plan:
 * @check: a check
 *
 * Returns: (transfer none): the plan that was checked
 */
BtPlan *
bt_check_get_plan (const BtCheck *check)
{
  return check->plan;
}

/**
 * bt_check_get_n_reused:
 * @check: a check
 *
 * Returns: for how many paragraphs the findings of the check before were taken over
 */
guint
bt_check_get_n_reused (const BtCheck *check)
{
  return check->n_reused;
}
