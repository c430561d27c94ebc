"""Telegram. Whatever of it is imported, aiogram comes by way of :mod:`.lightly`."""

from .lightly import import_lightly

import_lightly()
