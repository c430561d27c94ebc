# Tickets as a table.

export-how = Tickets as a table: /export and a period: day, week, month, quarter or year. Without one, a month.
export-none = No tickets from { $first } to { $last }: there is nothing to export.
export-too-long = There are more than { $limit } tickets: such a table is too long for a messenger. Take a shorter period, or ask the administrator: paradnaya export.
export-begun =
    { $count ->
        [one] 📊 Making a table: { $count } ticket from { $first } to { $last }.
       *[other] 📊 Making a table: { $count } tickets from { $first } to { $last }.
    } An XLSX (with a sheet of totals) and a CSV will follow. There are no contacts in them, but people's words are personal data: pass them on no further than needed.
export-unmade = The table could not be made. Try again later, or ask the administrator: paradnaya export.
export-unsent = The table did not go: the messenger did not take the file. Try fewer days, or ask the administrator: paradnaya export.
command-export = Tickets as XLSX and CSV
