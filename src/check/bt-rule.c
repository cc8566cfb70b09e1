/* The table of all rules. */
#include "bt-rule.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const BtRule rules[] = {
  { "abbreviation-again", BT_FAMILY_ABBREVIATION, BT_SEVERITY_HINT, "practice",
    N_ ("Written in full after its abbreviation was defined") },
  { "abbreviation-late", BT_FAMILY_ABBREVIATION, BT_SEVERITY_HINT, "practice",
    N_ ("The abbreviation is defined only later") },
  { "abbreviation-twice", BT_FAMILY_ABBREVIATION, BT_SEVERITY_WARNING, "practice",
    N_ ("The abbreviation is defined twice") },
  { "abbreviation-undefined", BT_FAMILY_ABBREVIATION, BT_SEVERITY_HINT, "practice",
    N_ ("The abbreviation is not defined") },
  { "appendix-end", BT_FAMILY_APPENDIX, BT_SEVERITY_HINT, "I.III.1",
    N_ ("The appendix does not end with “./.”") },
  { "appendix-issuer", BT_FAMILY_APPENDIX, BT_SEVERITY_WARNING, "I.III.1.c",
    N_ ("The appendix’s note does not name the issuer in full") },
  { "appendix-note", BT_FAMILY_APPENDIX, BT_SEVERITY_ERROR, "I.III.1.c",
    N_ ("The appendix lacks the note that says to which plan it belongs") },
  { "appendix-note-blank", BT_FAMILY_APPENDIX, BT_SEVERITY_ERROR, "I.III.1.c",
    N_ ("On paper the note names number and date") },
  { "appendix-note-filled", BT_FAMILY_APPENDIX, BT_SEVERITY_ERROR, "I.III.1.c",
    N_ ("In an electronic document number and date stay blank in the note") },
  { "appendix-unmentioned", BT_FAMILY_APPENDIX, BT_SEVERITY_ERROR, "I.III.1",
    N_ ("The text does not point to the appendix") },
  { "basis-end", BT_FAMILY_PUNCTUATION, BT_SEVERITY_ERROR, "I.II.6.a",
    N_ ("Each basis ends with “;”, the last one with “.”") },
  { "capital-city", BT_FAMILY_CAPITAL, BT_SEVERITY_ERROR, "II.III.1.c",
    N_ ("This name always has its capital letters") },
  { "capital-kind", BT_FAMILY_CAPITAL, BT_SEVERITY_ERROR, "II.V.6",
    N_ ("The kind of a certain document has a capital letter") },
  { "capital-name", BT_FAMILY_NAME, BT_SEVERITY_WARNING, "II.IV.1", N_ ("The capitals of a name") },
  { "capital-noun", BT_FAMILY_CAPITAL, BT_SEVERITY_WARNING, "II.III.1.a",
    N_ ("What is counted has no capital letter") },
  { "capital-part", BT_FAMILY_CAPITAL, BT_SEVERITY_ERROR, "II.V.7",
    N_ ("Chapters, sections and articles that are cited have a capital letter") },
  { "capital-semicolon", BT_FAMILY_PUNCTUATION, BT_SEVERITY_WARNING, "II.I",
    N_ ("No capital letter after a semicolon") },
  { "capital-sentence", BT_FAMILY_PUNCTUATION, BT_SEVERITY_ERROR, "II.I",
    N_ ("A sentence begins with a capital letter") },
  { "capital-start", BT_FAMILY_PUNCTUATION, BT_SEVERITY_WARNING, "II.I",
    N_ ("A paragraph begins with a capital letter") },
  { "capital-title", BT_FAMILY_CAPITAL, BT_SEVERITY_WARNING, "II.V.3",
    N_ ("Only the first syllable of an office has a capital letter") },
  { "case-mixed", BT_FAMILY_CONSISTENCY, BT_SEVERITY_WARNING, "practice",
    N_ ("Written with other capitals elsewhere") },
  { "cell-end", BT_FAMILY_PUNCTUATION, BT_SEVERITY_HINT, "practice",
    N_ ("Other cells of the table have no full stop") },
  { "cite-comma", BT_FAMILY_CITATION, BT_SEVERITY_WARNING, "I.II.6.b",
    N_ ("No comma between number and date of a document") },
  { "cite-conflict", BT_FAMILY_CITATION, BT_SEVERITY_ERROR, "I.II.6.b",
    N_ ("The same document is cited otherwise elsewhere") },
  { "cite-future", BT_FAMILY_CITATION, BT_SEVERITY_WARNING, "practice",
    N_ ("The document cited is later than the plan") },
  { "cite-incomplete", BT_FAMILY_CITATION, BT_SEVERITY_WARNING, "I.II.6.b",
    N_ ("The first citation names kind, number, date, issuer and subject") },
  { "cite-kind", BT_FAMILY_CITATION, BT_SEVERITY_ERROR, "I.II.3",
    N_ ("Kind and sign of the document do not fit") },
  { "cite-number-word", BT_FAMILY_CITATION, BT_SEVERITY_WARNING, "I.II.6.b",
    N_ ("“số” stands before the number of a document") },
  { "cite-repeat", BT_FAMILY_CITATION, BT_SEVERITY_HINT, "I.II.6.b",
    N_ ("From the second time on kind and number suffice") },
  { "comma-before-and", BT_FAMILY_PUNCTUATION, BT_SEVERITY_HINT, "practice",
    N_ ("A comma before “và” that is not needed") },
  { "confusion", BT_FAMILY_SPELLING, BT_SEVERITY_ERROR, "practice", N_ ("Confused words") },
  { "dash-mixed", BT_FAMILY_CONSISTENCY, BT_SEVERITY_HINT, "practice",
    N_ ("Written with another dash elsewhere") },
  { "date-extra-zero", BT_FAMILY_CITATION, BT_SEVERITY_ERROR, "I.II.4",
    N_ ("Months 3 to 9 have no zero in front") },
  { "date-zero", BT_FAMILY_CITATION, BT_SEVERITY_ERROR, "I.II.4",
    N_ ("Days below 10 and the months 1 and 2 have a zero in front") },
  { "deadline-order", BT_FAMILY_PERIOD, BT_SEVERITY_ERROR, "practice",
    N_ ("It ends before it begins") },
  { "deadline-outside", BT_FAMILY_PERIOD, BT_SEVERITY_WARNING, "practice",
    N_ ("The time lies outside the plan’s period") },
  { "duty-no-recipient", BT_FAMILY_DUTY, BT_SEVERITY_HINT, "practice",
    N_ ("A unit with duties is not among the recipients") },
  { "duty-no-row", BT_FAMILY_DUTY, BT_SEVERITY_HINT, "practice",
    N_ ("A unit with duties leads no row of the appendix") },
  { "duty-row-only", BT_FAMILY_DUTY, BT_SEVERITY_HINT, "practice",
    N_ ("A unit that leads a row has no duties in the text") },
  { "duty-two-leads", BT_FAMILY_DUTY, BT_SEVERITY_HINT, "practice",
    N_ ("Two units lead the same matter") },
  { "end-mark", BT_FAMILY_PUNCTUATION, BT_SEVERITY_HINT, "practice",
    N_ ("The text of a plan ends with “./.”") },
  { "end-missing", BT_FAMILY_PUNCTUATION, BT_SEVERITY_WARNING, "practice",
    N_ ("The mark at the end is missing") },
  { "header-agency", BT_FAMILY_HEADER, BT_SEVERITY_ERROR, "I.II.2",
    N_ ("The body that issues the plan is missing from its header") },
  { "header-blank", BT_FAMILY_HEADER, BT_SEVERITY_ERROR, "I.II.3",
    N_ ("An issued plan has number, place and date") },
  { "header-number", BT_FAMILY_HEADER, BT_SEVERITY_ERROR, "I.II.3",
    N_ ("The number is in Arabic digits, with a zero in front below 10") },
  { "header-place", BT_FAMILY_HEADER, BT_SEVERITY_WARNING, "I.II.4",
    N_ ("The place is the name of the unit without “phường” or “xã”") },
  { "header-subject", BT_FAMILY_HEADER, BT_SEVERITY_WARNING, "I.II.5",
    N_ ("A subject is short and has no mark at its end") },
  { "header-symbol", BT_FAMILY_HEADER, BT_SEVERITY_ERROR, "I.II.3",
    N_ ("The sign is kind and agency with a hyphen, without spaces") },
  { "heading-colon", BT_FAMILY_PUNCTUATION, BT_SEVERITY_HINT, "practice",
    N_ ("A heading has no mark at its end") },
  { "level-abolished", BT_FAMILY_NAME, BT_SEVERITY_WARNING, "practice",
    N_ ("A level or an office that is no longer there") },
  { "list-end", BT_FAMILY_PUNCTUATION, BT_SEVERITY_WARNING, "practice",
    N_ ("The items of a list end differently") },
  { "lower-part", BT_FAMILY_CAPITAL, BT_SEVERITY_ERROR, "II.V.7",
    N_ ("“khoản” and “điểm” that are cited have small letters") },
  { "mark-double", BT_FAMILY_PUNCTUATION, BT_SEVERITY_ERROR, "practice",
    N_ ("Two marks in a row") },
  { "mark-pair", BT_FAMILY_PUNCTUATION, BT_SEVERITY_WARNING, "practice",
    N_ ("A bracket or a quotation mark without its twin") },
  { "number-zero", BT_FAMILY_CITATION, BT_SEVERITY_ERROR, "I.II.3",
    N_ ("Numbers below 10 have a zero in front") },
  { "opening-cut", BT_FAMILY_SENTENCE, BT_SEVERITY_WARNING, "practice",
    N_ ("An opening with “Thực hiện” or “Căn cứ” is no sentence of its own") },
  { "paragraph-similar", BT_FAMILY_STRUCTURE, BT_SEVERITY_HINT, "practice",
    N_ ("Almost the same paragraph stands elsewhere") },
  { "period-mixed", BT_FAMILY_PERIOD, BT_SEVERITY_HINT, "practice",
    N_ ("Another period than in the plan’s title") },
  { "recipient-end", BT_FAMILY_RECIPIENT, BT_SEVERITY_ERROR, "I.II.9",
    N_ ("Each recipient ends with “;”, the last one with “.”") },
  { "recipient-filing", BT_FAMILY_RECIPIENT, BT_SEVERITY_ERROR, "I.II.9",
    N_ ("The last recipient is “Lưu: VT, …”") },
  { "recipient-issuer", BT_FAMILY_RECIPIENT, BT_SEVERITY_HINT, "practice",
    N_ ("Who issued the document that is carried out is not among the recipients") },
  { "section-missing", BT_FAMILY_STRUCTURE, BT_SEVERITY_HINT, "practice",
    N_ ("A section that plans usually have is missing") },
  { "section-order", BT_FAMILY_STRUCTURE, BT_SEVERITY_HINT, "practice",
    N_ ("Who carries the plan out stands last") },
  { "section-single", BT_FAMILY_STRUCTURE, BT_SEVERITY_HINT, "practice",
    N_ ("A number without a second one") },
  { "sentence-cut", BT_FAMILY_SENTENCE, BT_SEVERITY_ERROR, "practice",
    N_ ("The sentence breaks off") },
  { "signature-authority", BT_FAMILY_SIGNATURE, BT_SEVERITY_WARNING, "I.II.7",
    N_ ("A plan of the committee is signed on its behalf") },
  { "signature-blank", BT_FAMILY_SIGNATURE, BT_SEVERITY_ERROR, "I.II.7",
    N_ ("The signature block lacks office or name") },
  { "signature-form", BT_FAMILY_SIGNATURE, BT_SEVERITY_ERROR, "I.II.7",
    N_ ("The abbreviation of the authority has a full stop and a space") },
  { "signature-name", BT_FAMILY_SIGNATURE, BT_SEVERITY_ERROR, "I.II.7.c",
    N_ ("No title or degree before the name of the signer") },
  { "space-after-mark", BT_FAMILY_SPACING, BT_SEVERITY_ERROR, "practice",
    N_ ("A space is missing after the mark") },
  { "space-after-open", BT_FAMILY_SPACING, BT_SEVERITY_ERROR, "practice",
    N_ ("No space after the opening mark") },
  { "space-before-mark", BT_FAMILY_SPACING, BT_SEVERITY_ERROR, "practice",
    N_ ("No space before the mark") },
  { "space-before-open", BT_FAMILY_SPACING, BT_SEVERITY_WARNING, "practice",
    N_ ("A space is missing before the bracket") },
  { "space-double", BT_FAMILY_SPACING, BT_SEVERITY_WARNING, "practice",
    N_ ("More than one space") },
  { "space-edge", BT_FAMILY_SPACING, BT_SEVERITY_HINT, "practice",
    N_ ("A space at the edge of the paragraph") },
  { "space-ellipsis", BT_FAMILY_SPACING, BT_SEVERITY_WARNING, "practice",
    N_ ("A space is missing after the dots") },
  { "space-sign", BT_FAMILY_SPACING, BT_SEVERITY_ERROR, "I.II.3",
    N_ ("No space in the number and sign of a document") },
  { "syllable-impossible", BT_FAMILY_SPELLING, BT_SEVERITY_ERROR, "practice",
    N_ ("There is no such syllable in Vietnamese") },
  { "term-old", BT_FAMILY_NAME, BT_SEVERITY_WARNING, "practice",
    N_ ("A term that is no longer in use") },
  { "text-damaged", BT_FAMILY_SPELLING, BT_SEVERITY_ERROR, "practice",
    N_ ("The text has lost its marks; its words are not checked") },
  { "tone-mixed", BT_FAMILY_CONSISTENCY, BT_SEVERITY_HINT, "practice",
    N_ ("The tone mark stands on another letter elsewhere") },
  { "typed-label", BT_FAMILY_NUMBERING, BT_SEVERITY_WARNING, "practice",
    N_ ("A number was typed; the program numbers by itself") },
  { "variant-mixed", BT_FAMILY_CONSISTENCY, BT_SEVERITY_HINT, "practice",
    N_ ("Written otherwise elsewhere") },
  { "word-double", BT_FAMILY_SPELLING, BT_SEVERITY_ERROR, "practice",
    N_ ("A syllable stands twice") },
  { "word-missing", BT_FAMILY_SENTENCE, BT_SEVERITY_WARNING, "practice", N_ ("A word is missing") },
};

