/* The marks, attributes and texts of the parts of the merged plan. */
#include <string.h>

#include "bt-merge-private.h"
#include "bt-schema.h"
#include "bt-setting-words.h"
#include "bt-was.h"

/* What reviewers made of the attributes of a part of the base. */
typedef struct
{
  BtMerge *merge;
  BtMergePart *part;
  char *was;
  GHashTable *values; /* name to its value in the making, NULL where it is not set */
} Attributes;

static void
add_act (GArray **acts, guint reviewer, const char *change)
{
  BtMergeAct act = { reviewer, change };

  if (*acts == NULL)
    *acts = g_array_new (FALSE, FALSE, sizeof (BtMergeAct));
  g_array_append_val (*acts, act);
}

/* Whether reviewers disagree about a change that brings the part, takes it away, or makes it one with another. */
static gboolean
is_disputed (const BtMerge *merge, const BtNode *node)
{
  static const char *const marks[] = { "ins", "del", "split", "join" };

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (bt_merge_is_disputed (merge, bt_intern (bt_node_get_attr (node, marks[i]))))
      return TRUE;
  return FALSE;
}

/* The change by which the reviewer deletes a part of the base, NULL for none. */
static const char *
get_deletion (BtMerge *merge, const BtMergePart *part, guint reviewer)
{
  const BtNode *own = bt_merge_find_own (merge, reviewer, part->id);
  const char *del = own != NULL ? bt_node_get_attr (own, "del") : NULL;

  if (own == NULL)
    return bt_node_get_attr (part->base, "del") != NULL || is_disputed (merge, part->base)
               ? NULL
               : bt_merge_map_change (merge, reviewer, NULL);
  return del == NULL || g_strcmp0 (del, bt_node_get_attr (part->base, "del")) == 0
             ? NULL
             : bt_merge_map_change (merge, reviewer, bt_intern (del));
}

static void
find_deletions (BtMerge *merge, BtMergePart *part)
{
  if (!bt_node_kind_has_marks (part->kind))
    return;
  for (guint i = 0; i < merge->reviewers->len; i++)
    {
      const char *change = get_deletion (merge, part, i);
      if (change != NULL)
        add_act (&part->deletions, i, change);
    }
}

static void
add_to_list (char **was, const char *change, const char *name, const char *value)
{
  char *longer = bt_was_add (*was, change, name, value);
  g_free (*was);
  *was = longer;
}

/* Sets @mark to the first of the changes that do the same; the others stand in the list of what was. */
static void
set_acts (Attributes *attributes, const char *mark, const GArray *acts)
{
  BtMergePart *part = attributes->part;
  const char *first = bt_intern (bt_node_get_attr (part->base, mark));

  for (guint i = 0; acts != NULL && i < acts->len; i++)
    {
      const char *change = g_array_index (acts, BtMergeAct, i).change;
      if (first == NULL)
        bt_node_builder_set_attr (part->builder, mark, first = change);
      else if (first != change)
        add_to_list (&attributes->was, change, mark, NULL);
    }
}

static gboolean
has_entry (GPtrArray *entries, const BtWas *entry)
{
  for (guint i = 0; i < entries->len; i++)
    {
      const BtWas *other = entries->pdata[i];
      if (other->change == entry->change && strcmp (other->name, entry->name) == 0)
        return TRUE;
    }
  return FALSE;
}

/* The value of @name before the entry at @index, among those of @entries that the base has not; its value in the copy
 * behind the last. */
static const char *
value_before (GPtrArray *entries, guint index, GPtrArray *base, const BtNode *own, const char *name)
{
  for (guint i = index; i < entries->len; i++)
    {
      const BtWas *entry = entries->pdata[i];
      if (strcmp (entry->name, name) == 0 && !has_entry (base, entry))
        return entry->value;
    }
  return bt_node_get_attr (own, name);
}

static gboolean
is_disputed_name (const BtMerge *merge, GPtrArray *entries, const char *name)
{
  for (guint i = 0; i < entries->len; i++)
    {
      const BtWas *entry = entries->pdata[i];
      if (strcmp (entry->name, name) == 0 && bt_merge_is_disputed (merge, entry->change))
        return TRUE;
    }
  return FALSE;
}

