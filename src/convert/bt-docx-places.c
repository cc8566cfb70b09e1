/* Where the revisions of a document stand: our own part notes it, so that they are found again in what another program
 * has made of the document, which numbers them anew, cuts them, and makes one of several. */
#include "bt-docx-places.h"

#include <stdlib.h>
#include <string.h>

#include "bt-docx-names.h"
#include "bt-docx-read.h"
#include "bt-docx-runs.h"

typedef struct
{
  BtDocxPlaces *places;
  BtDocxKnows knows;
  gconstpointer data;
  const char *place;
  gsize at;
  guint32 sum;
  guint unknown; /* how many insertions are open that are not looked at */
} Walk;

/* Whether it is a revision of the kinds that we number. */
static gboolean
is_revision (const xmlNode *node)
{
  static const char *const names[] = { "ins",
                                       "del",
                                       "moveFrom",
                                       "moveTo",
                                       "moveFromRangeStart",
                                       "moveToRangeStart",
                                       "cellIns",
                                       "cellDel",
                                       "rPrChange",
                                       "pPrChange",
                                       NULL };

  return node->type == XML_ELEMENT_NODE && g_strv_contains (names, (const char *) node->name)
         && bt_docx_attr (node, "author") != NULL;
}

/**
 * bt_docx_is_wrapper:
 * @node: something in a document
 *
 * Returns: whether it is a revision around words
 */
gboolean
bt_docx_is_wrapper (const xmlNode *node)
{
  static const char *const names[] = { "ins", "del", "moveFrom", "moveTo", NULL };
  static const char *const properties[] = { "rPr", "trPr", "numPr", "ctrlPr", NULL };

  return is_revision (node) && g_strv_contains (names, (const char *) node->name)
         && !g_strv_contains (properties, (const char *) node->parent->name);
}

/**
 * bt_docx_is_alike:
 * @a: the name of the element of a revision
 * @b: that of another one
 *
 * Returns: whether they are of one kind: what is moved to a place is put in there, and taken out where it was
 */
gboolean
bt_docx_is_alike (const char *a, const char *b)
{
  static const char *const pairs[][2] = { { "ins", "moveTo" }, { "del", "moveFrom" } };

  if (strcmp (a, b) == 0)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    if ((strcmp (a, pairs[i][0]) == 0 && strcmp (b, pairs[i][1]) == 0)
        || (strcmp (a, pairs[i][1]) == 0 && strcmp (b, pairs[i][0]) == 0))
      return TRUE;
  return FALSE;
}

/* The words of a run; none where it only fills a cell, as LibreOffice does. */
static char *
dup_words (const xmlNode *run)
{
  char *words = bt_docx_dup_run (run);

  if (strcmp (words, BT_DOCX_DUMMY) == 0)
    *words = '\0';
  return words;
}

/**
 * bt_docx_measure_run:
 * @run: w:r
 *
 * Returns: how many bytes of words it has; none where it only fills a cell
 */
gsize
bt_docx_measure_run (const xmlNode *run)
{
  g_autofree char *words = dup_words (run);

  return strlen (words);
}

/* Of the bookmarks of ours in a paragraph the first by name, for programs put them in another order; others are around
 * objects and ranges of comments. NULL where there is none. */
static const char *
find_name (const xmlNode *parent, const char *found)
{
  for (const xmlNode *node = parent->children; node != NULL; node = node->next)
    {
      const char *name = bt_docx_is (node, "bookmarkStart") ? bt_docx_attr (node, "name") : NULL;
      if (name != NULL && g_str_has_prefix (name, "_bt") && !g_str_has_prefix (name, BT_DOCX_MARK_OBJECT)
          && !g_str_has_prefix (name, BT_DOCX_MARK_ANCHOR) && (found == NULL || strcmp (name, found) < 0))
        found = name;
      found = find_name (node, found);
    }
  return found;
}

