/* What stood before a pending change of an attribute or a format.
 *
 * Written as "k1:label=arabic k2:heading": change k1 set the label, which was "arabic"; k2 set the
 * heading, which was not set. Several changes of one name stand in the order in which they were made,
 * so that each can be accepted or rejected on its own: rejecting the last restores its value,
 * rejecting an earlier one hands its value to the next.
 *
 * "k3:del" without a value stands where change k3 deletes what another change, which the mark itself names,
 * deletes too; "ins" and "join" likewise. Merging several copies leads to that: one accepted change is enough. */
#include "bt-was.h"

#include <string.h>

#include "bt-id.h"

static void
was_free (gpointer data)
{
  BtWas *was = data;
  g_free (was->name);
  g_free (was->value);
  g_free (was);
}

static BtWas *
parse_entry (const char *entry)
{
  const char *colon = strchr (entry, ':');
  if (colon == NULL)
    return NULL;

  g_autofree char *change = g_strndup (entry, colon - entry);
  const char *equals = strchr (colon, '=');
  g_autofree char *value = equals != NULL ? g_uri_unescape_string (equals + 1, NULL) : NULL;
  gsize length = equals != NULL ? (gsize) (equals - colon - 1) : strlen (colon + 1);
  if (!bt_id_is_valid (change) || length == 0 || (equals != NULL && value == NULL))
    return NULL;

  BtWas *was = g_new (BtWas, 1);
  was->change = bt_intern (change);
  was->name = g_strndup (colon + 1, length);
  was->value = g_steal_pointer (&value);
  return was;
}

/**
 * bt_was_parse:
 * @was: (nullable): such a list
 *
 * Returns: (transfer full) (element-type BtWas): its entries; what is none is left out, bt_was_check() tells
 */
GPtrArray *
bt_was_parse (const char *was)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func (was_free);
  if (was == NULL)
    return entries;

  g_auto (GStrv) words = g_strsplit (was, " ", -1);
  for (guint i = 0; words[i] != NULL; i++)
    {
      BtWas *entry = parse_entry (words[i]);
      if (entry != NULL)
        g_ptr_array_add (entries, entry);
    }
  return entries;
}

static void
append_entry (GString *list, const char *change, const char *name, const char *value)
{
  g_string_append_printf (list, "%s%s:%s", list->len > 0 ? " " : "", change, name);
  if (value == NULL)
    return;
  g_autofree char *escaped = g_uri_escape_string (value, NULL, TRUE);
  g_string_append_printf (list, "=%s", escaped);
}

/* The list as it is written; %NULL where it is empty. */
static char *
format_entries (GPtrArray *entries)
{
  GString *list = g_string_new (NULL);
  for (guint i = 0; i < entries->len; i++)
    {
      const BtWas *entry = entries->pdata[i];
      append_entry (list, entry->change, entry->name, entry->value);
    }
  return g_string_free (list, list->len == 0);
}

/**
 * bt_was_check:
 * @was: what stands in a file
 *
 * Returns: whether it is such a list, as it would be written
 */
gboolean
bt_was_check (const char *was)
{
  g_return_val_if_fail (was != NULL, FALSE);

  g_autoptr (GPtrArray) entries = bt_was_parse (was);
  g_autofree char *again = format_entries (entries);
  return g_strcmp0 (again, was) == 0;
}

/**
 * bt_was_add:
 * @was: (nullable): a list
 * @change: the id of a change
 * @name: what it set
 * @value: (nullable): what that was before
 *
 * Returns: (transfer full): the list with one entry more
 */
char *
bt_was_add (const char *was, const char *change, const char *name, const char *value)
{
  g_return_val_if_fail (change != NULL && name != NULL, NULL);

  GString *list = g_string_new (was);
  append_entry (list, change, name, value);
  return g_string_free (list, FALSE);
}

/**
 * bt_was_find_last:
 * @entries: a list's entries
 * @name: what was set
 *
 * Returns: (transfer none) (nullable): the last change of @name
 */
const BtWas *
bt_was_find_last (GPtrArray *entries, const char *name)
{
  g_return_val_if_fail (entries != NULL && name != NULL, NULL);

  for (guint i = entries->len; i > 0; i--)
    if (strcmp (((BtWas *) entries->pdata[i - 1])->name, name) == 0)
      return entries->pdata[i - 1];
  return NULL;
}

/**
 * bt_was_drop_last:
 * @was: (nullable): a list
 * @name: what was set
 *
 * Returns: (transfer full) (nullable): the list without the last change of @name; %NULL where nothing is left
 */
char *
bt_was_drop_last (const char *was, const char *name)
{
  g_return_val_if_fail (name != NULL, NULL);

  g_autoptr (GPtrArray) entries = bt_was_parse (was);
  const BtWas *last = bt_was_find_last (entries, name);
  if (last != NULL)
    g_ptr_array_remove (entries, (gpointer) last);
  return format_entries (entries);
}

static BtWas *
find_next (GPtrArray *entries, guint from, const char *name)
{
  for (guint i = from; i < entries->len; i++)
    if (strcmp (((BtWas *) entries->pdata[i])->name, name) == 0)
      return entries->pdata[i];
  return NULL;
}