static void
set_value (Attributes *attributes, guint reviewer, const char *change, const char *name, const char *value)
{
  g_autofree char *said = bt_setting_dup_value (name, value);
  g_autofree char *words = g_strdup_printf ("%s: %s", bt_setting_get_name (name), said);

  add_to_list (&attributes->was, change, name, g_hash_table_lookup (attributes->values, name));
  g_hash_table_insert (attributes->values, (gpointer) bt_intern (name), (gpointer) bt_intern (value));
  bt_merge_touch (attributes->merge, attributes->part, reviewer, change, words);
}

/* Marks have their own rules, and how far the work on a plan has come is no change of it. */
static gboolean
is_tracked_name (const char *name)
{
  static const char *const others[] = { "ins", "ins-verdict", "del", "del-verdict", "moved", "split", "split-of",
                                        "split-verdict", "join", "join-to", "join-after", "join-verdict", "was",
                                        "profile", "state", "round", "tracking", NULL };
  return !g_strv_contains (others, name);
}

/* What one reviewer made of the attributes, tracked or not. */
static void
add_reviewer (Attributes *attributes, guint reviewer, const BtNode *own)
{
  BtMerge *merge = attributes->merge;
  const BtNode *base = attributes->part->base;
  g_autoptr (GPtrArray) before = bt_was_parse (bt_node_get_attr (base, "was"));
  g_autoptr (GPtrArray) entries = bt_was_parse (bt_node_get_attr (own, "was"));
  const char *const *names = bt_node_kind_get_attrs (attributes->part->kind);

  for (; *names != NULL; names++)
    {
      const char *found = value_before (entries, 0, before, own, *names);
      if (is_tracked_name (*names) && g_strcmp0 (found, bt_node_get_attr (base, *names)) != 0
          && !is_disputed_name (merge, before, *names))
        set_value (attributes, reviewer, bt_merge_map_change (merge, reviewer, NULL), *names, found);
    }
  for (guint i = 0; i < entries->len; i++)
    {
      const BtWas *entry = entries->pdata[i];
      const char *change = bt_merge_map_change (merge, reviewer, entry->change);
      if (has_entry (before, entry))
        continue;
      if (bt_was_is_same (entry))
        add_to_list (&attributes->was, change, entry->name, NULL);
      else
        set_value (attributes, reviewer, change, entry->name,
                   value_before (entries, i + 1, before, own, entry->name));
    }
}

/* The last change of an attribute in a copy. */
static const char *
get_last_change (BtMerge *merge, guint reviewer, const BtNode *own, const char *name)
{
  g_autoptr (GPtrArray) entries = bt_was_parse (bt_node_get_attr (own, "was"));
  const BtWas *last = bt_was_find_last (entries, name);
  return bt_merge_map_change (merge, reviewer, last != NULL ? last->change : NULL);
}

static void
compare_value (BtMerge *merge, const BtMergePart *part, guint one, guint other, const char *name)
{
  const BtNode *a = bt_merge_find_own (merge, one, part->id), *b = bt_merge_find_own (merge, other, part->id);
  const char *base = bt_node_get_attr (part->base, name);
  const char *x = a != NULL ? bt_node_get_attr (a, name) : base;
  const char *y = b != NULL ? bt_node_get_attr (b, name) : base;

  if (g_strcmp0 (x, base) == 0 || g_strcmp0 (y, base) == 0 || g_strcmp0 (x, y) == 0)
    return;
  BtConflict *conflict = bt_merge_add_conflict (merge, BT_CONFLICT_ATTRIBUTE, part->id);
  conflict->name = bt_intern (name);
  bt_conflict_set_side (conflict, 0, merge, one, get_last_change (merge, one, a, name));
  conflict->sides[0].text = g_strdup (x);
  bt_conflict_set_side (conflict, 1, merge, other, get_last_change (merge, other, b, name));
  conflict->sides[1].text = g_strdup (y);
}

static void
compare_values (BtMerge *merge, const BtMergePart *part)
{
  for (const char *const *names = bt_node_kind_get_attrs (part->kind); *names != NULL; names++)
    for (guint j = 1; is_tracked_name (*names) && j < merge->reviewers->len; j++)
      for (guint i = 0; i < j; i++)
        compare_value (merge, part, i, j, *names);
}

/* What bears no marks, as the state of the plan or what is of another program, is as the last of those made it who
 * changed it. */
