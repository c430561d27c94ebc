# What is said when there is too much of something, or it may not be done.

bind-too-many = Too many wrong codes: five mistakes an hour are allowed. Please wait an hour and ask the administrator for a new code.
bind-paused = Chats cannot be bound right now: there were too many wrong codes in the last hour. Please try in an hour; chats that are bound work as usual.
removed = You are no longer in this chat, so the button does nothing.
forwarded-reason = A forwarded message is not taken for a reason. Please write it in your own words, as a reply to the question.
too-many-messages = Too many messages: I can take { $rate } a minute. The last ones were not taken: please wait a minute and send them again. Everything taken before is safe.
too-many-messages-toast = Too fast. Please wait a minute.
too-many-complaints = The most that can be reported in a day is { $limit }, and that many there are. This one is saved: tomorrow press “Continue where I stopped”. In danger, call 112.
