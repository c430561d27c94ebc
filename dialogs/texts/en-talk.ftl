# What a resident hears who writes in words what was not expected: thanks, a question, a refusal.

you-are-welcome = You are welcome! You will hear at once when there is news. If anything else is broken, just write.
you-are-welcome-at-end = You are welcome! If anything else breaks, just write.
well-noted = All right. I will tell you as soon as there is news. If anything else is broken, write to me.
well-noted-at-end = All right. If anything else breaks, write to me.
who-is-here = I am a bot: I take reports about the city’s problems and pass them at once to those who solve them. A person, who works there, will answer you. Write what happened. If I am the problem, write to us: { $contact }.
withdraw-how = To withdraw a request, open it and press “Withdraw”.
withdraw-which = Which request is to be withdrawn? If more than one, one after another.
withdraw-none = All right, nothing is withdrawn.
withdraw-item = { $ticket } · { $named }
judge-which = Which request is this about? Open it and press “It helped” or “Not solved”.
no-answer-of-its-own = There is no answer to the request { $ticket } itself yet, so there is nothing to mark. If an answer came, it is about another request, and yours will be answered by itself.
judge-none = There is no request that can be marked so now: that is done when an answer has come.
judge-how = If all is well now, press “It helped”; if not, “Not solved”.
judge-later = All right. When you know, please mark it here, or write whether all is well.
suits-how = If the answer suits you, press “It suits me”; if not, “It does not suit me”.
thanks-and-judge = You are welcome! If all is well now, press “It helped” and I will note it; if not, “Not solved”.
and-kept =
    { $why }

    What you wrote is kept: to file it as a new request, press “Continue where I stopped” in the menu.
and-not-kept =
    { $why }

    What you wrote was not passed on: first finish the request that you began, then send it again.
contact-found = 📱 Contact: { $contact }. I did not keep the rest: if it matters, add it to the description before sending.
contact-kept = 📱 Kept as the contact: { $contact }. It is not on the card: the agency opens it if it must, and you will see that in your report.
contact-kept-and-told = 📱 I kept the contact apart: { $contact }. It is not on the card: the agency opens it if it must, and you will see that in your report. The rest is in the description, with 📱 in place of the contact.
contact-enough = 📱 I already keep { $limit } contacts, and there is no room for more. Not kept: { $contact }.
said-together =
    { $first }
    { $second }
contact-miscounted =
    { $digits ->
        [one] There is { $digits } digit in { $contact }, and 11 are needed. Please check it and write it once more.
       *[other] There are { $digits } digits in { $contact }, and 11 are needed. Please check it and write it once more.
    }
contact-may-be-skipped = This is the last question, and you need not answer it: the contact is only for what the agency may have to ask. Press “Skip”, and we go on.
consent-why =
    Without your consent I cannot pass your message on: your data are in it, and the law asks for your permission. Nothing has been sent to anybody yet.

    If you agree, press “I give my consent” and we go on. If not, press “Cancel”. Then you can file an official appeal on Gosuslugi ({ $services }) or ask us: { $contact }. If a life is in danger, call 112.
way-no-camera = I cannot take a photo
no-camera = All right, we will do without a photo.
photo-later = All right, without a photo. You can send it later too: open the request in /my and press “Add something”.
over-already = Cancel this report? Nobody has got any of it so far. If it is needed, we go on from here: all that you told is kept.
take-back = ✕ Yes, cancel
take-back-not = No, go on
wrong-what = What is to be corrected? Press “✏️” of that line, or write what is right.
draft-waits = All right, I wait: nobody has got any of it so far, and all that you told is kept. Go on whenever you like; if it is not needed, press “Cancel”.
draft-stays = All right, not sent for now: all that you told is kept. If something is wrong, press “✏️” of that line; if it is not needed at all, “Cancel”.
consent-in-words = It goes without the button, too: write “I agree”.
no-buttons = The buttons are not needed: write the answer in words, “send”, or “cancel”.
photo-waits = I wait for the photo. If it does not work out, press the button below.
why-photo = A photo tells those who come what happened and where. If there is none, press the button below.
which-topic = There are several topics, and “yes” does not say which. Press one, or write “first” or “second”.
which =
    What is this about? “{ $words }”

    Choose, and I will pass it on. Nothing has been sent to anybody yet.
which-photo =
    What is this photo about?

    Choose, and I will pass it on. Nothing has been sent to anybody yet.
which-voice =
    What is this voice message about?

    Choose, and I will pass it on. Nothing has been sent to anybody yet.
which-place =
    What is this place about?

    Choose, and I will pass it on. Nothing has been sent to anybody yet.
which-file =
    What is this file about?

    Choose, and I will pass it on. Nothing has been sent to anybody yet.
which-of-answered =
    { $has-words ->
        [no] Return request { $ticket } to work, or only add this to it?
       *[yes] Return request { $ticket } to work? “{ $words }”
    }

    Choose, and I will pass it on. Nothing has been sent to anybody yet.
which-asked =
    Which question do you answer? “{ $words }”

    { $lines }

    Choose, and I will pass it on. Nothing has been sent to anybody yet.
which-asked-line = ❓ { $ticket }: { $question }
which-answers = ✍️ { $question } ({ $ticket })
which-correction =
    A correction to request { $ticket }: “{ $words }”

    The request itself is sent already: its address stays as it is. I will pass the correction on to the agency, which will read both; a new phone number I will keep. Shall I? Nothing has been sent yet.
impatient =
    Request { $ticket } is with { $agency }. { $over ->
        [yes] The time for an answer is over: { $deadline }.
       *[no] They answer by { $deadline }.
    } I can pass your words on to them:
