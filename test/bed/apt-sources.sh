#!/bin/bash
# Prints the package archives that this machine's apt is set up with, one a line, in the order in which apt
# reads them: the URI, and behind a tab what signs it as `signed-by` takes it (empty: any key that apt
# trusts). Both of apt's notations are read: one line a source (*.list) and deb822 (*.sources); see
# sources.list(5). Left out are sources of source packages, disabled ones, those without a component `main`,
# and media.
set -euo pipefail

one_line() {
  sed 's/#.*//' "$1" | tr -d '\r' | awk '
    $1 == "deb" {
      signed = ""
      if (match($0, /^[ \t]*deb[ \t]+\[[^]]*\]/)) {
        options = substr($0, RSTART, RLENGTH - 1)
        rest = substr($0, RSTART + RLENGTH)
        sub(/^[^[]*\[/, "", options)
        count = split(options, option, /[ \t]+/)
        for (i = 1; i <= count; i++)
          if (tolower(option[i]) ~ /^signed-by=/) signed = substr(option[i], 11)
        $0 = "deb " rest
      }
      for (i = 4; i <= NF; i++) if ($i == "main") { print $2 "\t" signed; break }
    }'
}

# A key may stand in the source itself (Signed-By with further lines): it is not taken over.
deb822() {
  tr -d '\r' <"$1" | awk '
    function give(   uri, i, count) {
      if (types ~ / deb / && components ~ / main / && enabled !~ /^(no|false|without|off|disable)$/) {
        count = split(uris, uri, /[ \t]+/)
        for (i = 1; i <= count; i++) if (uri[i] != "") print uri[i] "\t" signed
      }
      types = uris = components = enabled = signed = field = ""
    }
    /^#/ { next }
    /^[ \t]*$/ { give(); next }
    /^[ \t]/ { value = $0; add(value); next }
    { field = tolower($0); sub(/[ \t]*:.*/, "", field); value = $0; sub(/^[^:]*:/, "", value); add(value) }
    function add(value) {
      gsub(/[ \t]+/, " ", value)
      if (field == "types") types = types " " value " "
      else if (field == "uris") uris = uris " " value
      else if (field == "components") components = components " " value " "
      else if (field == "enabled") { gsub(/ /, "", value); enabled = tolower(value) }
      else if (field == "signed-by") signed = signed value
    }
    END { give() }' |
    awk -F '\t' '{
      signed = $2; sub(/^ +/, "", signed); sub(/ +$/, "", signed); gsub(/ +/, ",", signed)
      if (signed ~ /BEGIN/) signed = ""
      print $1 "\t" signed
    }'
}

eval "$(apt-config shell list Dir::Etc::sourcelist/f parts Dir::Etc::sourceparts/d)"
for file in "${list:-}" "${parts:-/nonexistent}"/*; do
  [ -f "$file" ] || continue
  case $file in
    *.list) one_line "$file" ;;
    *.sources) deb822 "$file" ;;
  esac
done | grep -v '^cdrom:' | awk '!seen[$0]++' || true
