/* Revisions of a document of our own whose numbers another program has given anew, as Word does each time it saves:
 * they are known again by the place they stand in, by author and time, and get our numbers back. */
#include <string.h>

#include "bt-docx-names.h"
#include "bt-docx-read-reader.h"
#include "bt-docx-read-restore.h"

/* What our own part tells of a place. */
typedef struct
{
  guint sum;
  GArray *told; /* BtDocxTold */
} Place;

static void
place_free (gpointer data)
{
  Place *place = data;

  g_array_unref (place->told);
  g_free (place);
}

static gsize
get_number (const xmlNode *node, const char *name)
{
  const char *value = bt_docx_attr (node, name);

  return value != NULL ? (gsize) g_ascii_strtoull (value, NULL, 10) : 0;
}

/**
 * bt_docx_own_knows:
 * @own: what our export wrote
 * @revision: a revision of a document
 *
 * Returns: whether it was made by somebody, at a time, that we know of
 */
gboolean
bt_docx_own_knows (gconstpointer own, const xmlNode *revision)
{
  g_autofree char *time = bt_docx_dup_time (bt_docx_attr (revision, "date"));
  g_autofree char *key = bt_docx_own_change_key (bt_docx_attr (revision, "author"), time);

  return g_hash_table_contains (((const BtDocxOwn *) own)->changes, key);
}

/**
 * bt_docx_own_get_change:
 * @own: what our export wrote
 * @mark: what it tells of a revision
 *
 * Returns: (transfer none) (nullable): the record of its change
 */
const xmlNode *
bt_docx_own_get_change (const BtDocxOwn *own, const xmlNode *mark)
{
  return g_hash_table_lookup (own->nodes, bt_intern (bt_docx_attr (mark, "change")));
}

static gboolean
is_same_time (const char *a, const char *b, gboolean by_minute)
{
  const gsize to_minute = strlen ("2025-08-14T09:30");

  if (a == NULL || b == NULL || !by_minute)
    return g_strcmp0 (a, b) == 0;
  return strncmp (a, b, to_minute) == 0;
}

/**
 * bt_docx_own_fits:
 * @own: what our export wrote
 * @revision: a revision of a document
 * @mark: what @own tells of a revision
 *
 * Returns: whether they may be the same: author and time are those of its change
 */
gboolean
bt_docx_own_fits (const BtDocxOwn *own, const xmlNode *revision, const xmlNode *mark)
{
  return bt_docx_own_fits_change (own, revision, bt_docx_own_get_change (own, mark));
}

/**
 * bt_docx_own_fits_change:
 * @own: what our export wrote
 * @revision: a revision of a document
 * @change: (nullable): the record of a change
 *
 * Returns: whether it may be of that change, by author and time; LibreOffice makes one revision of neighbouring ones of
 *   the same minute
 */
gboolean
bt_docx_own_fits_change (const BtDocxOwn *own, const xmlNode *revision, const xmlNode *change)
{
  g_autofree char *time = bt_docx_dup_time (bt_docx_attr (revision, "date"));

  return change != NULL
         && g_strcmp0 (bt_docx_attr (change, "author"), bt_docx_attr (revision, "author")) == 0
         && is_same_time (bt_docx_attr (change, "time"), time, own->libreoffice);
}

/* Whether they are the same one as far as can be told: of one kind, by the same author at the same time. */
static gboolean
fits (const BtDocxOwn *own, const BtDocxRevision *revision, const BtDocxTold *told)
{
  return revision->words == told->words && bt_docx_is_alike ((const char *) revision->node->name, told->as)
         && bt_docx_own_fits (own, revision->node, told->mark);
}

/* Name of a place → what is told of it. */
static GHashTable *
list_places (const BtDocxOwn *own)
{
  GHashTable *places = g_hash_table_new_full (NULL, NULL, NULL, place_free);
  const xmlNode *list = bt_docx_child (xmlDocGetRootElement (own->doc), "marks");
  Place *place = NULL;

  for (const xmlNode *node = list != NULL ? list->children : NULL; node != NULL; node = node->next)
    {
      if (bt_docx_is (node, "place") && bt_docx_attr (node, "name") != NULL)
        {
          place = g_new0 (Place, 1);
          place->sum = (guint) get_number (node, "sum");
          place->told = g_array_new (FALSE, FALSE, sizeof (BtDocxTold));
          g_hash_table_insert (places, (gpointer) bt_intern (bt_docx_attr (node, "name")), place);
        }
      else if (place != NULL && bt_docx_is (node, "mark") && bt_docx_attr (node, "as") != NULL)
        {
          const char *as = bt_docx_attr (node, "as");
          gboolean words = bt_docx_attr (node, "length") != NULL && strcmp (as, "rPrChange") != 0;
          const BtDocxTold told = { node, as, get_number (node, "at"), get_number (node, "length"), words };
          g_array_append_val (place->told, told);
        }
    }
  return places;
}

/* Whether the numbers are still ours. */
static gboolean
are_ours (const GArray *revisions)
{
  for (guint i = 0; i < revisions->len; i++)
    if (g_array_index (revisions, BtDocxRevision, i).id >= BT_DOCX_FIRST_REVISION)
      return TRUE;
  return FALSE;
}

static BtDocxTold *
get_told (const Place *place, guint index)
{
  return &g_array_index (place->told, BtDocxTold, index);
}

