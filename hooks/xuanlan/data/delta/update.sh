#!/bin/sh
# Brings one copy of a site from the release @BASE@ to @NEW@.
# Nothing of the site changes before all new files lie beside it, whole. Then each takes its place in one step, in the
# order in which no reader misses one, release.json last; what is gone goes after that. So this may be cut off at any
# moment and run again, until it has said that it is done.
LC_ALL=C
export LC_ALL
unset CDPATH

stop() {
    echo "$1" >&2
    exit "$2"
}

[ $# -eq 1 ] || stop "用法：sh 更新.sh 网站所在的文件夹" 2
pack=$(cd -- "$(dirname -- "$0")" && pwd) || exit 1
target=$(cd -- "$1" 2>/dev/null && pwd) || stop "没有这个文件夹：$1" 2
if [ ! -f "$target/release.json" ] && [ -f "$target/site/release.json" ]; then
    target=$target/site
fi
work=$target/.xuanlan-update
mark=$work/moving-@NEW@

is() {
    grep -qF "$1" "$target/release.json"
}

# Does what a list says; each step may have been done already.
apply() {
    while IFS= read -r step; do
        path=${step#* }
        case ${step%% *} in
        remove) rm -f "$target/$path" ;;
        folder) mkdir -p "$target/$path" ;;
        move) mv -f "$work/files/$path" "$target/$path" ;;
        empty) rmdir "$target/$path" 2>/dev/null || : ;;
        esac || return 1
    done <"$pack/update/$1"
}

# Whether every file that is to be moved is in this folder, as it was packed.
whole() {
    while IFS= read -r step; do
        [ "${step%% *}" != move ] || [ -f "$1/${step#* }" ] || return 1
    done <"$pack/update/switch.txt"
    command -v sha256sum >/dev/null || return 0
    (cd "$1" && sha256sum -c "$pack/update/files.sha256" >/dev/null 2>&1)
}

# Whether the site has every file of its list, as it was made.
sound() {
    command -v sha256sum >/dev/null && (cd "$target" && sha256sum -c manifest.sha256 >/dev/null 2>&1)
}

stage() {
    mkdir -p "$work" && rm -rf "$work/files" && cp -R "$pack/files" "$work/files" 2>/dev/null && whole "$work/files" && : >"$mark"
}

[ -f "$pack/update/clear.txt" ] && whole "$pack/files" || stop "更新包不完整，请重新复制，全部解压以后再运行。" 3
[ -f "$target/release.json" ] || stop "$target 里没有网站。" 2
for above in "$target/.." "$target/../.."; do
    [ ! -e "$above/.xuanlan" ] || stop "$target 是 xuanlan publish 发布的，请在那里重新发布，不要用更新包。" 2
done
if [ -L "$work" ] || [ -n "$(find "$target/." -type l | head -n 1)" ]; then
    stop "$target 里有链接，不能更新。请用完整的包，解压到一个空文件夹。" 2
fi
for other in "$work"/moving-*; do
    [ -e "$other" ] && [ "$other" != "$mark" ] || continue
    sound || stop "上一次更新没有做完，请先把那一次的更新包再运行一遍。" 2
    rm -rf "$work" # a whole pack has taken the place of what was begun
done

if ! is @NEW@; then
    is @BASE@ || stop "$target 里的网站不是 @FROM@，这个更新包用不上。请改用完整的包。" 2
    if ! stage; then
        [ -e "$mark" ] || rm -rf "$work"
        stop "写不进 $target，可能空间不够，或者没有权限。" 1
    fi
    sync || :
    apply switch.txt || stop "更新到一半停住了：写不进 $target。请查明原因，再运行一次。" 1
    sync || :
fi
apply clear.txt && rm -rf "$work" || stop "网站已经更新，但是有的旧文件删不掉。请查明原因，再运行一次。" 1
if command -v sha256sum >/dev/null && ! sound; then
    stop "更新做完了，但是网站里有文件与清单不符，以前就有损坏。请改用完整的包。" 1
fi
echo "已更新到 @TO@。"
