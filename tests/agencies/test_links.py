import pytest

from bot.agencies.links import decode_link

PLAIN = "https://www.ice.gov/doclib/287gMOA/TyePoliceDeptTX_TFM_MOA_02172026.pdf"


def test_a_plain_address_stays_as_it_is() -> None:
    assert decode_link(PLAIN) == PLAIN


def test_a_mail_filter_wrapper_is_opened_and_its_mail_address_thrown_away() -> None:
    wrapped = (
        "https://gcc02.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwww.ice.gov"
        "%2Fdoclib%2F287gMOA%2FA.pdf&data=05%7C02%7Cname%40example.org%7C35"
    )
    assert decode_link(wrapped) == "https://www.ice.gov/doclib/287gMOA/A.pdf"


@pytest.mark.parametrize(
    "printed",
    [
        "https:/www.ice.gov/doclib/287gMOA/A.pdf",
        "http://www.ice.gov/doclib/287gMOA/A.pdf",
        "chrome-extension://efaid/https:/www.ice.gov/doclib/287gMOA/A.pdf",
        "https://www.ice.gov/doclib/287gMOA/A.pdf?utm_source=mail#page=2",
    ],
)
def test_a_malformed_address_is_mended(printed: str) -> None:
    assert decode_link(printed) == "https://www.ice.gov/doclib/287gMOA/A.pdf"


@pytest.mark.parametrize(
    "printed",
    [
        "",
        "mailto:name@example.org",
        "javascript:alert(1)",
        "https://example.org/A.pdf",
        "https://notice.gov/A.pdf",
        "https://name@www.ice.gov/A.pdf",
        "https://gcc02.safelinks.protection.outlook.com/?url=https%3A%2F%2Fexample.org",
        "file:///C:/A.pdf",
    ],
)
def test_an_address_that_is_not_ices_is_dropped(printed: str) -> None:
    assert decode_link(printed) == ""
