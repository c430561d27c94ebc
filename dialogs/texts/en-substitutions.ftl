# Who stands in for an agency that does not answer.

substitute-list =
    🔁 Standing in now:

    { $lines }
substitute-line = • { $agency } → { $by }, until { $until } (set by { $who })
substitute-end = ⏹ Is back: { $agency }
substitute-new = ➕ Have another stand in
substitute-away = Who does not answer? Another gets its requests for a while; deadlines and history stay.
substitute-by = { $agency }: who stands in? Here are those whose chat is bound.
substitute-until = { $by } answers for { $agency }. To the end of which day? Press, or write as a reply to this message: “завтра”, “до пятницы”, “15.12”.
substitute-day-how = No day could be read. Write it as a reply to the question, for example: завтра, до пятницы, 15.12, через 10 дней. Any day from today to { $until } will do.
substitute-days =
    { $days ->
        [0] To the end of today
        [3] For 3 days
       *[other] For a week
    }
substitute-sure =
    { $by } answers for { $agency } until { $until }.

    The cards of its open requests will go to the stand-in’s chat. Is that right?
substitute-yes = ✅ Yes
substitute-begun = 🔁 { $by } answers for { $agency } until { $until }. To end it sooner: /substitute
substitute-yours =
    🔁 The coordinators ask you to answer for { $agency } until { $until }.

    Its cards come here marked “Instead of…”; answer them as your own.
substitute-theirs =
    🔁 Until { $until } { $by } answers for you: new requests go there.

    Your cards work. When you are back, tell the coordinators.
substitute-over = 🔁 The substitution is over: { $agency } answers again.
substitute-over-yours = 🔁 The substitution is over: you answer again. What is open: /queue
substitute-over-yours-by-time =
    🔁 The substitution ended at { $until }: you answer again; { $by } did until then.

    What is open: /queue. If it takes longer, tell the coordinators.
substitute-over-by-time =
    🔁 The substitution ended at { $until }: { $agency } answers again; { $by } did until then.

    The open requests are back in its chat. If it takes longer, the coordinators appoint by /substitute
substitute-changed = This has changed meanwhile: see /substitute
card-instead = 🔁 Instead of the agency: { $agency }
card-stand-in = 🔁 { $agency } stands in for the agency
