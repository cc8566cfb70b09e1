/* Puts what our export had written into a document back where another program has lost it: styles, which words the
 * program made, what is bold only as its kind is, and the bookmarks. */
#include <string.h>

#include "bt-docx-names.h"
#include "bt-docx-retag-private.h"

/* A paragraph of both documents. */
typedef struct
{
  const BtTagBlock *sent;
  BtTagBlock *back;
  int *places; /* of each byte that went out, where it is now */
} Tagged;

typedef struct
{
  const BtTagText *sent;
  const BtDocxStyles *sent_styles, *back_styles;
  BtTagText *back;
  xmlNs *ns;
  guint next_id;
} Marker;

static xmlNode *
new_node (const Marker *marker, const char *name)
{
  return xmlNewDocNode (marker->back->doc, marker->ns, (const xmlChar *) name, NULL);
}

static void
set_attr (const Marker *marker, xmlNode *node, const char *name, const char *value)
{
  xmlSetNsProp (node, marker->ns, (const xmlChar *) name, (const xmlChar *) value);
}

/* The child of that name, put before the others where there is none. */
static xmlNode *
need_child (const Marker *marker, xmlNode *parent, const char *name)
{
  xmlNode *child = bt_docx_child (parent, name);

  if (child != NULL)
    return child;
  child = new_node (marker, name);
  return parent->children != NULL ? xmlAddPrevSibling (parent->children, child) : xmlAddChild (parent, child);
}

static BtDocxStretch *
get_run (const BtTagBlock *block, guint index)
{
  return &g_array_index (block->runs, BtDocxStretch, index);
}

static xmlNode *
get_properties (const BtDocxStretch *stretch)
{
  return bt_docx_child (stretch->run, "rPr");
}

static gboolean
is_made (const BtDocxStretch *stretch)
{
  return g_strcmp0 (bt_docx_child_val (get_properties (stretch), "rStyle"), BT_DOCX_STYLE_LABEL) == 0;
}

/* The style by which our export calls that of a paragraph; NULL where it is none of ours any more. */
static const char *
get_own_style (const Marker *marker, const xmlNode *paragraph)
{
  const char *style = bt_docx_child_val (bt_docx_child (paragraph, "pPr"), "pStyle");
  const char *original = bt_docx_styles_get_original (marker->back_styles, style);

  return bt_docx_style_is_ours (original) ? original : NULL;
}

static void
set_style (const Marker *marker, xmlNode *properties, const char *style)
{
  set_attr (marker, need_child (marker, properties, "pStyle"), "val", style);
}

/* The style of before a change of the kind goes back as well. */
static void
restyle (const Marker *marker, xmlNode *paragraph, const xmlNode *sent)
{
  const xmlNode *own = bt_docx_child (sent, "pPr");
  const char *style = bt_docx_child_val (own, "pStyle");
  const char *was = bt_docx_child_val (bt_docx_child (bt_docx_child (own, "pPrChange"), "pPr"), "pStyle");
  xmlNode *properties = need_child (marker, paragraph, "pPr");
  xmlNode *change = bt_docx_child (properties, "pPrChange");

  if (style != NULL)
    set_style (marker, properties, style);
  if (was != NULL && change != NULL)
    set_style (marker, need_child (marker, change, "pPr"), was);
}

/* Cuts runs so that each run that went out begins and ends with one. */
static void
cut_runs (const Tagged *tagged)
{
  const int *places = tagged->places;

  for (guint i = 0; i < tagged->sent->runs->len; i++)
    {
      const BtDocxStretch *run = get_run (tagged->sent, i);
      if (places[run->start] >= 0)
        bt_docx_cut_runs (tagged->back->runs, (gsize) places[run->start]);
      if (places[run->end - 1] >= 0)
        bt_docx_cut_runs (tagged->back->runs, (gsize) places[run->end - 1] + 1);
    }
}

/* The run that went out of which the words are; NULL where they are others. */
static const BtDocxStretch *
find_sent_run (const Tagged *tagged, const BtDocxStretch *stretch)
{
  for (guint i = 0; i < tagged->sent->runs->len; i++)
    {
      const BtDocxStretch *run = get_run (tagged->sent, i);
      for (gsize j = run->start; j < run->end; j++)
        if (tagged->places[j] >= 0 && (gsize) tagged->places[j] >= stretch->start
            && (gsize) tagged->places[j] < stretch->end)
          return run;
    }
  return NULL;
}

