# What an operator does with a ticket: answers with an outcome, promises, approves, notes, templates.

busy-first =
    { $busy }

    { $question }
busy-writing = ⚠️ { $who } is writing now (since { $at }). Go on if you have agreed on it.
busy-lies = ⚠️ { $who } has a draft for this ticket (since { $at }), not sent. You may go on if you have agreed on it.
busy-asked = ⚠️ The resident was asked already: { $who } ({ $at }), and has not answered yet. Your answer takes the question away.
busy-answered = ⚠️ The resident was answered already: { $who } ({ $at }). Yours will be the second; “✏️ Correct the answer” mends a mistake in theirs.
busy-answered-yourself = ⚠️ You have answered the resident already ({ $at }): this will be a second answer. “✏️ Correct the answer” mends a mistake in the first.
busy-waits = ⚠️ An answer waits for approval: { $who } ({ $at }). Yours will take its place.
busy-waits-theirs = ⚠️ An answer waits for approval already: { $who } ({ $at }). No other one goes until the supervisor has decided.
busy-taken = ⚠️ { $who } is working on it (since { $at }). Go on if you have agreed on it.

### The answer

answer-words =
    { $has-text ->
        [no] Write the answer to { $ticket } as a reply to this message.
       *[yes] Write the answer to { $ticket } anew, as a reply to this message. Now it says:

            { $text }
    }
answer-summary =
    The resident will see ({ $ticket }):{ $has-text ->
        [no] { "" }
       *[yes] { "" }

            { $text }
    }{ $has-enclosed ->
        [no] { "" }
       *[yes] { "" }
            { $enclosed }
    }{ $has-warnings ->
        [no] { "" }
       *[yes] { "" }

            { $warnings }
    }{ $has-busy ->
        [no] { "" }
       *[yes] { "" }

            { $busy }
    }

    { $approval ->
        [yes] Press the outcome: the answer goes with it to the supervisor; the resident has it when it is approved.
       *[no] Press the outcome: the answer goes with it.
    }
answer-send = ✅ Send to the resident: solved
answer-submit = ✍️ For approval: solved
draft-ask = ❓ Send as a question
draft-refuse = 🚫 Not ours: give it back
draft-route = ➡️ Pass on: { $agency }
draft-note = 📝 Keep as a note
draft-promise = 📅 Promise a date: reminded
send-planned = 📅 Planned
send-explained = 💬 Explained
send-refused = 🚫 Refused
outcome-solved = solved
outcome-planned = planned
outcome-explained = explained
outcome-refused = refused
draft-templates = 📋 Templates
answer-sent =
    ✅ Sent to the resident ({ $ticket }), outcome: { $outcome }:{ $has-text ->
        [no] { "" }
       *[yes] { "" }

            { $text }
    }{ $has-enclosed ->
        [no] { "" }
       *[yes] { "" }
            { $enclosed }
    }{ $closes ->
        [0] { "" }
        [one] { "" }

            It closes by itself in { $closes } day if the resident is silent, and nobody is reminded. To keep it open until a day, “📅 Promise a date” is needed instead of an answer.
       *[other] { "" }

            It closes by itself in { $closes } days if the resident is silent, and nobody is reminded. To keep it open until a day, “📅 Promise a date” is needed instead of an answer.
    }
too-long-rest = This looks like the rest of the same long text, and was not taken either, lest the resident be sent half of it. Send it shorter, in one message.
answer-waits = ✍️ The answer to { $ticket } has gone to the supervisor. “Approve” sends it to the resident.
crossed-waits =
    An answer to { $ticket } ({ $who }) waits for approval already:

    { $text }

    Yours was not sent: wait for the supervisor, or agree with your colleague.
met =
    { $move ->
        [ask] Meanwhile the resident was asked a question about { $ticket } ({ $who })
        [promise] Meanwhile the resident was promised a date for { $ticket } ({ $who })
        [answer] Meanwhile the resident was answered about { $ticket } ({ $who })
        [approve] Meanwhile the resident was answered about { $ticket } ({ $who })
        [correct] Meanwhile the answer about { $ticket } was corrected ({ $who })
        [submit] Meanwhile an answer about { $ticket } went for approval ({ $who })
        [take] Meanwhile { $ticket } was taken ({ $who })
        [assign] Meanwhile { $ticket } was given to somebody else ({ $who })
        [extend] Meanwhile { $ticket } was given more time ({ $who })
        [reclassify] Meanwhile the topic or place of { $ticket } was changed ({ $who })
       *[route] Meanwhile { $ticket } was passed on ({ $who })
    }{ $has-text ->
        [no] .
       *[yes] :

            { $text }
    }

    Yours is not done yet. If it is still wanted, confirm it once more.

### Correcting

