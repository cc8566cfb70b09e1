/* The rules that a plan is checked by: their names, what they rest on, and what they say. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * BtSeverity:
 * @BT_SEVERITY_HINT: it may be meant
 * @BT_SEVERITY_WARNING: practice, or a likely slip
 * @BT_SEVERITY_ERROR: the decree says otherwise
 */
typedef enum
{
  BT_SEVERITY_HINT,
  BT_SEVERITY_WARNING,
  BT_SEVERITY_ERROR,
  BT_N_SEVERITIES
} BtSeverity;

/* Kinds of rules, as the panel groups them. */
typedef enum
{
  BT_FAMILY_NUMBERING,
  BT_FAMILY_PUNCTUATION,
  BT_FAMILY_SPACING,
  BT_FAMILY_SPELLING,
  BT_FAMILY_SENTENCE,
  BT_FAMILY_ABBREVIATION,
  BT_FAMILY_CITATION,
  BT_FAMILY_NAME,
  BT_FAMILY_CAPITAL,
  BT_FAMILY_CONSISTENCY,
  BT_FAMILY_PERIOD,
  BT_FAMILY_HEADER,
  BT_FAMILY_SIGNATURE,
  BT_FAMILY_RECIPIENT,
  BT_FAMILY_APPENDIX,
  BT_FAMILY_STRUCTURE,
  BT_FAMILY_DUTY,
  BT_N_FAMILIES
} BtFamily;

/**
 * BtRule:
 * @name: how files and commands call it: "space-double"
 * @family: what kind of rule it is
 * @severity: how much it weighs
 * @clause: where the decree says it, as the rule sets write it; "practice" where it is silent
 * @title: what it says, in a few words, not translated yet
 */
typedef struct
{
  const char *name;
  BtFamily family;
  BtSeverity severity;
  const char *clause;
  const char *title;
} BtRule;

const BtRule *bt_rule_find (const char *name);
const BtRule *bt_rule_get_all (guint *n_rules);
const char *bt_severity_get_name (BtSeverity severity);
const char *bt_family_get_name (BtFamily family);
const char *bt_family_get_title (BtFamily family);

G_END_DECLS
