/* What the open changes of a plan mean: which tasks come, go, change hands or dates. Compared by ids,
 * between the plan as it was and as it will be. */
#include "bt-change-summary.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "bt-change-list.h"
#include "bt-numbering.h"
#include "bt-reference.h"
#include "bt-resolve.h"
#include "bt-task-list.h"

static void
section_free (gpointer data)
{
  g_free (((BtSectionEntry *) data)->title);
  g_free (data);
}

static void
author_free (gpointer data)
{
  g_free (((BtAuthorEntry *) data)->name);
  g_free (data);
}

static void
add_task (BtChangeSummary *summary, BtTaskChange change, const BtTask *before, const BtTask *after)
{
  BtTaskEntry *entry = g_new (BtTaskEntry, 1);
  *entry = (BtTaskEntry){ change, before, after };
  g_ptr_array_add (summary->tasks, entry);
}

static GHashTable *
index_tasks (const GPtrArray *tasks)
{
  GHashTable *index = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < tasks->len; i++)
    g_hash_table_insert (index, (gpointer) ((const BtTask *) tasks->pdata[i])->node,
                         tasks->pdata[i]);
  return index;
}

static void
compare_tasks (BtChangeSummary *summary)
{
  g_autoptr (GHashTable) before = index_tasks (summary->before);
  g_autoptr (GHashTable) after = index_tasks (summary->after);

  for (guint i = 0; i < summary->after->len; i++)
    {
      const BtTask *now = summary->after->pdata[i], *old = g_hash_table_lookup (before, now->node);
      if (old == NULL)
        add_task (summary, BT_TASK_ADDED, NULL, now);
      if (old != NULL && !bt_task_same_words (old->lead, now->lead))
        add_task (summary, BT_TASK_GIVEN, old, now);
      if (old != NULL && !bt_task_same_words (old->time, now->time))
        add_task (summary, BT_TASK_RESCHEDULED, old, now);
    }
  for (guint i = 0; i < summary->before->len; i++)
    {
      const BtTask *old = summary->before->pdata[i];
      if (!g_hash_table_contains (after, old->node))
        add_task (summary, BT_TASK_DROPPED, old, NULL);
    }
}

/* The parts of a plan that are no lists of sections. */
static const struct
{
  BtNodeKind kind;
  const char *title;
} parts[] = {
  { BT_NODE_HEADER, N_ ("Header") },
  { BT_NODE_BASES, N_ ("Bases") },
  { BT_NODE_SIGNATURE, N_ ("Signature") },
  { BT_NODE_RECIPIENTS, N_ ("Recipients") },
};

/* A title tells which section it is: its label and its first words. */
static char *
dup_title (const BtPlan *plan, const BtNode *node)
{
  const BtNode *named = bt_node_get_child_of_kind (node, BT_NODE_TITLE);
  g_autofree char *label = bt_plan_dup_label (plan, bt_node_get_id (node));
  g_autofree char *words = bt_node_get_kind (node) == BT_NODE_TABLE
                               ? g_strdup (_ ("Table"))
                               : bt_plan_dup_plain_text (plan, named != NULL ? named : node);

  return g_strstrip (g_strdup_printf ("%s %s", label != NULL ? label : "", words));
}

static void
add_section (BtChangeSummary *summary, const BtNode *node, char *title)
{
  BtSectionEntry *entry = g_new (BtSectionEntry, 1);
  *entry = (BtSectionEntry){ bt_intern (bt_node_get_id (node)), title };
  g_ptr_array_add (summary->sections, entry);
}

/* The three looks at one plan. */
typedef struct
{
  BtPlan *plan, *before, *after;
} Views;

static gboolean
has_moved (const Views *views, const char *id)
{
  const BtNode *node = bt_plan_get_node (views->plan, id);
  return node != NULL && bt_node_get_attr (node, "moved") != NULL;
}

/* The sections of a part that read otherwise than before, then those that are gone. */
static void
compare_sections (BtChangeSummary *summary, const Views *views, BtNodeKind part)
{
  const BtNode *now = bt_plan_get_part (views->after, part);
  const BtNode *old = bt_plan_get_part (views->before, part);

  for (guint i = 0; i < bt_node_get_n_children (now); i++)
    {
      const BtNode *section = bt_node_get_child (now, i);
      const char *id = bt_node_get_id (section);
      const BtNode *was = bt_plan_get_node (views->before, id);
      if (was == NULL || has_moved (views, id) || !bt_node_equal (was, section))
        add_section (summary, section, dup_title (views->after, section));
    }
  for (guint i = 0; i < bt_node_get_n_children (old); i++)
    {
      const BtNode *section = bt_node_get_child (old, i);
      if (!bt_plan_has_node (views->after, bt_node_get_id (section)))
        add_section (summary, section, dup_title (views->before, section));
    }
}

static void
compare_parts (BtChangeSummary *summary, const Views *views)
{
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      const BtNode *now = bt_plan_get_part (views->after, parts[i].kind);
      if (!bt_node_equal (bt_plan_get_part (views->before, parts[i].kind), now))
        add_section (summary, now, g_strdup (_ (parts[i].title)));
    }
}

