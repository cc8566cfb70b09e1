/* The menus of the window's bar. What stands in them is read, and becomes widgets, when one is first opened: each item
 * of a menu that nobody sees would follow its action and its key from the start. */

#include "bt-window-private.h"

static void
create_menu (GtkMenuButton *button, gpointer name)
{
  g_autoptr (GtkBuilder) builder = NULL;

  if (gtk_menu_button_get_menu_model (button))
    return;
  builder = gtk_builder_new_from_resource ("/org/banthao/BanThao/bt-window-menus.ui");
  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (gtk_builder_get_object (builder, name)));
}

/* Says to the buttons which menu each of them opens. */
void
bt_window_init_menus (BtWindow *self)
{
  gtk_menu_button_set_create_popup_func (self->main_menu, create_menu, (gpointer) "primary_menu", NULL);
  gtk_menu_button_set_create_popup_func (self->view_menu, create_menu, (gpointer) "view_menu", NULL);
  gtk_menu_button_set_create_popup_func (self->paragraph_menu, create_menu, (gpointer) "paragraph_menu", NULL);
}
