/* The colours of changes and of their authors, kept from one layout to the next, and the ink of marked words. */
#include "bt-markup.h"

#include <string.h>

#include "bt-author.h"
#include "bt-date.h"
#include "bt-was.h"

/** bt_palette_new: Returns: (transfer full): a palette from which nobody has a colour yet */
BtPalette *
bt_palette_new (void)
{
  BtPalette *palette = g_new0 (BtPalette, 1);

  palette->colors = g_hash_table_new (NULL, NULL);
  palette->records = g_hash_table_new (NULL, NULL);
  palette->heads = g_hash_table_new_full (NULL, NULL, (GDestroyNotify) bt_node_unref, g_free);
  palette->serial = 1;
  return palette;
}

/** bt_palette_free: frees @palette */
void
bt_palette_free (BtPalette *palette)
{
  g_hash_table_unref (palette->colors);
  g_hash_table_unref (palette->records);
  g_hash_table_unref (palette->heads);
  g_clear_pointer (&palette->authors, g_array_unref);
  g_clear_pointer (&palette->changes, bt_node_unref);
  g_clear_pointer (&palette->comments, bt_node_unref);
  g_free (palette);
}

static gboolean
has_same_authors (const BtPalette *palette, const GArray *authors)
{
  if (!palette->authors || palette->authors->len != authors->len)
    return FALSE;
  for (guint i = 0; i < authors->len; i++)
    {
      const BtAuthor *before = &g_array_index (palette->authors, BtAuthor, i);
      const BtAuthor *author = &g_array_index (authors, BtAuthor, i);

      if (before->name != author->name || before->color != author->color)
        return FALSE;
    }
  return TRUE;
}

/* A change that comes to have another colour than it once had puts an end to all that was drawn in the old one. */
static void
set_color (BtPalette *palette, const BtNode *record, guint32 color)
{
  gpointer id = (gpointer) bt_intern (bt_node_get_id (record));
  gpointer old = NULL;

  g_hash_table_insert (palette->records, id, (gpointer) record);
  if (!g_hash_table_lookup_extended (palette->colors, id, NULL, &old))
    g_hash_table_insert (palette->colors, id, GUINT_TO_POINTER (color));
  else if (GPOINTER_TO_UINT (old) != color)
    {
      g_hash_table_insert (palette->colors, id, GUINT_TO_POINTER (color));
      g_hash_table_remove_all (palette->heads);
      palette->serial++;
    }
}

/** bt_palette_get_author_color: Returns: the colour of the author @name; some colour where nobody of that name wrote */
guint32
bt_palette_get_author_color (const BtPalette *palette, const BtProfile *profile, const char *name)
{
  const BtAuthor *author = bt_authors_find (palette->authors, name);

  return bt_profile_get_author_color (profile, author != NULL ? author->color : 0);
}

/* Gives the changes from place @first on the colours of their authors. */
static void
set_colors (BtPalette *palette, const BtNode *changes, const BtProfile *profile, guint first)
{
  for (guint i = first; i < bt_node_get_n_children (changes); i++)
    {
      const BtNode *record = bt_node_get_child (changes, i);
      set_color (palette, record,
                 bt_palette_get_author_color (palette, profile,
                                              bt_node_get_attr (record, "author")));
    }
}

static void
set_records (BtPalette *palette, BtNode *changes, BtNode *comments)
{
  g_clear_pointer (&palette->changes, bt_node_unref);
  g_clear_pointer (&palette->comments, bt_node_unref);
  palette->changes = bt_node_ref (changes);
  palette->comments = bt_node_ref (comments);
}

