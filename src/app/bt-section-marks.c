/* What reviewing and checking add to the looks of a section's text, read off the plan only when that has changed. */

#include "bt-section-marks.h"

#include "bt-author-color.h"

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
  if (marks->change_records != changes)
    {
      clear_changes (marks);
      marks->colors = bt_author_colors_of_changes (plan);
      marks->change_records = bt_node_ref (changes);
    }
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
