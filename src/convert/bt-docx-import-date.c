/* The date of a document of our own: the plan keeps a day, the document shows words, and our own part has what was kept
 * when it went out, with its changes. */
#include <string.h>

#include "bt-date.h"
#include "bt-docx-import-private.h"
#include "bt-docx-names.h"

/* A date as it was kept and as it would be kept now; what is no date is kept as the words that it is. */
typedef struct
{
  BtText *text;          /* in the document */
  BtText *kept;          /* as it went out */
  char *old, *now;       /* what the words say when all is rejected, and accepted; NULL where that is no date */
  char *known, *current; /* what was kept, likewise */
} Date;

/* A date stands in our part as it is kept, for its words say less. */
static BtText *
build_runs (const xmlNode *node)
{
  BtTextBuilder *builder = bt_text_builder_new ();

  for (const xmlNode *run = node->children; run != NULL; run = run->next)
    if (bt_docx_is (run, "run") && bt_docx_attr (run, "text") != NULL)
      {
        BtMark mark = { .ins = bt_docx_attr (run, "ins"),
                        .del = bt_docx_attr (run, "del"),
                        .was = bt_docx_own_get_was (run) };
        if (bt_docx_attr (run, "format") != NULL)
          mark.format = bt_format_from_letters (bt_docx_attr (run, "format"));
        bt_text_builder_append (builder, bt_docx_attr (run, "text"), -1, &mark);
      }
  return bt_text_builder_end (builder);
}

/* What comments speak of stands beside the characters. */
static BtText *
add_anchors (const xmlNode *node, BtText *text)
{
  for (const xmlNode *anchor = node->children; anchor != NULL; anchor = anchor->next)
    {
      const char *thread = bt_docx_attr (anchor, "thread"), *start = bt_docx_attr (anchor, "start"),
                 *end = bt_docx_attr (anchor, "end");
      if (!bt_docx_is (anchor, "anchor") || thread == NULL || start == NULL || end == NULL)
        continue;
      gsize from = g_ascii_strtoull (start, NULL, 10), to = g_ascii_strtoull (end, NULL, 10);
      if (from >= to || to > bt_text_get_length (text) || !bt_text_is_boundary (text, from)
          || !bt_text_is_boundary (text, to))
        continue;
      BtText *anchored = bt_text_with_anchor (text, from, to, bt_intern (thread));
      bt_text_unref (text);
      text = anchored;
    }
  return text;
}

/* What a plan keeps of "ngày 14 tháng 8 năm 2025", of which parts may be blank, or "14/8/2025"; NULL for others. */
static char *
parse_words (const char *words)
{
  static const char *const forms[] = {
    "^\\h*(?:ngày)?\\h*(\\d{0,2})\\h*tháng\\h*(\\d{0,2})\\h*năm\\h*(\\d{0,4})\\h*$",
    "^\\h*(?:ngày)?\\h*(\\d{1,2})\\h*[/.-]\\h*(\\d{1,2})\\h*[/.-]\\h*(\\d{4})\\h*$",
  };
  int parts[3];

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autoptr (GRegex) regex = g_regex_new (forms[i], G_REGEX_CASELESS, 0, NULL);
      g_autoptr (GMatchInfo) match = NULL;
      if (!g_regex_match (regex, words, 0, &match))
        continue;
      for (guint part = 0; part < G_N_ELEMENTS (parts); part++)
        {
          g_autofree char *digits = g_match_info_fetch (match, (int) part + 1);
          parts[part] = (int) g_ascii_strtoll (digits, NULL, 10);
        }
      BtDate date = { .day = parts[0], .month = parts[1], .year = parts[2] };
      return bt_date_is_valid (&date) ? bt_date_to_iso (&date) : NULL;
    }
  return NULL;
}

/* What is kept of @words, where @known was kept when they went out: who has written no date may write another. NULL for
 * what has no place in the field. */
static char *
dup_kept (const char *words, const char *known)
{
  char *date = parse_words (words);
  BtDate whole;

  if (date != NULL)
    return date;
  if (bt_docx_is_space (words))
    return g_strdup ("");
  return bt_date_parse_iso (known, &whole) ? NULL : g_strdup (words);
}

/* The same day in one way. */
static char *
dup_normal (const BtText *kept, gboolean accepted)
{
  g_autofree char *view = bt_docx_dup_view (kept, accepted);
  BtDate date;

  return bt_date_parse_iso (view, &date) ? bt_date_to_iso (&date) : g_steal_pointer (&view);
}

