/* The words of a document that we have written, with their marks, by the bookmarks they stand in. */
#include <string.h>

#include "bt-docx-names.h"
#include "bt-docx-exact.h"

/* A bookmark that is open: the words in it are those of a node, or of a field in a line of several. */
typedef struct
{
  const char *name;
  const char *id;
  BtTextBuilder *builder;
} Open;

/* An object while its words are passed over. */
typedef struct
{
  const xmlNode *object;
  const char *bookmark;
  gboolean done;
} Passing;

typedef struct
{
  BtDocxWords *words;
  const BtDocxExact *own;
  GPtrArray *names; /* bookmarks of the paragraph */
  GArray *open;     /* Open: the innermost gets the words */
  Passing passing;
} Reader;

static BtTextBuilder *
get_builder (const Reader *self)
{
  return g_array_index (self->open, Open, self->open->len - 1).builder;
}

/* What @element, which puts in or takes out, does to the words in it: nothing where it is there for their node. */
static void
apply_revision (const Reader *self, const xmlNode *element, BtMark *mark)
{
  const char *id = bt_docx_attr (element, "id");
  const xmlNode *known = id != NULL ? g_hash_table_lookup (self->own->marks, id) : NULL;
  const char *was = bt_docx_attr (known, "was");

  if (known == NULL || bt_docx_attr (known, "of") != NULL)
    return;
  if (bt_docx_is (element, "ins"))
    mark->ins = bt_intern (bt_docx_attr (known, "change"));
  else if (bt_docx_is (element, "del"))
    mark->del = bt_intern (bt_docx_attr (known, "change"));
  if (was != NULL)
    mark->was = bt_intern (was);
}

/* The format of a run, and what it was. */
static void
apply_properties (const Reader *self, const xmlNode *properties, BtMark *mark)
{
  const xmlNode *change = properties != NULL ? bt_docx_child (properties, "rPrChange") : NULL;

  if (bt_docx_is_on (properties, "b", FALSE))
    mark->format |= BT_FORMAT_BOLD;
  if (bt_docx_is_on (properties, "i", FALSE))
    mark->format |= BT_FORMAT_ITALIC;
  if (bt_docx_child_val (properties, "u") != NULL)
    mark->format |= BT_FORMAT_UNDERLINE;
  if (change != NULL)
    apply_revision (self, change, mark);
}

/* What kind of object our own part says it is; none for what makes no sense. */
static BtObjectKind
get_object_kind (const xmlNode *object)
{
  static const char *const kinds[] = {
    [BT_OBJECT_REF] = "ref", [BT_OBJECT_CITE] = "cite", [BT_OBJECT_FOREIGN] = "foreign"
  };
  const char *kind = bt_docx_attr (object, "kind");

  for (guint i = BT_OBJECT_REF; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kinds[i], kind) == 0 && bt_docx_attr (object, "target") != NULL)
      return i;
  return BT_OBJECT_NONE;
}

static void
append_object (Reader *self, const BtMark *mark)
{
  BtMark own = *mark;

  own.object = get_object_kind (self->passing.object);
  own.target = bt_intern (bt_docx_attr (self->passing.object, "target"));
  bt_text_builder_append_object (get_builder (self), &own);
  self->passing.done = TRUE;
}

static void
read_run (Reader *self, const xmlNode *run, const BtMark *outer)
{
  const xmlNode *properties = bt_docx_child (run, "rPr");
  const char *style = bt_docx_child_val (properties, "rStyle");
  BtMark mark = *outer;

  if (style != NULL)
    return; /* words of the program, or the sign of a comment */
  apply_properties (self, properties, &mark);
  if (self->passing.object != NULL)
    {
      if (!self->passing.done)
        append_object (self, &mark);
      return;
    }
  for (const xmlNode *node = run->children; node != NULL; node = node->next)
    {
      g_autofree char *text =
          bt_docx_is (node, "t") || bt_docx_is (node, "delText") ? bt_docx_dup_text (node) : NULL;

      if (text != NULL)
        bt_text_builder_append (get_builder (self), text, -1, &mark);
      else if (bt_docx_is (node, "br"))
        bt_text_builder_append (get_builder (self), "\n", 1, &mark);
    }
}

