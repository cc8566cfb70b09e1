#!/bin/bash
# The plans that we ship, by our own program: valid, as it would write them, and the sample plan is what the
# recogniser makes of the sample text today (ids apart, which are random).
set -u
cli=$BUILD_ROOT/src/cli/banthao-cli
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
status=0

wrong ()
{
  echo "$*"
  status=1
}

without_ids ()
{
  sed -E 's/ xml:id="[^"]*"//' "$1"
}

plans=0
while IFS= read -r -d '' plan; do
  plans=$((plans + 1))
  "$cli" validate "$plan" || wrong "$plan is not valid"
  "$cli" import "$plan" -o "$work/again.kehoach" && cmp "$plan" "$work/again.kehoach" \
    || wrong "$plan is not as the program writes it"
done < <(find data -name '*.kehoach' -print0)

"$cli" import data/samples/ke-hoach-mau.txt -o "$work/sample.kehoach" \
  && diff <(without_ids data/samples/ke-hoach-mau.kehoach) <(without_ids "$work/sample.kehoach") \
  || wrong 'data/samples/ke-hoach-mau.kehoach is no longer what the import of ke-hoach-mau.txt gives'

echo "$plans plans"
[ "$plans" -ge 3 ] || wrong 'plans are missing'
exit $status
