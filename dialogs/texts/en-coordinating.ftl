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

    Press a number, or write it in reply to this message.
merge-line = { $number } · { $topic } · { $place }
merge-how = Write the number of a request, for example 26-000042.
merged-here = 🔗 { $ticket } has been merged into { $into }. If by mistake, press “Separate” on the card of { $ticket }.
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