static void
take_untracked (BtMergePart *part, const BtNode *own)
{
  static const char *const progress[] = { "profile", "state", "round", "tracking", NULL };
  guint n_attrs;
  const BtAttr *attrs = bt_node_get_attrs (own, &n_attrs);

  for (guint i = 0; i < n_attrs; i++)
    if ((bt_attr_is_foreign (attrs[i].name) || g_strv_contains (progress, attrs[i].name))
        && g_strcmp0 (bt_node_get_attr (part->base, attrs[i].name), attrs[i].value) != 0)
      bt_node_builder_set_attr (part->builder, attrs[i].name, attrs[i].value);
}

static void
set_values (Attributes *attributes)
{
  GHashTableIter iter;
  gpointer name, value;

  g_hash_table_iter_init (&iter, attributes->values);
  while (g_hash_table_iter_next (&iter, &name, &value))
    bt_node_builder_set_attr (attributes->part->builder, name, value);
}

static void
begin_values (Attributes *attributes)
{
  guint n_attrs;
  const BtAttr *attrs = bt_node_get_attrs (attributes->part->base, &n_attrs);

  for (guint i = 0; i < n_attrs; i++)
    if (is_tracked_name (attrs[i].name))
      g_hash_table_insert (attributes->values, (gpointer) attrs[i].name, (gpointer) bt_intern (attrs[i].value));
}

/* The last part of what a paragraph's text is in a copy, or in the base: what comes to its end comes there. */
static BtMergePart *
get_tail (BtMergePart *part, int reviewer)
{
  guint index;

  if (part->group == NULL || !g_ptr_array_find (part->group, part, &index))
    return part;
  while (index + 1 < part->group->len
         && ((BtMergePart *) part->group->pdata[index + 1])->reviewer != reviewer)
    index++;
  return part->group->pdata[index];
}

/* Whether what @part is joined to ends as @part itself. */
static gboolean
leads_back (GHashTable *joins, const BtMergePart *part, const BtMergePart *target)
{
  while (target != NULL && target != part)
    target = g_hash_table_lookup (joins, target);
  return target != NULL;
}

/* A join that no mark can show leaves a ghost beside the part, which bears the change. */
static void
add_idle_move (BtMerge *merge, BtMergePart *part, guint reviewer, const char *change)
{
  BtMergeSpot *before = part->spots->pdata[part->spots->len - 1];
  BtMergeSpot *spot = bt_merge_add_spot (merge, part, before->parent, (int) reviewer);
  spot->beside = TRUE;
  spot->change = change;
  bt_merge_move (merge, part, spot);
}

/* How the reviewer joins a part of the base; the change is NULL where he does not. */
static BtMergeAct
get_join (BtMerge *merge, const BtMergePart *part, guint reviewer)
{
  const BtNode *own = bt_merge_find_own (merge, reviewer, part->id);
  const char *join = own != NULL ? bt_node_get_attr (own, "join") : NULL;
  gboolean new = join != NULL && (part->base == NULL || g_strcmp0 (join, bt_node_get_attr (part->base, "join")) != 0);

  return (BtMergeAct){ reviewer, new ? bt_merge_map_change (merge, reviewer, bt_intern (join)) : NULL };
}

static void
report_join (BtMerge *merge, const BtMergePart *part, BtMergeAct one, const BtMergePart *other_part, BtMergeAct other)
{
  BtConflict *conflict = bt_merge_add_conflict (merge, BT_CONFLICT_JOINED, part->id);
  const BtNode *first = bt_merge_find_own (merge, one.reviewer, other_part->id);
  const BtNode *second = bt_merge_find_own (merge, other.reviewer, part->id);

  bt_conflict_set_side (conflict, 0, merge, one.reviewer, one.change);
  conflict->sides[0].text = g_strdup (first != NULL ? bt_node_get_attr (first, "join-to") : NULL);
  bt_conflict_set_side (conflict, 1, merge, other.reviewer, other.change);
  conflict->sides[1].text = g_strdup (bt_node_get_attr (second, "join-to"));
}

/* The reviewer who joined @part, or else the first one. */
static BtMergeAct
find_joiner (BtMerge *merge, const BtMergePart *part)
{
  for (guint i = 0; i < merge->reviewers->len; i++)
    {
      BtMergeAct act = get_join (merge, part, i);
      if (act.change != NULL)
        return act;
    }
  return (BtMergeAct){ 0, NULL };
}

