# Somebody reported it already: join them, or be apart after all.

accepted-alike =
    { $accepted }

    👥 { $has-own ->
        [no] The same was reported here on { $day } ({ $state }).
       *[yes] You reported the same here on { $day }: { $own } ({ $state }).
    } If it is the same problem, press the button: the reports are merged, and every answer comes to you too.
menu-join = 🤝 It is the same problem
menu-part = ✂️ No, it is another problem
joined =
    🤝 Your report { $number } was joined to the earlier one. It is with: { $agency }.
    { $has-deadline ->
        [no] The answer comes to you too.
       *[yes] The answer is due by { $deadline } and comes to you too.
    } You can add to your report in “My reports”.
parted =
    ✂️ Report { $number } is looked at by itself again. It is with: { $agency }.
    The answer is due by { $deadline }.
unlike = That report is not open any more, there is nothing to join. Yours is looked at by itself.

history-join = { $at } — you joined it to a report of the same
history-part = { $at } — a report of its own again
past-join = the resident: it is the same as { $into }
past-part = the resident: it is a problem of its own
under-join =
    🤝 One more resident joined { $into } ({ $ticket }):
    { $text }
under-part = ✂️ The resident of { $ticket }: it is a problem of its own. Answer by { $deadline }
