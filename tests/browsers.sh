#!/bin/sh
# browsers.sh FOLDER NAME...: browsers that readers have and that this system's packages do not, each FOLDER/NAME. Nothing is
# installed into the system.
#   chromium-86   exactly the floor, from npm
#   chromium-109  the last one for Windows 7, from npm
#   firefox-115   exactly the floor, from an older Debian on this machine's own mirror
set -eu
here="$(cd "$(dirname "$0")" && pwd)"
mkdir -p "$1"
cd "$1"
shift

# from_npm NAME PACKAGE FILE SHA256: a package that has a program compressed with Brotli.
from_npm() {
    npm pack --silent "$2" >/dev/null
    echo "$4  $3" | sha256sum -c --quiet
    tar xzf "$3" package/bin/chromium.br
    node "$here/kit/unpack.js" package/bin/chromium.br "$1.new"
    rm -r package "$3"
    mv "$1.new" "$1"
}

from_older_debian() {
    mirror="$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | head -n 1)"
    mkdir -p apt/state/lists/partial apt/cache/archives/partial apt/debs
    touch apt/status
    echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror bullseye main" >apt/sources.list
    own="-o Dir::State=$PWD/apt/state -o Dir::State::status=$PWD/apt/status -o Dir::Cache=$PWD/apt/cache
        -o Dir::Etc::SourceList=$PWD/apt/sources.list -o Dir::Etc::SourceParts=/dev/null -o APT::Sandbox::User=root"
    # shellcheck disable=SC2086  # a list of options
    apt-get -qq $own update
    # shellcheck disable=SC2086
    (cd apt/debs && apt-get -qq $own download firefox-esr libvpx6 libevent-2.1-7 libffi7 libdbus-glib-1-2)
    for package in apt/debs/*.deb; do dpkg -x "$package" firefox-115.new; done
    rm -r apt
    mv firefox-115.new firefox-115
}

for name in "$@"; do
    [ ! -e "$name" ] || continue
    case "$name" in
    chromium-86)
        from_npm "$name" chrome-aws-lambda@5.3.1 chrome-aws-lambda-5.3.1.tgz \
            e258e73f4d5957f39de30f6343a2f44de425d978d8058631e4e9d20111c2222a
        ;;
    chromium-109)
        from_npm "$name" @sparticuz/chromium@109.0.6 sparticuz-chromium-109.0.6.tgz \
            84171b067a588137a242c3dfb70d160c49d055a4227297aefc5eace94e47566c
        ;;
    firefox-115) from_older_debian ;;
    esac
done
