"""The judges: a wrong answer must never pass for a right or an honest one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.content.loading import Content
from bot.evaluation.lookups import judge_lookup
from bot.evaluation.questions import (
    HONEST,
    Judged,
    accepted_for,
    judge,
    read_accepted,
    shares,
)
from bot.evaluation.report import lookup_table, question_tables, wrong_list

ACCEPTED = Path(__file__).with_name("accepted.yml")
RIGHT = frozenset({"jem"})


def question(**changes: Any) -> dict[str, Any]:
    return {"id": "q", "intent_group": "jem", "lang": "en", **changes}


def result(answer_id: str, *payloads: str, **changes: Any) -> dict[str, Any]:
    buttons = [{"title": "t", "payload": payload} for payload in payloads]
    messages = [{"text": "t", "buttons": buttons}]
    shape = {"answer_id": answer_id, "confidence": 0.9, "language": "en"}
    return {**shape, "messages": messages, **changes}


@pytest.mark.parametrize(
    ("answer_id", "verdict"),
    [
        ("jem", "right"),
        ("wso", "wrong"),
        ("", "wrong"),
        ("crisis_ice_at_door", "wrong"),
        *[(name, "honest") for name in sorted(HONEST)],
    ],
)
def test_an_answer_is_right_wrong_or_honest(answer_id: str, verdict: str) -> None:
    assert judge(question(), result(answer_id), RIGHT).verdict == verdict


def test_one_right_answer_of_two_is_right_and_two_wrong_ones_are_wrong() -> None:
    two = result("wso", answer_ids=["wso", "jem"])
    assert judge(question(), two, RIGHT).verdict == "right"
    two = result("wso", answer_ids=["wso", "tfm"])
    assert judge(question(), two, RIGHT).verdict == "wrong"


def test_a_wrong_answer_beside_an_honest_one_is_wrong() -> None:
    mixed = result("did_you_mean", answer_ids=["did_you_mean", "tfm"])
    assert judge(question(), mixed, RIGHT).verdict == "wrong"


def test_the_right_topic_among_the_buttons_is_noted() -> None:
    offered = judge(question(), result("did_you_mean", "/faq_tfm", "/faq_jem"), RIGHT)
    assert offered.offered
    assert not judge(question(), result("did_you_mean", "/faq_tfm"), RIGHT).offered


@pytest.mark.parametrize(
    ("lang", "answered", "right"),
    [("en", "en", True), ("es", "en", False), ("mixed", "en", True), ("es", "", True)],
)
def test_the_language_is_judged_apart(lang: str, answered: str, right: bool) -> None:
    judged = judge(question(lang=lang), result("jem", language=answered), RIGHT)
    assert judged.right_language is right


def test_other_readings_that_are_right_too_are_accepted() -> None:
    accepted = {"a": frozenset({"x"}), "b": frozenset({"y", "z"})}
    item = {"intent_group": "a", "also_accept": ["b", "unknown"]}
    assert accepted_for(item, accepted) == {"x", "y", "z"}
    assert accepted_for({"intent_group": "nowhere"}, accepted) == frozenset()


def test_shares_add_up() -> None:
    verdicts = ["jem", "jem", "wso", "did_you_mean"]
    found = shares(
        judge(question(), result(name, "/faq_jem"), RIGHT) for name in verdicts
    )
    assert found == {
        "n": 4,
        "right": 50.0,
        "wrong": 25.0,
        "honest": 25.0,
        "honest_with_right_button": 25.0,
    }
    assert shares([])["n"] == 0


def test_the_mapping_names_only_answers_that_exist(shipped: Content) -> None:
    said = {reply.answer_id or name for name, reply in shipped.replies.items()}
    known = said | shipped.topics.keys() | {"lookup", "clarify"}
    named = set().union(*read_accepted(ACCEPTED).values())
    assert named <= known, sorted(named - known)


def test_every_honest_answer_exists(shipped: Content) -> None:
    said = {reply.answer_id or name for name, reply in shipped.replies.items()}
    assert said | {"clarify"} >= HONEST


# Look-ups.
POLK = {
    "agency": "Polk County Sheriff’s Office",
    "state": "FL",
    "model": "TFM",
    "signed": "2025-02-26",
    "scope": "local",
    "status": "listed",
}
TAMPA = {**POLK, "agency": "Tampa Police Department", "signed": "2025-04-01"}
PATROL = {**POLK, "agency": "Florida Highway Patrol", "scope": "statewide"}
EXPECT: dict[str, Any] = {
    "kind": "agreements",
    "as_of": "2026-05-18",
    "required": [{**POLK, "agency": "POLK COUNTY SHERIFF'S OFFICE"}],
    "statewide": [PATROL],
    "nearby": [TAMPA],
}


def lookup_result(*agreements: dict[str, Any], **changes: Any) -> dict[str, Any]:
    shape = {
        "kind": "agreements",
        "as_of": "2026-05-18",
        "agreements": list(agreements),
    }
    return {"lookup": {**shape, **changes}}


def judged(expect: dict[str, Any], given: dict[str, Any]) -> Any:
    return judge_lookup({"id": "l", "category": "c", "expect": expect}, given)


def test_the_required_agreement_in_any_spelling_of_its_name_is_exact() -> None:
    assert judged(EXPECT, lookup_result(POLK)).exact
    assert judged(EXPECT, lookup_result(POLK, PATROL)).exact


@pytest.mark.parametrize(
    "given",
    [
        lookup_result(),
        lookup_result(PATROL),
        lookup_result({**POLK, "model": "JEM"}),
        lookup_result({**POLK, "state": "TX"}),
        lookup_result({**POLK, "signed": "2025-02-27"}),
        lookup_result({**POLK, "status": "ended"}),
    ],
)
def test_a_required_agreement_that_is_missing_or_changed_is_told(
    given: dict[str, Any],
) -> None:
    verdict = judged(EXPECT, given)
    assert not verdict.exact
    assert verdict.missing == ("polkcountysheriffsoffice|FL|TFM",)


def test_an_agreement_that_is_in_no_list_is_false() -> None:
    elsewhere = {**POLK, "agency": "Nowhere Police Department"}
    verdict = judged(EXPECT, lookup_result(POLK, elsewhere))
    assert verdict.false == ("nowherepolicedepartment|FL|TFM",) and not verdict.exact


def test_another_towns_police_may_be_named_as_nearby_only() -> None:
    assert judged(EXPECT, lookup_result(POLK, {**TAMPA, "scope": "nearby"})).exact
    verdict = judged(EXPECT, lookup_result(POLK, TAMPA))
    assert verdict.false == ("tampapolicedepartment|FL|TFM",)


@pytest.mark.parametrize(
    "changes", [{"as_of": "2026-05-17"}, {"kind": "not_listed"}, {"kind": "clarify"}]
)
def test_another_list_date_or_kind_is_not_exact(changes: dict[str, Any]) -> None:
    assert not judged(EXPECT, lookup_result(POLK, **changes)).exact


def test_no_look_up_at_all_is_not_exact() -> None:
    assert judged(EXPECT, {}).why == "no look-up was made"
    assert not judged({"kind": "clarify"}, {}).exact


def test_asking_back_is_right_where_the_reference_allows_it() -> None:
    asked = lookup_result(kind="clarify")
    assert judged({"kind": "clarify"}, asked).exact
    assert judged({**EXPECT, "accept_clarify": True}, asked).exact
    assert not judged({"kind": "clarify"}, lookup_result(POLK)).exact


def test_counts_must_be_a_value_the_reference_names() -> None:
    expect = {"kind": "count", "value": 387, "accept_values": [305]}
    for value, exact in ((387, True), (305, True), (386, False), (None, False)):
        given = lookup_result(kind="count", count={"value": value})
        assert judged(expect, given).exact is exact
    assert not judged(expect, lookup_result(POLK)).exact


def test_an_ended_agreement_needs_its_model_and_last_list() -> None:
    expect = {"kind": "ended", "models": ["TFM"], "last_listed": "2026-01-15"}
    ended = {**POLK, "status": "ended", "last_listed": "2026-01-15"}
    assert judged(expect, lookup_result(ended, kind="ended")).exact
    other = {**ended, "last_listed": "2026-02-15"}
    assert not judged(expect, lookup_result(other, kind="ended")).exact


# What is printed.
def make(group: str, verdict: str, *ids: str) -> Judged:
    return Judged("i", group, "en", "web", ids, verdict, False, 0.5, True)  # type: ignore[arg-type]


def test_the_report_counts_crises_and_what_is_off_topic() -> None:
    table = question_tables(
        [
            make("ice_at_door_now", "right", "crisis_ice_at_door"),
            make("detained_now", "wrong", "lawyer"),
            make("jem", "wrong", "crisis_detained"),
            make("out_of_scope", "right", "out_of_scope"),
            make("out_of_scope", "wrong", "jem"),
            make("jem", "honest", "out_of_scope"),
        ],
        groups=True,
    )
    assert "crisis recall 1/2; false crisis 1/4" in table
    assert "off-topic answered as on-topic 1/2" in table
    assert "out-of-scope precision 1/2" in table


def test_the_report_of_nothing_is_no_failure() -> None:
    assert "crisis recall 0/0" in question_tables([], groups=True)
    assert wrong_list([]) == ""
    assert "exact 0/0" in lookup_table([])


def test_each_look_up_that_is_not_exact_is_listed_with_its_reason() -> None:
    table = lookup_table([judged(EXPECT, lookup_result())])
    assert "exact 0/1" in table and "agreements differ" in table
