/* Where the files that come with the program lie: profiles, schema, templates, samples. */
#include "bt-data.h"

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
  const char *folder = g_getenv (BT_DATA_ENVIRONMENT);

  g_return_val_if_fail (relative != NULL && !g_path_is_absolute (relative), NULL);

  return g_build_filename (folder != NULL && *folder != '\0' ? folder : BT_PKGDATADIR, relative, NULL);
}
