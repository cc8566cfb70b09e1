/* The views of a plan as the commands print them; a text with the changes in it has them in brackets. */
#include <string.h>

#include "bt-cli.h"
#include "bt-markup.h"
#include "bt-marks.h"
#include "bt-schema.h"
#include "bt-text-live.h"
#include "bt-was.h"

static const struct
{
  const char *name;
  BtView view;
} views[] = {
  { "final", BT_VIEW_FINAL },
  { "original", BT_VIEW_ORIGINAL },
  { "markup", BT_VIEW_MARKUP },
};

/**
 * bt_cli_parse_view:
 * @name: (nullable): what was asked for; nothing is "final"
 * @view: (out): the view
 *
 * Returns: whether there is such a view
 */
gboolean
bt_cli_parse_view (const char *name, BtView *view)
{
  g_return_val_if_fail (view != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    if (name == NULL || strcmp (views[i].name, name) == 0)
      {
        *view = views[i].view;
        return TRUE;
      }
  return FALSE;
}

/* Without marks, but for the one that all of the text has. */
static gboolean
clear_marks_cb (BtMark *mark, gpointer data)
{
  const BtMark *common = data;

  mark->ins = mark->was = NULL;
  mark->del = common->del;
  return TRUE;
}

/* The brackets of a run: what is deleted from an insertion is both. */
static void
get_brackets (const BtMark *mark, const char **open, const char **close)
{
  static const char *const brackets[][2] = {
    { "", "" }, { "[+", "+]" }, { "[-", "-]" }, { "[+-", "-+]" }
  };
  guint which = (mark->ins != NULL ? 1 : 0) + (mark->del != NULL ? 2 : 0);

  *open = brackets[which][0];
  *close = brackets[which][1];
}

/* A text with brackets around what is inserted or deleted, while it is made. */
typedef struct
{
  BtTextBuilder *builder;
  BtMark common;     /* what goes as a whole stays marked, so that it is not counted */
  const char *close; /* of the bracket that is open, "" for none */
  const char *signs; /* (nullable): the notes that are still to come */
  gsize sign_offset; /* where the first of them stands, G_MAXSIZE for none */
  char *sign;
} Bracketing;

static void
take_sign (Bracketing *self)
{
  g_clear_pointer (&self->sign, g_free);
  self->signs = bt_markup_next_sign (self->signs, &self->sign_offset, &self->sign);
  if (self->signs == NULL)
    self->sign_offset = G_MAXSIZE;
}

static void
change_bracket (Bracketing *self, const char *open, const char *close)
{
  if (strcmp (self->close, close) == 0)
    return;
  bt_text_builder_append (self->builder, self->close, -1, &self->common);
  bt_text_builder_append (self->builder, open, -1, &self->common);
  self->close = close;
}

static void
append_piece (Bracketing *self, const BtText *text, const BtMark *mark, gsize start, gsize end)
{
  g_autoptr (BtText) slice = bt_text_slice (text, start, end);
  g_autoptr (BtText) plain = bt_text_map (slice, clear_marks_cb, &self->common);
  const char *open, *close;

  if (start == end)
    return;
  get_brackets (mark, &open, &close);
  change_bracket (self, open, close);
  bt_text_builder_append_text (self->builder, plain);
}

/* The number of a note; splits and joins have a sign of their own in front. */
static void
append_sign (Bracketing *self)
{
  g_autofree char *words = bt_words_strip (self->sign);

  if (words[0] == '(' || words[0] == '[')
    {
      change_bracket (self, "", "");
      bt_text_builder_append (self->builder, words, -1, &self->common);
    }
  take_sign (self);
}

/* What has no text of its own and begins with @node: a row with its first cell, an appendix with its title, a table
 * with its first column. */
static const BtNode *
get_beginning (const BtPlan *plan, const BtNode *node)
{
  guint position;
  const BtNode *parent = bt_plan_get_parent (plan, bt_node_get_id (node), &position);

  if (parent == NULL || position > 0)
    return NULL;
  switch (bt_node_get_kind (parent))
    {
    case BT_NODE_ROW:
    case BT_NODE_APPENDIX:
      return parent;
    case BT_NODE_COLUMNS:
      return bt_plan_get_parent (plan, bt_node_get_id (parent), &position);
    default:
      return NULL;
    }
}

/* The change that deletes all of the node's words, or the node or what begins with it; NULL where something stays. */
static const char *
get_deletion (const BtPlan *plan, const BtNode *node)
{
  const BtNode *begun = get_beginning (plan, node);
  const BtText *text = bt_node_get_text (node);
  gsize length = bt_text_get_length (text);

  if (bt_text_get_live_length (text, 0, length) > 0)
    return NULL;
  if (length > 0)
    return bt_text_get_mark (text, 0)->del;
  if (bt_node_get_attr (node, "del") != NULL)
    return bt_intern (bt_node_get_attr (node, "del"));
  return begun != NULL ? bt_intern (bt_node_get_attr (begun, "del")) : NULL;
}

/* The text with brackets around what is inserted or deleted, whoever did it, and with the numbers of notes. */
static BtText *
bracket_text (const BtPlan *plan, const BtNode *node, const char *sign, const char *notes)
{
  const BtText *text = bt_node_get_text (node);
  guint n_runs;
  const BtRun *runs = bt_text_get_runs (text, &n_runs);
  Bracketing self = { .builder = bt_text_builder_new (), .close = "", .signs = notes };
  gsize start = 0;

  self.common.del = get_deletion (plan, node);
  bt_text_builder_append (self.builder, sign, -1, &self.common);
  take_sign (&self);
  for (guint i = 0; i < n_runs; i++)
    {
      while (self.sign_offset <= runs[i].end)
        {
          append_piece (&self, text, &runs[i].mark, start, self.sign_offset);
          start = self.sign_offset;
          append_sign (&self);
        }
      append_piece (&self, text, &runs[i].mark, start, runs[i].end);
      start = runs[i].end;
    }
  change_bracket (&self, "", "");
  while (self.sign != NULL)
    append_sign (&self);
  return bt_text_builder_end (self.builder);
}

/* The label scheme that a clause had, where it was changed. */
static void
append_old_label (GString *sign, const BtNode *node)
{
  g_autoptr (GPtrArray) entries = bt_was_parse (bt_node_get_attr (node, "was"));

  for (guint i = 0; i < entries->len; i++)
    {
      const BtWas *entry = entries->pdata[i];
      if (strcmp (entry->name, "label") != 0)
        continue;
      g_string_append_printf (sign, "[#%s]", entry->value != NULL ? entry->value : "none");
      return;
    }
}

/* What a mark of the node itself puts before its text. */
static void
append_signs (GString *sign, const BtNode *node)
{
  static const char *const signs[][2] = {
    { "ins", "[+]" }, { "del", "[-]" }, { "moved", "[>]" }, { "split", "[/]" }, { "join", "[&]" }
  };

  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    if (bt_node_get_attr (node, signs[i][0]) != NULL)
      g_string_append (sign, signs[i][1]);
  append_old_label (sign, node);
}

/* The signs of a node, and of what begins with it. */
static char *
dup_sign (const BtPlan *plan, const BtNode *node)
{
  GString *sign = g_string_new (NULL);
  const BtNode *begun = get_beginning (plan, node);

  if (begun != NULL)
    append_signs (sign, begun);
  append_signs (sign, node);
  if (sign->len > 0)
    g_string_append_c (sign, ' ');
  return g_string_free (sign, FALSE);
}

static void
note_change_cb (const char *change, gpointer data)
{
  *(gboolean *) data = TRUE;
}

/* A text that is to be shown otherwise, or a ghost. */
static gboolean
is_marked (const BtMarkup *markup, const BtNode *node)
{
  gboolean marked = bt_node_get_kind (node) == BT_NODE_GHOST;
  const BtNode *begun;

  if (bt_node_get_text (node) == NULL)
    return marked;
  bt_node_foreach_change (node, note_change_cb, &marked);
  begun = get_beginning (bt_markup_get_plan (markup), node);
  if (begun != NULL)
    bt_node_foreach_change (begun, note_change_cb, &marked);
  return marked || bt_markup_get_signs (markup, node) != NULL;
}

static void
collect_marked (const BtMarkup *markup, const BtNode *node, GPtrArray *ids)
{
  if (is_marked (markup, node))
    g_ptr_array_add (ids, (gpointer) bt_intern (bt_node_get_id (node)));
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    collect_marked (markup, bt_node_get_child (node, i), ids);
}

/* What can stand in the place of a ghost as a paragraph that counts for nothing; NULL among columns and appendices. */
static BtNode *
make_stand_in (const BtMarkup *markup, const BtNode *ghost, BtNodeKind parent)
{
  static const BtNodeKind kinds[] = { BT_NODE_CLAUSE, BT_NODE_BASIS, BT_NODE_RECIPIENT,
                                      BT_NODE_GROUP_ROW };
  g_autofree char *words = bt_markup_dup_ghost (markup, ghost);
  g_autofree char *line = g_strconcat ("[<] ", words, NULL);
  guint i = 0;

  while (i < G_N_ELEMENTS (kinds) && !bt_node_kind_allows_child (parent, kinds[i]))
    i++;
  if (i == G_N_ELEMENTS (kinds))
    return NULL;
  BtNodeBuilder *builder = bt_node_builder_new (kinds[i], NULL);
  BtTextBuilder *text = bt_text_builder_new ();
  const BtMark mark = { .del = bt_intern (bt_node_get_attr (ghost, "change")) };
  bt_node_builder_set_attr (builder, "del", mark.del);
  bt_text_builder_append (text, line, -1, &mark);
  bt_node_builder_take_text (builder, bt_text_builder_end (text));
  return bt_node_builder_end (builder);
}

static gboolean
show_ghost (BtStepRun *run, const BtMarkup *markup, const BtNode *ghost, GError **error)
{
  guint position;
  const BtNode *parent =
      bt_plan_get_parent (bt_step_run_get_plan (run), bt_node_get_id (ghost), &position);
  g_autoptr (BtNode) shown = make_stand_in (markup, ghost, bt_node_get_kind (parent));

  if (shown == NULL)
    return TRUE;
  return bt_step_run_apply (run, bt_step_new_insert (bt_node_get_id (parent), position, shown),
                            error);
}

static gboolean
show_text (BtStepRun *run, const BtMarkup *markup, const BtNode *node, GError **error)
{
  g_autofree char *sign = dup_sign (bt_step_run_get_plan (run), node);
  g_autoptr (BtText) text =
      bracket_text (bt_step_run_get_plan (run), node, sign, bt_markup_get_signs (markup, node));

  return bt_step_run_set_text (run, bt_node_get_id (node), text, error);
}

static BtPlan *
bracket_plan (BtPlan *plan, const BtMarkup *markup)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_autoptr (BtStepRun) run = bt_step_run_new (plan);

  collect_marked (markup, bt_plan_get_root (plan), ids);
  for (guint i = 0; i < ids->len; i++)
    {
      const BtNode *node = bt_plan_get_node (plan, ids->pdata[i]);
      g_autoptr (GError) error = NULL;
      gboolean done = bt_node_get_kind (node) == BT_NODE_GHOST
                          ? show_ghost (run, markup, node, &error)
                          : show_text (run, markup, node, &error);

      if (!done)
        g_warning ("view: %s", error->message);
    }
  return bt_plan_ref (bt_step_run_get_plan (run));
}

