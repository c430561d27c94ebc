# Очередь и её отбор, история обращения, «Мои в работе».

queue =
    { $has-names ->
        [no] В очереди: { $count }
       *[yes] В очереди по отбору: { $count }
    }{ $has-late ->
        [no] .
       *[yes] , из них просрочено: { $late }.
    }{ $has-unrouted ->
        [no] { "" }
       *[yes] { "" }
            Не распределено: { $unrouted }.
    }{ $has-names ->
        [no] { "" }
       *[yes] { "" }

            { $names }
    }

    { $lines }
queue-none =
    { $has-names ->
        [no] Очередь пуста: открытых обращений у вас нет.
       *[yes] По этому отбору открытых обращений нет.

            { $names }
    }
list-instead = 🔁 Вместо исполнителя: { $whose }
queue-line =
    { $number } · { $topic } — { $left }
    📍 { $place }{ $has-whose ->
        [no] { "" }
       *[yes] { "" }
            { list-instead }
    }
found-line =
    { $number } · { $topic } — { $state }, { $at }{ $has-left ->
        [no] { "" }
       *[yes] { "" } · { $left }
    }
    📍 { $place }{ $has-whose ->
        [no] { "" }
       *[yes] { "" }
            { list-instead }
    }

filter-mine = Мои
filter-free = Свободные
filter-late = Просроченные
filter-named = { $name }
filter-choice =
    { $chosen ->
        [yes] ✓ { $name } ({ $count })
       *[no] { $name } ({ $count })
    }
filter-topics = По теме
filter-places = По муниципалитету
filter-choose = 🔎 Отобрать
filter-more = 🔎 Отбор
filter-off = ✕ Снять отбор
filter-list = К очереди
filter-back = ← К отбору
filter-ask =
    Что показать из очереди? В скобках — сколько обращений останется.{ $has-names ->
        [no] { "" }
       *[yes] { "" }

            Сейчас отобраны:
            { $names }
    }
filter-unknown = По этим словам не отобрать: { $words }. Можно так: /queue мои, /queue свободные, /queue просроченные, /queue с темой или муниципалитетом; координаторам — и с исполнителем.

past =
    🕘 История { $number }{ $has-pages ->
        [no] { "" }
       *[yes] { "" }, страница { $page } из { $pages }
    }

    { $lines }
past-older = ← Раньше
past-newer = Позже →
past-line =
    { $at } · { $who } — { $what }{ $has-said ->
        [no] { "" }
       *[yes] { "" }

            { $said }
    }
past-resident = житель
past-time = по времени
past-file = сообщение принято: { $agency }
past-route = передано: { $agency }
past-recall = возвращено координаторам
past-take = взято в работу
past-assign = поручено: { $to }
past-ask = вопрос жителю
past-promise = назначен срок до { $deadline }
past-submit = ответ на согласовании{ $has-outcome ->
        [no] { "" }
       *[yes] { "" } ({ $outcome })
    }
past-approve = ответ согласован и отправлен{ $has-outcome ->
        [no] { "" }
       *[yes] { "" } ({ $outcome })
    }
past-rework = ответ возвращён на доработку
past-answer = ответ жителю{ $has-outcome ->
        [no] { "" }
       *[yes] { "" } ({ $outcome })
    }
past-correct = ответ исправлен
past-refuse = «не наше»
past-reject = отклонено: { $reason }
past-merge = объединено с { $into }
past-extend = срок ответа продлён до { $deadline }
past-note = заметка, жителю не видна
past-reveal = показан контакт жителя
past-undo = отменено последнее действие
past-inform = ответ на вопрос
past-add = дополнение
past-confirm =
    { $verdict ->
        [satisfied] доволен ответом
        [neutral] отмечено «Частично»
        [unsatisfied] недоволен ответом
       *[other] ответ принят
    }
past-return = возвращено: не решено
past-appeal = возвращено: не решено, теперь у координаторов
past-withdraw = отозвано
past-remind =
    { $over ->
        [yes] срок ответа вышел
        [again] срок ответа вышел, ответа всё ещё нет
       *[no] прошло { $share } % времени на ответ
    }
past-come_due = наступил обещанный срок
past-expire = закрыто: ответа на вопрос не было
past-close = закрыто
card-history = 🕘 История

so-far =
    💬 Переписка по { $ticket }{ $rest ->
        [0] :
        [one] . Показано последнее, раньше — ещё { $rest } запись, она в «🕘 История»:
        [few] . Показано последнее, раньше — ещё { $rest } записи, они в «🕘 История»:
       *[many] . Показано последнее, раньше — ещё { $rest } записей, они в «🕘 История»:
    }

    { $lines }
so-far-files = 📎 Из переписки по { $ticket }

thread-name = { $number } · { $topic }
threads-refused = 🧵 Завести тему для обращения не получилось: в группе выключены темы, или у меня нет права управлять ими. Карточки пока приходят сюда. Включите темы, сделайте меня администратором с правом «Управление темами» — и новые обращения пойдут каждое в свою.
thread-gone = 🧵 Темы обращения { $ticket } больше нет: её удалили или закрыли для меня. Дальше о нём — здесь; на карточку можно отвечать как обычно.
card-in-thread = 🧵 Карточка { $ticket } — в теме этого обращения.

menu-desk = 🗂 Мои в работе
desk =
    🗂 Вы взяли в работу, сначала те, у которых срок ближе:

    { $lines }
desk-line =
    { $number } · { $topic } — { $left }{ $has-whose ->
        [no] { "" }
       *[yes] { "" }
            { list-instead }
    }
desk-none = Здесь сотрудник видит обращения, которые взял в работу в чате исполнителя. Сейчас у вас таких нет.
desk-card =
    { $card }

    ↩️ Отвечают на карточку в чате «{ $chat }». Отсюда ответ не уйдёт.
desk-gone = Этого обращения среди ваших больше нет: его закрыли, передали или взял коллега.
desk-back = ← К списку
desk-not-here = По { $ticket } отсюда ничего не ушло: отвечают на карточку в чате исполнителя, где это видят коллеги.
desk-not-answered = Это никуда не ушло: здесь можно только посмотреть. Ответ жителю — на карточку в чате исполнителя; сообщить о проблеме — через «Меню».
