#!/bin/sh
# The tests of servers' configurations start a real nginx: install it from the system's packages where it is missing,
# without starting it as a service.
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
$as_root apt-get update -qq
# In run level 1 Debian's packages start no service.
$as_root env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get install -y -qq --no-install-recommends nginx-light >/dev/null
command -v nginx >/dev/null
