# “My data”: what is kept of a resident, a copy of it, and its deletion.

command-data = My data: a copy and deletion
data-how = What is kept about you, a copy of it, or its deletion: /data. What you have begun will not be lost.
data =
    🔒 Your data in this messenger

    { $filed }
    { $has-contact ->
        [no] Contact: not kept
       *[yes] Contact: kept in your requests; a request shows who looked at it
    }
    { $has-consents ->
        [no] Consents: none
       *[yes] { $consents }
    }
    { $has-quiet ->
        [no] Announcements: on
       *[yes] Announcements: off
    }
    Also kept: your name in the messenger, the language, and where our conversation stands. The words of messages are kept for 30 days after they were sent; then only the history of your requests remains.

    You can get a copy of it all, or have it deleted, which withdraws your consent too. Questions about your data: { $write }
data-none = No requests
data-filed =
    { $tickets ->
        [one] { $tickets } request
       *[other] { $tickets } requests
    }, { $open } open
data-consent = Consent to the use of data (version { $version }): { $at }
data-copy = 📄 Get a copy
data-erase = 🗑 Delete my data
erasing =
    ⚠️ Delete your data? This cannot be undone.

    • The requests stay with those who work on them, without you. { $open }
    • The place and the description of the problem stay. Telephone numbers, e-mail and names that you wrote are blotted out.
    • Voice messages and documents are deleted; photos and videos of the problem stay.
    • Your contact, consent, name and our conversation are deleted. To the bot you will be somebody new.
    • Messages that you and the agencies already have in the messenger are not erased by the bot.
    • This is about this messenger alone: if you wrote from another one too, delete there as well.

    Need a copy first? Press “No, keep” and “Get a copy”.
erasing-open =
    { $open ->
        [0] None is open now.
        [one] { $open } open one goes on, but no answer will reach you, and you cannot say “not solved”.
       *[other] { $open } open ones go on, but no answers will reach you, and you cannot say “not solved”.
    }
erase-yes = Yes, delete for good
erase-no = No, keep
erase-not = Very well, nothing was deleted.
erased = Your data are deleted. The requests stay with those who work on them, without you. If you need me again, just write: we will begin from the beginning.
erased-already = Your data are deleted already.

copy-begun = 📄 Making a copy of your data. It will come here as a file.
copy-too-often =
    { $limit ->
        [one] I have made a copy { $limit } time within this hour. Try again in an hour.
       *[other] I have made a copy { $limit } times within this hour. Try again in an hour.
    }
copy-unmade = The copy could not be made. Try again later: /data
copy-unsent = The copy was not sent: the messenger did not take the file. Try again later: /data
copy-head =
    My data: { $town }
    Copy of { $at }, { $door }
copy-door =
    { $door ->
        [telegram] Telegram
        [vk] VK
        [max] MAX
       *[other] messenger
    }
copy-person =
    { $has-name ->
        [no] Name in the messenger: none
       *[yes] Name in the messenger: { $name }
    }
    Number in the messenger: { $person }
    Language: { $language }
    { $has-quiet ->
        [no] Announcements: on
       *[yes] Announcements: off
    }
copy-consent = Consent to the use of data, version { $version }: { $at }, { $door }
copy-tickets = Requests: { $tickets }
copy-ticket =
    ─────
    Request { $number }
    Filed: { $at }
    Topic: { $topic }
    Place: { $place }{ $has-point ->
        [no] { "" }
       *[yes] { "" }
            Point: { $point }
    }
    With: { $agency }
    State: { $state }{ $has-deadline ->
        [no] { "" }
       *[yes] { "" }, answer by { $deadline }
    }{ $has-outcome ->
        [no] { "" }
       *[yes] { "" }, outcome: { $outcome }
    }
    { $has-contact ->
        [no] Contact: none
       *[yes] Contact: { $contact }
    }
    Text: { $text }
copy-extra = { $question } — { $answer }
copy-file =
    { $kind ->
        [photo] Photo
        [voice] Voice message
        [video] Video
       *[document] File
    }{ $has-name ->
        [no] { "" }
       *[yes] : { $name }
    }
copy-history = History:
copy-line = • { $line }
copy-revealed = • { $at } — your contact was looked at: { $agency }

### To an agency

card-erased = 👤 The resident had their data deleted: they cannot be asked
under-erase = 👤 The resident had their data deleted ({ $ticket }): they cannot be answered, the request stays. The problem still has to be solved.
no-resident = The resident had their data deleted: they cannot be asked, and there is no contact any more.
answer-kept =
    ✅ The answer is kept ({ $ticket }), outcome: { $outcome }. The resident had their data deleted and will not get it. If others are merged into this request, their authors will see it.{ $has-text ->
        [no] { "" }
       *[yes] { "" }

            { $text }
    }{ $has-enclosed ->
        [no] { "" }
       *[yes] { "" }
            { $enclosed }
    }
promise-kept = 📅 { $ticket } is promised by { $until }. The resident had their data deleted and will not hear of it.
past-erase = the resident had their data deleted
history-erase = { $at } — the resident had their data deleted
