#!/bin/sh
# The fonts of printed sheets. Noto CJK is a package; the two Fandol fonts are taken out of a package of TeX, which the
# sheets do not need. They go where every program of this machine, or of this user, finds them.
set -eu
has() { fc-list : family 2>/dev/null | grep -q "$1"; }
has "Noto Serif CJK SC" && has "FandolFang" && has "FandolKai" && exit 0
if ! command -v apt-get >/dev/null; then
    echo "Sheets need the fonts Noto Serif CJK SC, Noto Sans CJK SC, FandolFang and FandolKai; please install them." >&2
    exit 1
fi
as_root=""
[ "$(id -u)" -eq 0 ] || as_root="sudo"
export DEBIAN_FRONTEND=noninteractive
echo "installing fonts"
$as_root apt-get update -qq
$as_root apt-get install -y -qq --no-install-recommends fontconfig fonts-noto-cjk >/dev/null
if ! has "FandolFang" || ! has "FandolKai"; then
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
    chmod 755 "$work"
    (cd "$work" && apt-get download -qq texlive-lang-chinese 2>/dev/null && dpkg-deb -x ./*.deb tree)
    fonts=/usr/local/share/fonts/fandol
    [ "$(id -u)" -eq 0 ] || fonts="$HOME/.local/share/fonts/fandol"
    mkdir -p "$fonts"
    find "$work/tree" \( -name 'FandolFang-*.otf' -o -name 'FandolKai-*.otf' \) -exec cp {} "$fonts" \;
    fc-cache -f "$fonts"
fi
