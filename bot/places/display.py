"""Postal spellings made into the names a map prints; used when tables are built."""

from __future__ import annotations

import re

_ABBREVIATIONS = {
    "Bch": "Beach", "Cors": "Corners", "Crk": "Creek", "Ctr": "Center", "Cty": "City",
    "Cy": "City", "Est": "Estates", "Fls": "Falls", "Frst": "Forest", "Ft": "Fort",
    "Gdns": "Gardens", "Grv": "Grove", "Hbr": "Harbor", "Hgts": "Heights",
    "Hl": "Hill", "Hls": "Hills", "Hts": "Heights", "Is": "Island", "Jct": "Junction",
    "Lk": "Lake", "Lks": "Lakes", "Lndg": "Landing", "Mdws": "Meadows", "Mls": "Mills",
    "Mnr": "Manor", "Mt": "Mount", "Mtn": "Mountain", "N": "North", "E": "East",
    "Pk": "Park", "Plt": "Plantation", "Pt": "Point", "Rdg": "Ridge", "Rnch": "Ranch",
    "S": "South", "Shrs": "Shores", "Spg": "Spring", "Spgs": "Springs",
    "Sprgs": "Springs", "Sta": "Station", "Twp": "Township", "Vlg": "Village",
    "Vly": "Valley", "W": "West", "Xing": "Crossing",
}  # fmt: skip
#: Words of the postal list's rows for firms, offices and housing blocks.
_NOT_A_TOWN = frozenset(
    "adm admin adj amf annex apts assn assoc auto bank bda bldg bo box brm bulk bureau "
    "bus business casualty center centro co coll college com comm commission "
    "communications community company condo corp corporation corps correctional "
    "credit data defense dept department depot dist district div division educ elec "
    "electric energy express ext fac facility fed federal finance financial firm firms "
    "foundation fulfillment fund gas general gov government govt group hosp hospital "
    "housing inc income inst institute insurance ins international jail jard labor "
    "library life light lottery mail mall mans med medical mem mgmt motor mutual "
    "national natl naval office ofc oil parc parq parcel power prison public qtas "
    "reply repto res retail return revenue school schl sect security serv service "
    "services shared shopping ssa station store student supply support svc system "
    "systems tax tech tele telephone trust twr unit univ university urb us usa usps util "
    "utilities vehicle vehicles veterans zip al ca ct fl ga ky md nc nj ny oh pa sc tn "
    "tx wi agency unique lockbox remit return cnty amer".split()
)
_EXCEPTIONS = {
    "Coeur D Alene": "Coeur d'Alene",
    "D Iberville": "D'Iberville",
    "Fond Du Lac": "Fond du Lac",
    "Land O Lakes": "Land O' Lakes",
    "Winston-salem": "Winston-Salem",
    "Winston Salem": "Winston-Salem",
    "Wilkes Barre": "Wilkes-Barre",
    "Wilkes Barre Pa S&Dc": "Wilkes-Barre",
    "Martha Lake": "Martha Lake",
    "Depew": "Depew",
    "Desoto": "DeSoto",
    "Lasalle": "LaSalle",
    "Town N Country": "Town 'n' Country",
}
_MC = re.compile(r"\bMc ?([A-Za-z])")
_O_APOSTROPHE = re.compile(r"\bO ([A-Z])")
_SMALL = re.compile(r"(?<=\S )(Of|The|And|On|In|At|By|De|Du|La|Del)\b(?= \S)")


def tidy_name(name: str) -> str:
    """A postal name as a map prints it.

    >>> tidy_name("Mc Kinney"), tidy_name("Saint Louis"), tidy_name("N Miami Bch")
    ('McKinney', 'St. Louis', 'North Miami Beach')
    """
    name = _EXCEPTIONS.get(name, name)
    words = [_ABBREVIATIONS.get(word, word) for word in name.split()]
    name = " ".join(words)
    name = re.sub(r"^(?:Saint|St) ", "St. ", name)
    name = re.sub(r" (?:Saint|St) (?=\S)", " St. ", name)
    name = re.sub(r"^(?:Sainte|Ste) ", "Ste. ", name)
    name = _MC.sub(lambda m: "Mc" + m.group(1).upper(), name)
    name = _O_APOSTROPHE.sub(r"O'\1", name)
    return _SMALL.sub(lambda m: _small(m.group()), name)


def _small(word: str) -> str:
    # Spanish articles keep their capital inside American names: "San Juan De Fuca" is
    # printed both ways, "Isle of Palms" only one.
    return word if word in ("De", "La", "Del", "Du") else word.lower()


def names_a_town(name: str) -> bool:
    """Whether a further postal name is a place and not a firm, office or housing block.

    >>> names_a_town("Boyle Heights"), names_a_town("Wachovia Bank")
    (True, False)
    """
    words = name.lower().split()
    if any(not word.replace("'", "").isalpha() for word in words):
        return False
    if any(len(word) == 1 and word not in "nsew" for word in words):
        return False
    return len(name) > 3 and _NOT_A_TOWN.isdisjoint(words)
