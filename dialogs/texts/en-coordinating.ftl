# The coordinators: where a ticket belongs, and what is one and the same.

card-merge = 🔗 Merge
card-unmerge = ✂️ Separate
card-reclassify = ✏️ Topic, place
route-agency =
    Who should { $ticket } be passed to?{ $has-likely ->
        [no] { "" }
       *[yes] { "" } By topic and place: { $likely }.
    }
merge-ask =
    🔗 Which request should it be merged into?

    { $ticket } becomes a duplicate of that one: its resident will be told all that is answered there.{ $has-lines ->
        [no] { "" }
       *[yes] { "" }

            Similar ones that are open:
            { $lines }
    }

    { $has-lines ->
        [no] No similar one is open: write the number in reply to this message, for example 26-000042.
       *[yes] Press a number, or write it in reply to this message.
    }
merge-line = { $number } · { $topic } · { $place }
merge-how = Write the number of a request as a reply to the question, for example 26-000042.
merge-sure =
    ⚠️ These seem to be about different things:

    • { $one }
    • { $other }

    Merge them? The resident of the first will get the answers about the second. If you meant another, send its number as a reply to this message.
merge-yes = 🔗 Yes, merge
merged-here =
    🔗 { $ticket } has been merged into { $into }
    If by mistake: { $has-undo ->
        [no] “Separate” on the card of { $ticket }.
       *[yes] “Undo” now, or “Separate” on the card of { $ticket } later.
    }
unmerged-here = ✂️ { $ticket } is a request of its own again, and with you.
reclassify-ask =
    ✏️ What is to be corrected?

    { $ticket }: { $topic }, { $place }
reclassify-topics = Topic
reclassify-places = Municipality
reclassified = ✏️ { $ticket }: { $topic }, { $place }. Agency: { $agency }.
under-merged = 🔗 For { $ticket }, from one merged into it:

notice-follows = 🔗 On request { $into } about the same, into which yours was merged:
notice-expired-merged = ⌛ Request { $number } has been closed: the person who reported first did not answer a question. If the problem is still there, press “It did not help”, and your request will be worked on by itself.
notice-unmerged = ✂️ Your request { $number } is being looked at by itself again. You will have an answer by { $deadline }.

history-unmerge = { $at } — a request of its own again
past-unmerge = separated
past-reclassify = topic or place corrected

broadcast-ask =
    📢 What are residents to be told?

    Write it in reply to this message: what has happened, where, and until when.
broadcast-draft =
    📢 Broadcast. Recipients: { $count }

    { $text }

    To everybody who reported:
    { $audience }
broadcast-sure =
    📢 Send the broadcast? Recipients: { $count }. It cannot be taken back.

    { $text }
broadcast-after =
    ⚠️ A broadcast was sent lately ({ $who }, { $at }):

    │ { $text }

    { $question }
broadcast-everybody = anything, anywhere, at any time
broadcast-days =
    { $count ->
        [one] within { $count } day
       *[other] within { $count } days
    }
broadcast-topics = By topic
broadcast-places = By municipality
broadcast-periods = Since when
broadcast-any = Any
broadcast-test = 🔎 Test on myself
broadcast-send = 📢 Send
broadcast-yes = Yes, send to all
broadcast-words-only = A broadcast is words alone: files are not in it, and what is written under a file was not taken. Please write the text by itself, as a reply to the question.
broadcast-let-go =
    The broadcast is put aside; it went to nobody. Its text, in case you need it:

    { $text }
broadcast-edited = The edited message did not change the broadcast: the text below will go. To change it, write a new one as a reply to it; where “Back” stands under the text, press that first.
broadcast-tried = Sent to you in private.
broadcast =
    📢 { $text }
broadcast-quiet = No more broadcasts
broadcast-off = No more broadcasts. To have them again: /subscribe
broadcast-on = Broadcasts will come again. To stop them: /unsubscribe
job-running = 📢 The broadcast is under way: { $done } of { $total }{ $has-skipped ->
        [no] { "" }
       *[yes] , out of reach: { $skipped }
    }. Begun by { $who }.
job-paused = ⏸ The broadcast is paused: { $done } of { $total }{ $has-skipped ->
        [no] { "" }
       *[yes] , out of reach: { $skipped }
    }. What the messengers have been given will still arrive. Begun by { $who }.
job-stopped = ⏹ The broadcast was stopped: { $done } of { $total }{ $has-skipped ->
        [no] { "" }
       *[yes] , out of reach: { $skipped }
    }. Begun by { $who }.
job-done = ✅ The broadcast has been sent: { $done } of { $total }{ $has-skipped ->
        [no] { "" }
       *[yes] , out of reach: { $skipped }
    }. Begun by { $who }.
card-job-pause = ⏸ Pause
card-job-resume = ▶️ Resume
card-job-stop = ⏹ Stop
