/* Rule sets: finding one by its name, and the figures it holds. */
#include "bt-profile-private.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "bt-data.h"
#include "bt-error.h"
#include "bt-profile-resource.h"

const char *const bt_style_names[BT_N_STYLES] = {
  [BT_STYLE_MOTTO] = "motto",
  [BT_STYLE_SUBMOTTO] = "submotto",
  [BT_STYLE_PARENT] = "parent",
  [BT_STYLE_AGENCY] = "agency",
  [BT_STYLE_NUMBER] = "number",
  [BT_STYLE_PLACE_DATE] = "place-date",
  [BT_STYLE_URGENCY] = "urgency",
  [BT_STYLE_DRAFT] = "draft",
  [BT_STYLE_TYPE] = "type",
  [BT_STYLE_SUBJECT] = "subject",
  [BT_STYLE_BASIS] = "basis",
  [BT_STYLE_BODY] = "body",
  [BT_STYLE_PART_NUMBER] = "part-number",
  [BT_STYLE_PART_TITLE] = "part-title",
  [BT_STYLE_SECTION_HEADING] = "section-heading",
  [BT_STYLE_ARTICLE_HEADING] = "article-heading",
  [BT_STYLE_POINT_HEADING] = "point-heading",
  [BT_STYLE_AUTHORITY] = "authority",
  [BT_STYLE_OFFICE] = "office",
  [BT_STYLE_SIGNER] = "signer",
  [BT_STYLE_RECIPIENTS_TITLE] = "recipients-title",
  [BT_STYLE_RECIPIENT] = "recipient",
  [BT_STYLE_APPENDIX_NUMBER] = "appendix-number",
  [BT_STYLE_APPENDIX_TITLE] = "appendix-title",
  [BT_STYLE_APPENDIX_NOTE] = "appendix-note",
  [BT_STYLE_TABLE_HEADING] = "table-heading",
  [BT_STYLE_TABLE_GROUP] = "table-group",
  [BT_STYLE_TABLE_TEXT] = "table-text",
  [BT_STYLE_TABLE_CENTERED] = "table-centered",
  [BT_STYLE_PAGE_NUMBER] = "page-number",
  [BT_STYLE_GHOST] = "ghost",
  [BT_STYLE_TABLE_SIGN] = "table-sign",
  [BT_STYLE_LEGEND] = "legend",
  [BT_STYLE_NOTES_TITLE] = "notes-title",
  [BT_STYLE_NOTE_HEAD] = "note-head",
  [BT_STYLE_NOTE] = "note",
};

const char *const bt_figure_names[BT_N_FIGURES] = {
  [BT_FIGURE_PAPER_WIDTH] = "paper-width",
  [BT_FIGURE_PAPER_HEIGHT] = "paper-height",
  [BT_FIGURE_MARGIN_TOP] = "margin-top",
  [BT_FIGURE_MARGIN_BOTTOM] = "margin-bottom",
  [BT_FIGURE_MARGIN_LEFT] = "margin-left",
  [BT_FIGURE_MARGIN_RIGHT] = "margin-right",
  [BT_FIGURE_PAGE_NUMBER_TOP] = "page-number-top",
  [BT_FIGURE_HEADER_RIGHT_WIDTH] = "header-right-width",
  [BT_FIGURE_HEADER_COLUMN_GAP] = "header-column-gap",
  [BT_FIGURE_HEADER_NUMBER_GAP] = "header-number-gap",
  [BT_FIGURE_HEADER_GAP] = "header-gap",
  [BT_FIGURE_RULE_GAP] = "rule-gap",
  [BT_FIGURE_RULE_THICKNESS] = "rule-thickness",
  [BT_FIGURE_TITLE_GAP] = "title-gap",
  [BT_FIGURE_DRAFT_PADDING] = "draft-padding",
  [BT_FIGURE_INDENT] = "first-line-indent",
  [BT_FIGURE_PARAGRAPH_SPACE] = "paragraph-space",
  [BT_FIGURE_SIGNATURE_GAP] = "signature-gap",
  [BT_FIGURE_SIGNATURE_BEFORE] = "signature-before",
  [BT_FIGURE_RECIPIENTS_WIDTH] = "recipients-width",
  [BT_FIGURE_TABLE_BORDER] = "table-border",
  [BT_FIGURE_TABLE_PADDING_X] = "table-padding-x",
  [BT_FIGURE_TABLE_PADDING_Y] = "table-padding-y",
  [BT_FIGURE_TABLE_BEFORE] = "table-before",
  [BT_FIGURE_TABLE_AFTER] = "table-after",
  [BT_FIGURE_TABLE_COLUMN_MIN] = "table-column-min",
  [BT_FIGURE_BAR_GAP] = "bar-gap",
  [BT_FIGURE_BAR_THICKNESS] = "bar-thickness",
  [BT_FIGURE_SIGN_GAP] = "sign-gap",
  [BT_FIGURE_LEGEND_GAP] = "legend-gap",
};

