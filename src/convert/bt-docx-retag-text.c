/* A document as a tree of blocks with the words that went out: what others have put in since is passed over, what they
 * have taken out is still there. */
#include <string.h>

#include "bt-docx-names.h"
#include "bt-docx-read-reader.h"
#include "bt-docx-retag-private.h"

/* What is being read. */
typedef struct
{
  BtTagText *text;
  GHashTable *authors; /* of the document that went out */
  BtTagBlock *block;   /* nullable: the paragraph */
  gboolean moved_only; /* whether only those words are read that somebody else has moved there */
  guint moved_from;    /* how many moves away are open, and moves to here */
  guint moved_to;
  gboolean stays; /* whether the paragraph has words that nobody has moved away */
  guint depth;
} Walk;

static void
block_free (gpointer data)
{
  BtTagBlock *block = data;

  g_ptr_array_unref (block->children);
  g_ptr_array_unref (block->paragraphs);
  g_array_unref (block->runs);
  g_string_free (block->text, TRUE);
  g_clear_pointer (&block->words, g_array_unref);
  g_free (block);
}

static void
name_free (gpointer data)
{
  BtTagName *name = data;

  g_free (name->id);
  g_free (name);
}

static BtTagBlock *
block_new (GPtrArray *owner, xmlNode *node, BtTagBlock *parent)
{
  BtTagBlock *block = g_new0 (BtTagBlock, 1);

  block->node = node;
  block->parent = parent;
  block->children = g_ptr_array_new ();
  block->paragraphs = g_ptr_array_new ();
  block->runs = g_array_new (FALSE, FALSE, sizeof (BtDocxStretch));
  block->text = g_string_new (NULL);
  g_ptr_array_add (owner, block);
  if (parent != NULL)
    g_ptr_array_add (parent->children, block);
  return block;
}

/* bt_tag_block_is: Returns: whether it is a "p", a "tbl" … */
gboolean
bt_tag_block_is (const BtTagBlock *block, const char *name)
{
  return bt_docx_is (block->node, name);
}

static char *
dup_author_key (const xmlNode *node)
{
  g_autofree char *time = bt_docx_dup_time (bt_docx_attr (node, "date"));

  return bt_docx_own_change_key (bt_docx_attr (node, "author"), time);
}

/* Whether somebody has made the change since the document went out. */
static gboolean
is_new (const Walk *walk, const xmlNode *mark)
{
  g_autofree char *key = mark != NULL ? dup_author_key (mark) : NULL;

  return key != NULL && !g_hash_table_contains (walk->authors, key);
}

/* Whether one of those marks is among the properties, of somebody since. */
static gboolean
has_new (const Walk *walk, const xmlNode *properties, const char *one, const char *other)
{
  return is_new (walk, bt_docx_child (properties, one)) || is_new (walk, bt_docx_child (properties, other));
}

static void
note_name (Walk *walk, const xmlNode *node)
{
  const char *name = bt_docx_attr (node, "name");

  if (name == NULL || walk->block == NULL || walk->moved_only || !g_str_has_prefix (name, "_bt")
      || g_hash_table_contains (walk->text->by_name, bt_intern (name)))
    return;
  BtTagName *noted = g_new0 (BtTagName, 1);
  noted->name = bt_intern (name);
  noted->id = g_strdup (bt_docx_attr (node, "id"));
  noted->block = walk->block;
  noted->start = walk->block->text->len;
  g_ptr_array_add (walk->text->names, noted);
  g_hash_table_insert (walk->text->by_name, (gpointer) noted->name, noted);
}

static void
end_name (Walk *walk, const xmlNode *node)
{
  const GPtrArray *names = walk->text->names;

  for (guint i = names->len; i > 0 && walk->block != NULL && !walk->moved_only; i--)
    {
      BtTagName *name = names->pdata[i - 1];
      if (name->end_block != NULL || g_strcmp0 (name->id, bt_docx_attr (node, "id")) != 0)
        continue;
      name->end_block = walk->block;
      name->end = walk->block->text->len;
      return;
    }
}

static void
read_run (Walk *walk, xmlNode *node)
{
  g_autofree char *words = bt_docx_dup_run (node);
  const gsize start = walk->block->text->len;
  BtDocxStretch stretch = { node, start, start + strlen (words) };

  if (*words == '\0' || (walk->moved_only && walk->moved_to == 0))
    return;
  g_array_append_val (walk->block->runs, stretch);
  g_string_append (walk->block->text, words);
  walk->stays = walk->stays || walk->moved_from == 0;
}

static void
read_inline (Walk *walk, xmlNode *parent)
{
  for (xmlNode *node = parent->children; node != NULL; node = node->next)
    {
      if (node->type != XML_ELEMENT_NODE || bt_docx_is (node, "pPr"))
        continue;
      gboolean to = bt_docx_is (node, "moveTo"), from = bt_docx_is (node, "moveFrom");
      gboolean new = (to || from || bt_docx_is (node, "ins")) && is_new (walk, node);
      if (bt_docx_is (node, "bookmarkStart"))
        note_name (walk, node);
      else if (bt_docx_is (node, "bookmarkEnd"))
        end_name (walk, node);
      else if (bt_docx_is (node, "r"))
        read_run (walk, node);
      else if (!new || from || (to && walk->moved_only))
        {
          walk->moved_from += new && from;
          walk->moved_to += new && to;
          read_inline (walk, node);
          walk->moved_from -= new && from;
          walk->moved_to -= new && to;
        }
    }
}

