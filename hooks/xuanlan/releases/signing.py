"""Signatures of packs, made and verified by established programs: ssh-keygen, or minisign.

The list of all files of a pack is signed, so the signature covers each of them. It is verified against public keys that
the receiver already has; keys that came with the pack would prove nothing.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from xuanlan import addresses
from xuanlan.diagnostics.report import CallError, MachineError
from xuanlan.tree.release import differing, read_manifest

NAMESPACE = "xuanlan"
"""The namespace of OpenSSH signatures, and the signer's name in a file of allowed signers; others do not count."""
_SSH, _MINISIGN = "ssh-keygen", "minisign"
_SUFFIX = {_SSH: addresses.SIGNATURES[0], _MINISIGN: addresses.SIGNATURES[1]}


def sign(content: bytes, key: Path) -> tuple[str, bytes]:
    """The name and the content of the file with the signature of `content` by the private `key`.

    Raises CallError without such a file, MachineError when the program is missing or does not sign.
    """
    tool = _tool(key)
    with tempfile.TemporaryDirectory(prefix="xuanlan-") as folder:
        file = Path(folder, addresses.SIGNED)
        file.write_bytes(content)
        made = file.with_name(_SUFFIX[tool])
        if tool == _SSH:
            done = _run([tool, "-Y", "sign", "-q", "-f", str(key), "-n", NAMESPACE, str(file)])
        else:
            done = _run([tool, "-S", "-s", str(key), "-m", str(file), "-x", str(made), "-t", NAMESPACE])
        if done.returncode or not made.is_file():
            said = done.stderr.decode(errors="replace").strip().splitlines()
            why = f"（{said[-1]}）" if said else ""
            raise MachineError(f"{tool} 没有签名，没有打包。请核对 {key} 是不是私钥，密码对不对。{why}")
        return made.name, made.read_bytes()


def signed_files(folder: Path, keys: Path) -> int:
    """Verify the unpacked pack in `folder` against the public keys in the file `keys`; returns how many files it has.

    Raises CallError when `keys` is no file of keys, MachineError for every other reason not to trust the pack.
    """
    tool, listing = _tool(keys), folder / addresses.SIGNED
    signature = listing.with_name(_SUFFIX[tool])
    if not (listing.is_file() and signature.is_file()):
        raise MachineError(f"{folder} 里没有这种签名（{signature.name}），不能确认是谁打的包。")
    content = listing.read_bytes()
    if tool == _SSH:
        words = ["-Y", "verify", "-f", str(keys), "-I", NAMESPACE, "-n", NAMESPACE, "-s", str(signature)]
    else:
        words = ["-V", "-q", "-p", str(keys), "-m", str(listing), "-x", str(signature)]
    if _run([tool, *words], content).returncode:
        raise MachineError(f"签名不对：{folder} 里的清单不是 {keys} 里的人签的，或者被改动过。请不要使用。")
    try:
        known = read_manifest(content)
    except ValueError:
        raise MachineError(f"签名的清单 {listing} 看不懂。请不要使用。") from None
    wrong = differing(folder, known)
    if wrong:
        raise MachineError(f"签名是真的，但是文件与签名的清单不符，请不要使用：{'；'.join(wrong[:5])}")
    return len(known)


def _tool(key: Path) -> str:
    """The program that the kind of key in the file `key` needs."""
    try:
        first = key.read_bytes()[:200]
    except OSError:
        raise CallError(f"没有密钥文件 {key}，或者读不出来。") from None
    tool = _MINISIGN if first.startswith(b"untrusted comment:") else _SSH
    if not shutil.which(tool):
        raise MachineError(f"这台电脑上没有 {tool}，不能签名，也不能核对签名。请先安装。")
    return tool


def _run(words: Sequence[str], given: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    """Run a program with `given` as its input; without input it may ask for the password of a key."""
    out = None if given is None else subprocess.DEVNULL
    try:
        return subprocess.run(words, input=given, stdout=out, stderr=subprocess.PIPE, check=False)
    except OSError as error:
        raise MachineError(f"{words[0]} 不能运行：{error.strerror}") from error
