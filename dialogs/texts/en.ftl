# Everything Paradnaya says, in English. What stands in braces is filled in by the program.
# There is no markup: messengers show the text as it is.

### Time

moment-until =
    { $weekday ->
        [1] Monday
        [2] Tuesday
        [3] Wednesday
        [4] Thursday
        [5] Friday
        [6] Saturday
       *[7] Sunday
    }, { $date }, { $time }

### Menu

welcome =
    Hello! I am the Paradnaya bot ({ $town }).

    Tell me what is broken or makes life hard. I will pass it to the people responsible and bring their answer back here. A few words are enough: I will ask for the rest.
menu =
    { $town }
    Write what happened, or choose below.
menu-new = ✍️ Report a problem
menu-resume = ↩️ Continue where I stopped
menu-my = 📋 My requests
menu-help = ❓ Help
help =
    How it works:
    1. Say in your own words what happened. You can add photos straight away.
    2. Answer a few questions: topic, place, photos. You can correct any answer before sending.
    3. You get a number and a deadline. The answer will come here, and you will say whether it helped.

    /new — report a problem
    /my — my requests
    /cancel — cancel what you started
    /language — language
    /data — what is kept about you: a copy and deletion

    It is free, and you need not give your name.

    A message sent through this bot is not an official appeal under Federal Law No. 59-FZ. You can file an official one on Gosuslugi: { $services }

    If a life is in danger, call 112. Questions about the bot: { $contact }
language = Which language shall we speak? / На каком языке говорить?
unknown-command = I do not know the command /{ $command }. See what I can do: /help.
nothing-to-cancel = There is nothing to cancel. Write what happened, or choose below.
cancelled = All right, cancelled.
left = All right, cancelled.
noted = Noted.
go-on =
    Let us go on from where we stopped{ $has-story ->
        [yes] : “{ $story }”
       *[no] { "" }
    }. To start over: /cancel.
bind-in-group = The /bind command works in an agency’s group chat: add the bot there.
desk-in-private = “Mine in work” is in the private chat with the bot: open it and send /desk there. The queue of this whole chat is /queue.
command-in-group = The command /{ $command } works in an agency's group chat: send it there.

### Buttons

way-back = ← Back
way-cancel = ✕ Cancel
way-skip = Skip
way-keep = Leave as it is
way-done = ✓ Done
way-without = Remove
way-menu = To the menu
way-place = 📍 Send a place on the map
way-contact = 📱 Send my number

### Hints

already = Accepted already.
noted-already = That is noted already.
press-it = Please press the button itself: the application sends the place or the number. Or write it in words.
too-early = That is not needed now: please answer the question.
sending-lacks = To send it, I still need the answer to this question.
stale = This button no longer works. Let us go on from here.
edited-taken = I see that you changed your message: the new words are saved.
edited = I see that you changed your message, but the earlier answer is already saved. You can correct it before sending.
choose-one = Please choose one of the options.
use-buttons = Press “Send” or choose what to change.
write-text = Please write it in words.
write-place = Write the address or send a place on the map.
write-contact = Write a phone number or an e-mail address, for example +7 914 000-00-00.
send-photo = Send a photo or press the button below.
say-what = Write what happened, and we will start from there.
too-long =
    { $length ->
        [one] That is too long: { $length } character, and { $limit } fit. Please shorten it and send it again.
       *[other] That is too long: { $length } characters, and { $limit } fit. Please shorten it and send it again.
    }
