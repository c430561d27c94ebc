"""What ``bench/fuzz.py`` is made of.

* ``words``: texts, numbers and payloads, from the ordinary to the spiteful.
* ``telegram_schema``, ``vk_schema``: valid updates of every kind, from the published schemas.
* ``acts``, ``telegram_people``, ``vk_people``: people who talk to the bot and press its buttons.
* ``damage``: what is wrong with an update that is not valid; random JSON.
* ``validity``: is this update one that the messenger may send?
* ``house``: the intake over a real database, and a courier whose messenger takes everything.
* ``verdicts``: what has to hold after every batch.
"""
