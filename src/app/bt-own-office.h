/* The profile of the user's own office: read once, offered to every window, kept in the configuration folder. */
#pragma once

#include <gio/gio.h>

#include "bt-office.h"

G_BEGIN_DECLS

#define BT_TYPE_OWN_OFFICE (bt_own_office_get_type ())
G_DECLARE_FINAL_TYPE (BtOwnOffice, bt_own_office, BT, OWN_OFFICE, GObject)

BtOwnOffice *bt_own_office_get_default (void);
const BtOffice *bt_own_office_get (BtOwnOffice *own);
gboolean bt_own_office_set (BtOwnOffice *own, BtOffice *office, GError **error);
gboolean bt_own_office_import (BtOwnOffice *own, GFile *file, GError **error);
gboolean bt_own_office_export (BtOwnOffice *own, GFile *file, GError **error);

G_END_DECLS
