"""What an administrator asked for cannot be done."""


class Refused(Exception):
    """The message is a whole Russian sentence: what was found, and what is expected."""


class Unfit(Refused):
    """A backup is not right. The message says how; which file it is, knows whoever opened it."""
