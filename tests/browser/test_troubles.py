"""Bad networks, bad servers: the person sees what happens and whom to call."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from .conftest import OpenPage, ask
from .scripted_channel import ENGLISH, Reply, ScriptedChannel

pytestmark = pytest.mark.browser
HOTLINE = "1-844-363-1423"


def send(page: Page, question: str) -> None:
    page.locator("textarea").fill(question)
    page.keyboard.press("Enter")


def test_a_question_waits_in_view_while_offline_and_goes_once(
    page: Page, channel: ScriptedChannel
) -> None:
    page.context.set_offline(True)
    send(page, "first")
    send(page, "second")
    waiting = page.locator(".unsent")
    expect(waiting.locator("li").first).to_contain_text("Not sent yet")
    expect(waiting.locator("li").last).to_contain_text("Not sent yet")
    expect(waiting).to_contain_text("No connection right now.")
    expect(waiting).to_contain_text(HOTLINE)
    expect(page.get_by_role("status")).to_contain_text("Not sent yet")
    assert channel.asked == []
    page.context.set_offline(False)
    expect(page.locator(".bot")).to_have_count(2, timeout=15_000)
    assert [question["message"] for question in channel.asked] == ["first", "second"]
    assert page.locator(".unsent li").count() == 0


def test_trying_again_by_hand_carries_the_same_id(
    page: Page, channel: ScriptedChannel
) -> None:
    channel.say(Reply("<h1>Internal Server Error</h1>", status=500))
    send(page, "hello")
    page.get_by_role("button", name="Try again").click()
    page.locator(".bot").wait_for()
    first, second = channel.asked
    assert first["message_id"] == second["message_id"]
    assert page.locator(".person").count() == 1


def test_a_server_that_restarts_is_asked_again_with_the_same_id(
    page: Page, channel: ScriptedChannel
) -> None:
    channel.say(Reply("<h1>Bad Gateway</h1>", status=502))
    send(page, "hello")
    page.locator(".bot").wait_for()
    first, second = channel.asked
    assert first["message_id"] == second["message_id"]


def test_after_fifteen_seconds_the_page_says_so_and_asks_again(
    open_page: OpenPage, channel: ScriptedChannel
) -> None:
    page = open_page()
    page.clock.install()
    page.reload()
    channel.say(Reply([ENGLISH], delay_seconds=2))
    send(page, "hello")
    expect(page.get_by_role("status")).to_have_text("One moment…")
    page.clock.fast_forward(16_000)
    expect(page.locator(".unsent")).to_contain_text("takes longer than it should")
    expect(page.locator(".unsent")).to_contain_text(HOTLINE)
    page.clock.fast_forward(5_000)
    page.locator(".bot").wait_for()
    assert len({question["message_id"] for question in channel.asked}) == 1
    assert page.locator(".bot").count() == 1


def test_a_busy_server_is_asked_again_when_it_said(
    page: Page, channel: ScriptedChannel
) -> None:
    channel.say(Reply("", status=429, headers={"Retry-After": "1"}))
    send(page, "hello")
    expect(page.locator(".unsent")).to_contain_text("Many people are asking")
    page.locator(".bot").wait_for()
    assert len(channel.asked) == 2


def test_a_question_that_is_too_long_comes_back_to_be_shortened(
    page: Page, channel: ScriptedChannel
) -> None:
    channel.say(Reply("", status=413))
    send(page, "very long")
    expect(page.get_by_role("status")).to_contain_text("Please say it in fewer words.")
    expect(page.get_by_role("status")).to_contain_text(HOTLINE)
    assert page.get_by_role("status").is_visible()
    assert page.locator("textarea").input_value() == "very long"
    assert page.locator(".person").count() == 0


@pytest.mark.parametrize(
    "reply",
    [
        Reply("<h1>Internal Server Error</h1>", status=500),
        Reply("<!doctype html><p>A portal page"),
        Reply(""),
        Reply("[]"),
        Reply('{"text": "not a list"}'),
        Reply('[{"custom": {}}]'),
        Reply("", status=404),
        Reply("", status=405),
    ],
    ids=["500", "html", "nothing", "no answers", "no list", "no text", "404", "405"],
)
def test_a_broken_server_is_said_kindly_with_whom_to_call(
    page: Page, channel: ScriptedChannel, reply: Reply
) -> None:
    channel.say(reply)
    send(page, "hello")
    waiting = page.locator(".unsent")
    expect(waiting).to_contain_text("Something on our side does not work.")
    assert waiting.locator("a[href='tel:+1-844-363-1423']").is_visible()
    ask(page, "and now?")
    assert page.locator(".bot").count() == 1


def test_the_sentences_for_trouble_are_in_spanish_too(
    open_page: OpenPage, channel: ScriptedChannel
) -> None:
    page = open_page("es")
    channel.say(Reply("", status=500))
    send(page, "hola")
    waiting = page.locator(".unsent")
    expect(waiting).to_contain_text("Todavía no se envió")
    expect(waiting).to_contain_text("Algo de nuestro lado no funciona.")
    expect(waiting).to_contain_text(
        f"Línea de ayuda: United We Dream MigraWatch {HOTLINE}"
    )


@pytest.mark.parametrize("endpoint", [None, "", "http://["])
def test_an_element_without_an_address_says_whom_to_call_and_tells_the_organizer(
    page: Page, endpoint: str | None
) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.evaluate(
        "(endpoint) => { const chat = document.createElement('know-287g');"
        " if (endpoint !== null) chat.setAttribute('endpoint', endpoint);"
        " chat.setAttribute('open', '');"
        " document.querySelector('main').replaceChildren(chat); }",
        endpoint,
    )
    expect(page.get_by_role("status")).to_contain_text(HOTLINE)
    assert 'set endpoint="https://the.bot.example/webhooks/web/webhook"' in said[0]
    send(page, "hello")
    expect(page.locator(".unsent")).to_contain_text("Something on our side")
    page.locator(".crisis").click()
    expect(page.get_by_text("Keep the door closed.")).to_be_visible()


def test_the_console_tells_the_organizer_what_to_change_and_no_word_of_a_person(
    page: Page, channel: ScriptedChannel
) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    channel.say(Reply("<!doctype html><p>A portal page"))
    send(page, "zyxomma")
    page.locator(".unsent a").wait_for()
    page.route("**/webhooks/**", lambda route: route.abort())
    send(page, "zyxomma again")
    expect(page.locator(".unsent")).to_contain_text("No connection right now.")
    ours = [text for text in said if text.startswith("know-287g:")]
    assert "It has to be the bot's /webhooks/web/webhook." in ours[0]
    assert "KNOW287G_ALLOWED_ORIGINS" in ours[1]
    assert not any("zyxomma" in text for text in said)


def test_a_very_long_answer_is_shown_whole(
    page: Page, channel: ScriptedChannel
) -> None:
    channel.say(Reply([{"text": "word " * 20_000 + "\n\nthe end"}]))
    ask(page, "hello")
    expect(page.locator(".bot p").last).to_have_text("the end")


def test_a_chat_that_never_starts_leaves_the_hotline(
    chromium: Browser, channel: ScriptedChannel
) -> None:
    context = chromium.new_context()
    page = context.new_page()
    page.route("**/widget.js", lambda route: route.abort())
    page.goto(channel.url)
    expect(page.get_by_text("Hotline")).to_be_visible()
    expect(page.get_by_text("Línea de ayuda")).to_be_visible()
    number = page.get_by_role("link", name=HOTLINE)
    expect(number).to_have_attribute("href", "tel:+18443631423")
    context.close()


def test_the_hotline_needs_no_script(
    chromium: Browser, channel: ScriptedChannel
) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(channel.url)
    expect(page.get_by_role("link", name=HOTLINE)).to_be_visible()
    context.close()
