/* The word lists as the rules use them. */
#pragma once

#include "bt-check-slips.h"
#include "bt-check-words.h"
#include "bt-date.h"

G_BEGIN_DECLS

/* An expression that a paragraph should not match. */
typedef struct
{
  const char *rule;
  GRegex *regex;
  char *fix; /* nullable: with \1 … for its groups */
} BtPattern;

typedef enum
{
  BT_PHRASE_CONFUSION, /* wrong words for right ones */
  BT_PHRASE_NAME,      /* a name, whose capitals are laid down */
  BT_PHRASE_VARIANT,   /* one of several ways to write the same */
  BT_PHRASE_ABOLISHED, /* what is no longer there since a day */
} BtPhraseKind;

/**
 * BtPhrase:
 * @kind: what it is for
 * @lower: its words in small letters, one space between them
 * @right: (nullable): what is right instead, or the name with its capitals
 * @general: whether a name is a common word, too, so that only a capital letter makes it one
 * @group: the variants of one thing, or of one choice, have the same number
 * @way: which of the variants of its line it is
 * @ways: (nullable): all variants of its line
 * @since: from when on it is gone
 */
typedef struct
{
  BtPhraseKind kind;
  char *lower;
  char *right;
  guint group;
  guint way;
  GStrv ways;
  gboolean general;
  BtDate since;
} BtPhrase;

struct _BtCheckWords
{
  gatomicrefcount ref_count;
  GArray *patterns; /* of BtPattern */
  GHashTable
      *phrases; /* the first word in small letters to a GPtrArray of BtPhrase, the longest first */
  GHashTable *endings;       /* words that end no sentence, in small letters */
  GHashTable *doubles;       /* syllables that may stand twice */
  GHashTable *persons;       /* persons and events that units are called by, folded */
  GHashTable *abbreviations; /* abbreviation to what it stands for */
  BtSlips *slips; /* the words that are right */
  guint n_groups;
};

G_END_DECLS
