/* banthao: the editor with a window. */

#include "bt-application.h"
#include "bt-data.h"

int
main (int argc, char **argv)
{
  g_autoptr (BtApplication) application = NULL;

  bt_data_init_locale ();
  g_set_prgname (BT_APP_ID);
  application = bt_application_new ();

  return g_application_run (G_APPLICATION (application), argc, argv);
}
