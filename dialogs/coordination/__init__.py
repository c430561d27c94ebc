"""What the coordinators do to more than one ticket: broadcasts, moves of many, who stands in for
whom; asked for here, and carried out a portion at a time.

It knows the desk and the overview, and is known to the agency's chat, in which it is done.
"""