/* Fields that share their line with others have a bookmark each; any other is that of a whole paragraph. */
static gboolean
is_part_of_line (const char *name)
{
  static const char *const parts[] = { "number", "symbol", "place", "date", NULL };

  return g_str_has_prefix (name, BT_DOCX_MARK_FIELD)
         && g_strv_contains (parts, name + strlen (BT_DOCX_MARK_FIELD));
}

static void
begin_bookmark (Reader *self, const xmlNode *node)
{
  const char *name = bt_docx_attr (node, "name"), *id = bt_docx_attr (node, "id");

  if (name == NULL || id == NULL)
    return;
  if (get_object_kind (g_hash_table_lookup (self->own->objects, name)) != BT_OBJECT_NONE)
    self->passing = (Passing){ g_hash_table_lookup (self->own->objects, name), id, FALSE };
  else if (g_hash_table_lookup (self->own->anchors, name) != NULL)
    {
      const Open range = { name, id, NULL };

      bt_text_builder_start_anchor (get_builder (self),
                                    g_hash_table_lookup (self->own->anchors, name));
      g_array_insert_val (self->open, 0, range);
    }
  else if (is_part_of_line (name))
    {
      const Open part = { name, id, bt_text_builder_new () };

      g_array_append_val (self->open, part);
    }
  else if (g_str_has_prefix (name, "_bt"))
    g_ptr_array_add (self->names, (gpointer) name);
}

static void
end_bookmark (Reader *self, const xmlNode *node)
{
  const char *id = bt_docx_attr (node, "id");

  if (self->passing.object != NULL && g_strcmp0 (self->passing.bookmark, id) == 0)
    self->passing = (Passing){ NULL };
  for (guint i = self->open->len; i > 0; i--)
    {
      Open *open = &g_array_index (self->open, Open, i - 1);

      if (g_strcmp0 (open->id, id) != 0)
        continue;
      if (open->builder == NULL)
        bt_text_builder_end_anchor (get_builder (self),
                                    g_hash_table_lookup (self->own->anchors, open->name));
      else
        g_hash_table_insert (self->words->texts, g_strdup (open->name),
                             bt_text_builder_end (open->builder));
      g_array_remove_index (self->open, i - 1);
      return;
    }
}

static void
read_comment_range (Reader *self, const xmlNode *node, gboolean begins)
{
  const char *id = bt_docx_attr (node, "id");
  const char *thread = id != NULL ? g_hash_table_lookup (self->own->threads, id) : NULL;

  if (thread == NULL)
    return;
  if (begins)
    bt_text_builder_start_anchor (get_builder (self), thread);
  else
    bt_text_builder_end_anchor (get_builder (self), thread);
}

/* Whether it holds the words of another paragraph. */
static gboolean
is_copy (const Reader *self, const xmlNode *element)
{
  const char *id = bt_docx_attr (element, "id");
  const xmlNode *known = id != NULL ? g_hash_table_lookup (self->own->marks, id) : NULL;

  return g_strcmp0 (bt_docx_attr (known, "of"), "copy") == 0;
}

static void
read_inline (Reader *self, const xmlNode *parent, const BtMark *outer)
{
  for (const xmlNode *node = parent->children; node != NULL; node = node->next)
    {
      BtMark mark = *outer;

      if (bt_docx_is (node, "r"))
        read_run (self, node, outer);
      else if (bt_docx_is (node, "bookmarkStart"))
        begin_bookmark (self, node);
      else if (bt_docx_is (node, "bookmarkEnd"))
        end_bookmark (self, node);
      else if (bt_docx_is (node, "commentRangeStart") || bt_docx_is (node, "commentRangeEnd"))
        read_comment_range (self, node, bt_docx_is (node, "commentRangeStart"));
      else if (is_copy (self, node))
        continue;
      else if (bt_docx_is (node, "ins") || bt_docx_is (node, "del") || bt_docx_is (node, "moveTo")
               || bt_docx_is (node, "hyperlink"))
        {
          apply_revision (self, node, &mark);
          read_inline (self, node, &mark);
        }
    }
}