static void
date_init (Date *date, const BtDocxOwn *own, const xmlNode *node)
{
  BtText *text = g_hash_table_lookup (own->texts, bt_intern (BT_DOCX_MARK_FIELD "date"));

  date->kept = build_runs (node);
  date->text = text != NULL ? bt_text_ref (text) : bt_text_new ("");
  g_autofree char *before = bt_docx_dup_view (date->text, FALSE), *after = bt_docx_dup_view (date->text, TRUE);
  date->known = dup_normal (date->kept, FALSE);
  date->current = dup_normal (date->kept, TRUE);
  date->old = dup_kept (before, date->known);
  date->now = dup_kept (after, date->current);
}

static void
date_clear (Date *date)
{
  g_clear_pointer (&date->text, bt_text_unref);
  g_clear_pointer (&date->kept, bt_text_unref);
  g_free (date->old);
  g_free (date->now);
  g_free (date->known);
  g_free (date->current);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Date, date_clear)

/**
 * bt_docx_import_own_is_date:
 * @own: what our export wrote
 *
 * Returns: whether the words that the bookmark of the date is around are those of one, before and after all changes, or
 *   there was none before; what else stands there has no place in the field
 */
gboolean
bt_docx_import_own_is_date (const BtDocxOwn *own)
{
  const xmlNode *node = bt_docx_child (bt_docx_child (own->tree, "header"), "date");
  g_auto (Date) date = { 0 };

  if (node == NULL)
    return TRUE;
  date_init (&date, own, node);
  return date.old != NULL && date.now != NULL;
}

/* The first changes that put words of the date in, and take some out; one stands for the other where there is only one.
 * @foreign: of those that somebody has made since it went out. */
static void
find_changes (const BtText *text, const BtDocxOwn *own, gboolean foreign, const char **ins, const char **del)
{
  guint n_runs;
  const BtRun *runs = bt_text_get_runs (text, &n_runs);

  for (guint i = 0; i < n_runs; i++)
    {
      const BtMark *mark = &runs[i].mark;
      if (*ins == NULL && mark->ins != NULL && !(foreign && g_hash_table_contains (own->nodes, mark->ins)))
        *ins = mark->ins;
      if (*del == NULL && mark->del != NULL && !(foreign && g_hash_table_contains (own->nodes, mark->del)))
        *del = mark->del;
    }
  *ins = *ins != NULL ? *ins : *del;
  *del = *del != NULL ? *del : *ins;
}

static gboolean
delete_cb (BtMark *mark, gpointer change)
{
  mark->del = mark->del != NULL ? mark->del : change;
  return TRUE;
}

/* @before, which goes by @del, and the date that comes by @ins. */
static BtText *
replace (BtText *before, const char *now, const char *ins, const char *del)
{
  g_autoptr (BtText) gone = bt_text_map (before, delete_cb, (gpointer) del);
  BtTextBuilder *builder = bt_text_builder_new ();
  BtMark mark = { .ins = ins };

  bt_text_builder_append_text (builder, gone);
  bt_text_builder_append (builder, now, -1, &mark);
  return bt_text_builder_end (builder);
}

/* The date as others have changed it since. */
static BtText *
build_changed (const Date *date, const BtDocxOwn *own)
{
  gboolean onto = strcmp (date->old, date->known) == 0;
  const char *ins = NULL, *del = NULL;

  if (onto)
    find_changes (date->text, own, TRUE, &ins, &del);
  if (ins != NULL)
    return replace (date->kept, date->now, ins, del);
  find_changes (date->text, own, FALSE, &ins, &del);
  if (ins == NULL || strcmp (date->old, date->now) == 0)
    return bt_text_new (date->now);
  g_autoptr (BtText) old = bt_text_new (date->old);
  return replace (old, date->now, ins, del);
}

/**
 * bt_docx_import_date:
 * @docx: a document of ours
 * @node: the date in our own tree
 *
 * A date is changed as a whole, whatever somebody has changed of its words.
 *
 * Returns: (transfer full): it as it is now
 */
BtText *
bt_docx_import_date (const BtDocx *docx, const xmlNode *node)
{
  g_auto (Date) date = { 0 };

  date_init (&date, docx->own, node);
  if (!g_hash_table_contains (docx->own->texts, bt_intern (BT_DOCX_MARK_FIELD "date")) || date.old == NULL
      || date.now == NULL
      || (strcmp (date.old, date.known) == 0 && strcmp (date.now, date.current) == 0))
    return add_anchors (node, g_steal_pointer (&date.kept));
  return build_changed (&date, docx->own);
}
