"""Tickets as tables that a spreadsheet opens: which columns there are, and how they are written."""
