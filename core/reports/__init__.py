"""What is told of tickets in the mass, before anybody draws or writes it: how the house stands, the
figures of a period, an agency's morning, the table of all tickets, a picture of figures."""