correct-words =
    { $has-text ->
        [no] What should the answer to { $ticket } have said? Write all of it as a reply to this message.
       *[yes] The resident of { $ticket } was told:

            { $text }

            Write all of it as it should be, as a reply to this message. Only the outcome changes? Press “Leave it as it is”.
    }
correct-files = Send the photos for the corrected answer to { $ticket } as a reply to this message.
correct-summary =
    The resident will see this as a correction ({ $ticket }):{ $has-text ->
        [no] { "" }
       *[yes] { "" }

            { $text }
    }{ $has-enclosed ->
        [no] { "" }
       *[yes] { "" }
            { $enclosed }
    }{ $has-warnings ->
        [no] { "" }
       *[yes] { "" }

            { $warnings }
    }

    Press the outcome: the correction goes with it.
correct-send = ✅ Send to the resident: solved
correct-latest = There was more than one answer to { $ticket }: the last one is corrected. The resident keeps the earlier ones as they are.
edited-answer = The edited message did not go to the resident: of { $ticket } they have the old words. To send new ones press “Correct the answer”, under the answer or in “More” of the card.
edited-letter = The edited message did not go to the resident: of { $ticket } they have the old words. If others are needed, write anew as a reply to the card.
edited-submitted = The edited message is not in the answer: the old words of { $ticket } wait for approval. To replace them, reply to the card once more.
correction-sent =
    ✏️ The correction was sent to the resident ({ $ticket }), outcome: { $outcome }:{ $has-text ->
        [no] { "" }
       *[yes] { "" }

            { $text }
    }{ $has-enclosed ->
        [no] { "" }
       *[yes] { "" }
            { $enclosed }
    }{ $closes ->
        [0] { "" }
        [one] { "" }

            It closes by itself in { $closes } day if the resident is silent, and nobody is reminded. To keep it open until a day, “📅 Promise a date” is needed instead of an answer.
       *[other] { "" }

            It closes by itself in { $closes } days if the resident is silent, and nobody is reminded. To keep it open until a day, “📅 Promise a date” is needed instead of an answer.
    }

### The question

ask-summary =
    A question for the resident ({ $ticket }):

    { $text }{ $has-enclosed ->
        [no] { "" }
       *[yes] { "" }
            { $enclosed }
    }{ $has-warnings ->
        [no] { "" }
       *[yes] { "" }

            { $warnings }
    }{ $has-busy ->
        [no] { "" }
       *[yes] { "" }

            { $busy }
    }

### The date

promise-day = By which day will { $ticket } be done? Press, or write as a reply to this message: “15.12”, “до пятницы”, “через 10 дней”.
promise-day-again =
    { $limit ->
        [0] The supervisor may move the date of { $ticket } once more.
       *[other] The date of { $ticket } was moved: { $count }. Allowed: { $limit }.
    } To which day? Press, or write as a reply to this message: “15.12”, “до пятницы”, “через 10 дней”.
day-1 = Tomorrow
day-3 = In 3 days
day-7 = In a week
day-14 = In two weeks
day-how-added = To add a day, write it as a reply to this message: “завтра”, “до пятницы”, “15.12”. To write the whole text anew, press “Change”.
day-added = The day is added to the draft. To replace the whole text, press “Change”.
words-kept = The words are kept: “{ $words }”.
day-how = I did not understand the day. Write as a reply to the question, for instance: 15.12, 15 декабря, до пятницы, через 10 дней.
promise-words = What will be done about { $ticket } by that day, or why is it moved? The resident will read it. Write it as a reply to this message.
promise-files = Send the photos for the date of { $ticket } as a reply to this message.
promise-summary =
    The resident will see ({ $ticket }): by { $until }.

    { $text }{ $has-off ->
        [no] { "" }
       *[yes] { "" }

            📅 { $off } is a day off, so it is the next working day.
    }{ $has-warnings ->
        [no] { "" }
       *[yes] { "" }

            { $warnings }
    }{ $has-busy ->
        [no] { "" }
       *[yes] { "" }

            { $busy }
    }
promise-send = ✅ Promise and tell the resident
edit-day = ✏️ The day
postponed =
    📅 { $ticket } is promised by { $until } now, later than before. The resident knows. { $left ->
        [0] It cannot be moved again: further on only a supervisor may.
        [one] It can be moved { $left } more time.
       *[other] It can be moved { $left } more times.
    }
promised = 📅 { $ticket } is promised by { $until }. The resident knows.

### Approval

under-submit =
    { $has-text ->
        [no] ✍️ For approval, an answer with an attachment to { $ticket } — { $who }
       *[yes] ✍️ For approval, an answer to { $ticket } — { $who }:
            { $text }
    }{ $has-outcome ->
        [no] { "" }
       *[yes] { "" }
            Outcome: { $outcome }
    }{ $has-warnings ->
        [no] { "" }
       *[yes] { "" }

            The author saw this and let it be:
            { $warnings }
    }
