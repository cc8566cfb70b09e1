/* Templates: the plans that new plans begin with. */
#pragma once

#include "bt-plan.h"

G_BEGIN_DECLS

/**
 * BtTemplateInfo:
 * @name: which template; the name of its file without the extension
 * @title: what kind of plan it is, in the user's language
 * @about: what it has in it, in the user's language
 */
typedef struct
{
  char *name;
  char *title;
  char *about;
} BtTemplateInfo;

/**
 * BtTemplateValues:
 * @title: (nullable): trích yếu; %NULL for the template's own
 * @period: (nullable): the time the plan is for: "năm 2026"
 * @type: (nullable): kind of the superior's document that the plan carries out
 * @sign: (nullable): its number and symbol
 * @date: (nullable): its date, as a plan's file has it
 * @issuer: (nullable): who issued it
 * @about: (nullable): its subject, with the word before it: "về …"
 *
 * What differs from plan to plan.
 */
typedef struct
{
  const char *title;
  const char *period;
  const char *type;
  const char *sign;
  const char *date;
  const char *issuer;
  const char *about;
} BtTemplateValues;

void bt_template_info_free (BtTemplateInfo *info);
GPtrArray *bt_template_list (void) G_GNUC_WARN_UNUSED_RESULT;
BtPlan *bt_template_load (const char *name, GError **error) G_GNUC_WARN_UNUSED_RESULT;
BtPlan *bt_template_fill (BtPlan *plan, const BtTemplateValues *values,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
char *bt_template_dup_title (BtPlan *plan, const char *period) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
