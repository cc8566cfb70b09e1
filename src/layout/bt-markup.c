/* The marks of a plan's tracked changes and comments, as the layout asks for them. */
#include "bt-markup-private.h"

#include <string.h>

/* So much may be kept of nodes that have gone until the plan is read as a whole again: some hundred keys. */
#define MAX_STALE 4096

static void
remark_clear (gpointer data)
{
  BtRemark *remark = data;

  g_free (remark->name);
  g_free (remark->old);
  g_free (remark->now);
  g_free (remark->words);
  g_free (remark->place);
}

static void
remark_unref (gpointer data)
{
  g_rc_box_release_full (data, remark_clear);
}

/** bt_markup_remarks_new: Returns: (transfer full): room for remarks, each a g_rc_box_new() */
GPtrArray *
bt_markup_remarks_new (void)
{
  return g_ptr_array_new_with_free_func (remark_unref);
}

/** bt_markup_remark_copy: Returns: (transfer full): another remark that says the same, but no place */
BtRemark *
bt_markup_remark_copy (const BtRemark *remark)
{
  BtRemark *copy = g_rc_box_dup (sizeof *remark, (BtRemark *) remark);

  copy->name = g_strdup (remark->name);
  copy->old = g_strdup (remark->old);
  copy->now = g_strdup (remark->now);
  copy->words = g_strdup (remark->words);
  copy->place = NULL;
  return copy;
}

static GHashTable *
node_table_new (GDestroyNotify free_value)
{
  return g_hash_table_new_full (NULL, NULL, (GDestroyNotify) bt_node_unref, free_value);
}

static guint
count_entries (const BtMarkup *markup)
{
  return g_hash_table_size (markup->marks) + g_hash_table_size (markup->signs)
         + g_hash_table_size (markup->below);
}

/* Whether what was said of nodes holds in the new layout, and was not said too often of nodes that have gone since. */
static gboolean
can_follow (const BtMarkup *markup, const BtMarkup *previous)
{
  return previous->palette == markup->palette && previous->profile == markup->profile
         && previous->serial == markup->serial && previous->authors == markup->authors
         && count_entries (previous) < 2 * previous->n_read + MAX_STALE;
}

static void
read_anew (BtMarkup *markup)
{
  markup->comments = bt_comment_list_new (markup->plan);
  markup->places = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_set_size (markup->places, markup->comments->len);
  markup->remarks = bt_markup_remarks_new ();
  markup->marks = node_table_new (g_free);
  markup->signs = node_table_new (g_free);
  markup->below = node_table_new (g_free);
  markup->heirs = node_table_new (NULL);
  markup->relays = g_hash_table_new (NULL, NULL);
  bt_markup_read (markup);
  markup->n_read = count_entries (markup);
}

/**
 * bt_markup_new:
 * @plan: a plan, which outlives what is returned
 * @profile: its rule set, likewise
 * @palette: the colours that changes had in layouts before
 * @previous: (nullable): the markup of the plan before, of which most is taken over
 *
 * Returns: (transfer full): what is marked in @plan
 */
BtMarkup *
bt_markup_new (BtPlan *plan, const BtProfile *profile, BtPalette *palette, const BtMarkup *previous)
{
  BtMarkup *markup = g_new0 (BtMarkup, 1);

  markup->plan = plan;
  markup->profile = profile;
  markup->palette = palette;
  bt_palette_read (palette, plan, profile);
  markup->serial = palette->serial;
  markup->authors = g_array_ref (palette->authors);
  markup->changes = bt_node_ref (palette->changes);
  if (previous == NULL || !can_follow (markup, previous) || !bt_markup_follow (markup, previous))
    read_anew (markup);
  return markup;
}

/** bt_markup_free: frees @markup */
void
bt_markup_free (BtMarkup *markup)
{
  g_array_unref (markup->authors);
  bt_node_unref (markup->changes);
  g_ptr_array_unref (markup->comments);
  g_ptr_array_unref (markup->places);
  g_ptr_array_unref (markup->remarks);
  g_hash_table_unref (markup->marks);
  g_hash_table_unref (markup->signs);
  g_hash_table_unref (markup->below);
  g_hash_table_unref (markup->heirs);
  g_hash_table_unref (markup->relays);
  g_free (markup);
}

