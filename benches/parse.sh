#!/usr/bin/env bash
# Reading manifests: benches/parse.sh [RPUPPET]
#
# Over the public modules that Debian ships: how many MB a second rpuppet reads on one core (the goal: 100), and how much CPU time
# `parser validate` of all files takes, beside real Puppet (the goal: an eightieth).
# Needs python3; real Puppet and the modules come from tests/oracle/setup.sh.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

rpuppet=$(realpath "${1:-${CARGO_TARGET_DIR:-target}/release/rpuppet}")
oracle=${RPUPPET_CACHE:-$HOME/.cache/rpuppet}/oracle
# Those that real Puppet takes: one type of these modules has a key twice.
mapfile -t files < <(find "$oracle/modules/" -name '*.pp' | grep -v apache/types/oidcsettings.pp | sort)

read -r parsing checking < <(printf '%s\n' "${files[@]}" | cargo bench --quiet --locked --bench parse -- 20)
printf '%d files: %s MB/s to trees, %s MB/s with the rules checked\n' "${#files[@]}" "$parsing" "$checking"
{
  python3 benches/measure.py 10 "$rpuppet" parser validate "${files[@]}"
  python3 benches/measure.py 2 "$oracle/puppet-8" parser validate "${files[@]}"
} | awk '
    { cpu[NR] = $1; wall[NR] = $2 }
    END {
      printf "%-24s %10s %10s %10s\n", "parser validate, all", "rpuppet", "Puppet", "ratio"
      printf "%-24s %10.1f %10.1f %8.0f x\n", "CPU ms", cpu[1], cpu[2], cpu[2] / cpu[1]
      printf "%-24s %10.1f %10.1f %8.0f x\n", "wall ms", wall[1], wall[2], wall[2] / wall[1]
    }'
