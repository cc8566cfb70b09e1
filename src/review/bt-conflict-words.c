/* What a conflict of a merge says to whoever has to choose: where it is, what it is about, what each side did, and what
 * stands there until somebody chooses. */
#include "bt-conflict-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "bt-change-list.h"
#include "bt-reference.h"
#include "bt-schema.h"
#include "bt-setting-words.h"

/* What stands in a list by its number. */
static const struct
{
  BtNodeKind kind;
  const char *words; /* msgid */
} numbered[] = {
  { BT_NODE_BASIS, N_ ("legal basis") },
  { BT_NODE_RECIPIENT, N_ ("recipient") },
  { BT_NODE_ROW, N_ ("row") },
  { BT_NODE_GROUP_ROW, N_ ("row") },
  { BT_NODE_COLUMN, N_ ("column") },
  { BT_NODE_TABLE, N_ ("table") },
};

/* What has no number and stands in no section: called as the window calls it. */
static const char *const named[BT_N_NODE_KINDS] = { /* msgids */
  [BT_NODE_HEADER] = N_ ("Heading of the Plan"),
  [BT_NODE_PARENT] = N_ ("Superior Body"),
  [BT_NODE_AGENCY] = N_ ("Issuing Body"),
  [BT_NODE_NUMBER] = N_ ("Number"),
  [BT_NODE_SYMBOL] = N_ ("Symbol"),
  [BT_NODE_PLACE] = N_ ("Place"),
  [BT_NODE_DATE] = N_ ("Date"),
  [BT_NODE_URGENCY] = N_ ("Urgency"),
  [BT_NODE_TYPE] = N_ ("Kind of Document"),
  [BT_NODE_SUBJECT] = N_ ("Subject"),
  [BT_NODE_BASES] = N_ ("Legal Bases"),
  [BT_NODE_BODY] = N_ ("Whole Text"),
  [BT_NODE_SIGNATURE] = N_ ("Signature"),
  [BT_NODE_AUTHORITY] = N_ ("Authority"),
  [BT_NODE_OFFICE] = N_ ("Office of the Signer"),
  [BT_NODE_SIGNER] = N_ ("Name of the Signer"),
  [BT_NODE_RECIPIENTS] = N_ ("Recipients"),
  [BT_NODE_APPENDICES] = N_ ("Appendices"),
  [BT_NODE_SOURCE] = N_ ("Cited Document"),
  [BT_NODE_THREAD] = N_ ("Comment"),
};

/* Which of its kind the node is, rows of both kinds counted together. */
static guint
count_before (const BtNode *parent, guint position)
{
  guint number = 0;
  BtNodeKind kind = bt_node_get_kind (bt_node_get_child (parent, position));

  for (guint i = 0; i <= position; i++)
    {
      BtNodeKind other = bt_node_get_kind (bt_node_get_child (parent, i));
      number += other == kind || (kind == BT_NODE_ROW && other == BT_NODE_GROUP_ROW)
                || (kind == BT_NODE_GROUP_ROW && other == BT_NODE_ROW);
    }
  return number;
}

static char *
dup_number (const BtPlan *plan, const char *id)
{
  guint position;
  const BtNode *parent = bt_plan_get_parent (plan, id, &position);

  for (guint i = 0; parent != NULL && i < G_N_ELEMENTS (numbered); i++)
    if (bt_node_get_kind (bt_node_get_child (parent, position)) == numbered[i].kind)
      return g_strdup_printf ("%s %u", _ (numbered[i].words), count_before (parent, position));
  return NULL;
}

/* What the part is called; what is beside the text of the plan is only the plan as a whole. */
static const char *
get_name (const BtPlan *plan, const char *id)
{
  const char *name = named[bt_node_get_kind (bt_plan_get_node (plan, id))];
  return name != NULL ? _ (name) : _ ("the whole plan");
}

/* Where it is, as a reader says it: "mục II.3", "row 2, Phụ lục I", "Subject". */
static char *
dup_place (const BtPlan *plan, const char *id)
{
  if (id == NULL || !bt_plan_has_node (plan, id))
    return g_strdup (id != NULL ? _ ("a part that has gone") : _ ("the whole plan"));
  g_autofree char *section = bt_plan_dup_reference (plan, id), *number = dup_number (plan, id);
  if (number != NULL)
    return *section != '\0' ? g_strdup_printf ("%s, %s", number, section) : g_steal_pointer (&number);
  return *section != '\0' ? g_steal_pointer (&section) : g_strdup (get_name (plan, id));
}

/* Who it was: the author of the change, or whose copy it is. */
static const char *
get_author (const BtPlan *plan, const BtConflictSide *side)
{
  const BtNode *record = side->change != NULL ? bt_plan_get_node (plan, side->change) : NULL;
  return record != NULL ? bt_node_get_attr (record, "author") : side->copy;
}

