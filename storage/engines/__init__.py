"""The two databases themselves: where they are, how they are opened, what their errors mean, and
for each the short way past SQLAlchemy (``sqlite_directly``, ``asyncpg_directly``)."""
