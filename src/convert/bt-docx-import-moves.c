/* Moves: a paragraph that is deleted here and inserted there, by one change that says that it is a move. */
#include <string.h>

#include "bt-docx-import-private.h"

/* The move by which all words of the piece are put in, or taken out; NULL for none. */
static const char *
move_of (const BtDocxImport *self, const BtDocxPiece *piece, gboolean inserted)
{
  guint n_runs;
  const BtRun *runs = bt_text_get_runs (piece->paragraph->text, &n_runs);
  const char *move = NULL;

  for (guint i = 0; i < n_runs; i++)
    {
      const char *change = inserted ? runs[i].mark.ins : runs[i].mark.del;
      if (change == NULL || (inserted ? runs[i].mark.del : runs[i].mark.ins) != NULL
          || (move != NULL && change != move))
        return NULL;
      move = change;
    }
  return move != NULL && g_hash_table_contains (self->docx->moves, move) ? move : NULL;
}

/* Whether nothing was split off behind the piece: that would have to go back to where it was. */
static gboolean
was_whole (const BtDocxImport *self, guint index)
{
  return index + 1 >= self->pieces->len || bt_docx_piece (self, index + 1)->old_first != index;
}

static char *
key_of (const BtDocxPiece *piece)
{
  char *text = g_strdup (bt_text_get_string (piece->paragraph->text));

  return g_strstrip (g_strdelimit (text, "\t\n", ' '));
}

/**
 * bt_docx_import_pair_moves:
 * @self: an import whose pieces have nodes
 *
 * Finds the two ends of moves of whole paragraphs whose words are the same. Word writes one name at both ends, others
 * two; so they go by their words. What is no such pair stays a deletion and an insertion.
 */
void
bt_docx_import_pair_moves (BtDocxImport *self)
{
  g_autoptr (GHashTable) from = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < self->pieces->len; i++)
    {
      const BtDocxPiece *piece = bt_docx_piece (self, i);
      if (piece->paragraph != NULL && piece->node != NULL && !piece->has_new
          && move_of (self, piece, FALSE) != NULL && piece->first == i && piece->old_first == i
          && was_whole (self, i))
        g_hash_table_insert (from, key_of (piece), GUINT_TO_POINTER (i + 1));
    }
  for (guint i = 0; i < self->pieces->len; i++)
    {
      BtDocxPiece *piece = bt_docx_piece (self, i);
      if (piece->paragraph == NULL || piece->node == NULL || piece->filled || piece->has_old
          || move_of (self, piece, TRUE) == NULL || piece->first != i || piece->last != i)
        continue;
      g_autofree char *key = key_of (piece);
      guint other = GPOINTER_TO_UINT (g_hash_table_lookup (from, key));
      if (other == 0)
        continue;
      piece->twin = other - 1;
      bt_docx_piece (self, other - 1)->twin = i;
      g_hash_table_remove (from, key);
    }
}
