"""The look-ups' SQL, built once at import and run with parameters.

Building a statement costs as much as running it, and a look-up must stay under five
milliseconds; every statement here walks an index (see ``tests/agencies``).
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import bindparam, or_, select

from bot.agencies import tables

_agency = tables.agency.c
_agreement = tables.agreement.c
_county = tables.agency_county.c
_listing = tables.listing.c

#: Everything an answer shows of an agreement, with its agency.
COLUMNS = (
    _agency.id.label("agency_id"),
    _agency.name,
    _agency.state,
    _agency.kind,
    _agency.layer,
    _agreement.model,
    _agreement.signed,
    _agreement.signed_likely,
    _agreement.first_listed,
    _agreement.last_listed,
    _agreement.missing_since,
    _agreement.confirmed,
    _agreement.listed,
    _agreement.link,
)
AGREEMENTS = tables.agency.join(tables.agreement)

#: Agencies with their agreements, those that were signed anew left out; an agency that
#: has only been pending comes with no agreement.
_ALL_AGENCIES = tables.agency.outerjoin(
    tables.agreement,
    (_agreement.agency_id == _agency.id) & ~_agreement.resigned,
)

_ANY_COUNTY = select(_county.agency_id).where(_county.agency_id == _agency.id)

#: A town's own police. Parameters: state, keys, fips.
TOWN = (
    select(*COLUMNS)
    .select_from(_ALL_AGENCIES.join(tables.agency_place))
    .where(
        tables.agency_place.c.state == bindparam("state"),
        tables.agency_place.c.place_key.in_(bindparam("keys", expanding=True)),
        or_(
            _ANY_COUNTY.where(
                _county.fips.in_(bindparam("fips", expanding=True))
            ).exists(),
            ~_ANY_COUNTY.exists(),
        ),
    )
)

#: Every agency in some counties. Parameter: fips.
COUNTIES = (
    select(*COLUMNS, _county.fips, _county.main)
    .select_from(_ALL_AGENCIES.join(tables.agency_county))
    .where(_county.fips.in_(bindparam("fips", expanding=True)))
)

#: A state's own agencies. Parameter: state.
STATEWIDE = (
    select(*COLUMNS)
    .select_from(AGREEMENTS)
    .where(
        _agency.state == bindparam("state"),
        _agency.layer == "state",
        _agreement.listed,
    )
)


def _newest(kind: str) -> Any:
    lists = tables.list_file.c
    return (
        select(lists.id)
        .where(lists.kind == kind)
        .order_by(lists.id.desc())
        .limit(1)
        .scalar_subquery()
    )


_ALREADY_LISTED = (
    select(_agreement.id)
    .where(
        _agreement.agency_id == _listing.agency_id,
        _agreement.model == _listing.model,
        _agreement.listed,
    )
    .exists()
    .label("now_listed")
)

#: The newest pending list; narrow it with further conditions on ``tables.agency``.
PENDING = (
    select(
        tables.agency,
        _listing.model,
        tables.list_file.c.list_date,
        _ALREADY_LISTED,
    )
    .select_from(
        tables.listing.join(tables.agency, _agency.id == _listing.agency_id).join(
            tables.list_file
        )
    )
    .where(_listing.list_id == _newest("pending"))
)

#: The same for some agencies. Parameter: ids.
PENDING_OF = PENDING.where(_listing.agency_id.in_(bindparam("ids", expanding=True)))
#: The same for a state. Parameter: state.
PENDING_IN = PENDING.where(_agency.state == bindparam("state"))
