/* Puts revisions of ours back that another program has cut, joined or lost. LibreOffice 7.4 makes a move of what was
 * taken out somewhere and put in elsewhere. It has no deletion of words by who has put them in: what it
 * reads so becomes inserted, or plain. Of words at the end of a paragraph that one has put in and another
 * one takes out it writes only the latter. Where paragraphs come or go as a whole and the style of the first has
 * changed as well, it marks their ends and not all words. A row has one revision there, which it makes of those of its
 * words. */
#include "bt-docx-read-restore.h"

#include <string.h>

#include "bt-docx-names.h"
#include "bt-docx-runs.h"

/* What a run stands in, in the document and as we wrote it; each may be missing. */
typedef struct
{
  xmlNode *run;
  gboolean worded;
  xmlNode *ins, *del; /* copies of the elements, without what is in them */
  const BtDocxTold *told_ins, *told_del;
} Wrapped;

static void
set_attr (xmlNode *node, const char *name, const char *value)
{
  xmlSetNsProp (node, node->ns, (const xmlChar *) name, (const xmlChar *) value);
}

/**
 * bt_docx_own_take:
 * @revision: a revision of a document
 * @told: what it was when we wrote it
 *
 * Makes it that one again.
 */
void
bt_docx_own_take (xmlNode *revision, const BtDocxTold *told)
{
  xmlNodeSetName (revision, (const xmlChar *) told->as);
  set_attr (revision, "id", bt_docx_attr (told->mark, "id"));
}

/* Says whose it is, and since when. */
static void
sign (const BtDocxOwn *own, xmlNode *revision, const char *change)
{
  const xmlNode *record = g_hash_table_lookup (own->nodes, bt_intern (change));
  const char *author = bt_docx_attr (record, "author"), *time = bt_docx_attr (record, "time");

  set_attr (revision, "author", author != NULL ? author : "");
  if (time != NULL)
    set_attr (revision, "date", time);
}

/* The revision of the document, that we wrote as @told, which is put back where it has gone and @lost says why. */
static void
settle (const BtDocxOwn *own, const Wrapped *wrapped, xmlNode **revision, const BtDocxTold *told, gboolean lost)
{
  if (told == NULL)
    return;
  if (*revision != NULL && bt_docx_own_fits (own, *revision, told->mark))
    bt_docx_own_take (*revision, told);
  else if (*revision == NULL && lost)
    {
      *revision = xmlNewDocNode (wrapped->run->doc, wrapped->run->ns, (const xmlChar *) told->as, NULL);
      bt_docx_own_take (*revision, told);
      sign (own, *revision, bt_docx_attr (told->mark, "change"));
    }
}

static gboolean
is_same_author (const BtDocxOwn *own, const Wrapped *wrapped)
{
  return g_strcmp0 (bt_docx_attr (bt_docx_own_get_change (own, wrapped->told_ins->mark), "author"),
                    bt_docx_attr (bt_docx_own_get_change (own, wrapped->told_del->mark), "author"))
         == 0;
}

/* Each run gets what it was in when we wrote it. @last: whether no other words but such as LibreOffice writes less of
 * stand behind it in its paragraph. */
static void
settle_run (const BtDocxOwn *own, Wrapped *wrapped, gboolean last)
{
  gboolean both = own->libreoffice && wrapped->told_ins != NULL && wrapped->told_del != NULL;
  gboolean self = both && is_same_author (own, wrapped) && wrapped->del == NULL;
  gboolean at_end = both && last && wrapped->ins == NULL && wrapped->del != NULL;

  settle (own, wrapped, &wrapped->ins, wrapped->told_ins, self || at_end);
  settle (own, wrapped, &wrapped->del, wrapped->told_del, self);
}

/* The nearest element of a kind around the run, in its paragraph. */
static xmlNode *
find_wrapper (xmlNode *run, const xmlNode *paragraph, const char *kind)
{
  for (xmlNode *node = run->parent; node != NULL && node != paragraph; node = node->parent)
    if (bt_docx_is_wrapper (node) && bt_docx_is_alike ((const char *) node->name, kind))
      return node;
  return NULL;
}

/* The runs of a paragraph, with where their words stand; those that we do not know of stand nowhere. */
static void
list_runs (const BtDocxOwn *own, const xmlNode *paragraph, const xmlNode *parent, gsize *at, GArray *stretches)
{
  for (xmlNode *node = parent->children; node != NULL; node = node->next)
    {
      if (bt_docx_is (node, "p"))
        continue;
      list_runs (own, paragraph, node, at, stretches);
      /* Formulas have runs of their own. */
      if (!bt_docx_is (node, "r") || node->ns == NULL || !xmlStrEqual (node->ns->href, paragraph->ns->href))
        continue;
      const xmlNode *ins = find_wrapper (node, paragraph, "ins");
      gsize length = ins == NULL || bt_docx_own_knows (own, ins) ? bt_docx_measure_run (node) : 0;
      const BtDocxStretch stretch = { node, *at, *at + length };
      g_array_append_val (stretches, stretch);
      *at += length;
    }
}

