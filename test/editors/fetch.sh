#!/bin/bash
# Unpacks Debian's neovim, with the libraries that it needs, into a folder of its own, and prints the path
# of a program there that runs it. Nothing is installed on the host. What is there already is used.
#
# usage: fetch.sh SUITE        SUITE: trixie (Neovim 0.10) or forky (Neovim 0.12)
# env:   WARREN_EDITOR_CACHE   where the folders are kept; default .cache/editors in the project
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source=test/bed/private-apt.sh
. "$here/../bed/private-apt.sh"

suite=${1:-}
case $suite in
  trixie | forky) ;;
  *) die "usage: fetch.sh trixie|forky" ;;
esac
cache=${WARREN_EDITOR_CACHE:-$here/../../.cache/editors}
mkdir -p "$cache"
cache=$(cd "$cache" && pwd)
tree=$cache/$suite

# One build at a time; whoever waited finds what the one before has built.
exec 9>"$cache/$suite.lock"
flock 9
if [ ! -d "$tree" ]; then
  # Built in a folder of another name, so that an interrupted build never counts as done.
  build=$cache/$suite.build
  rm -rf "$build"
  mkdir -p "$build/tree"
  trap 'rm -rf "$build"' EXIT
  echo "fetch.sh: fetching Neovim from Debian $suite" >&2
  private_apt "$suite" "$build"
  apt-get --quiet=2 --yes --download-only install neovim >&2 ||
    die "the packages could not be fetched"
  for deb in "$build"/apt/cache/archives/*.deb; do dpkg-deb -x "$deb" "$build/tree"; done
  # By its own loader and libraries it runs on a host that has others.
  cat >"$build/tree/nvim" <<'NVIM'
#!/bin/bash
tree=$(cd "$(dirname "$0")" && pwd)
loader=$(echo "$tree"/usr/lib/*/ld-linux-*.so.*)
export VIMRUNTIME=$tree/usr/share/nvim/runtime
# Started so, it looks in the wrong place for what it brings along in usr/lib/nvim.
exec "$loader" --library-path "$(dirname "$loader")" "$tree/usr/bin/nvim" \
  --cmd "set runtimepath+=$tree/usr/lib/nvim" "$@"
NVIM
  chmod +x "$build/tree/nvim"
  mv "$build/tree" "$tree"
fi
echo "$tree/nvim"
