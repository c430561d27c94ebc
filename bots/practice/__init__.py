"""A town to practise in: people who complain as people do, and what became of a shift.

They act over the sandbox's control API, as a person would on its page, and know no more than what
stands in their chat. The bot under them is the real one.
"""