/* Joins of a part of the base: @joins tells what is joined to what so far. */
static void
merge_joins (Attributes *attributes, GHashTable *joins)
{
  BtMerge *merge = attributes->merge;
  BtMergePart *part = attributes->part, *target = g_hash_table_lookup (joins, part);
  g_autoptr (GArray) acts = g_array_new (FALSE, FALSE, sizeof (BtMergeAct));

  for (guint i = 0; i < merge->reviewers->len; i++)
    {
      BtMergeAct act = get_join (merge, part, i);
      if (act.change == NULL)
        continue;
      const char *id = bt_node_get_attr (bt_merge_find_own (merge, i, part->id), "join-to");
      BtMergePart *to = get_tail (bt_merge_get_own_part (merge, i, id), (int) i);
      bt_merge_touch (merge, part, i, act.change, "");
      if (target == NULL && leads_back (joins, part, to))
        {
          add_idle_move (merge, part, i, act.change);
          report_join (merge, part, find_joiner (merge, to), to, act);
          continue;
        }
      if (target != NULL && target != to && acts->len > 0)
        report_join (merge, part, g_array_index (acts, BtMergeAct, 0), part, act);
      if (target == NULL)
        {
          g_hash_table_insert (joins, part, target = to);
          bt_node_builder_set_attr (part->builder, "join-to", to->id);
        }
      g_array_append_val (acts, act);
    }
  set_acts (attributes, "join", acts);
}

static void
mark_base (BtMerge *merge, BtMergePart *part, GHashTable *joins)
{
  g_autoptr (GHashTable) values = g_hash_table_new (g_str_hash, g_str_equal);
  Attributes attributes = { merge, part, g_strdup (bt_node_get_attr (part->base, "was")), values };

  begin_values (&attributes);
  for (guint i = 0; i < merge->reviewers->len; i++)
    {
      const BtNode *own = bt_merge_find_own (merge, i, part->id);
      if (own == NULL || own == part->base)
        continue;
      if (g_strv_contains (bt_node_kind_get_attrs (part->kind), "was"))
        add_reviewer (&attributes, i, own);
      take_untracked (part, own);
    }
  set_values (&attributes);
  compare_values (merge, part);
  set_acts (&attributes, "del", part->deletions);
  merge_joins (&attributes, joins);
  if (attributes.was != NULL)
    bt_node_builder_set_attr (part->builder, "was", attributes.was);
  g_free (attributes.was);
}

/* A mark of something that the reviewer put in names his own change. */
static void
map_mark (BtMerge *merge, BtMergePart *part, const char *mark)
{
  const char *change = bt_node_get_attr (part->node, mark);
  if (change != NULL)
    bt_node_builder_set_attr (part->builder, mark,
                              bt_merge_map_change (merge, (guint) part->reviewer, bt_intern (change)));
}

static void
map_pointer (BtMerge *merge, BtMergePart *part, const char *pointer)
{
  const char *id = bt_node_get_attr (part->node, pointer);
  BtMergePart *target = id != NULL ? bt_merge_get_own_part (merge, (guint) part->reviewer, id) : NULL;

  if (target != NULL)
    bt_node_builder_set_attr (part->builder, pointer, get_tail (target, part->reviewer)->id);
}

static gboolean
is_second (const BtMergePart *part)
{
  return part->group != NULL && part->reviewer >= 0;
}

/* The change by which the part came: it was split off, or put in; NULL for none. */
static const char *
mark_presence (BtMerge *merge, BtMergePart *part)
{
  guint reviewer = (guint) part->reviewer;
  const BtReviewer *copy = bt_merge_get_reviewer (merge, reviewer);
  gboolean untracked = g_hash_table_contains (copy->splits, bt_intern (bt_node_get_id (part->node)));
  gboolean split = untracked || bt_node_get_attr (part->node, "split") != NULL;
  const char *ins = bt_intern (bt_node_get_attr (part->node, "ins"));
  const char *change = bt_intern (bt_node_get_attr (part->node, "split"));

  if (!bt_node_kind_has_marks (part->kind))
    return NULL;
  if (split)
    bt_node_builder_set_attr (part->builder, "split", change = bt_merge_map_change (merge, reviewer, change));
  if (split && ins == NULL)
    return change;
  bt_node_builder_set_attr (part->builder, "ins", change = bt_merge_map_change (merge, reviewer, ins));
  if (ins == NULL || bt_merge_is_known (merge, ins))
    bt_node_builder_set_attr (part->builder, "ins-verdict", NULL);
  return change;
}

