#!/usr/bin/env bash
# Where puppet-lint and `rpuppet check` differ: tests/lint/compare.sh [FOLDER]
# PUPPET_LINT: a folder with puppet-lint's lib; PLUGINS: folders with plugins' lib, parted by colons; RPUPPET: the program.
set -euo pipefail

folder=${1:-$HOME/.cache/rpuppet-oracle/modules}
rpuppet=$(command -v "${RPUPPET:-rpuppet}")
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cd "$folder"
find . -name '*.pp' -type f | sort >"$work/files"
ruby "$here/findings.rb" "$work/files" >"$work/theirs" 2>"$work/time"
start=$(date +%s%N)
xargs -d '\n' "$rpuppet" check --no-config --all-checks --ignore-paths= --format json <"$work/files" >"$work/ours.json" || [[ $? -eq 123 ]] # some file has findings
end=$(date +%s%N)
python3 - "$work/ours.json" >"$work/ours" <<'PYTHON'
import json, sys
decoder, text, at = json.JSONDecoder(), open(sys.argv[1]).read(), 0
while at < len(text.rstrip()):
    document, at = decoder.raw_decode(text, at)
    while at < len(text) and text[at].isspace():
        at += 1
    for finding in (finding for file in document for finding in file):
        if finding["check"].lower() == finding["check"]:
            print(finding["path"], finding["line"], finding["check"], sep="\t")
PYTHON
sort -u -o "$work/theirs" "$work/theirs"
sort -u -o "$work/ours" "$work/ours"
echo "equal: $(comm -12 "$work/theirs" "$work/ours" | wc -l)"
for side in 23:puppet-lint 13:rpuppet; do
  echo "only ${side#*:}:"
  comm "-${side%%:*}" "$work/theirs" "$work/ours" | cut -f 3 | sort | uniq -c | sort -rn
done
[[ -z ${VERBOSE:-} ]] || diff "$work/theirs" "$work/ours" || true
echo "puppet-lint: $(tail -n 1 "$work/time") CPU seconds; rpuppet: $(((end - start) / 1000000)) ms"
