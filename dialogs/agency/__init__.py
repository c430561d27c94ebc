"""An agency's group chat as a whole: who is heard there, what is meant by a command, a reply or a
button, and to whom the turn goes (:mod:`~dialogs.agency.chat`).

It is above the desk, the overview and the coordination, and nothing of theirs asks here.
"""
