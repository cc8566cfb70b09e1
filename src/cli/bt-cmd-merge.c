/* banthao-cli merge: everybody's changes of several copies in one plan, and where they got in each other's way. */
#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "bt-cli.h"
#include "bt-error.h"
#include "bt-merge.h"
#include "bt-reference.h"
#include "bt-schema.h"

static struct
{
  char *output;
  char *format;
} options;

const GOptionEntry bt_merge_options[] = {
  { "output", 'o', 0, G_OPTION_ARG_FILENAME, &options.output, N_ ("Where the plan goes"), "OUT.kehoach" },
  { "format", 0, 0, G_OPTION_ARG_STRING, &options.format, N_ ("How to list the conflicts; as text by default"),
    "text|json" },
  { NULL },
};

/* The copies as they were given. */
typedef struct
{
  GPtrArray *plans; /* of BtPlan */
  GPtrArray *names;
} Copies;

static char *
format_now (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  return g_date_time_format (now, "%Y-%m-%dT%H:%M:%SZ");
}

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

/* Where it is, as a reader says it: "mục II.3", "row 2, Phụ lục I". */
static char *
dup_place (const BtPlan *plan, const char *id)
{
  if (id == NULL || !bt_plan_has_node (plan, id))
    return g_strdup (id != NULL ? id : _ ("the whole plan"));
  g_autofree char *section = bt_plan_dup_reference (plan, id), *number = dup_number (plan, id);
  if (number != NULL)
    return *section != '\0' ? g_strdup_printf ("%s, %s", number, section) : g_steal_pointer (&number);
  return *section != '\0' ? g_steal_pointer (&section)
                          : g_strdup (bt_node_kind_get_name (bt_node_get_kind (bt_plan_get_node (plan, id))));
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
  return g_strdup_printf (_ ("in “%s” the paragraph that it is to be joined to is another one, as tracking was off; it "
                             "stays joined as before"),
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

static char *
list_text (const BtPlan *plan, const GPtrArray *conflicts)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < conflicts->len; i++)
    {
      const BtConflict *conflict = conflicts->pdata[i];
      g_autofree char *place = dup_place (plan, conflict->node), *words = describe[conflict->kind](plan, conflict);
      g_strdelimit (words, "\n", ' ');
      g_string_append_printf (out, "%s: %s: %s\n", bt_conflict_is_real (conflict) ? _ ("conflict") : _ ("note"), place,
                              words);
    }
  return g_string_free (out, FALSE);
}

static void
add_string (JsonBuilder *json, const char *member, const char *value)
{
  json_builder_set_member_name (json, member);
  json_builder_add_string_value (json, value != NULL ? value : "");
}

static void
add_side (JsonBuilder *json, const BtPlan *plan, const BtConflictSide *side)
{
  json_builder_begin_object (json);
  add_string (json, "copy", side->copy);
  add_string (json, "author", get_author (plan, side));
  add_string (json, "change", side->change);
  add_string (json, "text", side->text);
  add_string (json, "old", side->old);
  json_builder_end_object (json);
}

static void
add_conflict (JsonBuilder *json, const BtPlan *plan, const BtConflict *conflict)
{
  g_autofree char *place = dup_place (plan, conflict->node);

  json_builder_begin_object (json);
  add_string (json, "kind", bt_conflict_kind_get_name (conflict->kind));
  json_builder_set_member_name (json, "conflict");
  json_builder_add_boolean_value (json, bt_conflict_is_real (conflict));
  add_string (json, "node", conflict->node);
  add_string (json, "place", place);
  add_string (json, "name", conflict->name);
  json_builder_set_member_name (json, "sides");
  json_builder_begin_array (json);
  for (guint i = 0; i < G_N_ELEMENTS (conflict->sides); i++)
    if (conflict->sides[i].copy != NULL)
      add_side (json, plan, &conflict->sides[i]);
  json_builder_end_array (json);
  json_builder_end_object (json);
}

static char *
list_json (const BtPlan *plan, const GPtrArray *conflicts)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();

  json_builder_begin_array (json);
  for (guint i = 0; i < conflicts->len; i++)
    add_conflict (json, plan, conflicts->pdata[i]);
  json_builder_end_array (json);
  g_autoptr (JsonNode) root = json_builder_get_root (json);
  g_autofree char *text = json_to_string (root, TRUE);
  return g_strconcat (text, "\n", NULL);
}

static const struct
{
  const char *name;
  char *(*list) (const BtPlan *plan, const GPtrArray *conflicts);
} formats[] = {
  { "text", list_text },
  { "json", list_json },
};

static int
find_format (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (options.format == NULL || strcmp (formats[i].name, options.format) == 0)
      return (int) i;
  return -1;
}

