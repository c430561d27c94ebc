"""What people say in their own words, whatever was asked: a button's label typed, an amount, a
refusal, thanks, a greeting, a contact among other words.

Each module knows one thing by its words and decides nothing. Everybody may ask here; nothing here
knows of a dialog: of ours it imports only events, effects, texts and states.
"""
