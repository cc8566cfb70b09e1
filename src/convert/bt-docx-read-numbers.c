/* Revisions of a document of our own whose numbers another program has given anew, as Word does each time it saves:
 * they still stand in their order, with their authors and times. */
#include <stdlib.h>
#include <string.h>

#include "bt-docx-names.h"
#include "bt-docx-read-reader.h"

/* Whether it is a revision of the kinds that we number. */
static gboolean
is_revision (const xmlNode *node)
{
  static const char *const names[] = { "ins",
                                       "del",
                                       "moveFrom",
                                       "moveTo",
                                       "moveFromRangeStart",
                                       "moveToRangeStart",
                                       "cellIns",
                                       "cellDel",
                                       "rPrChange",
                                       "pPrChange",
                                       NULL };

  return node->type == XML_ELEMENT_NODE && g_strv_contains (names, (const char *) node->name)
         && bt_docx_attr (node, "author") != NULL;
}

/* The revisions that were made by somebody, at a time, that we know of. */
static void
collect (const BtDocxOwn *own, const xmlNode *node, GPtrArray *found)
{
  if (is_revision (node))
    {
      g_autofree char *time = bt_docx_dup_time (bt_docx_attr (node, "date"));
      g_autofree char *key = bt_docx_own_change_key (bt_docx_attr (node, "author"), time);
      if (g_hash_table_contains (own->changes, key))
        g_ptr_array_add (found, (gpointer) node);
    }
  for (const xmlNode *child = node->children; child != NULL; child = child->next)
    collect (own, child, found);
}

/* Whether the revision may be what the mark tells of: author and time are those of its change. */
static gboolean
fits (const BtDocxOwn *own, const xmlNode *revision, const xmlNode *mark)
{
  const xmlNode *change =
      g_hash_table_lookup (own->nodes, bt_intern (bt_docx_attr (mark, "change")));
  g_autofree char *time = bt_docx_dup_time (bt_docx_attr (revision, "date"));

  return change != NULL
         && g_strcmp0 (bt_docx_attr (change, "author"), bt_docx_attr (revision, "author")) == 0
         && g_strcmp0 (bt_docx_attr (change, "time"), time) == 0;
}

static GPtrArray *
list_marks (const xmlNode *list)
{
  GPtrArray *marks = g_ptr_array_new ();

  for (const xmlNode *node = list != NULL ? list->children : NULL; node != NULL; node = node->next)
    if (bt_docx_is (node, "mark"))
      g_ptr_array_add (marks, (gpointer) node);
  return marks;
}

/* Whether the numbers are still ours. */
static gboolean
are_ours (const GPtrArray *revisions)
{
  for (guint i = 0; i < revisions->len; i++)
    if (bt_docx_attr (revisions->pdata[i], "id") != NULL
        && atoi (bt_docx_attr (revisions->pdata[i], "id")) >= BT_DOCX_FIRST_REVISION)
      return TRUE;
  return FALSE;
}

/**
 * bt_docx_own_find_numbers:
 * @own: what our export wrote
 * @body: the document's text
 *
 * Finds what our own part tells of each revision where their numbers have been given anew: from the beginning as far as
 * authors and times are those that we wrote, and from the end. What somebody has added in between does not count.
 */
void
bt_docx_own_find_numbers (BtDocxOwn *own, const xmlNode *body)
{
  g_autoptr (GPtrArray) revisions = g_ptr_array_new ();
  g_autoptr (GPtrArray) marks = list_marks (bt_docx_child (xmlDocGetRootElement (own->doc), "marks"));
  guint first = 0, last = 0;

  collect (own, body, revisions);
  if (are_ours (revisions))
    return;
  own->merged = revisions->len < marks->len;
  guint n = MIN (revisions->len, marks->len);
  while (first < n && fits (own, revisions->pdata[first], marks->pdata[first]))
    {
      g_hash_table_insert (own->renumbered, revisions->pdata[first], marks->pdata[first]);
      first++;
    }
  while (first + last < n
         && fits (own, revisions->pdata[revisions->len - last - 1], marks->pdata[marks->len - last - 1]))
    {
      g_hash_table_insert (own->renumbered, revisions->pdata[revisions->len - last - 1],
                           marks->pdata[marks->len - last - 1]);
      last++;
    }
}

/**
 * bt_docx_own_find_ends:
 * @own: what our export wrote
 * @parent: the document's text, or a part of it
 *
 * Counts the ends of bookmarks: who deletes the paragraph that one stands in takes it out.
 */
void
bt_docx_own_find_ends (BtDocxOwn *own, const xmlNode *parent)
{
  for (const xmlNode *node = parent->children; node != NULL; node = node->next)
    {
      const char *id = bt_docx_is (node, "bookmarkEnd") ? bt_docx_attr (node, "id") : NULL;
      guint n = id != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (own->ends, id)) : 0;

      if (id != NULL)
        g_hash_table_insert (own->ends, g_strdup (id), GUINT_TO_POINTER (n + 1));
      bt_docx_own_find_ends (own, node);
    }
}
