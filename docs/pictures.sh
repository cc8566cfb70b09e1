#!/bin/bash
# Makes the pictures of README.md anew, from the sample plan: docs/pictures.sh, after ./run has built.
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

home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
# shellcheck disable=SC2016 # the inner shell is to see what stands there
HOME=$home xvfb-run --auto-servernum --server-args='-screen 0 1366x768x24' dbus-run-session -- bash -c '
  openbox & sleep 1
  _build/src/app/banthao "$1" & sleep 5
  xdotool mousemove 110 175 click 1; sleep 2
  import -window root -trim docs/window.png
  kill %2 %1' pictures "$sample" 2> "$home/log" || { cat "$home/log"; exit 1; }
