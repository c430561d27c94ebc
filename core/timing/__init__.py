"""A ticket's time: its two clocks, when the watch looks at it next, what a new topic does to them,
and when an agency's day begins. Hours and holidays are of :mod:`core.worktime`."""
