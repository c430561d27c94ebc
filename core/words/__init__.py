"""People's words, as such: read for dates, contacts and slips of the finger, quoted, and kept.

The ground of all that reads (:mod:`core.addresses`, :mod:`core.topics`, :mod:`core.dangers`, the
dialogs): of ours it imports nothing.
"""
