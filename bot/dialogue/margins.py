"""A linear SVM over sentence, word and character features, stored without pickles."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import scipy.sparse
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.svm import LinearSVC

Rows = np.ndarray[Any, np.dtype[np.float32]]

_TOKEN = r"(?u)\b\w+\b"
_WORDS: dict[str, Any] = {
    "analyzer": "word",
    "ngram_range": (1, 2),
    "token_pattern": _TOKEN,
    "sublinear_tf": True,
}
_CHARACTERS: dict[str, Any] = {
    "analyzer": "char_wb",
    "ngram_range": (2, 5),
    "sublinear_tf": True,
}
#: n-grams seen once are noise and most of the model's size.
_SEEN_AT_LEAST = 2
_ARRAYS = "margins.npz"
_NAMES = "margins.json"


@dataclass
class Margins:
    """A fitted model: margin of each class for a text."""

    classes: list[str]
    words: TfidfVectorizer
    characters: TfidfVectorizer
    sparse_weights: Rows
    """Shape (n-grams, classes)."""
    dense_weights: Rows
    """Shape (sentence features, classes); no rows without an encoder."""
    intercepts: Rows
    dense_weight: float

    def of(self, text: str, dense: Rows | None) -> dict[str, float]:
        """Margin of every class for one normalised text and its sentence features."""
        sparse = scipy.sparse.hstack(
            [self.words.transform([text]), self.characters.transform([text])]
        ).tocsr()
        margins = np.asarray(sparse @ self.sparse_weights)[0] + self.intercepts
        if dense is not None and len(self.dense_weights):
            margins = margins + (dense * self.dense_weight) @ self.dense_weights
        return dict(zip(self.classes, map(float, margins), strict=True))

    def save(self, folder: Path) -> None:
        """Writes arrays and names; nothing in them can run code when loaded."""
        np.savez_compressed(
            folder / _ARRAYS,
            sparse=self.sparse_weights,
            dense=self.dense_weights,
            intercepts=self.intercepts,
            word_idf=self.words.idf_,
            character_idf=self.characters.idf_,
        )
        names = {
            "classes": self.classes,
            "dense_weight": self.dense_weight,
            "words": _vocabulary(self.words),
            "characters": _vocabulary(self.characters),
        }
        (folder / _NAMES).write_text(json.dumps(names), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> Margins:
        """Reads what ``save`` wrote."""
        names = json.loads((folder / _NAMES).read_text(encoding="utf-8"))
        with np.load(folder / _ARRAYS, allow_pickle=False) as arrays:
            return cls(
                classes=names["classes"],
                words=_restore(_WORDS, names["words"], arrays["word_idf"]),
                characters=_restore(
                    _CHARACTERS, names["characters"], arrays["character_idf"]
                ),
                sparse_weights=arrays["sparse"],
                dense_weights=arrays["dense"],
                intercepts=arrays["intercepts"],
                dense_weight=names["dense_weight"],
            )


def fit_margins(
    texts: Sequence[str],
    dense: Rows | None,
    labels: Sequence[str],
    *,
    c: float,
    seed: int,
    dense_weight: float,
) -> Margins:
    """Fits the SVM.

    Args:
        texts: Normalised texts.
        dense: Sentence features, one row a text, or None without an encoder.
        labels: Class of each text.
        c: Inverse strength of the SVM's regularisation.
        seed: Makes two trainings give the same answers.
        dense_weight: Factor on the sentence features against the n-grams.
    """
    words = TfidfVectorizer(min_df=_SEEN_AT_LEAST, **_WORDS)
    characters = TfidfVectorizer(min_df=_SEEN_AT_LEAST, **_CHARACTERS)
    parts = [words.fit_transform(texts), characters.fit_transform(texts)]
    grams = sum(part.shape[1] for part in parts)
    if dense is not None:
        parts.append(scipy.sparse.csr_matrix(dense * dense_weight))
    svm = LinearSVC(C=c, class_weight="balanced", random_state=seed, max_iter=5000)
    svm.fit(scipy.sparse.hstack(parts).tocsr(), labels)
    weights = svm.coef_.T.astype(np.float32)
    return Margins(
        classes=[str(name) for name in svm.classes_],
        words=words,
        characters=characters,
        sparse_weights=weights[:grams],
        dense_weights=weights[grams:],
        intercepts=svm.intercept_.astype(np.float32),
        dense_weight=dense_weight,
    )


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
