#!/bin/sh
# Shows one address on a screen for months: starts a browser, and starts it again whenever it ends.
# Made by `xuanlan kiosk`. Set by whoever starts it, all optional:
#   XUANLAN_BROWSER  the browser to take, a name or a path
#   XUANLAN_FLAGS    more switches for it, with blanks between them
#   XUANLAN_WAIT     seconds that a first start waits for the network, 60
set -fu

address={{ address }}
insecure={{ origin }} # the site, where it is plain http: such a page may not use what lets it start without a network
path={{ path }}       # of the page, where it lies on a disk

home=$HOME/xuanlan-screen # not a hidden folder: a browser from a snap may not write to one
profile=$home/browser     # of its own, and kept: in it are what the page keeps for a start without a network, and its log
stopping=
child=
helpers=

say() {
    printf '%s\n' "宣栏屏幕：$*" >&2
}

# Runs a program so that a signal is heard at once, not only when the program has ended.
run() {
    "$@" 9>&- &
    child=$!
    [ -z "$stopping" ] || kill "$child" 2>/dev/null
    wait "$child"
    status=$?
    # A signal ends the wait, not the program.
    while kill -0 "$child" 2>/dev/null; do wait "$child"; done
    child=
    return "$status"
}

find_browser() {
    if [ -n "${XUANLAN_BROWSER:-}" ]; then
        command -v "$XUANLAN_BROWSER"
        return
    fi
    for name in chromium chromium-browser google-chrome google-chrome-stable microsoft-edge microsoft-edge-stable \
        browser360-cn browser360-cn-stable; do
        command -v "$name" && return
    done
    return 1
}

