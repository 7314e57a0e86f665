"""Reading levels by their published formulas, with names that say nothing taken out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.reading_level import Language, measure, sentences, without_names


def test_flesch_kincaid_of_a_text_counted_by_hand() -> None:
    # 12 words, 2 sentences, 12 syllables: 0.39 * 6 + 11.8 * 1 - 15.59 = -1.45
    text = "The cat sat on the mat. The dog ran to the door."
    assert measure(text, "en").score == pytest.approx(-1.4, abs=0.06)
    # 4 words, 1 sentence, 10 syllables: 0.39 * 4 + 11.8 * 2.5 - 15.59 = 15.47
    hard = "Immigration authorities question people."
    assert measure(hard, "en").score == pytest.approx(
        0.39 * 4 + 11.8 * (4 + 4 + 2 + 2) / 4 - 15.59, abs=0.06
    )


def test_fernandez_huerta_of_a_text_counted_by_hand() -> None:
    text = "La casa es de mi padre."
    syllables = 1 + 2 + 1 + 1 + 1 + 2
    expected = 206.84 - 60 * syllables / 6 - 1.02 * 6
    assert measure(text, "es").score == pytest.approx(expected, abs=0.06)


@pytest.mark.parametrize("language", ["en", "es"])
def test_harder_texts_measure_as_harder(language: Language) -> None:
    easy = {
        "en": "You can say no. You can ask for help.",
        "es": "Puede decir que no. Pida ayuda.",
    }
    hard = {
        "en": "Notwithstanding constitutional considerations, jurisdictions cooperate.",
        "es": "Las responsabilidades jurisdiccionales institucionales subsisten.",
    }
    first, second = measure(easy[language], language), measure(hard[language], language)
    if language == "en":
        assert first.score < second.score
    else:
        assert first.score > second.score


@pytest.mark.parametrize("language", ["en", "es"])
def test_names_links_and_numbers_weigh_nothing(language: Language) -> None:
    bare = "Call now. See it." if language == "en" else "Llame ya. Vea."
    named = (
        "Call American Civil Liberties Union. See justice.gov/eoir."
        if language == "en"
        else "Llame American Civil Liberties Union. Vea justice.gov/eoir."
    )
    difference = measure(named, language).score - measure(bare, language).score
    assert abs(difference) < 3.5 if language == "en" else abs(difference) < 20
    assert "Liberties" not in without_names(named, language)
    assert "justice" not in without_names(named, language)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One. Two! Three?", 3),
        ("It came in 2002. There were 5.", 2),
        ("It costs $1,500.50 a day.", 1),
        ("See ice.gov. Then call.", 2),
        ("A list:\n- one\n- two", 3),
        ("He said: go; she went.", 3),
        ('"Stay." Then "go."', 2),
        ("", 0),
        ("...", 0),
    ],
)
def test_sentences_end_where_readers_breathe(text: str, count: int) -> None:
    assert len(sentences(without_names(text, "en"))) == count


def test_the_longest_sentence_is_counted_in_words() -> None:
    text = "Two words. This one has six words altogether. End."
    assert measure(text, "en").longest_sentence == 6


@pytest.mark.parametrize(
    "word", ["anti-immigrant", "detainer's", "ñandú", "e-mail", "o'clock", "287g", "x"]
)
@pytest.mark.parametrize("language", ["en", "es"])
def test_a_word_no_dictionary_has_is_no_trouble(word: str, language: Language) -> None:
    assert isinstance(measure(f"They say {word} here.", language).score, float)


@given(st.text(max_size=300), st.sampled_from(["en", "es"]))
def test_every_text_can_be_measured(text: str, language: Language) -> None:
    level = measure(text, language)
    assert level.longest_sentence >= 0
    assert level.language == language


def test_an_empty_text_is_easy() -> None:
    assert measure("", "en").score <= 0
    assert measure("", "es").score >= 100