/* What a change in the merged plan is about, NULL where none of it is open. */
static BtChange *
find_change (GPtrArray *list, const char *id)
{
  for (guint i = 0; i < list->len; i++)
    {
      BtChange *change = list->pdata[i];
      if (g_strcmp0 (change->id, id) == 0 && change->state == BT_CHANGE_OPEN)
        return change;
    }
  return NULL;
}

static gboolean
is_accepted (const BtConflictSide *side)
{
  return g_strcmp0 (side->text, "accepted") == 0;
}

/* "the change of An of 14/08/2025" */
static char *
dup_change (const BtPlan *plan, const BtConflictSide *side)
{
  const BtNode *record = side->change != NULL ? bt_plan_get_node (plan, side->change) : NULL;
  const char *iso = record != NULL ? bt_node_get_attr (record, "time") : NULL;
  g_autoptr (GDateTime) time = iso != NULL ? g_date_time_new_from_iso8601 (iso, NULL) : NULL;
  g_autoptr (GDateTime) local = time != NULL ? g_date_time_to_local (time) : NULL;
  g_autofree char *day = local != NULL ? g_date_time_format (local, "%d/%m/%Y") : NULL;

  return day != NULL ? g_strdup_printf (_ ("a change by %s of %s"), get_author (plan, side), day)
                     : g_strdup_printf (_ ("a change by %s"), get_author (plan, side));
}

static char *
side_words (const BtPlan *plan, const BtConflict *conflict, guint side)
{
  g_autofree char *text = g_strstrip (g_strdup (conflict->sides[side].text != NULL ? conflict->sides[side].text : ""));
  g_autofree char *old = g_strstrip (g_strdup (conflict->sides[side].old != NULL ? conflict->sides[side].old : ""));

  if (*old == '\0')
    return g_strdup_printf (_ ("put in “%s”"), text);
  if (*text == '\0')
    return g_strdup_printf (_ ("deleted “%s”"), old);
  return g_strdup_printf ("“%s” → “%s”", old, text);
}

static char *
side_deleted (const BtPlan *plan, const BtConflict *conflict, guint side)
{
  g_autofree char *text = g_strstrip (g_strdup (conflict->sides[side].text != NULL ? conflict->sides[side].text : ""));

  if (side == 0)
    return g_strdup (_ ("deleted it"));
  return *text != '\0' ? g_strdup_printf (_ ("changed it: “%s”"), text) : g_strdup (_ ("changed it"));
}

static char *
side_moved (const BtPlan *plan, const BtConflict *conflict, guint side)
{
  g_autofree char *into = dup_place (plan, conflict->sides[side].text);
  return g_strdup_printf (_ ("moved it into: %s"), into);
}

static char *
side_loop (const BtPlan *plan, const BtConflict *conflict, guint side)
{
  g_autofree char *other = dup_place (plan, conflict->sides[1].text);
  return g_strdup_printf (side == 0 ? _ ("moved this into it: %s") : _ ("moved it into: %s"), other);
}

static char *
side_attribute (const BtPlan *plan, const BtConflict *conflict, guint side)
{
  g_autofree char *value = bt_setting_dup_value (conflict->name, conflict->sides[side].text);
  return g_strdup_printf (_ ("set %s to “%s”"), bt_setting_get_name (conflict->name), value);
}

static char *
side_joined (const BtPlan *plan, const BtConflict *conflict, guint side)
{
  g_autofree char *to = dup_place (plan, conflict->sides[side].text);
  return g_strdup_printf (_ ("joined it to: %s"), to);
}

static char *
side_decision (const BtPlan *plan, const BtConflict *conflict, guint side)
{
  return g_strdup (is_accepted (&conflict->sides[side]) ? _ ("accepted it") : _ ("rejected it"));
}

static char *
side_record (const BtPlan *plan, const BtConflict *conflict, guint side)
{
  const char *text = conflict->sides[side].text;
  return text != NULL && *text != '\0' ? g_strdup_printf (_ ("wrote “%s”"), text) : g_strdup (_ ("changed it"));
}

/* What stands there now. */
static char *
outcome_words (const BtPlan *plan, const BtConflict *conflict)
{
  return g_strdup (_ ("for now both stand there"));
}

static char *
outcome_deleted (const BtPlan *plan, const BtConflict *conflict)
{
  return g_strdup (_ ("for now it stands there, marked as deleted"));
}

static char *
outcome_moved (const BtPlan *plan, const BtConflict *conflict)
{
  return g_strdup_printf (_ ("for now it stands where %s put it"), get_author (plan, &conflict->sides[1]));
}

static char *
outcome_loop (const BtPlan *plan, const BtConflict *conflict)
{
  return g_strdup (_ ("it stays where it was, and a comment tells of it"));
}

