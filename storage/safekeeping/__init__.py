"""A whole town at once: copied to an archive and brought back, or carried to another database.

It is for the command line: no unit of work comes here.
"""
