#!/usr/bin/env bash
# rpuppet and real Puppet side by side: benches/compare.sh [RPUPPET [PUPPET]]
#
# Compiles the Trove site and applies nothing, each RUNS times, and prints the best CPU and wall time and the peak
# memory of the whole process, and how many times less rpuppet needs. The goals: 200 times less CPU to compile, 20 ms, 40 MB;
# 10 ms and 15 MB to apply nothing. The second run of a deployment is measured by tests/deploy/run.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

rpuppet=$(realpath "${1:-${CARGO_TARGET_DIR:-target}/release/rpuppet}")
puppet=$(command -v "${2:-${RPUPPET_CACHE:-$HOME/.cache/rpuppet}/oracle/puppet-8}" || command -v puppet)
site=modules/trove/examples/site.pp
facts=${FACTS:-tests/facts/debian-12.json}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# measure RUNS COMMAND…: "cpu_ms wall_ms peak_mb", the best of the runs.
measure() {
  python3 - "$@" <<'PY'
import os, subprocess, sys, time
runs, command = int(sys.argv[1]), sys.argv[2:]
best = None
for _ in range(runs):
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    said = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    if status:
        sys.exit(f"{' '.join(command)}\n{said.decode()}")
    seen = ((usage.ru_utime + usage.ru_stime) * 1e3, wall * 1e3, usage.ru_maxrss / 1024)
    best = seen if best is None else tuple(map(min, best, seen))
print("%.1f %.1f %.1f" % best)
PY
}

# compared NAME: reads the two measurements that follow it on standard input.
compared() {
  awk -v name="$1" '
    NR == 1 { for (i = 1; i <= 3; i++) ours[i] = $i }
    NR == 2 { for (i = 1; i <= 3; i++) theirs[i] = $i }
    END {
      split("CPU ms,wall ms,peak MB", unit, ",")
      for (i = 1; i <= 3; i++)
        printf "%-24s %-8s %10.1f %10.1f %8.0f x\n", name, unit[i], ours[i], theirs[i], theirs[i] / (ours[i] > 0 ? ours[i] : 0.1)
    }'
}

printf '%-24s %-8s %10s %10s %10s\n' '' '' rpuppet puppet ratio
{
  measure 20 "$rpuppet" catalog compile --manifest $site --modulepath modules --facts "$facts" --certname trovehost
  measure 2 "$puppet" catalog compile --manifest "$PWD/$site" --modulepath modules --certname trovehost --vardir "$scratch/var" --confdir "$scratch/conf"
} | compared 'compile the Trove site'
{
  measure 20 "$rpuppet" apply -e ''
  measure 2 "$puppet" apply -e '' --vardir "$scratch/var" --confdir "$scratch/conf"
} | compared "apply -e ''"

if command -v hyperfine >/dev/null; then
  hyperfine --warmup 3 --shell none "$rpuppet catalog compile --manifest $site --modulepath modules --facts $facts --certname trovehost" "$rpuppet apply -e ''"
fi
