/* Pages of worked examples that are tests: each is a part of a plan, what is done to it, and what comes of that. */
#pragma once

#include "bt-plan.h"

G_BEGIN_DECLS

typedef struct _BtExamplePage BtExamplePage;

/* @part is the part of the plan that the example shows; @blocks ends with NULL. */
typedef struct
{
  const BtExamplePage *page;
  guint line;
  char *part;
  char **blocks;
} BtExample;

/* @blocks names what an example states, in this order, each in a fenced block, the first two "before" and "edit"; @run
 * says what comes of it, block by block. */
struct _BtExamplePage
{
  const char *file;
  const char *const *blocks;
  void (*run) (const BtExample *example, char **results);
};

BtPlan *bt_example_read (const BtExample *example) G_GNUC_WARN_UNUSED_RESULT;
BtPlan *bt_example_edit (const BtExample *example, BtPlan *before) G_GNUC_WARN_UNUSED_RESULT;
char *bt_example_write_part (const BtExample *example, BtPlan *plan) G_GNUC_WARN_UNUSED_RESULT;
int bt_example_page_main (const BtExamplePage *page, int argc, char **argv);

G_END_DECLS
