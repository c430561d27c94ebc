# The agency's working day: states, moves and notices.

state-fresh = new
state-planned = a date is promised
state-on_approval = the answer is being approved
state-rejected = rejected
state-duplicate = joined to another
state-duplicate-of = joined to { $into }
status-planned =
    📅 Promised by { $deadline }. With: { $who }
status-on_approval =
    ✍️ The answer waits for approval. Author: { $who }
status-rejected =
    🚫 Rejected
status-duplicate =
    🔗 Joined to { $into }
history-promise =
    { $has-text ->
        [no] { $at } — a date was promised
       *[yes] { $at } — a date was promised: { $text }
    }
history-approve =
    { $has-text ->
        [no] { $at } — answered with an attachment{ $has-outcome ->
            [no] { "" }
           *[yes] { " " }({ $outcome })
        }
       *[yes] { $at } — answer{ $has-outcome ->
            [no] { "" }
           *[yes] { " " }({ $outcome })
        }: { $text }
    }
history-correct =
    { $has-text ->
        [no] { $at } — the answer was corrected{ $has-outcome ->
            [no] { "" }
           *[yes] { " " }({ $outcome })
        }
       *[yes] { $at } — the answer was corrected{ $has-outcome ->
            [no] { "" }
           *[yes] { " " }({ $outcome })
        }: { $text }
    }
history-reject =
    { $has-text ->
        [no] { $at } — rejected
       *[yes] { $at } — rejected: { $text }
    }
history-merge = { $at } — joined to another report of the same
history-appeal = { $at } — you returned it, now it is with the coordinators: { $text }
history-come_due = { $at } — the promised day has come
history-expire = { $at } — closed: the question was not answered
history-close = { $at } — closed by time
appealed = I have returned request { $ticket } and given it to the coordinators: they will find out why it is not solved. I will tell you of the new answer.

notice-promised =
    📅 A date is set for request { $number }: by { $deadline } ({ $agency }).{ $has-text ->
        [no] { "" }
       *[yes] { "" }

            { $text }
    }
notice-postponed =
    📅 The date of request { $number } is moved: now it is by { $deadline } ({ $agency }).{ $has-text ->
        [no] { "" }
       *[yes] { "" }

            { $text }
    }
notice-corrected =
    ✏️ A corrected answer to request { $number } ({ $agency }), instead of the one before{ $has-text ->
        [no] { "" }.
       *[yes] :

            { $text }
    }

    { $asked }
notice-rejected =
    🚫 Report { $number } was not taken on.

    { $text }
notice-merged =
    🔗 Somebody reported this before: your request { $number } was joined to { $into }. Whatever is answered to it will reach you too.
notice-expired =
    ⌛ We asked you about request { $number } and heard nothing, so it is closed. If the problem is still there, press “It did not help” and it goes back to work.

under-rework =
    ↩️ The answer to { $ticket } was sent back by { $who }:
    { $text }
under-appeal =
    🔁 The resident returned { $ticket }: not solved. It is with the coordinators now (returned: { $returns }):
    { $text }
under-come_due = 📅 { $ticket }: the promised day is today.
can-promise = • promise a date
too-often =
    { $limit ->
        [0] A date of { $ticket } has been promised already. Only the supervisor may put it off.
        [one] The date of { $ticket } was put off { $limit } time already, and no more is allowed. The supervisor may give longer.
       *[other] The date of { $ticket } was put off { $limit } times already, and no more is allowed. The supervisor may give longer.
    }
bad-date = That date cannot be promised: the day is over, or more than a year away.
bad-merge-itself = It is the very same request: only another one can be merged with.
bad-merge-back = That request is itself merged into this one: they cannot be merged once more.
bad-merge-gone = Nothing can be merged into that request, it is no more worked on: { $state }.
bad-merge-led = That request is a duplicate of another, which is no more worked on: { $state }.
supervisors-only = Only the supervisor may do this.

reply-to-what = I cannot tell which ticket this is about. Reply to its card, or to a message that begins with its number; /t and the number finds the card.