static void
add_note (GPtrArray *notes, char *words)
{
  g_ptr_array_add (notes, bt_words_strip (words));
  g_free (words);
}

/* Comments, a line for each message and one above it; changes that words do not show, a line for each. */
static char **
dup_notes (const BtMarkup *markup)
{
  const GPtrArray *comments = bt_markup_get_comments (markup);
  const GPtrArray *remarks = bt_markup_get_remarks (markup);
  GPtrArray *notes = g_ptr_array_new ();

  for (guint i = 0; i < comments->len; i++)
    {
      g_autoptr (GPtrArray) messages = bt_comment_get_messages (comments->pdata[i]);

      for (guint j = 0; j < messages->len; j++)
        {
          add_note (notes, bt_markup_dup_comment_head (markup, comments->pdata[i], j));
          g_ptr_array_add (notes, g_strdup (bt_node_get_string (messages->pdata[j])));
        }
    }
  for (guint i = 0; i < remarks->len; i++)
    add_note (notes, bt_markup_dup_remark (markup, remarks->pdata[i]));
  g_ptr_array_add (notes, NULL);
  return (char **) g_ptr_array_free (notes, FALSE);
}

/**
 * bt_cli_view:
 * @plan: a plan, which stays as it is
 * @view: how to look at it
 * @notes: (out) (transfer full) (array zero-terminated=1): what the numbers in its texts point to, a line each; empty
 *   but for %BT_VIEW_MARKUP
 * @error: set where the rule set, whose words notes are made of, cannot be read
 *
 * With the changes in it, "[+…+]" is inserted and "[-…-]" deleted; a paragraph begins with "[+]" where it is new, "[-]"
 * deleted, "[>]" moved, "[/]" split from the one before, "[&]" joined to it, "[#dash]" where it had another label, and
 * "[<]" stands where one was moved away; the signs of a row stand in its first cell, those of a table in its
 * first heading, those of an appendix in its title.
 * Comments are numbered "[1]", other changes "(1)".
 *
 * Returns: (transfer full) (nullable): the plan to print
 */
