"""Inputs that try to break a look-up: it answers, asks back or does not know."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from bot.agencies import tables
from bot.answers.lookup import ANSWERS
from bot.content.schema import Channel, Language
from bot.language.gsm import segments

from .conftest import CHANNELS, LANGUAGES, Asker

BAD = [
    "'; DROP TABLE agreement; --",
    "Polk County' OR '1'='1",
    'is "Polk" County; SELECT * FROM agency in it?',
    "Robert'); DELETE FROM agency WHERE ('1'='1 county texas",
    "polk county florida " * 50,
    "a" * 1000,
    "% _ % county, %",
    "🚓🚨 polk county florida 🚨",
    "¿🙏🏽?",
    "{place} {agency} {list_date} county texas",
    "%s %d %(state)s county",
    "<script>alert(1)</script> county ohio",
    "\u202ecounty klop\u202c florida",
    "Ⅷ county №5",
    "00000",
    "123456789",
    "county county county",
    "",
    "   ",
    "\n\n\t",
    "condado de condado de condado",
    "null",
    "Lakeland, Florida, Texas, Georgia, Ohio",
]


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("text", BAD, ids=range(len(BAD)))
def test_bad_input_gets_a_sentence_in_the_persons_language(
    ask: Asker, text: str, language: Language, channel: Channel
) -> None:
    for intent in ANSWERS:
        answer = ask(text, intent, language, channel)
        assert answer.text.strip()
        assert answer.custom["language"] == language
        assert "{list_date}" not in answer.text or "{list_date}" in text
        if channel == "sms":
            assert segments(answer.text) <= 2


def test_the_tables_are_whole_after_all_that(ask: Asker) -> None:
    number = ask.connection.execute(
        select(func.count()).select_from(tables.agreement)
    ).scalar()
    assert number and number > 1_900


@pytest.mark.parametrize(
    "entities",
    [
        [{"entity": "place", "value": "not json"}],
        [{"entity": "place", "value": None}],
        [{"entity": "place", "value": '{"kind": "city"}'}],
        [{"entity": "place", "value": '{"agency": {"id": 1}}'}],
        [{"entity": "agency_kind", "value": "spaceship"}],
        [{"entity": "other", "value": 3}],
    ],
)
def test_entities_that_nobody_offered_are_as_good_as_none(
    ask: Asker, entities: list[dict[str, object]]
) -> None:
    answer = ask.pose("lookup_place", "/lookup_place{}", entities)
    assert answer.custom["answer_id"] == "clarify"


def test_a_place_that_is_in_no_table_is_not_listed(ask: Asker) -> None:
    forged = '{"kind":"county","state":"ZZ","name":"Nowhere County","fips":["99999"]}'
    entity = {"entity": "place", "value": forged}
    answer = ask.pose("lookup_place", "/lookup_place{}", [entity])
    assert answer.kind == "not_listed"
    assert answer.lookup["agreements"] == []


def test_braces_in_a_name_are_said_back_as_they_are(ask: Asker) -> None:
    mention = {
        "start": 0,
        "end": 9,
        "text": "{place} {x!r}",
        "candidates": [],
        "unknown": "no_such_place",
    }
    entity = {"entity": "place", "value": mention}
    answer = ask.pose("lookup_place", "{place} {x!r}", [entity])
    assert "{place} {x!r}" in answer.text
