/* What a conflict of a merge says to whoever has to choose: where it is, and what each side did. */
#include "bt-conflict-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "bt-reference.h"
#include "bt-schema.h"

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
    return g_strdup (id != NULL ? id : _ ("the whole plan"));
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

/* What a side did to words: "“was” → “is”". */
static char *
dup_edit (const BtConflictSide *side)
{
  const char *text = side->text != NULL ? side->text : "", *old = side->old != NULL ? side->old : "";

  if (*old == '\0')
    return g_strdup_printf (_ ("put in “%s”"), text);
  if (*text == '\0')
    return g_strdup_printf (_ ("deleted “%s”"), old);
  return g_strdup_printf ("“%s” → “%s”", old, text);
}

static char *
describe_words (const BtPlan *plan, const BtConflict *conflict)
{
  g_autofree char *first = dup_edit (&conflict->sides[0]), *second = dup_edit (&conflict->sides[1]);
  return g_strdup_printf (_ ("both changed the same words: %s: %s; %s: %s"), get_author (plan, &conflict->sides[0]),
                          first, get_author (plan, &conflict->sides[1]), second);
}

static char *
describe_deleted (const BtPlan *plan, const BtConflict *conflict)
{
  const BtConflictSide *sides = conflict->sides;
  const char *text = sides[1].text != NULL ? sides[1].text : "";

  return *text != '\0' ? g_strdup_printf (_ ("%s deleted what %s changed: “%s”"), get_author (plan, &sides[0]),
                                          get_author (plan, &sides[1]), text)
                       : g_strdup_printf (_ ("%s deleted what %s changed"), get_author (plan, &sides[0]),
                                          get_author (plan, &sides[1]));
}

static char *
describe_moved (const BtPlan *plan, const BtConflict *conflict)
{
  const BtConflictSide *sides = conflict->sides;
  g_autofree char *first = dup_place (plan, sides[0].text), *second = dup_place (plan, sides[1].text);

  return g_strdup_printf (_ ("%s moved it into %s, %s into %s; it stands where %s put it"),
                          get_author (plan, &sides[0]), first, get_author (plan, &sides[1]), second,
                          get_author (plan, &sides[1]));
}

static char *
describe_loop (const BtPlan *plan, const BtConflict *conflict)
{
  const BtConflictSide *sides = conflict->sides;
  g_autofree char *into = dup_place (plan, sides[1].text);

  return g_strdup_printf (_ ("%s moved it into %s, which %s moved into it; it stays, and a comment tells of it"),
                          get_author (plan, &sides[1]), into, get_author (plan, &sides[0]));
}

static char *
describe_attribute (const BtPlan *plan, const BtConflict *conflict)
{
  const BtConflictSide *sides = conflict->sides;

  return g_strdup_printf (_ ("%s set “%s” to “%s”, %s to “%s”"), get_author (plan, &sides[0]), conflict->name,
                          sides[0].text != NULL ? sides[0].text : "", get_author (plan, &sides[1]),
                          sides[1].text != NULL ? sides[1].text : "");
}

static char *
describe_joined (const BtPlan *plan, const BtConflict *conflict)
{
  const BtConflictSide *sides = conflict->sides;
  g_autofree char *first = dup_place (plan, sides[0].text), *second = dup_place (plan, sides[1].text);

  return g_strdup_printf (_ ("%s joined it to %s, %s to %s"), get_author (plan, &sides[0]), first,
                          get_author (plan, &sides[1]), second);
}

static gboolean
is_accepted (const BtConflictSide *side)
{
  return g_strcmp0 (side->text, "accepted") == 0;
}

static char *
describe_decision (const BtPlan *plan, const BtConflict *conflict)
{
  const BtConflictSide *sides = conflict->sides;
  gboolean first = is_accepted (&sides[0]);

  return g_strdup_printf (_ ("the change %s was accepted in “%s” and rejected in “%s”; it stays open"),
                          sides[0].change, sides[first ? 0 : 1].copy, sides[first ? 1 : 0].copy);
}

static char *
describe_record (const BtPlan *plan, const BtConflict *conflict)
{
  return g_strdup_printf (_ ("“%s” and “%s” wrote something else; what stands in “%s” was taken"),
                          conflict->sides[0].copy, conflict->sides[1].copy, conflict->sides[0].copy);
}

static char *
describe_decided (const BtPlan *plan, const BtConflict *conflict)
{
  const BtConflictSide *side = &conflict->sides[0];
  return g_strdup_printf (is_accepted (side) ? _ ("the change %s was accepted in “%s”, and so it is in the result")
                                             : _ ("the change %s was rejected in “%s”, and so it is in the result"),
                          side->change, side->copy);
}

static char *
describe_untracked (const BtPlan *plan, const BtConflict *conflict)
{
  return g_strdup_printf (_ ("what was changed in “%s” without tracking is tracked now, in that name"),
                          conflict->sides[0].copy);
}

static char *
describe_rejoined (const BtPlan *plan, const BtConflict *conflict)
{
  return g_strdup_printf (_ ("in “%s” the paragraph that it is to be joined to is another one, or gone, as tracking "
                             "was off; it stays joined as before"),
                          conflict->sides[0].copy);
}

static char *(*const describe[BT_N_CONFLICT_KINDS]) (const BtPlan *plan, const BtConflict *conflict) = {
  [BT_CONFLICT_WORDS] = describe_words,          [BT_CONFLICT_DELETED] = describe_deleted,
  [BT_CONFLICT_MOVED] = describe_moved,          [BT_CONFLICT_LOOP] = describe_loop,
  [BT_CONFLICT_ATTRIBUTE] = describe_attribute,  [BT_CONFLICT_JOINED] = describe_joined,
  [BT_CONFLICT_DECISION] = describe_decision,    [BT_CONFLICT_RECORD] = describe_record,
  [BT_MERGE_NOTE_DECIDED] = describe_decided,    [BT_MERGE_NOTE_UNTRACKED] = describe_untracked,
  [BT_MERGE_NOTE_REJOINED] = describe_rejoined,
};

/**
 * bt_conflict_dup_words:
 * @plan: the merged plan
 * @conflict: a conflict of it, or a note
 *
 * Returns: (transfer full): what each side did
 */
char *
bt_conflict_dup_words (const BtPlan *plan, const BtConflict *conflict)
{
  g_return_val_if_fail (plan != NULL && conflict != NULL, NULL);

  return describe[conflict->kind](plan, conflict);
}

/**
 * bt_conflict_dup_place:
 * @plan: the merged plan
 * @id: (nullable): the id of a node of it
 *
 * Returns: (transfer full): where it is, as a reader says it: "mục II.3", "row 2, Phụ lục I", "Subject"
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
