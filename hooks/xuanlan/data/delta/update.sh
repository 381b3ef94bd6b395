#!/bin/sh
# Brings one copy of a site from the release {{ base }} to {{ new }}.
# Nothing of the site changes before it is known to be the old release, and all new files lie beside it, as they were
# packed: this script knows the digests of its lists, and they those of the files. Then each takes its place in one step,
# in the order in which no reader misses one, release.json last; what is gone goes after that. So this may be cut off at
# any moment and run again, until it has said that it is done.
{ # read to its end before anything is done: half a script does nothing
LC_ALL=C
export LC_ALL
unset CDPATH

stop() {
    printf '%s\n' "$1" >&2
    exit "$2"
}

broken='更新包不完整，请重新复制，全部解压以后再运行。网站没有变。'

[ $# -eq 1 ] || [ $# -eq 2 ] || stop "用法：sh 更新.sh 网站所在的文件夹 [对方的公钥文件]" 2
pack=$(cd -- "$(dirname -- "$0")" && pwd -P) || exit 1
target=$(cd -- "$1" 2>/dev/null && pwd -P) || stop "没有这个文件夹：$1" 2
keys=${2-}
[ -z "$keys" ] || [ -f "$keys" ] || stop "没有这个公钥文件：$keys" 2
if [ ! -f "$target/release.json" ] && [ -f "$target/site/release.json" ]; then
    target=$(cd -- "$target/site" && pwd -P) || exit 1
fi
umask a+rx # a web server runs as somebody else
work=$target/.xuanlan-update
mark=$work/moving-{{ new }}
lists=$pack/update

for one in cksum cp dirname find grep head mkdir mv rm rmdir sed sort uniq; do
    command -v "$one" >/dev/null || stop "这台电脑上没有 $one 这条命令，不能更新。网站没有变。" 3
done
tool=cksum
for one in openssl shasum sha256sum; do
    if command -v "$one" >/dev/null; then tool=$one; fi
done

# Whether the files below $1 are those of the list of SHA-256 that comes in.
match() (
    cd -- "$1" || exit 1
    case $tool in
    sha256sum) sha256sum -c >/dev/null 2>&1 ;;
    shasum) shasum -a 256 -c >/dev/null 2>&1 ;;
    openssl)
        while IFS= read -r line; do
            found=$(openssl dgst -sha256 <"${line#*  }" 2>/dev/null) || exit 1
            [ "${found##* }" = "${line%%  *}" ] || exit 1
        done
        ;;
    esac
)

# The same for a list of sizes and checksums, where there is nothing better.
match_cksum() (
    cd -- "$1" || exit 1
    while IFS= read -r line; do
        size=${line#* }
        path=${size#* }
        set -- $(cksum <"$path" 2>/dev/null)
        [ "${1-} ${2-} $path" = "$line" ] || exit 1
    done
)

# Whether the lists are those that this script was made with.
known() {
    if [ $tool = cksum ]; then
        match_cksum "$lists" <<'END'
{% for list in lists %}
{{ list.cksum }} {{ list.name }}
{% endfor %}
END
    else
        match "$lists" <<'END'
{% for list in lists %}
{{ list.sha256 }}  {{ list.name }}
{% endfor %}
END
    fi
}

# Whether every file that is to be moved is in the folder $1, as it was packed.
whole() {
    if [ $tool = cksum ]; then match_cksum "$1" <"$lists/files.cksum"; else match "$1" <"$lists/files.sha256"; fi
}

# Whether a list says nothing but what this script does, and of nothing but what lies below a folder.
clean() {
    while IFS= read -r step; do
        case ${step%% *} in
        remove | folder | move | empty) ;;
        *) return 1 ;;
        esac
        case /${step#* }/ in
        *//* | */./* | */../* | *\\* | /[A-Za-z]:*) return 1 ;;
        esac
    done <"$lists/$1"
}

# Whether everything that is to be written to may be.
writable() {
    [ -w "$target" ] || return 1
    cat "$lists/switch.txt" "$lists/clear.txt" | sed -n 's,^[a-z]* \(.*\)/[^/]*$,\1,p' | sort -u | (
        while IFS= read -r folder; do
            [ ! -d "$target/$folder" ] || [ -w "$target/$folder" ] || exit 1
        done
    )
}

# The first file that the site has and its list has not, or the other way round; nothing where they agree.
# Folders of systems, and files that only servers read, are none of the site's.
odd() {
    {
        sed 's/^[0-9a-f]*  //' "$target/manifest.sha256"
        printf '%s\n' manifest.sha256 release.js release.json
        (cd -- "$target" && find . -type f) | sed 's,^\./,,'
    } | sort | uniq -u | grep -Ev '{{ foreign }}' | head -n 1
}

# Whether the site has the files of its list, as they were made, and no others.
sound() {
    wrong=$(odd)
    [ -z "$wrong" ] && { [ $tool = cksum ] || match "$target" <"$target/manifest.sha256"; }
}

# Whether the list of the site is that of the old release.
based() {
    if [ $tool = cksum ]; then
        printf '%s\n' '{{ base_cksum }} manifest.sha256' | match_cksum "$target"
    else
        printf '%s\n' '{{ base }}  manifest.sha256' | match "$target"
    fi
}

is() {
    grep -qF "\"tree\": \"$1\"" "$target/release.json"
}

# Does what a list says; each step may have been done already.
apply() {
    while IFS= read -r step; do
        path=${step#* }
        case ${step%% *} in
        remove) rm -f "$target/$path" ;;
        folder) mkdir -p "$target/$path" ;;
        move) [ ! -f "$work/files/$path" ] || mv -f "$work/files/$path" "$target/$path" ;;
        empty) rmdir "$target/$path" 2>/dev/null || : ;;
        esac 2>/dev/null || return 1
    done <"$lists/$1"
}