const char *const bt_ratio_names[BT_N_RATIOS] = {
  [BT_RATIO_SUBMOTTO_RULE] = "submotto-rule", [BT_RATIO_AGENCY_RULE] = "agency-rule",
  [BT_RATIO_SUBJECT_RULE] = "subject-rule",   [BT_RATIO_APPENDIX_RULE] = "appendix-rule",
  [BT_RATIO_LINE_SPACING] = "line-spacing",   [BT_RATIO_NOTE_SIZE] = "note-size",
  [BT_RATIO_NOTE_RISE] = "note-rise",
};

const char *const bt_words_names[BT_N_WORDS] = {
  [BT_WORDS_MOTTO] = "motto",
  [BT_WORDS_SUBMOTTO] = "submotto",
  [BT_WORDS_NUMBER] = "number",
  [BT_WORDS_NUMBER_BLANK] = "number-blank",
  [BT_WORDS_DATE_BLANK] = "date-blank",
  [BT_WORDS_TYPE] = "type",
  [BT_WORDS_SYMBOL] = "symbol",
  [BT_WORDS_DRAFT] = "draft",
  [BT_WORDS_RECIPIENTS] = "recipients",
  [BT_WORDS_APPENDIX_NOTE] = "appendix-note",
  [BT_WORDS_APPENDIX_NOTE_SHORT] = "appendix-note-short",
  [BT_WORDS_MOVED_TO] = "moved-to",
  [BT_WORDS_LEGEND] = "legend",
  [BT_WORDS_LEGEND_NOTES] = "legend-notes",
  [BT_WORDS_LEGEND_AUTHORS] = "legend-authors",
  [BT_WORDS_NOTES] = "notes",
  [BT_WORDS_RESOLVED] = "resolved",
  [BT_WORDS_DETACHED] = "detached",
};