too-short = That is too short to understand. Please write a little more.
too-many-photos = No more than { $limit } photos fit: I took the first { $limit } and left the rest.
house-added = The place is now: { $place }. Choose where it is.
added-to-text = Added to your description.
added-at-summary = Added to the description. The place, the topic or the photos can be corrected by the ✏️ buttons.
photo-needs-words = Got the photo. Now please add a few words.
voice-needs-words = The voice message is attached: the agency will listen to it. Now please add a few words, because I can only read what is written.
file-needs-words = Attached. Now please add a few words.
photo-still-needed = Attached. But this needs a photo too: please send one.
came-without = VK does not give me videos and music, so they did not reach me. If it matters, send the video as a file or take a photo.
file-not-taken = I will not pass this file on: it looks like a program. Photos, documents, videos and voice messages will do.
strange-sticker = I see a sticker, but I cannot read it. { $expected }
strange-audio = This recording is not given to me. Please record a voice message. { $expected }
strange-video = This video is not given to me. Send it as a file or take a photo. { $expected }
strange-poll = A poll will not help here. { $expected }
strange-file = Files are not needed right now. { $expected }
strange-place = A place is not needed right now. { $expected }
strange-contact = A contact is not needed right now. { $expected }
strange-other = I cannot read messages of this kind. { $expected }
contact-of-another = This is somebody else's contact; I do not keep it.
place-taken = 📍 Place: { $address }
point-taken =
    { $has-address ->
        [no] 📍 Place on the map: { $municipality }
       *[yes] 📍 Place on the map: { $municipality }, { $address }
    }
place-outside = This point is outside our region ({ $region }). Write the address in words or send another point.
settlement-needed = Without the town or village nobody finds the place. Write its name; if you do not know it, “Skip”.
story-outside = That seems to be in another region, and I pass requests on in mine only: { $region }. If the problem is here after all, go on.
region-outside = That is in another region, and I pass requests on in mine only: { $region }. If the problem is here after all, name the place once more.
contact-taken = 📱 Contact: { $contact }

### Complaint

complaint-consent =
    { $text }{ $has-operator ->
        [no] { "" }
       *[yes] { "" }

            The operator of personal data: { $operator }.
    }

    The full text of the consent: { $link }
consent-agree = ✅ I give my consent
complaint-what = What happened? Tell me in your own words. You can add photos straight away.
complaint-guess = It looks like one of these topics. Which one?
complaint-guess-one = It looks like this topic. Is it right?
guess-none = Another topic
complaint-group = What is it about?
complaint-topic = What exactly?
complaint-emergency =
    ⚠️ { $text }
complaint-emergency-again = ⚠️ What to do first is written above: begin with that, the report can wait. If a life is in danger, call 112.
emergency-go-on = I understand, continue
alarm =
    ⚠️ { $text }
    If anybody is in danger, call 112 now.
complaint-q = { $text }
complaint-place = Where is it? Write the address (town, street and house) or send a place on the map.
complaint-place-named = Where is it? If you have named the place already, press the button with its address. If not, write the address or send a place on the map.
complaint-municipality = Which town or district is it in?
municipality-elsewhere = Another place: { $region }
complaint-settlement = Which town or village is it?
complaint-photos = Send photos if you have any: up to 10. Problems with photos are solved faster.
complaint-photos-required = Send a photo, please: this is hard to sort out without one. Up to 10.
complaint-photos-more =
    { $count ->
        [one] I have { $count } photo. Send more or press “Done”.
       *[other] I have { $count } photos. Send more or press “Done”.
    }
complaint-files-more = Attached: { $count }. Send more or press “Done”.
complaint-contact = How can we reach you if needed? A phone number or an e-mail address. You can skip this: the answer will come here anyway.
complaint-summary =
    Please check that everything is right:

    { $lines }
complaint-send = ✅ Send
line-what = 📝 { $text }
line-topic = { $topic }
line-extra = • { $question } — { $answer }
line-place = 📍 { $place }
line-no-photos = 📷 no photos
line-contact = 📱 { $contact }
edit-what = ✏️ Description
edit-guess = ✏️ Topic
edit-group = ✏️ Topic
edit-topic = ✏️ Topic
edit-q = ✏️ { $question }
edit-place = ✏️ Place
edit-municipality = ✏️ Town
edit-settlement = ✏️ Town or village
edit-photos = ✏️ Photos
edit-contact = ✏️ Contact

