/* What a rule finds in a plan: where, the words, and how to mend it where that is certain. */
#pragma once

#include "bt-plan.h"
#include "bt-rule.h"

G_BEGIN_DECLS

/**
 * BtFinding:
 * @rule: the rule that found it
 * @node: the id of the node, interned
 * @start, @end: which bytes of the node's text; both 0 where the whole node is meant, and equal where @fix is missing
 * @quote: the words
 * @message: one sentence for the user, in the user's language
 * @fix: (nullable): what is to stand from @start to @end instead; %NULL where nobody but the writer can say
 * @aside: (nullable): the id of the thread that sets it aside, interned
 */
typedef struct
{
  const BtRule *rule;
  const char *node;
  gsize start, end;
  char *quote;
  char *message;
  char *fix;
  const char *aside;
} BtFinding;

void bt_finding_free (BtFinding *finding);
BtFinding *bt_finding_copy (const BtFinding *finding) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtFinding, bt_finding_free)

G_END_DECLS
