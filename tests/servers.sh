#!/bin/sh
# The tests of servers' configurations start real servers: nginx, Apache, and Caddy where the system's packages have it.
# Those of packs sign with ssh-keygen and minisign, and run the scripts by busybox too.
# What is missing is installed. Each test runs one of its own; a service that comes with a package is switched off.
set -eu
PATH="$PATH:/usr/sbin:/sbin"
as_root=""
[ "$(id -u)" -eq 0 ] || as_root="sudo"
export DEBIAN_FRONTEND=noninteractive

install() {
    echo "installing $1"
    $as_root apt-get install -y -qq --no-install-recommends "$1" >/dev/null
    if [ -d /run/systemd/system ]; then
        $as_root systemctl disable --now "$1" 2>/dev/null || true
    fi
}

missing=""
command -v nginx >/dev/null || missing="nginx"
command -v apache2 >/dev/null || missing="$missing apache2-bin"
command -v ssh-keygen >/dev/null || missing="$missing openssh-client"
command -v minisign >/dev/null || missing="$missing minisign"
command -v busybox >/dev/null || missing="$missing busybox"
if [ -n "$missing" ]; then
    if ! command -v apt-get >/dev/null; then
        echo "The tests need nginx, Apache, ssh-keygen, minisign and busybox; please install them with your system's tools." >&2
        exit 1
    fi
    $as_root apt-get update -qq
    for package in $missing; do
        install "$package"
    done
fi
if ! command -v caddy >/dev/null && apt-cache show caddy >/dev/null 2>&1; then
    install caddy
fi
