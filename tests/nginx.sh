#!/bin/sh
# The tests of servers' configurations start a real nginx: install it from the system's packages where it is missing.
# Each test runs one of its own; the service that comes with the package is switched off.
set -eu
PATH="$PATH:/usr/sbin:/sbin"
command -v nginx >/dev/null && exit 0
if ! command -v apt-get >/dev/null; then
    echo "The tests need nginx; please install it with your system's tools." >&2
    exit 1
fi
as_root=""
[ "$(id -u)" -eq 0 ] || as_root="sudo"
echo "installing nginx"
export DEBIAN_FRONTEND=noninteractive
$as_root apt-get update -qq
$as_root apt-get install -y -qq --no-install-recommends nginx >/dev/null
if [ -d /run/systemd/system ]; then
    $as_root systemctl disable --now nginx
fi
