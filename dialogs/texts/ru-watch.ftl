# Что говорится, потому что проходит время: остаток срока, напоминания, сводки.

card-headline =
    { $kind ->
        [emergency] 🚨 { $number } · АВАРИЙНОЕ · { $topic }
        [fast] { $number } · ★ { $topic }
       *[usual] { $number } · { $topic }
    }
card-left = 🕒 { $at }: { $left }
card-left-stands = ⏸ Часы стоят: { $left }

left-working =
    { $hours ->
        [0] осталось { $minutes } мин рабочего времени
       *[other] осталось { $hours } ч{ $minutes ->
            [0] { "" }
           *[other] { " " }{ $minutes } мин
        } рабочего времени
    }
left-wall =
    { $hours ->
        [0] осталось { $minutes } мин
       *[other] осталось { $hours } ч{ $minutes ->
            [0] { "" }
           *[other] { " " }{ $minutes } мин
        }
    }
left-days =
    { $count ->
        [one] остался { $count } день
        [few] осталось { $count } дня
       *[many] осталось { $count } дней
    }
late-now = ⏰ срок вышел
late-working =
    { $hours ->
        [0] ⏰ просрочено на { $minutes } мин рабочего времени
       *[other] ⏰ просрочено на { $hours } ч{ $minutes ->
            [0] { "" }
           *[other] { " " }{ $minutes } мин
        } рабочего времени
    }
late-wall =
    { $hours ->
        [0] ⏰ просрочено на { $minutes } мин
       *[other] ⏰ просрочено на { $hours } ч{ $minutes ->
            [0] { "" }
           *[other] { " " }{ $minutes } мин
        }
    }
late-days =
    { $count ->
        [one] ⏰ просрочено на { $count } день
        [few] ⏰ просрочено на { $count } дня
       *[many] ⏰ просрочено на { $count } дней
    }

under-remind =
    { $over ->
        [yes] ⏰ { $ticket }: срок ответа вышел.
        [again] ⏰ { $ticket }: ответа всё ещё нет, { $late }.
       *[no] ⏳ { $ticket }: прошло { $share } % времени на ответ, { $left }.
    }
    { $state }
notice-overdue =
    ⏰ { $has-promised ->
        [no] Ответ по обращению { $number } должен был прийти до { $deadline }, но его пока нет.
       *[yes] По обращению { $number } обещали срок до { $deadline }, но ответа пока нет.
    } Координаторы об этом знают. Как только ответят, сразу напишу.
under-escalate =
    { $over ->
        [again] 🔥 { $ticket }: ответа всё ещё нет, { $late }.
       *[yes] 🔥 { $ticket }: срок ответа вышел, { $returned ->
            [yes] после возврата жителю не ответили.
           *[no] жителю не ответили.
        }
    }
    { $state }
escalated-to-supervisor =
    { $over ->
        [again] 🔥 Вы — руководитель ({ $agency }). По обращению { $ticket } ответа всё ещё нет, { $late }.
       *[yes] 🔥 Вы — руководитель ({ $agency }). По обращению { $ticket } срок ответа вышел, { $returned ->
            [yes] после возврата жителю не ответили.
           *[no] жителю не ответили.
        }
    }
    { $topic }. 📍 { $place }
    { $state }
    Ответить можно в чате исполнителя.
past-escalate =
    { $share ->
        [100] срок ответа вышел, жителю не ответили
       *[other] срок ответа вышел, ответа всё ещё нет
    }

digest =
    ☀️ Что сегодня{ $has-whose ->
        [no] { "" }
       *[yes] { "" } — вместо исполнителя: { $whose }
    }:

    { $lines }

    { $late ->
        [yes] Ваши по срокам — /queue; у исполнителя — /queue с его названием и словом «просроченные», у всех сразу — /bulk просроченные
       *[no] Все по срокам — /queue
    }
digest-late = ⏰ Просрочено: { $count }
digest-due = 📌 Ответить сегодня: { $count }
digest-promised = 📅 Обещано на сегодня: { $count }
digest-waiting = ❓ Ждём ответа жителя: { $count }
digest-line = • { $number } · { $topic } — { $left }
digest-line-stands = • { $number } · { $topic } — ⏸ часы стоят: { $left }
digest-rest = • и ещё { $count }
digest-more = Это первые по срокам: открытых больше.
digest-agencies = 🏢 Просрочено у исполнителей:
digest-agency = • { $agency } — { $count }
silent =
    🔇 Исполнители молчат: новые обращения никто не взял, других действий тоже не было.

    { $lines }

    Назначить замену на время — /substitute
silent-agency = • { $agency }{ $has-by ->
        [no] { "" }
       *[yes] { "" } (замещает { $by })
    }: ждёт { $count }, дольше всех { $ticket } — с { $at }