accepted =
    ✅ Accepted. Your request number: { $number }

    { $coordinators ->
        [yes] The coordinators have it now: they will pass it to the people responsible.
       *[no] Responsible: { $agency }.
    }
    Expect an answer by { $deadline }. It will come here; you can follow it in “My requests”.
accepted-another =
    { $accepted }

    ➕ Your story tells of something else, too: “{ $topic }”. Press “➕” to give it a number and an agency of its own; there is nothing to tell again.

accepted-urgent =
    { $accepted }

    🚨 Your story tells of something dangerous: “{ $topic }”. The agency above does not see to it. Press “🚨” to send it as a request of its own; there is nothing to tell again.

### My requests

my =
    { $pages ->
        [1] Your requests:
       *[other] Your requests, page { $page } of { $pages }:
    }

    { $lines }
my-none = You have not reported anything from here yet (what you filed in another messenger is there). Write what happened, and we will start from there.
my-item = { $number } · { $state }
my-older = Earlier →
my-newer = ← Later
no-such-ticket = I could not find such a request.
ticket =
    { $number } · { $topic }
    Status: { $state }
    Responsible: { $agency }{ $term ->
        [ahead] { "" }
            Answer due by { $deadline }
        [over] { "" }
            The answer is late: it was due by { $deadline }.
        [ours] { "" }
            The answer is late: it was due by { $deadline }. The coordinators have been reminded.
        [both] { "" }
            The answer is late: it was due by { $deadline }. The agency and the coordinators have been reminded.
       *[none] { "" }
    }
    📍 { $place }
    📝 { $text }

    { $history }
place-untold = no place given
on-the-map =
    { $has-municipality ->
        [no] a point on the map
       *[yes] { $municipality }, a point on the map
    }
ticket-helped = 👍 It helped
ticket-return = 👎 Not solved
ticket-add = ➕ Add something
ticket-withdraw = Withdraw
ticket-back = ← To the list
state-new = with coordinators
state-routed = passed on
state-in_work = in progress
state-need_info = question asked
state-answered = answered
state-closed = closed
state-withdrawn = withdrawn
history-file = { $at } — accepted
history-route = { $at } — passed to an agency
history-take = { $at } — taken into work
history-ask = { $at } — you were asked: { $text }
history-inform =
    { $has-text ->
        [no] { $at } — you replied with an attachment
       *[yes] { $at } — you replied: { $text }
    }
history-add =
    { $has-text ->
        [no] { $at } — you added an attachment
       *[yes] { $at } — you added: { $text }
    }
history-answer =
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
history-reveal = { $at } — the agency looked at your contact
history-confirm =
    { $verdict ->
        [neutral] { $at } — you said it helped in part
       *[other] { $at } — you said it helped
    }
history-return = { $at } — you sent it back: { $text }
history-withdraw = { $at } — you withdrew the request

add-words = Write your answer or addition to request { $ticket }; photos are fine.
kept-so-far =
    Request { $ticket }, I have:
    { $kept }

    { $ending }
add-kept = Not passed on yet: add words or photos if you like, then press “✓ Done”.
return-kept = Not sent back yet: add words or photos if you like, then press “✓ Done”.
added = Added to request { $ticket }; the agency has been told.
return-reason = I am sorry it did not help. Write what is still wrong (photos are welcome), and I will send request { $ticket } back to work.
return-thanks = To send the request back to work, write what is still wrong. If there is no need to, press “Cancel”.
returned-already = Request { $ticket } is being worked on again already: your words have been passed on. I will tell you when there is a new answer.
returned = Request { $ticket } is back in work, and your words have been passed on. I will tell you when there is a new answer.
withdraw-sure = Withdraw request { $ticket }? The agency will stop working on it.
withdraw-yes = Yes, withdraw
withdrawn = Request { $ticket } is withdrawn.
thanks =
    { $has-outcome ->
        [no] Thank you! We are glad it helped. Request { $ticket } is closed.
       *[yes] Thank you! Request { $ticket } is closed. Outcome: { $outcome }.
    }
