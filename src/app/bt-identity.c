/* Who works at this computer: the name that changes, comments and decisions bear. */

#include "bt-identity.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "bt-line-dialog.h"

static char *
dup_setting (GSettings *settings, const char *key)
{
  return g_strstrip (g_settings_get_string (settings, key));
}

/* What the account says; "" where it says nothing of a person. */
static const char *
get_account_name (void)
{
  const char *name = g_get_real_name ();

  return strcmp (name, "Unknown") != 0 ? name : g_get_user_name ();
}

/**
 * bt_identity_is_known:
 * @settings: the settings of the application
 *
 * Returns: whether somebody has said who works here
 */
gboolean
bt_identity_is_known (GSettings *settings)
{
  g_autofree char *name = NULL;

  g_return_val_if_fail (G_IS_SETTINGS (settings), FALSE);

  name = dup_setting (settings, "author-name");
  return *name != '\0';
}

/**
 * bt_identity_dup_author:
 * @settings: the settings of the application
 *
 * Returns: (transfer full): "Trần Bình (Phó Chủ tịch)": name and office, as changes bear them; the name of the account
 *   where nobody has said another
 */
char *
bt_identity_dup_author (GSettings *settings)
{
  g_autofree char *name = NULL, *role = NULL;

  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  name = dup_setting (settings, "author-name");
  role = dup_setting (settings, "author-role");
  if (*name == '\0')
    return g_strdup (get_account_name ());
  return *role != '\0' ? g_strdup_printf ("%s (%s)", name, role) : g_steal_pointer (&name);
}

static void
response_cb (AdwMessageDialog *dialog, const char *response, GSettings *settings)
{
  g_autofree char *name = bt_line_dialog_dup (dialog, 0), *role = bt_line_dialog_dup (dialog, 1);

  if (!g_str_equal (response, "ok"))
    return;
  g_settings_set_string (settings, "author-role", role);
  g_settings_set_string (settings, "author-name", name);
}

/**
 * bt_identity_ask:
 * @parent: the window over which it is asked
 * @settings: where the answer goes
 *
 * Asks who works here. Whoever does not answer goes on by the name of the account.
 */
void
bt_identity_ask (GtkWindow *parent, GSettings *settings)
{
  AdwMessageDialog *dialog;
  g_autofree char *role = NULL;

  g_return_if_fail (GTK_IS_WINDOW (parent));
  g_return_if_fail (G_IS_SETTINGS (settings));

  role = dup_setting (settings, "author-role");
  dialog = bt_line_dialog_new (parent, _ ("Who Works at This Computer?"),
                               _ ("This plan is under review: what you change, say and decide will bear "
                                  "your name. You can change it later in the preferences."),
                               _ ("_Use This Name"));
  bt_line_dialog_add (dialog, _ ("First and Last Name"), get_account_name ());
  bt_line_dialog_add (dialog, _ ("Office or Unit"), role);
  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), settings, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}
