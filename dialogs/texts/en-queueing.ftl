# The queue and its filters, a request's history, “My work”.

queue =
    { $has-names ->
        [no] In the queue: { $count }
       *[yes] In the filtered queue: { $count }
    }{ $has-late ->
        [no] .
       *[yes] , overdue: { $late }.
    }{ $has-unrouted ->
        [no] { "" }
       *[yes] { "" }
            Not passed on yet: { $unrouted }.
    }{ $has-names ->
        [no] { "" }
       *[yes] { "" }

            { $names }
    }

    { $lines }
queue-none =
    { $has-names ->
        [no] The queue is empty: you have no open requests.
       *[yes] No open request passes this filter.

            { $names }
    }
list-instead = 🔁 Instead of the agency: { $whose }
queue-line =
    { $number } · { $topic } — { $left }
    📍 { $place }{ $has-whose ->
        [no] { "" }
       *[yes] { "" }
            { list-instead }
    }
found-line =
    { $number } · { $topic } — { $state }, { $at }{ $has-left ->
        [no] { "" }
       *[yes] { "" } · { $left }
    }
    📍 { $place }{ $has-whose ->
        [no] { "" }
       *[yes] { "" }
            { list-instead }
    }

filter-mine = Mine
filter-free = Free
filter-late = Overdue
filter-named = { $name }
filter-choice =
    { $chosen ->
        [yes] ✓ { $name } ({ $count })
       *[no] { $name } ({ $count })
    }
filter-topics = By topic
filter-places = By municipality
filter-choose = 🔎 Filter
filter-more = 🔎 Filters
filter-off = ✕ Take filters off
filter-list = To the queue
filter-back = ← To the filters
filter-ask =
    What to show of the queue? In brackets: how many requests would be left.{ $has-names ->
        [no] { "" }
       *[yes] { "" }

            Shown now:
            { $names }
    }
filter-unknown = Nothing is filtered by these words: { $words }. Try: /queue mine, /queue free, /queue late, /queue with a topic or a municipality; for coordinators, with an agency too.

past =
    🕘 History of { $number }{ $has-pages ->
        [no] { "" }
       *[yes] { "" }, page { $page } of { $pages }
    }

    { $lines }
past-older = ← Earlier
past-newer = Later →
past-line =
    { $at } · { $who } — { $what }{ $has-said ->
        [no] { "" }
       *[yes] { "" }

            { $said }
    }
past-resident = the resident
past-time = by time
past-file = the request came in: { $agency }
past-route = handed to { $agency }
past-recall = back to the coordinators
past-take = taken up
past-assign = assigned to { $to }
past-ask = a question to the resident
past-promise = a date was promised: by { $deadline }
past-submit = an answer waits for approval{ $has-outcome ->
        [no] { "" }
       *[yes] { "" } ({ $outcome })
    }
past-approve = the answer was approved and sent{ $has-outcome ->
        [no] { "" }
       *[yes] { "" } ({ $outcome })
    }
past-rework = the answer went back for rework
past-answer = an answer to the resident{ $has-outcome ->
        [no] { "" }
       *[yes] { "" } ({ $outcome })
    }
past-correct = the answer was corrected
past-refuse = “not ours”
past-reject = rejected: { $reason }
past-merge = merged into { $into }
past-extend = more time for the answer: by { $deadline }
past-note = a note that the resident does not see
past-reveal = the contact was shown
past-undo = the last step was undone
past-inform = an answer to the question
past-add = an addition
past-confirm =
    { $verdict ->
        [satisfied] satisfied with the answer
        [neutral] said that it helped in part
        [unsatisfied] not satisfied with the answer
       *[other] the answer was accepted
    }
past-return = returned: not solved
past-appeal = returned: not solved, now with the coordinators
past-withdraw = withdrawn
past-remind =
    { $over ->
        [yes] the time for an answer is over
        [again] the time for an answer is over, and there is still none
       *[no] { $share } % of the time for an answer is over
    }
past-come_due = the promised day has come
past-expire = closed: the question was not answered
past-close = closed
card-history = 🕘 History

so-far =
    💬 What was said about { $ticket }{ $rest ->
        [0] :
        [one] . This is the latest; { $rest } earlier line stands in “🕘 History”:
       *[other] . This is the latest; { $rest } earlier lines stand in “🕘 History”:
    }

    { $lines }
so-far-files = 📎 Sent about { $ticket } so far

thread-name = { $number } · { $topic }
threads-refused = 🧵 I could not open a topic for a request: the group has no topics, or I may not manage them. Cards come here for now. Turn topics on and make me an administrator who may manage topics, and each new request goes into its own.
thread-gone = 🧵 The topic of request { $ticket } is no more: it was deleted, or closed to me. What follows about it comes here; its card can be replied to as ever.
card-in-thread = 🧵 The card of { $ticket } is in this request’s topic.

menu-desk = 🗂 My work
desk =
    🗂 Taken up by you, the first due first:

    { $lines }
desk-line =
    { $number } · { $topic } — { $left }{ $has-whose ->
        [no] { "" }
       *[yes] { "" }
            { list-instead }
    }
desk-none = Here a member of staff sees the requests they took up in an agency’s chat. You have none now.
desk-card =
    { $card }

    ↩️ It is answered by a reply to its card in the chat “{ $chat }”. Nothing is sent from here.
desk-gone = This request is no longer among yours: it was closed, handed on, or taken by a colleague.
desk-back = ← To the list
desk-not-here = Nothing about { $ticket } was sent from here: it is answered by a reply to its card in the agency’s chat, where colleagues see it.
desk-not-answered = This went nowhere: here one only looks. The resident is answered by a reply to the card in the agency’s chat; to report a problem, go to the menu.