marked-already = You have said so already, thank you! Request { $ticket } is closed.
closed-already = Request { $ticket } is already finished, so nothing can be added to it.
mine-can-inform = • answer the question: open the request in /my and press “Add something”
mine-can-add = • add something: open the request in /my and press “Add something”
mine-can-confirm = • say that it helped: open the request in /my and press “It helped”
mine-can-return = • if the problem is still there, open the request in /my and press “Not solved”
mine-can-withdraw = • withdraw it: open the request in /my and press “Withdraw”
mine-can-wait = • wait for the answer: you will hear of it at once
mine-can-file = • report the problem again: /new
impossible-now =
    { $move ->
        [confirm] Request { $ticket } cannot be marked now. Its status: { $state }.
        [return] Request { $ticket } cannot be sent back now. Its status: { $state }.
        [withdraw] Request { $ticket } cannot be withdrawn any more. Its status: { $state }.
       *[other] This cannot be done with request { $ticket } now. Its status: { $state }.
    }
too-late =
    { $days ->
        [one] It was closed more than { $days } day ago, so this request cannot be sent back. Please report the problem again: it takes a minute.
       *[other] It was closed more than { $days } days ago, so this request cannot be sent back. Please report the problem again: it takes a minute.
    }

### Notices to the resident

notice-routed =
    ➡️ Request { $number } has been passed to: { $agency }.
    Expect an answer by { $deadline }.
notice-taken =
    🔧 Request { $number } is now being worked on.
    By: { $agency }.
notice-asked =
    ❓ A question about request { $number } ({ $agency }):

    { $text }

    Reply to this message, with words or a photo, and I will pass it on at once.
notice-asked-busy =
    ❓ A question about request { $number } ({ $agency }):

    { $text }

    To answer, press “Answer” or reply to this message: what you are writing now will not be lost.
notice-answered =
    💬 An answer to request { $number } ({ $agency }){ $has-text ->
        [no] { "" }.
       *[yes] :

            { $text }
    }

    { $asked }
notice-helped = 👍 It helped
notice-nothelped = 👎 It did not help
notice-reply = Reply
notice-photos = Photos with the answer to request { $ticket }
notice-files = Attached to the answer to request { $ticket }

### The agency's card

card-place = 📍 { $place }
card-map = 🗺 On the map
card-near =
    👥 Open nearby: { $tickets }{ $has-rest ->
        [no] { "" }
       *[yes] { "" } and { $rest } more
    }
card-near-one =
    { $metres ->
        [0] { $number } (same place)
       *[other] { $number } ({ $metres } m)
    }
card-text =
    { $text }
card-enclosed = { $what }, above
card-photos-of = Photos for request { $ticket }
card-files-of = Attached to request { $ticket }
card-whole =
    Request { $ticket } in full:

    { $text }
card-returned =
    { $count ->
        [one] 🔁 The resident sent it back { $count } time
       *[other] 🔁 The resident sent it back { $count } times
    }
card-take = 🔧 Take it
card-ask = ❓ Ask the resident
card-refuse = 🚫 Not ours
card-route = ➡️ Pass on
card-contact = 📱 Show the contact
status-new =
    🆕 With the coordinators. Answer by { $deadline }
status-routed =
    { $has-agency ->
        [no] 🆕 New. Answer by { $deadline }
       *[yes] ➡️ Passed to: { $agency }. Answer by { $deadline }
    }
status-in_work =
    { $has-agency ->
        [no] 🔧 In progress: { $who }.
       *[yes] 🔧 In progress: { $agency }, { $who }.
    } { $has-promised ->
        [no] Answer by { $deadline }
       *[yes] Promised by { $deadline }
    }
status-need_info =
    ❓ Waiting for the resident. Handled by: { $who }
status-answered =
    ✅ Answered: { $who }
status-closed =
    { $verdict ->
        [satisfied] 🏁 Closed: the resident is satisfied
        [neutral] 🏁 Closed: the resident said “In part”
       *[other] 🏁 Closed
    }