static void
set_format (const Marker *marker, xmlNode *properties, BtFormat format)
{
  static const struct
  {
    const char *name;
    BtFormat bit;
  } bits[] = { { "u", BT_FORMAT_UNDERLINE }, { "i", BT_FORMAT_ITALIC }, { "b", BT_FORMAT_BOLD } };

  for (guint i = 0; i < G_N_ELEMENTS (bits); i++)
    {
      xmlNode *child = bt_docx_child (properties, bits[i].name);
      if (child != NULL)
        bt_docx_delete (child);
      child = format & bits[i].bit ? need_child (marker, properties, bits[i].name) : NULL;
      if (child != NULL && bits[i].bit == BT_FORMAT_UNDERLINE)
        set_attr (marker, child, "val", "single");
    }
}

/* Of what characters look like, what they have beyond their kind: as they went out where they look the same. */
static void
reformat (const Marker *marker, xmlNode *properties, const char *now, const xmlNode *sent, const char *style)
{
  BtFormat kind = bt_docx_styles_get_format (marker->sent_styles, style);
  BtDocxLook look, own;

  bt_docx_styles_look (marker->back_styles, now, properties, &look);
  bt_docx_styles_look (marker->sent_styles, style, sent, &own);
  set_format (marker, properties, look.format == (own.format | kind) ? own.format : look.format & ~kind);
}

static void
reformat_run (const Marker *marker, xmlNode *run, const char *now, const xmlNode *sent, const char *style)
{
  const xmlNode *sent_change = bt_docx_child (sent, "rPrChange");
  xmlNode *properties = need_child (marker, run, "rPr"), *change = bt_docx_child (properties, "rPrChange");

  if (change != NULL)
    reformat (marker, need_child (marker, change, "rPr"), now, bt_docx_child (sent_change, "rPr"), style);
  reformat (marker, properties, now, sent, style);
}

/* Runs that were put in since bear what the kind is, too. */
static void
reformat_new (const Marker *marker, xmlNode *parent, const char *now, const char *style, GHashTable *done)
{
  for (xmlNode *node = parent->children; node != NULL; node = node->next)
    {
      if (node->type != XML_ELEMENT_NODE)
        continue;
      if (bt_docx_is (node, "r") && !g_hash_table_contains (done, node))
        reformat_run (marker, node, now, NULL, style);
      else if (!bt_docx_is (node, "r"))
        reformat_new (marker, node, now, style, done);
    }
}

static xmlNode *
get_paragraph (xmlNode *node)
{
  while (node != NULL && !bt_docx_is (node, "p"))
    node = node->parent;
  return node;
}

/* What our words were bold by is their kind again. */
static void
tag_formats (const Marker *marker, const Tagged *tagged, xmlNode *paragraph)
{
  g_autoptr (GHashTable) done = g_hash_table_new (NULL, NULL);
  const char *now = bt_docx_child_val (bt_docx_child (paragraph, "pPr"), "pStyle");
  const char *style = bt_docx_child_val (bt_docx_child (tagged->sent->node, "pPr"), "pStyle");

  for (guint i = 0; i < tagged->back->runs->len; i++)
    {
      const BtDocxStretch *stretch = get_run (tagged->back, i), *sent = find_sent_run (tagged, stretch);
      if (sent == NULL || get_paragraph (stretch->run) != paragraph)
        continue;
      reformat_run (marker, stretch->run, now, get_properties (sent), style);
      g_hash_table_add (done, stretch->run);
    }
  reformat_new (marker, paragraph, now, style, done);
}

/* The words that the program made bear their style again. */
static void
tag_made (const Marker *marker, const Tagged *tagged)
{
  for (guint i = 0; i < tagged->back->runs->len; i++)
    {
      const BtDocxStretch *stretch = get_run (tagged->back, i), *sent = find_sent_run (tagged, stretch);
      if (sent == NULL || !is_made (sent))
        continue;
      xmlNode *properties = need_child (marker, stretch->run, "rPr");
      set_attr (marker, need_child (marker, properties, "rStyle"), "val", BT_DOCX_STYLE_LABEL);
      set_format (marker, properties, 0);
    }
}

