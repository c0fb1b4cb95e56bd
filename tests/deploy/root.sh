#!/usr/bin/env bash
# Makes what a test host is built from, each part once:
#
#   root.sh [CACHE]        default: ${RPUPPET_CACHE:-~/.cache/rpuppet}/deploy
#
#   CACHE/debs             every .deb a deployment needs, where apt looks for it: hosts have no network
#   CACHE/base             a minimal Debian 12 and apt's package lists
#   CACHE/packages         what installing the deployment's packages adds to base
#   CACHE/puppet           what installing real Puppet adds to that
#
# A part is whole when CACHE/PART.complete exists; a part without is made anew.
# Needs root and, for a part that is missing, the package mirror of this machine.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cache=${1:-${RPUPPET_CACHE:-$HOME/.cache/rpuppet}/deploy}
release=bookworm
deployed=(mariadb-server rabbitmq-server keystone trove-api trove-conductor trove-taskmanager trove-guestagent
  python3-openstackclient python3-troveclient python3-pymysql python3-mysqldb)
compared=(puppet-agent)
by_hand=(nova-api) # examples/with_nova_api.pp

# The archives of this machine's apt that carry the release, as lines for sources.list.
archives() {
  # shellcheck disable=SC2016 # the names in $() are apt's own
  apt-get indextargets --format 'deb $(REPO_URI) $(RELEASE) $(COMPONENT)' 'Created-By: Packages' |
    grep -E " $release(-updates|-security)? main$" | sort -u
}

# base: Debian's minimum, with apt set up as a test host wants it.
make_base() {
  local mirror
  command -v debootstrap >/dev/null || apt-get install -y -qq --no-install-recommends debootstrap
  [[ -n $(archives) ]] || apt-get update -qq
  mirror=$(archives | awk -v release=$release '$3 == release { print $2 }')
  [[ -n $mirror ]] || { echo "root.sh: apt on this machine knows no archive of Debian $release" >&2; exit 1; }
  debootstrap --variant=minbase --include=ca-certificates,iproute2,curl,procps "$release" "$cache/base" "$mirror"
  archives >"$cache/base/etc/apt/sources.list"
  apt-config dump | grep '^Acquire::\(http\|https\|Check-\)' >"$cache/base/etc/apt/apt.conf.d/10mirror" || true
  echo 'APT::Install-Recommends "false";' >"$cache/base/etc/apt/apt.conf.d/20minimal"
  echo force-unsafe-io >"$cache/base/etc/dpkg/dpkg.cfg.d/disposable"
  online apt-get update -qq
  rm -f "$cache/base"/var/cache/apt/archives/*.deb
}

# debs: the .deb files alone, below a path of their own so that they can lie under base.
make_debs() {
  online apt-get install -y -qq --download-only "${deployed[@]}" "${compared[@]}" "${by_hand[@]}"
  mkdir -p "$cache/debs/var/cache/apt/archives"
  mv "$cache/base"/var/cache/apt/archives/*.deb "$cache/debs/var/cache/apt/archives/"
}

# A command in base while it still has this machine's network.
online() {
  cp --remove-destination /etc/resolv.conf "$cache/base/etc/resolv.conf"
  env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 chroot "$cache/base" "$@"
  rm "$cache/base/etc/resolv.conf"
}

# make_layer LAYER BELOW PACKAGE…: what a host on the layers below gains by installing packages.
make_layer() {
  local layer=$1 below=$2 builder
  builder=$("$here/host.sh" path "build-$layer")
  shift 2
  "$here/host.sh" start "build-$layer" "$below"
  "$here/host.sh" run "build-$layer" apt-get install -y -qq "$@"
  "$here/host.sh" stop "build-$layer" keep
  [[ -d $builder/upper/var ]] || { echo "$cache lies on a file system that can hold no overlay: set RPUPPET_CACHE to a folder elsewhere"; exit 1; }
  mv "$builder/upper" "$cache/$layer"
  rm -rf "$builder"
}

# part NAME COMMAND…: runs the command unless the part is whole.
part() {
  local name=$1
  shift
  [[ ! -e $cache/$name.complete ]] || return 0
  echo "root.sh: making $name" >&2
  rm -rf "${cache:?}/$name"
  "$@" >"$cache/$name.log" 2>&1 || { tail -n 20 "$cache/$name.log" >&2; exit 1; }
  touch "$cache/$name.complete"
}

((EUID == 0)) || { echo 'root.sh: must be root' >&2; exit 1; }
mkdir -p "$cache"
export RPUPPET_DEPLOY=$cache
exec 9>"$cache/lock"
flock 9
part base make_base
part debs make_debs
part packages make_layer packages base "${deployed[@]}"
part puppet make_layer puppet packages "${compared[@]}"
