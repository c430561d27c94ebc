"""The operator's side of one ticket: what may be done to it, and the forms in which it is done."""
