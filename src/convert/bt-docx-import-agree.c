/* A plan with changes that says, when they are decided, what the document says in which a word processor has decided
 * them.
 *
 * Numbers and levels follow from what stands around a paragraph, and the recogniser sees the document only as it is
 * when all is accepted. Where the plan does not agree with the document, that is read in both ways, and the two plans
 * are compared; what can be found again of the changes of the document is put into the result
 * (bt-docx-import-graft.c). */
#include <string.h>

#include "bt-bare.h"
#include "bt-compare.h"
#include "bt-docx-import-private.h"
#include "bt-report-private.h"
#include "bt-resolve.h"
#include "bt-text-export.h"

/* What is read when all is decided, with labels; blanks at the ends of lines and cells are none of it. */
static char *
dup_words (BtPlan *plan, BtView view)
{
  g_autoptr (BtPlan) seen = bt_review_view (plan, view);
  g_autofree char *text = bt_text_export (seen);
  GString *words = g_string_sized_new (strlen (text));

  for (const char *c = text; *c != '\0'; c++)
    {
      if (strchr ("\n\t", *c) != NULL)
        while (words->len > 0 && words->str[words->len - 1] == ' ')
          g_string_truncate (words, words->len - 1);
      if (*c != ' ' || (words->len > 0 && strchr ("\n\t ", words->str[words->len - 1]) == NULL))
        g_string_append_c (words, *c);
    }
  return g_string_free (words, FALSE);
}

static gboolean
says_the_same (BtPlan *plan, BtPlan *decided, BtView view)
{
  g_autofree char *words = dup_words (plan, view), *others = dup_words (decided, view);

  return strcmp (words, others) == 0;
}

static gboolean
agrees (BtPlan *plan, const BtDocxVersion *accepted, const BtDocxVersion *rejected)
{
  return says_the_same (plan, accepted->plan, BT_VIEW_FINAL)
         && says_the_same (plan, rejected->plan, BT_VIEW_ORIGINAL);
}

/* Whether a node of the one plan may have the name of one of the other: what is something else there is another one. */
static gboolean
may_be_named (BtPlan *plan, const char *id, BtPlan *other, const char *name)
{
  return !bt_plan_has_node (plan, name) && bt_plan_has_node (plan, id)
         && bt_plan_has_node (other, name)
         && bt_node_get_kind (bt_plan_get_node (plan, id))
                == bt_node_get_kind (bt_plan_get_node (other, name));
}

/* The ids of what was made of the same paragraphs in the plan with changes. */
static GHashTable *
map_ids (const BtDocxVersion *decided, const BtDocxVersion *marked)
{
  g_autoptr (GHashTable) taken = g_hash_table_new (NULL, NULL);
  GHashTable *ids = g_hash_table_new (NULL, NULL);
  GHashTableIter iter;
  gpointer key, id;

  if (decided->origins == NULL)
    return ids;
  g_hash_table_iter_init (&iter, decided->origins);
  while (g_hash_table_iter_next (&iter, &key, &id))
    {
      const char *known = g_hash_table_lookup (marked->origins, key);
      if (known != NULL && may_be_named (decided->plan, id, marked->plan, known)
          && !g_hash_table_contains (ids, id) && g_hash_table_add (taken, (gpointer) known))
        g_hash_table_insert (ids, id, (gpointer) known);
    }
  return ids;
}

/* The plan of the decided document under the ids of the plan with changes, whose comments come later. */
static BtPlan *
name_alike (const BtDocxVersion *decided, const BtDocxVersion *marked, BtView view, GError **error)
{
  g_autoptr (BtPlan) seen = bt_review_view (decided->plan, view);
  g_autoptr (GHashTable) ids = map_ids (decided, marked);
  g_autoptr (BtNode) root = bt_docx_import_rename (bt_plan_get_root (seen), ids, NULL, NULL);
  g_autoptr (BtPlan) named = bt_plan_new (root, error);

  return named != NULL ? bt_review_without_comments (named) : NULL;
}

/* Of the plan with changes and its decided documents, one that agrees with these. */
static BtPlan *
compare (const BtDocxVersion *marked, const BtDocxVersion *accepted, const BtDocxVersion *rejected,
         GError **error)
{
  const char *author = bt_node_get_attr (marked->change, "author"),
             *time = bt_node_get_attr (marked->change, "time");
  g_autoptr (BtPlan) old = name_alike (rejected, marked, BT_VIEW_ORIGINAL, error);
  g_autoptr (BtPlan) new = old != NULL ? name_alike (accepted, marked, BT_VIEW_FINAL, error) : NULL;

  return new != NULL ? bt_review_compare (old, new, author, time != NULL ? time : "", error) : NULL;
}

/* Whether the comparison, with what the document tells of its changes, agrees with it; then the report is of that. */
static BtPlan *
graft (BtPlan *compared, const BtDocxVersion *marked, gboolean texts, const BtDocxVersion *accepted,
       const BtDocxVersion *rejected)
{
  g_autoptr (BtReport) more = bt_report_new ();
  g_autoptr (GHashTable) names = NULL;
  g_autoptr (BtPlan) plan = bt_docx_import_graft (compared, marked, texts, more, &names);

  if (plan == NULL || !agrees (plan, accepted, rejected))
    return NULL;
  bt_report_rename (marked->report, names);
  bt_report_add_all (marked->report, more, NULL);
  bt_report_add_dropped (marked->report, accepted->report);
  bt_report_add_dropped (marked->report, rejected->report);
  return g_steal_pointer (&plan);
}

/**
 * bt_docx_import_agree:
 * @marked: the document with its changes, of which there is at least one
 * @accepted: the same document, all of whose changes are accepted
 * @rejected: the same, all of whose changes are rejected
 *
 * Returns: (transfer full): the plan that says the same as @accepted when its changes are accepted, and the same as
 *   @rejected when they are rejected: that of @marked where it does; the report of
 *   @marked becomes that of the result
 */
BtPlan *
bt_docx_import_agree (const BtDocxVersion *marked, const BtDocxVersion *accepted,
                      const BtDocxVersion *rejected)
{
  g_autoptr (GError) error = NULL;

  if (agrees (marked->plan, accepted, rejected))
    return bt_plan_ref (marked->plan);
  g_autoptr (BtPlan) compared = compare (marked, accepted, rejected, &error);
  BtPlan *plan = NULL;
  for (guint i = 0; i < 2 && plan == NULL && compared != NULL; i++)
    plan = graft (compared, marked, i == 0, accepted, rejected);
  return plan != NULL ? plan : bt_plan_ref (marked->plan);
}
