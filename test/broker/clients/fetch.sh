#!/bin/bash
# Unpacks what the client programs of examples/clients are built and run with (Python with pika and aio-pika,
# Go with amqp091-go, a JDK with the RabbitMQ client, and AWS's SDKs) from Debian's packages into a folder of
# its own, and prints that folder. Nothing is installed on the host. A tree that is there already is used.
#
# usage: fetch.sh
# env:   WARREN_CLIENT_CACHE   where the tree is kept; default .cache/clients in the project
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source=test/bed/private-apt.sh
. "$here/../../bed/private-apt.sh"

# The toolchains are those of a release, which stays as it is. Newer are only the SDKs: STS gives web identity
# tokens since November 2025. They are texts, so they run with any of the toolchains.
suite=trixie
toolchains=(python3 python3-pika python3-aio-pika python3-boto3 golang-go golang-github-rabbitmq-amqp091-go-dev
  openjdk-21-jdk-headless librabbitmq-client-java bash dash coreutils libc-bin)
newer=(forky golang-github-aws-aws-sdk-go-v2-dev forky golang-github-aws-smithy-go-dev sid python3-botocore)

cache=${WARREN_CLIENT_CACHE:-$here/../../../.cache/clients}
mkdir -p "$cache"
cache=$(cd "$cache" && pwd)
tree=$cache/$suite
[ "$(id -u)" = 0 ] || die "must run as root: the programs run in a chroot"

# One build at a time; whoever waited finds the tree of the one before.
exec 9>"$tree.lock"
flock 9
if [ -d "$tree" ]; then
  echo "$tree"
  exit 0
fi

# Built in a folder of another name, so that an interrupted build never counts as done.
build=$tree.build
rm -rf "$build"
root=$build/tree
mkdir -p "$root"/usr/{bin,sbin,lib,lib64} "$root"/{etc,proc,dev,bed,root,tmp,var}
trap 'rm -rf "$build"' EXIT
for folder in bin sbin lib lib64; do ln -s "usr/$folder" "$root/$folder"; done

echo "fetch.sh: fetching Python, Go and Java from Debian $suite" >&2
mkdir "$build/$suite"
private_apt "$suite" "$build/$suite"
apt-get --quiet=2 --yes --download-only install "${toolchains[@]}" >&2 || die "the packages could not be fetched"
for deb in "$build/$suite"/apt/cache/archives/*.deb; do
  case $deb in
    # The older SDK makes way for the newer one.
    */python3-botocore_*) ;;
    *) dpkg-deb -x "$deb" "$root" ;;
  esac
done

# Of AWS's SDK for Go, only what a program for STS imports: all of it is half a gigabyte.
sdk=./usr/share/gocode/src/github.com/aws/aws-sdk-go-v2
parts=(aws config credentials feature/ec2/imds internal service/internal service/signin service/sso
  service/ssooidc service/sts)
for ((at = 0; at < ${#newer[@]}; at += 2)); do
  from=${newer[at]} package=${newer[at + 1]}
  echo "fetch.sh: fetching $package from Debian $from" >&2
  if [ ! -d "$build/$from" ]; then
    mkdir "$build/$from"
    private_apt "$from" "$build/$from"
  fi
  export APT_CONFIG=$build/$from/apt.conf
  (cd "$build/$from" && apt-get --quiet=2 download "$package" >&2) || die "$package could not be fetched"
  if [ "$package" = golang-github-aws-aws-sdk-go-v2-dev ]; then
    dpkg-deb --fsys-tarfile "$build/$from/$package"_*.deb | tar -x -C "$root" "${parts[@]/#/$sdk/}"
  else
    dpkg-deb -x "$build/$from/$package"_*.deb "$root"
  fi
done

# What the packages would make when they are installed.
mkdir -p "$root/etc/ssl/certs"
cat "$root"/usr/share/ca-certificates/mozilla/*.crt >"$root/etc/ssl/certs/ca-certificates.crt"
(cd "$root/usr/bin" && ln -s ../lib/jvm/java-21-openjdk-*/bin/java{,c} .)
ln -sf dash "$root/usr/bin/sh"
echo 'root:x:0:0:root:/root:/bin/sh' >"$root/etc/passwd"
echo '127.0.0.1 localhost' >"$root/etc/hosts"
echo 'hosts: files' >"$root/etc/nsswitch.conf"
mv "$root" "$tree"
echo "$tree"
