"""Reading topics and replies: every fault is told with file, line and remedy."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from bot.content import loading
from bot.content.loading import current_content, load_content, state_of_files

from .crafted import REPLIES, TOPIC, changed, check, load, write_replies, write_topic


def test_a_topic_in_order_is_read_whole(tmp_path: Path) -> None:
    path = write_topic(tmp_path, TOPIC)
    content = load(tmp_path)
    topic = content.topics["jail"]
    assert content.problems == () and content.files["jail"] == path
    assert topic.answer.choose("es", "sms") == TOPIC["answer"]["es"]["sms"]
    assert topic.title.in_language("es") == "Cárcel"
    assert topic.reviewed.next == date(2027, 2, 1)
    assert topic.translation.source == "en"


def test_on_off_yes_and_no_are_words_and_only_true_and_false_are_not(
    tmp_path: Path,
) -> None:
    path = write_topic(tmp_path, TOPIC)
    words = "\n".join(f"  - {word}" for word in ("no", "on", "off", "yes", "NO"))
    path.write_text(path.read_text().replace("  - what is jail model 0", words))
    content = load(tmp_path)
    assert content.problems == ()
    assert content.topics["jail"].questions.en[:5] == ("no", "on", "off", "yes", "NO")
    assert content.topics["jail"].reviewed.on == date(2026, 11, 1)
    write_replies(tmp_path, {"a": {"en": "a", "es": "b", "spoken": False}})
    assert load(tmp_path).replies["a"].spoken is False


REFUSED: list[tuple[str, Any, str]] = [
    ("colour", "red", "colour: extra fields not permitted"),
    ("answer.en.fax", "x", "answer.en.fax: extra fields not permitted"),
    ("title.fr", "Prison", "title.fr: extra fields not permitted"),
    ("answer.es", ..., "answer.es: field required"),
    ("answer.es.sms", ..., "answer.es.sms: field required"),
    ("answer.es.web", "  \n ", "answer.es.web: is empty"),
    ("title.es", "", "title.es"),
    ("questions.es", ..., "questions.es: field required"),
    ("sources", [], "an answer without a source can't be published"),
    ("sources", ..., "sources: field required"),
    ("risk", "medium", "risk: unexpected value"),
    ("audience", "everyone", "audience: unexpected value"),
    ("reviewed", ..., "reviewed: field required"),
    ("reviewed.next", "soon", "reviewed.next: invalid date format"),
    ("translation.from", "fr", "translation.from: unexpected value"),
    ("sources", [{"title": "x"}], "sources.0.publisher: field required"),
    ("follow_ups", {"a": 1}, "follow_ups"),
    ("states", {"FL": {"en": "x"}}, "states.FL"),
]


@pytest.mark.parametrize(("path", "value", "told"), REFUSED)
def test_a_topic_out_of_order_is_refused_with_file_line_and_remedy(
    tmp_path: Path, path: str, value: Any, told: str
) -> None:
    file = write_topic(tmp_path, changed(TOPIC, (path, value)), stamp=False)
    content = load(tmp_path)
    assert content.topics == {}
    problem = next(p for p in content.problems if told in p.message)
    assert problem.file == str(file)
    assert 1 <= problem.line <= len(file.read_text().splitlines())
    assert problem.remedy and not problem.warning
    last = path.split(".")[-1]
    if value is not ... and last not in ("sources", "follow_ups", "states"):
        assert last in file.read_text().splitlines()[problem.line - 1]


@pytest.mark.parametrize("topic_id", ["Jail", "jail-model", "jaïl", "", "a b"])
def test_an_id_holds_only_small_letters_digits_and_lines(
    tmp_path: Path, topic_id: str
) -> None:
    write_topic(tmp_path, changed(TOPIC, ("id", topic_id)), stamp=False)
    assert load(tmp_path).topics == {}
    assert "may hold only" in str(load(tmp_path).problems)


def test_a_file_is_named_as_its_topic(tmp_path: Path) -> None:
    write_topic(tmp_path, TOPIC).rename(tmp_path / "faq" / "other.yml")
    (problem,) = load(tmp_path).problems
    assert "is not the file's name" in problem.message


@pytest.mark.parametrize(
    "text",
    ["a: b: c", "id: [1,", "\tid: x", "id: 'x", "- &a [*a", "a: !!python/name:os"],
)
def test_what_is_no_yaml_is_told_with_its_line(tmp_path: Path, text: str) -> None:
    (tmp_path / "faq").mkdir()
    (tmp_path / "faq" / "x.yml").write_text(f"# first\n{text}\n")
    (problem,) = load(tmp_path).problems
    assert problem.message == "is not valid YAML"
    assert problem.line >= 2


@pytest.mark.parametrize("text", ["", "[]", "just words", "5", "null"])
def test_a_file_that_holds_no_topic_is_a_problem_and_no_crash(
    tmp_path: Path, text: str
) -> None:
    (tmp_path / "faq").mkdir()
    (tmp_path / "faq" / "x.yml").write_text(text)
    assert load(tmp_path).problems


def test_one_broken_file_hides_neither_the_others_nor_their_faults(
    tmp_path: Path,
) -> None:
    write_topic(tmp_path, TOPIC)
    write_topic(tmp_path, changed(TOPIC, ("id", "b"), ("colour", 1)), stamp=False)
    (tmp_path / "faq" / "c.yml").write_text("a: b: c")
    content = load(tmp_path)
    assert list(content.topics) == ["jail"]
    assert {Path(p.file).name for p in content.problems} == {"b.yml", "c.yml"}


def test_a_replys_plain_text_stands_for_both_channels(tmp_path: Path) -> None:
    two = {"web": "Long.", "sms": "Short."}
    write_replies(tmp_path, {"a": {"en": "One.", "es": two}})
    reply = load(tmp_path).replies["a"]
    assert reply.choose("en", "web") == reply.choose("en", "sms") == "One."
    assert (reply.choose("es", "web"), reply.choose("es", "sms")) == ("Long.", "Short.")
    assert reply.spoken and not reply.verbatim


@pytest.mark.parametrize(
    "body",
    [
        {"en": "x"},
        {"en": "x", "es": {"web": "x"}},
        {"en": "x", "es": "x", "colour": "red"},
        {"en": "x", "es": ""},
        {"en": "x", "es": "x", "buttons": [{"title": {"en": "a"}, "payload": "/x"}]},
    ],
)
def test_a_reply_out_of_order_is_refused(tmp_path: Path, body: dict[str, Any]) -> None:
    write_replies(tmp_path, {"a": body, "b": {"en": "x", "es": "y"}})
    content = load(tmp_path)
    assert list(content.replies) == ["b"] and content.problems


@pytest.mark.parametrize("text", ["[a, b]", "words", "5", "a: words", "a: [b]", "a:"])
def test_a_file_that_holds_no_replies_is_a_problem_and_no_crash(
    tmp_path: Path, text: str
) -> None:
    write_replies(tmp_path, REPLIES).with_name("x.yml").write_text(text)
    content = load(tmp_path)
    assert list(content.replies) == ["menu"] and content.problems


def test_an_id_that_stands_twice_is_told(tmp_path: Path) -> None:
    write_topic(tmp_path, TOPIC)
    write_replies(tmp_path, {**REPLIES, "jail": {"en": "x", "es": "y"}})
    (tmp_path / "replies" / "more.yml").write_text("menu: {en: x, es: y}")
    told = [p.message for p in load(tmp_path).problems]
    assert told == ["the id 'jail' stands twice", "the id 'menu' stands twice"]


def test_an_empty_folder_is_an_empty_content(tmp_path: Path) -> None:
    assert load(tmp_path).topics == {} == load(tmp_path).replies
    assert check(tmp_path) == []


def test_loaded_content_can_not_be_changed(tmp_path: Path) -> None:
    write_topic(tmp_path, TOPIC)
    with pytest.raises(TypeError):
        load(tmp_path).topics["jail"].risk = "normal"  # type: ignore[misc]


def test_a_problem_reads_like_a_compilers(tmp_path: Path) -> None:
    problem = loading.Problem("data/faq/a.yml", 7, "is wrong", "Mend it")
    assert str(problem) == "data/faq/a.yml:7: error: is wrong. Mend it"
    warned = loading.Problem("a", 1, "x", "y", warning=True)
    assert str(warned) == "a:1: warning: x. y"


@pytest.fixture
def live(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A data folder that ``current_content`` reads instead of ours."""
    monkeypatch.setattr(loading, "state_of_files", lambda: state_of_files(tmp_path))
    monkeypatch.setattr(loading, "_second", count().__next__)
    monkeypatch.setattr(loading, "load_content", lambda: load_content(tmp_path))
    monkeypatch.setattr(loading, "_given", [])
    loading._cached.cache_clear()
    write_topic(tmp_path, TOPIC)
    write_replies(tmp_path, REPLIES)
    yield tmp_path
    loading._cached.cache_clear()


