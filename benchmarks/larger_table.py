"""A copy of the agency database with many times as many agencies."""

from __future__ import annotations

import sqlite3
from pathlib import Path

#: Each copy of an agency lies in counties and towns of its own. One copy in ten
#: stays in its state, the others move to a made-up one. State-wide agencies, campuses
#: and constables always move: no state has a hundred highway patrols.
_COPIES = """
CREATE TEMP TABLE copy AS
WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < :n)
SELECT id AS old, id || '-x' || n AS new, '-x' || n AS tail,
       CASE WHEN n % 10 = 0 AND layer IN ('city', 'county') THEN state
            ELSE lower(state) END AS state,
       substr(name, 1, instr(name, ' ') - 1) || n || substr(name, instr(name, ' '))
           AS name, kind, layer
FROM agency, number;
CREATE INDEX temp.copy_by_old ON copy (old);
"""
_FILL = (
    "INSERT INTO agency SELECT new, state, name, kind, layer FROM copy",
    "INSERT INTO agency_county SELECT new, fips || tail, main"
    " FROM agency_county JOIN copy ON old = agency_id",
    "INSERT INTO agency_place SELECT new, copy.state, place_key || tail"
    " FROM agency_place JOIN copy ON old = agency_id",
    "INSERT INTO spelling SELECT new, copy.name, s.counties, copy.kind, copy.layer,"
    " s.places, copy.state, s.list_id"
    " FROM spelling s JOIN copy ON old = agency_id"
    " GROUP BY new, copy.name, s.counties",
    "INSERT INTO listing SELECT list_id, new, model, signed"
    " FROM listing JOIN copy ON old = agency_id",
    "INSERT INTO agreement SELECT id || tail, new, model, signed, signed_likely,"
    " first_listed, last_listed, missing_since, lists_missed, confirmed, listed,"
    " resigned, link FROM agreement JOIN copy ON old = agency_id",
    "DELETE FROM tally",
    "INSERT INTO tally SELECT state, model, count(*), count(DISTINCT agency.id)"
    " FROM agreement JOIN agency ON agency.id = agency_id WHERE listed"
    " GROUP BY state, model",
    "INSERT INTO tally SELECT state, '', count(*), count(DISTINCT agency.id)"
    " FROM agreement JOIN agency ON agency.id = agency_id WHERE listed GROUP BY state",
)


def copy_larger(small: Path, large: Path, times: int) -> None:
    """Write ``large``: the SQLite database ``small`` with ``times`` the agencies."""
    with sqlite3.connect(small) as source, sqlite3.connect(large) as connection:
        source.backup(connection)
        connection.execute("PRAGMA synchronous = OFF")
        for statement in _COPIES.split(";"):
            names = {"n": times - 1} if ":n" in statement else {}
            connection.execute(statement, names)
        for statement in _FILL:
            connection.execute(statement)
    source.close()
    connection.close()


def count_rows(database: Path) -> dict[str, int]:
    """Rows of the tables that look-ups read."""
    with sqlite3.connect(database) as connection:
        queries = {
            "agencies": "SELECT count(*) FROM agency",
            "agreements": "SELECT count(*) FROM agreement",
            "listings": "SELECT count(*) FROM listing",
        }
        rows = {
            name: int(connection.execute(query).fetchone()[0])
            for name, query in queries.items()
        }
    connection.close()
    return rows
