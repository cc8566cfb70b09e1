/* A place in the window for a widget that is made when it is first seen or asked for: a start does not wait for it. */

#include "bt-lazy-bin.h"

struct _BtLazyBin
{
  AdwBin parent_instance;

  char *content;
};

enum
{
  PROP_CONTENT = 1,
};

enum
{
  MADE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtLazyBin, bt_lazy_bin, ADW_TYPE_BIN)

static void
bt_lazy_bin_map (GtkWidget *widget)
{
  bt_lazy_bin_get (BT_LAZY_BIN (widget));
  GTK_WIDGET_CLASS (bt_lazy_bin_parent_class)->map (widget);
}

static void
bt_lazy_bin_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_CONTENT)
    g_value_set_string (value, BT_LAZY_BIN (object)->content);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
bt_lazy_bin_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_CONTENT)
    BT_LAZY_BIN (object)->content = g_value_dup_string (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
bt_lazy_bin_finalize (GObject *object)
{
  g_free (BT_LAZY_BIN (object)->content);
  G_OBJECT_CLASS (bt_lazy_bin_parent_class)->finalize (object);
}

static void
bt_lazy_bin_class_init (BtLazyBinClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = bt_lazy_bin_get_property;
  object_class->set_property = bt_lazy_bin_set_property;
  object_class->finalize = bt_lazy_bin_finalize;
  GTK_WIDGET_CLASS (klass)->map = bt_lazy_bin_map;

  /**
   * BtLazyBin:content: the name of the class of the widget that is made; a type in its place would have GTK set up the
   * class, and with it read its template, as soon as the bin is there
   */
  g_object_class_install_property (
      object_class, PROP_CONTENT,
      g_param_spec_string ("content", NULL, NULL, NULL,
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS));

  /* The widget is there: now it can be connected and told what it shows. */
  signals[MADE] = g_signal_new ("made", BT_TYPE_LAZY_BIN, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, GTK_TYPE_WIDGET);
}

static void
bt_lazy_bin_init (BtLazyBin *self)
{
}

/**
 * bt_lazy_bin_get:
 * @bin: a bin
 *
 * Returns: (transfer none): its widget, which is made where it is not there yet
 */
GtkWidget *
bt_lazy_bin_get (BtLazyBin *bin)
{
  GtkWidget *content;

  g_return_val_if_fail (BT_IS_LAZY_BIN (bin), NULL);

  content = bt_lazy_bin_peek (bin);
  if (content)
    return content;
  content = g_object_new (g_type_from_name (bin->content), NULL);
  adw_bin_set_child (ADW_BIN (bin), content);
  g_signal_emit (bin, signals[MADE], 0, content);
  return content;
}

/**
 * bt_lazy_bin_peek:
 * @bin: a bin
 *
 * Returns: (transfer none) (nullable): its widget, if it is there already
 */
GtkWidget *
bt_lazy_bin_peek (BtLazyBin *bin)
{
  g_return_val_if_fail (BT_IS_LAZY_BIN (bin), NULL);

  return adw_bin_get_child (ADW_BIN (bin));
}
