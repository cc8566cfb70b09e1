/* Earlier versions of plans, kept in the state folder whatever becomes of their files. */
#pragma once

#include <gio/gio.h>

#include "bt-plan.h"

G_BEGIN_DECLS

/**
 * BtVersionKind:
 * @BT_VERSION_SAVED: what was saved
 * @BT_VERSION_RECEIVED: what was opened for review
 * @BT_VERSION_SENT: what was sent for review
 * @BT_VERSION_ISSUED: what was issued
 *
 * Why a version was kept.
 */
typedef enum
{
  BT_VERSION_SAVED,
  BT_VERSION_RECEIVED,
  BT_VERSION_SENT,
  BT_VERSION_ISSUED,
  BT_N_VERSION_KINDS
} BtVersionKind;

/* A version that is kept. */
typedef struct
{
  BtVersionKind kind;
  GDateTime *time; /* UTC */
  GFile *file;
} BtVersion;

char *bt_versions_dup_folder (void) G_GNUC_WARN_UNUSED_RESULT;
gboolean bt_versions_keep (const char *folder, BtPlan *plan, BtVersionKind kind, GError **error);
GPtrArray *bt_versions_list (const char *folder, const char *plan) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
