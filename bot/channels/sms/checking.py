"""Tries the way from the carrier to the running bot, without a text to anybody."""

from __future__ import annotations

from dataclasses import dataclass

import httpx

from bot.channels.sms.carriers.carrier import Carrier, Posted
from bot.channels.sms.carriers.twilio import TwilioCarrier

_SECONDS = 20.0


@dataclass(frozen=True)
class Step:
    """One thing tried, and whether it went as it should."""

    ok: bool
    sentence: str


def try_webhook(carrier: Carrier, url: str) -> list[Step]:
    """Posts to a running bot as the carrier would, once signed and twice not.

    Args:
        carrier: the carrier with its keys.
        url: where to post; usually the public address.
    """
    probe = carrier.probe()
    forged = probe or Posted(b"{}", {"content-type": "application/json"})
    with httpx.Client(timeout=_SECONDS, follow_redirects=False) as client:
        steps = [_expect(client, url, _unsigned(forged), 403, "without a signature")]
        if probe is None:
            return [*steps, Step(True, f"Only {carrier.name} itself can sign a test.")]
        steps.append(
            _expect(client, url, _forged(probe), 403, "with a wrong signature")
        )
        steps.append(_expect(client, url, probe, 200, "with the right signature"))
        if isinstance(carrier, TwilioCarrier) and steps[-1].ok:
            steps.append(_find_answer(client, url, carrier.probe()))
    return steps


def _expect(
    client: httpx.Client, url: str, posted: Posted, status: int, how: str
) -> Step:
    try:
        reply = client.post(url, content=posted.body, headers=dict(posted.headers))
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        return Step(False, f"No answer from {url} ({type(error).__name__}).")
    if reply.status_code == status:
        return Step(True, f"A post {how} got {status}, as it should.")
    said = f"A post {how} got {reply.status_code} instead of {status}."
    return Step(False, f"{said} {_explain(reply.status_code)}".strip())


def _explain(status: int) -> str:
    if status in (301, 302, 307, 308):
        return "A redirect loses the post: paste the address that it leads to."
    if status == 403:
        return "The bot runs with another secret or another KNOW287G_SMS_URL."
    if status == 404:
        return "The bot runs without KNOW287G_SMS_CARRIER, or the proxy hides the path."
    if status in (502, 503, 504):
        return "The proxy does not reach the bot: is `know287g serve` running?"
    return ""


def _find_answer(client: httpx.Client, url: str, posted: Posted) -> Step:
    reply = client.post(url, content=posted.body, headers=dict(posted.headers))
    kind = reply.headers.get("content-type", "")
    if "xml" in kind and "<Message>" in reply.text:
        return Step(True, "HELP is answered, as XML.")
    return Step(False, f"HELP got no answer as XML (content type {kind}).")


def _unsigned(posted: Posted) -> Posted:
    kept = {n: v for n, v in posted.headers.items() if n == "content-type"}
    return Posted(posted.body, kept)


def _forged(posted: Posted) -> Posted:
    return Posted(posted.body + b" ", posted.headers)
