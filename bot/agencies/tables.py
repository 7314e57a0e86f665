"""The tables, as SQLAlchemy Core. What ICE printed is kept; the rest is derived.

``list_file``, ``raw_row``, ``listing``, ``spelling`` and ``agreement_link`` are facts.
``agency``, ``agency_county``, ``agency_place``, ``agreement`` and ``tally`` are derived
from them after every import and hold nothing of their own, so the order of imports is
nothing.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    text,
)
from sqlalchemy.types import TypeEngine

metadata = MetaData()


def _identifier(length: int) -> TypeEngine[str]:
    """Text that sorts by its bytes in either database, as Python sorts it."""
    plain = String(length)
    return plain.with_variant(String(length, collation="C"), "postgresql")


#: One accepted list. The id sorts by date: "2026-05-18-am-9f054b".
list_file = Table(
    "list_file",
    metadata,
    Column("id", _identifier(40), primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("list_date", Date, nullable=False),
    Column("suffix", String(8), nullable=False),
    Column("file_name", Text, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("content_hash", String(64), nullable=False),
    Column("row_count", Integer, nullable=False),
    Index("list_file_by_date", "kind", "id"),
    Index("list_file_by_content", "content_hash"),
)

#: Rows as printed; only for lists imported from a sheet, not from the snapshot.
raw_row = Table(
    "raw_row",
    metadata,
    Column("list_id", ForeignKey("list_file.id"), primary_key=True),
    Column("row_no", Integer, primary_key=True),
    Column("state", Text, nullable=False),
    Column("agency", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("county", Text, nullable=False),
    Column("model", Text, nullable=False),
    Column("signed", Text, nullable=False),
    Column("moa", Text, nullable=False),
    Column("addendum", Text, nullable=False),
    Column("link", Text, nullable=False),
    Column("flags", Text, nullable=False),
)

#: One appearance of an agreement on a participating or pending list.
listing = Table(
    "listing",
    metadata,
    Column("list_id", ForeignKey("list_file.id"), primary_key=True),
    Column("agency_id", _identifier(120), primary_key=True),
    Column("model", String(3), primary_key=True),
    Column("signed", Date),
    Index("listing_by_agency", "agency_id", "model", "list_id"),
)

#: Every spelling of an agency with what a row said about it, newest list of each.
spelling = Table(
    "spelling",
    metadata,
    Column("agency_id", _identifier(120), primary_key=True),
    Column("name", _identifier(200), primary_key=True),
    Column("counties", String(120), primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("layer", String(8), nullable=False),
    Column("places", Text, nullable=False),
    Column("state", String(2), nullable=False),
    Column("list_id", _identifier(40), nullable=False),
)

#: Where an agreement's text stands, newest list of each address.
agreement_link = Table(
    "agreement_link",
    metadata,
    Column("agency_id", _identifier(120), primary_key=True),
    Column("model", String(3), primary_key=True),
    Column("link", _identifier(300), primary_key=True),
    Column("list_id", _identifier(40), nullable=False),
)

agency = Table(
    "agency",
    metadata,
    Column("id", _identifier(120), primary_key=True),
    Column("state", String(2), nullable=False),
    Column("name", Text, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("layer", String(8), nullable=False),
    Index("agency_by_state", "state", "layer"),
)

agency_county = Table(
    "agency_county",
    metadata,
    Column("agency_id", ForeignKey("agency.id"), primary_key=True),
    Column("fips", String(5), primary_key=True),
    Column("main", Boolean, nullable=False),
    Index("agency_county_by_fips", "fips", "agency_id"),
)

agency_place = Table(
    "agency_place",
    metadata,
    Column("agency_id", ForeignKey("agency.id"), primary_key=True),
    Column("state", String(2), nullable=False),
    Column("place_key", String(80), primary_key=True),
    Index("agency_place_by_key", "state", "place_key"),
)

#: One agreement over its whole life on the participating lists.
agreement = Table(
    "agreement",
    metadata,
    Column("id", _identifier(130), primary_key=True),
    Column("agency_id", ForeignKey("agency.id"), nullable=False),
    Column("model", String(3), nullable=False),
    Column("signed", Date),
    Column("signed_likely", Date),
    Column("first_listed", Date, nullable=False),
    Column("last_listed", Date, nullable=False),
    Column("missing_since", Date),
    Column("lists_missed", Integer, nullable=False),
    Column("confirmed", Boolean, nullable=False),
    Column("listed", Boolean, nullable=False),
    Column("resigned", Boolean, nullable=False),
    Column("link", Text, nullable=False),
    Index("agreement_by_agency", "agency_id", "model", "listed"),
    # No index begins with "listed": most are, and a planner would walk them all.
    Index("agreement_by_model", "model", "listed"),
    # The date meant: a slip of the year must not make an agreement the newest.
    Index("agreement_by_date", text("coalesce(signed_likely, signed)")),
)

#: How many agreements and agencies each state has on the newest participating list, by
#: model and, under the model "", in all. Counting anew costs more with every list.
tally = Table(
    "tally",
    metadata,
    Column("state", String(2), primary_key=True),
    Column("model", String(3), primary_key=True),
    Column("agreements", Integer, nullable=False),
    Column("agencies", Integer, nullable=False),
)

#: What this database was built from, e.g. the snapshot's fingerprint.
provenance = Table(
    "provenance",
    metadata,
    Column("key", String(40), primary_key=True),
    Column("value", Text, nullable=False),
)

FACTS = (list_file, raw_row, listing, spelling, agreement_link)
DERIVED = (agency, agency_county, agency_place, agreement, tally)
