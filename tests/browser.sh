#!/bin/sh
# The tests drive a real Chromium, Firefox and WebKit, open files of Word and Excel in LibreOffice and need Chinese fonts: install what is missing from
# the system's packages.
set -eu
packages=""
command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null ||
    packages="chromium"
fc-list :lang=zh-cn 2>/dev/null | grep -q . || packages="$packages fontconfig fonts-noto-cjk"
command -v pdftotext >/dev/null || packages="$packages poppler-utils"
command -v firefox-esr >/dev/null || packages=" firefox-esr"
# WebKit, the engine of iPhones, and the screen of the tests that it needs.
command -v WebKitWebDriver >/dev/null || packages=" webkit2gtk-driver"
command -v Xvfb >/dev/null || packages=" xvfb"
# Its parts are packages of their own: texts are opened by the one, sheets by the other.
command -v lowriter >/dev/null || packages="$packages libreoffice-writer"
command -v localc >/dev/null || packages="$packages libreoffice-calc"
# What Playwright's driver is linked with; the smallest systems lack it.
PATH="$PATH:/sbin:/usr/sbin" ldconfig -p | grep -q 'libatomic\.so\.1 ' || packages="$packages libatomic1"
lighter="chromium-headless-shell"
command -v "$lighter" >/dev/null && lighter=""
[ -n "$packages$lighter" ] || exit 0
if ! command -v apt-get >/dev/null; then
    [ -n "$packages" ] || exit 0
    echo "The tests need these programs; please install them with your system's tools: $packages" >&2
    exit 1
fi
as_root=""
[ "$(id -u)" -eq 0 ] || as_root="sudo"
export DEBIAN_FRONTEND=noninteractive
if [ -n "$packages" ]; then
    echo "installing $packages"
    $as_root apt-get update -qq
    # shellcheck disable=SC2086  # a list of names
    $as_root apt-get install -y -qq --no-install-recommends $packages >/dev/null
fi
# The same browser without windows, which takes two thirds of the time; the tests do without it where it is not to be had.
if [ -n "$lighter" ] && apt-cache show "$lighter" >/dev/null 2>&1; then
    $as_root apt-get install -y -qq --no-install-recommends "$lighter" >/dev/null ||
        echo "$lighter could not be installed; the tests use the whole browser and take longer" >&2
fi
