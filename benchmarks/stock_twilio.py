"""Rasa's own server with its own Twilio channel, its texts going to a local stand-in.

Run by ``benchmarks.sms_load`` with the stand-in's address and Rasa's arguments. Two
changes: the host that texts are posted to, and that the machine-readable part of an
answer is left out (Rasa's channel takes it for arguments of Twilio's and fails).
"""

from __future__ import annotations

import sys
from typing import Any

from twilio.http.http_client import TwilioHttpClient

_HOST = "https://api.twilio.com"


def post_to(api: str) -> None:
    """Lets Twilio's library post to another address than Twilio's."""
    request = TwilioHttpClient.request

    def elsewhere(self: Any, method: str, url: str, *args: Any, **more: Any) -> Any:
        return request(self, method, url.replace(_HOST, api), *args, **more)

    TwilioHttpClient.request = elsewhere


def leave_out_custom() -> None:
    """Lets Rasa's channel send texts and buttons only."""
    from rasa.core.channels.twilio import TwilioOutput

    async def nothing(self: Any, recipient_id: str, custom: Any, **more: Any) -> None:
        return

    TwilioOutput.send_custom_json = nothing


if __name__ == "__main__":
    post_to(sys.argv[1])
    leave_out_custom()
    sys.argv[:] = ["rasa", *sys.argv[2:]]
    import rasa.__main__

    rasa.__main__.main()
