"""For whoever organizes or reports: pictures and open data out of ICE's lists."""