/* Which revision that we wrote the words at @at stood in. */
static const BtDocxTold *
find_told (const GArray *told, gsize at, const char *kind)
{
  for (guint i = 0; i < told->len; i++)
    {
      const BtDocxTold *one = &g_array_index (told, BtDocxTold, i);
      if (one->words && one->at <= at && at < one->at + one->length && bt_docx_is_alike (one->as, kind))
        return one;
    }
  return NULL;
}

static void
list_wrappers (xmlNode *parent, GPtrArray *wrappers)
{
  for (xmlNode *node = parent->children; node != NULL; node = node->next)
    {
      if (node->type != XML_ELEMENT_NODE || bt_docx_is (node, "p"))
        continue;
      if (bt_docx_is_wrapper (node))
        g_ptr_array_add (wrappers, node);
      list_wrappers (node, wrappers);
    }
}

/* Takes the revisions of the paragraph's words away. */
static void
unwrap (xmlNode *paragraph)
{
  g_autoptr (GPtrArray) wrappers = g_ptr_array_new ();

  list_wrappers (paragraph, wrappers);
  for (guint i = 0; i < wrappers->len; i++)
    {
      xmlNode *wrapper = wrappers->pdata[i];
      while (wrapper->children != NULL)
        xmlAddPrevSibling (wrapper, wrapper->children);
      bt_docx_delete (wrapper);
    }
}

static xmlNode *
copy_wrapper (const BtDocxStretch *stretch, const xmlNode *paragraph, const char *kind)
{
  xmlNode *wrapper = find_wrapper (stretch->run, paragraph, kind);

  return wrapper != NULL ? xmlDocCopyNode (wrapper, wrapper->doc, 2) : NULL;
}

static void
wrap (xmlNode *run, xmlNode *wrapper)
{
  if (wrapper == NULL)
    return;
  xmlAddPrevSibling (run, wrapper);
  xmlUnlinkNode (run);
  xmlAddChild (wrapper, run);
}

static GArray *
list_wrapped (const BtDocxOwn *own, xmlNode *paragraph, gsize at, const GArray *told)
{
  g_autoptr (GArray) stretches = g_array_new (FALSE, FALSE, sizeof (BtDocxStretch));
  GArray *list = g_array_new (FALSE, FALSE, sizeof (Wrapped));

  if (paragraph->ns == NULL)
    return list;
  list_runs (own, paragraph, paragraph, &at, stretches);
  for (guint i = 0; i < told->len; i++)
    {
      const BtDocxTold *one = &g_array_index (told, BtDocxTold, i);
      bt_docx_cut_runs (stretches, one->at);
      bt_docx_cut_runs (stretches, one->at + one->length);
    }
  for (guint i = 0; i < stretches->len; i++)
    {
      const BtDocxStretch *stretch = &g_array_index (stretches, BtDocxStretch, i);
      gboolean worded = stretch->end > stretch->start;
      const Wrapped wrapped = { stretch->run,
                                worded,
                                copy_wrapper (stretch, paragraph, "ins"),
                                copy_wrapper (stretch, paragraph, "del"),
                                worded ? find_told (told, stretch->start, "ins") : NULL,
                                worded ? find_told (told, stretch->start, "del") : NULL };
      g_array_append_val (list, wrapped);
    }
  return list;
}

/* What put in, or takes out, the end of the paragraph. */
static const xmlNode *
find_end_mark (const xmlNode *paragraph, const char *kind)
{
  const xmlNode *format = bt_docx_child (bt_docx_child (paragraph, "pPr"), "rPr");

  for (const xmlNode *node = format != NULL ? format->children : NULL; node != NULL; node = node->next)
    if (node->type == XML_ELEMENT_NODE && bt_docx_is_alike ((const char *) node->name, kind))
      return node;
  return NULL;
}

/* Whether all words of the paragraph bore what its end does, and now none of them does. */
static gboolean
is_only_at_end (const BtDocxOwn *own, const GArray *list, gboolean ins, const xmlNode *mark)
{
  for (guint i = 0; i < list->len; i++)
    {
      const Wrapped *wrapped = &g_array_index (list, Wrapped, i);
      const BtDocxTold *told = ins ? wrapped->told_ins : wrapped->told_del;
      gboolean borne = told != NULL && bt_docx_own_fits (own, mark, told->mark);
      if (wrapped->worded && (!borne || (ins ? wrapped->ins : wrapped->del) != NULL))
        return FALSE;
    }
  return TRUE;
}

/* Words that came or went with the end of their paragraph do so as long as that does, where LibreOffice may have marked
 * less: where the paragraph's style has changed as well, or of the whole paragraph only the end is marked. */
static void
settle_by_end (const BtDocxOwn *own, const xmlNode *paragraph, GArray *list, const char *kind)
{
  gboolean ins = bt_docx_is_alike (kind, "ins");
  const xmlNode *mark = own->libreoffice ? find_end_mark (paragraph, kind) : NULL;
  gboolean styled = bt_docx_child (bt_docx_child (paragraph, "pPr"), "pPrChange") != NULL;

  if (mark == NULL || (!styled && !is_only_at_end (own, list, ins, mark)))
    return;
  for (guint i = 0; i < list->len; i++)
    {
      Wrapped *wrapped = &g_array_index (list, Wrapped, i);
      const BtDocxTold *told = ins ? wrapped->told_ins : wrapped->told_del;
      if (told != NULL && bt_docx_own_fits (own, mark, told->mark))
        settle (own, wrapped, ins ? &wrapped->ins : &wrapped->del, told, TRUE);
    }
}

