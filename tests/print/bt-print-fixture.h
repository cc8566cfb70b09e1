/* What the tests of printed pages share: plans laid out, and PDFs looked at with other people's programs. */
#pragma once

#include <gio/gio.h>

#include "bt-layout.h"
#include "bt-made-plan.h"
#include "bt-print.h"

G_BEGIN_DECLS

BtLayout *bt_fixture_lay_out (BtPlan *plan) G_GNUC_WARN_UNUSED_RESULT;
GBytes *bt_fixture_print (BtLayout *layout) G_GNUC_WARN_UNUSED_RESULT;
char *bt_fixture_save (GBytes *bytes, const char *name) G_GNUC_WARN_UNUSED_RESULT;
char *bt_fixture_run (const char *const *command) G_GNUC_WARN_UNUSED_RESULT;
char *bt_fixture_squeeze (const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
