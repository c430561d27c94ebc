"""What is seen of a ticket, by whoever sees it: its card and what stands beneath, its history, how
its time and place are called, which ways its card offers.

The conversations on both sides show tickets by this room; it knows none of them, and of ours
imports only the machinery of turns and what is heard.
"""
