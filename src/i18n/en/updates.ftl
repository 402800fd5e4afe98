# Updates: what is posted during the event

# What is typed
update-unknown = “{ $typed }” is not an update; type one of: { $syntax }
update-unknown-nearest = “{ $typed }” is not an update; did you mean { $near }?
update-bad-delay = “{ $typed }” is not a delay: type 10m, 1h or 1h30m, 24 hours at most; for an earlier start, type earlier 10m
update-room-missing = type the room's id or part of its name
update-speaker-missing = type the speaker's id or part of their name
update-room-no-match = no room matches “{ $typed }”
update-speaker-no-match = no speaker matches “{ $typed }”
update-nearest = { $problem }; the nearest: { $names }
update-ambiguous = “{ $typed }” matches several names; type one of: { $ids }
update-note-missing = type the text of the note: note "In the garden"
update-note-long = the note is too long: { $n } characters, and { $most } are allowed
update-bad-status = “{ $typed }” is not a status; type one of: { $known }

# Conflicts
update-room-used = { $room } is used by “{ $title }” from { $from } to { $until }
update-speaker-busy = { $speaker } takes part in “{ $title }” in { $room } from { $from } to { $until }
update-conflict-help = move one of the two sessions

# Problems of the update log
update-bad-value = “{ $value }” is not a value of { $field }
update-delay-help = write 10m, 1h or 1h30m
update-status-help = write one of: { $known }
update-room-unknown = no room has the id “{ $id }”
update-speaker-unknown = no speaker has the id “{ $id }”
update-unknown-id-help = add it to the programme's file, or withdraw the update
update-session-unknown = no session has the id “{ $id }”
update-session-unknown-help = the update applies again when the programme has the session
update-other-program = these updates are for the programme “{ $id }”
update-other-program-help = this programme is “{ $id }”: move the file to another folder
update-incomplete = this update does not say which session or field it sets
update-incomplete-help = write session = "…" and field = "…"
update-log-unreadable = { $file } could not be read: { $why }
update-log-unreadable-help = no updates are shown until the file can be read
update-no-folder = there is no folder to save it in
