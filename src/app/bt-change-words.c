/* What the open changes at a place say, for whoever points at it: who, when, what it was. */

#include "bt-change-words.h"

#include <glib/gi18n-lib.h>

#include "bt-reference.h"
#include "bt-schema.h"
#include "bt-viet.h"
#include "bt-was.h"

/* More words than this are not read in passing. */
#define MAX_CHARS 80

/* What is being told, of which plan. */
typedef struct
{
  BtPlan *plan;
  GString *out;
} Telling;

/**
 * bt_change_words_dup_time:
 * @iso: (nullable): a time of the records
 *
 * Returns: (transfer full): it as it is read here: "14/8, 09:15"; that it is not known, for none
 */
char *
bt_change_words_dup_time (const char *iso)
{
  g_autoptr (GDateTime) utc = iso ? g_date_time_new_from_iso8601 (iso, NULL) : NULL;
  g_autoptr (GDateTime) local = utc ? g_date_time_to_local (utc) : NULL;

  return local ? g_date_time_format (local, "%-d/%-m, %H:%M") : g_strdup (_ ("time unknown"));
}

/* "Trần Bình, 14/8, 09:15: " and what was done; a line each. */
static void
tell (Telling *telling, const char *change, const char *what)
{
  const BtNode *record = change ? bt_plan_get_node (telling->plan, change) : NULL;
  g_autofree char *time = NULL;

  if (!record)
    return;
  time = bt_change_words_dup_time (bt_node_get_attr (record, "time"));
  g_string_append_printf (telling->out, "%s%s, %s: %s", telling->out->len > 0 ? "\n" : "",
                          bt_node_get_attr (record, "author"), time, what);
}

/* What a reader calls by its number in a list. */
static const struct
{
  BtNodeKind kind;
  const char *words; /* msgid */
} listed[] = {
  { BT_NODE_ROW, N_ ("row") },
  { BT_NODE_GROUP_ROW, N_ ("row") },
  { BT_NODE_BASIS, N_ ("legal basis") },
  { BT_NODE_RECIPIENT, N_ ("recipient") },
};

/* The ghost that a move of it has left, NULL for none. */
static const BtNode *
find_ghost (BtPlan *plan, const char *id)
{
  g_autoptr (GPtrArray) referrers = bt_plan_get_referrers (plan, id);

  for (guint i = 0; i < referrers->len; i++)
    if (bt_node_get_kind (referrers->pdata[i]) == BT_NODE_GHOST)
      return referrers->pdata[i];
  return NULL;
}

/* Whether the child stood in its list before all open changes, as itself or where it has left its first ghost. */
static gboolean
stood_there (BtPlan *plan, const BtNode *child)
{
  const char *of = bt_node_get_attr (child, "of");
  const BtNode *node = of ? bt_plan_get_node (plan, of) : child;

  if (!node || bt_node_get_attr (node, "ins") || bt_node_get_kind (child) == BT_NODE_FOREIGN)
    return FALSE;
  return of ? !find_ghost (plan, bt_node_get_id (child)) : !bt_node_get_attr (child, "moved");
}

/* What stands, or stood before all open changes, before that position of a list. */
static guint
count_before (BtPlan *plan, const BtNode *parent, guint position, gboolean was)
{
  guint count = 0;

  for (guint i = 0; i < position; i++)
    {
      const BtNode *child = bt_node_get_child (parent, i);
      BtNodeKind kind = bt_node_get_kind (child);
      count += was ? stood_there (plan, child) : kind != BT_NODE_GHOST && kind != BT_NODE_FOREIGN;
    }
  return count;
}

/* The place of @id, which is the old one of @node or itself: "row 5", "mục II", "row 2, Phụ lục I"; @beside is what
 * stands in the same list, if that need not be said. */
static char *
dup_spot (BtPlan *plan, const char *id, const BtNode *node, const BtNode *beside)
{
  guint position;
  const BtNode *parent = bt_plan_get_parent (plan, id, &position);
  gboolean was = !g_str_equal (id, bt_node_get_id (node));
  gboolean same = parent && beside && parent == bt_plan_get_parent (plan, bt_node_get_id (beside), NULL);
  g_autofree char *place = !parent ? g_strdup ("") : bt_plan_dup_place (plan, was ? bt_node_get_id (parent) : id);
  g_autofree char *number = NULL;

  for (guint i = 0; parent && i < G_N_ELEMENTS (listed); i++)
    if (listed[i].kind == bt_node_get_kind (node))
      number = g_strdup_printf ("%s %u", _ (listed[i].words), count_before (plan, parent, position, was) + 1);
  if (!number)
    return g_steal_pointer (&place);
  return same || *place == '\0' ? g_steal_pointer (&number) : g_strdup_printf ("%s, %s", number, place);
}

static void
tell_move (Telling *telling, const BtNode *node)
{
  const BtNode *ghost = find_ghost (telling->plan, bt_node_get_id (node));
  g_autofree char *origin = ghost ? dup_spot (telling->plan, bt_node_get_id (ghost), node, node) : g_strdup ("");
  g_autofree char *what = NULL;

  what = *origin != '\0' ? g_strdup_printf (_ ("moved here from %s"), origin) : g_strdup (_ ("moved here"));
  tell (telling, bt_node_get_attr (node, "moved"), what);
}

