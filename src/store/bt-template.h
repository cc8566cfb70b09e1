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

void bt_template_info_free (BtTemplateInfo *info);
GPtrArray *bt_template_list (void) G_GNUC_WARN_UNUSED_RESULT;
BtPlan *bt_template_load (const char *name, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
