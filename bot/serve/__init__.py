"""The processes that serve people, and the one that watches over them.

``supervisor`` starts ``actions`` (the action server, loopback only) and ``rasa`` (the
page and the channels), waits until a real question is answered and restarts what dies.
"""
