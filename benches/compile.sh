#!/usr/bin/env bash
# rpuppet and real Puppet compile the same environments: benches/compile.sh [CASE…]
#
# Prints milliseconds for each case of cases.py, and how many times quicker rpuppet is. Both have compiled the environment before
# and keep what they read (the goal: 50 times); in the last column rpuppet reads all files anew all the same. Then how the time
# grows from 1,000 to 100,000 resources; the goal: 100,000 in a second and 1 GB.
# Needs python3; real Puppet comes from tests/oracle/setup.sh.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

ruby=${RPUPPET_CACHE:-$HOME/.cache/rpuppet}/oracle/ruby-8
facts=$PWD/tests/compile/facts/debian12.json
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

python3 benches/cases.py "$scratch"
cases=("${@:-$(ls "$scratch")}")
folders=()
for name in ${cases[@]}; do folders+=("$scratch/$name"); done

cargo bench --quiet --locked --bench compile -- "$facts" 10 "${folders[@]}" >"$scratch/ours"
"$ruby" benches/warm.rb "$facts" 3 "${folders[@]}" >"$scratch/theirs"
printf '%-24s %10s %10s %8s %12s %8s\n' 'milliseconds' rpuppet Puppet ratio 'rpuppet anew' ratio
paste "$scratch/ours" "$scratch/theirs" |
  awk -F '\t' '{ printf "%-24s %10.2f %10.1f %6.0f x %12.2f %6.0f x\n", $1, $3, $5, $5 / $3, $2, $5 / $2 }'

printf '\n%-24s %10s\n' resources milliseconds
for count in 1000 10000 100000; do
  mkdir -p "$scratch/notifies-$count/manifests"
  echo "Integer[1, $count].each |\$i| { notify { \"n\$i\": message => 'text' } }" >"$scratch/notifies-$count/manifests/site.pp"
  cargo bench --quiet --locked --bench compile -- "$facts" 3 "$scratch/notifies-$count" | awk -F '\t' -v count=$count '{ printf "%-24d %10.1f\n", count, $2 }'
done
