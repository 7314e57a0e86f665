"""The content as it is shipped passes every check, and some that only it can."""

from __future__ import annotations

import unicodedata
from datetime import date

from bot.content.checks import check_content
from bot.content.loading import Content
from bot.content.text_checks import forbidden_statements


def test_the_shipped_content_has_no_error(shipped: Content) -> None:
    errors = [str(p) for p in check_content(shipped, date.today()) if not p.warning]
    assert errors == []


def test_there_are_topics_enough(shipped: Content) -> None:
    assert len(shipped.topics) >= 24


def test_every_crisis_text_is_vetted_and_holds_no_live_value(shipped: Content) -> None:
    crises = {n: r for n, r in shipped.replies.items() if n.startswith("crisis_")}
    assert len(crises) >= 6
    for name, crisis in crises.items():
        assert crisis.verbatim or name.endswith("_more")
        assert crisis.buttons == ()
        for language in ("en", "es"):
            texts = getattr(crisis, language)
            assert "{" not in texts.web + texts.sms


def test_spoken_replies_hold_no_live_value(shipped: Content) -> None:
    for name, said in shipped.replies.items():
        if said.spoken:
            assert "{" not in str((said.en, said.es)), name


def test_titles_of_buttons_are_short_and_survive_the_phones_spelling(
    shipped: Content,
) -> None:
    for topic in shipped.topics.values():
        for title in (topic.title.en, topic.title.es):
            assert len(title) <= 40, title
            assert unicodedata.normalize("NFKC", title).strip() == title


def test_no_topic_offers_itself(shipped: Content) -> None:
    for name, topic in shipped.topics.items():
        assert name not in topic.follow_ups


def test_titles_differ_so_that_a_typed_title_means_one_topic(shipped: Content) -> None:
    titles = [
        title.lower()
        for topic in shipped.topics.values()
        for title in {topic.title.en, topic.title.es}
    ]
    assert sorted(titles) == sorted(set(titles))


def test_sources_are_links_and_not_of_the_future(shipped: Content) -> None:
    for topic in shipped.topics.values():
        for source in topic.sources:
            assert source.url.startswith("https://"), (topic.id, source.url)
            assert source.checked <= date.today(), topic.id
            assert source.supports


def test_no_text_claims_a_lawyers_review(shipped: Content) -> None:
    roles = [t.reviewed.by_role for t in shipped.topics.values()]
    roles += [r.reviewed.by_role for r in shipped.replies.values() if r.reviewed]
    for role in roles:
        assert "lawyer" not in role or "pending" in role, role
        assert not [f for f in forbidden_statements(role) if "lawyer" in f]