which-judged =
    { $mark ->
        [suits] Does the answer to request { $ticket } suit you?
       *[helped] Request { $ticket } has its answer. Is all well now?
    }{ $has-words ->
        [no] {""}
       *[yes] {" "}“{ $words }”
    }

    Choose, and I will pass it on. Nothing has been sent to anybody yet.
which-helped = 👍 It helped, close { $ticket }
which-suits = 👍 It suits me, close { $ticket }
which-dropped = All right, nobody got it. What you wrote is kept: the menu has “↩️ Continue where I stopped”.
which-with-files =
    { $which }

    { $files }
which-inpart = 😐 It helped in part, close { $ticket }
withdrawn-already = Request { $ticket } is withdrawn and cannot itself be returned.
back-already = Request { $ticket } is open and being seen to, there is no need to return it.
which-add = ➕ Add to { $ticket }
which-withdraw = 🏁 Not needed any more, withdraw { $ticket }
which-add-named = ➕ { $ticket } · { $named }
which-return-named = ↩️ Return { $ticket } · { $named }
which-return = ↩️ Return { $ticket } to work
which-story = ✍️ It is a new problem
which-draft = ✍️ To what I am writing now
which-left =
    What is this about? “{ $words }”

    You have an unfinished complaint: “{ $story }”. Add it to that one, or begin a new one? Nothing has been sent to anybody yet.
which-left-draft = ↩️ To the unfinished one
which-waits = What you wrote before is not lost, and nobody has got it: the menu has “↩️ Continue where I stopped”.
held-open = All right, I am waiting. Write the answer when you are ready, and I will pass it on to the agency.
of-filed = I will add it to the report { $ticket }. If it is about something else, press “Cancel” and begin a new one.
place-narrower = { $municipality }, I see. And where exactly? Write the street and house, a landmark (“by school No. 4”) or send a point on the map.
place-how = To come there, people need the place: street and house (“Lenina, 5”), a landmark (“by school No. 4”) or a point on the map. If you cannot be more exact, write what you can, and I will pass it on so.
place-no = I cannot pass on “no” for a place. Write the street, a landmark or at least the town; if you do not know where it is, “I don’t know”.
asked-still = ❓ A question about the report { $ticket } still waits for your answer: { $text }
return-by-files = (no words, only an attachment)
not-sent-yet = This report is not sent yet: please answer the question below. Those that are sent: /my.
place-waits = I am waiting. Write the address or send a place on the map whenever it suits you: all that you told is kept.
told-not-where = Added to the description. And where is it? Write the address: town, street and house, or send a place on the map.
both-noted =
    I will take them one after the other. First “{ $first }”; when that is sent, I will offer the rest:
    { $others }
topic-for-any = I took “{ $topic }”. You can change it before sending.
consent-left = Now press “I give my consent”: without it I cannot pass anything on.
consent-not-yet = Nothing has been sent to anybody yet.
why-choose = So the report goes straight to those who deal with it. Please choose one of the buttons.
why-asked = It helps those who will deal with it. If you do not know, just say so.
nothing-asked = I am not asking anything now. Write what happened, or choose below.
complaint-subject = So it is about something else now: “{ $topic }”. Remove what you wrote before?
subject-instead = Yes, only this
subject-both = No, both
about-money = It is free: both to report and to get the answer.
about-nameless = You need not give your name, and there is no registration. Other residents do not see your message. A phone number is up to you: only the agency can open it, if it needs to, and you will see that in the request.
about-readers = The message goes straight to the agency that is in charge of such a problem there, and to the town’s coordinators. I will say which one when I accept the request. A person answers.
about-time = It depends on what happened: I will name the deadline when I accept the request. The answer will come here, to this chat.
about-call = The answer will come here, to this chat. The agency can call only if you leave a number yourself, and you need not.
about-hours = I take messages at any hour, every day. The agencies’ staff answer in their working hours. If a life is in danger, call 112.
about-language = The language is chosen so: /language. What you have begun is not lost.
about-quiet = No broadcasts any more: /unsubscribe. Answers about your requests still come. What you have begun is not lost.
about-loud = Broadcasts again: /subscribe. What you have begun is not lost.
about-phone = Send the new number in one message: I will offer to pass it on with your request. In a new request I ask for the contact anew.
quiet-still = Answers about your requests still come: they are no broadcasts. If you need the request itself no more, withdraw it: /my. To delete what is kept of you: /data.
about-picture = A photo is not needed, but it helps; a video or a voice message is passed on as well. Please tell in written words what has happened and where: I cannot listen.
about-parting = Goodbye! If something breaks, write to me. What you have begun, if anything, will wait.
about-official = I am a bot, not an official: I pass messages on to the agencies in charge of the town. It is not an official appeal under Federal Law No. 59-FZ.
none-here =
    I find no such request of yours in this chat. All that were sent from here are in “My requests”: /my.

    If you filed one in another messenger, it stayed there: open the bot in it and write /my. If you turned to another service, I do not see its answers, but I can pass on a new request.
praised = Thank you for the kind words! I only pass on messages about problems, so thanks are better said in person. If something breaks, write to me.
about-facts = I do not know phone numbers or timetables: please look them up on the organisation’s site. If something is broken or not done, write to me, and I will pass it on to those in charge.
said-to-bot = I did not write this down: it seems to be said to me, and not about what happened. If the agency should know of it, please tell more.
who-answers =
    { $has-agency ->
        [yes] { $topic }: { $agency } is in charge of it.
       *[no] { $topic }: in charge of it are
            { $lines }
    }

    If something is broken or not done, write what and where, and I will pass it on.
who-answers-in = • { $municipality }: { $agency }
about-telling = Yes, you can. Write what happened and where, and I will pass it on to those in charge.
return-dropped = All right, I leave request { $ticket } as it is. If you change your mind, write “it did not help”.
