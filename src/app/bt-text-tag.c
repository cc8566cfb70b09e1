/* A text tag that a screen reader can ask for its colours.
 *
 * GTK 4.8 reads "foreground" and "background" of a tag as GdkRGBA when a reader asks for the attributes of a run, but
 * these properties of GtkTextTag are strings that cannot be read, and the program ends. Here they can. */

#include "bt-text-tag.h"

struct _BtTextTag
{
  GtkTextTag parent_instance;
};

enum
{
  PROP_FOREGROUND = 1,
  PROP_BACKGROUND,
};

G_DEFINE_FINAL_TYPE (BtTextTag, bt_text_tag, GTK_TYPE_TEXT_TAG)

static const char *
rgba_name (guint id)
{
  return id == PROP_FOREGROUND ? "foreground-rgba" : "background-rgba";
}

static void
bt_text_tag_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_object_get_property (object, rgba_name (id), value);
}

static void
bt_text_tag_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  g_object_set_property (object, rgba_name (id), value);
}

static void
bt_text_tag_class_init (BtTextTagClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = bt_text_tag_get_property;
  object_class->set_property = bt_text_tag_set_property;
  g_object_class_install_property (
      object_class, PROP_FOREGROUND,
      g_param_spec_boxed ("foreground", NULL, NULL, GDK_TYPE_RGBA, flags));
  g_object_class_install_property (
      object_class, PROP_BACKGROUND,
      g_param_spec_boxed ("background", NULL, NULL, GDK_TYPE_RGBA, flags));
}

static void
bt_text_tag_init (BtTextTag *self)
{
}

/**
 * bt_text_tag_new:
 * @name: its name in the tag table
 *
 * Set its colours by "foreground-rgba" and "background-rgba" only.
 *
 * Returns: (transfer full): a tag
 */
GtkTextTag *
bt_text_tag_new (const char *name)
{
  g_return_val_if_fail (name != NULL, NULL);

  return g_object_new (BT_TYPE_TEXT_TAG, "name", name, NULL);
}
