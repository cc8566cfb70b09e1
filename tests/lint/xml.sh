#!/bin/bash
# All XML is well formed; plans that we ship keep to the schema; nothing is fetched for it.
set -eu
mapfile -t -d '' files < <(find data ui src tests/lint po \( -name '*.xml' -o -name '*.xml.in' -o -name '*.ui' -o -name '*.svg' \
  -o -name '*.rng' -o -name '*.kehoach' \) -print0)
xmllint --nonet --noout "${files[@]}"
mapfile -t -d '' plans < <(find data -name '*.kehoach' -print0)
xmllint --nonet --noout --relaxng data/schema/banthao-plan.rng "${plans[@]}" 2>&1 | grep -v ' validates$' && exit 1
echo "${#files[@]} files, ${#plans[@]} plans"
