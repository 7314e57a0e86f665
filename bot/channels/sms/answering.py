"""From a person's text message to the one text that answers it."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.channels.limits import RateLimit
from bot.channels.sms.carriers.carrier import InboundSms
from bot.channels.sms.held import Held, HeldConversations
from bot.channels.sms.stops import Stops
from bot.channels.sms.wording import next_page, say, write_reply
from bot.channels.turn import Handle, Recall, Turn, take_turn
from bot.content.answering import answer_reply
from bot.content.loading import current_content
from bot.content.schema import Channel, Language
from bot.crisis.rules import recognise_crisis
from bot.dialogue.state import Standing
from bot.language.choices import more_words
from bot.language.gsm import fold_if_shorter
from bot.language.sms_keywords import Keyword, is_reaction, plain_word, read_keyword
from bot.privacy.opt_outs import OptOuts
from bot.privacy.outage import tolerate_outage
from bot.privacy.pseudonyms import Pseudonyms

CHANNEL: Channel = "sms"
#: Characters in which a crisis is looked for where too many messages come.
_CHARACTERS_READ = 2_000


@dataclass(frozen=True)
class Rasa:
    """What the channel needs of the bot behind it."""

    handle: Handle
    recall: Recall
    forget: Callable[[str], None]


@dataclass(frozen=True)
class _Person:
    """A conversation: its name, and where it stands."""

    name: str
    held: Held


class Answering:
    """Answers messages; the number is used for a name and a list, and then left."""

    def __init__(
        self, opt_outs: OptOuts, pseudonyms: Pseudonyms, held: HeldConversations
    ) -> None:
        """Takes the list of those who stopped, the names, and what is remembered."""
        self._stops = Stops(opt_outs)
        self._pseudonyms = pseudonyms
        self._held = held
        # Two machines that answer each other must come to an end.
        self._limit = RateLimit(per_minute=10, burst=20)
        self._notice = RateLimit(per_minute=0.2, burst=1)

    async def answer(self, sms: InboundSms, rasa: Rasa) -> str:
        """The text that answers a message; empty when there is nothing to say.

        Args:
            sms: the message.
            rasa: the bot.
        """
        stopped = await self._stops.hold(sms.number)
        keyword = read_keyword(sms.text, stopped=stopped)
        person = self._person(sms.number)
        if sms.answered in ("stop", "start"):
            await self._note(sms.number, person, rasa, stop=sms.answered == "stop")
            return ""
        if keyword and keyword.kind in ("stop", "start", "again"):
            return await self._switch(sms, keyword, person, stopped, rasa)
        if sms.answered or is_reaction(sms.text):
            return ""
        if stopped and not await self._is_needed(sms.text, keyword, person, rasa):
            return ""
        if sms.has_media and not sms.text.strip():
            return self._only_text(person)
        if self._too_many(person, sms.text):
            return self._ask_to_wait(person)
        return await self._converse(sms.text, keyword, person, rasa)

    async def _is_needed(
        self, text: str, keyword: Keyword | None, person: _Person, rasa: Rasa
    ) -> bool:
        """Whether someone who sent STOP is answered all the same; see docs/sms.md.

        HELP, because numbers have to answer it whoever writes; a crisis, because
        silence could cost more than a text that the person asked for.
        """
        if keyword and keyword.kind in ("help", "cry"):
            return True
        if recognise_crisis(text[:_CHARACTERS_READ]):
            return True
        if not person.held.crisis:
            return False
        offered = {**await _offered(person, rasa), **person.held.offers}
        return text.strip() in offered or plain_word(text) in _more_words()

    async def _converse(
        self, text: str, keyword: Keyword | None, person: _Person, rasa: Rasa
    ) -> str:
        held = person.held
        if keyword:
            done = await self._help(keyword, person, rasa)
            if done is not None:
                return done
            text = "1"
        asks_more = plain_word(text) in _more_words()
        if asks_more and held.rest and not held.bot_first:
            return self._keep(person, *next_page(held, held.language or "en"))
        if asks_more and (held.ended or await self._offers_nothing(person, rasa)):
            return self._own("sms_no_more", held.language or "en", person)
        text = "more" if asks_more else text
        chosen = held.language if text.strip() in held.offers else None
        turn = Turn(person.name, text, CHANNEL, None, chosen, held.language)
        messages = await take_turn(turn, rasa.handle, _with(held, rasa.recall))
        kept = held if asks_more else replace(held, rest="", bot_first=False)
        language = _language_of(messages) or held.language or "en"
        return self._keep(person, *write_reply(messages, kept, language))

    async def _offers_nothing(self, person: _Person, rasa: Rasa) -> bool:
        """Whether MORE would bring nothing; in a crisis the bot knows what comes."""
        offered = await _offered(person, rasa)
        return not person.held.crisis and not set(more_words()) & set(offered)

    async def _help(self, keyword: Keyword, person: _Person, rasa: Rasa) -> str | None:
        """The answer to HELP or a cry; None to give the next step of a crisis."""
        held = person.held
        language = _spoken(keyword, held)
        if keyword.kind == "help" and not held.crisis:
            return self._own("sms_help", language, person)
        offered = await _offered(person, rasa)
        if held.crisis and not held.offers and "1" in offered:
            return None
        return self._own("sms_cry", language, person)

    async def _switch(
        self,
        sms: InboundSms,
        keyword: Keyword,
        person: _Person,
        stopped: bool,
        rasa: Rasa,
    ) -> str:
        stop = keyword.kind == "stop"
        language = _spoken(keyword, person.held)
        if not await self._note(sms.number, person, rasa, stop=stop):
            return say("error", language)
        if sms.answered or (stop and stopped):
            return ""
        if stop:
            return say("sms_stop", language)
        return self._own("sms_start", language, person)

    async def _note(
        self, number: str, person: _Person, rasa: Rasa, *, stop: bool
    ) -> bool:
        """Notes a STOP, with the end of the conversation, or a START; if it can."""
        if stop:
            with tolerate_outage():
                self._held.drop(person.name)
                rasa.forget(person.name)
        return await self._stops.note(number, stop=stop)

    def _person(self, number: str) -> _Person:
        with tolerate_outage():
            name = self._pseudonyms.name(number, self._held.knows)
            return _Person(name, self._held.get(name))
        # Each message then stands alone; STOP, HELP and crises still work.
        return _Person(secrets.token_hex(16), Held())

    def _too_many(self, person: _Person, text: str) -> bool:
        wait = self._limit.seconds_to_wait(person.name)
        return wait > 0 and not recognise_crisis(text[:_CHARACTERS_READ])

    def _ask_to_wait(self, person: _Person) -> str:
        if self._notice.seconds_to_wait(person.name):
            return ""
        return say("too_many", person.held.language or "en")

    def _only_text(self, person: _Person) -> str:
        if person.held.language:
            return say("sms_only_text", person.held.language)
        both = [say("sms_only_text", "en"), say("sms_only_text", "es")]
        return fold_if_shorter("\n".join(both))

    def _own(self, reply: str, language: Language, person: _Person) -> str:
        """A reply of the channel's own, as a turn of the conversation."""
        message = answer_reply(current_content(), reply, language, CHANNEL, {})
        if message is None:
            return ""
        response = message.to_response()
        held = replace(person.held, rest="", bot_first=False)
        text, now = write_reply([response], held, language)
        offers = dict(response["custom"].get("on_reply") or {})
        return self._keep(person, text, replace(now, offers=offers))

    def _keep(self, person: _Person, text: str, held: Held) -> str:
        with tolerate_outage():
            self._held.put(person.name, held)
        return text


async def _offered(person: _Person, rasa: Rasa) -> Mapping[str, str]:
    """What the bot has on offer in a conversation."""
    with tolerate_outage():
        return (await rasa.recall(person.name)).offered
    return {}


def _with(held: Held, recall: Recall) -> Recall:
    """Where a conversation stands, with what the channel itself has offered."""

    async def recall_with(name: str) -> Standing:
        standing = await recall(name)
        offered = {**standing.offered, **held.offers}
        return Standing(offered, standing.language or held.language)

    return recall_with


def _spoken(keyword: Keyword, held: Held) -> Language:
    """Spanish words are a choice; the English ones are what everybody knows."""
    return "es" if keyword.language == "es" else held.language or "en"


def _more_words() -> set[str]:
    return {plain_word(word) for word in more_words()}


def _language_of(messages: list[dict[str, Any]]) -> Language | None:
    for message in messages:
        found = (message.get("custom") or {}).get("language")
        if found in ("en", "es"):
            return "es" if found == "es" else "en"
    return None