static void
mark_own (BtMerge *merge, BtMergePart *part)
{
  BtText *text = bt_node_get_text (part->node);

  if (part->kind == BT_NODE_GHOST)
    return;
  if (part->kind == BT_NODE_FOREIGN)
    {
      bt_node_builder_take_text (part->builder, bt_text_ref (text));
      return;
    }
  const char *change = mark_presence (merge, part);
  map_mark (merge, part, "join");
  map_pointer (merge, part, "join-to");
  map_pointer (merge, part, "join-after");
  if (!is_second (part))
    map_pointer (merge, part, "split-of");
  if (text != NULL && !is_second (part))
    bt_node_builder_take_text (part->builder, bt_merge_text_inserted (merge, (guint) part->reviewer, text));
  if (part->parent != NULL && change != NULL)
    bt_merge_touch (merge, part->parent, (guint) part->reviewer, change, bt_node_get_string (part->node));
}

/* The stretches of a paragraph's text in a copy: its own, and those split off from it. */
static GArray *
list_pieces (const BtMerge *merge, guint reviewer, BtNode *node)
{
  GArray *pieces = g_array_new (FALSE, FALSE, sizeof (BtPiece));
  const BtReviewer *copy = bt_merge_get_reviewer (merge, reviewer);
  BtPiece piece = { bt_node_get_text (node), NULL };

  for (guint i = 0; i < G_MAXUINT16; i++)
    {
      g_array_append_val (pieces, piece);
      node = g_hash_table_lookup (copy->seconds, bt_node_get_id (node));
      if (node == NULL)
        break;
      piece = (BtPiece){ bt_node_get_text (node),
                         bt_merge_get_own_part (merge, reviewer, bt_node_get_id (node)) };
    }
  return pieces;
}

/* The text of the part in a copy, as bt_merge_text() wants it. */
static GArray *
get_version (const BtMerge *merge, const BtMergePart *part, guint reviewer)
{
  BtNode *own = bt_merge_find_own (merge, reviewer, part->id);
  BtText *text = own != NULL ? bt_node_get_text (own) : NULL;

  if (own == NULL)
    return is_disputed (merge, part->base) ? NULL : g_array_new (FALSE, FALSE, sizeof (BtPiece));
  if (bt_text_equal (text, bt_node_get_text (part->base))
      && g_hash_table_lookup (bt_merge_get_reviewer (merge, reviewer)->seconds, part->id) == NULL)
    return NULL;
  return list_pieces (merge, reviewer, own);
}

static void
unref_version (gpointer data)
{
  if (data != NULL)
    g_array_unref (data);
}

/* Gives the stretches of a paragraph to the parts they belong to. */
static void
take_pieces (BtMergePart *part, const GArray *pieces)
{
  GPtrArray *group = g_ptr_array_new ();

  for (guint i = 0; i < pieces->len; i++)
    {
      const BtPiece *piece = &g_array_index (pieces, BtPiece, i);
      BtMergePart *own = i > 0 ? piece->part : part;
      if (i > 0)
        bt_node_builder_set_attr (own->builder, "split-of", ((BtMergePart *) group->pdata[i - 1])->id);
      bt_node_builder_take_text (own->builder, piece->text);
      g_ptr_array_add (group, own);
    }
  for (guint i = 0; i < group->len; i++)
    ((BtMergePart *) group->pdata[i])->group = g_ptr_array_ref (group);
  g_ptr_array_unref (group);
}

static void
merge_text (BtMerge *merge, BtMergePart *part)
{
  BtText *base = bt_node_get_text (part->base);
  g_autoptr (GPtrArray) versions = g_ptr_array_new_with_free_func (unref_version);
  gboolean changed = FALSE;

  if (base == NULL)
    return;
  for (guint i = 0; part->kind != BT_NODE_FOREIGN && i < merge->reviewers->len; i++)
    {
      GArray *version = get_version (merge, part, i);
      g_ptr_array_add (versions, version);
      changed = changed || version != NULL;
    }
  if (!changed)
    {
      bt_node_builder_take_text (part->builder, bt_text_ref (base));
      return;
    }
  g_autoptr (GArray) pieces = g_array_new (FALSE, FALSE, sizeof (BtPiece));
  bt_merge_text (merge, part, base, versions, pieces);
  take_pieces (part, pieces);
}