static void
tag_paragraphs (const Marker *marker, const Tagged *tagged)
{
  for (guint i = 0; i < tagged->back->paragraphs->len; i++)
    {
      xmlNode *paragraph = tagged->back->paragraphs->pdata[i];
      gboolean last = i + 1 == tagged->back->paragraphs->len, ours = last;
      for (guint j = 0; j < tagged->back->runs->len && !ours; j++)
        ours = get_paragraph (get_run (tagged->back, j)->run) == paragraph;
      if (!ours || get_own_style (marker, paragraph) != NULL)
        continue;
      tag_formats (marker, tagged, paragraph);
      restyle (marker, paragraph, tagged->sent->node);
    }
}

static xmlNode *
new_bookmark (const Marker *marker, const char *name, gboolean start)
{
  xmlNode *node = new_node (marker, start ? "bookmarkStart" : "bookmarkEnd");
  g_autofree char *id = g_strdup_printf ("bt%u", marker->next_id);

  set_attr (marker, node, "id", id);
  if (start)
    set_attr (marker, node, "name", name);
  return node;
}

/* The run with the first of the words from @start to @end that are still there; NULL for none. */
static xmlNode *
find_first (const Tagged *tagged, gsize start, gsize end)
{
  const GArray *runs = tagged->back->runs;

  while (start < end && tagged->places[start] < 0)
    start++;
  if (start == end)
    return NULL;
  bt_docx_cut_runs (tagged->back->runs, (gsize) tagged->places[start]);
  for (guint i = 0; i < runs->len; i++)
    if (get_run (tagged->back, i)->end > (gsize) tagged->places[start])
      return get_run (tagged->back, i)->run;
  return NULL;
}

/* The run with the last of them. */
static xmlNode *
find_last (const Tagged *tagged, gsize start, gsize end)
{
  while (start < end && tagged->places[end - 1] < 0)
    end--;
  if (start == end)
    return NULL;
  gsize place = (gsize) tagged->places[end - 1] + 1;
  bt_docx_cut_runs (tagged->back->runs, place);
  for (guint i = tagged->back->runs->len; i > 0; i--)
    if (get_run (tagged->back, i - 1)->start < place)
      return get_run (tagged->back, i - 1)->run;
  return NULL;
}

/* Whether it is around runs of a change. */
static gboolean
is_mark (const xmlNode *node)
{
  static const char *const marks[] = { "ins", "del", "moveFrom", "moveTo", NULL };

  return g_strv_contains (marks, (const char *) node->name);
}

/* What the run stands in as far as that is changes: a bookmark within one would go when it is decided. A change that
 * goes on beyond the run, before it or else behind it, is cut into two. */
static xmlNode *
lift (xmlNode *node, gboolean before)
{
  while (is_mark (node->parent))
    {
      xmlNode *mark = node->parent, *rest = before ? node->prev : node->next;
      xmlNode *other = rest != NULL ? xmlDocCopyNode (mark, mark->doc, 2) : NULL;
      for (xmlNode *next; rest != NULL; rest = next)
        {
          next = before ? rest->prev : rest->next;
          xmlUnlinkNode (rest);
          if (before && other->children != NULL)
            xmlAddPrevSibling (other->children, rest);
          else
            xmlAddChild (other, rest);
        }
      if (other != NULL && before)
        xmlAddPrevSibling (mark, other);
      else if (other != NULL)
        xmlAddNextSibling (mark, other);
      node = mark;
    }
  return node;
}

/* Puts a bookmark around what comments begin or end with there, too, as they are of the words of the node; comments may
 * be on an object as a whole. */
static void
put_beside (xmlNode *run, gboolean before, gboolean object, xmlNode *bookmark)
{
  xmlNode *at = lift (run, before);

  while (!object && before && at->prev != NULL && bt_docx_is (at->prev, "commentRangeStart"))
    at = at->prev;
  while (!object && !before && at->next != NULL && bt_docx_is (at->next, "commentRangeEnd"))
    at = at->next;
  if (before)
    xmlAddPrevSibling (at, bookmark);
  else
    xmlAddNextSibling (at, bookmark);
}

