#!/bin/bash
# Unpacks Debian's rabbitmq-server, with the Erlang and the libraries that it needs, into a folder of
# its own, and prints that folder. Nothing is installed on the host: its apt and dpkg only download
# and unpack. A tree that is there already is used as it is.
#
# usage: fetch.sh SUITE        SUITE: trixie (RabbitMQ 4.0.5) or forky (RabbitMQ 4.3.6)
# env:   WARREN_BROKER_CACHE   where the trees are kept; default .cache/brokers in the project
set -euo pipefail
# shellcheck source=test/bed/private-apt.sh
. "$(dirname "$0")/private-apt.sh"

suite=${1:-}
case $suite in
  trixie | forky) ;;
  *) die "usage: fetch.sh trixie|forky" ;;
esac

project=$(cd "$(dirname "$0")/../.." && pwd)
cache=${WARREN_BROKER_CACHE:-$project/.cache/brokers}
tree=$cache/$suite

finish_if_built() {
  if [ -d "$tree" ]; then
    echo "$tree"
    exit 0
  fi
}

finish_if_built
[ "$(id -u)" = 0 ] || die "must run as root: the brokers run in a chroot"

# One build at a time; whoever waited finds the tree of the one before.
mkdir -p "$cache"
exec 9>"$cache/$suite.lock"
flock 9
finish_if_built

# Built in a folder of another name, so that an interrupted build never counts as done.
build=$cache/$suite.build
rm -rf "$build"
mkdir -p "$build"/tree "$build"/debs
trap 'rm -rf "$build"' EXIT

echo "fetch.sh: fetching RabbitMQ from Debian $suite" >&2
private_apt "$suite" "$build"

# Of rabbitmq-server's dependencies only Erlang and a small shell environment are needed to run it.
erlang=$(apt-cache depends rabbitmq-server | sed -n 's/^ *|\{0,1\}Depends: \(erlang-[a-z-]*\)$/\1/p')
[ -n "$erlang" ] || die "rabbitmq-server of $suite names no Erlang packages"
# shellcheck disable=SC2086 # a list of package names
apt-get --quiet=2 --yes --download-only install \
  $erlang bash dash coreutils sed grep mawk libc-bin >&2 || die "the packages could not be fetched"
(cd "$build/debs" && apt-get --quiet=2 download rabbitmq-server >&2) ||
  die "rabbitmq-server could not be fetched"

root=$build/tree
mkdir -p "$root"/usr/{bin,sbin,lib,lib64} "$root"/{etc,proc,dev,bed,root,tmp,var}
for folder in bin sbin lib lib64; do ln -s "usr/$folder" "$root/$folder"; done
for deb in "$build"/apt/cache/archives/*.deb "$build"/debs/*.deb; do dpkg-deb -x "$deb" "$root"; done
ln -sf dash "$root/usr/bin/sh"
ln -sf mawk "$root/usr/bin/awk"
echo 'root:x:0:0:root:/root:/bin/sh' >"$root/etc/passwd"
echo '127.0.0.1 localhost' >"$root/etc/hosts"
echo 'hosts: files' >"$root/etc/nsswitch.conf"
(cd "$root" && ln -s usr/lib/rabbitmq/lib/rabbitmq_server-* rabbitmq)

mv "$root" "$tree"
echo "$tree"
