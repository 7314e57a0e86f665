"""Carriers: how each signs its webhooks, and how an answer gets back through it."""

from __future__ import annotations

from bot.channels.sms.carriers.carrier import Carrier
from bot.channels.sms.carriers.gateway import GatewayCarrier
from bot.channels.sms.carriers.telnyx import TelnyxCarrier
from bot.channels.sms.carriers.twilio import TwilioCarrier
from bot.settings import Settings

#: By the name in the setting `sms_carrier`.
CARRIERS: dict[str, type[Carrier]] = {
    "twilio": TwilioCarrier,
    "telnyx": TelnyxCarrier,
    "gateway": GatewayCarrier,
}


def carrier_of(settings: Settings) -> Carrier:
    """The carrier that the settings name.

    Raises:
        KeyError: they name none.
    """
    return CARRIERS[settings.sms_carrier].from_settings(settings)
