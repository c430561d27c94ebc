# Координаторы: куда отнести обращение, что с чем объединить.

card-merge = 🔗 Объединить
card-unmerge = ✂️ Разъединить
card-reclassify = ✏️ Тема, место
route-agency =
    Кому передать { $ticket }?{ $has-likely ->
        [no] { "" }
       *[yes] { "" } По теме и месту это: { $likely }.
    }
merge-ask =
    🔗 С каким обращением объединить?

    { $ticket } станет дублем выбранного: его житель будет получать все ответы по тому обращению.{ $has-lines ->
        [no] { "" }
       *[yes] { "" }

            Похожие открытые:
            { $lines }
    }

    { $has-lines ->
        [no] Похожих открытых не нашлось: напишите номер ответом на это сообщение, например 26-000042.
       *[yes] Нажмите номер или напишите его ответом на это сообщение.
    }
merge-line = { $number } · { $topic } · { $place }
merge-how = Напишите номер обращения ответом на вопрос, например 26-000042.
merge-sure =
    ⚠️ Похоже, это о разном:

    • { $one }
    • { $other }

    Объединить? Житель первого будет получать ответы о втором. Нужно другое — напишите его номер ответом на это сообщение.
merge-yes = 🔗 Да, объединить
merged-here =
    🔗 { $ticket } объединено с { $into }
    Ошиблись — { $has-undo ->
        [no] «Разъединить» на карточке { $ticket }.
       *[yes] «Отменить» сейчас или «Разъединить» на карточке { $ticket } потом.
    }
unmerged-here = ✂️ { $ticket } снова отдельное обращение, оно у вас.
reclassify-ask =
    ✏️ Что исправить?

    { $ticket }: { $topic }, { $place }
reclassify-topics = Тему
reclassify-places = Муниципалитет
reclassified = ✏️ { $ticket }: { $topic }, { $place }. Исполнитель: { $agency }.
under-merged = 🔗 К { $ticket }, из объединённого с ним:

notice-follows = 🔗 По обращению { $into } о том же самом, с которым объединено ваше:
notice-expired-merged = ⌛ Обращение { $number } закрыто: житель, который сообщил первым, не ответил на вопрос. Если проблема осталась — нажмите «Не помогло», и ваше обращение пойдёт в работу отдельно.
notice-unmerged = ✂️ Ваше обращение { $number } снова рассматривают отдельно. Ответят до { $deadline }.

history-unmerge = { $at } — снова отдельное обращение
past-unmerge = разъединено
past-reclassify = исправлены тема или место

broadcast-ask =
    📢 Что разослать жителям?

    Напишите текст ответом на это сообщение: что случилось, где и до какого времени.
broadcast-draft =
    📢 Рассылка. Получателей: { $count }

    { $text }

    Кому — всем, кто сообщал:
    { $audience }
broadcast-sure =
    📢 Отправить рассылку? Получателей: { $count }. Отменить отправленное нельзя.

    { $text }
broadcast-after =
    ⚠️ Недавно уже отправили рассылку ({ $who }, { $at }):

    │ { $text }

    { $question }
broadcast-everybody = о чём угодно, где угодно, когда угодно
broadcast-days =
    { $count ->
        [one] за { $count } день
        [few] за { $count } дня
       *[many] за { $count } дней
    }
broadcast-topics = По теме
broadcast-places = По муниципалитету
broadcast-periods = За какое время
broadcast-any = Любые
broadcast-test = 🔎 Проверить на себе
broadcast-send = 📢 Отправить
broadcast-yes = Да, отправить всем
broadcast-words-only = Рассылка уходит только словами: файлов в ней нет, подпись под файлом не взята. Напишите текст отдельно — ответом на вопрос.
broadcast-edited = Исправленное сообщение в рассылку не попало, уйдёт текст ниже. Чтобы изменить его, напишите новый ответом на него; если под текстом есть «Назад», сначала нажмите её.
broadcast-tried = Отправлено вам в личные сообщения.
broadcast =
    📢 { $text }
broadcast-quiet = Не присылать рассылки
broadcast-off = Рассылок больше не будет. Вернуть их: /subscribe
broadcast-on = Рассылки снова будут приходить. Отказаться: /unsubscribe
job-running = 📢 Рассылка идёт: { $done } из { $total }{ $has-skipped ->
        [no] { "" }
       *[yes] , недоступны: { $skipped }
    }. Кто начал: { $who }.
job-paused = ⏸ Рассылка на паузе: { $done } из { $total }{ $has-skipped ->
        [no] { "" }
       *[yes] , недоступны: { $skipped }
    }. То, что уже передано мессенджерам, ещё дойдёт. Кто начал: { $who }.
job-stopped = ⏹ Рассылка остановлена: { $done } из { $total }{ $has-skipped ->
        [no] { "" }
       *[yes] , недоступны: { $skipped }
    }. Кто начал: { $who }.
job-done = ✅ Рассылка отправлена: { $done } из { $total }{ $has-skipped ->
        [no] { "" }
       *[yes] , недоступны: { $skipped }
    }. Кто начал: { $who }.
card-job-pause = ⏸ Пауза
card-job-resume = ▶️ Продолжить
card-job-stop = ⏹ Остановить