/* Takes the entry at @index and those of the same name before it out. Returns where the next one stands then. */
static guint
drop_until (GPtrArray *entries, guint index)
{
  g_autofree char *name = g_strdup (((BtWas *) entries->pdata[index])->name);
  guint kept = index;

  g_ptr_array_remove_index (entries, index);
  for (guint i = index; i > 0; i--)
    if (strcmp (((BtWas *) entries->pdata[i - 1])->name, name) == 0)
      {
        g_ptr_array_remove_index (entries, i - 1);
        kept--;
      }
  return kept;
}

/* Gives what was there before @index back: to the next change of the same name, or to what the name stands for. */
static void
give_back (GPtrArray *entries, guint index, BtWasRestore restore, gpointer data)
{
  BtWas *entry = entries->pdata[index];
  BtWas *next = find_next (entries, index + 1, entry->name);

  if (next == NULL)
    restore (entry->name, entry->value, data);
  else
    {
      g_free (next->value);
      next->value = g_steal_pointer (&entry->value);
    }
  g_ptr_array_remove_index (entries, index);
}

/**
 * bt_was_resolve:
 * @was: (nullable): a list
 * @changes: (element-type utf8): the changes that are decided, interned
 * @accept: whether they are accepted
 * @restore: is told what gets an earlier value back
 * @data: for @restore
 *
 * The last change that is accepted counts, so accepting one leaves nothing to decide about those before it. Deciding
 * several changes one by one, in any order, ends the same as deciding them together.
 *
 * Returns: (transfer full) (nullable): the list of what is still open; %NULL where nothing is
 */
char *
bt_was_resolve (const char *was, GHashTable *changes, gboolean accept, BtWasRestore restore,
                gpointer data)
{
  g_return_val_if_fail (changes != NULL && restore != NULL, NULL);

  g_autoptr (GPtrArray) entries = bt_was_parse (was);
  for (guint i = 0; i < entries->len;)
    {
      if (!g_hash_table_contains (changes, ((BtWas *) entries->pdata[i])->change))
        i++;
      else if (accept)
        i = drop_until (entries, i);
      else
        give_back (entries, i, restore, data);
    }
  return format_entries (entries);
}

/**
 * bt_was_is_same:
 * @entry: an entry
 *
 * Returns: whether it is a change that does the same as the one that the mark of that name bears: "ins", "del", "join"
 */
gboolean
bt_was_is_same (const BtWas *entry)
{
  static const char *const marks[] = { "ins", "del", "join", NULL };

  g_return_val_if_fail (entry != NULL, FALSE);
  return g_strv_contains (marks, entry->name);
}

static gboolean
is_decided_same (const BtWas *entry, const char *mark, GHashTable *changes)
{
  return strcmp (entry->name, mark) == 0 && g_hash_table_contains (changes, entry->change);
}

static void
drop_same (GPtrArray *entries, const char *mark)
{
  for (guint i = entries->len; i > 0; i--)
    if (strcmp (((BtWas *) entries->pdata[i - 1])->name, mark) == 0)
      g_ptr_array_remove_index (entries, i - 1);
}

/* Returns the change that the mark bears once one that is decided has been accepted. */
static const char *
accept_same (GPtrArray *entries, const char *mark, const char *change, GHashTable *changes)
{
  gboolean decided = g_hash_table_contains (changes, change);

  for (guint i = 0; !decided && i < entries->len; i++)
    if (is_decided_same (entries->pdata[i], mark, changes))
      {
        change = ((BtWas *) entries->pdata[i])->change;
        decided = TRUE;
      }
  if (decided)
    drop_same (entries, mark);
  return change;
}

/* Returns the change that the mark bears once those that are decided have been rejected. */
static const char *
reject_same (GPtrArray *entries, const char *mark, const char *change, GHashTable *changes)
{
  for (guint i = entries->len; i > 0; i--)
    if (is_decided_same (entries->pdata[i - 1], mark, changes))
      g_ptr_array_remove_index (entries, i - 1);
  const BtWas *next = find_next (entries, 0, mark);
  if (!g_hash_table_contains (changes, change) || next == NULL)
    return change;
  change = next->change;
  g_ptr_array_remove (entries, (gpointer) next);
  return change;
}

/**
 * bt_was_settle_same:
 * @was: (nullable): a list
 * @mark: "ins", "del" or "join"
 * @change: (inout): the change that this mark bears, interned
 * @changes: (element-type utf8): the changes that are decided, interned
 * @accept: whether they are accepted
 *
 * Of several changes that do the same, one that is accepted is enough, and when one is rejected the next is left. Sets
 * @change to the one that the mark is to be decided by.
 *
 * Returns: (transfer full) (nullable): the list of what is left
 */
char *
bt_was_settle_same (const char *was, const char *mark, const char **change, GHashTable *changes,
                    gboolean accept)
{
  g_return_val_if_fail (mark != NULL && change != NULL && changes != NULL, NULL);

  g_autoptr (GPtrArray) entries = bt_was_parse (was);
  if (*change != NULL && find_next (entries, 0, mark) != NULL)
    *change = (accept ? accept_same : reject_same) (entries, mark, *change, changes);
  return format_entries (entries);
}
