"""Парадная's peers, each a bot that takes the same nine-update complaint.

Rules, so that the figures can be believed:

- Each is written as a good engineer of that library would write it: its own routers, states,
  keyboards and persistence, its documented seams, nothing of its inside.
- What is left open is settled in the peer's favour: no look-up of streets, no routing, no
  history, no outbox, no inbox, two tables, one commit an update where its library lets one.
- Each runs in its own environment (its pins lie beside it), in its own process, under the same
  crowd (`load`), from the raw JSON of an update to its reply handed to a stub of the messenger.
- What a peer promises of a reply (`entries`) is written beside its figure, the flattering
  settings and the honest ones in rows of their own.

Nothing here is imported by the program. `bench.speed` starts it all.
"""