/* Where none of the words are left: behind what stood before them, or at the beginning of the paragraph. */
static void
add_empty (const Tagged *tagged, gsize at, xmlNode *start)
{
  const GPtrArray *paragraphs = tagged->back->paragraphs;
  xmlNode *before = find_last (tagged, 0, at);
  xmlNode *paragraph = paragraphs->pdata[paragraphs->len - 1], *properties = bt_docx_child (paragraph, "pPr");

  if (before != NULL || properties != NULL)
    xmlAddNextSibling (before != NULL ? lift (before, FALSE) : properties, start);
  else if (paragraph->children != NULL)
    xmlAddPrevSibling (paragraph->children, start);
  else
    xmlAddChild (paragraph, start);
}

static Tagged
tagged_new (BtTagBlock *sent)
{
  return (Tagged){ sent, sent->match, bt_tag_align_text (sent->text->str, sent->match->text->str) };
}

/* Whether all of the words from @start to @end are there, and nothing else between them. */
static gboolean
is_whole (const Tagged *tagged, gsize start, gsize end)
{
  for (gsize i = start; i < end; i++)
    if (tagged->places[i] < 0 || tagged->places[i] != tagged->places[start] + (int) (i - start))
      return FALSE;
  return TRUE;
}

/* An object is what its words say, or it is none any more; what of others has not changed keeps its name. */
static gboolean
keeps_name (const Tagged *tagged, const BtTagName *name)
{
  gsize end = name->end_block == name->block ? name->end : name->block->text->len;

  return !g_str_has_prefix (name->name, BT_DOCX_MARK_OBJECT) || is_whole (tagged, name->start, end);
}

static void
add_name (Marker *marker, const BtTagName *name)
{
  BtTagBlock *last = name->end_block;
  Tagged tagged = tagged_new (name->block);
  gboolean one = last == name->block || last->match == NULL;
  Tagged ending = one ? tagged : tagged_new (last);
  gsize end = last == name->block ? name->end : name->block->text->len;
  gboolean object = g_str_has_prefix (name->name, BT_DOCX_MARK_OBJECT);

  if (keeps_name (&tagged, name))
    {
      marker->next_id++;
      xmlNode *start = new_bookmark (marker, name->name, TRUE), *stop = new_bookmark (marker, NULL, FALSE);
      xmlNode *first = find_first (&tagged, name->start, end);
      if (first != NULL)
        put_beside (first, TRUE, object, start);
      else
        add_empty (&tagged, name->start, start);
      xmlNode *behind = one ? find_last (&tagged, name->start, end) : find_last (&ending, 0, name->end);
      if (behind != NULL)
        put_beside (behind, FALSE, object, stop);
      else
        xmlAddNextSibling (start, stop);
    }
  if (!one)
    g_free (ending.places);
  g_free (tagged.places);
}

static void
tag_block (const Marker *marker, BtTagBlock *sent)
{
  Tagged tagged = tagged_new (sent);

  cut_runs (&tagged);
  tag_paragraphs (marker, &tagged);
  tag_made (marker, &tagged);
  g_free (tagged.places);
}

/* bt_tag_mark:
 * @sent: the document that went out, with what of it is what of @back
 * @sent_styles: its styles
 * @back: it as it came back, which is changed
 * @back_styles: its styles
 */
void
bt_tag_mark (const BtTagText *sent, const BtDocxStyles *sent_styles, BtTagText *back,
             const BtDocxStyles *back_styles)
{
  Marker marker = { sent, sent_styles, back_styles, back, xmlDocGetRootElement (back->doc)->ns, 0 };

  for (guint i = 0; i < sent->all->len; i++)
    {
      BtTagBlock *block = sent->all->pdata[i];
      if (block->match != NULL && bt_tag_block_is (block, "p"))
        tag_block (&marker, block);
    }
  for (guint i = 0; i < sent->names->len; i++)
    {
      const BtTagName *name = sent->names->pdata[i];
      if (name->block->match != NULL && !g_hash_table_contains (back->by_name, name->name))
        add_name (&marker, name);
    }
}
