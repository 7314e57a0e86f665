"""Pictures out of ICE's lists, in both languages, each with a description in words.

``charting.draw_chart`` is the door: a request in, a picture out. Everything else is
one part of it. matplotlib is imported only when a picture is drawn.
"""
