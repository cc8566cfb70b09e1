/* Figures: how long a document of 300 pages, with 1,000 changes and 100 comments of ours and 1,000 edits of colleagues,
 * takes to come back as a version of its plan: as programs save it that keep our part, and others. */
#include <stdio.h>
#include <time.h>

#include "bt-docx-colleague.h"
#include "bt-docx-made.h"
#include "bt-docx-retag.h"
#include "bt-docx-stranger.h"
#include "bt-marked-plan.h"
#include "bt-resolve.h"
#include "bt-version.h"

#define N_EDITS 1000

/* The goal, as for any document that comes in. */
#define MAX_MS 2000

static const char *const programs[] = { "our part is lost", "names are lost", "all is lost", "as it was" };

/* Of the processor, so that what else the machine does is not counted; in milliseconds. */
static double
get_time (void)
{
  struct timespec time;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time);
  return time.tv_sec * 1000.0 + time.tv_nsec / 1e6;
}

/* Takes the document as a version; returns how long that took. */
static double
take (BtPlan *plan, BtPlan *original, GBytes *docx, const char *what)
{
  g_autoptr (GError) error = NULL;
  BtDocxFound found;
  double start = get_time (), read;
  g_autoptr (BtPlan) version =
      bt_docx_import_onto (docx, "bench", plan, bt_docx_made_get_profile (), original, NULL, &found, &error);
  g_assert_no_error (error);
  read = get_time ();
  g_autoptr (BtPlan) taken = bt_review_take_version (plan, version, "Nhận", "2026-11-30T08:00:00Z", &error);
  g_assert_no_error (error);
  printf ("%s: read in %.0f ms, taken in %.0f ms; %u paragraphs found by name, %u by words, %u not\n", what,
          read - start, get_time () - read, found.by_name, found.by_words, found.lost);
  return get_time () - start;
}

int
main (void)
{
  g_autoptr (BtPlan) plan = bt_marked_plan_new (), original = bt_review_view (plan, BT_VIEW_ORIGINAL);
  g_autoptr (GBytes) sent = bt_docx_made_new (plan);
  g_autoptr (GPtrArray) deeds = bt_docx_deeds_new ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  g_autoptr (GBytes) edited = bt_docx_colleague_edit (rand, sent, BT_DOCX_COLLEAGUE_PARTS, N_EDITS, deeds);
  double most = 0;

  for (BtDocxStranger stranger = 0; stranger <= BT_DOCX_N_STRANGERS; stranger++)
    {
      g_autoptr (GBytes) saved =
          stranger < BT_DOCX_N_STRANGERS ? bt_docx_stranger_save (edited, stranger) : g_bytes_ref (edited);
      double time = take (plan, original, saved, programs[stranger]);
      most = MAX (most, time);
    }
  if (most <= MAX_MS)
    return 0;
  printf ("A document takes too long: more than %d ms\n", MAX_MS);
  return 1;
}