stage() {
    {
        mkdir -p "$work" && rm -rf "$work/files" && cp -R "$pack/files" "$work/files" && whole "$work/files" || return 1
        chmod -R a+rX "$work/files" || : # no command for it, or a disk without modes
        : >"$mark"
    } 2>/dev/null
}

# Whoever keeps the key of those who pack takes nothing that they have not signed. The key never comes from the pack.
# This tells packs apart that were mixed up; of a script that somebody has forged it can say nothing. See 请先看这里.txt.
signed() {
    list=$pack/{{ signed }}
    [ $tool != cksum ] || stop "这台电脑上没有 sha256sum、shasum、openssl，核对不了签名。网站没有变。" 3
    if grep -q '^untrusted comment' "$keys"; then
        command -v minisign >/dev/null || stop "这台电脑上没有 minisign，核对不了签名。网站没有变。" 3
        minisign -V -q -p "$keys" -m "$list" -x "$list.minisig" >/dev/null 2>&1 || return 1
    else
        command -v ssh-keygen >/dev/null || stop "这台电脑上没有 ssh-keygen，核对不了签名。网站没有变。" 3
        ssh-keygen -Y verify -f "$keys" -I xuanlan -n xuanlan -s "$list.sig" <"$list" >/dev/null 2>&1 || return 1
    fi
    grep -qx '[0-9a-f]*  更新\.sh' "$list" && match "$pack" <"$list"
}

[ -f "$lists/clear.txt" ] && [ -z "$(find "$pack/files" "$lists" ! -type d ! -type f | head -n 1)" ] || stop "$broken" 3
known && clean switch.txt && clean clear.txt && whole "$pack/files" || stop "$broken" 3
if [ -z "$keys" ]; then
    for one in allowed_signers minisign.pub; do
        if [ -f "${XDG_CONFIG_HOME:-${HOME-}/.config}/xuanlan/$one" ]; then
            keys=${XDG_CONFIG_HOME:-${HOME-}/.config}/xuanlan/$one
        fi
    done
fi
if [ -n "$keys" ]; then
    signed || stop "这个更新包没有 $keys 认可的签名，网站没有变。请向打包的人问明白。" 3
fi
[ -f "$target/release.json" ] || stop "$target 里没有网站。" 2
for above in "$target/.." "$target/../.."; do
    [ ! -e "$above/.xuanlan" ] || stop "$target 是 xuanlan publish 发布的，请在那里重新发布，不要用更新包。" 2
done
if [ -n "$(find "$target/." ! -type d ! -type f | head -n 1)" ]; then
    stop "$target 里有链接，或者不是普通文件的东西，不能更新。请用完整的包，解压到一个空文件夹。" 2
fi
for other in "$work"/moving-*; do
    [ -e "$other" ] && [ "$other" != "$mark" ] || continue
    sound || stop "上一次更新没有做完，请先把那一次的更新包再运行一遍。" 2
    rm -rf "$work" # a whole pack has taken the place of what was begun
done

if ! is {{ new }}; then
    is {{ base }} || stop "$target 里的网站不是 {{ from }}，这个更新包用不上。请改用完整的包。" 2
    if [ ! -e "$mark" ]; then
        based && sound || stop "$target 里的文件和 {{ from }} 的清单不符${wrong:+（$wrong）}，多了、少了，或者改动过、有损坏，网站没有变。请改用完整的包，解压到一个空文件夹。" 1
    fi
    if ! writable || ! stage; then
        [ -e "$mark" ] || rm -rf "$work" 2>/dev/null
        stop "写不进 $target，可能空间不够，或者没有权限。" 1
    fi
    sync || :
    apply switch.txt || stop "更新到一半停住了：写不进 $target。请查明原因，再运行一次。" 1
    sync || :
fi
apply clear.txt && rm -rf "$work" 2>/dev/null || stop "网站已经更新，但是有的旧文件删不掉。请查明原因，再运行一次。" 1
sound || stop "更新做完了，但是网站里的文件与清单不符${wrong:+（$wrong）}，有损坏，或者多出了文件。请改用完整的包，解压到一个空文件夹。" 1
echo "已更新到 {{ to }}。"
exit 0
}
