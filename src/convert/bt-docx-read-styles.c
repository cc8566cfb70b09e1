/* The styles of a DOCX file: what characters look like, which list a paragraph is in, what is a heading. */
#include <stdlib.h>
#include <string.h>

#include "bt-docx-names.h"
#include "bt-docx-read.h"

/* Styles are based on each other at most so deep; more is a circle. */
#define MAX_BASES 24
/* Levels of headings, from 0; "9" means running text. */
#define N_OUTLINE_LEVELS 9

struct _BtDocxStyles
{
  xmlDoc *doc; /* nullable */
  GHashTable *by_id;
  GHashTable *originals; /* in a document of ours, of ids that another program gave: those that our export gave */
  const xmlNode *defaults; /* nullable: properties of all characters */
  const char *normal;      /* nullable: the style of paragraphs that name none */
};

static void
note_original (BtDocxStyles *styles, const char *id, xmlNode *style)
{
  const char *original = bt_docx_style_from_name (bt_docx_child_val (style, "name"));

  if (original == NULL || g_str_equal (original, id))
    return;
  g_hash_table_insert (styles->originals, (gpointer) id, (gpointer) original);
  g_hash_table_insert (styles->by_id, (gpointer) original, style);
}

/**
 * bt_docx_styles_new:
 * @doc: (transfer full) (nullable): the part with the styles
 * @ours: whether our export made the document, whoever saved it since
 *
 * Returns: (transfer full): the styles
 */
BtDocxStyles *
bt_docx_styles_new (xmlDoc *doc, gboolean ours)
{
  BtDocxStyles *styles = g_new0 (BtDocxStyles, 1);
  xmlNode *root = doc != NULL ? xmlDocGetRootElement (doc) : NULL;

  styles->doc = doc;
  styles->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  styles->originals = g_hash_table_new (g_str_hash, g_str_equal);
  styles->defaults =
      bt_docx_child (bt_docx_child (bt_docx_child (root, "docDefaults"), "rPrDefault"), "rPr");
  for (xmlNode *node = root != NULL ? root->children : NULL; node != NULL; node = node->next)
    {
      const char *id = bt_docx_attr (node, "styleId");
      if (!bt_docx_is (node, "style") || id == NULL)
        continue;
      g_hash_table_insert (styles->by_id, (gpointer) id, node);
      if (ours)
        note_original (styles, id, node);
      if (g_strcmp0 (bt_docx_attr (node, "type"), "paragraph") == 0
          && bt_docx_attr (node, "default") != NULL)
        styles->normal = id;
    }
  return styles;
}

/**
 * bt_docx_styles_free:
 * @styles: (transfer full): styles
 */
void
bt_docx_styles_free (BtDocxStyles *styles)
{
  g_clear_pointer (&styles->doc, xmlFreeDoc);
  g_hash_table_unref (styles->by_id);
  g_hash_table_unref (styles->originals);
  g_free (styles);
}

/**
 * bt_docx_styles_get_original:
 * @styles: the styles
 * @id: (nullable): what a paragraph or run says its style is
 *
 * Returns: (transfer none) (nullable): @id, or in a document of ours what our export called that style
 */
const char *
bt_docx_styles_get_original (const BtDocxStyles *styles, const char *id)
{
  const char *original = id != NULL ? g_hash_table_lookup (styles->originals, id) : NULL;

  return original != NULL ? original : id;
}

static void
set_format (BtDocxLook *look, const xmlNode *properties, const char *name, BtFormat bit)
{
  if (bt_docx_child (properties, name) == NULL)
    return;
  gboolean on = bt_docx_is_on (properties, name, FALSE);
  /* <w:u w:val="none"/> */
  on = on && g_strcmp0 (bt_docx_child_val (properties, name), "none") != 0;
  look->format = on ? look->format | bit : look->format & ~bit;
}

static void
apply (BtDocxLook *look, const xmlNode *properties)
{
  const xmlNode *fonts = bt_docx_child (properties, "rFonts");
  const char *font = bt_docx_attr (fonts, "ascii") != NULL ? bt_docx_attr (fonts, "ascii")
                                                           : bt_docx_attr (fonts, "hAnsi");

  if (properties == NULL)
    return;
  set_format (look, properties, "b", BT_FORMAT_BOLD);
  set_format (look, properties, "i", BT_FORMAT_ITALIC);
  set_format (look, properties, "u", BT_FORMAT_UNDERLINE);
  look->capitals = bt_docx_is_on (properties, "caps", look->capitals);
  look->hidden = bt_docx_is_on (properties, "vanish", look->hidden);
  if (font != NULL)
    look->font = font;
}

