/* The words of references and citations, derived from what they point to. */
#include "bt-reference.h"

#include <string.h>

#include "bt-date.h"
#include "bt-numbering.h"

/* The words of a reference are the document's, not the program's: they are not translated. */

/* A label as it is spoken of: "II" for "II.", "a" for "a)". */
static char *
bare_label (const char *label)
{
  gsize length = strlen (label);
  while (length > 0 && strchr (".)", label[length - 1]) != NULL)
    length--;
  return g_strndup (label, length);
}

/* The innermost point (điểm a) stands before, the section's numbers are joined behind: "điểm a mục II.2". */
typedef struct
{
  GString *numbers;
  GString *points;
  char *whole; /* "Phần I", "Phụ lục II" */
} Words;

static guint
get_position (const BtNode *parent, const BtNode *node)
{
  guint position = 0;

  while (bt_node_get_child (parent, position) != node)
    position++;
  return position;
}

static void
add_item (Words *words, const BtNode *parent, const BtNode *node)
{
  BtLabel scheme = bt_node_get_label (node);
  guint position = get_position (parent, node);
  guint number = 0;
  for (guint i = 0; i <= position; i++)
    {
      const BtNode *sibling = bt_node_get_child (parent, i);
      number += bt_node_get_kind (sibling) == BT_NODE_CLAUSE
                && bt_node_get_label (sibling) == scheme
                && (i == position || bt_node_is_live (sibling));
    }
  const char *name = scheme == BT_LABEL_NONE ? "đoạn" : "gạch đầu dòng";
  g_autofree char *words_of_it = g_strdup_printf ("%s thứ %u ", name, number);
  g_string_prepend (words->points, words_of_it);
}

static void
add_clause (Words *words, const BtNode *parent, const BtNode *node, const char *label)
{
  g_autofree char *bare = bare_label (label);

  switch (bt_node_get_label (node))
    {
    case BT_LABEL_PART:
    case BT_LABEL_CHAPTER:
      g_free (words->whole);
      words->whole = g_strdup (label);
      break;
    case BT_LABEL_DECIMAL:
      g_string_assign (words->numbers, bare);
      break;
    case BT_LABEL_ROMAN:
    case BT_LABEL_ARABIC:
      g_string_append_printf (words->numbers, "%s%s", words->numbers->len > 0 ? "." : "", bare);
      break;
    case BT_LABEL_ALPHA:
      g_string_prepend (words->points, " ");
      g_string_prepend (words->points, bare);
      g_string_prepend (words->points, "điểm ");
      break;
    default:
      add_item (words, parent, node);
      break;
    }
}

static char *
finish_words (Words *words)
{
  GString *all = g_string_new (words->points->str);

  if (words->numbers->len > 0)
    g_string_append_printf (all, "mục %s ", words->numbers->str);
  if (words->whole != NULL)
    g_string_append (all, words->whole);
  g_string_free (words->numbers, TRUE);
  g_string_free (words->points, TRUE);
  g_free (words->whole);
  g_strchomp (all->str);
  return g_string_free (all, FALSE);
}

/* The words of the clauses and the appendix on the first @length nodes of a path; @label is set to that of the last. */
static char *
dup_reference (const GPtrArray *path, guint length, char **label)
{
  Words words = { g_string_new (NULL), g_string_new (NULL), NULL };

  *label = g_strdup ("");
  for (guint i = 1; i < length; i++)
    {
      const BtNode *parent = path->pdata[i - 1], *node = path->pdata[i];
      char *next = bt_label_format_child (parent, node, *label);

      g_free (*label);
      *label = next;
      if (bt_node_get_kind (node) == BT_NODE_APPENDIX)
        {
          g_free (words.whole);
          words.whole = g_strdup (next);
        }
      else if (bt_node_get_kind (node) == BT_NODE_CLAUSE)
        add_clause (&words, parent, node, next);
    }
  return finish_words (&words);
}

/**
 * bt_plan_dup_reference:
 * @plan: a plan
 * @id: a clause, an appendix, or the plan's root
 *
 * Returns: (transfer full): how a text speaks of it: "mục II.2", "điểm a mục II.2", "Phụ lục I", "Kế hoạch này"; "…"
 *   where it is no longer there
 */
