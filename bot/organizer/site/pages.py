"""The pages: a start in each language, one page a topic, from the reviewed content."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from xml.etree.ElementTree import Element

from bot.content.answering import fill
from bot.content.loading import DATA, Content
from bot.content.schema import LANGUAGES, Language, Topic
from bot.data_files import read_yaml
from bot.language.dates import format_date
from bot.organizer.site.markup import add, add_blocks, add_text, document, written

#: Sections of the start page, in the order in which people need them.
_AUDIENCES = ("anyone", "family", "detained", "worker", "organizer")
#: Crisis texts on the start page, with the words above them.
_NOW = (
    ("crisis_ice_at_door", "now_door"),
    ("crisis_being_stopped", "now_stopped"),
    ("crisis_detained", "now_taken"),
)
_HOTLINES = "hotline_resources"
_DESCRIPTION_AT_MOST = 155
#: How ``reviewed.by_role`` begins before a person of the law has read an answer.
_DRAFTED = "drafted"

Values = Mapping[Language, Mapping[str, str]]


@dataclass(frozen=True)
class Site:
    """What the pages are made of."""

    content: Content
    values: Values
    """Live values by language, for the sentences that need them."""
    today: date
    chat: str = ""
    """Address of the chat, from a page of a language; empty: there is none."""


def make_pages(site: Site) -> Iterator[tuple[str, str]]:
    """Every page: its path below the folder, and its HTML."""
    names = ["index", *map(slug, site.content.topics)]
    for path in [
        "index.html",
        *(f"{la}/{name}.html" for la in LANGUAGES for name in names),
    ]:
        html = make_page(site, path)
        if html is not None:
            yield path, html


def make_page(site: Site, path: str) -> str | None:
    """One page as HTML; None where there is no page of that path.

    Args:
        site: what the pages are made of.
        path: below the folder, such as "es/what-is-287g.html".
    """
    if path == "index.html":
        return _choice()
    language = next((la for la in LANGUAGES if path.startswith(f"{la}/")), None)
    if language is None or not path.endswith(".html"):
        return None
    name = path[len(language) + 1 : -len(".html")]
    if name == "index":
        return _home(site, language)
    topic = next((t for t in site.content.topics.values() if slug(t.id) == name), None)
    return _topic(site, topic, language) if topic else None


def slug(topic_id: str) -> str:
    """The name of a topic's page."""
    return topic_id.replace("_", "-")


def _choice() -> str:
    """The page that lets choose a language; it needs no script to do so."""
    names = " / ".join(_say("name", language) for language in LANGUAGES)
    page = document("en", names, _say("home_title", "en"), 0)
    main = add(_body(page), "main")
    add(main, "h1", names)
    for language in LANGUAGES:
        line = add(main, "p", lang=language)
        add(line, "a", _say("home_title", language), href=f"{language}/index.html")
    return written(page)


def _home(site: Site, language: Language) -> str:
    title = _say("home_title", language)
    page = document(language, title, _say("home_intro", language), 1)
    _bar(page, site, language, "index.html")
    main = add(_body(page), "main")
    add(main, "h1", title)
    add(main, "p", _say("home_intro", language))
    now = add(main, "section")
    add(now, "h2", _say("now", language))
    for reply_id, heading in _NOW:
        add(now, "h3", _say(heading, language))
        add_blocks(now, site.content.replies[reply_id].choose(language, "web"))
    for audience in _AUDIENCES:
        _listed(main, site, audience, language)
    _foot(page, site, language)
    return written(page)


def _listed(main: Element, site: Site, audience: str, language: Language) -> None:
    topics = [t for t in site.content.topics.values() if t.audience == audience]
    if not topics:
        return
    section = add(main, "section")
    add(section, "h2", _say(f"audience_{audience}", language))
    listed = add(section, "ul")
    for topic in sorted(topics, key=lambda t: t.title.in_language(language).lower()):
        _topic_link(listed, topic, language)


def _topic(site: Site, topic: Topic, language: Language) -> str:
    title = topic.title.in_language(language)
    text = fill(topic.answer.choose(language, "web"), site.values[language])
    start = " ".join(text.split())[:_DESCRIPTION_AT_MOST].rsplit(" ", 1)[0]
    page = document(language, f"{title} - {_say('name', language)}", start, 1)
    _bar(page, site, language, f"{slug(topic.id)}.html")
    main = add(_body(page), "main")
    add(main, "h1", title)
    if topic.reviewed.next < site.today:
        add(main, "p", _say("overdue", language), class_="overdue")
    add_blocks(main, text)
    _see_also(main, site, topic, language)
    _sources(main, topic, language)
    _foot(page, site, language)
    return written(page)


def _see_also(main: Element, site: Site, topic: Topic, language: Language) -> None:
    known = [site.content.topics.get(name) for name in topic.follow_ups]
    found = [other for other in known if other is not None]
    if found:
        nav = add(main, "nav", aria_labelledby="see-also")
        add(nav, "h2", _say("see_also", language), id="see-also")
        listed = add(nav, "ul")
        for other in found:
            _topic_link(listed, other, language)


def _sources(main: Element, topic: Topic, language: Language) -> None:
    section = add(main, "section", class_="sources")
    add(section, "h2", _say("sources", language))
    listed = add(section, "ul")
    for source in topic.sources:
        line = add(listed, "li")
        link = add(line, "a", source.title, href=source.url, rel="noreferrer")
        checked = format_date(source.checked, language)
        link.tail = f", {source.publisher}, {_say('checked', language)} {checked}"
    add(section, "p", _reviewed(topic, language))


def _reviewed(topic: Topic, language: Language) -> str:
    """Who read it and when; nothing that sounds like a lawyer before one has."""
    review = topic.reviewed
    read, again = (format_date(day, language) for day in (review.on, review.next))
    if review.by_role.startswith(_DRAFTED):
        who = f"{_say('drafted', language)} {_say('reviewed', language)} {read}."
    else:
        by = f"{_say('by', language)} {review.by_role}"
        who = f"{_say('reviewed', language)} {read} {by}."
    return f"{who} {_say('look_again', language)} {again}."


def _topic_link(listed: Element, topic: Topic, language: Language) -> None:
    href = f"{slug(topic.id)}.html"
    add(add(listed, "li"), "a", topic.title.in_language(language), href=href)


def _bar(page: Element, site: Site, language: Language, name: str) -> None:
    other: Language = "en" if language == "es" else "es"
    bar = add(_body(page), "header")
    add(bar, "a", _say("name", language), href="index.html")
    if site.chat:
        add(bar, "a", _say("chat", language), href=site.chat)
    add(
        bar,
        "a",
        _say("other_language", language),
        href=f"../{other}/{name}",
        hreflang=other,
        lang=other,
    )


def _foot(page: Element, site: Site, language: Language) -> None:
    foot = add(_body(page), "footer")
    add(foot, "h2", _say("hotline", language))
    hotlines = site.content.topics[_HOTLINES].answer.choose(language, "sms")
    add_text(add(foot, "p"), fill(hotlines, site.values[language]))
    add(foot, "p", _say("home_intro", language))
    today = format_date(site.today, language)
    add(foot, "p", f"{_say('as_of', language)} {today}.")


def _body(page: Element) -> Element:
    body = page.find("body")
    if body is None:
        raise ValueError("a page has a body")
    return body


def _say(name: str, language: Language) -> str:
    return _words()[name][language]


@lru_cache(maxsize=1)
def _words() -> dict[str, dict[str, str]]:
    path = DATA / "site" / "site.yml"
    read: dict[str, dict[str, str]] = read_yaml(path)
    return read
