#!/bin/bash
# The window's templates, by GTK's own judge, with libadwaita's types and ours known to it ($1).
set -u
status=0
files=0

# validate PRELOADED FILE: the judge of GTK 4.8 now and then dies at its own end on a busy machine; that is no verdict.
validate ()
{
  local result
  for _ in 1 2 3; do
    LD_PRELOAD=$1 gtk4-builder-tool validate "$2"
    result=$?
    [ "$result" -ge 128 ] || return "$result"
  done
  return "$result"
}

while IFS= read -r -d '' file; do
  files=$((files + 1))
  validate "$1" "$file" || { echo "$file"; status=1; }
done < <(find ui -name '*.ui' -print0)
echo "$files files"
[ "$files" -gt 0 ] && exit $status