status-withdrawn =
    ⛔ The resident withdrew the request
status-elsewhere =
    ➡️ Passed to: { $agency }
under-inform =
    { $has-text ->
        [no] 💬 The resident replied to { $ticket } with an attachment
       *[yes] 💬 The resident replied about { $ticket }:
            { $text }
    }
under-add =
    { $has-text ->
        [no] ➕ The resident added an attachment to { $ticket }
       *[yes] ➕ The resident added to { $ticket }:
            { $text }
    }
under-return =
    🔁 The resident sent { $ticket } back, not solved:
    { $text }
under-refuse =
    ↩️ “Not ours” on { $ticket } — { $agency }{ $has-instead ->
        [no] { "" }
       *[yes] { "" } (standing in for { $instead })
    }, { $who }:
    { $text }
under-withdraw = ⛔ The resident withdrew { $ticket }
under-photos = Photos from the resident for { $ticket }
under-files = Attached by the resident to { $ticket }

### The agency's chat

unbound-welcome =
    Hello! I am the Paradnaya bot. For requests to come to this chat, I need a one-time code: your administrator has it.
    Send here: /bind CODE
deaf = First make me an administrator of this chat: otherwise I do not see what is written here.
unbound = This chat is not bound to an agency, so the button does nothing. To bind it: /bind CODE
unbound-words = This chat is not bound to an agency, so nothing of it was sent. To bind it: /bind CODE
unbound-command = This chat is not bound to an agency, so the command does nothing. To bind it: /bind CODE
unbound-now = { $agency } is now in another chat. This chat is no longer bound.
chat-lost =
    ⚠️ An agency is left without a chat (the bot was removed, or the chat unbound): { $agency }{ $has-title ->
        [no] { "" }
       *[yes] { "" } (“{ $title }”)
    }. Its tickets come here until the administrator binds another chat.
bind-how = Write the code after the command: /bind CODE. The administrator gives the code; it is good for an hour.
bind-bad = The code did not work: it is wrong, already used, or more than an hour old. Ask the administrator for a new one.
bound =
    ✅ Done. This is now the chat of the agency: { $agency }.
    { $count ->
        [0] There are no open requests yet.
        [one] I have sent { $count } open request.
       *[other] I have sent { $count } open requests.
    }

    To answer a resident, reply to the card with a message (photos are welcome). More: /help.
operator-help =
    The chat of the agency: { $agency }.

    • A new request comes as a card. The deadline for the answer is on it.
    • A reply to the card is the answer to the resident: I will show it to you, and pressing an outcome (“solved”, “planned”…) sends it.
    • “Take it”: your colleagues see who is working on it, and the resident learns it too.
    • “Ask the resident”: ask a question; the reply will come under the card.
    • “Not ours”: give it back to the coordinators with a reason.
    • “Promise a date”: a day when it is done; “More”: a note, give it to a colleague, correct the answer{ $has-undo ->
            [no] { "" }
           *[yes] ; “Undo” works for { $undo }
        }.
    • /templates: your reply templates; /promise, /note, /assign, /correct with a number do what the buttons do.
    • The resident’s name and phone number are not on the card; pressing “Show the contact” is recorded in the history.
    • /queue: your open requests by deadline; /find: search by words and address; /t with a number: show a card once more.
    • /stats: figures of a day, a week, a month; /export: yours as a table.
operator-help-coordinators =
    The chat of the coordinators: { $agency }.

    • Here come the requests that have no agency, and those an agency gave back, with the reason.
    • “Pass on”: choose an agency; the card will go to its chat, and the deadline will be counted anew.
    • You can answer the resident from here too: reply to the card with a message.
    • “More”: reject with a reason, give more time, a note{ $has-undo ->
            [no] { "" }
           *[yes] ; “Undo” works for { $undo }
        }.
    • /templates: the shared reply templates, which all use.
    • /queue: what waits for you, by deadline; /find: search in all requests; /t with a number: show a card.
    • /bulk: many requests at once: pass on, reject, merge; /broadcast: a message to those who wrote.
    • /substitute: who stands in for an agency that does not answer.
    • /stats: figures of a day, a week, a month; /export: the requests as tables.
