"""Tickets read and never changed: pages of them for people, their words, and their figures.

What is looked for is said in the core (``finding``, ``jobs``, ``insights``, ``registers``). The one
thing that is written here is what makes it found: the words of a ticket, and the tickets of a job.
"""
