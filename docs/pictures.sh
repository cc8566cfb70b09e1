#!/bin/bash
# Makes the pictures of README.md and of the AppStream file anew, from the sample plan: docs/pictures.sh, after ./run has built.
# Needs xvfb, dbus, openbox, xdotool, imagemagick and poppler-utils.
set -eu
cd "$(dirname "$0")/.."
export BANTHAO_DATADIR=$PWD/data BANTHAO_LOCALEDIR=$PWD/_build/po GSETTINGS_SCHEMA_DIR=$PWD/_build/data
export XDG_DATA_DIRS=$PWD/data:/usr/local/share:/usr/share GSETTINGS_BACKEND=memory GSK_RENDERER=cairo
export LC_ALL=C.UTF-8 LANGUAGE=vi
sample=data/samples/ke-hoach-mau.kehoach
cli=_build/src/cli/banthao-cli

# The first page, and the first of the appendix, which is the one before the last.
"$cli" export "$sample" -o docs/page-1.png --page=1 --dpi=72
pages=$("$cli" export "$sample" --format=pdf -o - | pdfinfo - | sed -n 's/^Pages: *//p')
"$cli" export "$sample" -o docs/page-appendix.png --page=$((pages - 1)) --dpi=72

# The window: shot NAME LANGUAGE SCHEME WIDTH, as it opens.
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
shot() {
  # shellcheck disable=SC2016 # the inner shell is to see what stands there
  HOME=$home LANGUAGE=$2 ADW_DEBUG_COLOR_SCHEME=$3 xvfb-run --auto-servernum \
    --server-args='-screen 0 1366x768x24' dbus-run-session -- bash -c '
    openbox & sleep 1
    _build/src/app/banthao "$2" & sleep 6
    window=$(xdotool getactivewindow)
    if [ "$3" -lt 1366 ]; then
      # Columns and buttons fold away on the way: a window gets narrower in steps.
      xdotool windowsize "$window" 990 700; sleep 2
      xdotool windowsize "$window" "$3" 700; sleep 2
    fi
    import -window "$window" "docs/$1.png"
    kill %2 %1' pictures "$1" "$sample" "$4" 2> "$home/log" || { cat "$home/log"; exit 1; }
  rm -rf "$home/.local/state"
}
shot window vi default 1366
shot window-dark vi prefer-dark 1366
shot window-narrow vi default 690
shot window-en en default 1366