static char *
outcome_attribute (const BtPlan *plan, const BtConflict *conflict)
{
  const BtNode *node = bt_plan_get_node (plan, conflict->node);
  g_autofree char *value =
      bt_setting_dup_value (conflict->name, node != NULL ? bt_node_get_attr (node, conflict->name) : NULL);
  return g_strdup_printf (_ ("for now it is “%s”"), value);
}

static char *
outcome_joined (const BtPlan *plan, const BtConflict *conflict)
{
  const BtNode *node = bt_plan_get_node (plan, conflict->node);
  const char *to = node != NULL ? bt_node_get_attr (node, "join-to") : NULL;
  g_autofree char *place = to != NULL ? dup_place (plan, to) : NULL;

  return place != NULL ? g_strdup_printf (_ ("for now it is joined to: %s"), place)
                       : g_strdup (_ ("for now both changes are open"));
}

static char *
outcome_decision (const BtPlan *plan, const BtConflict *conflict)
{
  return g_strdup (_ ("the change stays open"));
}

static char *
outcome_record (const BtPlan *plan, const BtConflict *conflict)
{
  return g_strdup_printf (_ ("what “%s” wrote was taken"), conflict->sides[0].copy);
}

/* What is told of a change that was decided: whose it is, and the words, as far as they are there. */
static char *
matter_decision (const BtPlan *plan, const BtConflict *conflict)
{
  g_autofree char *change = dup_change (plan, &conflict->sides[0]);
  g_autoptr (GPtrArray) list = bt_change_list_new (plan, NULL);
  const BtChange *found = find_change (list, conflict->sides[0].change);

  if (found != NULL && *found->text != '\0' && found->name == NULL)
    return g_strdup_printf (_ ("%s was accepted in one copy and rejected in another: “%s”"), change, found->text);
  return g_strdup_printf (_ ("%s was accepted in one copy and rejected in another"), change);
}

static char *
matter_decided (const BtPlan *plan, const BtConflict *conflict)
{
  const BtConflictSide *side = &conflict->sides[0];
  g_autofree char *change = dup_change (plan, side);

  return g_strdup_printf (is_accepted (side) ? _ ("%s was accepted in “%s”, and so it is in the result")
                                             : _ ("%s was rejected in “%s”, and so it is in the result"),
                          change, side->copy);
}

static char *
matter_untracked (const BtPlan *plan, const BtConflict *conflict)
{
  return g_strdup_printf (_ ("what was changed in “%s” without tracking is tracked now, in that name"),
                          conflict->sides[0].copy);
}

static char *
matter_rejoined (const BtPlan *plan, const BtConflict *conflict)
{
  return g_strdup_printf (_ ("in “%s” the paragraph that it is to be joined to is another one, or gone, as tracking "
                             "was off; it stays joined as before"),
                          conflict->sides[0].copy);
}

/* How each kind is told; a note has neither sides nor an outcome. */
static const struct
{
  const char *words; /* msgid */
  char *(*matter) (const BtPlan *plan, const BtConflict *conflict);
  char *(*side) (const BtPlan *plan, const BtConflict *conflict, guint side);
  char *(*outcome) (const BtPlan *plan, const BtConflict *conflict);
} kinds[BT_N_CONFLICT_KINDS] = {
  [BT_CONFLICT_WORDS] = { N_ ("both changed the same words"), NULL, side_words, outcome_words },
  [BT_CONFLICT_DELETED] = { N_ ("one deleted what the other changed"), NULL, side_deleted, outcome_deleted },
  [BT_CONFLICT_MOVED] = { N_ ("both moved it, to different places"), NULL, side_moved, outcome_moved },
  [BT_CONFLICT_LOOP] = { N_ ("each moved one into the other"), NULL, side_loop, outcome_loop },
  [BT_CONFLICT_ATTRIBUTE] = { N_ ("both set it otherwise"), NULL, side_attribute, outcome_attribute },
  [BT_CONFLICT_JOINED] = { N_ ("both joined it, to different paragraphs"), NULL, side_joined, outcome_joined },
  [BT_CONFLICT_DECISION] = { NULL, matter_decision, side_decision, outcome_decision },
  [BT_CONFLICT_RECORD] = { N_ ("both wrote something else"), NULL, side_record, outcome_record },
  [BT_MERGE_NOTE_DECIDED] = { NULL, matter_decided, NULL, NULL },
  [BT_MERGE_NOTE_UNTRACKED] = { NULL, matter_untracked, NULL, NULL },
  [BT_MERGE_NOTE_REJOINED] = { NULL, matter_rejoined, NULL, NULL },
};

/**
 * bt_conflict_dup_matter:
 * @plan: the merged plan
 * @conflict: a conflict of it, or a note
 *
 * Returns: (transfer full): what it is about: "both changed the same words"
 */
