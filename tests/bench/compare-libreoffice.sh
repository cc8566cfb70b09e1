#!/bin/sh
# Our way to a PDF beside LibreOffice's, on the same words: time of whole processes and peak memory.
# Usage: tests/bench/compare-libreoffice.sh [BUILD_FOLDER [RUNS [RUNS_OF_THE_LARGE_PLAN]]]
# Says so and does nothing where LibreOffice Writer is not installed.
set -eu

top=$(cd "$(dirname "$0")/../.." && pwd)
build=$(cd "${1:-$top/_build}" && pwd)
runs=${2:-5}
large_runs=${3:-1}
cli=$build/src/cli/banthao-cli
bench=$top/tests/bench
BANTHAO_DATADIR=$top/data
export BANTHAO_DATADIR

if ! command -v soffice >/dev/null; then
  echo 'LibreOffice (soffice) is not installed: nothing to compare with'
  exit 0
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
cd "$work"

# A profile of its own, so that nobody's open LibreOffice takes the work over; the first run fills it.
office="soffice -env:UserInstallation=file://$work/office --headless --convert-to pdf"

"$cli" import "$top/data/samples/ke-hoach-mau.txt" -o sample.kehoach
"$build/tests/tools/make-plan" large.kehoach 34 26 2000
for name in sample large; do
  "$cli" show --format=json $name.kehoach > $name.json
  python3 "$bench/make-docx.py" $name.json office-$name.docx
done
$office office-sample.docx >/dev/null 2>&1

compare () {
  # NAME RUNS OUR_COMMAND WANTED_RATIO
  python3 "$bench/measure.py" "$2" "ours=$3" "office=$office office-$1.docx 2>/dev/null" > "$1.tsv"
  awk -v name="$1" -v wanted="$4" -v pages="$(pdfinfo "$1.pdf" | awk '/^Pages:/ { print $2 }')" \
      -v office_pages="$(pdfinfo "office-$1.pdf" | awk '/^Pages:/ { print $2 }')" '
    { time[$1] = $2; memory[$1] = $3 }
    END {
      ratio = time["office"] / time["ours"]
      printf "%s: ours %.3f s (%d pages, %.0f pages/s, %d MiB), LibreOffice %.3f s (%d pages, %d MiB): ", \
             name, time["ours"], pages, pages / time["ours"], memory["ours"], \
             time["office"], office_pages, memory["office"]
      printf "1/%.1f of the time (wanted: 1/%d), memory %.2f of it\n", \
             ratio, wanted, memory["ours"] / memory["office"]
      exit !(ratio >= wanted && memory["ours"] < memory["office"])
    }' "$1.tsv" || failed=yes
}

failed=no
compare sample "$runs" "$cli export $top/data/samples/ke-hoach-mau.txt -o sample.pdf" 15
compare large "$large_runs" "$cli export large.kehoach -o large.pdf" 10
[ $failed = no ]
