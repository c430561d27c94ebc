# Coordinators: many tickets at once.

bulk-how =
    📦 Which tickets? Write it after the command, for example:

    /bulk late дороги
    /bulk roads free
    /bulk Ленина 5
    /bulk 26-000041 26-000042

    You can name a topic, a municipality, an agency, tickets’ numbers, “late”, “free”, “mine”; other words are looked for in text and address.
bulk-none =
    📦 No open tickets{ $named ->
        [yes] {" "}among those named.
       *[no] : { $names }
    }{ $has-left ->
        [no] { "" }
       *[yes] { "" }

            Left out:
            { $left }
    }
bulk-left-unknown = • { $number } — there is none
bulk-left-over = • { $number } — { $state }
bulk-left-other = • { $number } — does not fit the rest of the command
bulk-left-more = • … and { $count } more
bulk-words = with the words “{ $words }”
bulk-preview =
    📦 Open tickets: { $count }
    Which: { $names }

    { $lines }{ $has-more ->
        [no] { "" }
       *[yes] { "" }
            … and { $more } more
    }{ $has-left ->
        [no] { "" }
       *[yes] { "" }

            Left out:
            { $left }
    }

    { $will }
bulk-line-unread = { $number } · its record cannot be read, so it will stay
bulk-numbers =
    { $count ->
        [one] { $count } number
       *[other] { $count } numbers
    }
bulk-ask = What is to be done with them?
bulk-route = ➡️ Pass on
bulk-reject = 🚫 Reject
bulk-merge = 🔗 Merge
bulk-ask-route = To whom?
bulk-ask-reject = For which reason? Residents will read it.
bulk-ask-merge = Into which ticket? Write its number in reply to this message.
bulk-will-route = All will be passed on to: { $target }. Residents will learn who answers now.
bulk-will-reject = All will be rejected: { $target }. Residents will get the reason.
bulk-will-merge = All will become duplicates of { $target }: their residents will get its answers.
bulk-yes = Yes, do it
bulk-did-route = Passed on
bulk-did-reject = Rejected
bulk-did-merge = Merged
bulk-running = 📦 { $did }: { $done } of { $total }. Begun by { $who }.{ $has-lines ->
        [no] { "" }
       *[yes] { "" }
            Could not be:
            { $lines }
    }
bulk-paused = ⏸ Paused. { $did }: { $done } of { $total }. Begun by { $who }.{ $has-lines ->
        [no] { "" }
       *[yes] { "" }
            Could not be:
            { $lines }
    }
bulk-stopped = ⏹ Stopped. { $did }: { $done } of { $total }. Begun by { $who }.{ $has-lines ->
        [no] { "" }
       *[yes] { "" }
            Could not be:
            { $lines }
    }
bulk-done = ✅ { $did }: { $done } of { $total }. Begun by { $who }.{ $has-lines ->
        [no] { "" }
       *[yes] { "" }
            Could not be:
            { $lines }
    }
bulk-why = • { $why }: { $count }
bulk-why-there = with that agency already
bulk-why-bad = it is that very ticket, or cannot be merged with it
bulk-why-gone = not found
bulk-why-left = closed or passed on by others meanwhile
bulk-why-met = answered, promised, taken or passed on by others meanwhile
bulk-why-broken = failed by an error of the bot, which is in its log
bulk-why-too-late = the resident was told already, or something else was done meanwhile
bulk-did-undo = Undone
card-job-undo = ↩️ Undo all
