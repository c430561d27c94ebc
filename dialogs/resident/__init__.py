"""The private chat with a person: a resident's menu, complaint and tickets, and the list of what an
operator has taken (:mod:`~dialogs.resident.own_desk`), for an operator writes there too.

:mod:`~dialogs.resident.chat` gives each turn to who knows it, words in no form to
:mod:`~dialogs.resident.outside`; what is asked for on the way is carried out by
:mod:`~dialogs.resident.commands` and found by :mod:`~dialogs.resident.looking`.
It knows the complaint and a ticket, and nothing of the agencies' side.
"""
