# Координаторы: много обращений за раз.

bulk-how =
    📦 Какие обращения? Напишите после команды, например:

    /bulk просроченные дороги
    /bulk roads свободные
    /bulk Ленина 5
    /bulk 26-000041 26-000042

    Можно назвать тему, муниципалитет, исполнителя, номера обращений, «просроченные», «свободные», «мои»; остальные слова ищутся в тексте и адресе.
bulk-none =
    📦 Открытых обращений { $named ->
        [yes] среди названных нет.
       *[no] нет: { $names }
    }{ $has-left ->
        [no] { "" }
       *[yes] { "" }

            Не возьму:
            { $left }
    }
bulk-left-unknown = • { $number } — такого нет
bulk-left-over = • { $number } — { $state }
bulk-left-other = • { $number } — не подходит под остальное в команде
bulk-left-more = • … и ещё { $count }
bulk-words = со словами «{ $words }»
bulk-preview =
    📦 Открытых обращений: { $count }
    Какие: { $names }

    { $lines }{ $has-more ->
        [no] { "" }
       *[yes] { "" }
            … и ещё { $more }
    }{ $has-left ->
        [no] { "" }
       *[yes] { "" }

            Не возьму:
            { $left }
    }

    { $will }
bulk-line-unread = { $number } · запись не читается, с остальными не пойдёт
bulk-numbers =
    { $count ->
        [one] { $count } номер
        [few] { $count } номера
       *[many] { $count } номеров
    }
bulk-ask = Что с ними сделать?
bulk-route = ➡️ Передать
bulk-reject = 🚫 Отклонить
bulk-merge = 🔗 Объединить
bulk-ask-route = Кому передать?
bulk-ask-reject = По какой причине отклонить? Житель её прочтёт.
bulk-ask-merge = С каким обращением объединить? Напишите его номер ответом на это сообщение.
bulk-will-route = Все будут переданы: { $target }. Жители узнают, кто теперь отвечает.
bulk-will-reject = Все будут отклонены: { $target }. Жители получат причину.
bulk-will-merge = Все станут дублями { $target }: их жители будут получать ответы по нему.
bulk-yes = Да, сделать
bulk-did-route = Передано
bulk-did-reject = Отклонено
bulk-did-merge = Объединено
bulk-running = 📦 { $did } { $done } из { $total }. Кто начал: { $who }.{ $has-lines ->
        [no] { "" }
       *[yes] { "" }
            Не удалось:
            { $lines }
    }
bulk-paused = ⏸ На паузе. { $did } { $done } из { $total }. Кто начал: { $who }.{ $has-lines ->
        [no] { "" }
       *[yes] { "" }
            Не удалось:
            { $lines }
    }
bulk-stopped = ⏹ Остановлено. { $did } { $done } из { $total }. Кто начал: { $who }.{ $has-lines ->
        [no] { "" }
       *[yes] { "" }
            Не удалось:
            { $lines }
    }
bulk-done = ✅ { $did } { $done } из { $total }. Кто начал: { $who }.{ $has-lines ->
        [no] { "" }
       *[yes] { "" }
            Не удалось:
            { $lines }
    }
bulk-why = • { $why }: { $count }
bulk-why-there = уже у этого исполнителя
bulk-why-bad = это само обращение, или с ним объединить нельзя
bulk-why-gone = не найдены
bulk-why-left = закрыты или переданы другими, пока шла очередь
bulk-why-met = тем временем жителю ответили, назвали срок или обращение взяли, передали
bulk-why-broken = не получилось из-за ошибки бота; о ней есть запись в журнале
bulk-why-too-late = жителю уже сказано, или с обращением успели сделать что-то ещё
bulk-did-undo = Отменено
card-job-undo = ↩️ Отменить всё
