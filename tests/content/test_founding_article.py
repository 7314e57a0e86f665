"""Every claim of the founding article stands in an answer, in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.content.loading import Content
from bot.content.parity import numbers

TABLE = Path(__file__).resolve().parents[2] / "docs" / "founding-article.md"


def claims() -> list[tuple[str, str, str, str]]:
    rows = [
        [cell.strip() for cell in line.strip().strip("|").split(" | ")]
        for line in TABLE.read_text(encoding="utf-8").splitlines()
        if line.startswith("| S")
    ]
    return [(row[0], row[1], row[2], row[3]) for row in rows]


def test_the_table_has_all_34_claims_once() -> None:
    names = [claim.split(":")[0] for claim, *_ in claims()]
    assert names == [f"S{n}" for n in range(1, 35)]


@pytest.mark.parametrize(
    ("claim", "topic", "english", "spanish"),
    claims(),
    ids=[claim.split(":")[0] for claim, *_ in claims()],
)
def test_a_claim_stands_literally_in_its_answer(
    shipped: Content, claim: str, topic: str, english: str, spanish: str
) -> None:
    answer = shipped.topics[topic].answer
    for words, text in ((english, answer.en.web), (spanish, answer.es.web)):
        assert len(words) >= 15
        assert " ".join(words.split()) in " ".join(text.split()), claim


OPINIONS = [row for row in claims() if "opinion of the article" in row[0]]


@pytest.mark.parametrize(
    ("claim", "topic", "english", "spanish"),
    OPINIONS,
    ids=[claim.split(":")[0] for claim, *_ in OPINIONS],
)
def test_an_opinion_is_called_the_articles(
    shipped: Content, claim: str, topic: str, english: str, spanish: str
) -> None:
    answer = shipped.topics[topic].answer
    assert "article" in answer.en.web
    assert "artículo" in answer.es.web


@pytest.mark.parametrize(
    ("topic", "figures"),
    [
        ("article_numbers", {"72", "20", "123", "16", "107", "12", "302"}),
        ("aclu_report", {"142", "2022"}),
        ("racial_profiling", {"65"}),
        ("jail_conditions", {"77"}),
        ("sheriff_rhetoric", {"59"}),
        ("history_iirira", {"1996"}),
    ],
)
@pytest.mark.parametrize("language", ["en", "es"])
def test_the_articles_figures_are_there(
    shipped: Content, topic: str, figures: set[str], language: str
) -> None:
    text = getattr(shipped.topics[topic].answer, language).web
    assert figures <= numbers(text.replace("%", " "))


@pytest.mark.parametrize(
    "topic", ["racial_profiling", "jail_conditions", "aclu_report"]
)
def test_the_aclus_shares_are_called_at_least(shipped: Content, topic: str) -> None:
    answer = shipped.topics[topic].answer
    for text, said in ((answer.en.web, "at least"), (answer.es.web, "al menos el")):
        shares = re.findall(r"(\w+ \w+(?: el)?) \d\d%", text.lower())
        assert shares and all(share.endswith(said) for share in shares), shares


def test_todays_counts_stand_beside_the_articles(shipped: Content) -> None:
    text = shipped.topics["article_numbers"].answer.en.web
    assert {"{list_date}", "{jem}", "{wso}", "{tfm}"} <= {
        part.rstrip(".,:;") for part in text.replace("(", " ").split()
    }