/** bt_markup_get_plan: Returns: (transfer none): the plan */
BtPlan *
bt_markup_get_plan (const BtMarkup *markup)
{
  return markup->plan;
}

/** bt_markup_get_profile: Returns: (transfer none): the rule set */
const BtProfile *
bt_markup_get_profile (const BtMarkup *markup)
{
  return markup->profile;
}

/** bt_markup_get_serial: Returns: a number that stays as long as all changes keep their colours; never 0 */
guint
bt_markup_get_serial (const BtMarkup *markup)
{
  return markup->serial;
}

/** bt_markup_is_empty: Returns: whether there is neither an open change nor a comment */
gboolean
bt_markup_is_empty (const BtMarkup *markup)
{
  return markup->n_changed == 0 && markup->comments->len == 0;
}

/** bt_markup_has_changes: Returns: whether there is an open change */
gboolean
bt_markup_has_changes (const BtMarkup *markup)
{
  return markup->n_changed > 0;
}

/** bt_markup_get_authors: Returns: (transfer none) (element-type BtAuthor): who made changes and comments */
const GArray *
bt_markup_get_authors (const BtMarkup *markup)
{
  return markup->authors;
}

/** bt_markup_get_comments: Returns: (transfer none) (element-type BtComment): the comments, in their order */
const GPtrArray *
bt_markup_get_comments (const BtMarkup *markup)
{
  return markup->comments;
}

/** bt_markup_get_remarks: Returns: (transfer none) (element-type BtRemark): changes that words do not show */
const GPtrArray *
bt_markup_get_remarks (const BtMarkup *markup)
{
  return markup->remarks;
}

/** bt_markup_get_comment_place: Returns: (transfer none) (nullable): where @comment is shown, in words */
const char *
bt_markup_get_comment_place (const BtMarkup *markup, const BtComment *comment)
{
  return markup->places->pdata[comment->number - 1];
}

/**
 * bt_markup_get_head:
 * @record: (nullable): the record of a change, or a message
 *
 * Returns: (transfer none): who and when, with looks: "Nguyễn Lan, 01/03/2026 15:00"
 */
const char *
bt_markup_get_head (const BtMarkup *markup, const BtNode *record)
{
  return bt_palette_get_head (markup->palette, markup->profile, record);
}

/** bt_markup_get_record: Returns: (transfer none) (nullable): the record of @change, an interned id */
const BtNode *
bt_markup_get_record (const BtMarkup *markup, const char *change)
{
  return g_hash_table_lookup (markup->palette->records, change);
}

/** bt_markup_get_author_color: Returns: an author's colour, 0xRRGGBB; some colour where nobody of that name wrote */
guint32
bt_markup_get_author_color (const BtMarkup *markup, const char *author)
{
  return bt_palette_get_author_color (markup->palette, markup->profile, author);
}

/** bt_markup_get_color: Returns: the colour of the author of @change, an interned id */
guint32
bt_markup_get_color (const BtMarkup *markup, const char *change)
{
  gpointer color = NULL;

  if (g_hash_table_lookup_extended (markup->palette->colors, change, NULL, &color))
    return GPOINTER_TO_UINT (color);
  return bt_profile_get_author_color (markup->profile, 0);
}

/** bt_markup_get_marks: Returns: which changes all words of @node are part of */
BtNodeMarks
bt_markup_get_marks (const BtMarkup *markup, const BtNode *node)
{
  const BtNodeMarks *marks = g_hash_table_lookup (markup->marks, node);

  return marks != NULL ? *marks : (BtNodeMarks){ 0 };
}

/**
 * bt_markup_get_signs:
 * @node: a node
 *
 * The signs that stand in its text, in their order, as bt_markup_next_sign() reads them.
 *
 * Returns: (transfer none) (nullable): the signs; %NULL for none
 */
const char *
bt_markup_get_signs (const BtMarkup *markup, const BtNode *node)
{
  return g_hash_table_lookup (markup->signs, node);
}

/**
 * bt_markup_next_sign:
 * @signs: (nullable): signs, or where they go on
 * @offset: (out): before which byte of the text the first one stands
 * @words: (out) (transfer full): what it says
 *
 * Returns: (nullable): where they go on; %NULL where there is none
 */
