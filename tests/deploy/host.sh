#!/usr/bin/env bash
# A test host: a Debian 12 root in its own mount, process, network, IPC and name spaces, with the loopback as its only network.
#
#   host.sh start NAME [LAYER]     LAYER: base (default) | packages | puppet, as made by root.sh
#   host.sh run NAME COMMAND…      as root, with a clean environment
#   host.sh put NAME SOURCE TARGET copies a file or folder of this machine into the host
#   host.sh pid NAME               the host's PID 1, as seen from here
#   host.sh path NAME              its folder: upper/ is what it wrote (look only when it is stopped)
#   host.sh stop NAME [keep]       kills every process; without `keep` its disk goes too
#
# A host's disk is an overlay on the layers, so starting one takes no time and no host sees another's.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cache=${RPUPPET_DEPLOY:-${RPUPPET_CACHE:-$HOME/.cache/rpuppet}/deploy}
action=${1:?start, run, put, pid, path or stop}
name=${2:?the name of a host}
folder=$cache/hosts/$name
shift 2

die() { echo "host.sh: $*" >&2; exit 1; }

# The layers below a host's own, topmost first, as overlayfs wants them.
layers() {
  case $1 in
    base) echo "$cache/base:$cache/debs" ;;
    packages) echo "$cache/packages:$(layers base)" ;;
    puppet) echo "$cache/puppet:$(layers packages)" ;;
    *) die "no layer $1" ;;
  esac
}

running() { [[ -r $folder/pid ]] && [[ $(stat -Lc %i "/proc/$(<"$folder/pid")/ns/pid" 2>/dev/null) == "$(<"$folder/namespace")" ]]; }

start() {
  ! running || die "$name runs already"
  mkdir -p "$folder/upper" "$folder/work" "$folder/root"
  rm -f "$folder/pid" "$folder/ready"
  mkfifo "$folder/ready"
  setsid unshare --mount --pid --fork --uts --ipc --net --propagation private \
    bash "$here/boot.sh" "$folder" "$(layers "${1:-base}")" </dev/null >"$folder/boot.log" 2>&1 9>&- &
  local outer=$!
  read -r -t 30 <"$folder/ready" || { cat "$folder/boot.log" >&2; die "$name did not start"; }
  pgrep -P "$outer" >"$folder/pid"
  stat -Lc %i "/proc/$(<"$folder/pid")/ns/pid" >"$folder/namespace"
}

enter() {
  running || die "$name does not run"
  exec env -i HOME=/root LC_ALL=C.UTF-8 TERM="${TERM:-dumb}" DEBIAN_FRONTEND=noninteractive \
    PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
    nsenter --target "$(<"$folder/pid")" --mount --pid --uts --ipc --net --root --wd "$@"
}

put() {
  [[ -e $1 ]] || die "there is no $1"
  tar -C "$(dirname "$1")" -c --owner=0 --group=0 --transform "s|^$(basename "$1")|$(basename "$2")|" "$(basename "$1")" |
    (enter sh -c "mkdir -p '$(dirname "$2")' && rm -rf '$2' && tar -x -C '$(dirname "$2")'")
}

stop() {
  if running; then
    local pid
    pid=$(<"$folder/pid")
    kill -9 "$pid"
    tail --pid="$pid" -s 0.1 -f /dev/null # its mounts go with its last process
  fi
  [[ ${1:-} == keep ]] || rm -rf "$folder"
}

case $action in
  start) start "$@" ;;
  run) enter "$@" ;;
  put) put "$@" ;;
  pid) running && cat "$folder/pid" ;;
  path) echo "$folder" ;;
  stop) stop "$@" ;;
  *) die "unknown action $action" ;;
esac
