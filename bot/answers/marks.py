"""What a look-up may ask for besides a place, a model and a kind of agency.

The words by which each is told stand in ``data/language/lookup_words.yml``.
"""

from __future__ import annotations

from typing import Literal, get_args

Mark = Literal[
    "how_many",
    "least",  # which has the fewest
    "share",  # which part of the whole
    "average",  # how many a state
    "rank",  # whether a state is the first
    "more",  # whether one is more than another
    "several_models",  # agencies with two or more models
    "three_models",
    "every",  # whether all of a kind take part
    "oldest",  # who signed first
    "newest",  # who signed last
    "signed",  # who signed, in a time
    "left",  # who takes part no more
    "past",  # whether it ever was so
    "unit_city",  # towns' own police, and no others
    "of_those",  # of what was just counted
    "about_list",  # the list itself: its date, where it comes from
    "whole",  # what was left out of the last answer
    "meaning",  # what the models just named mean
    "street",  # whether officers have the power on the street
    "beyond",  # numbers that nobody here works out
    "which_model",
    "to_county",  # the county of the town just spoken of
    "to_city",  # a town, where a county was spoken of
    "one_in",  # the place of the same name in another state
    "beside_it",  # the place just spoken of beside another one
    "it",  # what was just spoken of
    "they",  # those spoken of, or the law that binds them
    "nation",  # the whole country, whatever was spoken of
]
MARKS: tuple[Mark, ...] = get_args(Mark)