static const char *const severity_names[BT_N_SEVERITIES] = { "hint", "warning", "error" };

static const struct
{
  const char *name;
  const char *title;
} families[BT_N_FAMILIES] = {
  [BT_FAMILY_NUMBERING] = { "numbering", N_ ("Numbering") },
  [BT_FAMILY_PUNCTUATION] = { "punctuation", N_ ("Punctuation") },
  [BT_FAMILY_SPACING] = { "spacing", N_ ("Spaces") },
  [BT_FAMILY_SPELLING] = { "spelling", N_ ("Spelling") },
  [BT_FAMILY_SENTENCE] = { "sentence", N_ ("Sentences") },
  [BT_FAMILY_ABBREVIATION] = { "abbreviation", N_ ("Abbreviations") },
  [BT_FAMILY_CITATION] = { "citation", N_ ("Citations") },
  [BT_FAMILY_NAME] = { "name", N_ ("Names") },
  [BT_FAMILY_CAPITAL] = { "capital", N_ ("Capital letters") },
  [BT_FAMILY_CONSISTENCY] = { "consistency", N_ ("One way of writing") },
  [BT_FAMILY_PERIOD] = { "period", N_ ("Times") },
  [BT_FAMILY_HEADER] = { "header", N_ ("Header") },
  [BT_FAMILY_SIGNATURE] = { "signature", N_ ("Signature") },
  [BT_FAMILY_RECIPIENT] = { "recipient", N_ ("Recipients") },
  [BT_FAMILY_APPENDIX] = { "appendix", N_ ("Appendices") },
  [BT_FAMILY_STRUCTURE] = { "structure", N_ ("Structure") },
  [BT_FAMILY_DUTY] = { "duty", N_ ("Duties") },
};

