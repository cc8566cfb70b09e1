#!/bin/bash
# All XML is well formed; the schema is one; the plans that we ship keep to it. Nothing is fetched for that.
set -eu
schema=data/schema/banthao-plan-1.rng
mapfile -t -d '' files < <(find data ui src tests/lint \( -name '*.xml' -o -name '*.xml.in' -o -name '*.ui' \
  -o -name '*.svg' -o -name '*.rng' -o -name '*.kehoach' \) -print0)
xmllint --nonet --noout "${files[@]}"

mapfile -t -d '' plans < <(find data -name '*.kehoach' -print0)
xmllint --nonet --noout --relaxng "$schema" "${plans[@]}" 2>&1 | grep -v ' validates$' && exit 1
echo "${#files[@]} files, ${#plans[@]} plans"
