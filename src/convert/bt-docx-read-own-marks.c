/* What our own part of a document tells of its revisions: which change each is, and what was there before. */
#include <stdlib.h>
#include <string.h>

#include "bt-docx-names.h"
#include "bt-docx-read.h"

/**
 * bt_docx_own_change_key:
 * @author: (nullable): who made a change
 * @time: (nullable): when
 *
 * Returns: (transfer full): by what the change is found
 */
char *
bt_docx_own_change_key (const char *author, const char *time)
{
  return g_strdup_printf ("%s\n%s", author != NULL ? author : "", time != NULL ? time : "");
}

/**
 * bt_docx_own_find_mark:
 * @own: (nullable): what our export wrote
 * @node: a mark of a tracked change
 *
 * Returns: (transfer none) (nullable): what we know of it; %NULL where it is none of ours
 */
const xmlNode *
bt_docx_own_find_mark (const BtDocxOwn *own, const xmlNode *node)
{
  const char *id = bt_docx_attr (node, "id");

  if (own == NULL || id == NULL)
    return NULL;
  return atoi (id) >= BT_DOCX_FIRST_REVISION ? g_hash_table_lookup (own->marks, bt_intern (id)) : NULL;
}

/**
 * bt_docx_own_find_change:
 * @own: (nullable): what our export wrote
 * @node: a mark of a tracked change
 * @author: its author
 * @time: its time
 *
 * Returns: (transfer none) (nullable): the interned id of its record, by its number, or by who made it and when
 */
const char *
bt_docx_own_find_change (const BtDocxOwn *own, const xmlNode *node, const char *author,
                         const char *time)
{
  const xmlNode *mark = bt_docx_own_find_mark (own, node);
  g_autofree char *key = bt_docx_own_change_key (author, time);
  const char *id = mark != NULL ? bt_intern (bt_docx_attr (mark, "change")) : NULL;

  if (own == NULL)
    return NULL;
  if (id != NULL && g_hash_table_contains (own->nodes, id))
    return id;
  return g_hash_table_lookup (own->changes, key);
}