const char *
bt_markup_next_sign (const char *signs, gsize *offset, char **words)
{
  char *space;
  const char *end;

  if (signs == NULL || *signs == '\0')
    return NULL;
  *offset = g_ascii_strtoull (signs, &space, 10);
  end = strchr (space, BT_SIGN_END);
  *words = g_strndup (space + 1, end - space - 1);
  return end + 1;
}

/** bt_markup_append_signs: adds all signs of @node behind @words, which are printed instead of its text */
void
bt_markup_append_signs (const BtMarkup *markup, const BtNode *node, GString *words)
{
  const char *signs = bt_markup_get_signs (markup, node);
  gsize offset;
  char *sign;

  while ((signs = bt_markup_next_sign (signs, &offset, &sign)) != NULL)
    {
      g_string_append (words, sign);
      g_free (sign);
    }
}

/** bt_markup_get_signs_below: Returns: (transfer none) (nullable): all signs at @node and below it, to compare */
const char *
bt_markup_get_signs_below (const BtMarkup *markup, const BtNode *node)
{
  return g_hash_table_lookup (markup->below, node);
}

/** bt_markup_is_relay: Returns: whether another ghost stands for @ghost: what was here came from elsewhere */
gboolean
bt_markup_is_relay (const BtMarkup *markup, const BtNode *ghost)
{
  return g_hash_table_contains (markup->relays, bt_intern (bt_node_get_id (ghost)));
}

/**
 * bt_markup_is_same:
 * @old: (nullable): the markup of the layout before
 * @markup: (nullable): that of this one
 * @node: a node of both plans
 *
 * Returns: whether @node looks the same in both as far as marks go
 */
gboolean
bt_markup_is_same (const BtMarkup *old, const BtMarkup *markup, const BtNode *node)
{
  if (old == NULL || markup == NULL)
    return old == markup;
  if (old->below == markup->below)
    return TRUE;
  BtNodeMarks before = bt_markup_get_marks (old, node), now = bt_markup_get_marks (markup, node);
  return before.ins == now.ins && before.del == now.del && before.moved == now.moved
         && g_strcmp0 (bt_markup_get_signs_below (old, node),
                       bt_markup_get_signs_below (markup, node))
                == 0;
}

/**
 * bt_markup_find_new_records:
 * @old: the markup of the layout before
 * @markup: that of this one
 *
 * Returns: (transfer full) (nullable) (element-type utf8): interned ids of changes of which it may not be told any more
 *   by whom and when they were made; %NULL where that may hold for all
 */
GHashTable *
bt_markup_find_new_records (const BtMarkup *old, const BtMarkup *markup)
{
  guint n_old = bt_node_get_n_children (old->changes), n = bt_node_get_n_children (markup->changes);
  GHashTable *records;

  if (old->authors != markup->authors)
    return NULL;
  records = g_hash_table_new (NULL, NULL);
  for (guint i = 0; old->changes != markup->changes && i < MAX (n_old, n); i++)
    {
      const BtNode *before = i < n_old ? bt_node_get_child (old->changes, i) : NULL;
      const BtNode *record = i < n ? bt_node_get_child (markup->changes, i) : NULL;

      if (before == record)
        continue;
      if (before != NULL)
        g_hash_table_add (records, (gpointer) bt_intern (bt_node_get_id (before)));
      if (record != NULL)
        g_hash_table_add (records, (gpointer) bt_intern (bt_node_get_id (record)));
    }
  return records;
}

/** bt_markup_has_same_comment: Returns: whether the comment at @index reads as it did; %FALSE says nothing */
gboolean
bt_markup_has_same_comment (const BtMarkup *old, const BtMarkup *markup, guint index)
{
  return index < old->comments->len && old->comments->pdata[index] == markup->comments->pdata[index]
         && (old->places == markup->places
             || g_strcmp0 (old->places->pdata[index], markup->places->pdata[index]) == 0);
}

/**
 * bt_markup_has_same_remark:
 * @old: the markup of the layout before
 * @markup: that of this one
 * @index: of a remark
 * @records: as bt_markup_find_new_records() finds them
 *
 * Returns: whether the remark reads as it did; %FALSE says nothing
 */
gboolean
bt_markup_has_same_remark (const BtMarkup *old, const BtMarkup *markup, guint index,
                           GHashTable *records)
{
  const BtRemark *remark = markup->remarks->pdata[index];

  return index < old->remarks->len && old->remarks->pdata[index] == remark
         && !g_hash_table_contains (records, remark->change);
}
