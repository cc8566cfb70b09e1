/* Preloaded into gtk4-builder-tool, it lets it know libadwaita's types and ours: GTK asks GObject for a type by
 * name, and a type that was not used yet is found by its function, as GtkBuilder itself does it. Callbacks, which
 * our classes bind themselves, are taken as there: the program would say at its start if one were not. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <glib-object.h>
#include <gmodule.h>

typedef GType (*FromName) (const char *name);
typedef GType (*GetType) (void);
typedef gboolean (*FindSymbol) (GModule *module, const char *name, gpointer *symbol);

/* "AdwHeaderBar" becomes "adw_header_bar_get_type". */
static char *
function_of_type (const char *name)
{
  GString *function = g_string_new (NULL);

  for (const char *c = name; *c != '\0'; c++)
    {
      if (g_ascii_isupper (*c) && c > name)
        g_string_append_c (function, '_');
      g_string_append_c (function, g_ascii_tolower (*c));
    }
  g_string_append (function, "_get_type");
  return g_string_free (function, FALSE);
}

/* Takes the place of GObject's, which it asks first. */
GType
g_type_from_name (const char *name)
{
  FromName original = (FromName) dlsym (RTLD_NEXT, "g_type_from_name");
  GType type = original (name);
  g_autofree char *function = NULL;
  GetType get_type;

  if (type != G_TYPE_INVALID)
    return type;
  function = function_of_type (name);
  get_type = (GetType) dlsym (RTLD_DEFAULT, function);
  return get_type != NULL ? get_type () : G_TYPE_INVALID;
}

static void
bound_by_its_class_cb (void)
{
}

/* Likewise. */
gboolean
g_module_symbol (GModule *module, const char *name, gpointer *symbol)
{
  FindSymbol original = (FindSymbol) dlsym (RTLD_NEXT, "g_module_symbol");

  if (original (module, name, symbol))
    return TRUE;
  if (!g_str_has_suffix (name, "_cb"))
    return FALSE;
  *symbol = (gpointer) bound_by_its_class_cb;
  return TRUE;
}
