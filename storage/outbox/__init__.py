"""The outbox: what waits to be sent, whose it is to send, and what became of it.

:mod:`~storage.outbox.queue` says what a row is and when it may leave. What one process keeps in
memory (shelf, handing, owing) holds where one process carries everything; claims and paces, where
several do.
"""
