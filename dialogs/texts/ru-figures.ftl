# Показатели: /stats и /export.

stats =
    📊 { $title }
    { $whose }
    { $span ->
        [day] В скобках — изменение ко вчерашнему дню на это же время.
        [yesterday] В скобках — изменение к позавчерашнему дню.
        [week] В скобках — изменение к предыдущим 7 дням.
       *[month] В скобках — изменение к предыдущим 30 дням.
    }

    { $lines }{ $has-rows ->
        [no] { "" }
       *[yes] { "" }

            { $cut ->
                [agency] По исполнителям:
                [municipality] По муниципалитетам:
               *[topic] Чаще всего:
            }
            { $rows }{ $more ->
                [0] { "" }
               *[other] { "" }
                    … и ещё { $more }
            }
    }
stats-longest = Показываю за 30 дней: больше здесь не бывает. За год — таблицей: /export год
stats-unknown = Не понял: «{ $words }». Знаю «сегодня», «вчера», 7 и 30 дней; по темам, исполнителям и муниципалитетам.
stats-title =
    { $span ->
        [day] { $head }, { $dates }
        [yesterday] { $head }, { $dates }
       *[other] { $head }: { $dates }
    }
stats-head =
    { $span ->
        [day] Показатели за сегодня
        [yesterday] Показатели за вчера
        [week] Показатели за 7 дней
       *[month] Показатели за 30 дней
    }
stats-dates =
    { $span ->
        [day] { $last }
        [yesterday] { $first }
       *[other] { $first } — { $last }
    }
stats-everybody = Все исполнители
stats-received =
    { $count ->
        [one] Поступило: { $count } обращение ({ $change })
        [few] Поступило: { $count } обращения ({ $change })
       *[many] Поступило: { $count } обращений ({ $change })
    }
stats-answered =
    { $count ->
        [one] Получило первый ответ: { $count } обращение ({ $change })
        [few] Получили первый ответ: { $count } обращения ({ $change })
       *[many] Получили первый ответ: { $count } обращений ({ $change })
    }
stats-in-time =
    { $has-share ->
        [no] В срок: ответов пока не было
       *[yes] В срок: { $share } %{ $has-change ->
            [no] { "" }
           *[yes] { " " }({ $change } п. п.)
        }
    }
stats-first =
    { $has-median ->
        [no] До первого ответа: данных пока нет
       *[yes] До первого ответа, рабочее время: медиана { $median }{ $has-change ->
            [no] { "" }
           *[yes] { " " }({ $change })
        }, в среднем { $average }{ $has-second ->
            [no] { "" }
           *[yes] { " " }({ $second })
        }
    }
stats-lasted =
    { $hours ->
        [0] { $minutes } мин
       *[other] { $hours } ч{ $minutes ->
            [0] { "" }
           *[other] { " " }{ $minutes } мин
        }
    }
stats-change = { $sign }{ $lasted }
stats-overdue =
    { $count ->
        [one] Просрочено: { $count } обращение ({ $change })
        [few] Просрочено: { $count } обращения ({ $change })
       *[many] Просрочено: { $count } обращений ({ $change })
    }
stats-returned = Вернули «не решено»: { $count } ({ $change })
stats-satisfied =
    { $has-rated ->
        [no] Довольны ответом: оценок пока нет
       *[yes] Довольны ответом: { $satisfied } из { $rated } ({ $share } %){ $has-change ->
            [no] { "" }
           *[yes] , { $change } п. п.
        }
    }
stats-open =
    { $has-late ->
        [no] Сейчас в работе: { $count }
       *[yes] Сейчас в работе: { $count }, из них просрочено: { $late }
    }
stats-row =
    { $has-share ->
        [no] { $place }. { $name } — { $received } ({ $change })
       *[yes] { $place }. { $name } — { $received } ({ $change }); с ответом { $answered }, в срок { $share } %
    }
stats-to-day = Сегодня
stats-to-week = 7 дней
stats-to-month = 30 дней
stats-to-agency = По исполнителям
stats-to-municipality = По муниципалитетам
stats-to-topic = По темам
stats-picture = 🖼 Картинкой
command-stats = Показатели: день, неделя, месяц
poster-received = Поступило
poster-answered = Первый ответ дан
poster-median = До ответа, медиана
poster-average = До ответа, в среднем
poster-days = По дням
poster-bar-received = поступило
poster-bar-answered = с ответом
poster-kept = Ответы в срок
poster-overdue = Просрочено
poster-returned = Вернули
poster-satisfied = Довольны
poster-points = { $change } п. п.
poster-ranks =
    { $cut ->
        [agency] По исполнителям
        [municipality] По муниципалитетам
       *[topic] Чаще всего
    }
poster-footer = { $town } · { $at } · время рабочее
poster-name = Показатели.png
poster-unmade = Картинку с показателями нарисовать не получилось — цифры в сообщении выше верны. Попробуйте позже.
poster-unsent = Картинка с показателями не ушла: мессенджер её не принял. Те же цифры — текстом в сообщении выше.
