/* The numbers and bullets that a word processor prints before paragraphs and that stand nowhere in their text. */
#include <stdlib.h>
#include <string.h>

#include "bt-docx-read.h"
#include "bt-viet.h"

#define N_LEVELS 9
/* A style of numbering leads to another at most so often. */
#define MAX_LINKS 8

typedef struct
{
  const char *format; /* "decimal", "upperRoman" … */
  const char *text;   /* "%1.%2." */
  const char *style;  /* nullable: the paragraph style that stands for this level */
  guint start;
  int restart; /* -1: after any higher level; 0: never; n: after level n */
} Level;

/* A kind of list; what counts together has one. */
typedef struct
{
  Level levels[N_LEVELS];
  const char *link; /* nullable: the numbering style that has its levels */
  guint counts[N_LEVELS];
  gboolean begun[N_LEVELS];
} Kind;

typedef struct
{
  Kind *kind;
  const xmlNode *node;
  gboolean used; /* its overrides have begun the counts anew */
} List;

struct _BtDocxNumbering
{
  xmlDoc *doc;       /* nullable */
  GHashTable *kinds; /* by abstractNumId */
  GHashTable *lists; /* by numId */
};

static const char *
or_else (const char *value, const char *otherwise)
{
  return value != NULL ? value : otherwise;
}

static void
read_level (Kind *kind, const xmlNode *node)
{
  int index = atoi (or_else (bt_docx_attr (node, "ilvl"), "0"));

  if (index < 0 || index >= N_LEVELS)
    return;
  Level *level = &kind->levels[index];
  level->format = or_else (bt_docx_child_val (node, "numFmt"), "decimal");
  level->text = or_else (bt_docx_child_val (node, "lvlText"), "");
  level->style = bt_docx_child_val (node, "pStyle");
  level->start = MAX (atoi (or_else (bt_docx_child_val (node, "start"), "1")), 0);
  level->restart = atoi (or_else (bt_docx_child_val (node, "lvlRestart"), "-1"));
}

static void
read_levels (Kind *kind, const xmlNode *parent)
{
  for (const xmlNode *node = parent->children; node != NULL; node = node->next)
    if (bt_docx_is (node, "lvl"))
      read_level (kind, node);
}

static Kind *
read_kind (const xmlNode *node)
{
  Kind *kind = g_new0 (Kind, 1);

  for (guint i = 0; i < N_LEVELS; i++)
    kind->levels[i] = (Level){ "decimal", "", NULL, 1, -1 };
  kind->link = bt_docx_child_val (node, "numStyleLink");
  read_levels (kind, node);
  return kind;
}

/* The kind that has the levels of a numbering style. */
static const xmlNode *
find_linked (const xmlNode *root, const char *style)
{
  for (const xmlNode *node = root->children; node != NULL; node = node->next)
    if (bt_docx_is (node, "abstractNum")
        && g_strcmp0 (bt_docx_child_val (node, "styleLink"), style) == 0)
      return node;
  return NULL;
}

static void
follow_links (BtDocxNumbering *numbering, const xmlNode *root)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, numbering->kinds);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Kind *kind = value;
      for (guint i = 0; i < MAX_LINKS && kind->link != NULL; i++)
        {
          const xmlNode *linked = find_linked (root, kind->link);
          kind->link = linked != NULL ? bt_docx_child_val (linked, "numStyleLink") : NULL;
          if (linked != NULL)
            read_levels (kind, linked);
        }
    }
}

/* Levels that a list has for itself make a kind of its own; counts that begin anew do not. */
static Kind *
kind_of_list (BtDocxNumbering *numbering, const xmlNode *node)
{
  Kind *kind = g_hash_table_lookup (numbering->kinds,
                                    or_else (bt_docx_child_val (node, "abstractNumId"), ""));
  Kind *own = NULL;

  for (const xmlNode *child = node->children; kind != NULL && child != NULL; child = child->next)
    {
      if (!bt_docx_is (child, "lvlOverride") || bt_docx_child (child, "lvl") == NULL)
        continue;
      if (own == NULL)
        own = g_memdup2 (kind, sizeof *kind);
      read_levels (own, child);
    }
  if (own == NULL)
    return kind;
  g_hash_table_insert (numbering->kinds, g_strdup_printf ("list %p", (void *) node), own);
  return own;
}