def touch(path: Path, seconds: int = 1) -> None:
    later = path.stat().st_mtime + seconds
    os.utime(path, (later, later))


def test_a_corrected_wording_is_live_without_a_restart(live: Path) -> None:
    first = current_content()
    assert current_content() is first, "read again although nothing changed"
    touch(write_topic(live, changed(TOPIC, ("answer.en.web", "New words."))))
    assert current_content().topics["jail"].answer.en.web == "New words."


def test_a_topic_that_is_taken_away_is_gone(live: Path) -> None:
    current_content()
    (live / "faq" / "jail.yml").unlink()
    assert current_content().topics == {}


def test_an_older_text_put_back_is_live(live: Path) -> None:
    path = write_topic(live, changed(TOPIC, ("answer.en.web", "New words.")))
    assert current_content().topics["jail"].answer.en.web == "New words."
    write_topic(live, TOPIC)
    touch(path, -3600)
    assert current_content().topics["jail"].answer.en.web != "New words."


def test_the_files_are_looked_at_once_a_second(
    live: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    second = iter([7, 7, 8])
    monkeypatch.setattr(loading, "_second", second.__next__)
    before = current_content()
    touch(write_topic(live, changed(TOPIC, ("answer.en.web", "New words."))))
    assert current_content() is before
    assert current_content().topics["jail"].answer.en.web == "New words."


@pytest.mark.parametrize("broken", ["a: b: c", "id: jail\n", "", "id: jail\ncolour: x"])
def test_a_slip_in_a_file_leaves_the_last_wording_of_its_texts(
    live: Path, broken: str, caplog: pytest.LogCaptureFixture
) -> None:
    current_content()
    for name in ("faq/jail.yml", "replies/all.yml"):
        (live / name).write_text(broken or "menu: {en: x}")
        touch(live / name, 2)
    content = current_content()
    assert content.topics["jail"].answer.en.web == TOPIC["answer"]["en"]["web"]
    assert content.replies["menu"].en.web == REPLIES["menu"]["en"]
    assert content.problems and "last wording stays" in caplog.text


def test_once_the_slip_is_mended_the_new_wording_is_live(live: Path) -> None:
    current_content()
    path = live / "faq" / "jail.yml"
    path.write_text("a: b: c")
    touch(path)
    current_content()
    touch(write_topic(live, changed(TOPIC, ("answer.en.web", "New words."))), 2)
    content = current_content()
    assert content.topics["jail"].answer.en.web == "New words."
    assert content.problems == ()