/**
 * bt_docx_own_restore:
 * @own: what our export wrote
 * @paragraph: a paragraph of a place whose words are still those that we wrote
 * @at: how many bytes of them stand before it
 * @told: (element-type BtDocxTold): the revisions of the place as we wrote them
 *
 * Gives each of its words the revisions back that it had, as far as nobody has decided them.
 */
void
bt_docx_own_restore (const BtDocxOwn *own, xmlNode *paragraph, gsize at, const GArray *told)
{
  g_autoptr (GArray) list = list_wrapped (own, paragraph, at, told);
  gboolean last = TRUE;

  settle_by_end (own, paragraph, list, "ins");
  settle_by_end (own, paragraph, list, "del");
  for (guint i = list->len; i > 0; i--)
    {
      Wrapped *wrapped = &g_array_index (list, Wrapped, i - 1);
      gboolean lessened = !wrapped->worded || (wrapped->ins == NULL && wrapped->del != NULL);
      settle_run (own, wrapped, last);
      last = last && lessened;
    }
  unwrap (paragraph);
  for (guint i = 0; i < list->len; i++)
    {
      const Wrapped *wrapped = &g_array_index (list, Wrapped, i);
      wrap (wrapped->run, wrapped->ins);
      wrap (wrapped->run, wrapped->del);
    }
}

/* The row of the plan that a row of the document is; NULL where it is none. */
static const xmlNode *
find_row (const BtDocxOwn *own, const xmlNode *parent)
{
  for (const xmlNode *node = parent->children; node != NULL; node = node->next)
    {
      const char *name = bt_docx_is (node, "bookmarkStart") ? bt_docx_attr (node, "name") : NULL;
      const xmlNode *row = name != NULL && g_str_has_prefix (name, BT_DOCX_MARK_ROW)
                               ? g_hash_table_lookup (own->nodes, bt_intern (name + strlen (BT_DOCX_MARK_ROW)))
                               : NULL;
      row = row != NULL || bt_docx_is (node, "tbl") ? row : find_row (own, node);
      if (row != NULL)
        return row;
    }
  return NULL;
}

/* Whether words of the row still bear the change. */
static gboolean
has_words_of (const BtDocxOwn *own, const xmlNode *parent, const char *kind, const xmlNode *change)
{
  for (const xmlNode *node = parent->children; node != NULL; node = node->next)
    if ((bt_docx_is_wrapper (node) && bt_docx_is_alike ((const char *) node->name, kind)
         && bt_docx_own_fits_change (own, node, change))
        || (!bt_docx_is (node, "tbl") && has_words_of (own, node, kind, change)))
      return TRUE;
  return FALSE;
}

/* Adds the revision of the row as the last of its properties. */
static void
add_to_row (const BtDocxOwn *own, xmlNode *node, const char *kind, const char *change)
{
  xmlNode *properties = bt_docx_child (node, "trPr");

  if (properties == NULL)
    {
      properties = xmlNewDocNode (node->doc, node->ns, (const xmlChar *) "trPr", NULL);
      xmlAddPrevSibling (node->children, properties);
    }
  sign (own, xmlNewChild (properties, node->ns, (const xmlChar *) kind, NULL), change);
}

/* What put in the row, or takes it out: as long as its words bear the change nobody has decided that. What is there
 * only as its words bear it goes. */
static void
restore_row (const BtDocxOwn *own, xmlNode *node)
{
  static const char *const kinds[] = { "ins", "del" };
  const xmlNode *row = find_row (own, node);

  for (guint i = 0; row != NULL && i < G_N_ELEMENTS (kinds); i++)
    {
      xmlNode *revision = bt_docx_child (bt_docx_child (node, "trPr"), kinds[i]);
      const char *id = bt_docx_attr (row, kinds[i]);
      const xmlNode *change = id != NULL ? g_hash_table_lookup (own->nodes, bt_intern (id)) : NULL;
      if (change != NULL && revision == NULL && has_words_of (own, node, kinds[i], change))
        add_to_row (own, node, kinds[i], id);
      else if (id == NULL && revision != NULL && bt_docx_attr (row, "moved") == NULL
               && bt_docx_own_knows (own, revision))
        bt_docx_delete (revision);
    }
}

/**
 * bt_docx_own_restore_rows:
 * @own: what our export wrote
 * @body: the text of a document that LibreOffice has saved, or a part of it
 *
 * Gives its rows the revisions back that they had.
 */
void
bt_docx_own_restore_rows (const BtDocxOwn *own, xmlNode *body)
{
  for (xmlNode *node = body->children; node != NULL; node = node->next)
    {
      if (bt_docx_is (node, "tr"))
        restore_row (own, node);
      bt_docx_own_restore_rows (own, node);
    }
}
