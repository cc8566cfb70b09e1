/* Whatever comes back in the place of a document that went out: it is refused in one line, or becomes a later version
 * of the plan that holds, can be saved, and of which all changes can be decided either way. An input is a container;
 * else a script of edits of the document of one of a few plans, its first byte says of which one and how it was
 * saved. */
#include <string.h>

#include "bt-docx-editor.h"
#include "bt-docx-export.h"
#include "bt-docx-read.h"
#include "bt-docx-retag.h"
#include "bt-docx-stranger.h"
#include "bt-docx-view.h"
#include "bt-random-edit.h"
#include "bt-resolve.h"
#include "bt-store.h"
#include "bt-version.h"

#define N_PLANS 4
#define MAX_EDITS 8
/* What one edit is, in bytes. */
#define EDIT_SIZE 4
#define MAX_ELEMENTS 20000

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* A plan that went out, and the document of it as programs save it; by the last one of them, as it went out. */
typedef struct
{
  BtPlan *plan, *original;
  GBytes *saved[BT_DOCX_N_STRANGERS + 1];
} Sent;

static BtProfile *profile;
static Sent all_sent[N_PLANS];

static void
prepare (void)
{
  g_autoptr (GError) error = NULL;

  g_setenv ("BANTHAO_DATADIR", FUZZ_DATADIR, FALSE);
  profile = bt_profile_load (BT_PROFILE_DEFAULT, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < N_PLANS; i++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (i + 1);
      Sent *sent = &all_sent[i];
      sent->plan = bt_random_edit_make_reviewed (rand, 6, i);
      sent->original = bt_review_view (sent->plan, BT_VIEW_ORIGINAL);
      GBytes *docx = bt_docx_export (sent->plan, profile, sent->original, &error);
      g_assert_no_error (error);
      for (guint stranger = 0; stranger < BT_DOCX_N_STRANGERS; stranger++)
        sent->saved[stranger] = bt_docx_stranger_save (docx, stranger);
      sent->saved[BT_DOCX_N_STRANGERS] = docx;
    }
}

static void
collect (xmlNode *parent, GPtrArray *found)
{
  for (xmlNode *node = parent->children; node != NULL; node = node->next)
    if (node->type == XML_ELEMENT_NODE)
      {
        g_ptr_array_add (found, node);
        collect (node, found);
      }
}

static gboolean
is_in (const xmlNode *node, const xmlNode *other)
{
  while (node != NULL && node != other)
    node = node->parent;
  return node != NULL;
}

static void
delete (xmlNode *node, xmlNode *other, guint8 how)
{
  xmlUnlinkNode (node);
  xmlFreeNode (node);
}

static void
copy_before (xmlNode *node, xmlNode *other, guint8 how)
{
  xmlAddPrevSibling (other, xmlCopyNode (node, 1));
}

static void
move_before (xmlNode *node, xmlNode *other, guint8 how)
{
  if (is_in (other, node))
    return;
  xmlUnlinkNode (node);
  xmlAddPrevSibling (other, node);
}

static const char *const marks[] = { "ins", "del", "moveFrom", "moveTo", "sdtContent", "hyperlink", "p", "tc" };

/* The element and what stands behind it up to the end, or the element alone, in another one. */
static void
wrap (xmlNode *node, xmlNode *other, guint8 how)
{
  xmlNode *mark = xmlNewDocNode (node->doc, node->ns, (const xmlChar *) marks[how % G_N_ELEMENTS (marks)], NULL);
  gboolean all = how & 0x80;

  xmlSetNsProp (mark, node->ns, (const xmlChar *) "id", (const xmlChar *) (how & 0x40 ? "700001" : "5"));
  xmlSetNsProp (mark, node->ns, (const xmlChar *) "author", (const xmlChar *) (how & 0x20 ? "An" : "Hoa"));
  xmlSetNsProp (mark, node->ns, (const xmlChar *) "date", (const xmlChar *) "2026-11-24T08:00:00Z");
  xmlAddPrevSibling (node, mark);
  for (xmlNode *next; node != NULL; node = all ? next : NULL)
    {
      next = node->next;
      xmlUnlinkNode (node);
      xmlAddChild (mark, node);
    }
}

static void
dissolve (xmlNode *node, xmlNode *other, guint8 how)
{
  while (node->children != NULL)
    {
      xmlNode *child = node->children;
      xmlUnlinkNode (child);
      xmlAddPrevSibling (node, child);
    }
  delete (node, other, how);
}

static void
rename_element (xmlNode *node, xmlNode *other, guint8 how)
{
  static const char *const names[] = { "p", "r", "t", "delText", "tbl", "tr", "tc", "br", "tab", "sdt", "bookmarkEnd",
                                       "commentRangeStart", "commentReference", "pPr", "rPr", "pPrChange" };

  xmlNodeSetName (node, (const xmlChar *) names[how % G_N_ELEMENTS (names)]);
}

