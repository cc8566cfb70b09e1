/* What our own part of a document tells, as far as a plan with it can be saved: what is damaged tells nothing. */
#include <string.h>

#include "bt-docx-read-reader.h"
#include "bt-id.h"
#include "bt-was.h"

/**
 * bt_docx_own_is_foreign:
 * @xml: (nullable): what our part of a document says that it is, an element of another program
 *
 * Returns: whether it is one: with anything else the plan could not be saved
 */
gboolean
bt_docx_own_is_foreign (const char *xml)
{
  if (xml == NULL || strlen (xml) > G_MAXINT / 2)
    return FALSE;
  xmlDoc *doc = xmlReadMemory (xml, (int) strlen (xml), NULL, "UTF-8",
                               XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
  const xmlNode *root = doc != NULL ? xmlDocGetRootElement (doc) : NULL;
  gboolean foreign = root != NULL && doc->intSubset == NULL && root->ns != NULL;
  g_clear_pointer (&doc, xmlFreeDoc);
  return foreign;
}

/**
 * bt_docx_own_get_was:
 * @told: (nullable): what our part tells of a mark, or of words
 *
 * Returns: (transfer none) (nullable): what these were before a change, interned; %NULL where it tells nothing that
 *   holds
 */
const char *
bt_docx_own_get_was (const xmlNode *told)
{
  const char *was = bt_docx_attr (told, "was");

  return was != NULL && bt_was_check (was) ? bt_intern (was) : NULL;
}
