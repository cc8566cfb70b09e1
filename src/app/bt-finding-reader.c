/* Checks a plan and makes of what is found what the window shows: cards, underlines, counts by part. */

#include "bt-finding-reader.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "bt-outline-item.h"
#include "bt-reference.h"
#include "bt-schema.h"

/* The part that holds a node, as the outline has it: a section, an appendix, the header … */
static const char *
find_part (const GPtrArray *path)
{
  guint depth = 1;

  if (path->len > 2)
    {
      BtNodeKind kind = bt_node_get_kind (path->pdata[2]);
      depth = kind == BT_NODE_CLAUSE || kind == BT_NODE_APPENDIX ? 2 : 1;
    }
  return path->len > depth ? bt_intern (bt_node_get_id (path->pdata[depth])) : NULL;
}

static void
count_path (const GPtrArray *path, GHashTable *counts)
{
  for (guint i = 0; i < path->len; i++)
    {
      gpointer id = (gpointer) bt_intern (bt_node_get_id (path->pdata[i]));
      guint count = GPOINTER_TO_UINT (g_hash_table_lookup (counts, id));
      g_hash_table_insert (counts, id, GUINT_TO_POINTER (count + 1));
    }
}

/* Why the thread says that the finding is right as it is: "An: it is a name". */
static char *
dup_reason (const BtPlan *plan, const char *thread)
{
  BtNode *node = thread ? bt_plan_get_node (plan, thread) : NULL;
  BtNode *message = node ? bt_node_get_child_of_kind (node, BT_NODE_MESSAGE) : NULL;

  if (!message)
    return NULL;
  return g_strdup_printf ("%s: %s", bt_node_get_attr (message, "author"),
                          bt_node_get_string (message));
}

/* "mục II.2", or the name of the part where it has no number. */
static char *
dup_place (BtPlan *plan, const GPtrArray *path, const char *part)
{
  g_autofree char *place = bt_path_dup_place (path);

  return *place != '\0' || !part ? g_steal_pointer (&place) : bt_outline_dup_title (plan, part);
}

/* How much is shown around words that say little by themselves, in characters. */
#define CONTEXT 12

static gboolean
has_letter (const char *string)
{
  for (const char *c = string; *c; c = g_utf8_next_char (c))
    if (g_unichar_isalnum (g_utf8_get_char (c)))
      return TRUE;
  return FALSE;
}

/* The last whole words of @text before @end. */
static char *
dup_before (const char *text, const char *end)
{
  const char *from = end, *space;

  for (guint i = 0; i < CONTEXT && from > text; i++)
    from = g_utf8_prev_char (from);
  space = from > text ? memchr (from, ' ', end - from) : NULL;
  return g_strndup (space ? space + 1 : from, end - (space ? space + 1 : from));
}

/* The first whole words at @start. */
static char *
dup_after (const char *start)
{
  const char *to = start, *space;

  for (guint i = 0; i < CONTEXT && *to; i++)
    to = g_utf8_next_char (to);
  space = *to ? g_strrstr_len (start, to - start, " ") : NULL;
  return g_strndup (start, (space ? space : to) - start);
}

/* Spaces, commas and the like are shown with what stands around them. */
static void
add_context (BtFindingItem *item, BtNode *node)
{
  const BtFinding *finding = item->finding;
  const char *text = bt_node_get_text (node) ? bt_node_get_string (node) : NULL;
  gboolean clear = !text || has_letter (finding->quote) || finding->start + finding->end == 0;

  item->before = clear ? g_strdup ("") : dup_before (text, text + finding->start);
  item->after = clear ? g_strdup ("") : dup_after (text + finding->end);
}

/* Words longer than that are not repeated where they are seen anyway. */
#define MAX_QUOTE_CHARS 40

/* "chủ chương": "chủ trương" is meant, it seems */
static void
say (BtFindingReading *reading, const BtFinding *finding, BtUnderlineKind kind)
{
  gboolean quoted = has_letter (finding->quote) && g_utf8_strlen (finding->quote, -1) <= MAX_QUOTE_CHARS
                    && !strstr (finding->message, finding->quote);
  g_autofree char *words = quoted ? g_strdup_printf ("“%s”: %s", finding->quote, finding->message)
                                  : g_strdup (finding->message);

  bt_underline_set_say (reading->underlines, finding->node, kind, words);
}

static void
add_underline (BtFindingReading *reading, BtNode *node, const BtFinding *finding)
{
  static const BtUnderlineKind kinds[BT_N_SEVERITIES] = {
    [BT_SEVERITY_HINT] = BT_UNDERLINE_HINT,
    [BT_SEVERITY_WARNING] = BT_UNDERLINE_WARNING,
    [BT_SEVERITY_ERROR] = BT_UNDERLINE_ERROR,
  };
  BtUnderline underline = { finding->start, finding->end, kinds[finding->rule->severity] };

  if (finding->aside)
    return;
  say (reading, finding, underline.kind);
  if (finding->end > finding->start && bt_node_get_text (node))
    bt_underline_set_add (reading->underlines, finding->node, bt_node_get_text (node), underline);
}

static void
add_finding (BtFindingReading *reading, BtPlan *plan, const BtFinding *finding)
{
  BtFindingItem *item = bt_finding_item_new (finding);
  g_autoptr (GPtrArray) path = bt_plan_get_path (plan, finding->node);

  item->part = find_part (path);
  item->place = dup_place (plan, path, item->part);
  item->reason = dup_reason (plan, finding->aside);
  add_context (item, path->pdata[path->len - 1]);
  g_ptr_array_add (reading->items, item);
  if (!finding->aside)
    count_path (path, reading->counts);
  add_underline (reading, path->pdata[path->len - 1], finding);
}

/**
 * bt_finding_reading_new:
 * @plan: a plan
 * @profile: its rule set
 * @words: the word lists
 * @previous: (nullable): the check before, so that only what changed is checked anew
 * @cancellable: (nullable): to give up in between
 *
 * Safe from any thread.
 *
 * Returns: (transfer full) (nullable): what was found; %NULL where it was given up
 */
BtFindingReading *
bt_finding_reading_new (BtPlan *plan, const BtProfile *profile, BtCheckWords *words,
                        BtCheck *previous, GCancellable *cancellable)
{
  BtCheck *check;
  BtFindingReading *reading;

  g_return_val_if_fail (plan != NULL && profile != NULL && words != NULL, NULL);

  check = bt_check_new (plan, profile, words, previous, cancellable);
  if (!check)
    return NULL;
  reading = g_new0 (BtFindingReading, 1);
  reading->check = check;
  reading->items = g_ptr_array_new_with_free_func (g_object_unref);
  reading->counts = g_hash_table_new (NULL, NULL);
  reading->underlines = bt_underline_set_new ();
  for (guint i = 0; i < bt_check_get_n_findings (check); i++)
    add_finding (reading, plan, bt_check_get_finding (check, i));
  return reading;
}

/**
 * bt_finding_reading_free:
 * @reading: (transfer full): a reading
 */
void
bt_finding_reading_free (BtFindingReading *reading)
{
  g_return_if_fail (reading != NULL);

  g_clear_pointer (&reading->check, bt_check_unref);
  g_clear_pointer (&reading->items, g_ptr_array_unref);
  g_clear_pointer (&reading->counts, g_hash_table_unref);
  g_clear_pointer (&reading->underlines, bt_underline_set_free);
  g_free (reading);
}
