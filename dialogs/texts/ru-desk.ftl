# Рабочий день исполнителя: состояния, ходы и извещения.

state-fresh = новое
state-planned = назначен срок
state-on_approval = ответ согласуется
state-rejected = отклонено
state-duplicate = объединено с другим
state-duplicate-of = объединено с { $into }
status-planned =
    📅 Обещано до { $deadline }. Занимается: { $who }
status-on_approval =
    ✍️ Ответ ждёт согласования. Автор: { $who }
status-rejected =
    🚫 Отклонено
status-duplicate =
    🔗 Объединено с { $into }
history-promise =
    { $has-text ->
        [no] { $at } — назначен срок
       *[yes] { $at } — назначен срок: { $text }
    }
history-approve =
    { $has-text ->
        [no] { $at } — ответ вложением{ $has-outcome ->
            [no] { "" }
           *[yes] { " " }({ $outcome })
        }
       *[yes] { $at } — ответ{ $has-outcome ->
            [no] { "" }
           *[yes] { " " }({ $outcome })
        }: { $text }
    }
history-correct =
    { $has-text ->
        [no] { $at } — ответ исправлен{ $has-outcome ->
            [no] { "" }
           *[yes] { " " }({ $outcome })
        }
       *[yes] { $at } — ответ исправлен{ $has-outcome ->
            [no] { "" }
           *[yes] { " " }({ $outcome })
        }: { $text }
    }
history-reject =
    { $has-text ->
        [no] { $at } — отклонено
       *[yes] { $at } — отклонено: { $text }
    }
history-merge = { $at } — объединено с другим обращением о том же
history-appeal = { $at } — вы вернули, теперь у координаторов: { $text }
history-come_due = { $at } — обещанный срок наступил
history-expire = { $at } — закрыто: ответа на вопрос не было
history-close = { $at } — закрыто по времени
appealed = Вернул обращение { $ticket } и передал его координаторам: они разберутся, почему не решено. О новом ответе сообщу.

notice-promised =
    📅 По обращению { $number } назначен срок: до { $deadline } ({ $agency }).{ $has-text ->
        [no] { "" }
       *[yes] { "" }

            { $text }
    }
notice-postponed =
    📅 По обращению { $number } срок перенесён: теперь до { $deadline } ({ $agency }).{ $has-text ->
        [no] { "" }
       *[yes] { "" }

            { $text }
    }
notice-corrected =
    ✏️ Исправленный ответ по обращению { $number } ({ $agency }) — вместо прежнего{ $has-text ->
        [no] { "" }.
       *[yes] :

            { $text }
    }

    { $asked }
notice-rejected =
    🚫 Обращение { $number } не принято в работу.

    { $text }
notice-merged =
    🔗 Об этом уже сообщали: ваше обращение { $number } объединили с { $into }. Всё, что ответят по нему, придёт и вам.
notice-expired =
    ⌛ Мы спрашивали вас по обращению { $number }, но ответа не было, и оно закрыто. Если проблема осталась, нажмите «Не помогло»: обращение вернётся в работу.

under-rework =
    ↩️ Ответ по { $ticket } возвращён на доработку ({ $who }):
    { $text }
under-appeal =
    🔁 Житель вернул { $ticket } — не решено. Теперь оно у координаторов (возвратов: { $returns }):
    { $text }
under-come_due = 📅 { $ticket }: сегодня обещанный срок.
can-promise = • назначить срок
too-often =
    { $limit ->
        [0] По { $ticket } срок уже назначен. Перенести его может только руководитель.
        [one] Срок по { $ticket } уже переносили { $limit } раз — больше нельзя. Дольше может дать руководитель.
        [few] Срок по { $ticket } уже переносили { $limit } раза — больше нельзя. Дольше может дать руководитель.
       *[many] Срок по { $ticket } уже переносили { $limit } раз — больше нельзя. Дольше может дать руководитель.
    }
bad-date = Такой срок назначить нельзя: день уже прошёл или он дальше, чем через год.
bad-merge-itself = Это то же самое обращение: объединить можно только с другим.
bad-merge-back = То обращение само объединено с этим: объединить их ещё раз нельзя.
bad-merge-gone = С этим обращением объединить нельзя, оно уже не в работе: { $state }.
bad-merge-led = То обращение — дубль другого, а другое уже не в работе: { $state }.
supervisors-only = Это может сделать руководитель.

reply-to-what = Не понял, о каком обращении речь. Ответьте на его карточку или на сообщение, которое начинается с его номера; найти карточку — /t и номер.
