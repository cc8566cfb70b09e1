#!/bin/bash
# The window's templates, by GTK's own judge, with libadwaita's types and ours known to it ($1).
set -u
status=0
files=0
while IFS= read -r -d '' file; do
  files=$((files + 1))
  LD_PRELOAD=$1 gtk4-builder-tool validate "$file" || { echo "$file"; status=1; }
done < <(find ui -name '*.ui' -print0)
echo "$files files"
[ "$files" -gt 0 ] && exit $status
