from __future__ import annotations

import shutil
import socket
from collections import namedtuple
from pathlib import Path

import pytest

from bot.serve import checks

from .test_model_files import write_model


def test_a_free_port_passes() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    assert checks.check_port("127.0.0.1", port, "KNOW287G_PORT") is None


def test_a_port_in_use_is_named_with_the_way_out() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        sentence = checks.check_port("127.0.0.1", port, "KNOW287G_PORT")
    assert sentence is not None
    assert f"Port {port} is in use" in sentence
    assert f"KNOW287G_PORT={port + 1}" in sentence


def test_an_address_of_another_machine_is_refused() -> None:
    sentence = checks.check_port("192.0.2.1", 5005, "KNOW287G_PORT")
    assert sentence is not None
    assert "KNOW287G_HOST" in sentence


def test_a_missing_folder_is_made(tmp_path: Path) -> None:
    folder = tmp_path / "var" / "data"
    assert checks.check_folder(folder, "tests") is None
    assert folder.is_dir()
    assert list(folder.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_named_with_its_use(tmp_path: Path) -> None:
    (tmp_path / "var").write_text("a file in the way")
    sentence = checks.check_folder(tmp_path / "var", "the database")
    assert sentence is not None
    assert str(tmp_path / "var") in sentence
    assert "the database" in sentence


def test_a_read_only_file_system_is_told() -> None:
    if not Path("/proc/version").exists():
        pytest.skip("no /proc on this system")
    sentence = checks.check_folder(Path("/proc"), "the database")
    assert sentence is not None
    assert "/proc" in sentence


def test_a_full_disk_is_told_in_megabytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = namedtuple("usage", "total used free")
    full = usage(10**9, 10**9 - 3 * 2**20, 3 * 2**20)
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: full)
    sentence = checks.check_folder(tmp_path, "the database")
    assert sentence is not None
    assert "The disk is full: 3 MB are free" in sentence


def test_a_missing_model_says_how_to_make_one(tmp_path: Path) -> None:
    assert "know287g train" in str(checks.check_model(tmp_path))


def test_a_broken_model_is_named_with_the_way_out(tmp_path: Path) -> None:
    (tmp_path / "m.tar.gz").write_bytes(b"\x1f\x8b broken")
    sentence = checks.check_model(tmp_path)
    assert isinstance(sentence, str)
    assert "m.tar.gz" in sentence
    assert "know287g train" in sentence


def test_a_whole_model_is_found(tmp_path: Path) -> None:
    model = write_model(tmp_path / "m.tar.gz")
    assert checks.check_model(tmp_path) == model