/* The words of a place have been edited: its revisions are told by their order, from the beginning and from the end. */
static void
match_by_order (const BtDocxOwn *own, const GPtrArray *revisions, const Place *place)
{
  guint n = MIN (revisions->len, place->told->len), first = 0, last = 0;

  while (first < n && fits (own, revisions->pdata[first], get_told (place, first)))
    {
      const BtDocxRevision *revision = revisions->pdata[first];
      bt_docx_own_take (revision->node, get_told (place, first++));
    }
  while (first + last < n)
    {
      const BtDocxRevision *revision = revisions->pdata[revisions->len - last - 1];
      const BtDocxTold *told = get_told (place, place->told->len - last - 1);
      if (!fits (own, revision, told))
        return;
      bt_docx_own_take (revision->node, told);
      last++;
    }
}

/* A run of which the format has changed may be a part of one of ours. */
static void
match_format (const BtDocxOwn *own, const BtDocxRevision *revision, const Place *place)
{
  for (guint i = 0; i < place->told->len; i++)
    {
      const BtDocxTold *told = get_told (place, i);
      if (told->at > revision->at || revision->at >= told->at + told->length || !fits (own, revision, told))
        continue;
      bt_docx_own_take (revision->node, told);
      return;
    }
}

/* What is not around words is told by what stands before it. */
static void
match_others (const BtDocxOwn *own, const GPtrArray *revisions, const Place *place)
{
  g_autofree gboolean *used = g_new0 (gboolean, place->told->len);
  guint begin = 0;

  for (guint i = 0; i < revisions->len; i++)
    {
      const BtDocxRevision *revision = revisions->pdata[i];
      if (bt_docx_is (revision->node, "rPrChange"))
        {
          match_format (own, revision, place);
          continue;
        }
      while (begin < place->told->len && get_told (place, begin)->at < revision->at)
        begin++;
      for (guint j = begin; !revision->words && j < place->told->len && get_told (place, j)->at == revision->at; j++)
        {
          if (used[j] || !fits (own, revision, get_told (place, j)))
            continue;
          bt_docx_own_take (revision->node, get_told (place, j));
          used[j] = TRUE;
          break;
        }
    }
}

/* The revisions of each place: its interned name → BtDocxRevision. */
static GHashTable *
group (const BtDocxPlaces *found)
{
  GHashTable *groups = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0; i < found->revisions->len; i++)
    {
      BtDocxRevision *revision = &g_array_index (found->revisions, BtDocxRevision, i);
      GPtrArray *list = g_hash_table_lookup (groups, revision->place);
      if (list == NULL)
        {
          list = g_ptr_array_new ();
          g_hash_table_insert (groups, (gpointer) revision->place, list);
        }
      g_ptr_array_add (list, revision);
    }
  return groups;
}

/* Whether the words of the place are those that we wrote, but for what somebody has put in or taken out, tracked. */
static gboolean
is_whole (const BtDocxPlaces *found, const char *name, const Place *place)
{
  return place->sum != 0 && GPOINTER_TO_UINT (g_hash_table_lookup (found->sums, name)) == place->sum;
}

/**
 * bt_docx_own_find_numbers:
 * @own: what our export wrote
 * @body: the document's text
 *
 * Gives the revisions that our own part tells of their numbers back, where another program has numbered them anew.
 * Where the words of a place are still those that we wrote, each of them is known again, however they are cut; and
 * what LibreOffice has no room for is put back.
 */
void
bt_docx_own_find_numbers (BtDocxOwn *own, xmlNode *body)
{
  g_autoptr (BtDocxPlaces) found = bt_docx_places_new (body, bt_docx_own_knows, own);

  if (are_ours (found->revisions))
    return;
  g_autoptr (GHashTable) places = list_places (own);
  g_autoptr (GHashTable) groups = group (found);
  GHashTableIter iter;
  gpointer name, revisions;
  g_hash_table_iter_init (&iter, groups);
  while (g_hash_table_iter_next (&iter, &name, &revisions))
    {
      const Place *place = g_hash_table_lookup (places, name);
      if (place != NULL && is_whole (found, name, place))
        match_others (own, revisions, place);
      else if (place != NULL)
        match_by_order (own, revisions, place);
    }
  for (guint i = 0; i < found->spots->len; i++)
    {
      const BtDocxSpot *spot = &g_array_index (found->spots, BtDocxSpot, i);
      const Place *place = g_hash_table_lookup (places, spot->place);
      if (place != NULL && is_whole (found, spot->place, place))
        bt_docx_own_restore (own, spot->node, spot->at, place->told);
    }
  if (own->libreoffice)
    bt_docx_own_restore_rows (own, body);
}

/**
 * bt_docx_own_find_ends:
 * @own: what our export wrote
 * @parent: the document's text, or a part of it
 *
 * Counts the ends of bookmarks: who deletes the paragraph that one stands in takes it out.
 */
void
bt_docx_own_find_ends (BtDocxOwn *own, const xmlNode *parent)
{
  for (const xmlNode *node = parent->children; node != NULL; node = node->next)
    {
      const char *id = bt_docx_is (node, "bookmarkEnd") ? bt_docx_attr (node, "id") : NULL;
      guint n = id != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (own->ends, id)) : 0;

      if (id != NULL)
        g_hash_table_insert (own->ends, g_strdup (id), GUINT_TO_POINTER (n + 1));
      bt_docx_own_find_ends (own, node);
    }
}
