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

/* The revisions of a text.
 *
 * @all: those that were made by somebody, at a time, that we know of, but for what others have put in since
 * @copies: which of them is another one once more: who types into words cuts them in two, which say the same
 * @run: the run with words before, in the same paragraph; %NULL for none
 */
typedef struct
{
  const BtDocxOwn *own;
  GPtrArray *all;
  GHashTable *copies;
  const xmlNode *run;
} Revisions;

static gboolean
is_known (const BtDocxOwn *own, const xmlNode *revision)
{
  g_autofree char *time = bt_docx_dup_time (bt_docx_attr (revision, "date"));
  g_autofree char *key = bt_docx_own_change_key (bt_docx_attr (revision, "author"), time);

  return g_hash_table_contains (own->changes, key);
}

static gboolean
has_same_attrs (const xmlNode *a, const xmlNode *b)
{
  for (const xmlAttr *attr = a->properties; attr != NULL; attr = attr->next)
    {
      const char *name = (const char *) attr->name;
      if (strcmp (name, "id") != 0 && g_strcmp0 (bt_docx_attr (a, name), bt_docx_attr (b, name)) != 0)
        return FALSE;
    }
  return TRUE;
}

/* Whether both say the same, but for their numbers. */
static gboolean
is_same (const xmlNode *a, const xmlNode *b)
{
  if (a == NULL || b == NULL)
    return a == b;
  if (!xmlStrEqual (a->name, b->name) || !has_same_attrs (a, b) || !has_same_attrs (b, a))
    return FALSE;
  const xmlNode *of_a = a->children, *of_b = b->children;
  for (; of_a != NULL && of_b != NULL; of_a = of_a->next, of_b = of_b->next)
    if (!is_same (of_a, of_b))
      return FALSE;
  return of_a == of_b;
}

/* The next revision that we know of around @node. */
static const xmlNode *
find_around (const BtDocxOwn *own, const xmlNode *node)
{
  for (node = node->parent; node != NULL && !bt_docx_is (node, "p"); node = node->parent)
    if (is_revision (node) && is_known (own, node))
      return node;
  return NULL;
}

/* Whether the runs have the same look and stand in the same revisions of ours, so that they may have been one. */
static gboolean
is_parted (const BtDocxOwn *own, const xmlNode *a, const xmlNode *b)
{
  if (!is_same (bt_docx_child (a, "rPr"), bt_docx_child (b, "rPr")))
    return FALSE;
  for (a = find_around (own, a), b = find_around (own, b); a != b;
       a = find_around (own, a), b = find_around (own, b))
    if (a == NULL || b == NULL || !xmlStrEqual (a->name, b->name) || !has_same_attrs (a, b))
      return FALSE;
  return TRUE;
}

/* What the run and what is around it say is what the run before says. */
static void
note_copies (Revisions *revisions, const xmlNode *run)
{
  const xmlNode *a = revisions->run, *b = run;
  const xmlNode *first = bt_docx_child (bt_docx_child (a, "rPr"), "rPrChange"),
                *second = bt_docx_child (bt_docx_child (b, "rPr"), "rPrChange");

  if (first != NULL && second != NULL)
    g_hash_table_insert (revisions->copies, (gpointer) second, (gpointer) first);
  for (a = find_around (revisions->own, a), b = find_around (revisions->own, b); a != b;
       a = find_around (revisions->own, a), b = find_around (revisions->own, b))
    g_hash_table_insert (revisions->copies, (gpointer) b, (gpointer) a);
}

static gboolean
has_words (const xmlNode *run)
{
  for (const xmlNode *node = run->children; node != NULL; node = node->next)
    if (node->type == XML_ELEMENT_NODE && !bt_docx_is (node, "rPr") && !bt_docx_is (node, "commentReference"))
      return TRUE;
  return FALSE;
}

