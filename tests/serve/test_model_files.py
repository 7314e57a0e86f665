from __future__ import annotations

import io
import os
import tarfile
from pathlib import Path

from bot.serve import model_files


def write_model(path: Path, names: tuple[str, ...] = ("metadata.json",)) -> Path:
    with tarfile.open(path, "w:gz") as archive:
        for name in names:
            entry = tarfile.TarInfo(name)
            entry.size = 100_000
            archive.addfile(entry, io.BytesIO(os.urandom(entry.size)))
    return path


def test_the_newest_model_is_the_one_written_last(tmp_path: Path) -> None:
    late, early = tmp_path / "a.tar.gz", tmp_path / "z.tar.gz"
    for path, when in ((late, 2_000), (early, 1_000)):
        write_model(path)
        os.utime(path, (when, when))
    assert model_files.newest_model(tmp_path) == late


def test_a_folder_without_a_model_or_no_folder_has_no_newest_model(
    tmp_path: Path,
) -> None:
    (tmp_path / "note.txt").write_text("not a model")
    assert model_files.newest_model(tmp_path) is None
    assert model_files.newest_model(tmp_path / "absent") is None


def test_a_whole_model_has_no_damage(tmp_path: Path) -> None:
    assert model_files.describe_damage(write_model(tmp_path / "m.tar.gz")) is None


def test_a_model_cut_short_is_damaged(tmp_path: Path) -> None:
    model = write_model(tmp_path / "m.tar.gz")
    whole = model.read_bytes()
    for length in (0, 10, len(whole) // 2, len(whole) - 4):
        model.write_bytes(whole[:length])
        assert model_files.describe_damage(model), length


def test_a_model_with_a_flipped_byte_is_damaged(tmp_path: Path) -> None:
    model = write_model(tmp_path / "m.tar.gz")
    content = bytearray(model.read_bytes())
    content[len(content) // 2] ^= 0xFF
    model.write_bytes(content)
    assert model_files.describe_damage(model)


def test_another_archive_is_not_a_model(tmp_path: Path) -> None:
    model = write_model(tmp_path / "m.tar.gz", ("holiday.jpg",))
    assert "not one written by Rasa" in str(model_files.describe_damage(model))


def test_a_model_is_current_until_its_inputs_change(tmp_path: Path) -> None:
    project = tmp_path / "project"
    (project / "data" / "nlu").mkdir(parents=True)
    examples = project / "data" / "nlu" / "greeting.yml"
    examples.write_text("nlu: []\n")
    model = write_model(tmp_path / "m.tar.gz")
    assert not model_files.is_current(model, project)
    model_files.record_fingerprint(model, model_files.fingerprint_inputs(project))
    assert model_files.is_current(model, project)
    examples.write_text("nlu: [{intent: greet}]\n")
    assert not model_files.is_current(model, project)


def test_a_spoilt_record_of_inputs_means_not_current(tmp_path: Path) -> None:
    model = write_model(tmp_path / "m.tar.gz")
    for spoilt in ("", "[]", "{}", '"x"'):
        model_files.fingerprint_path(model).write_text(spoilt)
        assert not model_files.is_current(model, tmp_path)
