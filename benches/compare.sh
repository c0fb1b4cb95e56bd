#!/usr/bin/env bash
# rpuppet and real Puppet side by side: benches/compare.sh [RPUPPET [PUPPET]]
#
# Compiles the Trove site, applies nothing, and shows the help (Puppet's own measure of its start), and prints the best CPU and
# wall time and the peak memory of the whole process, and how many times less rpuppet needs. The goals: 200 times less CPU to compile, in 20 ms and 40 MB; 10 ms and
# 15 MB to apply nothing. The second run of a deployment is measured by tests/deploy/run.
# Needs python3 and Debian's `time`; real Puppet comes from tests/oracle/setup.sh.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

rpuppet=$(realpath "${1:-${CARGO_TARGET_DIR:-target}/release/rpuppet}")
puppet=$(command -v "${2:-${RPUPPET_CACHE:-$HOME/.cache/rpuppet}/oracle/puppet-8}" || command -v puppet)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

site=(--manifest "$PWD/modules/trove/examples/site.pp" --modulepath "$PWD/modules" --certname trovehost)
facts=(--facts tests/compile/facts/debian12.json)
# Away from this machine's own Puppet: Debian's keeps some folders outside vardir.
apart=(--vardir "$scratch/var" --confdir "$scratch/conf" --ssldir "$scratch/ssl" --publicdir "$scratch/public")

# measure RUNS COMMAND…: CPU ms, wall ms, and the peak in MB of one more run (a child of Python inherits Python's peak).
measure() {
  local times
  times=$(python3 benches/measure.py "$@")
  env time --format %M --output "$scratch/peak" "${@:2}" >/dev/null 2>&1
  echo "$times $(awk '{ print $1 / 1024 }' "$scratch/peak")"
}

# compared WHAT: a table of rpuppet's and Puppet's measures, which are the two lines of its input.
compared() {
  awk -v what="$1" '
    { for (i = 1; i <= 3; i++) seen[NR, i] = $i }
    END {
      split("CPU ms,wall ms,peak MB", unit, ",")
      for (i = 1; i <= 3; i++) {
        ratio = seen[2, i] / (seen[1, i] > 0 ? seen[1, i] : 0.1)
        printf "%-24s %-8s %10.1f %10.1f %8.0f x\n", what, unit[i], seen[1, i], seen[2, i], ratio
      }
    }'
}

printf '%-24s %-8s %10s %10s %10s\n' '' '' rpuppet Puppet ratio
{
  measure 20 "$rpuppet" catalog compile "${site[@]}" "${facts[@]}"
  measure 3 "$puppet" catalog compile "${site[@]}" "${apart[@]}"
} | compared 'compile the Trove site'
{
  measure 20 "$rpuppet" apply -e ''
  measure 3 "$puppet" apply -e '' "${apart[@]}"
} | compared "apply -e ''"
{
  measure 20 "$rpuppet" help
  measure 3 "$puppet" help "${apart[@]}"
} | compared 'help'

if command -v hyperfine >/dev/null; then
  hyperfine --warmup 3 --shell none "$rpuppet catalog compile ${site[*]} ${facts[*]}" "$rpuppet apply -e ''" 2>/dev/null
fi