/* Of what somebody else has moved, the words stand where they are now. */
static void
read_moved (Walk *walk, xmlNode *node)
{
  walk->block = block_new (walk->text->moved, node, NULL);
  walk->moved_only = TRUE;
  read_inline (walk, node);
  walk->moved_only = FALSE;
  g_ptr_array_add (walk->block->paragraphs, node);
  if (walk->block->text->len == 0)
    g_ptr_array_set_size (walk->text->moved, walk->text->moved->len - 1);
}

/* A paragraph whose mark somebody has put in since was one with the next. Returns the block while it goes on. */
static BtTagBlock *
read_paragraph (Walk *walk, xmlNode *node, BtTagBlock *parent, BtTagBlock *open)
{
  const xmlNode *mark = bt_docx_child (bt_docx_child (node, "pPr"), "rPr");

  read_moved (walk, node);
  walk->block = open != NULL ? open : block_new (walk->text->all, node, parent);
  walk->stays = open != NULL && !open->gone && open->text->len > 0;
  read_inline (walk, node);
  walk->block->gone = !walk->stays && walk->block->text->len > 0;
  g_ptr_array_add (walk->block->paragraphs, node);
  open = has_new (walk, mark, "ins", "moveTo") ? walk->block : NULL;
  walk->block = NULL;
  return open;
}

static void read_blocks (Walk *walk, xmlNode *parent, BtTagBlock *block, BtTagBlock **open);

/* A table, a row, a cell; and their words in one. */
static void
read_part (Walk *walk, xmlNode *node, BtTagBlock *parent)
{
  BtTagBlock *block = block_new (walk->text->all, node, parent), *open = NULL;

  if (walk->depth >= BT_DOCX_MAX_NESTING)
    return;
  walk->depth++;
  read_blocks (walk, node, block, &open);
  walk->depth--;
  for (guint i = 0; i < block->children->len; i++)
    {
      const BtTagBlock *child = block->children->pdata[i];
      g_string_append (block->text, child->text->str);
      g_string_append_c (block->text, '\n');
    }
}

/* Rows and cells that somebody has put in since did not go out. */
static gboolean
is_new_part (const Walk *walk, const xmlNode *node)
{
  return has_new (walk, bt_docx_child (node, "trPr"), "ins", "ins")
         || has_new (walk, bt_docx_child (node, "tcPr"), "cellIns", "cellIns");
}

static void
read_blocks (Walk *walk, xmlNode *parent, BtTagBlock *block, BtTagBlock **open)
{
  static const char *const parts[] = { "tbl", "tr", "tc", NULL };

  for (xmlNode *node = parent->children; node != NULL; node = node->next)
    {
      const char *name = (const char *) node->name;
      if (node->type != XML_ELEMENT_NODE || g_str_has_suffix (name, "Pr"))
        continue;
      if (bt_docx_is (node, "p"))
        *open = read_paragraph (walk, node, block, *open);
      else if (!g_strv_contains (parts, name))
        read_blocks (walk, node, block, open);
      else if (!is_new_part (walk, node))
        read_part (walk, node, block);
    }
}

static void
collect_authors (const xmlNode *node, GHashTable *authors)
{
  if (node->type != XML_ELEMENT_NODE)
    return;
  if (bt_docx_attr (node, "author") != NULL)
    g_hash_table_add (authors, dup_author_key (node));
  for (const xmlNode *child = node->children; child != NULL; child = child->next)
    collect_authors (child, authors);
}

/* A bookmark that never ends is around nothing. */
static void
close_names (BtTagText *text)
{
  for (guint i = 0; i < text->names->len; i++)
    {
      BtTagName *name = text->names->pdata[i];
      if (name->end_block == NULL)
        {
          name->end_block = name->block;
          name->end = name->start;
        }
    }
}

/* bt_tag_text_new:
 * @doc: the text of a document, which has to live as long as the blocks
 * @sent: (nullable): the document that went out; NULL where this is it
 *
 * Returns: (transfer full): it as blocks
 */
BtTagText *
bt_tag_text_new (xmlDoc *doc, const BtTagText *sent)
{
  BtTagText *text = g_new0 (BtTagText, 1);
  xmlNode *root = xmlDocGetRootElement (doc), *body = bt_docx_child (root, "body");
  BtTagBlock *open = NULL;

  text->doc = doc;
  text->all = g_ptr_array_new_with_free_func (block_free);
  text->moved = g_ptr_array_new_with_free_func (block_free);
  text->names = g_ptr_array_new_with_free_func (name_free);
  text->by_name = g_hash_table_new (NULL, NULL);
  text->authors = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  collect_authors (root, text->authors);
  Walk walk = { .text = text, .authors = sent != NULL ? sent->authors : text->authors };
  text->root = block_new (text->all, body != NULL ? body : root, NULL);
  read_blocks (&walk, text->root->node, text->root, &open);
  close_names (text);
  return text;
}

/* bt_tag_text_free:
 * @text: (transfer full): a document
 */
void
bt_tag_text_free (BtTagText *text)
{
  g_ptr_array_unref (text->all);
  g_ptr_array_unref (text->moved);
  g_ptr_array_unref (text->names);
  g_hash_table_unref (text->by_name);
  g_hash_table_unref (text->authors);
  g_free (text);
}
