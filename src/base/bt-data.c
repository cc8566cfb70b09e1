/* Where the files that come with the program lie: profiles, schema, templates, samples. */
#include "bt-data.h"

#include <libintl.h>
#include <locale.h>

static const char *
folder_or (const char *variable, const char *installed)
{
  const char *folder = g_getenv (variable);

  return folder != NULL && *folder != '\0' ? folder : installed;
}

/**
 * bt_data_find:
 * @relative: a path as in the source tree's data folder, such as "profiles/nd30-2020.xml"
 *
 * The environment variable BANTHAO_DATADIR goes before the place where the program was installed, so that
 * it runs from the build folder, and tests never read another version's files. Whether the file is
 * there is for the caller to find out by opening it: the message is better there.
 *
 * Returns: (transfer full) (type filename): the full path
 */
char *
bt_data_find (const char *relative)
{
  g_return_val_if_fail (relative != NULL && !g_path_is_absolute (relative), NULL);

  return g_build_filename (folder_or (BT_DATA_ENVIRONMENT, BT_PKGDATADIR), relative, NULL);
}

/**
 * bt_data_init_locale:
 *
 * Takes the user's locale and finds the translations; the first thing that a program's main() does.
 * BANTHAO_LOCALEDIR goes before the place where the translations were installed.
 */
void
bt_data_init_locale (void)
{
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, folder_or (BT_DATA_LOCALE_ENVIRONMENT, BT_LOCALEDIR));
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}
