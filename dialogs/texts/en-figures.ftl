# Figures: /stats and /export.

stats =
    📊 { $title }
    { $whose }
    { $span ->
        [day] In brackets: the change against yesterday at this hour.
        [yesterday] In brackets: the change against the day before.
        [week] In brackets: the change against the 7 days before.
       *[month] In brackets: the change against the 30 days before.
    }

    { $lines }{ $has-rows ->
        [no] { "" }
       *[yes] { "" }

            { $cut ->
                [agency] By agency:
                [municipality] By municipality:
               *[topic] Most often:
            }
            { $rows }{ $more ->
                [0] { "" }
               *[other] { "" }
                    … and { $more } more
            }
    }
stats-longest = Here are 30 days, which is the most. A year comes as a table: /export year
stats-unknown = I do not know “{ $words }”. I know today, yesterday, 7 and 30 days; by topic, agency and municipality.
stats-title =
    { $span ->
        [day] { $head }, { $dates }
        [yesterday] { $head }, { $dates }
       *[other] { $head }: { $dates }
    }
stats-head =
    { $span ->
        [day] Figures of today
        [yesterday] Figures of yesterday
        [week] Figures of 7 days
       *[month] Figures of 30 days
    }
stats-dates =
    { $span ->
        [day] { $last }
        [yesterday] { $first }
       *[other] { $first } to { $last }
    }
stats-everybody = All agencies
stats-received =
    { $count ->
        [one] Received: { $count } request ({ $change })
       *[other] Received: { $count } requests ({ $change })
    }
stats-answered =
    { $count ->
        [one] First answered: { $count } request ({ $change })
       *[other] First answered: { $count } requests ({ $change })
    }
stats-in-time =
    { $has-share ->
        [no] In time: no answers yet
       *[yes] In time: { $share } %{ $has-change ->
            [no] { "" }
           *[yes] { " " }({ $change } points)
        }
    }
stats-first =
    { $has-median ->
        [no] Until the first answer: nothing to tell yet
       *[yes] Until the first answer, working time: median { $median }{ $has-change ->
            [no] { "" }
           *[yes] { " " }({ $change })
        }, on average { $average }{ $has-second ->
            [no] { "" }
           *[yes] { " " }({ $second })
        }
    }
stats-lasted =
    { $hours ->
        [0] { $minutes } min
       *[other] { $hours } h{ $minutes ->
            [0] { "" }
           *[other] { " " }{ $minutes } min
        }
    }
stats-change = { $sign }{ $lasted }
stats-overdue =
    { $count ->
        [one] Overdue: { $count } request ({ $change })
       *[other] Overdue: { $count } requests ({ $change })
    }
stats-returned = Returned, “not solved”: { $count } ({ $change })
stats-satisfied =
    { $has-rated ->
        [no] Satisfied: nobody has said yet
       *[yes] Satisfied: { $satisfied } of { $rated } ({ $share } %){ $has-change ->
            [no] { "" }
           *[yes] , { $change } points
        }
    }
stats-open =
    { $has-late ->
        [no] At work now: { $count }
       *[yes] At work now: { $count }, overdue of them: { $late }
    }
stats-row =
    { $has-share ->
        [no] { $place }. { $name }: { $received } ({ $change })
       *[yes] { $place }. { $name }: { $received } ({ $change }); answered { $answered }, in time { $share } %
    }
stats-to-day = Today
stats-to-week = 7 days
stats-to-month = 30 days
stats-to-agency = By agency
stats-to-municipality = By municipality
stats-to-topic = By topic
stats-picture = 🖼 As a picture
command-stats = Figures: day, week, month
poster-received = Received
poster-answered = First answered
poster-median = To an answer, median
poster-average = To an answer, average
poster-days = By day
poster-bar-received = received
poster-bar-answered = answered
poster-kept = Answered in time
poster-overdue = Overdue
poster-returned = Returned
poster-satisfied = Satisfied
poster-points = { $change } points
poster-ranks =
    { $cut ->
        [agency] By agency
        [municipality] By municipality
       *[topic] Most often
    }
poster-footer = { $town } · { $at } · working time
poster-name = Figures.png
poster-unmade = The picture could not be drawn; the figures in the message above are right. Try again later.
poster-unsent = The picture did not go: the messenger did not take it. The same figures are in the message above, as text.
