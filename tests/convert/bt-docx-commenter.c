/* A colleague who says something of a document: comments on words, answers, and threads that are settled, as Word
 * writes them. */
#include "bt-docx-colleague-private.h"

#include <string.h>

#include "bt-docx-read.h"
#include "bt-docx-view.h"

/* Above those that our export gives. */
#define FIRST_ID 500

/* The parts in which comments are. */
typedef struct
{
  Colleague *self;
  xmlDoc *comments, *extended;
  guint next_id;
} Commenter;

static xmlNode *
add_child (const Commenter *c, xmlNode *parent, const char *name)
{
  return xmlAddChild (parent, xmlNewDocNode (parent->doc, c->comments == parent->doc ? parent->ns : c->self->w,
                                             (const xmlChar *) name, NULL));
}

static void
set_attr (xmlNode *node, xmlNs *ns, const char *name, const char *value)
{
  xmlSetNsProp (node, ns, (const xmlChar *) name, (const xmlChar *) value);
}

/* The message itself, and what says that it answers @parent (a paraId) where it does; its paraId is its id. */
static BtDocxDeed *
add_message (Commenter *c, const char *parent)
{
  const char *token = bt_docx_colleague_new_token (c->self);
  BtDocxDeed *deed = c->self->deeds->pdata[c->self->deeds->len - 1];
  xmlNode *root = xmlDocGetRootElement (c->comments), *extended = xmlDocGetRootElement (c->extended);
  xmlNode *comment = add_child (c, root, "comment"), *paragraph = add_child (c, comment, "p");
  xmlNode *extra = xmlNewChild (extended, extended->ns, (const xmlChar *) "commentEx", NULL);
  xmlNs *w14 = xmlSearchNs (c->comments, root, (const xmlChar *) "w14");
  g_autofree char *id = g_strdup_printf ("%u", c->next_id), *para = g_strdup_printf ("%08X", c->next_id);

  xmlNewTextChild (add_child (c, paragraph, "r"), root->ns, (const xmlChar *) "t", (const xmlChar *) token);
  set_attr (comment, root->ns, "id", id);
  set_attr (comment, root->ns, "author", bt_docx_colleague_authors[c->self->who]);
  set_attr (comment, root->ns, "date", bt_docx_colleague_times[c->self->who]);
  set_attr (paragraph, w14, "paraId", para);
  set_attr (extra, extended->ns, "paraId", para);
  if (parent != NULL)
    set_attr (extra, extended->ns, "paraIdParent", parent);
  set_attr (extra, extended->ns, "done", "0");
  deed->comment = TRUE;
  return deed;
}

static xmlNode *
new_range (const Commenter *c, const char *name)
{
  xmlNode *node = bt_docx_colleague_new_node (c->self, name);
  g_autofree char *id = g_strdup_printf ("%u", c->next_id);

  set_attr (node, c->self->w, "id", id);
  return node;
}

/* Where a range ends, with the mark in the text that refers to the comment. */
static void
end_range (const Commenter *c, xmlNode *behind)
{
  xmlNode *run = bt_docx_colleague_new_node (c->self, "r");

  xmlAddChild (run, new_range (c, "commentReference"));
  xmlAddNextSibling (behind, run);
  xmlAddNextSibling (behind, new_range (c, "commentRangeEnd"));
}

/* A comment at a place and not on words, as LibreOffice writes it. */
static void
add_pointed (Commenter *c)
{
  xmlNode *run = bt_docx_colleague_pick (c->self, "r");

  if (run == NULL)
    return;
  xmlNode *mark = bt_docx_colleague_new_node (c->self, "r");
  add_message (c, NULL)->beside = (char *) xmlNodeGetContent (bt_docx_child (run, "t"));
  xmlAddChild (mark, new_range (c, "commentReference"));
  xmlAddNextSibling (run, mark);
  c->next_id++;
}

/* Some words of a run get a comment. */
static void
add_comment (Commenter *c)
{
  xmlNode *run = bt_docx_colleague_pick (c->self, "r");

  if (run == NULL)
    return;
  xmlChar *content = xmlNodeGetContent (bt_docx_child (run, "t"));
  const char *words = (const char *) content;
  glong n = g_utf8_strlen (words, -1), a = g_rand_int_range (c->self->rand, 0, n);
  glong b = g_rand_int_range (c->self->rand, a, n) + 1;
  gsize from = g_utf8_offset_to_pointer (words, a) - words, to = g_utf8_offset_to_pointer (words, b) - words;
  xmlNode *middle = bt_docx_colleague_new_run (c->self, run, words + from, to - from, "t");

  add_message (c, NULL)->words = g_strndup (words + from, to - from);
  if (from > 0)
    xmlAddPrevSibling (run, bt_docx_colleague_new_run (c->self, run, words, from, "t"));
  if (words[to] != '\0')
    xmlAddNextSibling (run, bt_docx_colleague_new_run (c->self, run, words + to, strlen (words + to), "t"));
  xmlReplaceNode (run, middle);
  xmlFreeNode (run);
  xmlAddPrevSibling (middle, new_range (c, "commentRangeStart"));
  end_range (c, middle);
  c->next_id++;
  xmlFree (content);
}