char *
bt_conflict_dup_matter (const BtPlan *plan, const BtConflict *conflict)
{
  g_return_val_if_fail (plan != NULL && conflict != NULL, NULL);

  return kinds[conflict->kind].matter != NULL ? kinds[conflict->kind].matter (plan, conflict)
                                              : g_strdup (_ (kinds[conflict->kind].words));
}

/**
 * bt_conflict_dup_side:
 * @plan: the merged plan
 * @conflict: a conflict of it that is real
 * @side: 0 or 1
 *
 * Returns: (transfer full): what that side did: "put in “hai”"
 */
char *
bt_conflict_dup_side (const BtPlan *plan, const BtConflict *conflict, guint side)
{
  g_return_val_if_fail (plan != NULL && conflict != NULL && side < 2, NULL);
  g_return_val_if_fail (bt_conflict_is_real (conflict), NULL);

  return kinds[conflict->kind].side (plan, conflict, side);
}

/**
 * bt_conflict_dup_outcome:
 * @plan: the merged plan
 * @conflict: a conflict of it that is real
 *
 * Returns: (transfer full): what stands in the plan: "for now both stand there"
 */
char *
bt_conflict_dup_outcome (const BtPlan *plan, const BtConflict *conflict)
{
  g_return_val_if_fail (plan != NULL && conflict != NULL, NULL);
  g_return_val_if_fail (bt_conflict_is_real (conflict), NULL);

  return kinds[conflict->kind].outcome (plan, conflict);
}

/**
 * bt_conflict_get_side_name:
 * @plan: the merged plan
 * @conflict: a conflict of it
 * @side: 0 or 1
 *
 * Returns: (transfer none): who stands on that side: the author of the change; where a change was decided, whose copy
 *   it is
 */
const char *
bt_conflict_get_side_name (const BtPlan *plan, const BtConflict *conflict, guint side)
{
  g_return_val_if_fail (plan != NULL && conflict != NULL && side < 2, NULL);

  return conflict->kind == BT_CONFLICT_DECISION ? conflict->sides[side].copy
                                                : get_author (plan, &conflict->sides[side]);
}

/**
 * bt_conflict_dup_words:
 * @plan: the merged plan
 * @conflict: a conflict of it, or a note
 *
 * Returns: (transfer full): in one sentence, what it is about, what each side did, and what stands there
 */
char *
bt_conflict_dup_words (const BtPlan *plan, const BtConflict *conflict)
{
  g_return_val_if_fail (plan != NULL && conflict != NULL, NULL);

  g_autofree char *matter = bt_conflict_dup_matter (plan, conflict);
  if (!bt_conflict_is_real (conflict))
    return g_steal_pointer (&matter);
  g_autofree char *first = bt_conflict_dup_side (plan, conflict, 0), *second = bt_conflict_dup_side (plan, conflict, 1);
  g_autofree char *outcome = bt_conflict_dup_outcome (plan, conflict);
  return g_strdup_printf ("%s: %s: %s; %s: %s; %s", matter, bt_conflict_get_side_name (plan, conflict, 0), first,
                          bt_conflict_get_side_name (plan, conflict, 1), second, outcome);
}

/**
 * bt_conflict_dup_where:
 * @plan: the merged plan
 * @conflict: a conflict of it, or a note
 *
 * Returns: (transfer full): where it is, as a reader says it: "mục II.3", "row 2, Phụ lục I", "Subject"
 */
char *
bt_conflict_dup_where (const BtPlan *plan, const BtConflict *conflict)
{
  g_return_val_if_fail (plan != NULL && conflict != NULL, NULL);

  if (conflict->kind != BT_CONFLICT_DECISION)
    return dup_place (plan, conflict->node);
  g_autoptr (GPtrArray) list = bt_change_list_new (plan, NULL);
  const BtChange *change = find_change (list, conflict->sides[0].change);
  return dup_place (plan, change != NULL ? change->node : NULL);
}

/**
 * bt_conflict_dup_place:
 * @plan: a plan
 * @id: (nullable): the id of a node of it
 *
 * Returns: (transfer full): where that is, as bt_conflict_dup_where() tells it
 */
char *
bt_conflict_dup_place (const BtPlan *plan, const char *id)
{
  g_return_val_if_fail (plan != NULL, NULL);

  return dup_place (plan, id);
}

/**
 * bt_conflict_get_author:
 * @plan: the merged plan
 * @side: one side of a conflict
 *
 * Returns: (transfer none): who it was: the author of the change, or whose copy it is
 */
const char *
bt_conflict_get_author (const BtPlan *plan, const BtConflictSide *side)
{
  g_return_val_if_fail (plan != NULL && side != NULL, NULL);

  return get_author (plan, side);
}