/* The words of a paragraph; its bookmarks are in @self then. */
static BtText *
read_paragraph (Reader *self, const xmlNode *paragraph)
{
  const Open whole = { NULL, NULL, bt_text_builder_new () };
  const BtMark none = { 0 };

  g_ptr_array_set_size (self->names, 0);
  g_array_set_size (self->open, 0);
  g_array_append_val (self->open, whole);
  self->passing = (Passing){ NULL };
  read_inline (self, paragraph, &none);
  for (guint i = self->open->len; i > 1; i--)
    if (g_array_index (self->open, Open, i - 1).builder != NULL)
      bt_text_builder_free (g_array_index (self->open, Open, i - 1).builder);
  g_array_set_size (self->open, 1);
  return bt_text_builder_end (whole.builder);
}

static void
keep_text (Reader *self, BtText *text)
{
  for (guint i = 0; i < self->names->len; i++)
    g_hash_table_insert (self->words->texts, g_strdup (self->names->pdata[i]), bt_text_ref (text));
}

static void read_blocks (Reader *self, const xmlNode *parent);

/* A row: its bookmark is in its first cell that has one. */
static void
read_row (Reader *self, const xmlNode *row)
{
  GPtrArray *cells = g_ptr_array_new_with_free_func ((GDestroyNotify) bt_text_unref);
  g_autofree char *name = NULL;

  for (const xmlNode *cell = row->children; cell != NULL; cell = cell->next)
    {
      const xmlNode *paragraph = bt_docx_is (cell, "tc") ? bt_docx_child (cell, "p") : NULL;

      if (paragraph == NULL)
        continue;
      g_ptr_array_add (cells, read_paragraph (self, paragraph));
      keep_text (self, cells->pdata[cells->len - 1]);
      for (guint i = 0; i < self->names->len; i++)
        if (g_str_has_prefix (self->names->pdata[i], BT_DOCX_MARK_ROW)
            || g_str_has_prefix (self->names->pdata[i], BT_DOCX_MARK_ALIAS))
          {
            g_free (name);
            name = g_strdup (self->names->pdata[i]);
          }
    }
  if (name != NULL)
    g_hash_table_insert (self->words->rows, g_steal_pointer (&name), cells);
  else
    g_ptr_array_unref (cells);
}

/* A table of the plan has lines; those that only set the header and the signature have none. */
static gboolean
is_grid (const xmlNode *table)
{
  return bt_docx_child (bt_docx_child (table, "tblPr"), "tblBorders") != NULL;
}

static void
read_table (Reader *self, const xmlNode *table)
{
  gboolean grid = is_grid (table);

  for (const xmlNode *row = table->children; row != NULL; row = row->next)
    {
      if (!bt_docx_is (row, "tr"))
        continue;
      if (grid)
        read_row (self, row);
      else
        for (const xmlNode *cell = row->children; cell != NULL; cell = cell->next)
          if (bt_docx_is (cell, "tc"))
            read_blocks (self, cell);
    }
}

static void
read_blocks (Reader *self, const xmlNode *parent)
{
  for (const xmlNode *node = parent->children; node != NULL; node = node->next)
    {
      if (bt_docx_is (node, "tbl"))
        read_table (self, node);
      else if (bt_docx_is (node, "p"))
        {
          g_autoptr (BtText) text = read_paragraph (self, node);

          keep_text (self, text);
        }
    }
}

/* bt_docx_words_read:
 * @words: (out caller-allocates): cleared by bt_docx_words_clear()
 * @own: our own part
 * @body: the document's body
 */
void
bt_docx_words_read (BtDocxWords *words, const BtDocxExact *own, const xmlNode *body)
{
  Reader self = { .words = words, .own = own };

  words->texts =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) bt_text_unref);
  words->rows =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  self.names = g_ptr_array_new ();
  self.open = g_array_new (FALSE, FALSE, sizeof (Open));
  read_blocks (&self, body);
  g_ptr_array_unref (self.names);
  g_array_unref (self.open);
}

/* bt_docx_words_clear: frees what @words has */
void
bt_docx_words_clear (BtDocxWords *words)
{
  g_clear_pointer (&words->texts, g_hash_table_unref);
  g_clear_pointer (&words->rows, g_hash_table_unref);
}