/* What attributes are called, and those of their values that have a name. */
static const struct
{
  const char *name, *value; /* @value NULL for the attribute itself */
  const char *words;
} called[] = {
  { "label", NULL, N_ ("numbering") },
  { "heading", NULL, N_ ("heading") },
  { "width", NULL, N_ ("width") },
  { "role", NULL, N_ ("role of the column") },
  { "medium", NULL, N_ ("issued as") },
  { "orientation", NULL, N_ ("orientation of the page") },
  { "state", NULL, N_ ("state of the plan") },
  { "label", "none", N_ ("none") },
  { "label", "part", N_ ("Part I") },
  { "label", "chapter", N_ ("Chapter I") },
  { "label", "roman", "I." },
  { "label", "arabic", "1." },
  { "label", "alpha", "a)" },
  { "label", "dash", "-" },
  { "label", "plus", "+" },
  { "label", "decimal", "1.1." },
  { "heading", "yes", N_ ("yes") },
  { "medium", "paper", N_ ("Paper") },
  { "medium", "electronic", N_ ("Electronic document") },
  { "state", "draft", N_ ("Draft") },
  { "state", "review", N_ ("In review") },
  { "state", "issued", N_ ("Issued") },
  { "orientation", "auto", N_ ("Sheets as Needed") },
  { "orientation", "portrait", N_ ("Portrait Sheets") },
  { "orientation", "landscape", N_ ("Landscape Sheets") },
  { "role", "text", N_ ("Text") },
  { "role", "order", N_ ("Row number") },
  { "role", "content", N_ ("Task") },
  { "role", "product", N_ ("Product") },
  { "role", "start", N_ ("Beginning") },
  { "role", "finish", N_ ("End") },
  { "role", "time", N_ ("Time") },
  { "role", "lead", N_ ("Lead unit") },
  { "role", "support", N_ ("Supporting units") },
  { "role", "note", N_ ("Notes") },
};

static const char *
get_called (const char *name, const char *value)
{
  for (guint i = 0; i < G_N_ELEMENTS (called); i++)
    if (g_str_equal (called[i].name, name) && g_strcmp0 (called[i].value, value) == 0)
      return _ (called[i].words);
  return value ? value : name;
}

static const char *
get_called_value (const char *name, const char *value)
{
  return value && *value != '\0' ? get_called (name, value) : _ ("none");
}

/**
 * bt_change_words_dup_setting:
 * @name: of an attribute
 * @old, @now: (nullable): its values before and after a change
 *
 * Returns: (transfer full): "orientation of the page: Portrait Sheets → Landscape Sheets"
 */
char *
bt_change_words_dup_setting (const char *name, const char *old, const char *now)
{
  g_return_val_if_fail (name != NULL, NULL);

  return g_strdup_printf ("%s: %s → %s", get_called (name, NULL), get_called_value (name, old),
                          get_called_value (name, now));
}

static void
tell_settings (Telling *telling, const BtNode *node)
{
  const char *was = bt_node_get_attr (node, "was");
  g_autoptr (GPtrArray) entries = was ? bt_was_parse (was) : NULL;

  for (guint i = 0; entries && i < entries->len; i++)
    {
      const BtWas *entry = entries->pdata[i];
      g_autofree char *what = NULL;

      if (bt_was_is_same (entry))
        continue;
      what = bt_change_words_dup_setting (entry->name, entry->value,
                                          bt_node_get_attr (node, entry->name));
      tell (telling, entry->change, what);
    }
}

/* What comes and goes as a whole; what is not listed is a paragraph. */
static const struct
{
  BtNodeKind kind;
  const char *added, *deleted;
} wholes[] = {
  { BT_NODE_ROW, N_ ("new row"), N_ ("deleted row") },
  { BT_NODE_GROUP_ROW, N_ ("new row"), N_ ("deleted row") },
  { BT_NODE_COLUMN, N_ ("new column"), N_ ("deleted column") },
  { BT_NODE_TABLE, N_ ("new table"), N_ ("deleted table") },
  { BT_NODE_APPENDIX, N_ ("new appendix"), N_ ("deleted appendix") },
  { BT_NODE_BASIS, N_ ("new legal basis"), N_ ("deleted legal basis") },
  { BT_NODE_RECIPIENT, N_ ("new recipient"), N_ ("deleted recipient") },
};

/* What was done to the whole of it. */
static void
tell_node (Telling *telling, const BtNode *node)
{
  const char *added = _ ("new paragraph"), *deleted = _ ("deleted paragraph");

  for (guint i = 0; i < G_N_ELEMENTS (wholes); i++)
    if (wholes[i].kind == bt_node_get_kind (node))
      {
        added = _ (wholes[i].added);
        deleted = _ (wholes[i].deleted);
      }
  tell (telling, bt_node_get_attr (node, "ins"), added);
  tell (telling, bt_node_get_attr (node, "del"), deleted);
  if (bt_node_get_attr (node, "moved"))
    tell_move (telling, node);
  tell (telling, bt_node_get_attr (node, "split"), _ ("split from the paragraph before"));
  tell (telling, bt_node_get_attr (node, "join"), _ ("joined to the paragraph before"));
  tell_settings (telling, node);
}

