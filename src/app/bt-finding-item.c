/* One card of the check panel: a finding, with what a person reads of it. */

#include "bt-finding-item.h"

G_DEFINE_FINAL_TYPE (BtFindingItem, bt_finding_item, G_TYPE_OBJECT)

static void
bt_finding_item_finalize (GObject *object)
{
  BtFindingItem *self = BT_FINDING_ITEM (object);

  g_clear_pointer (&self->finding, bt_finding_free);
  g_free (self->place);
  g_free (self->before);
  g_free (self->after);
  g_free (self->reason);
  G_OBJECT_CLASS (bt_finding_item_parent_class)->finalize (object);
}

static void
bt_finding_item_class_init (BtFindingItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bt_finding_item_finalize;
}

static void
bt_finding_item_init (BtFindingItem *self)
{
}

/**
 * bt_finding_item_new:
 * @finding: a finding, which is copied
 *
 * Returns: (transfer full): a card that does not say yet where it is
 */
BtFindingItem *
bt_finding_item_new (const BtFinding *finding)
{
  BtFindingItem *item;

  g_return_val_if_fail (finding != NULL, NULL);

  item = g_object_new (BT_TYPE_FINDING_ITEM, NULL);
  item->finding = bt_finding_copy (finding);
  return item;
}

/**
 * bt_finding_item_equal:
 * @a: (type BtFindingItem): a card
 * @b: (type BtFindingItem): a card
 *
 * Returns: whether both say the same
 */
gboolean
bt_finding_item_equal (gconstpointer a, gconstpointer b)
{
  const BtFindingItem *one = a, *other = b;
  const BtFinding *x = one->finding, *y = other->finding;

  return x->rule == y->rule && x->node == y->node && x->start == y->start && x->end == y->end
         && x->aside == y->aside && one->part == other->part
         && g_strcmp0 (x->quote, y->quote) == 0 && g_strcmp0 (x->message, y->message) == 0
         && g_strcmp0 (x->fix, y->fix) == 0 && g_strcmp0 (one->place, other->place) == 0
         && g_strcmp0 (one->before, other->before) == 0 && g_strcmp0 (one->after, other->after) == 0
         && g_strcmp0 (one->reason, other->reason) == 0;
}
