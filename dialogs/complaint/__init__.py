"""The complaint: its questions (:mod:`~dialogs.complaint.questions`), and what reads the answers
that only it asks for: places, contacts, topics, dangers.

It knows the steps it is made of, what is heard, and how a ticket's place is called; who talks with
the resident, and where the complaint goes, it does not.
"""