static BtAuthorEntry *
find_author (const BtChangeSummary *summary, const char *name)
{
  for (guint i = 0; i < summary->authors->len; i++)
    {
      BtAuthorEntry *author = summary->authors->pdata[i];
      if (strcmp (author->name, name) == 0)
        return author;
    }
  BtAuthorEntry *author = g_new0 (BtAuthorEntry, 1);
  author->name = g_strdup (name);
  g_ptr_array_add (summary->authors, author);
  return author;
}

static void
count_authors (BtChangeSummary *summary, const GPtrArray *list)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < list->len; i++)
    {
      const BtChange *change = list->pdata[i];
      if (change->state == BT_CHANGE_OPEN && g_hash_table_add (seen, (gpointer) change->id))
        find_author (summary, bt_change_get_attr (change, "author"))->n_open++;
    }
}

/**
 * bt_change_summary_new:
 * @plan: a plan
 * @list: (element-type BtChange): its changes
 *
 * Returns: (transfer full): what they mean
 */
BtChangeSummary *
bt_change_summary_new (BtPlan *plan, const GPtrArray *list)
{
  g_return_val_if_fail (plan != NULL && list != NULL, NULL);

  g_autoptr (BtPlan) before = bt_review_view (plan, BT_VIEW_ORIGINAL);
  g_autoptr (BtPlan) after = bt_review_view (plan, BT_VIEW_FINAL);
  Views views = { plan, before, after };
  BtChangeSummary *summary = g_new (BtChangeSummary, 1);
  summary->tasks = g_ptr_array_new_with_free_func (g_free);
  summary->sections = g_ptr_array_new_with_free_func (section_free);
  summary->authors = g_ptr_array_new_with_free_func (author_free);
  summary->before = bt_task_list_new (before);
  summary->after = bt_task_list_new (after);
  compare_tasks (summary);
  compare_parts (summary, &views);
  compare_sections (summary, &views, BT_NODE_BODY);
  compare_sections (summary, &views, BT_NODE_APPENDICES);
  count_authors (summary, list);
  return summary;
}

/**
 * bt_change_summary_free:
 * @summary: (transfer full): a summary
 */
void
bt_change_summary_free (BtChangeSummary *summary)
{
  g_return_if_fail (summary != NULL);

  g_ptr_array_unref (summary->tasks);
  g_ptr_array_unref (summary->sections);
  g_ptr_array_unref (summary->authors);
  g_ptr_array_unref (summary->before);
  g_ptr_array_unref (summary->after);
  g_free (summary);
}

static const char *
or_none (const char *words)
{
  return *words != '\0' ? words : "…";
}

static void
append_task (GString *out, const BtTaskEntry *entry)
{
  const BtTask *task = entry->after != NULL ? entry->after : entry->before;
  GString *line = g_string_new (NULL);

  g_string_append_printf (line, "“%s”: ", task->text);
  if (entry->change == BT_TASK_GIVEN)
    g_string_append_printf (line, "%s → %s", or_none (entry->before->lead), or_none (task->lead));
  else if (entry->change == BT_TASK_RESCHEDULED)
    g_string_append_printf (line, "%s → %s", or_none (entry->before->time), or_none (task->time));
  else
    g_string_append (line, or_none (task->lead));
  g_strdelimit (line->str, "\n", ' ');
  g_string_append_printf (out, "  - %s\n", line->str);
  g_string_free (line, TRUE);
}

static void
append_count (GString *out, const char *title, guint n)
{
  g_string_append_printf (out, "%s: %u\n", title, n);
}

static void
append_tasks (GString *out, const BtChangeSummary *summary, BtTaskChange change)
{
  static const char *const titles[BT_N_TASK_CHANGES] = {
    [BT_TASK_ADDED] = N_ ("Tasks added"),
    [BT_TASK_DROPPED] = N_ ("Tasks dropped"),
    [BT_TASK_GIVEN] = N_ ("Tasks given to another lead unit"),
    [BT_TASK_RESCHEDULED] = N_ ("Tasks moved in time"),
  };
  g_autoptr (GString) tasks = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; i < summary->tasks->len; i++)
    {
      const BtTaskEntry *entry = summary->tasks->pdata[i];
      if (entry->change != change)
        continue;
      append_task (tasks, entry);
      n++;
    }
  append_count (out, _ (titles[change]), n);
  g_string_append (out, tasks->str);
}

/**
 * bt_change_summary_to_text:
 * @summary: a summary
 *
 * Returns: (transfer full): the summary as lines of text; what does not occur is counted as 0
 */
char *
bt_change_summary_to_text (const BtChangeSummary *summary)
{
  g_return_val_if_fail (summary != NULL, NULL);

  GString *out = g_string_new (NULL);
  for (guint change = 0; change < BT_N_TASK_CHANGES; change++)
    append_tasks (out, summary, change);
  append_count (out, _ ("Sections changed"), summary->sections->len);
  for (guint i = 0; i < summary->sections->len; i++)
    {
      const BtSectionEntry *section = summary->sections->pdata[i];
      g_autofree char *title = g_strdelimit (g_strdup (section->title), "\n", ' ');
      g_string_append_printf (out, "  - %s\n", title);
    }
  append_count (out, _ ("Authors whose changes nobody has decided"), summary->authors->len);
  for (guint i = 0; i < summary->authors->len; i++)
    {
      const BtAuthorEntry *author = summary->authors->pdata[i];
      g_string_append_printf (out, "  - %s: %u\n", author->name, author->n_open);
    }
  return g_string_free (out, FALSE);
}