/* The profile that is built in. */
static GBytes *
read_resource (const char *name, char **path)
{
  g_autofree char *file = g_strdup_printf ("/org/banthao/profiles/%s.xml", name);
  GBytes *bytes =
      g_resource_lookup_data (bt_profile_get_resource (), file, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  if (bytes != NULL)
    *path = g_steal_pointer (&file);
  return bytes;
}

static GBytes *
find_profile (const char *name, char **path, GError **error)
{
  g_autofree char *relative = g_strdup_printf ("profiles/%s.xml", name);
  g_autofree char *file = bt_data_find (relative);
  g_autoptr (GError) local_error = NULL;
  GBytes *bytes;
  char *data;
  gsize length;

  if (g_file_get_contents (file, &data, &length, &local_error))
    {
      *path = g_steal_pointer (&file);
      return g_bytes_new_take (data, length);
    }
  if (!g_error_matches (local_error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    {
      g_set_error (error, BT_ERROR, BT_ERROR_IO, "%s: %s", file, local_error->message);
      return NULL;
    }
  bytes = read_resource (name, path);
  if (bytes == NULL)
    g_set_error (error, BT_ERROR, BT_ERROR_USAGE,
                 _ ("There is no rule set “%s”; choose another one in the plan’s properties"),
                 name);
  return bytes;
}

static gboolean
is_profile_name (const char *name)
{
  return *name != '\0' && strspn (name, "abcdefghijklmnopqrstuvwxyz0123456789-") == strlen (name);
}

/**
 * bt_profile_load:
 * @name: (nullable): the rule set's name, "nd30-2020"; %NULL for the default
 * @error: where to report what is wrong
 *
 * Looks among the data files (bt_data_find()), then for what is built in.
 *
 * Returns: (transfer full): the rule set, or %NULL where there is none of this name or the file is not right
 */
BtProfile *
bt_profile_load (const char *name, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *path = NULL;

  if (name == NULL)
    name = BT_PROFILE_DEFAULT;
  if (!is_profile_name (name))
    {
      g_set_error (error, BT_ERROR, BT_ERROR_USAGE, _ ("“%s” is no name of a rule set"), name);
      return NULL;
    }
  bytes = find_profile (name, &path, error);
  return bytes != NULL ? bt_profile_parse (bytes, path, error) : NULL;
}

/** bt_profile_ref: Returns: (transfer full): @profile */
BtProfile *
bt_profile_ref (BtProfile *profile)
{
  g_return_val_if_fail (profile != NULL, NULL);

  g_atomic_int_inc (&profile->ref_count);
  return profile;
}

/** bt_profile_unref: lets go of @profile; the last one frees it */
void
bt_profile_unref (BtProfile *profile)
{
  g_return_if_fail (profile != NULL);

  if (!g_atomic_int_dec_and_test (&profile->ref_count))
    return;
  for (guint i = 0; i < BT_N_WORDS; i++)
    g_free (profile->words[i]);
  g_array_unref (profile->marks);
  g_array_unref (profile->author_colors);
  g_free (profile->name);
  g_free (profile->font);
  g_free (profile);
}

/** bt_profile_get_name: Returns: the name by which bt_profile_load() finds it */
const char *
bt_profile_get_name (const BtProfile *profile)
{
  g_return_val_if_fail (profile != NULL, NULL);

  return profile->name;
}

/** bt_profile_get_font: Returns: the family of every text (I.4: Times New Roman) */
const char *
bt_profile_get_font (const BtProfile *profile)
{
  g_return_val_if_fail (profile != NULL, NULL);

  return profile->font;
}

/** bt_profile_get_style: Returns: how the element is printed; lives as long as @profile */
const BtStyle *
bt_profile_get_style (const BtProfile *profile, BtStyleId style)
{
  g_return_val_if_fail (profile != NULL && style < BT_N_STYLES, NULL);

  return &profile->styles[style];
}

/** bt_profile_get_length: Returns: the length to use */
BtLength
bt_profile_get_length (const BtProfile *profile, BtFigure figure)
{
  g_return_val_if_fail (profile != NULL && figure < BT_N_FIGURES, 0);

  return profile->ranges[figure].value;
}

/** bt_profile_get_range: Returns: the length with what the decree allows; lives as long as @profile */
const BtRange *
bt_profile_get_range (const BtProfile *profile, BtFigure figure)
{
  g_return_val_if_fail (profile != NULL && figure < BT_N_FIGURES, NULL);

  return &profile->ranges[figure];
}

/** bt_profile_get_ratio: Returns: the ratio to use */
double
bt_profile_get_ratio (const BtProfile *profile, BtRatio ratio)
{
  g_return_val_if_fail (profile != NULL && ratio < BT_N_RATIOS, 0);

  return profile->ratios[ratio].value;
}

/** bt_profile_get_ratio_range: Returns: the ratio with what the decree allows; lives as long as @profile */
const BtRatioRange *
bt_profile_get_ratio_range (const BtProfile *profile, BtRatio ratio)
{
  g_return_val_if_fail (profile != NULL && ratio < BT_N_RATIOS, NULL);

  return &profile->ratios[ratio];
}

/** bt_profile_get_words: Returns: words printed just as they are; live as long as @profile */
const char *
bt_profile_get_words (const BtProfile *profile, BtWords words)
{
  g_return_val_if_fail (profile != NULL && words < BT_N_WORDS, NULL);

  return profile->words[words];
}

/** bt_profile_get_n_author_colors: Returns: how many colours there are for the authors of changes, at least one */
guint
bt_profile_get_n_author_colors (const BtProfile *profile)
{
  g_return_val_if_fail (profile != NULL, 0);

  return profile->author_colors->len;
}

/** bt_profile_get_author_color: Returns: the colour at a place of the palette, 0xRRGGBB, to be printed on white */
guint32
bt_profile_get_author_color (const BtProfile *profile, guint index)
{
  g_return_val_if_fail (profile != NULL && index < profile->author_colors->len, 0);

  return g_array_index (profile->author_colors, guint32, index);
}

/**
 * bt_profile_find_mark:
 * @words: of a mark with a frame of its own size, "KHẨN"
 * @width: (out): of its frame
 * @height: (out): of its frame
 *
 * Returns: whether the decree gives the mark a size
 */
gboolean
bt_profile_find_mark (const BtProfile *profile, const char *words, BtLength *width,
                      BtLength *height)
{
  g_return_val_if_fail (profile != NULL && words != NULL && width != NULL && height != NULL, FALSE);

  for (guint i = 0; i < profile->marks->len; i++)
    {
      const BtMarkSize *mark = &g_array_index (profile->marks, BtMarkSize, i);

      if (strcmp (mark->words, words) != 0)
        continue;
      *width = mark->width;
      *height = mark->height;
      return TRUE;
    }
  return FALSE;
}