/**
 * bt_docx_numbering_new:
 * @doc: (transfer full) (nullable): the part with the kinds of lists
 *
 * Returns: (transfer full): the numbering, which counts on from the beginning of the text
 */
BtDocxNumbering *
bt_docx_numbering_new (xmlDoc *doc)
{
  BtDocxNumbering *numbering = g_new0 (BtDocxNumbering, 1);
  const xmlNode *root = doc != NULL ? xmlDocGetRootElement (doc) : NULL;

  numbering->doc = doc;
  numbering->kinds = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  numbering->lists = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  for (const xmlNode *node = root != NULL ? root->children : NULL; node != NULL; node = node->next)
    if (bt_docx_is (node, "abstractNum") && bt_docx_attr (node, "abstractNumId") != NULL)
      g_hash_table_replace (numbering->kinds, g_strdup (bt_docx_attr (node, "abstractNumId")),
                            read_kind (node));
  if (root != NULL)
    follow_links (numbering, root);
  for (const xmlNode *node = root != NULL ? root->children : NULL; node != NULL; node = node->next)
    if (bt_docx_is (node, "num"))
      {
        List *list = g_new0 (List, 1);
        *list = (List){ kind_of_list (numbering, node), node, FALSE };
        g_hash_table_replace (numbering->lists,
                              GINT_TO_POINTER (atoi (or_else (bt_docx_attr (node, "numId"), "0"))),
                              list);
      }
  return numbering;
}

/**
 * bt_docx_numbering_free:
 * @numbering: (transfer full): a numbering
 */
void
bt_docx_numbering_free (BtDocxNumbering *numbering)
{
  g_clear_pointer (&numbering->doc, xmlFreeDoc);
  g_hash_table_unref (numbering->kinds);
  g_hash_table_unref (numbering->lists);
  g_free (numbering);
}

static List *
find_list (const BtDocxNumbering *numbering, guint number)
{
  List *list = g_hash_table_lookup (numbering->lists, GUINT_TO_POINTER (number));

  return list != NULL && list->kind != NULL ? list : NULL;
}

/**
 * bt_docx_numbering_find_level:
 * @numbering: a numbering
 * @list: a list
 * @style: (nullable): the style of a paragraph in it
 *
 * Returns: the level for which that style stands, -1 for none
 */
int
bt_docx_numbering_find_level (const BtDocxNumbering *numbering, guint list, const char *style)
{
  const List *found = find_list (numbering, list);

  for (guint i = 0; found != NULL && style != NULL && i < N_LEVELS; i++)
    if (g_strcmp0 (found->kind->levels[i].style, style) == 0)
      return i;
  return -1;
}

/* The first time that a list with counts of its own is met, these begin. */
static void
begin_anew (List *list)
{
  for (const xmlNode *node = list->node->children; node != NULL && !list->used; node = node->next)
    {
      const char *start = bt_docx_child_val (node, "startOverride");
      int level = atoi (or_else (bt_docx_attr (node, "ilvl"), "0"));
      if (!bt_docx_is (node, "lvlOverride") || start == NULL || level < 0 || level >= N_LEVELS)
        continue;
      list->kind->counts[level] = MAX (atoi (start), 0);
      list->kind->begun[level] = FALSE;
      list->kind->levels[level].start = list->kind->counts[level];
    }
  list->used = TRUE;
}

static void
count (Kind *kind, guint level)
{
  kind->counts[level] = kind->begun[level] ? kind->counts[level] + 1 : kind->levels[level].start;
  kind->begun[level] = TRUE;
  for (guint i = 0; i < level; i++)
    if (!kind->begun[i])
      {
        kind->counts[i] = kind->levels[i].start;
        kind->begun[i] = TRUE;
      }
  for (guint i = level + 1; i < N_LEVELS; i++)
    if (kind->levels[i].restart != 0
        && (kind->levels[i].restart < 0 || (int) level < kind->levels[i].restart))
      kind->begun[i] = FALSE;
}