/* An entry of the part that says what is settled, of a comment that answers none. */
static xmlNode *
pick_thread (const Commenter *c)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();

  for (xmlNode *node = xmlDocGetRootElement (c->extended)->children; node != NULL; node = node->next)
    if (bt_docx_is (node, "commentEx") && bt_docx_attr (node, "paraIdParent") == NULL)
      g_ptr_array_add (found, node);
  return found->len > 0 ? found->pdata[g_rand_int_range (c->self->rand, 0, found->len)] : NULL;
}

static xmlNode *
find_comment (const Commenter *c, const char *para)
{
  for (xmlNode *node = xmlDocGetRootElement (c->comments)->children; node != NULL; node = node->next)
    if (bt_docx_is (node, "comment") && g_strcmp0 (bt_docx_attr (bt_docx_child (node, "p"), "paraId"), para) == 0)
      return node;
  return NULL;
}

/* The first line of what it says. */
static char *
dup_message (xmlNode *comment)
{
  for (xmlNode *run = bt_docx_child (comment, "p")->children; run != NULL; run = run->next)
    if (bt_docx_child (run, "t") != NULL)
      return (char *) xmlNodeGetContent (bt_docx_child (run, "t"));
  return g_strdup ("");
}

static xmlNode *
find_range (xmlNode *node, const char *name, const char *id)
{
  xmlNode *found = bt_docx_is (node, name) && g_strcmp0 (bt_docx_attr (node, "id"), id) == 0 ? node : NULL;

  for (xmlNode *child = node->children; child != NULL && found == NULL; child = child->next)
    if (child->type == XML_ELEMENT_NODE)
      found = find_range (child, name, id);
  return found;
}

/* Somebody answers; who answers opens what was settled. */
static void
add_answer (Commenter *c)
{
  xmlNode *thread = pick_thread (c), *root = xmlDocGetRootElement (c->self->doc);
  const char *para = thread != NULL ? bt_docx_attr (thread, "paraId") : NULL;
  xmlNode *comment = para != NULL ? find_comment (c, para) : NULL;
  const char *id = comment != NULL ? bt_docx_attr (comment, "id") : NULL;
  xmlNode *start = id != NULL ? find_range (root, "commentRangeStart", id) : NULL;
  xmlNode *end = id != NULL ? find_range (root, "commentRangeEnd", id) : NULL;

  if (start == NULL || end == NULL)
    return;
  add_message (c, para)->answers = dup_message (comment);
  xmlAddNextSibling (start, new_range (c, "commentRangeStart"));
  end_range (c, end->next != NULL && bt_docx_is (end->next, "r") ? end->next : end);
  set_attr (thread, thread->ns, "done", "0");
  c->next_id++;
}

static void
settle (Commenter *c)
{
  xmlNode *thread = pick_thread (c);

  if (thread != NULL)
    set_attr (thread, thread->ns, "done", "1");
}

/* Which of the threads that are new are settled in the end. */
static void
note_settled (const Commenter *c)
{
  for (xmlNode *node = xmlDocGetRootElement (c->extended)->children; node != NULL; node = node->next)
    {
      xmlNode *comment = bt_docx_is (node, "commentEx") ? find_comment (c, bt_docx_attr (node, "paraId")) : NULL;
      g_autofree char *token = comment != NULL ? dup_message (comment) : NULL;
      for (guint i = 0; i < c->self->deeds->len; i++)
        {
          BtDocxDeed *deed = c->self->deeds->pdata[i];
          if (g_strcmp0 (deed->token, token) == 0)
            deed->settled = g_strcmp0 (bt_docx_attr (node, "done"), "1") == 0;
        }
    }
}

/* bt_docx_colleague_comment:
 * @docx: a document with a comment at least
 *
 * Returns: (transfer full): it with the colleague's text, in which there are more
 */
GBytes *
bt_docx_colleague_comment (Colleague *self, GBytes *docx, guint n_edits)
{
  void (*const edits[]) (Commenter *c) = { add_comment, add_comment, add_pointed, add_answer, settle };
  Commenter c = { self, bt_docx_view_parse (docx, "word/comments.xml"),
                  bt_docx_view_parse (docx, "word/commentsExtended.xml"), FIRST_ID };

  for (guint i = 0; i < n_edits; i++)
    {
      self->who = g_rand_int_range (self->rand, 0, BT_DOCX_N_COLLEAGUES);
      edits[g_rand_int_range (self->rand, 0, G_N_ELEMENTS (edits))](&c);
    }
  note_settled (&c);
  g_autoptr (GBytes) text = bt_docx_colleague_save (docx, "word/document.xml", self->doc);
  g_autoptr (GBytes) said = bt_docx_colleague_save (text, "word/comments.xml", c.comments);
  return bt_docx_colleague_save (said, "word/commentsExtended.xml", c.extended);
}