/* What names a part of the base names what stands for that in the result. */
static void
point_base (BtMerge *merge, BtMergePart *part, const char *pointer)
{
  const char *id = bt_node_get_attr (part->base, pointer);
  BtMergePart *target = id != NULL ? bt_merge_get_part (merge, id) : NULL;

  if (target == NULL)
    return;
  if (strcmp (pointer, "of") != 0)
    target = get_tail (target, -1);
  else if (target->spots->len > 1)
    target = ((BtMergeSpot *) target->spots->pdata[0])->ghost;
  bt_node_builder_set_attr (part->builder, pointer, target->id);
}

/* Whether @other is @part, or one of the parts that its paragraph is split into. */
static gboolean
is_of_paragraph (const BtMergePart *part, const BtMergePart *other)
{
  return other == part || (part->group != NULL && g_ptr_array_find (part->group, other, NULL));
}

/* Whether the join of the base leads elsewhere in a copy, or nowhere as what it led to has gone. */
static gboolean
leads_elsewhere (BtMerge *merge, guint reviewer, const BtNode *own, const BtMergePart *target)
{
  const char *to = bt_node_get_attr (own, "join-to");

  return to == NULL || !is_of_paragraph (target, bt_merge_get_own_part (merge, reviewer, to));
}

/* Tells of it: no mark can show it. */
static void
report_rejoined (BtMerge *merge, const BtMergePart *part)
{
  const BtMergePart *target = bt_merge_get_part (merge, bt_node_get_attr (part->base, "join-to"));
  const char *join = bt_intern (bt_node_get_attr (part->base, "join"));

  for (guint i = 0; target != NULL && !bt_merge_is_disputed (merge, join) && i < merge->reviewers->len; i++)
    {
      const BtNode *own = bt_merge_find_own (merge, i, part->id);
      const char *own_join = own != NULL ? bt_node_get_attr (own, "join") : NULL;
      if (own == NULL || (own_join != NULL && g_strcmp0 (own_join, join) != 0)
          || !leads_elsewhere (merge, i, own, target))
        continue;
      BtConflict *note = bt_merge_add_conflict (merge, BT_MERGE_NOTE_REJOINED, part->id);
      bt_conflict_set_side (note, 0, merge, i, join);
    }
}

static void
point_all (BtMerge *merge)
{
  for (guint i = 0; i < merge->all->len; i++)
    {
      BtMergePart *part = merge->all->pdata[i];
      if (part->base == NULL)
        continue;
      point_base (merge, part, "of");
      point_base (merge, part, "split-of");
      if (bt_node_get_attr (part->base, "join") == NULL)
        continue;
      point_base (merge, part, "join-to");
      report_rejoined (merge, part);
    }
}

static void
mark_moved (const BtMerge *merge)
{
  for (guint i = 0; i < merge->all->len; i++)
    {
      const BtMergePart *part = merge->all->pdata[i];
      if (part->moved != NULL)
        bt_node_builder_set_attr (part->builder, "moved", part->moved);
    }
}

static GHashTable *
collect_joins (const BtMerge *merge)
{
  GHashTable *joins = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < merge->all->len; i++)
    {
      BtMergePart *part = merge->all->pdata[i];
      const char *to = part->base != NULL ? bt_node_get_attr (part->base, "join-to") : NULL;
      if (to != NULL)
        g_hash_table_insert (joins, part, bt_merge_get_part (merge, to));
    }
  return joins;
}

/* Gives all parts their marks, attributes and texts. */
void
bt_merge_mark_nodes (BtMerge *merge)
{
  g_autoptr (GHashTable) joins = collect_joins (merge);
  guint n_parts = merge->all->len;

  for (guint i = 0; i < n_parts; i++)
    {
      BtMergePart *part = merge->all->pdata[i];
      if (part->base != NULL)
        find_deletions (merge, part);
    }
  for (guint i = 0; i < n_parts; i++)
    {
      BtMergePart *part = merge->all->pdata[i];
      if (part->base != NULL)
        merge_text (merge, part);
    }
  for (guint i = 0; i < n_parts; i++)
    {
      BtMergePart *part = merge->all->pdata[i];
      if (part->base == NULL)
        mark_own (merge, part);
      else if (part->kind != BT_NODE_GHOST && part->kind != BT_NODE_FOREIGN)
        mark_base (merge, part, joins);
    }
  point_all (merge);
  mark_moved (merge);
}
