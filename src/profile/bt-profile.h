/* A rule set: every figure of the decree (page, styles, spacing, words), read from data/profiles. */
#pragma once

#include <glib.h>

#include "bt-unit.h"

G_BEGIN_DECLS

typedef struct _BtProfile BtProfile;

/* The rule set a plan has where it names none. */
#define BT_PROFILE_DEFAULT "nd30-2020"

/* The elements of a plan as the decree's table "mẫu chữ và chi tiết trình bày" lists them, and what it leaves open. */
typedef enum
{
  BT_STYLE_MOTTO,            /* quốc hiệu */
  BT_STYLE_SUBMOTTO,         /* tiêu ngữ */
  BT_STYLE_PARENT,           /* cơ quan chủ quản trực tiếp */
  BT_STYLE_AGENCY,           /* cơ quan ban hành */
  BT_STYLE_NUMBER,           /* số, ký hiệu */
  BT_STYLE_PLACE_DATE,       /* địa danh, thời gian */
  BT_STYLE_URGENCY,          /* dấu chỉ độ khẩn */
  BT_STYLE_DRAFT,            /* DỰ THẢO */
  BT_STYLE_TYPE,             /* tên loại */
  BT_STYLE_SUBJECT,          /* trích yếu */
  BT_STYLE_BASIS,            /* căn cứ */
  BT_STYLE_BODY,             /* nội dung */
  BT_STYLE_PART_NUMBER,      /* "Phần I", "Chương I" */
  BT_STYLE_PART_TITLE,       /* its title on the line below */
  BT_STYLE_SECTION_HEADING,  /* "I. TIÊU ĐỀ" */
  BT_STYLE_ARTICLE_HEADING,  /* "1. Tiêu đề" */
  BT_STYLE_POINT_HEADING,    /* a), -, + with a title: what the decree does not know */
  BT_STYLE_AUTHORITY,        /* quyền hạn: "KT. CHỦ TỊCH" */
  BT_STYLE_OFFICE,           /* chức vụ */
  BT_STYLE_SIGNER,           /* họ tên */
  BT_STYLE_RECIPIENTS_TITLE, /* "Nơi nhận:" */
  BT_STYLE_RECIPIENT,
  BT_STYLE_APPENDIX_NUMBER, /* "Phụ lục I" */
  BT_STYLE_APPENDIX_TITLE,
  BT_STYLE_APPENDIX_NOTE, /* "(Kèm theo …)" */
  BT_STYLE_TABLE_HEADING,
  BT_STYLE_TABLE_GROUP,    /* a row over the whole width */
  BT_STYLE_TABLE_TEXT,     /* a cell of running text */
  BT_STYLE_TABLE_CENTERED, /* a cell of a number, a date, a name of a product */
  BT_STYLE_PAGE_NUMBER,
  BT_STYLE_GHOST,       /* where something stood that was moved away */
  BT_STYLE_TABLE_SIGN,  /* a sign at a table's edge: a row or a column is new, deleted, moved */
  BT_STYLE_LEGEND,      /* what the signs of changes mean, at the foot of the first page */
  BT_STYLE_NOTES_TITLE, /* of the notes behind the plan */
  BT_STYLE_NOTE_HEAD,   /* of a note: its number, who, when, about what */
  BT_STYLE_NOTE,        /* the words of a comment */
  BT_N_STYLES
} BtStyleId;

typedef enum
{
  BT_ALIGN_LEFT,
  BT_ALIGN_CENTER,
  BT_ALIGN_JUSTIFY,
  BT_ALIGN_BALANCE, /* centred, the lines about equally long */
  BT_N_ALIGNS
} BtAlign;

/**
 * BtStyle:
 * @id: which element it is for
 * @clause: the decree's clause, "practice" where the decree is silent
 * @size: of the font
 * @size_min, @size_max: what the decree allows
 * @bold, @italic: weight and slant
 * @upper: whether the text is printed in upper case, however it was typed
 * @align: of the lines
 * @indent: of the first line
 * @before, @after: space above and below the paragraph; between two paragraphs the larger of both
 * @line_spacing: in lines, 1.0 is single
 * @color: 0xRRGGBB, 0 is black
 */
typedef struct
{
  BtStyleId id;
  const char *clause;
  BtLength size, size_min, size_max;
  gboolean bold, italic, upper;
  BtAlign align;
  BtLength indent, before, after;
  double line_spacing;
  guint32 color;
} BtStyle;

