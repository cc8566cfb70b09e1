/* Whatever stands in a word list: it is refused in one line that names the file, or a plan can be checked and spelled
 * with it. Each input is taken for each of the lists of an office in turn; those of the program are empty here. */
#include <glib/gstdio.h>
#include <string.h>

#include "bt-check-words.h"
#include "bt-check.h"
#include "bt-data.h"
#include "bt-speller.h"
#include "bt-text-import.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static const char *const lists[] = {
  "patterns.txt", "confusions.txt", "words.txt",   "pairs.txt",   "names.txt",         "variants.txt",
  "abolished.txt", "endings.txt",   "doubles.txt", "persons.txt", "abbreviations.txt",
};

#define LONG_INPUT 4096

static const char text[] = "KẾ HOẠCH\nTuyên truyền năm 2026\nI. MỤC ĐÍCH\n- Bổ xung tài liệu, bảo đảm TTHC của\n"
                           "- Đảm bảo  tiến độ ; theo kế hoạch số 5/KH-UBND.\n";

/* Where the lists lie: empty ones of the program, and a folder of the office. */
typedef struct
{
  char *own;
  BtProfile *profile;
  BtPlan *plan;
} World;

static void
write_file (const char *folder, const char *name, const void *data, gsize size)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents_full (path, data, size, G_FILE_SET_CONTENTS_NONE, 0600, &error);
  g_assert_no_error (error);
}

static BtPlan *
import_text (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BtReport) report = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  BtPlan *plan = bt_text_import (bytes, "fuzz", &report, &error);

  g_assert_no_error (error);
  return plan;
}

static const World *
get_world (void)
{
  static World world;

  if (world.own != NULL)
    return &world;
  g_autoptr (GError) error = NULL;
  world.profile = bt_profile_load (NULL, &error);
  g_assert_no_error (error);
  world.plan = import_text ();
  g_autofree char *folder = g_dir_make_tmp ("banthao-fuzz-XXXXXX", &error);
  g_assert_no_error (error);
  g_autofree char *check = g_build_filename (folder, "check", NULL);
  world.own = g_build_filename (folder, "own", NULL);
  g_assert_cmpint (g_mkdir (check, 0700) | g_mkdir (world.own, 0700), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    write_file (check, lists[i], "", 0);
  g_setenv (BT_DATA_ENVIRONMENT, folder, TRUE);
  return &world;
}

static void
check_with (const World *world)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BtCheckWords) words = bt_check_words_load (world->own, &error);

  if (words == NULL)
    {
      g_assert_nonnull (error);
      g_assert_null (strchr (error->message, '\n'));
      g_assert_nonnull (strstr (error->message, world->own));
      return;
    }
  g_autoptr (BtCheck) check = bt_check_new (world->plan, world->profile, words, NULL, NULL);
  g_assert_nonnull (check);
}

static void
spell_with (const char *path)
{
  g_autoptr (BtSpeller) speller = bt_speller_new (path);
  bt_speller_knows (speller, "ngày", strlen ("ngày"));
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  const World *world = get_world ();

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      /* Each of our own lists is long, and is taken for one only. */
      if (size > LONG_INPUT && size % G_N_ELEMENTS (lists) != i)
        continue;
      g_autofree char *path = g_build_filename (world->own, lists[i], NULL);
      write_file (world->own, lists[i], data, size);
      check_with (world);
      if (strcmp (lists[i], "words.txt") == 0)
        spell_with (path);
      g_unlink (path);
    }
  return 0;
}
