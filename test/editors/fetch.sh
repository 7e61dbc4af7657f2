#!/bin/bash
# Unpacks Debian's neovim, a shell or a browser, with the libraries that it needs, into a folder of its own, and
# prints the path of a program there that runs it. Nothing is installed on the host. What is there already is
# used.
#
# usage: fetch.sh SUITE [PACKAGE]   SUITE: trixie (Neovim 0.10) or forky (Neovim 0.12); bookworm for chromium
#                                   PACKAGE: neovim, which is meant without a word, zsh, fish or chromium
# env:   WARREN_EDITOR_CACHE        where the folders are kept; default .cache/editors in the project
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source=test/bed/private-apt.sh
. "$here/../bed/private-apt.sh"

suite=${1:-} package=${2:-neovim}
case $suite/$package in
  trixie/neovim | forky/neovim) tree=$suite program=nvim ;;
  trixie/zsh | trixie/fish | forky/zsh | forky/fish) tree=$suite-$package program=$package ;;
  # It starts itself again, so it has to run by the host's loader: the suite is one that is no younger than that.
  bookworm/chromium) tree=$suite-$package program=$package ;;
  *) die "usage: fetch.sh trixie|forky [neovim|zsh|fish], or fetch.sh bookworm chromium" ;;
esac
wanted=("$package")
# What the pages are drawn with, so that they look the same on every host.
[ "$package" != chromium ] || wanted+=(fonts-inter fonts-jetbrains-mono)
cache=${WARREN_EDITOR_CACHE:-$here/../../.cache/editors}
mkdir -p "$cache"
cache=$(cd "$cache" && pwd)
build=$cache/$tree.build
tree=$cache/$tree

# One build at a time; whoever waited finds what the one before has built.
exec 9>"$tree.lock"
flock 9
if [ ! -d "$tree" ]; then
  # Built in a folder of another name, so that an interrupted build never counts as done.
  rm -rf "$build"
  mkdir -p "$build/tree"
  trap 'rm -rf "$build"' EXIT
  echo "fetch.sh: fetching $package from Debian $suite" >&2
  private_apt "$suite" "$build"
  apt-get --quiet=2 --yes --download-only install "${wanted[@]}" >&2 ||
    die "the packages could not be fetched"
  # The C library belongs to its loader.
  [ "$package" != chromium ] || rm "$build"/apt/cache/archives/libc6_*.deb
  for deb in "$build"/apt/cache/archives/*.deb; do dpkg-deb -x "$deb" "$build/tree"; done
  [ "$package" != chromium ] || cat >"$build/tree/fonts.conf" <<FONTS
<?xml version="1.0"?>
<fontconfig>
  <dir>$tree/usr/share/fonts</dir>
  <cachedir>$tree/fontconfig</cachedir>
  <alias binding="strong"><family>system-ui</family><prefer><family>Inter</family></prefer></alias>
  <alias binding="strong"><family>ui-monospace</family><prefer><family>JetBrains Mono</family></prefer></alias>
  <alias binding="strong"><family>monospace</family><prefer><family>JetBrains Mono</family></prefer></alias>
</fontconfig>
FONTS
  # By its own loader and libraries it runs on a host that has others.
  cat >"$build/tree/$program" <<'RUN'
#!/bin/bash
tree=$(cd "$(dirname "$0")" && pwd)
program=$(basename "$0")
if [ "$program" = chromium ]; then
  # Some of its libraries find others by a path that is not theirs here.
  libraries=$(printf '%s:' "$tree"/{usr/,}lib/*-linux-gnu{,/pulseaudio,/blas,/lapack})
  export LD_LIBRARY_PATH=$libraries FONTCONFIG_FILE=$tree/fonts.conf
  exec "$tree/usr/lib/chromium/chromium" "$@"
fi
loader=$(echo "$tree"/usr/lib/*/ld-linux-*.so.*)
run=("$loader" --library-path "$(dirname "$loader")" "$tree/usr/bin/$program")
case $program in
  nvim)
    export VIMRUNTIME=$tree/usr/share/nvim/runtime
    # Started so, it looks in the wrong place for what it brings along in usr/lib/nvim.
    run+=(--cmd "set runtimepath+=$tree/usr/lib/nvim")
    ;;
  fish) run+=(--no-config --init-command "set fish_function_path '$tree/usr/share/fish/functions'") ;;
esac
exec "${run[@]}" "$@"
RUN
  chmod +x "$build/tree/$program"
  mv "$build/tree" "$tree"
fi
echo "$tree/$program"