operator-cancelled = Cancelled; nothing was sent to the resident.
not-your-draft = This is a colleague’s draft.
not-your-list = A colleague opened this list. Your own: /queue or /find.
not-yours = Request { $ticket } is now with another agency: { $agency }.
coordinators-only = Only the coordinators may do this.
impossible =
    { $has-who ->
        [no] Not possible now: { $ticket } — { $state }.
       *[yes] Not possible now: { $ticket } — { $state }, handled by { $who }.
    }{ $has-ways ->
        [no] { "" }
       *[yes] { "" }
            You can:
            { $ways }
    }
can-take = • take it
can-ask = • ask the resident
can-answer = • reply to the card
can-refuse = • give it back: “Not ours”
taken = Request { $ticket } is yours.
ask-words = What would you like to ask the resident about { $ticket }? Write it as a reply to this message.
ask-send = ✅ Send to the resident
question-sent =
    ❓ The question was sent to the resident ({ $ticket }):

    { $text }
way-wordless = Without words
office-photo-noted = Got the photo: the resident will see it.
office-voice-noted = Got the voice message: the resident will hear it.
office-file-noted = Got the attachment: the resident will receive it.
inner-photo-noted = Got the photo: only the staff will see it.
inner-voice-noted = Got the voice message: only the staff will hear it.
inner-file-noted = Got the attachment: only the staff will receive it.
draft-let-go =
    The draft for { $ticket } was let go and has not been sent. Here it is, should you need it:{ $has-text ->
        [no] { "" }
       *[yes] { "" }

            { $text }
    }{ $has-enclosed ->
        [no] { "" }
       *[yes] { "" }
            { $enclosed }
    }
card-draft = ↩️ Take the draft up again
no-draft-to-cancel = There is nothing to cancel: you have no draft for { $ticket }, and nothing went to the resident. To take back what was done: /undo { $ticket }.
no-draft-aside = There is no draft of yours for { $ticket } put aside here any more.
let-be = “{ $button }” pressed earlier ({ $ticket }) was let be: a reply to the card is the answer to the resident.
asked-already = I have already asked: please write your answer as a message.
edit-words = ✏️ Change
edit-files = ✏️ Enclosures
answer-files = Send photos for the answer about { $ticket } as a reply to this message.
ask-files = Send photos for the question about { $ticket } as a reply to this message.
refuse-reason = Why is { $ticket } not yours, and whose is it? Write it as a reply to this message: the coordinators will see it.
refused = ↩️ { $ticket } went back to the coordinators with your explanation.
rerouted = ➡️ { $ticket } has been passed to: { $agency }.
contact = 📱 The contact for { $ticket }: { $contact }. Showing it was recorded in the history.
crossed =
    While you were writing, the resident was answered about { $ticket } ({ $who }){ $has-text ->
        [no] { "" } — with an attachment, without words.
       *[yes] :

            { $text }
    }

    Your answer was not sent. Send it too?

### An agency's lists

left-waits = waiting for the resident
found =
    Found by “{ $words }”, the latest first:

    { $lines }
found-none-number = No request has “{ $words }” in its words. The card by its number: /t { $words }
found-none = Nothing was found by “{ $words }”. Try fewer words: a request must have them all.
find-how = What to look for? Words, an address or a number after the command: /find pothole Lenina
card-how = Which request to show? Its number after the command: /t 26-000042
list-back = ← Back
list-further = Further →

### Troubles

sorry = I am sorry, this message could not be processed; the developers know already. Everything you wrote before is saved: just go on.
quarantined =
    ⚠️ Messages put aside: { $count }, the latest is No. { $id } ({ $door }): it could not be processed. { $apologised ->
        [yes] Its author has had an apology.
       *[no] Its author has not been told.
    } The administrator can look at it and take it again: paradnaya quarantine.

