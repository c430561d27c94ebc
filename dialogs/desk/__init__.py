"""The desk: what operators, and the coordinators among them, do to one ticket; the forms in which
it is done, and who carries them out (:mod:`~dialogs.desk.carrying`).

It knows a ticket and the machinery of turns; what an agency sees of all its work, and what is done
to many tickets at once, it does not.
"""