under-answer = ↪️ The answer about { $ticket } that waited for approval ({ $author }) will not go: another one was sent instead ({ $who }).
under-approve = ✅ The answer to { $ticket } was approved ({ $who }) and sent to the resident.
approved = Approved: the answer to { $ticket } was sent to the resident.
approve-crossed = The answer to { $ticket } was changed meanwhile ({ $who }): read the new one and decide again.
as-it-is =
    { $text }
rework-reason = What is to be changed in the answer to { $ticket }? Write it as a reply to this message.
revise-answered = { $ticket } was answered already ({ $who }): there is nothing to change. To add something, reply to the card.
reworked = The answer to { $ticket } was returned to its author.

### Note, colleague, more time, rejection

more = What else can be done with { $ticket }:
note-words = What is to be noted about { $ticket }? The resident will not see it. Write it as a reply to this message.
note-kept = 📝 Noted about { $ticket }. Only colleagues see it.
under-note =
    { $has-text ->
        [no] 📝 A note with an attachment to { $ticket } — { $agency }, { $who }
       *[yes] 📝 A note to { $ticket } — { $agency }, { $who }:
            { $text }
    }
assign-whom =
    { $has-who ->
        [no] To whom is { $ticket } given? These have worked with the bot in this chat.
       *[yes] To whom is { $ticket } given? { $who } has it now. These have worked with the bot in this chat.
    }
assign-unknown = “{ $name }”: of those who have worked with the bot in this chat nobody has this name, or more than one. Choose below.
assign-nobody = There is nobody to give { $ticket } to: nobody else in this chat has worked with the bot. Once a colleague presses a button of any card, they are here.
assigned = 👤 { $who } has { $ticket } now (given by { $by }).
under-assign = 👤 { $to } has { $ticket } now (assigned by { $who }, { $agency }).
colleague-gone = This person is not in the chat any more. Choose another.
extend-hours = By how many working hours is the time for { $ticket } extended? Press, or write a number as a reply to this message.
hours-4 = 4 h
hours-8 = 8 h (a day)
hours-16 = 16 h (2 days)
hours-24 = 24 h (3 days)
hours-40 = 40 h (a week)
hours-how = Write, as a reply to the question, a number of working hours, from 1 to { $limit }.
extend-reason = Why does { $ticket } need more time? It stays in the history. Write it as a reply to this message.
extended = ⏳ The time for { $ticket } is extended: until { $until }.
reject-why = Why is { $ticket } not taken on? The resident reads the reason.
rejected =
    🚫 { $ticket } was rejected: { $reason }. { $has-undo ->
        [no] The resident reads the reason at once.
       *[yes] The resident reads the reason in { $undo }; until then it can be undone.
    }
undo-time =
    { $minutes ->
        [0] { $seconds ->
            [one] { $seconds } second
           *[other] { $seconds } seconds
        }
        [1] a minute
        [one] { $minutes } minute
       *[other] { $minutes } minutes
    }
undone = ↩️ Undone: { $ticket } is { $state } again. The resident heard nothing.

### Buttons of the card

card-answer = ✍️ Answer
card-promise = 📅 Promise a date
card-more = ⋯ More
card-note = 📝 Note
card-assign = 👤 Give to a colleague
card-correct = ✏️ Correct the answer
card-approve = ✅ Approve
card-rework = ↩️ Send back
card-revise = ✏️ Revise
card-extend = ⏳ More time
card-reject = ⛔ Reject
card-undo = ↩️ Undo

and-possible =
    { $why }{ $has-ways ->
        [no] { "" }
       *[yes] { "" }
            Possible:
            { $ways }
    }
can-approve = • approve the answer or send it back (the supervisor)
can-correct = • correct the answer that was sent
can-note = • leave a note
can-route = • pass it on
can-merge = • merge it into another
can-unmerge = • separate it
can-reclassify = • correct its topic or place
can-reject = • reject it
surplus = /{ $command } takes one number at a time: { $ticket }. The rest was left out: “{ $words }”.
command-mistyped = There is no command /{ $command }. Perhaps /{ $near }?
command-how = After the command comes the number: /{ $command } 26-000042
told-already = It is too late to undo: the time is over, the resident was told, or the ticket was changed.

shown-already = It is shown below already.
judged-already = Nothing is left to decide about { $ticket }: the resident was answered ({ $who }).
reworked-already = The answer about { $ticket } was sent back already.
taken-already = You have { $ticket } in work already.
approved-already = The answer about { $ticket } was approved already ({ $who }).
undone-already = It was undone already.
correct-approved = Answers of your chat are approved by the supervisor: only they or the coordinators can correct one that was sent. You can reply to the card once more.
anothers-move = Only the one who did it ({ $who }) or the coordinators can undo it.

### What is wrong with a text