BtPlan *
bt_cli_view (BtPlan *plan, BtView view, char ***notes, GError **error)
{
  g_return_val_if_fail (plan != NULL && notes != NULL, NULL);

  *notes = g_new0 (char *, 1);
  if (view != BT_VIEW_MARKUP)
    return bt_review_view (plan, view);
  const char *name = bt_node_get_attr (bt_plan_get_root (plan), "profile");
  g_autoptr (BtProfile) profile = bt_profile_load (name != NULL ? name : BT_PROFILE_DEFAULT, error);
  if (profile == NULL)
    return NULL;
  BtPalette *palette = bt_palette_new ();
  BtMarkup *markup = bt_markup_new (plan, profile, palette, NULL);
  BtPlan *seen = bracket_plan (plan, markup);
  g_free (*notes);
  *notes = dup_notes (markup);
  bt_markup_free (markup);
  bt_palette_free (palette);
  return seen;
}

/**
 * bt_cli_add_notes:
 * @text: (transfer full): a plan as text
 * @notes: (array zero-terminated=1): notes
 *
 * Returns: (transfer full): the text, with the notes below it
 */
char *
bt_cli_add_notes (char *text, char **notes)
{
  if (notes[0] == NULL)
    return text;
  g_autofree char *owned = text;
  g_autofree char *lines = g_strjoinv ("\n", notes);
  return g_strconcat (owned, "\n", lines, "\n", NULL);
}
