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
export-without = This format has no place for: { $parts }
export-as-text = This format has these only as text, in the description: { $parts }
export-bad-address = { $n ->
    [one] 1 address was left out, because the schema of this format does not allow its characters
   *[other] { $n } addresses were left out, because the schema of this format does not allow their characters
}
part-title = title of the event
part-translations = translations
part-event = description, venue or notice of the event
part-about = description of the event
part-days = titles of days
part-seats = seats of rooms
part-floors = floors and walking times of rooms
part-tracks = descriptions and colours of tracks
part-speakers = biographies and organisations of speakers
part-organisations = roles and organisations of speakers
part-partners = partners
part-partner-details = acronyms and descriptions of partners
part-projects = projects
part-kinds = types of sessions
part-chairs = chairs
part-languages = languages of sessions
part-other-languages = further languages of sessions
part-interpretation = interpretation
part-channels = interpretation channels
part-interpreters = interpreters
part-subtitles = subtitles
part-notes = notes
part-tags = tags
part-links = links
part-link-titles = titles of links
part-images = pictures
part-recordings = recording and licence
