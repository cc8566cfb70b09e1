/* What a cell is sorted by: a number, a time, or words. */
#pragma once

#include "bt-table.h"

G_BEGIN_DECLS

/* In the order in which they are sorted. */
typedef enum
{
  BT_SORT_NUMBER,
  BT_SORT_TIME,
  BT_SORT_WORDS,
  BT_SORT_NOTHING,
} BtSortRank;

typedef struct
{
  BtSortRank rank;
  double value; /* of a number or a time */
  char *words;
} BtSortKey;

void bt_sort_key_init (BtSortKey *key, const char *string, BtRole role);
void bt_sort_key_clear (BtSortKey *key);
int bt_sort_key_compare (const BtSortKey *a, const BtSortKey *b);

G_END_DECLS