/* Lengths that belong to no single style. */
typedef enum
{
  BT_FIGURE_PAPER_WIDTH,
  BT_FIGURE_PAPER_HEIGHT,
  BT_FIGURE_MARGIN_TOP,
  BT_FIGURE_MARGIN_BOTTOM,
  BT_FIGURE_MARGIN_LEFT,
  BT_FIGURE_MARGIN_RIGHT,
  BT_FIGURE_PAGE_NUMBER_TOP,    /* from the paper's edge to the page number's line */
  BT_FIGURE_HEADER_RIGHT_WIDTH, /* column of the quốc hiệu */
  BT_FIGURE_HEADER_COLUMN_GAP,  /* between the two columns */
  BT_FIGURE_HEADER_NUMBER_GAP,  /* from the rules down to số, ký hiệu */
  BT_FIGURE_HEADER_GAP,         /* from số, ký hiệu down to the tên loại */
  BT_FIGURE_RULE_GAP,           /* from a line of text to the rule below it */
  BT_FIGURE_RULE_THICKNESS,
  BT_FIGURE_TITLE_GAP,        /* from the rule below the trích yếu to the text */
  BT_FIGURE_DRAFT_PADDING,    /* between DỰ THẢO or an urgency mark and its frame */
  BT_FIGURE_INDENT,           /* of a first line; a style's own stands in the style */
  BT_FIGURE_PARAGRAPH_SPACE,  /* likewise */
  BT_FIGURE_SIGNATURE_GAP,    /* room for the signature and the seal */
  BT_FIGURE_SIGNATURE_BEFORE, /* from the text to the signature */
  BT_FIGURE_RECIPIENTS_WIDTH, /* column of the nơi nhận */
  BT_FIGURE_TABLE_BORDER,
  BT_FIGURE_TABLE_PADDING_X,
  BT_FIGURE_TABLE_PADDING_Y,
  BT_FIGURE_TABLE_BEFORE,
  BT_FIGURE_TABLE_AFTER,
  BT_FIGURE_TABLE_COLUMN_MIN, /* no column of a table is narrower, padding included */
  BT_FIGURE_BAR_GAP,          /* from the bar at a changed line to the text's edge */
  BT_FIGURE_BAR_THICKNESS,
  BT_FIGURE_SIGN_GAP,   /* from a sign at a table's edge to the table */
  BT_FIGURE_LEGEND_GAP, /* from the text to the legend at the foot of the page, and below it */
  BT_N_FIGURES
} BtFigure;

/* A length with what the decree allows. */
typedef struct
{
  BtLength value, min, max;
  const char *clause;
} BtRange;

/* Parts of a whole: the rules' lengths as parts of the line of text above them. */
typedef enum
{
  BT_RATIO_SUBMOTTO_RULE,
  BT_RATIO_AGENCY_RULE,
  BT_RATIO_SUBJECT_RULE,
  BT_RATIO_APPENDIX_RULE,
  BT_RATIO_LINE_SPACING, /* of the body; a style's own stands in the style */
  BT_RATIO_NOTE_SIZE,    /* of a note's number in the text, as a part of the text's size */
  BT_RATIO_NOTE_RISE,    /* how far it is raised, likewise */
  BT_N_RATIOS
} BtRatio;

typedef struct
{
  double value, min, max;
  const char *clause;
} BtRatioRange;

/* Words that are printed just as the decree gives them. */
typedef enum
{
  BT_WORDS_MOTTO,
  BT_WORDS_SUBMOTTO,
  BT_WORDS_NUMBER,       /* "Số:" */
  BT_WORDS_NUMBER_BLANK, /* room for a number that is not given yet */
  BT_WORDS_DATE_BLANK,   /* room for a part of a date */
  BT_WORDS_TYPE,         /* tên loại of a plan: "KẾ HOẠCH" */
  BT_WORDS_SYMBOL,       /* its sign where none is given */
  BT_WORDS_DRAFT,
  BT_WORDS_RECIPIENTS, /* "Nơi nhận:" */
  BT_WORDS_APPENDIX_NOTE, /* of an appendix without its own; %1 tên loại, %2 số, ký hiệu, %3 date, %4 issuer */
  BT_WORDS_APPENDIX_NOTE_SHORT, /* the same where no issuer is given */
  BT_WORDS_MOVED_TO,      /* in the old place of what was moved; %1 what it is, %2 where it stands */
  BT_WORDS_LEGEND,        /* what underlines, strikes and bars mean */
  BT_WORDS_LEGEND_NOTES,  /* where the notes are that numbers in the text point to */
  BT_WORDS_LEGEND_AUTHORS, /* before the authors' names, each in its colour */
  BT_WORDS_NOTES,         /* the heading of the notes */
  BT_WORDS_RESOLVED,      /* of a comment: it is settled */
  BT_WORDS_DETACHED,      /* of a comment: what it was about is gone */
  BT_N_WORDS
} BtWords;

BtProfile *bt_profile_load (const char *name, GError **error) G_GNUC_WARN_UNUSED_RESULT;
BtProfile *bt_profile_parse (GBytes *bytes, const char *file_name,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
BtProfile *bt_profile_ref (BtProfile *profile);
void bt_profile_unref (BtProfile *profile);

const char *bt_profile_get_name (const BtProfile *profile);
const char *bt_profile_get_font (const BtProfile *profile);
const BtStyle *bt_profile_get_style (const BtProfile *profile, BtStyleId style);
BtLength bt_profile_get_length (const BtProfile *profile, BtFigure figure);
const BtRange *bt_profile_get_range (const BtProfile *profile, BtFigure figure);
double bt_profile_get_ratio (const BtProfile *profile, BtRatio ratio);
const BtRatioRange *bt_profile_get_ratio_range (const BtProfile *profile, BtRatio ratio);
const char *bt_profile_get_words (const BtProfile *profile, BtWords words);
guint bt_profile_get_n_author_colors (const BtProfile *profile);
guint32 bt_profile_get_author_color (const BtProfile *profile, guint index);
gboolean bt_profile_find_mark (const BtProfile *profile, const char *words, BtLength *width,
                               BtLength *height);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtProfile, bt_profile_unref)

G_END_DECLS