char *
bt_plan_dup_reference (const BtPlan *plan, const char *id)
{
  g_return_val_if_fail (plan != NULL && id != NULL, NULL);

  g_autoptr (GPtrArray) path = bt_plan_get_path (plan, id);
  g_autofree char *label = NULL;
  if (path == NULL)
    return g_strdup ("…");
  if (path->len == 1)
    return g_strdup ("Kế hoạch này");
  return dup_reference (path, path->len, &label);
}

/* Which one of its kind the node is among those that stay. */
static guint
count_live (const BtNode *parent, guint position)
{
  BtNodeKind kind = bt_node_get_kind (bt_node_get_child (parent, position));
  guint number = 1;

  for (guint i = 0; i < position; i++)
    number += bt_node_get_kind (bt_node_get_child (parent, i)) == kind
              && bt_node_is_live (bt_node_get_child (parent, i));
  return number;
}

/* What a node is called that is no clause; NULL where nobody speaks of it. */
static const char *
get_kind_words (BtNodeKind kind)
{
  switch (kind)
    {
    case BT_NODE_BASIS:
      return "căn cứ";
    case BT_NODE_TABLE:
      return "bảng";
    case BT_NODE_COLUMN:
      return "cột";
    case BT_NODE_ROW:
    case BT_NODE_GROUP_ROW:
      return "hàng";
    case BT_NODE_RECIPIENT:
      return "nơi nhận";
    default:
      return NULL;
    }
}

/* "hàng 3", "cột thứ 2 mục II", "căn cứ thứ 1": the node at @depth of a path, in its clause. */
static char *
dup_counted (const GPtrArray *path, guint depth)
{
  const BtNode *node = path->pdata[depth], *parent = path->pdata[depth - 1];
  const char *words = get_kind_words (bt_node_get_kind (node));
  g_autofree char *label = NULL;
  g_autofree char *above = dup_reference (path, depth + 1, &label);
  const char *space = above[0] != '\0' ? " " : "";

  if (label[0] != '\0')
    return g_strdup_printf ("%s %s%s%s", words, label, space, above);
  return g_strdup_printf ("%s thứ %u%s%s", words,
                          count_live (parent, get_position (parent, node)), space, above);
}

/**
 * bt_path_dup_place:
 * @path: (element-type BtNode): nodes from a plan's root down
 *
 * Returns: (transfer full): what bt_plan_dup_place() says of the last of them
 */
char *
bt_path_dup_place (const GPtrArray *path)
{
  g_autofree char *label = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  for (guint i = path->len; i > 1; i--)
    {
      BtNodeKind kind = bt_node_get_kind (path->pdata[i - 1]);
      if (kind == BT_NODE_CLAUSE || kind == BT_NODE_APPENDIX)
        break;
      if (get_kind_words (kind) != NULL)
        return dup_counted (path, i - 1);
    }
  return dup_reference (path, path->len, &label);
}

/**
 * bt_plan_dup_place:
 * @plan: a plan
 * @id: any node of it
 *
 * Where something stands, for a person who looks for it: what bt_plan_dup_reference() says of clauses and appendices,
 * and likewise of rows, columns, bases and recipients, or of what they are in.
 *
 * Returns: (transfer full): "mục II.2", "hàng 3 Phụ lục I", "căn cứ thứ 2"; "" for a part that has no name, "…" where
 *   it is no longer there
 */
char *
bt_plan_dup_place (const BtPlan *plan, const char *id)
{
  g_return_val_if_fail (plan != NULL && id != NULL, NULL);

  g_autoptr (GPtrArray) path = bt_plan_get_path (plan, id);
  return path != NULL ? bt_path_dup_place (path) : g_strdup ("…");
}

static void
append_word (GString *words, const char *before, const char *word)
{
  if (word != NULL && word[0] != '\0')
    g_string_append_printf (words, "%s%s%s", words->len > 0 ? " " : "", before, word);
}

/**
 * bt_source_dup_citation:
 * @source: a source (văn bản viện dẫn)
 * @first: whether it is cited for the first time
 *
 * Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, II.6.b: the first time kind, number and sign, date, issuer and subject;
 * later only kind, number and sign.
 *
 * Returns: (transfer full): the citation
 */
