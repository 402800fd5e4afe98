# Updates: what is posted during the event

# What is typed
update-unknown = “{ $typed }” is not an update; type one of: { $syntax }
update-unknown-nearest = “{ $typed }” is not an update; did you mean { $near }?
update-bad-delay = “{ $typed }” is not a delay: type 10m, 1h or 1h30m, 24 hours at most; for an earlier start, type earlier 10m
update-room-missing = type the room's id or part of its name
update-speaker-missing = type the speaker's id or part of their name
update-room-no-match = no room matches “{ $typed }”
update-speaker-no-match = no speaker matches “{ $typed }”; for somebody new: NAME (ORGANISATION)
update-nearest = { $problem }; the nearest: { $names }
update-ambiguous = “{ $typed }” matches several names; type one of: { $ids }
update-note-missing = type the text of the note: note "In the garden"
update-note-long = the note is too long: { $n } characters, and { $most } are allowed
update-bad-status = “{ $typed }” is not a status; type one of: { $known }
update-bad-full = “{ $typed }” cannot be typed behind ‘full’; use ‘unset’ when seats are free again

# Conflicts
update-room-used = { $room } is used by “{ $title }” from { $from } to { $until }
update-speaker-busy = { $speaker } takes part in “{ $title }” in { $room } from { $from } to { $until }
update-conflict-help = Move one of the two sessions

# Problems of the update log
update-bad-value = “{ $value }” is not a value of { $field }
update-delay-help = Write 10m, 1h or 1h30m
update-status-help = Write one of: { $known }
update-full-help = Write: yes
update-arrival-help = Write one of: { $known }
update-announcement-help = Post the announcement again with 'nadwa announce'
contact-nobody = a contact without a speaker
contact-nobody-help = Write the id of the speaker: speaker = "moderator-1"
contact-twice = { $id } has a contact already
contact-twice-help = Keep one of the two
contacts-unreadable = contacts.toml cannot be read: { $why }
contacts-unreadable-help = Make it readable for you, or remove it
announcement-missing = Write what to announce
announcement-long = The announcement has { $n } characters; at most { $most } are possible
announcement-until = “{ $typed }” is not a time; write it as 14:00
update-room-unknown = no room has the id “{ $id }”
update-speaker-unknown = no speaker has the id “{ $id }”
update-unknown-id-help = Add it to the programme's file, or withdraw the update
update-session-unknown = no session has the id “{ $id }”
update-session-unknown-help = The update applies again when the programme has the session
update-other-program = { $file } holds updates of another programme, “{ $id }”
update-other-program-help = It stays as it is; updates of this programme are saved in { $file }
update-incomplete = this update does not say which session or field it sets
update-incomplete-help = Write session = "…" and field = "…"
update-bad-time = the time of this update is outside the years 0 to 9999
update-log-unreadable = { $file } could not be read: { $why }
update-log-unreadable-help = No updates are shown until the file can be read
update-log-copied = { $file } had problems; the original was copied to { $copy }
update-log-moved = { $n ->
    [one] { $file } was full; { $n } update of a session that the programme does not have was moved to { $copy }
   *[other] { $file } was full; { $n } updates of sessions that the programme does not have were moved to { $copy }
}
update-log-apart = { $file } holds updates of “{ $id }” and stays as it is; this update was saved in { $own }
update-no-folder = there is no folder to save it in

# Why a file cannot be read or written
reason-missing = no such file
reason-denied = permission denied
reason-folder = it is a folder
reason-no-folder = part of the path is a file, not a folder
reason-special = { $file } is a pipe or a device, not a file
reason-link = { $file } is a symbolic link, and nadwa does not write through it
reason-dangling = { $file } is a symbolic link to a file that does not exist
reason-foreign = { $file } is not an update log, and stays as it is; to begin a new one, move it away
update-log-empty = { $file } is empty: the updates in it are lost
update-log-empty-help = Restore it from a copy, or delete it to begin without updates
updates-missing = { $place }: { $problem }. Updates may be missing
reason-other-program = { $file } holds updates of another programme
reason-large = it is larger than 16 MiB
reason-large-logo = it is larger than 1 MB
reason-not-beside = it can only be read beside a file
reason-no-picture = the content is no picture of this kind
reason-full = { $file } is full (at most 16 MiB, 8 MiB from one desk); move it to another folder to start a new one
reason-unwritable = { $file } was not written: nadwa could not read the result back
reason-locked = another nadwa is using it
reason-disk-full = the disk is full
reason-read-only = the disk is read-only
reason-silent = no program wrote to { $file } within 10 seconds

# Where the programme comes from
source-unreadable = Cannot read { $name }: { $why }
source-tried = Check { $path }, or name another file
source-tried-missing = Check { $path }, or name another file; to begin a new programme: nadwa new
source-no-copy = Check the address and the network; there is no saved copy yet

# Why the programme could not be fetched
fetch-never = it has not been requested yet
fetch-not-modified = the server replied “not modified”, but there is no saved copy
fetch-not-programme = the reply contains no sessions; the saved copy is kept
fetch-no-format = the reply is not a programme; a network may want you to log in first
fetch-no-location = the server redirects without an address
fetch-redirects = the server redirects more than { $n } times
fetch-not-web = the server redirects to something other than http or https
fetch-insecure = the server redirects from https to http
fetch-unknown-host = there is no such server, or no network
fetch-timeout = no complete response within { $seconds } s
fetch-large = it is larger than { $size } MiB
fetch-unreachable = the server cannot be reached
fetch-cut-short = the response was cut short
fetch-not-found = there is no such page
fetch-denied = the server denies access
fetch-too-many = too many requests: the server asks to wait
fetch-server-error = the server has a problem (status { $status })
fetch-status = the server replied with status { $status }

# The server that shares updates
sync-not-built = this nadwa cannot connect to servers; install it with: cargo install --path . --features live
sync-not-started = the connection could not be started: { $why }
sync-credentials = the file in ${ $name } could not be read: { $why }
sync-old-server = the server is NATS { $version }; { $oldest } or later is needed
sync-no-bucket = there is no bucket { $name }, and it could not be created: { $why }
sync-not-connected = there is no connection
sync-not-saved = the received updates could not be saved: { $why }
sync-timeout = the server did not send its updates in time
sync-ended = the server ended the subscription
sync-lost = the connection was lost
sync-store-changed = the updates on the server were replaced or restored from a backup
sync-busy = other desks are posting for the same session; try again
sync-too-large = the server accepts no more data for the session { $session }; its update stays on this computer