/* The words of the other in its place, or no words. */
static void
set_words (xmlNode *node, xmlNode *other, guint8 how)
{
  g_autofree char *words = how & 1 ? g_strdup ("") : (char *) xmlNodeGetContent (other);

  if (node->children != NULL && node->children->type == XML_TEXT_NODE)
    xmlNodeSetContent (node->children, (const xmlChar *) words);
}

static void
drop_attribute (xmlNode *node, xmlNode *other, guint8 how)
{
  if (node->properties != NULL)
    xmlRemoveProp (node->properties);
}

static void
take_attribute (xmlNode *node, xmlNode *other, guint8 how)
{
  xmlAttr *from = other->properties, *to = node->properties;

  for (; how > 0 && from != NULL && from->next != NULL; how--)
    from = from->next;
  if (from == NULL || to == NULL)
    return;
  xmlChar *value = xmlNodeGetContent ((xmlNode *) from);
  xmlSetNsProp (node, to->ns, to->name, value);
  xmlFree (value);
}

static void (*const edits[]) (xmlNode *node, xmlNode *other, guint8 how) = {
  delete, copy_before, move_before, wrap, wrap, dissolve, rename_element, set_words, drop_attribute, take_attribute,
};

/* One edit: of which kind, of which element, which other element has to do with it, and how. */
static void
edit (xmlDoc *doc, const guint8 *bytes)
{
  g_autoptr (GPtrArray) elements = g_ptr_array_new ();

  collect (xmlDocGetRootElement (doc)->children, elements);
  if (elements->len == 0 || elements->len > MAX_ELEMENTS)
    return;
  xmlNode *node = elements->pdata[(bytes[1] * 256 + bytes[2]) % elements->len];
  xmlNode *other = elements->pdata[(bytes[2] * 256 + bytes[3]) % elements->len];
  edits[bytes[0] % G_N_ELEMENTS (edits)] (node, other, bytes[3]);
}

static GBytes *
run_script (const Sent *sent, const guint8 *data, gsize size)
{
  GBytes *saved = sent->saved[size > 0 ? data[0] / N_PLANS % (BT_DOCX_N_STRANGERS + 1) : 0];
  xmlDoc *doc = bt_docx_view_parse (saved, "word/document.xml");
  xmlChar *text;
  int length;

  for (gsize i = 1; i + EDIT_SIZE <= size && i < MAX_EDITS * EDIT_SIZE; i += EDIT_SIZE)
    edit (doc, data + i);
  xmlDocDumpMemory (doc, &text, &length);
  GBytes *edited = bt_docx_editor_with_part (saved, "word/document.xml", (const char *) text, length);
  xmlFree (text);
  xmlFreeDoc (doc);
  return edited;
}

/* The plan holds, and what is saved is read again, and is saved as the same. */
static void
check_plan (BtPlan *plan)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) saved = NULL, twice = NULL;
  g_autoptr (BtPlan) again = NULL;

  g_assert_true (bt_plan_check (plan, &error));
  saved = bt_store_write_bytes (plan, &error);
  g_assert_no_error (error);
  again = bt_store_read_bytes (saved, "saved", &error);
  g_assert_no_error (error);
  twice = bt_store_write_bytes (again, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (saved, twice));
}

static void
check_version (BtPlan *plan, BtPlan *version)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BtPlan) taken = bt_review_take_version (plan, version, "Nhận", "2026-11-30T08:00:00Z", &error);

  g_assert_no_error (error);
  check_plan (taken);
  g_autoptr (BtPlan) original = bt_review_view (taken, BT_VIEW_ORIGINAL), final = bt_review_view (taken, BT_VIEW_FINAL);
  g_assert_true (bt_plan_check (original, &error));
  g_assert_true (bt_plan_check (final, &error));
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  const Sent *sent = &all_sent[size > 0 ? data[0] % N_PLANS : 0];
  g_autoptr (GError) error = NULL;
  gboolean container = size >= 2 && memcmp (data, "PK", 2) == 0;
  BtDocxFound found;

  /* A script is short: what is in the corpora of others is none. */
  if (!container && size > 1 + MAX_EDITS * EDIT_SIZE)
    return 0;
  if (profile == NULL)
    prepare ();
  g_autoptr (GBytes) bytes = container ? g_bytes_new (data, size) : run_script (sent, data, size);
  g_autoptr (BtPlan) version =
      bt_docx_import_onto (bytes, "fuzz", sent->plan, profile, sent->original, NULL, &found, &error);
  if (version == NULL)
    {
      g_assert_nonnull (error);
      g_assert_null (strchr (error->message, '\n'));
      return 0;
    }
  g_assert_no_error (error);
  check_version (sent->plan, version);
  return 0;
}
