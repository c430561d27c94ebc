# What is said because time passes: what is left, reminders, digests.

card-headline =
    { $kind ->
        [emergency] 🚨 { $number } · EMERGENCY · { $topic }
        [fast] { $number } · ★ { $topic }
       *[usual] { $number } · { $topic }
    }
card-left = 🕒 { $at }: { $left }
card-left-stands = ⏸ The clock stands: { $left }

left-working =
    { $hours ->
        [0] { $minutes } min of working time left
       *[other] { $hours } h{ $minutes ->
            [0] { "" }
           *[other] { " " }{ $minutes } min
        } of working time left
    }
left-wall =
    { $hours ->
        [0] { $minutes } min left
       *[other] { $hours } h{ $minutes ->
            [0] { "" }
           *[other] { " " }{ $minutes } min
        } left
    }
left-days =
    { $count ->
        [one] { $count } day left
       *[other] { $count } days left
    }
late-now = ⏰ the time is over
late-working =
    { $hours ->
        [0] ⏰ { $minutes } min of working time late
       *[other] ⏰ { $hours } h{ $minutes ->
            [0] { "" }
           *[other] { " " }{ $minutes } min
        } of working time late
    }
late-wall =
    { $hours ->
        [0] ⏰ { $minutes } min late
       *[other] ⏰ { $hours } h{ $minutes ->
            [0] { "" }
           *[other] { " " }{ $minutes } min
        } late
    }
late-days =
    { $count ->
        [one] ⏰ { $count } day late
       *[other] ⏰ { $count } days late
    }

under-remind =
    { $over ->
        [yes] ⏰ { $ticket }: the time for an answer is over.
        [again] ⏰ { $ticket }: still no answer, { $late }.
       *[no] ⏳ { $ticket }: { $share } % of the time for an answer has passed, { $left }.
    }
    { $state }
notice-overdue =
    ⏰ { $has-promised ->
        [no] The answer to { $number } was due by { $deadline } and has not come yet.
       *[yes] { $number } was promised by { $deadline }, and there is no answer yet.
    } The coordinators know of it. You will hear from me as soon as there is one.
under-escalate =
    { $over ->
        [again] 🔥 { $ticket }: still no answer, { $late }.
       *[yes] 🔥 { $ticket }: the time for an answer is over, { $returned ->
            [yes] and since it was returned the resident has none.
           *[no] and the resident has none.
        }
    }
    { $state }
escalated-to-supervisor =
    { $over ->
        [again] 🔥 You are a supervisor ({ $agency }). There is still no answer to { $ticket }, { $late }.
       *[yes] 🔥 You are a supervisor ({ $agency }). The time for an answer to { $ticket } is over, { $returned ->
            [yes] and since it was returned the resident has none.
           *[no] and the resident has none.
        }
    }
    { $topic }. 📍 { $place }
    { $state }
    It can be answered in the agency's chat.
past-escalate =
    { $share ->
        [100] the time for an answer is over, and there was none
       *[other] the time for an answer is over, and there is still none
    }

digest =
    ☀️ Today{ $has-whose ->
        [no] { "" }
       *[yes] { "" }, for { $whose }
    }:

    { $lines }

    { $late ->
        [yes] Yours by deadline: /queue; what is late at one agency: /queue with its name and “overdue”, at all of them: /bulk overdue
       *[no] All of them by deadline: /queue
    }
digest-late = ⏰ Late: { $count }
digest-due = 📌 To be answered today: { $count }
digest-promised = 📅 Promised for today: { $count }
digest-waiting = ❓ Waiting for the resident: { $count }
digest-line = • { $number } · { $topic } — { $left }
digest-line-stands = • { $number } · { $topic } — ⏸ the clock stands: { $left }
digest-rest = • and { $count } more
digest-more = These are the first due: there are more open ones.
digest-agencies = 🏢 Late at agencies:
digest-agency = • { $agency }: { $count }
silent =
    🔇 Silent agencies: they have touched neither their new tickets nor anything else.

    { $lines }

    To have another stand in for a while: /substitute
silent-agency = • { $agency }{ $has-by ->
        [no] { "" }
       *[yes] { "" } ({ $by } stands in for them)
    }: { $count } waiting, the longest { $ticket }, since { $at }
