"""A classifier over sentence, word and character features, without pickles.

Kernel ridge regression on the classes' indicators (a least-squares support vector
machine, Suykens and Vandewalle 1999), solved once in closed form for all classes: on
this data better than a linear SVM fitted class by class, in a tenth of its time, and
the same answers from every training.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import scipy.linalg
import scipy.sparse
from sklearn.feature_extraction.text import TfidfVectorizer

from bot.dialogue.closeness import Closeness, place_examples

Rows = np.ndarray[Any, np.dtype[np.float32]]

_WORDS: dict[str, Any] = {
    "analyzer": "word",
    "ngram_range": (1, 2),
    "token_pattern": r"(?u)\b\w+\b",
    "sublinear_tf": True,
    "dtype": np.float32,
}
_CHARACTERS: dict[str, Any] = {
    "analyzer": "char_wb",
    "ngram_range": (2, 5),
    "sublinear_tf": True,
    "dtype": np.float32,
}
#: n-grams seen once are noise and most of the model's size.
_SEEN_AT_LEAST = 2
#: Examples whose part of the kernel is made at once.
_BLOCK = 1_000
_ARRAYS = "margins.npz"
_STORED = np.float16
_NAMES = "margins.json"


class _Grams:
    """A vectorizer for one short text at a time.

    By hand, because for one short text scikit-learn's checks and sparse matrices take
    five times as long as the counting, and it works out ``idf_`` whenever it is asked.
    """

    def __init__(self, vectorizer: TfidfVectorizer) -> None:
        self.vocabulary: dict[str, int] = vectorizer.vocabulary_
        self._idf = np.asarray(vectorizer.idf_, dtype=np.float32)
        self._analyze = vectorizer.build_analyzer()

    def weigh(self, text: str) -> tuple[Any, Rows]:
        """Numbers and weights of a text's n-grams, as ``transform`` gives them."""
        numbers_of = self.vocabulary
        counts = Counter(
            numbers_of[gram] for gram in self._analyze(text) if gram in numbers_of
        )
        numbers = np.fromiter(counts, dtype=np.int64, count=len(counts))
        seen = np.fromiter(counts.values(), dtype=np.float32, count=len(counts))
        weights = (1.0 + np.log(seen)) * self._idf[numbers]
        norm = float(np.sqrt(weights @ weights)) or 1.0
        return numbers, (weights / norm).astype(np.float32)


