/* What attributes and their values are called in a document of the office: on a page with its changes, in a record of a
 * review. These are words of documents, not of the program: they are not translated. */
#include "bt-setting-words.h"

#include <string.h>

#include "bt-text.h"

typedef struct
{
  const char *name, *words;
} Words;

static const Words attributes[] = {
  { "format", "định dạng" },       { "heading", "kiểu đoạn" },
  { "role", "vai trò của cột" },   { "width", "độ rộng cột (mm)" },
  { "orientation", "hướng giấy" }, { "medium", "hình thức văn bản" },
  { "state", "trạng thái" },       { "label", "kiểu đánh số" },
};

static const Words values[] = {
  { "label=none", "không đánh số" },
  { "label=", "không đánh số" },
  { "label=part", "Phần I" },
  { "label=chapter", "Chương I" },
  { "label=roman", "I." },
  { "label=arabic", "1." },
  { "label=alpha", "a)" },
  { "label=dash", "gạch đầu dòng" },
  { "label=plus", "dấu cộng" },
  { "label=decimal", "1.1." },
  { "heading=yes", "tiêu đề" },
  { "heading=", "nội dung" },
  { "role=text", "chữ" },
  { "role=order", "số thứ tự" },
  { "role=content", "nội dung công việc" },
  { "role=product", "sản phẩm" },
  { "role=start", "bắt đầu" },
  { "role=finish", "hoàn thành" },
  { "role=time", "thời gian" },
  { "role=lead", "chủ trì" },
  { "role=support", "phối hợp" },
  { "role=note", "ghi chú" },
  { "role=", "chữ" },
  { "width=", "tự động" },
  { "orientation=auto", "tự chọn" },
  { "orientation=portrait", "dọc" },
  { "orientation=landscape", "ngang" },
  { "orientation=", "tự chọn" },
  { "medium=paper", "bản giấy" },
  { "medium=electronic", "bản điện tử" },
  { "state=draft", "dự thảo" },
  { "state=review", "đang rà soát" },
  { "state=issued", "đã ban hành" },
};

static const char *
find_words (const Words *words, guint n_words, const char *name)
{
  for (guint i = 0; i < n_words; i++)
    if (strcmp (words[i].name, name) == 0)
      return words[i].words;
  return NULL;
}

/* "đậm, nghiêng" for "bi". */
static char *
dup_format (const char *letters)
{
  static const struct
  {
    BtFormat format;
    const char *words;
  } formats[] = { { BT_FORMAT_BOLD, "đậm" },
                  { BT_FORMAT_ITALIC, "nghiêng" },
                  { BT_FORMAT_UNDERLINE, "gạch chân" } };
  BtFormat format = letters != NULL ? bt_format_from_letters (letters) : BT_FORMAT_NONE;
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (format & formats[i].format)
      g_string_append_printf (words, "%s%s", words->len > 0 ? ", " : "", formats[i].words);
  if (words->len == 0)
    g_string_append (words, "thường");
  return g_string_free (words, FALSE);
}

/**
 * bt_setting_get_name:
 * @name: of an attribute of a plan, or "format"
 *
 * Returns: (transfer none): what a document calls it: "hướng giấy"; @name where it has no words
 */
const char *
bt_setting_get_name (const char *name)
{
  const char *words;

  g_return_val_if_fail (name != NULL, NULL);

  words = find_words (attributes, G_N_ELEMENTS (attributes), name);
  return words != NULL ? words : name;
}

/**
 * bt_setting_dup_value:
 * @name: of an attribute of a plan, or "format"
 * @value: (nullable): its value
 *
 * Returns: (transfer full): what a document calls it: "ngang"
 */
char *
bt_setting_dup_value (const char *name, const char *value)
{
  g_autofree char *key = g_strconcat (name, "=", value != NULL ? value : "", NULL);
  const char *words = find_words (values, G_N_ELEMENTS (values), key);

  if (strcmp (name, "format") == 0)
    return dup_format (value);
  return g_strdup (words != NULL ? words : value != NULL ? value : "không có");
}