/* The style and what it is based on, the nearest first; how many. */
static guint
get_chain (const BtDocxStyles *styles, const char *id, const xmlNode **chain)
{
  guint n = 0;

  while (id != NULL && n < MAX_BASES)
    {
      const xmlNode *style = g_hash_table_lookup (styles->by_id, id);
      if (style == NULL)
        break;
      chain[n++] = style;
      id = bt_docx_child_val (style, "basedOn");
    }
  return n;
}

static void
apply_style (const BtDocxStyles *styles, const char *id, BtDocxLook *look)
{
  const xmlNode *chain[MAX_BASES];

  for (guint n = get_chain (styles, id, chain); n > 0; n--)
    apply (look, bt_docx_child (chain[n - 1], "rPr"));
}

/**
 * bt_docx_styles_get_format:
 * @styles: the styles
 * @id: (nullable): the id of one of them
 *
 * Returns: what is bold, italic, underlined by it
 */
BtFormat
bt_docx_styles_get_format (const BtDocxStyles *styles, const char *id)
{
  BtDocxLook look = { 0 };

  apply (&look, styles->defaults);
  apply_style (styles, id, &look);
  return look.format;
}

/**
 * bt_docx_style_is_ours:
 * @style: (nullable): the id of a style
 *
 * Returns: whether it is one of those that our export writes: what is bold in it is so by its kind
 */
gboolean
bt_docx_style_is_ours (const char *style)
{
  return style != NULL && g_str_has_prefix (style, "Bt") && g_ascii_isupper (style[2]);
}

/**
 * bt_docx_styles_look:
 * @styles: the styles
 * @paragraph_style: (nullable): the style of the paragraph
 * @properties: (nullable): the properties of a run
 * @look: (out): what its characters look like
 */
void
bt_docx_styles_look (const BtDocxStyles *styles, const char *paragraph_style,
                     const xmlNode *properties, BtDocxLook *look)
{
  memset (look, 0, sizeof *look);
  apply (look, styles->defaults);
  apply_style (styles, paragraph_style != NULL ? paragraph_style : styles->normal, look);
  if (bt_docx_style_is_ours (paragraph_style))
    *look = (BtDocxLook){ .font = look->font };
  apply_style (styles, bt_docx_child_val (properties, "rStyle"), look);
  apply (look, properties);
}

static void
read_item (const xmlNode *properties, gboolean *has_list, gboolean *has_level, BtDocxItem *item)
{
  const xmlNode *numbering = bt_docx_child (properties, "numPr");
  const char *list = bt_docx_child_val (numbering, "numId"),
             *level = bt_docx_child_val (numbering, "ilvl");

  if (list != NULL && !*has_list)
    item->list = MAX (atoi (list), 0);
  if (level != NULL && !*has_level)
    item->level = CLAMP (atoi (level), 0, 8);
  *has_list = *has_list || list != NULL;
  *has_level = *has_level || level != NULL;
}

/**
 * bt_docx_styles_item:
 * @styles: the styles
 * @style: (nullable): the style of a paragraph
 * @properties: (nullable): its properties
 *
 * Returns: the list it is in, by itself or by its style
 */
BtDocxItem
bt_docx_styles_item (const BtDocxStyles *styles, const char *style, const xmlNode *properties)
{
  const xmlNode *chain[MAX_BASES];
  guint n = get_chain (styles, style != NULL ? style : styles->normal, chain);
  BtDocxItem item = { BT_DOCX_NO_LIST, 0 };
  gboolean has_list = FALSE, has_level = FALSE;

  read_item (properties, &has_list, &has_level, &item);
  for (guint i = 0; i < n; i++)
    read_item (bt_docx_child (chain[i], "pPr"), &has_list, &has_level, &item);
  return item;
}

/**
 * bt_docx_styles_is_heading:
 * @styles: the styles
 * @style: (nullable): the style of a paragraph
 *
 * Returns: whether it is one for headings: it has a level in the outline
 */
gboolean
bt_docx_styles_is_heading (const BtDocxStyles *styles, const char *style)
{
  const xmlNode *chain[MAX_BASES];
  guint n = get_chain (styles, style, chain);

  for (guint i = 0; i < n; i++)
    {
      const char *level = bt_docx_child_val (bt_docx_child (chain[i], "pPr"), "outlineLvl");
      if (level != NULL)
        return atoi (level) < N_OUTLINE_LEVELS;
    }
  return FALSE;
}