static void
collect (Revisions *revisions, const xmlNode *node)
{
  gboolean known = is_revision (node) && is_known (revisions->own, node);

  if (bt_docx_is (node, "p"))
    revisions->run = NULL;
  if (known)
    g_ptr_array_add (revisions->all, (gpointer) node);
  else if (bt_docx_is (node, "ins") && node->children != NULL)
    return;
  if (bt_docx_is (node, "r") && has_words (node))
    {
      if (revisions->run != NULL && is_parted (revisions->own, revisions->run, node))
        note_copies (revisions, node);
      revisions->run = node;
    }
  for (const xmlNode *child = node->children; child != NULL; child = child->next)
    collect (revisions, child);
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

/* Without those that are others once more. */
static GPtrArray *
list_originals (const Revisions *revisions)
{
  GPtrArray *originals = g_ptr_array_new ();

  for (guint i = 0; i < revisions->all->len; i++)
    if (!g_hash_table_contains (revisions->copies, revisions->all->pdata[i]))
      g_ptr_array_add (originals, revisions->all->pdata[i]);
  return originals;
}

/* What is told of each revision: from the beginning as far as authors and times are those that we wrote, and from the
 * end. */
static GHashTable *
match (const BtDocxOwn *own, const GPtrArray *revisions, const GPtrArray *marks)
{
  GHashTable *found = g_hash_table_new (NULL, NULL);
  guint first = 0, last = 0, n = MIN (revisions->len, marks->len);

  while (first < n && fits (own, revisions->pdata[first], marks->pdata[first]))
    {
      g_hash_table_insert (found, revisions->pdata[first], marks->pdata[first]);
      first++;
    }
  while (first + last < n
         && fits (own, revisions->pdata[revisions->len - last - 1], marks->pdata[marks->len - last - 1]))
    {
      g_hash_table_insert (found, revisions->pdata[revisions->len - last - 1],
                           marks->pdata[marks->len - last - 1]);
      last++;
    }
  return found;
}

/* Of what is another one once more the same is told as of that. */
static void
tell_copies (BtDocxOwn *own, const Revisions *revisions)
{
  for (guint i = 0; i < revisions->all->len; i++)
    {
      gpointer original = g_hash_table_lookup (revisions->copies, revisions->all->pdata[i]);
      gpointer mark = original != NULL ? g_hash_table_lookup (own->renumbered, original) : NULL;
      if (mark != NULL)
        g_hash_table_insert (own->renumbered, revisions->all->pdata[i], mark);
    }
}

/* Finds what is told of the revisions, be some of them there once more. */
static void
find_numbers (BtDocxOwn *own, const Revisions *revisions, const GPtrArray *marks)
{
  g_autoptr (GPtrArray) originals = list_originals (revisions);
  GHashTable *all = match (own, revisions->all, marks), *once = match (own, originals, marks);
  guint n_all = g_hash_table_size (all), n_once = g_hash_table_size (once);
  gboolean parted = n_once > n_all || (n_once == n_all && revisions->all->len > marks->len);

  g_hash_table_unref (own->renumbered);
  own->renumbered = parted ? once : all;
  g_hash_table_unref (parted ? all : once);
  own->merged = (parted ? originals->len : revisions->all->len) < marks->len;
  if (parted)
    tell_copies (own, revisions);
}

/**
 * bt_docx_own_find_numbers:
 * @own: what our export wrote
 * @body: the document's text
 *
 * Finds what our own part tells of each revision where their numbers have been given anew, by their order. What
 * somebody has added in between does not count, nor do the parts of words that somebody has typed into.
 */
void
bt_docx_own_find_numbers (BtDocxOwn *own, const xmlNode *body)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  g_autoptr (GHashTable) copies = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) marks = list_marks (bt_docx_child (xmlDocGetRootElement (own->doc), "marks"));
  Revisions revisions = { own, all, copies, NULL };

  collect (&revisions, body);
  if (!are_ours (all))
    find_numbers (own, &revisions, marks);
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