static void
end_place (Walk *self)
{
  GHashTable *sums = self->places->sums;
  guint32 sum = g_hash_table_contains (sums, self->place) ? 0 : MAX (self->sum, 1);

  g_hash_table_insert (sums, (gpointer) self->place, GUINT_TO_POINTER (sum));
}

/* What a checksum begins with, and by what it is multiplied for each byte (FNV-1a, 32 bits). */
#define SUM_START 2166136261u
#define SUM_PRIME 16777619u

static void
begin_place (Walk *self, const char *name)
{
  self->place = bt_intern (name);
  self->at = 0;
  self->sum = SUM_START;
}

/* Goes on behind the words of a run. */
static void
pass_run (Walk *self, const xmlNode *run)
{
  g_autofree char *words = dup_words (run);

  for (const char *c = words; *c != '\0'; c++, self->at++)
    self->sum = (self->sum ^ (guchar) *c) * SUM_PRIME;
}

static void
begin_paragraph (Walk *self, xmlNode *node)
{
  const char *name = find_name (node, NULL);

  if (name != NULL)
    {
      end_place (self);
      begin_place (self, name);
    }
  BtDocxSpot spot = { node, self->place, self->at };
  g_array_append_val (self->places->spots, spot);
}

static guint
get_id (const xmlNode *node)
{
  const char *id = bt_docx_attr (node, "id");

  return id != NULL ? (guint) strtoul (id, NULL, 10) : 0;
}

/* How long the words are whose format has changed. */
static gsize
get_run_length (const xmlNode *node)
{
  const xmlNode *run = bt_docx_is (node, "rPrChange") && node->parent != NULL ? node->parent->parent : NULL;

  return run != NULL && bt_docx_is (run, "r") ? bt_docx_measure_run (run) : 0;
}

static void
walk (Walk *self, xmlNode *parent)
{
  for (xmlNode *node = parent->children; node != NULL; node = node->next)
    {
      if (node->type != XML_ELEMENT_NODE)
        continue;
      if (bt_docx_is (node, "p"))
        begin_paragraph (self, node);
      gboolean known = is_revision (node) && (self->knows == NULL || self->knows (self->data, node));
      gboolean words = bt_docx_is_wrapper (node);
      gboolean unknown = words && !known && bt_docx_is_alike ((const char *) node->name, "ins");
      guint index = self->places->revisions->len;
      BtDocxRevision revision = { node, get_id (node), self->place, self->at, get_run_length (node), words };
      if (known)
        g_array_append_val (self->places->revisions, revision);
      self->unknown += unknown;
      walk (self, node);
      if (bt_docx_is (node, "r") && self->unknown == 0)
        pass_run (self, node);
      self->unknown -= unknown;
      if (known && words)
        g_array_index (self->places->revisions, BtDocxRevision, index).length = self->at - revision.at;
    }
}

/**
 * bt_docx_places_new:
 * @body: the text of a document, which must outlive what is returned
 * @knows: (nullable): which revisions are looked at; %NULL for all of them
 * @data: what it gets
 *
 * Returns: (transfer full): the revisions and where they stand
 */
BtDocxPlaces *
bt_docx_places_new (xmlNode *body, BtDocxKnows knows, gconstpointer data)
{
  BtDocxPlaces *places = g_new0 (BtDocxPlaces, 1);
  Walk self = { .places = places, .knows = knows, .data = data };

  places->revisions = g_array_new (FALSE, FALSE, sizeof (BtDocxRevision));
  places->spots = g_array_new (FALSE, FALSE, sizeof (BtDocxSpot));
  places->sums = g_hash_table_new (NULL, NULL);
  begin_place (&self, "");
  walk (&self, body);
  end_place (&self);
  return places;
}

/**
 * bt_docx_places_free:
 * @places: (transfer full): the revisions of a document
 */
void
bt_docx_places_free (BtDocxPlaces *places)
{
  g_array_unref (places->revisions);
  g_array_unref (places->spots);
  g_hash_table_unref (places->sums);
  g_free (places);
}
