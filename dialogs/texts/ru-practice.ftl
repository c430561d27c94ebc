# Практика: смена для нового оператора.

practice-begins =
    🎓 Учебная смена: { $agency }.

    { $count ->
        [one] Придёт { $count } обращение
        [few] Придут { $count } обращения
       *[many] Придёт { $count } обращений
    }; рабочий день пройдёт за { $minutes ->
        [one] { $minutes } минуту
        [few] { $minutes } минуты
       *[many] { $minutes } минут
    }. Отвечайте, как ответили бы людям: ответом на карточку. Есть сердитые, непонятные и не ваши.
practice-over =
    🎓 Смена окончена.

    Обращений: { $count }, сделано что-нибудь: { $done }, в срок: { $timely }.
    Сделано то, что нужно: { $right }, с замечаниями: { $warned }.{ $has-median ->
        [no] { "" }
       *[yes] { "" }
            Время до первого действия: { $median } рабочего времени (медиана).
    }

    Ниже — каждое обращение: что вышло и как было бы хорошо.
practice-mark =
    { $sign } { $number } · { $topic }
    { $did }{ $has-took ->
        [no] { "" }
       *[yes] { " " }через { $took }{ $timely ->
            [yes] , в срок
           *[no] , с опозданием
        }
    }.{ $right ->
        [yes] { "" }
       *[no] { "" }
            Лучше было: { $wanted }.
    }{ $has-warnings ->
        [no] { "" }
       *[yes] { "" }
            { $warnings }
    }{ $returned ->
        [0] { "" }
       *[other] { "" }
            🔁 Житель вернул обращение.
    }{ $angry ->
        [yes] { "" }
            😠 Житель был сердит: на это отвечают делом.
       *[no] { "" }
    }

    Хорошо было бы: «{ $good }»
    { $why }
practice-did-answer = Вы ответили
practice-did-ask = Вы уточнили
practice-did-promise = Вы назначили срок
practice-did-refuse = Вы вернули: «Не наше»
practice-did-nothing = Вы ничего не сделали
practice-wants-answer = ответить по делу
practice-wants-ask = сначала уточнить
practice-wants-promise = назвать срок
practice-wants-refuse = вернуть координаторам: «Не наше»
span =
    { $hours ->
        [0] { $minutes } мин
       *[other] { $minutes ->
            [0] { $hours } ч
           *[other] { $hours } ч { $minutes } мин
        }
    }
practice-flaw-rude = ⚠️ Грубость.
practice-flaw-refusal = ⚠️ Отказ, отправленный как «решено».
practice-flaw-denial = ⚠️ Ничего не сделано, а отправлено как «решено».
practice-flaw-empty = ⚠️ Ответ из общих слов: по нему не понять, что сделано.
practice-flaw-short = ⚠️ Слишком коротко.
practice-flaw-caps = ⚠️ Заглавными буквами — как крик.
practice-flaw-gap = ⚠️ Осталось незаполненное место.
practice-flaw-greeting = ⚠️ Нет приветствия.
practice-flaw-signature = ⚠️ Нет подписи: кто отвечает.
practice-flaw-no_date = ⚠️ Обещано без даты.
practice-flaw-no_photo = ⚠️ Нет фото сделанного.
practice-flaw-asks = ⚠️ Вопрос жителю, отправленный ответом.
practice-flaw-not_ours = ⚠️ «Не наше», отправленное ответом.
practice-flaw-ahead = ⚠️ Ещё не сделано, а отправлено как «решено».
practice-flaw-undone = ⚠️ Не видно, что сделано, а отправлено как «решено».
practice-flaw-taking = ⚠️ «Беру», отправленное ответом.
practice-flaw-talk = ⚠️ Разговор с коллегой, отправленный жителю.
practice-flaw-double = ⚠️ «Дубль», отправленное ответом.
practice-flaw-no_file = ⚠️ Сказано, что приложено, а вложения нет.
practice-flaw-phone = ⚠️ В тексте чей-то телефон.
practice-flaw-mail = ⚠️ В тексте чья-то почта.
practice-flaw-passport = ⚠️ В тексте номер паспорта.
practice-flaw-snils = ⚠️ В тексте СНИЛС.
practice-flaw-card = ⚠️ В тексте номер карты.
practice-flaw-birth = ⚠️ В тексте чья-то дата рождения.
practice-flaw-name = ⚠️ В тексте чьё-то полное имя.