/* Reads who made changes and comments, and all of those. */
static void
read_authors (BtPalette *palette, const BtPlan *plan, const BtProfile *profile)
{
  BtNode *changes = bt_plan_get_part (plan, BT_NODE_CHANGES);
  g_autoptr (GArray) authors = bt_plan_get_authors (plan, bt_profile_get_n_author_colors (profile));
  gboolean same = has_same_authors (palette, authors);

  if (!same)
    {
      g_clear_pointer (&palette->authors, g_array_unref);
      palette->authors = g_array_ref (authors);
    }
  if (same && palette->changes == changes)
    return;
  g_hash_table_remove_all (palette->records);
  set_colors (palette, changes, profile, 0);
}

/**
 * bt_palette_read:
 * @palette: a palette
 * @plan: a plan
 * @profile: its rule set
 *
 * Gives all changes of @plan their colours.
 */
void
bt_palette_read (BtPalette *palette, const BtPlan *plan, const BtProfile *profile)
{
  BtNode *changes = bt_plan_get_part (plan, BT_NODE_CHANGES);
  BtNode *comments = bt_plan_get_part (plan, BT_NODE_COMMENTS);

  if (palette->comments == comments && bt_changes_go_on (palette->changes, changes))
    set_colors (palette, changes, profile, bt_node_get_n_children (palette->changes));
  else
    read_authors (palette, plan, profile);
  set_records (palette, changes, comments);
}

/**
 * bt_palette_get_head:
 * @palette: a palette
 * @profile: the rule set
 * @record: (nullable): the record of a change, or a message
 *
 * Returns: (transfer none): who and when, with looks: "Nguyễn Lan, 01/03/2026 15:00"
 */
const char *
bt_palette_get_head (BtPalette *palette, const BtProfile *profile, const BtNode *record)
{
  char *head = record != NULL ? g_hash_table_lookup (palette->heads, record) : NULL;

  if (record == NULL || head != NULL)
    return record == NULL ? "…" : head;
  const char *author = bt_node_get_attr (record, "author");
  g_autofree char *time = bt_time_format_local (bt_node_get_attr (record, "time"));
  GString *words = g_string_new (NULL);
  bt_words_append (words, author != NULL ? author : "…", BT_LOOK_COLORED,
                   bt_palette_get_author_color (palette, profile, author));
  if (*time != '\0')
    g_string_append_printf (words, ", %s", time);
  head = g_string_free (words, FALSE);
  g_hash_table_insert (palette->heads, bt_node_ref ((BtNode *) record), head);
  return head;
}

static guint32
get_format_color (const BtMarkup *markup, const char *was)
{
  g_autoptr (GPtrArray) entries = bt_was_parse (was);

  if (entries->len == 0)
    return 0;
  return bt_markup_get_color (markup, ((const BtWas *) entries->pdata[entries->len - 1])->change);
}

/**
 * bt_markup_get_ink:
 * @marks: of the node
 * @mark: (nullable): of some of its words
 *
 * What is deleted has the colour of who deleted it, and is underlined in that of who put it in.
 *
 * Returns: how the words look
 */
BtInk
bt_markup_get_ink (const BtMarkup *markup, const BtNodeMarks *marks, const BtMark *mark)
{
  const char *ins = mark != NULL && mark->ins != NULL ? mark->ins : marks->ins;
  const char *del = mark != NULL && mark->del != NULL ? mark->del : marks->del;
  BtInk ink = { 0 };

  if (mark != NULL && mark->was != NULL)
    ink = (BtInk){ BT_LOOK_COLORED | BT_LOOK_NOTED, get_format_color (markup, mark->was), 0, 0 };
  if (marks->moved != NULL)
    {
      ink.look |= BT_LOOK_MOVED;
      ink.color = ink.underline = bt_markup_get_color (markup, marks->moved);
    }
  if (ins != NULL)
    {
      ink.look = (ink.look & ~BT_LOOK_MOVED) | BT_LOOK_INSERTED;
      ink.color = ink.underline = bt_markup_get_color (markup, ins);
    }
  if (del != NULL)
    {
      ink.look |= BT_LOOK_DELETED;
      ink.color = ink.strike = bt_markup_get_color (markup, del);
    }
  return ink;
}
