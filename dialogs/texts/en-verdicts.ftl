# What a resident is asked of an answer, and how they are told its outcome.

told-outcome-planned = it is planned
told-outcome-explained = it is explained
told-outcome-refused = what you asked for is refused
verdict-satisfied = it helped
verdict-neutral = it helped in part
verdict-unsatisfied = it did not help
verdict-asked =
    { $has-outcome ->
        [no] Did it help?
       *[yes] Outcome: { $outcome }. Is the answer all right?
    }
verdict-given =
    { $has-outcome ->
        [no] The request is closed. If the problem remains, press “It did not help” and it will be worked on again.
       *[yes] Outcome: { $outcome }. The request is closed. If the answer is not all right, press “It does not suit me” and it will be worked on again.
    }
notice-suits-helped = 👍 It suits me
notice-suits-nothelped = 👎 It does not suit me
ticket-suits-helped = 👍 It suits me
ticket-suits-return = 👎 It does not suit me
added-answered = Added to request { $ticket }; the agency has been told. It has its answer already: if that did not help, press 👎 under it and the request goes back to work. Without a mark it will be closed later.
notice-closed =
    🏁 Request { $number } is closed: time has passed since the answer, and it was not marked. { $outcome ->
        [planned] Closed does not mean done: the answer says that it is planned. If it is not done then, report it again. If the answer is not all right, press “It does not suit me” and the request goes back to work.
        [explained] If the answer is not all right, press “It does not suit me” and the request goes back to work.
        [refused] If the answer is not all right, press “It does not suit me” and the request goes back to work.
       *[other] If it is not solved, press “It did not help” and the request goes back to work.
    }
