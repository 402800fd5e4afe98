# What exports cannot express

export-cancelled = { $n ->
    [one] 1 cancelled session was left out, because this format has no such status
   *[other] { $n } cancelled sessions were left out, because this format has no such status
}
export-as-confirmed = { $n ->
    [one] 1 session was written as confirmed, because this format has no status for it: { $status }
   *[other] { $n } sessions were written as confirmed, because this format has no status for them: { $status }
}
export-no-start = { $n ->
    [one] 1 session without a start time was left out, because this format requires one
   *[other] { $n } sessions without a start time were left out, because this format requires one
}
export-long = { $n ->
    [one] 1 session longer than a day was written with a duration of 23:59
   *[other] { $n } sessions longer than a day were written with a duration of 23:59
}
export-no-items = { $n ->
    [one] The running order of 1 session was left out, because this format has none
   *[other] The running orders of { $n } sessions were left out, because this format has none
}
export-no-days = The file has no days, but its schema requires at least one
export-no-zone = The programme names no time zone, so times have no offset, which the schema requires: name it with --event-zone