# The number of the browser that has the profile open. Some browsers start through a program that ends at once.
owner() {
    link=$(readlink "$profile/SingletonLock") || return 1
    number=${link##*-}
    tr '\0' '\n' 2>/dev/null <"/proc/$number/cmdline" | grep -qxF -e "--user-data-dir=$profile" && echo "$number"
} 2>/dev/null

# Ends the browser that has the profile open: another one would only hand its page over to it.
end_owner() {
    tries=0
    while left=$(owner); do
        tries=$((tries + 1))
        if [ "$tries" -gt 5 ]; then kill -KILL "$left"; else kill "$left"; fi
        sleep 1 9>&-
    done
}

# Clears away what an earlier start has left behind.
clear_way() {
    end_owner
    # After a power cut, or when the machine has got another name, these would keep every browser out.
    rm -f "$profile/SingletonLock" "$profile/SingletonSocket" "$profile/SingletonCookie"
    preferences=$profile/Default/Preferences
    # "Was not shut down correctly, restore pages?": older browsers have no switch against it.
    [ ! -f "$preferences" ] ||
        sed -i 's/"exited_cleanly":false/"exited_cleanly":true/; s/"exit_type":"[A-Za-z]*"/"exit_type":"Normal"/' "$preferences"
}

# Each switch is there for a reason; one that a browser does not know does no harm.
play() {
    clear_way
    # --kiosk                            the whole screen, no frame, no key that leaves it
    # --user-data-dir                    nothing of this profile is shared with what somebody else opens
    # --no-first-run                     no welcome
    # --no-default-browser-check         no question
    # --hide-crash-restore-bubble        after a power cut no question about the pages of the last time
    # --noerrdialogs                     no dialog that waits for a click when the profile is damaged
    # --password-store=basic             no question for the password of a key ring, which is locked at an automatic login
    # --disable-features=Translate       no offer to translate
    # --disable-component-update         no downloads that an intranet refuses and nobody here needs
    # --check-for-update-interval        (half a year, in seconds) no reminder that the browser is old
    # --disable-pinch, --overscroll-…=0  on a touch screen nobody zooms or wipes the page away
    # --disable-background-timer-throttling, --disable-backgrounding-occluded-windows, --disable-renderer-backgrounding
    #                                    a window over this one, a dialog of the system, does not stop the show
    set -- --kiosk "--user-data-dir=$profile" --no-first-run --no-default-browser-check --hide-crash-restore-bubble \
        --noerrdialogs --password-store=basic --disable-features=Translate --disable-component-update \
        --check-for-update-interval=15552000 --disable-pinch --overscroll-history-navigation=0 \
        --disable-background-timer-throttling --disable-backgrounding-occluded-windows --disable-renderer-backgrounding
    # This profile opens no other site, so trusting this one gives nothing away but what its own page may do.
    [ -z "$insecure" ] || set -- "$@" "--unsafely-treat-insecure-origin-as-secure=$insecure"
    # shellcheck disable=SC2086  # several switches
    run "$browser" "$@" ${XUANLAN_FLAGS:-} "$address"
    while [ -z "$stopping" ] && owner >/dev/null; do run sleep 5; done
}

answers() {
    if [ -n "$path" ]; then
        [ -r "$path" ]
    elif command -v curl >/dev/null; then
        run curl -fsSL --max-time 3 -o /dev/null -- "$address" 2>/dev/null
    elif command -v wget >/dev/null; then
        run wget -q -T 3 -t 1 -O /dev/null -- "$address" 2>/dev/null
    fi
}

# A page on a disk is waited for as long as it takes: a browser never looks for such a page again. A site may be kept
# from an earlier day, so the start does not depend on the network.
wait_for_page() {
    waited=0
    until [ -n "$stopping" ] || answers; do
        [ "$waited" -gt 0 ] || say "还打不开 $address，请检查网络或者存储盘；继续等待"
        waited=$((waited + 5)) # at most: 3 seconds to look, 2 to sleep; not by the clock, which may be set just now
        [ -n "$path" ] || [ "$waited" -lt "${XUANLAN_WAIT:-60}" ] || return 1
        run sleep 2
    done
}

# A server's own "not found" or "out of order" would stay on the screen for ever: when the page answers at last, the
# browser is started again, once.
follow() {
    trap '[ -z "$child" ] || kill "$child"; exit 0' TERM
    until answers; do run sleep 10; done
    say "$address 已经能打开，重新载入"
    kill -USR1 $$
}

prepare() {
    if [ -n "${DISPLAY:-}" ] && command -v xset >/dev/null; then
        xset s off s noblank -dpms 2>/dev/null || say "不能关闭屏幕保护，请在系统设置里关闭"
    fi
    if [ -n "${DISPLAY:-}" ] && command -v unclutter >/dev/null; then
        unclutter -idle 1 -root 9>&- 2>/dev/null &
        helpers="$helpers $!"
    fi
}

# shellcheck disable=SC2317  # for signals
end_browser() {
    [ -z "$child" ] || kill "$child"
    left=$(owner) && kill "$left"
} 2>/dev/null

browser=$(find_browser) || {
    say "没有找到浏览器，请安装 Chromium、Chrome、Edge 或者 360 浏览器"
    exit 69
}
if [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    say "桌面还没有准备好" # a service that is started again then knows the desktop
    exit 75
fi
mkdir -p "$profile" || exit 73
# Both ways of starting with the desktop may have been set up.
exec 9>"$home/lock"
if command -v flock >/dev/null && ! flock -n 9; then
    say "已经在运行"
    exit 0
fi
trap 'stopping=yes; end_browser' TERM INT HUP
trap end_browser USR1
prepare
if ! wait_for_page; then
    say "先启动浏览器"
    follow 9>&- &
    helpers="$helpers $!"
fi

delay=1
while [ -z "$stopping" ]; do
    began=$(date +%s)
    play
    [ -z "$stopping" ] || break
    lasted=$(($(date +%s) - began))
    [ "$lasted" -lt 600 ] || delay=1
    say "浏览器已退出，运行了 $lasted 秒；$delay 秒后重新启动"
    run sleep "$delay"
    delay=$((delay * 2))
    [ "$delay" -le 60 ] || delay=60
done
end_owner
# shellcheck disable=SC2086  # several numbers
[ -z "$helpers" ] || kill $helpers 2>/dev/null
say "已停止"
exit 0
