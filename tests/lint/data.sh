#!/bin/bash
# The files by which desktops know the program, as they are installed.
set -eu
app=org.banthao.BanThao
desktop-file-validate "$BUILD_ROOT/data/$app.desktop"
appstreamcli validate --no-net "$BUILD_ROOT/data/$app.metainfo.xml"
glib-compile-schemas --strict --dry-run data

# A file type that xdg tools can build a database of, and that finds our files by name and by content.
mime=$(mktemp -d)
trap 'rm -rf "$mime"' EXIT
mkdir "$mime/packages"
cp "data/$app.mime.xml" "$mime/packages/"
update-mime-database "$mime"
grep -q 'application/vnd.banthao.plan+xml:\*.kehoach' "$mime/globs"
grep -q 'urn:banthao:plan:1 plan application/vnd.banthao.plan+xml' "$mime/XMLnamespaces"

# Every file that the desktop file and the metainfo speak of is there.
for icon in "scalable/apps/$app.svg" "symbolic/apps/$app-symbolic.svg"; do
  test -s "data/icons/hicolor/$icon"
done
