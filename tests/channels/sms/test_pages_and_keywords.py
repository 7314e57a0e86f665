"""Pages of a text and whole-message keywords, over many texts."""

from __future__ import annotations

import random
import re

import pytest

from bot.channels.sms.wording import SEGMENTS
from bot.content.loading import Content
from bot.language.gsm import fold, is_gsm, segments
from bot.language.sms_keywords import is_reaction, keyword_words, read_keyword
from bot.language.sms_pages import cut_page

TAIL = "Mande MAS para seguir."
WORDS = [
    "está",
    "año",
    "¿qué?",
    "police.",
    "287(g)",
    "ice.gov/identify-and-arrest/287g",
]
WORDS += ["1-844-363-1423", "“quoted”", "👍", "línea\n", "Ñandú!", "€"]


def pages_of(text: str, at_most: int = SEGMENTS) -> list[str]:
    pages, rest = [], text
    while rest:
        page, rest = cut_page(rest, TAIL, at_most)
        pages.append(page)
    return pages


@pytest.mark.parametrize("seed", range(40))
def test_pages_hold_every_word_whole_and_in_order(seed: int) -> None:
    chance = random.Random(seed)
    text = " ".join(chance.choices(WORDS, k=chance.randint(1, 200))).strip()
    pages = pages_of(text)
    assert all(segments(page) <= SEGMENTS for page in pages)
    assert all(page.endswith(TAIL) for page in pages[:-1])
    said = " ".join(page.removesuffix(TAIL) for page in pages)
    assert fold(said).split() == fold(text).split()


def test_a_page_ends_after_a_sentence_where_there_is_one() -> None:
    text = "This is a sentence of the answer. " * 20
    assert pages_of(text)[0].removesuffix(TAIL).strip().endswith("answer.")


def test_a_word_longer_than_a_page_is_still_said() -> None:
    pages = pages_of("x" * 1000)
    assert sum(page.count("x") for page in pages) == 1000
    assert all(segments(page) <= SEGMENTS for page in pages)


def test_what_gsm_holds_keeps_its_letters() -> None:
    page, _ = cut_page("¿Mañana? ¡Él ñ é ü! está " * 20, TAIL, SEGMENTS)
    assert is_gsm(page) and "¿Mañana? ¡Él ñ é ü! esta" in page


def test_no_text_of_the_channel_takes_more_than_its_segments(shipped: Content) -> None:
    said = {n: r for n, r in shipped.replies.items() if n.startswith("sms_")}
    assert len(said) >= 8
    for name, reply in said.items():
        for text in (reply.en.sms, reply.es.sms):
            assert segments(fold(text)) <= (1 if name == "sms_cry" else 2), name


def test_who_this_is_leaves_room_for_an_answer(shipped: Content) -> None:
    first = shipped.replies["sms_first"]
    for text in (first.en.sms, first.es.sms):
        assert len(text) <= 90
        assert re.search(r"not the government|no es del gobierno", text)
        assert re.search("STOP|ALTO", text) and re.search("HELP|AYUDA", text)


@pytest.mark.parametrize("word", ["stop", "unsubscribe", "cancel", "end", "quit"])
def test_the_words_that_carriers_require_stop(word: str) -> None:
    assert word in keyword_words("stop", "en")
    for form in (word, word.upper(), f" {word}. ", f"“{word}”"):
        assert (found := read_keyword(form)) is not None and found.kind == "stop"


@pytest.mark.parametrize(
    "text",
    ["no", "yes", "si", "info about ice", "stop at my door", "", "?!", "x" * 500],
)
def test_what_is_no_keyword_is_none(text: str) -> None:
    assert read_keyword(text) is None


@pytest.mark.parametrize(
    "text", ["I liked it", "me gusta su ayuda", "loved ones taken"]
)
def test_a_sentence_with_a_reactions_word_is_no_reaction(text: str) -> None:
    assert not is_reaction(text)
