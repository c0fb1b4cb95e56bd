#!/usr/bin/env bash
# PID 1 of a test host, started by host.sh in fresh namespaces: boot.sh FOLDER LAYERS.
# Puts the root together, enters it, says so through FOLDER/ready, and then reaps whatever the host's daemons leave behind.
set -euo pipefail

folder=$1
layers=$2
root=$folder/root

# An overlay cannot lie on every file system (not on another overlay, as in a container): then what the host writes stays in memory.
mount_root() {
  local options="lowerdir=$layers,upperdir=$folder/upper,workdir=$folder/work"
  mount -t overlay overlay -o "$options" "$root" 2>/dev/null && return
  local memory=$folder/work
  mount -t tmpfs -o mode=755 memory "$memory"
  mkdir "$memory/upper" "$memory/scratch"
  mount -t overlay overlay -o "lowerdir=$layers,upperdir=$memory/upper,workdir=$memory/scratch" "$root"
}

mount_kernel() {
  mount -t proc proc "$root/proc"
  mount -t sysfs -o ro sysfs "$root/sys"
  mount -t tmpfs -o mode=755 run "$root/run"
  mkdir -m 1777 "$root/run/lock"
}

mount_devices() {
  local device
  mount -t tmpfs -o mode=755 dev "$root/dev"
  for device in null zero full random urandom tty; do
    : >"$root/dev/$device"
    mount --bind "/dev/$device" "$root/dev/$device"
  done
  mkdir "$root/dev/pts" "$root/dev/shm"
  mount -t devpts -o newinstance,ptmxmode=0666,mode=0620 devpts "$root/dev/pts"
  mount -t tmpfs -o mode=1777 shm "$root/dev/shm"
  ln -s pts/ptmx "$root/dev/ptmx"
  ln -s /proc/self/fd "$root/dev/fd"
  ln -s fd/0 "$root/dev/stdin"
  ln -s fd/1 "$root/dev/stdout"
  ln -s fd/2 "$root/dev/stderr"
}

name_host() {
  hostname trovehost
  echo trovehost >"$root/etc/hostname"
  printf '127.0.0.1 localhost trovehost\n' >"$root/etc/hosts"
  ip link set lo up
}

mount_root
mount_kernel
mount_devices
name_host
exec 3>"$folder/ready"
echo ready >&3
exec 3>&-
# shellcheck disable=SC2016 # for the shell inside
exec chroot "$root" /bin/bash -c 'while true; do sleep infinity & wait $!; done'