warning-rude =
    { $has-found ->
        [no] ⚠️ This seems rude.
       *[yes] ⚠️ This seems rude: “{ $found }”. The resident will read it.
    }
warning-refusal = ⚠️ This seems to be a refusal: then “Refused”, not “solved”.
warning-denial = ⚠️ It seems that nothing was done: then “Explained”, not “solved”.
warning-empty =
    { $has-found ->
        [no] ⚠️ An empty phrase: what was done, or will be?
       *[yes] ⚠️ An empty phrase: “{ $found }”. What was done, or will be?
    }
warning-short = ⚠️ Too short: the resident will not know what was done.
warning-caps = ⚠️ Capital letters sound like shouting.
warning-gap =
    { $has-found ->
        [no] ⚠️ Something is not filled in.
       *[yes] ⚠️ Not filled in: { $found }
    }
warning-greeting = ⚠️ There is no greeting.
warning-signature = ⚠️ There is no signature: who answers?
warning-no_date =
    { $has-found ->
        [no] ⚠️ Planned, and no date is named.
       *[yes] ⚠️ “{ $found }”: when is that? Name a day.
    }
warning-no_photo = ⚠️ This topic wants a photo of what was done with “solved”.
warning-asks = ⚠️ This looks like a question: the resident can answer it only if it is sent as one.
warning-not_ours = ⚠️ It seems not to be yours: the resident would have to look for who does it, and the ticket would count as solved.
warning-ahead = ⚠️ This seems still to come: then it is “Planned”, and not “solved”.
warning-undone = ⚠️ It does not say what was done. If you explain, it is “Explained”; if it is still to come, “Planned”.
warning-taking = ⚠️ You seem to take the ticket: that is “🔧 Take it”, and no answer.
warning-talk = ⚠️ This seems to be for colleagues: it is not for the resident.
warning-double = ⚠️ This seems to be a duplicate: the coordinators merge those, and “solved” tells the resident nothing.
warning-no_file =
    { $has-found ->
        [no] ⚠️ Something is said to be enclosed, and nothing is.
       *[yes] ⚠️ “{ $found }”, and nothing is enclosed. Send it with the text, in reply to the card.
    }
warning-phone =
    { $has-found ->
        [no] ⚠️ Somebody's own telephone number.
       *[yes] ⚠️ This seems to be somebody's own telephone number: { $found }
    }
warning-mail =
    { $has-found ->
        [no] ⚠️ Somebody's own e-mail.
       *[yes] ⚠️ This seems to be somebody's own e-mail: { $found }
    }
warning-passport = ⚠️ Passport data.
warning-snils = ⚠️ A SNILS number.
warning-card = ⚠️ The number of a bank card.
warning-birth = ⚠️ Somebody's date of birth.
warning-name =
    { $has-found ->
        [no] ⚠️ The name of somebody else.
       *[yes] ⚠️ The name of somebody else: { $found }
    }

### Templates

templates-pick = Which template goes into the draft for { $ticket }? 🌐 are shared.
templates-to-draft = ← To the draft
templates-none = There are no templates yet. Add one: /templates.
templates-list =
    { $has-shared ->
        [no] 📋 Templates of your chat; 🌐 are shared, the coordinators keep them.
       *[yes] 📋 Shared templates: every agency uses them.
    }{ $has-lines ->
        [no] { "" }
            None yet.
       *[yes] { "" }

            { $lines }
    }
template-add = ➕ New
template-edit = ✏️ Change
template-drop = 🗑 Delete
template-drop-yes = 🗑 Yes, delete
template-list = ← To the list
template-one =
    📋 { $title }{ $has-shared ->
        [no] { "" }
       *[yes] { "" } (shared)
    }

    { $text }{ $has-sure ->
        [no] { "" }
       *[yes] { "" }

            Delete this template?
    }
template-title = What is the template called? At most 36 characters: it stands on a button. Write it as a reply to this message.
template-body =
    The template's text, as a reply to this message. In braces these are filled in: { $known }.
    The resident's name is seen by nobody else: the draft keeps { $name }.
template-gap = I do not know what stands for { $gap }. Possible: { $known }.
template-brace = A brace stands alone: “{ $where }”. A gap is written like this: { $example }. Please correct it and send it again as a reply to the question.
template-kept = 📋 The template is kept.
template-gone = This template is gone, or the coordinators keep it.
template-dropped = The template is deleted.
template-enough = There are { $limit } templates already: delete those nobody needs.
by-then = { $until }

### To the resident

notice-inpart = 😐 In part
ticket-inpart = 😐 In part
thanks-in-part =
    Thank you! Report { $ticket } is closed{ $has-outcome ->
        [no] { "" }
       *[yes] . Outcome: { $outcome }
    }. If what is left matters, return it: “My reports” → { $ticket } → “Not solved”.
