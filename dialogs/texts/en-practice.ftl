# Practice: a shift for a new operator.

practice-begins =
    🎓 A practice shift: { $agency }.

    { $count ->
        [one] { $count } report is coming
       *[other] { $count } reports are coming
    }; the working day takes { $minutes ->
        [one] { $minutes } minute
       *[other] { $minutes } minutes
    }. Answer as you would answer people: by replying to the card. Some are angry, some unclear, some not yours.
practice-over =
    🎓 The shift is over.

    Reports: { $count }, acted on: { $done }, in time: { $timely }.
    The right thing was done: { $right }, with remarks: { $warned }.{ $has-median ->
        [no] { "" }
       *[yes] { "" }
            Time until the first act: { $median } of working time (median).
    }

    Below is each report: what came of it, and what would have been good.
practice-mark =
    { $sign } { $number } · { $topic }
    { $did }{ $has-took ->
        [no] { "" }
       *[yes] { " " }after { $took }{ $timely ->
            [yes] , in time
           *[no] , late
        }
    }.{ $right ->
        [yes] { "" }
       *[no] { "" }
            Better: { $wanted }.
    }{ $has-warnings ->
        [no] { "" }
       *[yes] { "" }
            { $warnings }
    }{ $returned ->
        [0] { "" }
       *[other] { "" }
            🔁 The resident returned it.
    }{ $angry ->
        [yes] { "" }
            😠 The resident was angry: that is answered with facts.
       *[no] { "" }
    }

    Good would have been: “{ $good }”
    { $why }
practice-did-answer = You answered
practice-did-ask = You asked back
practice-did-promise = You promised a date
practice-did-refuse = You sent it back: “Not ours”
practice-did-nothing = You did nothing
practice-wants-answer = answer to the point
practice-wants-ask = ask first
practice-wants-promise = name a date
practice-wants-refuse = send it back to the coordinators: “Not ours”
span =
    { $hours ->
        [0] { $minutes } min
       *[other] { $minutes ->
            [0] { $hours } h
           *[other] { $hours } h { $minutes } min
        }
    }
practice-flaw-rude = ⚠️ Rudeness.
practice-flaw-refusal = ⚠️ A refusal, sent as “solved”.
practice-flaw-denial = ⚠️ Nothing was done, and it was sent as “solved”.
practice-flaw-empty = ⚠️ Nothing but set phrases: it does not say what was done.
practice-flaw-short = ⚠️ Too short.
practice-flaw-caps = ⚠️ In capitals, as if shouting.
practice-flaw-gap = ⚠️ A gap was left unfilled.
practice-flaw-greeting = ⚠️ No greeting.
practice-flaw-signature = ⚠️ No signature: who answers.
practice-flaw-no_date = ⚠️ A promise without a date.
practice-flaw-no_photo = ⚠️ No photo of what was done.
practice-flaw-asks = ⚠️ A question, sent as an answer.
practice-flaw-not_ours = ⚠️ “Not ours”, sent as an answer.
practice-flaw-ahead = ⚠️ Still to be done, and sent as “solved”.
practice-flaw-undone = ⚠️ It does not say what was done, and was sent as “solved”.
practice-flaw-taking = ⚠️ “I take it”, sent as an answer.
practice-flaw-talk = ⚠️ Talk to a colleague, sent to the resident.
practice-flaw-double = ⚠️ “Duplicate”, sent as an answer.
practice-flaw-no_file = ⚠️ Something is said to be enclosed, and nothing is.
practice-flaw-phone = ⚠️ Somebody's telephone in the text.
practice-flaw-mail = ⚠️ Somebody's e-mail in the text.
practice-flaw-passport = ⚠️ A passport number in the text.
practice-flaw-snils = ⚠️ A SNILS in the text.
practice-flaw-card = ⚠️ A card number in the text.
practice-flaw-birth = ⚠️ Somebody's date of birth in the text.
practice-flaw-name = ⚠️ Somebody's full name in the text.
