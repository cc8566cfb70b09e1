/* What reviewing and checking add to the looks of a section's text, read off the plan only when that has changed. */
#pragma once

#include "bt-underlines.h"

G_BEGIN_DECLS

/**
 * BtSectionMarks:
 * @colors: the colours of the authors of changes (bt_author_colors_of_changes())
 * @comments: the open comments (bt_open_comments_of_plan())
 * @underlines: (nullable): what is underlined quietly
 * @change_records: the part of the plan that @colors are of
 * @comment_records: the part of the plan that @comments are of
 *
 * The records are references, so that no other part can have their place in memory.
 */
typedef struct
{
  GHashTable *colors;
  GHashTable *comments;
  BtUnderlines *underlines;
  BtNode *change_records, *comment_records;
} BtSectionMarks;

gboolean bt_section_marks_update (BtSectionMarks *marks, const BtPlan *plan);
void bt_section_marks_clear (BtSectionMarks *marks);

G_END_DECLS