static char *
format_letters (guint number, char first)
{
  GString *letters = g_string_new (NULL);

  /* 27 is "aa", 53 is "aaa". */
  for (guint i = 0; number > 0 && i < MIN ((number - 1) / 26 + 1, 8); i++)
    g_string_append_c (letters, (char) (first + (number - 1) % 26));
  return g_string_free (letters, FALSE);
}

static char *
format_number (const char *format, guint number)
{
  if (strcmp (format, "upperLetter") == 0)
    return format_letters (number, 'A');
  if (strcmp (format, "lowerLetter") == 0)
    return format_letters (number, 'a');
  if (strcmp (format, "none") == 0 || strcmp (format, "bullet") == 0)
    return g_strdup ("");
  if (strcmp (format, "decimalZero") == 0)
    return g_strdup_printf ("%02u", number);
  if ((strcmp (format, "upperRoman") != 0 && strcmp (format, "lowerRoman") != 0) || number == 0
      || number > 3999)
    return g_strdup_printf ("%u", number);
  g_autofree char *roman = bt_viet_roman (number);
  return strcmp (format, "upperRoman") == 0 ? g_strdup (roman) : g_ascii_strdown (roman, -1);
}

/* Bullets of symbol fonts are dashes, and on lower levels plus signs, as a plan has them. */
static char *
format_bullet (const char *text, guint level)
{
  gunichar first = g_utf8_validate (text, -1, NULL) ? g_utf8_get_char (text) : 0;

  if (first == '-' || first == '+' || first == '*' || first == 0x2013 || first == 0x2014)
    return g_strdup (text);
  return g_strdup (level == 0 ? "-" : "+");
}

static char *
format_label (const Kind *kind, guint level)
{
  const Level *rule = &kind->levels[level];
  GString *label = g_string_new (NULL);

  if (strcmp (rule->format, "bullet") == 0)
    {
      g_string_free (label, TRUE);
      return *rule->text != '\0' ? format_bullet (rule->text, level) : NULL;
    }
  for (const char *c = rule->text; *c != '\0'; c++)
    if (*c == '%' && c[1] >= '1' && c[1] <= '9')
      {
        guint other = c[1] - '1';
        g_autofree char *number = format_number (kind->levels[other].format, kind->counts[other]);
        g_string_append (label, number);
        c++;
      }
    else
      g_string_append_c (label, *c);
  g_strstrip (label->str);
  return g_string_free (label, *label->str == '\0');
}

/**
 * bt_docx_numbering_next:
 * @numbering: a numbering
 * @item: of the next paragraph of the text
 *
 * Returns: (transfer full) (nullable): what is printed before it
 */
char *
bt_docx_numbering_next (BtDocxNumbering *numbering, const BtDocxItem *item)
{
  List *list = item->list != BT_DOCX_NO_LIST ? find_list (numbering, item->list) : NULL;

  if (list == NULL)
    return NULL;
  begin_anew (list);
  count (list->kind, MIN (item->level, N_LEVELS - 1));
  return format_label (list->kind, MIN (item->level, N_LEVELS - 1));
}

/**
 * bt_docx_numbering_first:
 * @numbering: a numbering
 * @item: of some paragraph
 *
 * Returns: (transfer full) (nullable): what its first number would look like; nothing is counted
 */
char *
bt_docx_numbering_first (BtDocxNumbering *numbering, const BtDocxItem *item)
{
  List *list = item->list != BT_DOCX_NO_LIST ? find_list (numbering, item->list) : NULL;

  if (list == NULL)
    return NULL;
  Kind kind = *list->kind;
  for (guint i = 0; i < N_LEVELS; i++)
    kind.counts[i] = 1;
  return format_label (&kind, MIN (item->level, N_LEVELS - 1));
}
