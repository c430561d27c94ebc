"""What an agency sees of its work as a whole: the queue and what is found by words, the figures as
text, picture and workbook, and what the morning brings.

Nothing is changed from here. It knows a ticket, and neither the desk nor the coordinators.
"""