@dataclass
class Margins:
    """A fitted model: margin of each class for a text, about -1 (no) to 1 (yes)."""

    classes: list[str]
    words: TfidfVectorizer
    characters: TfidfVectorizer
    sparse_weights: Rows
    """Shape (n-grams, classes)."""
    intercepts: Rows
    closeness: Closeness | None
    """Of meaning; None without an encoder."""
    duals: Rows
    """What closeness to each example counts, shape (examples, classes)."""

    def __post_init__(self) -> None:
        self._grams = (_Grams(self.words), _Grams(self.characters))

    def of(self, text: str, dense: Rows | None) -> dict[str, float]:
        """Margin of every class for one normalised text and its sentence features."""
        margins = self.intercepts.copy()
        offset = 0
        for grams in self._grams:
            numbers, weights = grams.weigh(text)
            margins += weights @ self.sparse_weights[numbers + offset]
            offset += len(grams.vocabulary)
        if dense is not None and self.closeness is not None:
            margins += self.closeness.to(dense) @ self.duals
        return dict(zip(self.classes, map(float, margins), strict=True))

    def save(self, folder: Path) -> None:
        """Writes arrays and names; nothing in them can run code when loaded."""
        arrays = {
            "sparse": self.sparse_weights,
            "intercepts": self.intercepts,
            "duals": self.duals,
            "word_idf": self.words.idf_,
            "character_idf": self.characters.idf_,
        }
        names: dict[str, Any] = {
            "classes": self.classes,
            "words": _vocabulary(self.words),
            "characters": _vocabulary(self.characters),
        }
        if self.closeness is not None:
            arrays["center"] = self.closeness.center
            arrays["components"] = self.closeness.components
            arrays["points"] = self.closeness.points
            names["closeness_weight"] = self.closeness.weight
        # Half as many bytes, because Rasa unpacks its archive twice at every start; a
        # margin changes by less than a thousandth.
        packed = {name: array.astype(_STORED) for name, array in arrays.items()}
        np.savez(folder / _ARRAYS, **packed)
        (folder / _NAMES).write_text(json.dumps(names), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> Margins:
        """Reads what ``save`` wrote."""
        names = json.loads((folder / _NAMES).read_text(encoding="utf-8"))
        with np.load(folder / _ARRAYS, allow_pickle=False) as arrays:
            parts = {name: arrays[name].astype(np.float32) for name in arrays.files}
        closeness = None
        if "points" in parts:
            closeness = Closeness(
                parts["center"],
                parts["components"],
                parts["points"],
                names["closeness_weight"],
            )
        return cls(
            classes=names["classes"],
            words=_restore(_WORDS, names["words"], parts["word_idf"]),
            characters=_restore(
                _CHARACTERS, names["characters"], parts["character_idf"]
            ),
            sparse_weights=parts["sparse"],
            intercepts=parts["intercepts"],
            closeness=closeness,
            duals=parts["duals"],
        )


def fit_margins(
    texts: Sequence[str],
    dense: Rows | None,
    labels: Sequence[str],
    *,
    penalty: float,
    closeness_weight: float,
) -> Margins:
    """Fits the model.

    Args:
        texts: Normalised texts.
        dense: Sentence features, one row a text, or None without an encoder.
        labels: Class of each text.
        penalty: Strength of the ridge penalty.
        closeness_weight: What closeness of meaning counts against the n-grams.
    """
    words = TfidfVectorizer(min_df=_SEEN_AT_LEAST, **_WORDS)
    characters = TfidfVectorizer(min_df=_SEEN_AT_LEAST, **_CHARACTERS)
    sparse = scipy.sparse.hstack(
        [words.fit_transform(texts), characters.fit_transform(texts)]
    ).tocsr()
    closeness = None if dense is None else place_examples(dense, closeness_weight)
    kernel = _kernel(sparse, closeness, dense)
    classes = sorted(set(labels))
    column = {name: n for n, name in enumerate(classes)}
    numbers = np.array([column[name] for name in labels])
    duals, intercepts = _solve(kernel, numbers, len(classes), penalty)
    return Margins(
        classes=classes,
        words=words,
        characters=characters,
        sparse_weights=np.asarray(sparse.T @ duals, dtype=np.float32),
        intercepts=intercepts,
        closeness=closeness,
        duals=duals,
    )


def _kernel(sparse: Any, closeness: Closeness | None, dense: Rows | None) -> Rows:
    """Likeness of every two examples, made in blocks to need its own memory once."""
    count = sparse.shape[0]
    kernel = np.empty((count, count), dtype=np.float32)
    for start in range(0, count, _BLOCK):
        block = slice(start, start + _BLOCK)
        kernel[block] = (sparse[block] @ sparse.T).toarray()
        if closeness is not None and dense is not None:
            kernel[block] += closeness.to(dense[block])
    return kernel


def _solve(
    kernel: Rows, numbers: Any, classes: int, penalty: float
) -> tuple[Rows, Rows]:
    """Dual weights and intercepts; small classes count as much as large ones."""
    count = len(numbers)
    target = -np.ones((count, classes), dtype=np.float32)
    target[np.arange(count), numbers] = 1.0
    mean = target.mean(axis=0)
    sizes = np.bincount(numbers, minlength=classes)
    balance = np.sqrt(classes * sizes[numbers] / count)
    kernel[np.diag_indices(count)] += (penalty * balance).astype(np.float32)
    factor = scipy.linalg.cho_factor(kernel, overwrite_a=True, check_finite=False)
    duals = scipy.linalg.cho_solve(factor, target - mean, check_finite=False)
    return duals.astype(np.float32), mean.astype(np.float32)


def _vocabulary(vectorizer: TfidfVectorizer) -> list[str]:
    ordered = sorted(vectorizer.vocabulary_.items(), key=lambda item: item[1])
    return [term for term, _ in ordered]


def _restore(
    options: dict[str, Any], vocabulary: list[str], idf: Rows
) -> TfidfVectorizer:
    vectorizer = TfidfVectorizer(
        vocabulary={term: n for n, term in enumerate(vocabulary)}, **options
    )
    vectorizer.idf_ = idf
    return vectorizer
