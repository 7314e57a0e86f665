"""What people write is in no log, at no level, from no logger, in no exception."""

from __future__ import annotations

import io
import logging
import warnings
from collections.abc import Iterator

import pytest
import structlog

from bot.privacy import log_filter
from bot.privacy.log_filter import WordlessFormatter as Wordless
from bot.privacy.log_filter import install

SECRET = "zyxomma vive en la calle Roble"


@pytest.fixture
def output(
    logs_restored: None, monkeypatch: pytest.MonkeyPatch
) -> Iterator[io.StringIO]:
    stream = io.StringIO()
    install(logging.DEBUG)
    (handler,) = logging.getLogger().handlers
    assert isinstance(handler, logging.StreamHandler)
    handler.setStream(stream)
    yield stream


def fail_with_words() -> None:
    secret = SECRET
    raise ValueError(f"could not read {secret}")


OTHERS = ["rasa.core.processor", "rasa", "sanic.error", "asyncio", "sqlalchemy.engine"]


@pytest.mark.parametrize("name", OTHERS)
@pytest.mark.parametrize("level", [logging.DEBUG, logging.INFO, logging.CRITICAL])
def test_the_message_of_another_logger_is_withheld(
    output: io.StringIO, name: str, level: int
) -> None:
    logger = logging.getLogger(name)
    # SQLAlchemy sets a level of its own once it is imported.
    logger.setLevel(level)
    logger.log(level, f"Received {SECRET}")
    assert name in output.getvalue()
    assert logging.getLevelName(level) in output.getvalue()
    assert "zyxomma" not in output.getvalue()


def test_arguments_extras_and_stacks_are_withheld(output: io.StringIO) -> None:
    logger = logging.getLogger("rasa.core.channels")
    logger.error("message %s in %r", SECRET, {"text": SECRET})
    logger.error({"text": SECRET})
    logger.error("x", extra={"text": SECRET})
    logger.error(SECRET, stack_info=True)
    assert output.getvalue().count("rasa.core.channels") == 4
    assert "zyxomma" not in output.getvalue()


@pytest.mark.parametrize("name", ["rasa.core", "bot.channels"])
def test_arguments_that_do_not_fit_end_nothing_and_show_nothing(
    output: io.StringIO, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    root = logging.getLogger()
    # The handlers that pytest adds raise instead.
    root.handlers[:] = [h for h in root.handlers if isinstance(h.formatter, Wordless)]
    logging.getLogger(name).error("%s %s", SECRET)
    logging.getLogger(name).error("%d", SECRET)
    assert "zyxomma" not in output.getvalue() + "".join(capsys.readouterr())


@pytest.mark.parametrize("name", ["rasa.core.processor", "bot.channels.turn"])
def test_an_exception_shows_its_kind_and_place_only(
    output: io.StringIO, name: str
) -> None:
    try:
        fail_with_words()
    except ValueError:
        logging.getLogger(name).exception("a turn failed")
    said = output.getvalue()
    assert "ValueError" in said and "fail_with_words:" in said
    assert "zyxomma" not in said and "could not read" not in said


def test_a_chain_of_exceptions_shows_no_words(output: io.StringIO) -> None:
    try:
        try:
            fail_with_words()
        except ValueError as first:
            raise KeyError(SECRET) from first
    except KeyError:
        logging.getLogger("rasa").exception("x")
    assert "KeyError" in output.getvalue()
    assert "zyxomma" not in output.getvalue()


def test_an_error_made_without_being_raised_is_no_trouble(output: io.StringIO) -> None:
    logging.getLogger("rasa").error("x", exc_info=ValueError(SECRET))
    logging.getLogger("rasa").error("x", exc_info=True)
    assert "ValueError" in output.getvalue()
    assert "zyxomma" not in output.getvalue()


@pytest.mark.parametrize(
    "name", ["bot.channels.turn", "actions.looking_up", "know287g"]
)
def test_our_own_sentences_are_shown(output: io.StringIO, name: str) -> None:
    logging.getLogger(name).warning("a turn failed: %s", "TimeoutError")
    assert "a turn failed: TimeoutError" in output.getvalue()


@pytest.mark.parametrize(
    "name", ["botany", "bots.x", "actionserver", "rasa.bot", "root"]
)
def test_a_name_that_only_looks_like_ours_is_not(
    output: io.StringIO, name: str
) -> None:
    logging.getLogger(name).warning(SECRET)
    assert "zyxomma" not in output.getvalue()


def test_the_root_logger_is_not_ours(output: io.StringIO) -> None:
    logging.error(SECRET)
    assert output.getvalue() and "zyxomma" not in output.getvalue()


def test_structured_events_show_their_name_only(output: io.StringIO) -> None:
    logger = structlog.get_logger("rasa.core.processor")
    logger.debug("processor.message.parse", parse_data_text=SECRET, entities=[SECRET])
    logger.error(f"no plain name: {SECRET}")
    logger.info("rasa_sdk.x", text=SECRET, exc_info=True)
    assert "zyxomma" not in output.getvalue()


def test_a_structured_event_with_an_exception_shows_no_words(
    output: io.StringIO,
) -> None:
    try:
        fail_with_words()
    except ValueError:
        structlog.get_logger("rasa").exception("processor.failed", text=SECRET)
    assert "zyxomma" not in output.getvalue()


def test_loggers_that_were_set_up_before_lose_their_own_handlers(
    logs_restored: None,
) -> None:
    stream = io.StringIO()
    logger = logging.getLogger("rasa.core.noisy")
    logger.addHandler(logging.StreamHandler(stream))
    logger.propagate = False
    install(logging.DEBUG)
    logger.error(SECRET)
    assert stream.getvalue() == ""
    assert logger.propagate


def test_installing_again_leaves_one_handler(logs_restored: None) -> None:
    for _ in range(3):
        install()
    (handler,) = logging.getLogger().handlers
    assert isinstance(handler.formatter, Wordless)


def test_a_logger_that_rasa_lets_speak_at_debug_shows_no_words(
    output: io.StringIO,
) -> None:
    logger = logging.getLogger("rasa.core.policies")
    logger.setLevel(logging.DEBUG)
    logger.debug("Current tracker state: %s", SECRET)
    assert "rasa.core.policies" in output.getvalue()
    assert "zyxomma" not in output.getvalue()


def test_below_the_level_set_nothing_is_written(output: io.StringIO) -> None:
    logging.getLogger().setLevel(logging.WARNING)
    logging.getLogger("bot.x").info("quiet")
    structlog.get_logger("rasa.y").debug("processor.message.parse", text=SECRET)
    assert output.getvalue() == ""


def test_a_warning_sent_to_the_log_shows_no_words(output: io.StringIO) -> None:
    logging.captureWarnings(True)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("always")
            warnings.warn(SECRET, stacklevel=1)
    finally:
        logging.captureWarnings(False)
    assert "py.warnings" in output.getvalue()
    assert "zyxomma" not in output.getvalue()


def test_the_loggers_that_are_ours_are_the_ones_in_the_tree() -> None:
    assert set(log_filter.OURS) == {"bot", "actions", "know287g"}
