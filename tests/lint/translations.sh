#!/bin/bash
# POTFILES names exactly the files with words for people, and vi.po has all of them in Vietnamese: nothing
# untranslated, nothing fuzzy, no format that does not fit.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

{
  ls data/*.desktop.in data/*.gschema.xml data/*.metainfo.xml.in
  grep -rlE '(^|[^A-Za-z0-9_])(_|N_|C_|NC_|Q_|ngettext|g_dngettext|g_dpgettext2) ?\("' --include='*.[ch]' src
  find ui -name '*.ui' -exec grep -l 'translatable="' {} +
} | sort -u > "$work/wanted"
grep -v '^#' po/POTFILES | sort -u | diff "$work/wanted" - || {
  echo 'po/POTFILES: "<" is missing there, ">" has no words or is gone'
  exit 1
}

ninja -C "$BUILD_ROOT" banthao-pot > "$work/log" 2>&1 || { cat "$work/log"; exit 1; }
while read -r language; do
  msgfmt --check --output-file=/dev/null "po/$language.po"
  msgmerge --quiet --no-fuzzy-matching "po/$language.po" po/banthao.pot > "$work/merged.po"
  msgattrib --untranslated "$work/merged.po" > "$work/missing"
  msgattrib --only-fuzzy "po/$language.po" >> "$work/missing"
  [ ! -s "$work/missing" ] || { cat "$work/missing"; echo "po/$language.po is not complete"; exit 1; }
  msgfmt --statistics --output-file=/dev/null "$work/merged.po"
done < po/LINGUAS
