/* A quiet mark beside a field: what the check finds in it. */

#include "bt-finding-mark.h"

/* How a mark looks for what the check says. */
static const struct
{
  const char *icon, *style;
} looks[] = {
  [BT_UNDERLINE_HINT] = { "dialog-information-symbolic", "dim-label" },
  [BT_UNDERLINE_WARNING] = { "dialog-warning-symbolic", "warning" },
  [BT_UNDERLINE_ERROR] = { "dialog-error-symbolic", "error" },
};

/**
 * bt_finding_mark_new:
 *
 * Returns: (transfer floating): a mark that is not seen until there is something to say
 */
GtkWidget *
bt_finding_mark_new (void)
{
  GtkWidget *mark = gtk_image_new ();

  gtk_widget_set_visible (mark, FALSE);
  gtk_widget_set_valign (mark, GTK_ALIGN_CENTER);
  return mark;
}

static void
set_look (GtkWidget *mark, BtUnderlineKind kind)
{
  g_return_if_fail (kind < G_N_ELEMENTS (looks));

  gtk_image_set_from_icon_name (GTK_IMAGE (mark), looks[kind].icon);
  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    gtk_widget_remove_css_class (mark, looks[i].style);
  gtk_widget_add_css_class (mark, looks[kind].style);
}

/**
 * bt_finding_mark_show:
 * @mark: a mark
 * @underlines: (nullable): what was found in the plan
 * @node: the id of the field's node
 *
 * Shows the mark where something is wrong, with the words about it as its tooltip.
 */
void
bt_finding_mark_show (GtkWidget *mark, BtUnderlines *underlines, const char *node)
{
  BtUnderlineKind kind = BT_UNDERLINE_HINT;
  const char *words = underlines ? bt_underlines_get_words (underlines, node, &kind) : NULL;

  g_return_if_fail (GTK_IS_IMAGE (mark));

  gtk_widget_set_visible (mark, words != NULL);
  if (words)
    set_look (mark, kind);
  if (g_strcmp0 (gtk_widget_get_tooltip_text (mark), words) != 0)
    gtk_widget_set_tooltip_text (mark, words);
}