static void
tell_run (Telling *telling, const char *words, const BtMark *mark)
{
  g_autofree char *shown = bt_viet_shorten (words, MAX_CHARS), *added = NULL, *deleted = NULL, *format = NULL;
  g_autoptr (GPtrArray) entries = mark->was ? bt_was_parse (mark->was) : NULL;

  added = g_strdup_printf (_ ("added “%s”"), shown);
  deleted = g_strdup_printf (_ ("deleted “%s”"), shown);
  format = g_strdup_printf (_ ("format of “%s”"), shown);
  tell (telling, mark->ins, added);
  tell (telling, mark->del, deleted);
  for (guint i = 0; entries && i < entries->len; i++)
    if (!bt_was_is_same (entries->pdata[i]))
      tell (telling, ((BtWas *) entries->pdata[i])->change, format);
}

/* What was done to the words at @offset, or to any words. */
static void
tell_words (Telling *telling, const BtNode *node, gsize offset)
{
  const BtText *text = bt_node_get_text (node);
  guint n_runs;
  const BtRun *runs = bt_text_get_runs (text, &n_runs);
  gsize start = 0;

  for (guint i = 0; i < n_runs; start = runs[i++].end)
    if (offset == BT_CHANGE_WORDS_ALL || (offset >= start && offset < runs[i].end))
      {
        g_autofree char *words = g_strndup (bt_text_get_string (text) + start, runs[i].end - start);
        tell_run (telling, words, &runs[i].mark);
      }
}

static void
tell_ghost (Telling *telling, const BtNode *ghost)
{
  const char *of = bt_node_get_attr (ghost, "of");
  const BtNode *node = of ? bt_plan_get_node (telling->plan, of) : NULL;
  g_autofree char *place = node ? dup_spot (telling->plan, of, node, ghost) : g_strdup ("");
  g_autofree char *what = *place != '\0' ? g_strdup_printf (_ ("moved from here to %s"), place)
                                         : g_strdup (_ ("moved from here"));

  tell (telling, bt_node_get_attr (ghost, "change"), what);
}

/**
 * bt_change_words_show:
 * @widget: what shows @node
 * @plan: a plan
 * @node: (nullable): a node of it
 * @found: (nullable): what the check finds in it
 *
 * Makes @widget tell who did what to the node, and what was found, to whoever points at it and to a screen reader.
 *
 * Returns: whether anybody did anything to it
 */
gboolean
bt_change_words_show (GtkWidget *widget, BtPlan *plan, const BtNode *node, const char *found)
{
  g_autofree char *changes = NULL, *words = NULL;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), FALSE);
  g_return_val_if_fail (plan != NULL, FALSE);

  if (node)
    changes = bt_change_words_dup (plan, bt_node_get_id (node), BT_CHANGE_WORDS_ALL);
  words = changes && found ? g_strjoin ("\n", changes, found, NULL) : g_strdup (changes ? changes : found);
  /* A form asks for all its fields at each key, and GTK asks the X server at each tooltip, also for the same. */
  if (g_strcmp0 (gtk_widget_get_tooltip_text (widget), words) == 0)
    return changes != NULL;
  gtk_widget_set_tooltip_text (widget, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  words ? words : "", -1);
  return changes != NULL;
}

/* Whether the change of what holds the node is told with it: a cell is read without its row, a title without its
 * appendix. */
static gboolean
stands_for_parent (const BtNode *node)
{
  return bt_node_get_kind (node) == BT_NODE_CELL || bt_node_get_kind (node) == BT_NODE_TITLE;
}

/**
 * bt_change_words_dup:
 * @plan: a plan
 * @id: the id of a node of it
 * @offset: where in its text, in bytes; %BT_CHANGE_WORDS_ALL for all of it
 *
 * Returns: (transfer full) (nullable): who did what there, and when, a line for each change that is open or waits;
 *   %NULL where nothing is changed
 */
char *
bt_change_words_dup (BtPlan *plan, const char *id, gsize offset)
{
  Telling telling = { plan, NULL };
  const BtNode *node, *parent;

  g_return_val_if_fail (plan != NULL && id != NULL, NULL);

  node = bt_plan_get_node (plan, id);
  if (!node)
    return NULL;
  telling.out = g_string_new (NULL);
  parent = bt_plan_get_parent (plan, id, NULL);
  if (bt_node_get_kind (node) == BT_NODE_GHOST)
    tell_ghost (&telling, node);
  else
    {
      if (stands_for_parent (node) && parent)
        tell_node (&telling, parent);
      tell_node (&telling, node);
      if (bt_node_get_text (node))
        tell_words (&telling, node, offset);
    }
  return g_string_free (telling.out, telling.out->len == 0);
}
