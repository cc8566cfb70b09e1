/* What the rules share: the paragraphs of the plan as they are read, and the way to report. */
#pragma once

#include "bt-check-slips.h"
#include "bt-check.h"
#include "bt-schema.h"

G_BEGIN_DECLS

/* Where a paragraph stands. */
typedef enum
{
  BT_PART_HEADER,
  BT_PART_BASIS,
  BT_PART_CLAUSE,
  BT_PART_COLUMN,
  BT_PART_CELL,
  BT_PART_SIGNATURE,
  BT_PART_RECIPIENT,
  BT_PART_APPENDIX, /* its title and note */
} BtPart;

/**
 * BtWord:
 * @start, @end: letters and digits without a gap, in bytes of the paragraph's text
 * @hash: equal for equal words, whatever their capitals
 * @phrases: (nullable): the phrases of the lists that begin with it
 * @known: (nullable): the syllable of the lists that it is
 */
typedef struct
{
  guint start, end;
  guint hash;
  const GPtrArray *phrases;
  const BtKnownSyllable *known;
} BtWord;

/**
 * BtCheckText:
 * @text: the words of a text as the final view shows them, objects as the words they stand for
 * @lower: the same in small letters, byte for byte at the same place
 * @words: the words of @text
 * @spans: from places in @text to places in the node's text
 * @n_valid: how many of its words can be Vietnamese, of @n_counted
 *
 * What is read off a text; it never changes, so the next check of the same text has it from this one.
 */
typedef struct
{
  gatomicrefcount ref_count;
  char *text;
  char *lower;
  gsize length;
  GArray *words;
  GArray *spans;
  guint n_counted, n_valid;
} BtCheckText;

/**
 * BtCheckParagraph:
 * @node: the node
 * @part: where it stands
 * @appendix: (nullable): the appendix it stands in
 * @read: what is read off its text; the other fields are the same
 */
typedef struct
{
  BtNode *node;
  BtPart part;
  const BtNode *appendix;
  BtCheckText *read;
  const char *text;
  const char *lower;
  gsize length;
  const GArray *words;
} BtCheckParagraph;

/* Finds what is known of a text already; returns: (transfer none) (nullable) */
typedef BtCheckText *(*BtFindText) (const BtText *text, BtPart part, gpointer data);

/* The plan as the rules read it, and what they found. */
typedef struct
{
  BtPlan *plan;
  const BtProfile *profile;
  const BtCheckWords *words;
  GPtrArray *paragraphs; /* of BtCheckParagraph, in reading order */
  GPtrArray *findings;   /* of BtFinding */
  gboolean
      damaged; /* the text came from a picture and has lost its marks: nothing can be said about its words */
} BtCheckRun;

BtCheckText *bt_check_text_ref (BtCheckText *text);
void bt_check_text_unref (BtCheckText *text);
void bt_check_paragraph_free (BtCheckParagraph *paragraph);
gboolean bt_check_paragraph_locate (const BtCheckParagraph *paragraph, gsize start, gsize end,
                                    gsize *node_start, gsize *node_end);
gboolean bt_check_paragraph_word_is (const BtCheckParagraph *paragraph, guint word,
                                     const char *lower);
GPtrArray *bt_check_paragraphs_new (BtPlan *plan, const BtCheckWords *words, BtFindText find,
                                    gpointer data) G_GNUC_WARN_UNUSED_RESULT;
gboolean bt_check_phrase_at (const BtCheckParagraph *paragraph, guint word, const char *lower,
                             gsize *end);
char *bt_check_fit_capitals (const char *wrong, gsize length,
                             const char *right) G_GNUC_WARN_UNUSED_RESULT;
gboolean bt_check_only_space_between (const BtCheckParagraph *paragraph, const BtWord *a, const BtWord *b);
char *bt_check_lower (const char *text) G_GNUC_WARN_UNUSED_RESULT;

void bt_check_report (BtCheckRun *run, const char *rule, const BtCheckParagraph *paragraph,
                      gsize start, gsize end, const char *fix, const char *format, ...)
    G_GNUC_PRINTF (7, 8);
void bt_check_report_node (BtCheckRun *run, const char *rule, const BtNode *node, const char *quote,
                           const char *format, ...) G_GNUC_PRINTF (5, 6);

gboolean bt_check_has_finding (const BtCheckRun *run, const char *rule, const BtCheckParagraph *paragraph);
gboolean bt_check_is_confused (const BtCheckRun *run, const BtCheckParagraph *paragraph, const BtWord *word);

void bt_check_set_aside (const BtPlan *plan, GPtrArray *findings);

/* Rules of one paragraph: what they say depends on its text, its kind and its part alone. */
void bt_check_patterns (BtCheckRun *run, const BtCheckParagraph *paragraph);
void bt_check_phrases (BtCheckRun *run, const BtCheckParagraph *paragraph);
void bt_check_slips (BtCheckRun *run, const BtCheckParagraph *paragraph);
void bt_check_pairs (BtCheckRun *run, const BtCheckParagraph *paragraph);
void bt_check_syllables (BtCheckRun *run, const BtCheckParagraph *paragraph);
void bt_check_sentence (BtCheckRun *run, const BtCheckParagraph *paragraph);

/* Rules of the whole plan. */
void bt_check_lists (BtCheckRun *run);
void bt_check_abbreviations (BtCheckRun *run);
void bt_check_citations (BtCheckRun *run);
void bt_check_consistency (BtCheckRun *run);
void bt_check_period (BtCheckRun *run);
void bt_check_header (BtCheckRun *run);
void bt_check_signature (BtCheckRun *run);
void bt_check_recipients (BtCheckRun *run);
void bt_check_appendices (BtCheckRun *run);
void bt_check_structure (BtCheckRun *run);
void bt_check_similar (BtCheckRun *run);
void bt_check_duties (BtCheckRun *run);

G_END_DECLS