char *
bt_source_dup_citation (const BtNode *source, gboolean first)
{
  BtDate date;

  g_return_val_if_fail (source != NULL && bt_node_get_kind (source) == BT_NODE_SOURCE, NULL);

  GString *words = g_string_new (bt_node_get_attr (source, "type"));
  append_word (words, "số ", bt_node_get_attr (source, "sign"));
  if (!first && bt_node_get_attr (source, "sign") != NULL)
    return g_string_free (words, FALSE);
  const char *iso = bt_node_get_attr (source, "date");
  if (iso != NULL && bt_date_parse_iso (iso, &date) && date.day != 0)
    {
      g_autofree char *day = bt_date_format_short (&date);
      append_word (words, "ngày ", day);
    }
  append_word (words, "của ", bt_node_get_attr (source, "issuer"));
  append_word (words, "", bt_node_get_string (source));
  return g_string_free (words, FALSE);
}

/**
 * bt_plan_dup_citation:
 * @plan: a plan
 * @source_id: a source of it
 * @first: whether it is cited for the first time
 *
 * Returns: (transfer full): bt_source_dup_citation(); "…" where the source is no longer there
 */
char *
bt_plan_dup_citation (const BtPlan *plan, const char *source_id, gboolean first)
{
  g_return_val_if_fail (plan != NULL && source_id != NULL, NULL);

  const BtNode *source = bt_plan_get_node (plan, source_id);
  if (source == NULL || bt_node_get_kind (source) != BT_NODE_SOURCE)
    return g_strdup ("…");
  return bt_source_dup_citation (source, first);
}

/* Looks for the first citation of @target from @node down. */
static const BtNode *
find_citation (const BtNode *node, const char *target, gsize *offset)
{
  guint n_runs = 0;
  const BtRun *runs = bt_node_get_text (node) != NULL ? bt_text_get_runs (bt_node_get_text (node), &n_runs) : NULL;

  *offset = 0;
  for (guint i = 0; i < n_runs; *offset = runs[i++].end)
    if (runs[i].mark.object == BT_OBJECT_CITE && runs[i].mark.target == target)
      return node;
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    {
      const BtNode *found = find_citation (bt_node_get_child (node, i), target, offset);
      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
cites_first (const BtPlan *plan, const BtNode *node, gsize offset, const char *target)
{
  gsize first_offset;
  const BtNode *first = find_citation (bt_plan_get_root (plan), target, &first_offset);
  return first == node && first_offset == offset;
}

/**
 * bt_plan_dup_object_text:
 * @plan: a plan
 * @node: a node of it
 * @offset: the byte of the node's text at which an object stands
 *
 * Returns: (transfer full): the words that are read and printed in the object's place; "" for a foreign element
 */
char *
bt_plan_dup_object_text (const BtPlan *plan, const BtNode *node, gsize offset)
{
  g_return_val_if_fail (plan != NULL && node != NULL && bt_node_get_text (node) != NULL, NULL);

  const BtMark *mark = bt_text_get_mark (bt_node_get_text (node), offset);
  g_return_val_if_fail (mark != NULL, NULL);
  if (mark->object == BT_OBJECT_REF)
    return bt_plan_dup_reference (plan, mark->target);
  if (mark->object == BT_OBJECT_CITE)
    return bt_plan_dup_citation (plan, mark->target, cites_first (plan, node, offset, mark->target));
  return g_strdup ("");
}

/**
 * bt_plan_dup_plain_text:
 * @plan: a plan
 * @node: a node of it
 *
 * Returns: (transfer full): the node's own text as it is read, with the words of its objects; "" where it has none
 */
char *
bt_plan_dup_plain_text (const BtPlan *plan, const BtNode *node)
{
  guint n_runs;
  gsize start = 0;

  g_return_val_if_fail (plan != NULL && node != NULL, NULL);

  const BtText *text = bt_node_get_text (node);
  if (text == NULL)
    return g_strdup ("");
  GString *words = g_string_new (NULL);
  const BtRun *runs = bt_text_get_runs (text, &n_runs);
  for (guint i = 0; i < n_runs; start = runs[i++].end)
    {
      if (runs[i].mark.object == BT_OBJECT_NONE)
        {
          g_string_append_len (words, bt_text_get_string (text) + start, runs[i].end - start);
          continue;
        }
      for (gsize at = start; at < runs[i].end; at += BT_OBJECT_CHAR_SIZE)
        {
          g_autofree char *object = bt_plan_dup_object_text (plan, node, at);
          g_string_append (words, object);
        }
    }
  return g_string_free (words, FALSE);
}
