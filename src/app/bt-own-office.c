/* The profile of the user's own office: read once, offered to every window, kept in the configuration folder.
 *
 * It is one file, so that it can be copied to the next computer. */

#include "bt-own-office.h"

#include <glib/gstdio.h>

#include "bt-store.h"

struct _BtOwnOffice
{
  GObject parent_instance;

  BtOffice *office;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtOwnOffice, bt_own_office, G_TYPE_OBJECT)

static GFile *
get_file (void)
{
  return g_file_new_build_filename (g_get_user_config_dir (), "banthao", "office.xml", NULL);
}

static BtOffice *
load (GFile *file, GError **error)
{
  g_autofree char *name = g_file_get_basename (file), *shown = g_filename_display_name (name);
  g_autoptr (GBytes) bytes = bt_store_read_file (file, NULL, error);

  return bytes ? bt_office_read (bytes, shown, error) : NULL;
}

static void
bt_own_office_finalize (GObject *object)
{
  bt_office_free (BT_OWN_OFFICE (object)->office);
  G_OBJECT_CLASS (bt_own_office_parent_class)->finalize (object);
}

static void
bt_own_office_class_init (BtOwnOfficeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bt_own_office_finalize;

  /**
   * BtOwnOffice::changed:
   * @own: the user's own office
   */
  signals[CHANGED] = g_signal_new ("changed", BT_TYPE_OWN_OFFICE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
bt_own_office_init (BtOwnOffice *self)
{
  g_autoptr (GFile) file = get_file ();
  g_autoptr (GError) error = NULL;

  if (g_file_query_exists (file, NULL))
    self->office = load (file, &error);
  if (error)
    g_message ("%s", error->message);
  if (!self->office)
    self->office = bt_office_new ();
}

/**
 * bt_own_office_get_default:
 *
 * Returns: (transfer none): the one there is
 */
BtOwnOffice *
bt_own_office_get_default (void)
{
  static BtOwnOffice *own;

  if (!own)
    own = g_object_new (BT_TYPE_OWN_OFFICE, NULL);
  return own;
}

/**
 * bt_own_office_get:
 * @own: the user's own office
 *
 * Returns: (transfer none): its profile, until it changes; one with nothing in it before the user has filled it in
 */
const BtOffice *
bt_own_office_get (BtOwnOffice *own)
{
  g_return_val_if_fail (BT_IS_OWN_OFFICE (own), NULL);

  return own->office;
}

/**
 * bt_own_office_set:
 * @own: the user's own office
 * @office: (transfer full): its profile from now on
 * @error: return location
 *
 * Returns: whether it was written too; where not, it holds until the program ends
 */
gboolean
bt_own_office_set (BtOwnOffice *own, BtOffice *office, GError **error)
{
  g_autoptr (GFile) file = get_file (), folder = g_file_get_parent (file);
  g_autoptr (GBytes) bytes = NULL;

  g_return_val_if_fail (BT_IS_OWN_OFFICE (own), FALSE);
  g_return_val_if_fail (office != NULL, FALSE);

  bt_office_free (own->office);
  own->office = office;
  g_signal_emit (own, signals[CHANGED], 0);
  bytes = bt_office_write (office);
  g_mkdir_with_parents (g_file_peek_path (folder), 0700);

  return bt_store_write_file (bytes, file, NULL, NULL, error);
}

/**
 * bt_own_office_import:
 * @own: the user's own office
 * @file: a profile, from another computer
 * @error: return location
 *
 * Returns: whether it was read and is the own one from now on
 */
gboolean
bt_own_office_import (BtOwnOffice *own, GFile *file, GError **error)
{
  BtOffice *office;

  g_return_val_if_fail (BT_IS_OWN_OFFICE (own), FALSE);
  g_return_val_if_fail (G_IS_FILE (file), FALSE);

  office = load (file, error);
  return office && bt_own_office_set (own, office, error);
}

/**
 * bt_own_office_export:
 * @own: the user's own office
 * @file: where to, for another computer
 * @error: return location
 *
 * Returns: whether it was written
 */
gboolean
bt_own_office_export (BtOwnOffice *own, GFile *file, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;

  g_return_val_if_fail (BT_IS_OWN_OFFICE (own), FALSE);
  g_return_val_if_fail (G_IS_FILE (file), FALSE);

  bytes = bt_office_write (own->office);
  return bt_store_write_file (bytes, file, NULL, NULL, error);
}
