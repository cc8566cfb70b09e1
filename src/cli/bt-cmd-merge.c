/* banthao-cli merge: everybody's changes of several copies in one plan, and where they got in each other's way. */
#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "bt-cli.h"
#include "bt-error.h"
#include "bt-conflict-words.h"
#include "bt-date.h"

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
list_text (const BtPlan *plan, const GPtrArray *conflicts)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < conflicts->len; i++)
    {
      const BtConflict *conflict = conflicts->pdata[i];
      g_autofree char *place = bt_conflict_dup_where (plan, conflict);
      g_autofree char *words = bt_conflict_dup_words (plan, conflict);
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
  add_string (json, "author", bt_conflict_get_author (plan, side));
  add_string (json, "change", side->change);
  add_string (json, "text", side->text);
  add_string (json, "old", side->old);
  json_builder_end_object (json);
}

static void
add_conflict (JsonBuilder *json, const BtPlan *plan, const BtConflict *conflict)
{
  g_autofree char *place = bt_conflict_dup_where (plan, conflict);

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

static const char *const formats[] = { "text", "json", NULL };
static char *(*const list_as[]) (const BtPlan *plan, const GPtrArray *conflicts) = { list_text, list_json };

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
  g_autofree char *list = list_as[format] (result, conflicts);
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
  g_autofree char *now = bt_time_format_now ();
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
  int format = bt_cli_choose_format ("merge", options.format, formats), status;
  GError *error = NULL;

  if (format < 0)
    return BT_EXIT_USAGE;
  if (options.output == NULL)
    return bt_cli_fail_usage ("merge", _ ("-o OUT is missing"));
  g_autoptr (BtPlan) base = bt_cli_read_plan (files[0], &error);
  if (base == NULL)
    return bt_cli_fail (files[0], error);
  return read_copies (&copies, files + 1, &status) ? merge (base, &copies, files + 1, (guint) format) : status;
}
