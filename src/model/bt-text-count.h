/* How long a text is for who writes it: words and characters. */
#pragma once

#include "bt-plan.h"

G_BEGIN_DECLS

/**
 * BtTextCount:
 * @words: what stands between white space and has a letter or a digit
 * @characters: letters with their marks, digits, signs and spaces; no line breaks
 * @unspaced: the same without spaces
 */
typedef struct
{
  guint words, characters, unspaced;
} BtTextCount;

void bt_text_count_add_string (BtTextCount *count, const char *string);
void bt_text_count_add_text (BtTextCount *count, const BtText *text);
void bt_text_count_add_node (BtTextCount *count, const BtNode *node);
void bt_text_count_add_plan (BtTextCount *count, const BtPlan *plan);

G_END_DECLS
