# Кто замещает исполнителя, который не отвечает.

substitute-list =
    🔁 Сейчас замещают:

    { $lines }
substitute-line = • { $agency } → { $by }, до { $until } (назначил: { $who })
substitute-end = ⏹ Вернулся: { $agency }
substitute-new = ➕ Назначить замену
substitute-away = Кто не отвечает? Его обращения на время получит другой; срок и история останутся.
substitute-by = { $agency }: кто замещает? Здесь те, чей чат привязан.
substitute-until = Вместо «{ $agency }» отвечает { $by }. До какого времени?
substitute-days =
    { $days ->
        [0] До конца дня
        [3] На 3 дня
       *[other] На неделю
    }
substitute-sure =
    Вместо «{ $agency }» отвечает { $by } до { $until }.

    Карточки открытых обращений уйдут в чат замещающего. Всё верно?
substitute-yes = ✅ Да, назначить
substitute-begun = 🔁 Вместо «{ $agency }» отвечает { $by } до { $until }. Закончить раньше — /substitute
substitute-yours =
    🔁 Координаторы просят вас отвечать вместо «{ $agency }» до { $until }.

    Карточки придут сюда с пометкой «Вместо…»; отвечайте на них, как на свои.
substitute-theirs =
    🔁 До { $until } вместо вас отвечает { $by }: новые обращения приходят туда.

    Ваши карточки работают. Вернулись — скажите координаторам.
substitute-over = 🔁 «{ $agency }» снова отвечает само: замещение закончено.
substitute-changed = Здесь уже всё иначе: посмотрите /substitute
card-instead = 🔁 Вместо исполнителя: { $agency }
