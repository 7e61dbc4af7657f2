# Sourced by the scripts that unpack Debian packages into a folder of their own. Nothing is installed on
# the host: its apt and dpkg only download and unpack.

# The name of the script that sources this is what its messages begin with.
die() {
  echo "$(basename "$0"): $*" >&2
  exit 1
}

# Where Debian keeps its keys: what signs an archive of which the machine's apt says nothing.
debian_keyring=/usr/share/keyrings/debian-archive-keyring.gpg

# Gives apt-get and apt-cache lists of their own, of one suite, and an empty list of installed packages,
# in FOLDER/apt. Afterwards `apt-get install --download-only` leaves its packages in
# FOLDER/apt/cache/archives. The packages come from the first archive of those that the machine's apt is
# set up with that has the suite, by the machine's way to the network.
#
# usage: private_apt SUITE FOLDER
private_apt() {
  local suite=$1 folder=$2 tool sources uri signed
  for tool in apt-get apt-cache apt-config dpkg dpkg-deb flock; do
    command -v "$tool" >/dev/null || die "$tool is missing: this needs a Debian system"
  done
  sources=$("$(dirname "${BASH_SOURCE[0]}")/apt-sources.sh")
  [ -n "$sources" ] || die "the apt of this machine is set up with no package archive"
  mkdir -p "$folder"/apt/{lists,cache/archives}/partial
  # How to reach the network (a proxy, say) is taken from the machine's settings.
  apt-config dump | grep -E '^Acquire::(http|https|Retries|Check|Force)' >"$folder/apt.conf" || true
  touch "$folder/apt/status"
  cat >>"$folder/apt.conf" <<APT
Dir::Etc::SourceList "$folder/apt/sources.list";
Dir::Etc::SourceParts "/dev/null";
Dir::Etc::Main "/dev/null";
Dir::Etc::Parts "/dev/null";
Dir::Etc::Preferences "/dev/null";
Dir::Etc::PreferencesParts "/dev/null";
Dir::State::Lists "$folder/apt/lists";
Dir::State::Status "$folder/apt/status";
Dir::Cache "$folder/apt/cache";
APT::Sandbox::User "root";
APT::Install-Recommends "false";
Acquire::Languages "none";
APT
  # Not before: until here APT_CONFIG may be the machine's.
  export APT_CONFIG=$folder/apt.conf DEBIAN_FRONTEND=noninteractive
  while IFS=$'\t' read -r uri signed; do
    [ -n "$signed" ] || [ ! -r "$debian_keyring" ] || signed=$debian_keyring
    echo "deb ${signed:+[signed-by=$signed] }$uri $suite main" >"$folder/apt/sources.list"
    if apt-get --quiet=2 -o APT::Update::Error-Mode=any update >>"$folder/update.log" 2>&1; then
      return
    fi
  done <<<"$sources"
  cat "$folder/update.log" >&2
  die "the package lists of Debian $suite could not be fetched: is there a network?"
}