/**
 * bt_rule_get_all:
 * @n_rules: (out): how many there are
 *
 * Returns: (transfer none): all rules, by name
 */
const BtRule *
bt_rule_get_all (guint *n_rules)
{
  *n_rules = G_N_ELEMENTS (rules);
  return rules;
}

static int
compare_names (const void *name, const void *rule)
{
  return strcmp (name, ((const BtRule *) rule)->name);
}

/**
 * bt_rule_find:
 * @name: a rule's name
 *
 * Returns: (transfer none) (nullable): the rule, %NULL where there is none of this name
 */
const BtRule *
bt_rule_find (const char *name)
{
  return bsearch (name, rules, G_N_ELEMENTS (rules), sizeof rules[0], compare_names);
}

/**
 * bt_severity_get_name:
 * @severity: how much a finding weighs
 *
 * Returns: (transfer none): "hint", "warning" or "error"
 */
const char *
bt_severity_get_name (BtSeverity severity)
{
  return severity_names[severity];
}

/**
 * bt_family_get_name:
 * @family: a kind of rules
 *
 * Returns: (transfer none): its name, as files and commands have it
 */
const char *
bt_family_get_name (BtFamily family)
{
  return families[family].name;
}

/**
 * bt_family_get_title:
 * @family: a kind of rules
 *
 * Returns: (transfer none): its name in the user's language
 */
const char *
bt_family_get_title (BtFamily family)
{
  return _ (families[family].title);
}
