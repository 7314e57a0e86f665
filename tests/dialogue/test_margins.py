"""The linear classifier: small, without pickles, the same from every training."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.content.loading import Content
from bot.dialogue.components.classifier import MarginClassifier, confidence
from bot.dialogue.components.encoder import SentenceEncoder
from bot.dialogue.margins import Margins, fit_margins

TEXTS = [
    "what is the jail model",
    "jail model please",
    "tell me of the jail",
    "how do i find a lawyer",
    "find a lawyer for me",
    "a lawyer please",
    "hello there",
    "hello you",
    "hello hello",
]
LABELS = ["jail"] * 3 + ["lawyer"] * 3 + ["greet"] * 3
DENSE = np.random.default_rng(1).normal(size=(9, 4)).astype(np.float32)


def fit(dense: Any = DENSE, texts: list[str] = TEXTS) -> Margins:
    return fit_margins(texts, dense, LABELS, penalty=1.0, closeness_weight=1.0)


def test_its_own_examples_are_read_right() -> None:
    margins = fit()
    for text, dense, label in zip(TEXTS, DENSE, LABELS, strict=True):
        found = margins.of(text, dense)
        assert max(found, key=found.__getitem__) == label
        assert found.keys() == {"jail", "lawyer", "greet"}


def test_it_works_on_words_alone() -> None:
    margins = fit(dense=None)
    found = margins.of("a lawyer", None)
    assert max(found, key=found.__getitem__) == "lawyer"
    assert margins.closeness is None


def test_a_model_with_features_reads_a_message_without_them() -> None:
    found = fit().of("the jail model", None)
    assert max(found, key=found.__getitem__) == "jail"


def test_a_model_without_features_reads_a_message_with_them() -> None:
    bare = fit(dense=None)
    assert bare.of("a lawyer", DENSE[0]) == bare.of("a lawyer", None)


def test_a_text_of_unknown_words_gets_margins_all_the_same() -> None:
    for text in ("", "zzz qqq", "你好"):
        assert all(np.isfinite(list(fit(dense=None).of(text, None).values())))


def test_two_trainings_give_the_very_same_model() -> None:
    first, second = fit(), fit()
    assert np.array_equal(first.sparse_weights, second.sparse_weights)
    assert np.array_equal(first.duals, second.duals)
    assert first.of("find the jail", DENSE[0]) == second.of("find the jail", DENSE[0])


def test_classes_of_different_size_count_alike() -> None:
    texts = ["the jail model"] * 50 + ["find a lawyer"] * 2
    labels = ["jail"] * 50 + ["lawyer"] * 2
    margins = fit_margins(texts, None, labels, penalty=1.0, closeness_weight=1.0)
    found = margins.of("a lawyer", None)
    assert max(found, key=found.__getitem__) == "lawyer"


@pytest.mark.parametrize("dense", [DENSE, None], ids=["with features", "words alone"])
def test_a_saved_model_answers_as_before(tmp_path: Path, dense: Any) -> None:
    margins = fit(dense=dense)
    margins.save(tmp_path)
    loaded = Margins.load(tmp_path)
    for text in (*TEXTS, "something else", ""):
        before = margins.of(text, DENSE[0])
        assert loaded.of(text, DENSE[0]) == pytest.approx(before, abs=2e-3)


def test_nothing_in_a_saved_model_can_run_code(tmp_path: Path) -> None:
    fit().save(tmp_path)
    assert {path.suffix for path in tmp_path.iterdir()} == {".npz", ".json"}
    with zipfile.ZipFile(tmp_path / "margins.npz") as arrays:
        for name in arrays.namelist():
            with arrays.open(name) as file:
                assert file.read(6) == b"\x93NUMPY"
    with np.load(tmp_path / "margins.npz", allow_pickle=False) as arrays:
        assert all(arrays[name].dtype.kind == "f" for name in arrays.files)


def test_confidence_is_half_without_a_lead_and_grows_with_it() -> None:
    leads = [-1_000, -1, 0, 0.1, 1, 1_000]
    found = [confidence(lead) for lead in leads]
    assert found == sorted(found) and confidence(0) == 0.5
    assert found[0] >= 0 and found[-1] <= 1


class Storage:
    """Rasa's storage of a trained component, as a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @contextmanager
    def write_to(self, _: Any) -> Iterator[Path]:
        yield self.folder

    @contextmanager
    def read_from(self, _: Any) -> Iterator[Path]:
        yield self.folder


TOPICS = ("jem", "wso", "tfm", "lawyer", "biden", "traffic_stop", "detainer_what")
EXAMPLES = 12
#: Questions after those trained on, in both languages: unseen by the small model.
UNSEEN = 4


@pytest.fixture(scope="module")
def encoder() -> SentenceEncoder:
    return SentenceEncoder()


def examples(shipped: Content, start: int, number: int) -> list[Message]:
    return [
        Message.build(text=text, intent=f"faq_{name}")
        for name in TOPICS
        for asked in (
            shipped.topics[name].questions.en,
            shipped.topics[name].questions.es,
        )
        for text in asked[start : start + number]
    ]


def train(shipped: Content, encoder: SentenceEncoder, folder: Path) -> MarginClassifier:
    folder.mkdir()
    data = TrainingData(examples(shipped, 0, EXAMPLES))
    encoder.process_training_data(data)
    storage, config = Storage(folder), MarginClassifier.get_default_config()
    MarginClassifier.create(config, storage, None, None).train(data)  # type: ignore[arg-type]
    return MarginClassifier.load(config, storage, None, None)  # type: ignore[arg-type]


def readings(
    classifier: MarginClassifier, encoder: SentenceEncoder, shipped: Content
) -> list[tuple[Any, Any]]:
    asked = examples(shipped, EXAMPLES, UNSEEN)
    unread = [Message(data={TEXT: message.get(TEXT)}) for message in asked]
    read = classifier.process(encoder.process(unread))
    return [(m.get(INTENT), m.get(INTENT_RANKING_KEY)) for m in read]


def test_training_twice_gives_the_same_answers_on_fifty_texts(
    shipped: Content, encoder: SentenceEncoder, tmp_path: Path
) -> None:
    first = readings(train(shipped, encoder, tmp_path / "a"), encoder, shipped)
    second = readings(train(shipped, encoder, tmp_path / "b"), encoder, shipped)
    assert len(first) >= 50
    assert first == second
    right = [
        found["name"] == message.get(INTENT)
        for (found, _), message in zip(
            first, examples(shipped, EXAMPLES, UNSEEN), strict=True
        )
    ]
    assert sum(right) >= 0.6 * len(right), "the small model has learnt nothing"
    for found, ranking in first:
        assert ranking[0]["name"] == found["name"]
        confidences = [entry["confidence"] for entry in ranking]
        assert confidences == sorted(confidences, reverse=True)
        assert -2 < found["margin"] < 2


def test_an_untrained_classifier_leaves_messages_alone() -> None:
    config = MarginClassifier.get_default_config()
    bare = MarginClassifier.create(config, None, None, None)  # type: ignore[arg-type]
    (message,) = bare.process([Message(data={TEXT: "hola"})])
    assert message.get(INTENT) is None
