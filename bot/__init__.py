"""Know 287(g): reviewed answers about local police and ICE.

Everything that is not a Rasa action lives here. The packages ``agencies``,
``content``, ``language``, ``places`` and ``privacy`` know nothing of Rasa or Sanic;
``dialogue`` and ``channels`` are the doors to them.
"""

__version__ = "0.1.0"
