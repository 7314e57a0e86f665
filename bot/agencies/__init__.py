"""ICE's lists of 287(g) agreements: reading, cleaning, keeping and looking up."""