/* The copy's name: its file's, without what tells the format. */
static char *
dup_name (const char *file)
{
  g_autofree char *base = g_path_get_basename (file), *name = g_filename_display_name (base);
  char *dot = strrchr (name, '.');

  if (dot != NULL && dot != name)
    *dot = '\0';
  return g_steal_pointer (&name);
}

/* Two copies of one name are told apart by their folders. */
static void
tell_apart (Copies *copies, char **files)
{
  for (guint i = 0; i < copies->names->len; i++)
    for (guint j = 0; j < copies->names->len; j++)
      if (i != j && strcmp (copies->names->pdata[i], copies->names->pdata[j]) == 0)
        {
          g_free (copies->names->pdata[i]);
          copies->names->pdata[i] = g_filename_display_name (files[i]);
        }
}

static gboolean
read_copies (Copies *copies, char **files, int *status)
{
  for (guint i = 0; files[i] != NULL; i++)
    {
      GError *error = NULL;
      BtPlan *plan = bt_cli_read_plan (files[i], &error);
      if (plan == NULL)
        {
          *status = bt_cli_fail (files[i], error);
          return FALSE;
        }
      g_ptr_array_add (copies->plans, plan);
      g_ptr_array_add (copies->names, dup_name (files[i]));
    }
  tell_apart (copies, files);
  return TRUE;
}

/* Copies in which nothing was changed may be alike; others that are were given twice. */
static gboolean
find_twin (const BtPlan *base, const Copies *copies, guint *one, guint *other)
{
  for (*other = 1; *other < copies->plans->len; (*other)++)
    for (*one = 0; *one < *other; (*one)++)
      {
        const BtNode *root = bt_plan_get_root (copies->plans->pdata[*other]);
        if (bt_node_equal (root, bt_plan_get_root (copies->plans->pdata[*one]))
            && !bt_node_equal (root, bt_plan_get_root (base)))
          return TRUE;
      }
  return FALSE;
}

static int
write_result (BtPlan *result, const GPtrArray *conflicts, guint format)
{
  GError *error = NULL;
  int status = BT_EXIT_DONE;

  if (!bt_cli_write_plan (result, options.output, &error))
    return bt_cli_fail (options.output, error);
  g_autofree char *list = formats[format].list (result, conflicts);
  if (bt_cli_is_stream (options.output))
    g_printerr ("%s", list);
  else
    g_print ("%s", list);
  for (guint i = 0; i < conflicts->len; i++)
    if (bt_conflict_is_real (conflicts->pdata[i]))
      status = BT_EXIT_FOUND;
  return status;
}

/* @files are those of the copies; that of the base stands before them. */
static int
merge (BtPlan *base, const Copies *copies, char **files, guint format)
{
  g_autofree char *now = format_now ();
  g_autofree BtMergeCopy *given = g_new (BtMergeCopy, copies->plans->len);
  g_autoptr (GPtrArray) conflicts = NULL;
  guint one, other;
  GError *error = NULL;

  if (find_twin (base, copies, &one, &other))
    {
      g_set_error (&error, BT_ERROR, BT_ERROR_INVALID, _ ("the same copy is given twice: “%s” holds what “%s” does"),
                   files[other], files[one]);
      return bt_cli_fail (files[other], error);
    }
  for (guint i = 0; i < copies->plans->len; i++)
    given[i] = (BtMergeCopy){ copies->plans->pdata[i], copies->names->pdata[i] };
  bt_cli_progress (_ ("Merging…"));
  g_autoptr (BtPlan) result = bt_review_merge (base, given, copies->plans->len, now, &conflicts, &error);
  return result != NULL ? write_result (result, conflicts, format) : bt_cli_fail (files[-1], error);
}

/**
 * bt_merge_run:
 * @files: the plan that the reviewers got, and their copies of it
 *
 * Returns: the exit status
 */
int
bt_merge_run (char **files)
{
  g_autoptr (GPtrArray) plans = g_ptr_array_new_with_free_func ((GDestroyNotify) bt_plan_unref);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  Copies copies = { plans, names };
  int format = find_format (), status;
  GError *error = NULL;

  if (options.output == NULL)
    return bt_cli_fail_usage ("merge", _ ("-o OUT is missing"));
  if (format < 0)
    return bt_cli_fail_usage ("merge", _ ("there is no format “%s”"), options.format);
  g_autoptr (BtPlan) base = bt_cli_read_plan (files[0], &error);
  if (base == NULL)
    return bt_cli_fail (files[0], error);
  return read_copies (&copies, files + 1, &status) ? merge (base, &copies, files + 1, (guint) format) : status;
}
