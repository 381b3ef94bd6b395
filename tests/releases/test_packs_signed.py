"""Signed packs: who packed them is known, to `xuanlan verify` and to the scripts, and a forged one is not taken."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest
from commands import call, environment
from sites import new_site, notice, write
from trees import digests

from xuanlan.releases.publish import Store

SIGNED = "signed.sha256"
SIGNATURE = {"ssh-keygen": f"{SIGNED}.sig", "minisign": f"{SIGNED}.minisig"}


@dataclass(frozen=True, slots=True)
class Keys:
    """Two persons' keys of one program: the private files, and what a receiver keeps of each."""

    tool: str
    private: Path
    public: Path
    stranger: Path
    strangers_public: Path


def _made(tool: str, folder: Path, name: str) -> tuple[Path, Path]:
    private, public = folder / name, folder / f"{name}.keep"
    if tool == "ssh-keygen":
        words = [tool, "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", str(private)]
        subprocess.run(words, check=True, capture_output=True)
        public.write_text(f"xuanlan {private.with_suffix('.pub').read_text()}", encoding="utf-8")
    else:
        words = [tool, "-G", "-W", "-s", str(private), "-p", str(public)]
        subprocess.run(words, check=True, capture_output=True)
    return private, public


@pytest.fixture(scope="module", params=["ssh-keygen", "minisign"])
def keys(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Keys:
    folder = tmp_path_factory.mktemp("keys")
    return Keys(request.param, *_made(request.param, folder, "own"), *_made(request.param, folder, "stranger"))


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site that has been published twice into `www`."""
    root = new_site(tmp_path_factory.mktemp("signed") / "project", {"a.md": notice("停水通知", "2026-01-05", id="a")})
    (root / "notices/settings.yml").write_text("打印件: 不做\n", encoding="utf-8")
    for day in (1, 2):
        assert call("publish", "www", "--now", f"2026-02-0{day}", cwd=root).returncode == 0
        write(root, {"notices/b.md": notice("停电通知", "2026-01-06", id="b")})
    return root


def packed(root: Path, file: Path, key: Path, *words: str) -> Path:
    """The pack, unpacked."""
    done = call("pack", "www", str(file), "--sign", str(key), *words, cwd=root)
    assert done.returncode == 0, done.stderr
    folder = file.with_suffix("")
    with zipfile.ZipFile(file) as pack:
        pack.extractall(folder)
    return folder


def verified(folder: Path, signers: Path, **variables: str) -> tuple[int, str]:
    done = call("verify", str(folder), "--signers", str(signers), cwd=folder.parent, **variables)
    assert "Traceback" not in done.stderr
    return done.returncode, done.stderr


@pytest.mark.parametrize("kind", ["whole", "offline", "delta"])
def test_a_signed_pack_is_known_by_the_key_that_the_receiver_keeps_and_by_no_other(
    root: Path, keys: Keys, tmp_path: Path, kind: str
) -> None:
    older = Store(root / "www").releases()[1]
    words = {"whole": (), "offline": ("--offline",), "delta": ("--delta", older.id)}[kind]
    folder = packed(root, tmp_path / "包.zip", keys.private, *words)
    code, said = verified(folder, keys.public)
    assert (code, "签名有效" in said) == (0, True), said
    code, said = verified(folder, keys.strangers_public)
    assert (code, "签名不对" in said) == (3, True), said
    if kind != "delta":
        assert call("verify", str(folder), cwd=root).returncode == 0, "the signature is no fault of a tree"


def forged(folder: Path, keys: Keys, harm: str) -> None:
    """Change the pack as somebody would who can compute digests."""
    page, listing = folder / "index.html", folder / SIGNED
    if harm == "a page":
        page.write_text("假的", encoding="utf-8")
    elif harm == "a page and the list":
        old = hashlib.sha256(page.read_bytes()).hexdigest()
        page.write_text("假的", encoding="utf-8")
        new = hashlib.sha256(page.read_bytes()).hexdigest()
        listing.write_text(listing.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    elif harm == "one file more":
        (folder / "more.html").write_text("假的", encoding="utf-8")
    elif harm == "one file less":
        (folder / "404.html").unlink()
    elif harm == "no signature":
        (folder / SIGNATURE[keys.tool]).unlink()
    elif harm == "no list":
        listing.unlink()
    elif harm == "half a signature":
        file = folder / SIGNATURE[keys.tool]
        file.write_bytes(file.read_bytes()[:60])
    elif harm == "another's signature":
        signature = listing.with_name(SIGNATURE[keys.tool])
        signature.unlink()
        if keys.tool == "ssh-keygen":
            words = [keys.tool, "-Y", "sign", "-q", "-f", str(keys.stranger), "-n", "xuanlan", str(listing)]
        else:
            words = [keys.tool, "-S", "-s", str(keys.stranger), "-m", str(listing), "-x", str(signature)]
        subprocess.run(words, check=True, capture_output=True)


HARMS = (
    "a page", "a page and the list", "one file more", "one file less",
    "no signature", "no list", "half a signature", "another's signature",
)  # fmt: skip


@pytest.fixture(scope="module")
def whole(root: Path, keys: Keys, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return packed(root, tmp_path_factory.mktemp("whole") / "包.zip", keys.private)


@pytest.mark.parametrize("harm", HARMS)
def test_a_forged_pack_is_told_from_the_signed_one(whole: Path, keys: Keys, tmp_path: Path, harm: str) -> None:
    folder = Path(shutil.copytree(whole, tmp_path / "forged"))
    forged(folder, keys, harm)
    code, said = verified(folder, keys.public)
    assert (code, "签名有效" in said) == (3, False), said


def test_a_signature_for_another_purpose_or_of_another_name_does_not_count(root: Path, tmp_path: Path) -> None:
    private, public = _made("ssh-keygen", tmp_path, "own")
    folder = packed(root, tmp_path / "包.zip", private)
    kept = public.read_text(encoding="utf-8")
    for line in (kept.replace("xuanlan ", 'xuanlan namespaces="git" ', 1), kept.replace("xuanlan ", "else ", 1)):
        public.write_text(line, encoding="utf-8")
        assert verified(folder, public)[0] == 3
    public.write_text(kept.replace("xuanlan ", 'xuanlan namespaces="xuanlan" ', 1), encoding="utf-8")
    assert verified(folder, public)[0] == 0
    (folder / f"{SIGNED}.sig").unlink()
    words = ["ssh-keygen", "-Y", "sign", "-q", "-f", str(private), "-n", "file", str(folder / SIGNED)]
    subprocess.run(words, check=True, capture_output=True)
    assert verified(folder, public)[0] == 3


def test_without_the_program_or_with_what_is_no_key_one_sentence_says_so(
    root: Path, keys: Keys, whole: Path, tmp_path: Path
) -> None:
    for done in (
        call("pack", "www", str(tmp_path / "x.zip"), "--sign", str(keys.private), cwd=root, PATH="/nowhere"),
        call("verify", str(whole), "--signers", str(keys.public), cwd=root, PATH="/nowhere"),
    ):
        assert (done.returncode, done.stderr.count("\n"), keys.tool in done.stderr) == (3, 1, True), done.stderr
    (tmp_path / "no.key").write_text("不是密钥\n", encoding="utf-8")
    wrong = {str(tmp_path / "no.key"): 3, str(tmp_path / "missing"): 2, str(tmp_path): 2}
    for key, code in wrong.items():
        done = call("pack", "www", str(tmp_path / "x.zip"), "--sign", key, cwd=root)
        assert (done.returncode, "Traceback" in done.stderr, done.stderr.count("\n")) == (code, False, 1), done.stderr
    assert not (tmp_path / "x.zip").exists()


@pytest.fixture(scope="module")
def update(root: Path, keys: Keys, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("update") / "更新 包.zip"
    return packed(root, file, keys.private, "--delta", Store(root / "www").releases()[1].id)


@pytest.fixture
def stick(root: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(Store(root / "www").releases()[1].folder, tmp_path / "stick"))


def apply(update: Path, target: Path, *words: str, **variables: str) -> tuple[int, str]:
    done = subprocess.run(
        ["sh", str(update / "更新.sh"), str(target), *words],
        env=environment(XDG_CONFIG_HOME=str(target.parent / "config"), **variables),
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr


def test_the_script_takes_a_pack_that_is_signed_by_whom_the_receiver_knows(
    root: Path, keys: Keys, update: Path, stick: Path
) -> None:
    before = digests(stick)
    code, said = apply(update, stick, str(keys.strangers_public))
    assert (code, said.count("\n"), "签名" in said) == (3, 1, True), said
    assert digests(stick) == before
    assert apply(update, stick, str(keys.public))[0] == 0
    assert digests(stick) == digests(Store(root / "www").releases()[0].folder)


def test_whoever_keeps_a_key_in_its_place_takes_nothing_unsigned(keys: Keys, update: Path, stick: Path) -> None:
    before = digests(stick)
    place = stick.parent / "config/xuanlan" / ("allowed_signers" if keys.tool == "ssh-keygen" else "minisign.pub")
    place.parent.mkdir(parents=True)
    shutil.copy(keys.public, place)
    plain = Path(shutil.copytree(update, stick.parent / "plain"))
    for file in plain.glob(f"{SIGNED}*"):
        file.unlink()
    assert apply(plain, stick)[0] == 3
    changed = Path(shutil.copytree(update, stick.parent / "changed"))
    (changed / "请先看这里.txt").write_text("别的话", encoding="utf-8")
    assert apply(changed, stick)[0] == 3
    assert digests(stick) == before
    assert apply(update, stick)[0] == 0


def test_without_the_program_the_script_says_so_and_nothing_changes(
    keys: Keys, update: Path, stick: Path, tmp_path: Path
) -> None:
    (tmp_path / "bin").mkdir()
    names = "sh cat cksum cp dirname find grep head mkdir mv rm rmdir sed sort sync uniq sha256sum"
    for name in names.split():
        (tmp_path / "bin" / name).symlink_to(shutil.which(name) or name)
    before = digests(stick)
    code, said = apply(update, stick, str(keys.public), PATH=str(tmp_path / "bin"))
    assert (code, said.count("\n"), keys.tool in said) == (3, 1, True), said
    assert digests(stick) == before


def test_the_same_release_and_key_give_the_same_pack(root: Path, keys: Keys, tmp_path: Path) -> None:
    for name in ("one.zip", "two.zip"):
        packed(root, tmp_path / name, keys.private)
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


def test_a_copy_of_a_signed_pack_is_brought_up_to_date_and_loses_the_old_signature(
    root: Path, keys: Keys, update: Path, tmp_path: Path
) -> None:
    newer, older = Store(root / "www").releases()
    file = tmp_path / "old.zip"
    done = call("pack", str(older.folder), str(file), "--sign", str(keys.private), cwd=root)
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(file) as pack:
        pack.extractall(tmp_path / "old")
    assert apply(update, tmp_path / "old")[0] == 0
    assert digests(tmp_path / "old") == digests(newer.folder)
