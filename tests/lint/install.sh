#!/bin/bash
# What `meson install` puts where: everything that the program and the desktop look for.
set -eu
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
meson install -C "$BUILD_ROOT" --no-rebuild --quiet --destdir "$root"
prefix=$root$(meson introspect "$BUILD_ROOT" --buildoptions \
  | python3 -c 'import json, sys; print(next(o["value"] for o in json.load(sys.stdin) if o["name"] == "prefix"))')

app=org.banthao.BanThao
missing=0
while read -r file; do
  test -s "$prefix/$file" || { echo "not installed: $file"; missing=1; }
done <<END
bin/banthao
bin/banthao-cli
share/applications/$app.desktop
share/metainfo/$app.metainfo.xml
share/glib-2.0/schemas/$app.gschema.xml
share/icons/hicolor/scalable/apps/$app.svg
share/icons/hicolor/symbolic/apps/$app-symbolic.svg
share/mime/packages/$app.xml
share/locale/vi/LC_MESSAGES/banthao.mo
$(find data/help data/profiles data/schema data/samples data/templates -type f | sed 's|^data/|share/banthao/|')
END
find "$root" -type f | wc -l
exit $missing
