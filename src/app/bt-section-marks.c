/* What reviewing and checking add to the looks of a section's text, read off the plan only when that has changed. */

#include "bt-section-marks.h"

#include "bt-author-color.h"
#include "bt-author.h"
#include "bt-intern.h"

static void
clear_changes (BtSectionMarks *marks)
{
  g_clear_pointer (&marks->colors, g_hash_table_unref);
  g_clear_pointer (&marks->change_records, bt_node_unref);
}

static void
clear_comments (BtSectionMarks *marks)
{
  g_clear_pointer (&marks->comments, g_hash_table_unref);
  g_clear_pointer (&marks->comment_records, bt_node_unref);
}

/* Records have come behind the others: each has the colour that its author has in these. */
static void
add_changes (BtSectionMarks *marks, BtNode *changes)
{
  for (guint i = bt_node_get_n_children (marks->change_records); i < bt_node_get_n_children (changes); i++)
    {
      const BtNode *change = bt_node_get_child (changes, i), *before;
      const char *author = bt_node_get_attr (change, "author");
      guint j = i;

      do
        before = bt_node_get_child (changes, --j);
      while (g_strcmp0 (bt_node_get_attr (before, "author"), author) != 0);
      g_hash_table_insert (marks->colors, (gpointer) bt_intern (bt_node_get_id (change)),
                           g_hash_table_lookup (marks->colors, bt_intern (bt_node_get_id (before))));
    }
  bt_node_unref (marks->change_records);
  marks->change_records = bt_node_ref (changes);
}

static void
read_changes (BtSectionMarks *marks, const BtPlan *plan)
{
  clear_changes (marks);
  marks->colors = bt_author_colors_of_changes (plan);
  marks->change_records = bt_node_ref (bt_plan_get_part (plan, BT_NODE_CHANGES));
}

/**
 * bt_section_marks_update:
 * @marks: marks
 * @plan: the plan as it is now
 *
 * Reads them off the plan where its changes or comments are others than before.
 *
 * Returns: whether the comments are
 */
gboolean
bt_section_marks_update (BtSectionMarks *marks, const BtPlan *plan)
{
  BtNode *changes, *comments;
  gboolean commented;

  g_return_val_if_fail (marks != NULL && plan != NULL, FALSE);

  changes = bt_plan_get_part (plan, BT_NODE_CHANGES);
  comments = bt_plan_get_part (plan, BT_NODE_COMMENTS);
  commented = marks->comment_records != comments;
  if (bt_changes_go_on (marks->change_records, changes))
    add_changes (marks, changes);
  else if (marks->change_records != changes)
    read_changes (marks, plan);
  if (commented)
    {
      clear_comments (marks);
      marks->comments = bt_open_comments_of_plan (plan);
      marks->comment_records = bt_node_ref (comments);
    }
  return commented;
}

/**
 * bt_section_marks_clear:
 * @marks: marks
 *
 * Lets go of all that they hold.
 */
void
bt_section_marks_clear (BtSectionMarks *marks)
{
  g_return_if_fail (marks != NULL);

  clear_changes (marks);
  clear_comments (marks);
  g_clear_object (&marks->underlines);
}
