/* A colleague who has changes tracked: edits of a document of which every one can be told again in the plan. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * BtDocxDeed:
 * @author: who made it
 * @token: a word that stands nowhere else, which was put in, or is what a comment says; %NULL for none
 * @struck: (nullable): the id of what was taken out
 * @comment: whether it is a comment
 * @words: (nullable): what the comment is about; %NULL for an answer
 * @beside: (nullable): what it stands behind, where it is not on words
 * @answers: (nullable): what the first message of the thread says that it answers
 * @settled: whether its thread is settled in the end
 *
 * What a colleague did.
 */
typedef struct
{
  const char *author;
  char *token, *struck;
  gboolean comment, settled;
  char *words, *beside, *answers;
} BtDocxDeed;

/* Only words, or paragraphs as well; only comments, answers and threads that are settled, or these after the others. */
typedef enum
{
  BT_DOCX_COLLEAGUE_WORDS,
  BT_DOCX_COLLEAGUE_PARTS,
  BT_DOCX_COLLEAGUE_COMMENTS,
  BT_DOCX_COLLEAGUE_ALL,
} BtDocxColleague;

GBytes *bt_docx_colleague_edit (GRand *rand, GBytes *docx, BtDocxColleague what, guint n_edits,
                                GPtrArray *deeds) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *bt_docx_deeds_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
