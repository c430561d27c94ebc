# Somebody reported it already: join them, or be apart after all.

accepted-alike =
    { $accepted }

    👥 { $has-own ->
        [no] The same was reported here on { $day } ({ $state }).
       *[yes] You reported the same here on { $day }: { $own } ({ $state }).
    } If it is the same problem, press the button: the reports are merged, and every answer comes to you too.
state-with-another = { $state }, together with what was reported before
stays-apart = All right, your report is looked at by itself.
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
past-merge-here = { $other } was merged into it
past-inherit = on its own again: the resident withdrew { $main }, into which it had been merged
past-itself = by itself
card-merged =
    { $count ->
        [one] 🔗 { $count } request is merged into this one: { $tickets }
       *[other] 🔗 { $count } requests are merged into this one: { $tickets }
    }{ $rest ->
        [0] { "" }
       *[other] { "" } and { $rest } more
    }
under-main-joined =
    🤝 { $has-same ->
        [no] One more resident joined { $main } ({ $ticket }). They will get the answer too.
       *[yes] The same resident wrote of { $main } once more ({ $ticket }).
    }
    📍 { $place }
    { $text }
under-main-merged =
    🔗 { $ticket } was merged into { $main }. Its resident will get the answer too.
    📍 { $place }
    { $text }
under-main-left = ✂️ { $ticket } is not merged into { $main } any more: its resident will be answered separately.
under-unmerge =
    { $has-withdrawn ->
        [no] ✂️ The resident of { $ticket }: it is another problem. Its agency is no more, and { $ticket } is with you now.
       *[yes] 🔗 The resident withdrew { $main }, into which { $ticket } had been merged. Now { $ticket } is on its own, and yours.
    }
so-far-same = the same
so-far-resident = resident of { $ticket }
notice-led = 🔗 The request into which your { $number } was merged is handled separately now, or was withdrawn. You will get the answer to { $into }, which is about the same.
under-part =
    ✂️ { $has-withdrawn ->
        [no] The resident of { $ticket }: it is a problem of its own.
       *[yes] { $withdrawn }, which { $ticket } was joined to, was withdrawn: { $ticket } is one of its own again.
    } Answer by { $deadline }
notice-parted =
    ✂️ Who reported it before you has withdrawn. Your report { $number } is looked at by itself again: { $agency }.
    The answer is due by { $deadline }.