watch-message-aside =
    ⚠️ A notice did not go to its resident: the message that waited to be sent cannot be read. It is set aside as No. { $id }, { $count } in all. The administrator can look at it and
    send it anew: paradnaya quarantine.
watch-ticket-aside =
    ⚠️ Ticket { $ticket } cannot be read: nobody is reminded of it, and it does not close by itself, until that is mended. Set aside as No. { $id }, { $count } in all. For the administrator:
    paradnaya quarantine.

### Commands in the messenger's menu

command-new = Report a problem
command-my = My requests
command-help = How it works
command-cancel = Cancel what I started
command-language = Language / Язык
command-bind = Bind the chat to an agency
command-queue = Open requests by deadline
command-find = Find a request: words, address, number
command-help-group = What the bot can do in this chat

hello = Hello! Tell me what happened: what and where.
photo-noted = Photos taken: { $count } in all.
voice-noted = The voice message is attached: the agency will listen to it.
file-noted = Attached: { $count } in all.
edited-late = I see you edited an old message. If it matters, please write it anew.
my-line = { $number } — { $topic }, { $place }
informed = I have passed your answer on to the agency (request { $ticket }).
operator-strange = I do not pass on stickers and polls. Reply to the card of { $ticket } in words; photos, documents and voice messages are fine.
edited-draft = The draft has changed with your message.
operator-edited = The edited message did not change the draft. To change the draft, press “Change”.
no-contact = The resident of { $ticket } left no contact.
bound-already = This chat is already bound to an agency: { $agency }. To bind it to another, send /unbind first.
unbind-ask = { $has-coordinators ->
    [yes] Unbind this chat from the coordinators ({ $agency })? Until another one is bound nobody sees what waits for the coordinators: new tickets without an agency, returns, missed deadlines.
   *[no] Unbind this chat from its agency ({ $agency })? No more tickets come here: until another chat is bound, the coordinators see them.
    } To bind it again, a new code of the administrator is needed.
unbind-yes = ✅ Unbind
unbound-coordinators = The coordinators' chat is unbound. Until another one is bound nobody sees what waits for the coordinators: ask the administrator for a code and send /bind CODE.
unbound-here = The chat is unbound: no more tickets come here. The coordinators see the open ones.
resident-away = ⚠️ The resident cannot be reached: they seem to have blocked the bot. Messages about { $ticket } are kept and will go when they are back.

### Attachments

enclosed-photo =
    { $count ->
        [one] 📷 { $count } photo
       *[other] 📷 { $count } photos
    }
enclosed-document =
    { $count ->
        [one] 📎 { $count } file
       *[other] 📎 { $count } files
    }
enclosed-voice =
    { $count ->
        [one] 🎤 { $count } voice message
       *[other] 🎤 { $count } voice messages
    }
enclosed-video =
    { $count ->
        [one] 🎬 { $count } video
       *[other] 🎬 { $count } videos
    }
file-photo =
    { $count ->
        [1] the photo
       *[other] photo { $which } of { $count }
    }
file-document =
    { $count ->
        [1] the file
       *[other] file { $which } of { $count }
    }
file-voice =
    { $count ->
        [1] the voice message
       *[other] voice message { $which } of { $count }
    }
file-video =
    { $count ->
        [1] the video
       *[other] video { $which } of { $count }
    }
file-lost = ⚠️ { $ticket }: { $file } from the resident could not be had — { $why }. If you need it, ask them to send it again.
file-lost-answer = ⚠️ { $ticket }: { $file } of your message did not reach the resident — { $why }. Please send it again as a reply to the card.
file-lost-why =
    { $why ->
        [large] the file is too large
        [empty] the file is empty
        [program] the file looks like a program
        [untaken] the other messenger did not take it
       *[gone] its messenger does not have it any more
    }
file-came = 📎 Arrived late, for request { $ticket }

### What the layout of messages adds

layout-more = More options:
layout-answer = Reply with a number or in words.
layout-closed = All right.
