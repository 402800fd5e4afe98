# Dates and lengths of time
day-1 = Monday
day-2 = Tuesday
day-3 = Wednesday
day-4 = Thursday
day-5 = Friday
day-6 = Saturday
day-7 = Sunday
day-short-1 = Mon
day-short-2 = Tue
day-short-3 = Wed
day-short-4 = Thu
day-short-5 = Fri
day-short-6 = Sat
day-short-7 = Sun
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
month-short-1 = Jan
month-short-2 = Feb
month-short-3 = Mar
month-short-4 = Apr
month-short-5 = May
month-short-6 = Jun
month-short-7 = Jul
month-short-8 = Aug
month-short-9 = Sep
month-short-10 = Oct
month-short-11 = Nov
month-short-12 = Dec
long-date = { $weekday } { $day } { $month } { $year }
short-date = { $weekday } { $day } { $month }
day-month = { $day } { $month }
minutes = { $n } min
all-day = all day
hours = { $n } h
hours-minutes = { $h } h { $m } min
hours-minutes-compact = { $h }h{ $m }

# Numbers of things
sessions = { $n ->
    [one] { $n } session
   *[other] { $n } sessions
}
people = { $n ->
    [one] { $n } person
   *[other] { $n } people
}
tracks = { $n ->
    [one] { $n } track
   *[other] { $n } tracks
}
speakers = { $n ->
    [one] { $n } speaker
   *[other] { $n } speakers
}
rooms = { $n ->
    [one] { $n } room
   *[other] { $n } rooms
}
projects = { $n ->
    [one] { $n } project
   *[other] { $n } projects
}
organisations = { $n ->
    [one] { $n } organisation
   *[other] { $n } organisations
}
results = { $n ->
    [one] { $n } result for “{ $query }”
   *[other] { $n } results for “{ $query }”
}
agenda-of = { $n ->
    [one] Agenda of { $n } day
   *[other] Agenda of { $n } days
}
errors = { $n ->
    [one] { $n } error
   *[other] { $n } errors
}
warnings = { $n ->
    [one] { $n } warning
   *[other] { $n } warnings
}
starred = { $n ->
    [0] No starred sessions
    [one] { $n } starred session
   *[other] { $n } starred sessions
}
on-at-once = { $n ->
    [0] Nothing is on now
    [one] { $n } session on now
   *[other] { $n } sessions on now
}
sessions-changed = { $n ->
    [0] No changes
    [one] { $n } session has changed
   *[other] { $n } sessions have changed
}
changes-shown = { $n ->
    [one] { $n } change: press { $key-changes } to see it
   *[other] { $n } changes: press { $key-changes } to see them
}
gap = { $n ->
    [0] { $free }
    [one] { $free }; { $n } session fits:
   *[other] { $free }; { $n } sessions fit:
}
more-fit = { $n ->
    [one] and { $n } more
   *[other] and { $n } more
}
in-days = { $n ->
    [one] in { $n } day
   *[other] in { $n } days
}
funds-sessions = funds { $n }
of-all = { $n } of { $all }
field-is = { $label }: { $value }

# Kinds of things
kind-program = programme
kind-day = day
kind-session = session
kind-track = track
kind-speaker = speaker
kind-partner = partner
kind-room = room
kind-project = project
kind-problem = problem
kind-query = search
kind-command = command
kind-address = address
kind-change = change

# Labels
label-affiliation = Affiliation
label-changed = Changed
label-chairs = Chair
label-clock = Time zone
label-code = Code
label-command = Command
label-keys = Keys
label-day-after = Day after
label-day-before = Day before
label-days = Days
label-floor = Floor
label-funders = Funders
label-funds = Funds
label-holds = Contents
label-kind = Type
label-languages = Languages
label-lead = Lead
label-leads = Leads
label-links = Links
label-on-foot = Walk
label-organisers = Organisers
label-partner = Partner
label-partners = Partners
label-place = Location
label-project = Project
label-projects = Projects
label-recording = Recording
label-role = Role
label-delay = Delay
label-length = Length
label-room = Room
label-seats = Seats
label-speakers = Speakers
label-status = Status
label-tags = Tags
label-track = Track
label-venue = Venue
label-notice = Notice
label-about = Description
label-web = Web
label-when = When
label-abstract = Abstract
label-interpreted = Interpretation
label-interpreters = Interpreters
label-items = Running order
label-note = Note
label-full = Seats
label-phone = Phone
label-contact = For staff
label-arrival = Arrival
label-announcement = Announcement
label-posted = Updates
label-spoken = Language
label-subtitle = Subtitle
label-title = Title

# States
now = now
on-now = on now · { $left } left
in-time = in { $time }
in-time-compact = in { $time }
comma = ,
over = over
no-start = time not set
left = { $time } left
new = new
changed = changed
gone = removed
you = This is you.
none = none
from-to = { $old } → { $new }
was = was { $old }
moved-from-to = { $old } → { $new }
as-planned = as scheduled
heading-say = Post an update
heading-becomes = What will change
say-how = Or type: 10 · earlier 10 · room NAME · cancelled · full · note TEXT · speakers NAMES
enter-posts = Enter posts this for everyone · Esc goes back
moves-others = { $n ->
    [one] { $update }, with 1 session behind it
   *[other] { $update }, with { $n } sessions behind it
}
moves-follow = { $n ->
    [one] { $update }, with 1 session behind it; breaks keep their length
   *[other] { $update }, with { $n } sessions behind it; breaks keep their length
}
moves-hold = { $n ->
    [one] { $update }; the next session is shortened
   *[other] { $update }; the next { $n } sessions are shortened
}
moves-swap = { $n ->
    [one] { $update }; the next session is in { $room }
   *[other] { $update }; the next { $n } sessions are in { $room }
}
moves-none = { $update }, only this session
say-unset = as scheduled: withdraw all updates
say-later = { $time } later
say-earlier = { $time } earlier
meets = conflicts with { $title }
leaves-day = moves the session to another day: { $day }
runs-into = { $title } runs into { $break }
no-pause = { $person } has no pause: { $times }
already-so = It is so already
new-person = A new person, whom the programme does not have
post-anyway = Press Enter again to post anyway: { $why }
log-title = Updates
posted-for-all = Posted for everyone, { $key-undo } undoes it: { $title }
all-withdrawn = Withdrawn, { $key-undo } undoes it: all updates of { $title }
and-others = { $n ->
    [one] { $title } and 1 more
   *[other] { $title } and { $n } more
}
undone = Undone: { $title }
undo-sure = Take back: { $what }? (y/n)
undone-now = Undone. Now:
nothing-to-undo = Nothing of yours to undo
not-posted = Not posted: { $why }
new-is = update:
announcement = to everyone:
announcement-hint = ! before it: urgent · until 14:00 behind it · empty: end
no-announcement = No announcement
everyone = everyone
elsewhere = changed in another language
translations-lost = translations removed: { $langs }
status-confirmed = confirmed
status-tentative = tentative
status-moved = moved
status-delayed = delayed
status-cancelled = cancelled
full = full
seats-free = seats free
arrival-expected = expected
arrival-arrived = arrived
arrival-missing = missing
arrival-left = left
session-opening = opening
session-talk = talk
session-panel = panel
session-workshop = workshop
session-declaration = declaration
session-break = break
session-social = social
session-closing = closing
session-other = other
role-organiser = organiser
role-partner = partner
role-funder = funder
walk-to = { $time } to { $room }
interpreted = interpreted into { $languages }
on-channel = { $language } on channel { $n }
language-ar = Arabic
language-es = Spanish
language-fr = French
language-en = English

# Pages
no-title = No title
no-such = The programme has no such { $kind }.
not-recorded = not recorded
no-sessions = No sessions
no-sessions-at-all = This programme has no sessions.
see-problems = The file has problems: press { $key-problems } or run 'nadwa check' to see them.
no-tracks = This programme has no tracks.
no-speakers = This programme has no speakers.
no-partners = This programme has no partners.
no-rooms = This programme has no rooms.
no-projects = This programme has no projects.
its-speakers = Its speakers
funded-sessions = Sessions of the projects it funds
no-problems = No problems
no-problems-found = No problems were found in the programme's file.
search = Search
search-hint = Type part of a title, name or room…
nothing-found = No results for “{ $query }”
nothing-holds = No match for “{ $query }”.
hidden-by-filter = { $n ->
    [one] 1 more is hidden by the filter { $query }
   *[other] { $n } more are hidden by the filter { $query }
}
search-advice = Try fewer letters or part of a name: accents and case do not matter.
timetable = Timetable
no-room = No room
heading-now = On now
heading-next = Next in each room
heading-later = Later today
heading-soon = Within the hour
arrived-of = { $n } of { $all } arrived
nobody-expected = No speaker is expected any more.
heading-gone = Removed from the programme
heading-changed = Changed
nothing-now = Nothing is on now.
over-today = Today's sessions are over. Next:
not-yet = The programme has not started yet. First:
program-over = The programme is over.
all-filtered = No session matches the filter: { $query }
no-stars = No session is starred yet.
star-hint = Press { $key-star } to star the session under the cursor. Clashes, gaps and walking times are shown here.
no-notice = There is no notice here
notice-dismissed = The notice is on the page { $key-about } now
clash = clashes with { $title }
clashes = { $n ->
    [one] clashes with 1 session
   *[other] clashes with { $n } sessions
}
free = { $free } free
on-foot = { $walk } walk
hurry = { $walk } walk from { $room }, but only { $free } between
no-changes = No changes
no-changes-since = Nothing has changed since you last looked.
speaks = speaks
in-the-chair = chairs this session
interprets = interprets
heading-cancelled = Cancelled
nothing-now-filtered = No session on now matches the filter: { $query }
code-next = { $key-down }: next session.
no-side = There is no page at the right: { $key-side } opens it
too-narrow = The screen is too narrow for two pages
no-side-here = This page has none at its side
nothing-current = No session of this page is on or next
no-hour = No other hour in this direction
lists-sorted = Lists: { $order }
order-own = by name or as in the file
order-sessions = most sessions first
order-next = next session first
shown-of = { $n } of { $all } sessions
all-tentative = all tentative
no-longer = Removed from the programme. Last known details:
with-people = with { $names }
chaired-by = chaired by { $names }
now-until = Now · until { $time } · { $left } left
until = until { $time }
next-at = Next · { $time } · in { $in }
next-on = Next · { $day } { $time }
nothing-more-here = Nothing more in this room
moved-away = Moved to { $room }: { $title }
then-next = then { $time } { $title }
clock-soon = { $left } left
clock-last-minute = Last minute
clock-over = Time is up
clock-starts = Starts in
clock-rooms = Time left in each room
no-room-for-code = The QR code does not fit: make the window larger.
no-room-for-list = The QR code does not fit: make the window larger, or run: nadwa starred --code
code-hint = Scan the code with a phone to add this session to a calendar. { $key-back }: back.
code-list-hint = Scan it to open this list in a browser. { $key-back }: back.
code-text-hint = Scan it, then give its text to: nadwa starred --import. { $key-back }: back.
code-list-next = { $key-down }: the sessions one by one.
keys = Keys
keys-here = On this page
keys-view = Views
keys-move = Move
keys-find = Find
keys-mine = My programme
keys-event = The event
keys-screen = Screen
prompt = Number, command (such as star 3) or ? for help:
prompt-words = Words:
no-such-number = There is no number { $n } on this page
mark-starred = starred
more-rows = { $n ->
    [one] { $n } more line: press Enter to read it
   *[other] { $n } more lines: press Enter to read them
}
palette = Commands and contents of the programme
address-hint = Press { $key-open } or { $key-browse } to open it in a browser, { $key-copy } to copy it.
marks = Marks: ? tentative, * starred, now, new, changed, moved, delayed, cancelled. Past sessions are dimmed.
times-on = Times: { $zone }
times-assumed = Times: { $zone } (assumed: the file names no time zone)
times-unnamed = Times: the file names no time zone (--event-zone names it)
times-local = Times: the event’s local time

# Messages
first-page = This is the first page; press { $key-quit } to quit
first-page-filtered = This is the first page; { $key-no-filter } clears the filter
nothing-to-open = No results: press { $key-find } to search again, { $key-back } to go back
no-search = No search yet: press { $key-find } to start one
last-result = This is the last result
first-result = This is the first result
kept = Still showing the last valid version: { $fault }
another-program = Showing another programme
read-again = Reloaded
asking = Contacting the server…
reading = Reading the file…
not-reloaded = Could not reload from the server: { $why }
reading-so-far = reading… { $percent } %
copy-age = copy { $age } old
offline-since = offline since { $time }
not-on-server = updates not on the server: { $n }
server-away = Offline ({ $why }): updates posted here are saved and sent later
server-refuses = Saved here, but refused by the server: { $why }
contested = { $by } posted “{ $theirs }” for { $title } first. y: post “{ $mine }” anyway, n: leave it
lost-updates = The server has lost updates that are shown here ({ $n }), among them “{ $update }” for { $title }. Y: post them again, N: post what the server has instead, for all desks
not-again = { $name } cannot be read again
edit-no-file = { $name } is not a file that can be edited
edit-failed = { $name }: { $why }
clock-event = Times in the event's time zone: { $zone }
clock-own = Times in your time zone: { $zone }
no-languages = The programme lists no languages
no-such-key = { $key } does nothing here; press { $key-help } for the keys
take-it = The file keeps only { $n } of { $all } sessions. y: show it, n: keep the version shown
not-taken = Still showing the previous version; press { $key-reload } to reload
faults-shown = { $faults }: press { $key-problems }
settings-read = Settings read again
settings-faults = { $n ->
    [one] { $n } error in the settings: run nadwa config to see it
   *[other] { $n } errors in the settings: run nadwa config to see them
}
filter = filter:
filtered = Filter: { $query }
past-hidden = Past sessions are hidden
past-shown = Past sessions are shown
f-clears = { $key-no-filter } shows everything
more = { $key-about } more
built-in = This programme comes with nadwa: nadwa FILE opens yours · { $key-help } help
no-filter = No filter is set; press { $key-filter } to set one
no-such-field = Unknown filter { $wrong }:; use: { $known }
no-such-value = Nothing matches { $field }:{ $wrong }; use: { $known }
is-starred = Starred: { $title }
is-unstarred = No longer starred: { $title }
no-session-here = No session here: move to one, then press { $key-star } to star it
no-change-here = No session here: move to one, then press { $key-say } to post an update
no-speaker-here = No speaker here: move to one, then press { $key-arrived } to note that they have arrived
is-me = You are { $name }: nadwa opens this page from now on
not-me = You are no longer { $name }
who-are-you = nadwa does not know who you are: open your speaker page and press { $key-me }
no-code-here = No session or speaker here to show as a QR code
opens = Opened in the browser: { $url }
screen-cut = The terminal is larger than nadwa can draw; { $cols } columns and { $rows } rows are used
no-shell = No shell could continue nadwa, so it is not suspended
address = No browser here; the address is { $url }
no-address-here = No web address on this page
copied = Copied: { $text }
all-seen = All changes are marked as seen; new ones will be shown
state-damaged = The saved state could not be read; it was moved to { $name }
state-unread = The saved state could not be read: { $why }
state-unwritten = Shown, but not saved: { $why }
state-homeless = Shown, but not saved: there is no home directory
state-nameless = The programme has no id, so nothing can be saved
not-as-shown = the file is newer than what is shown; press { $key-reload } to reload

# Names of keys
key-enter = Enter
key-esc = Esc
key-tab = Tab
key-bs = Backspace
key-del = Delete
key-ins = Insert
key-up = Up
key-down = Down
key-left = Left
key-right = Right
key-home = Home
key-end = End
key-pgup = Page Up
key-pgdn = Page Down
key-space = Space

# Tabs, and words at the foot
tab-agenda = Agenda
tab-about = About
tab-tracks = Tracks
tab-speakers = Speakers
tab-partners = Partners
tab-rooms = Rooms
tab-projects = Projects
tab-timetable = Timetable
tab-now = Now
tab-starred = Starred
tab-changes = Changes
short-tab-agenda = Agenda
short-tab-timetable = Grid
short-tab-tracks = Tracks
short-tab-speakers = People
short-tab-partners = Partners
short-tab-rooms = Rooms
short-tab-now = Now
short-tab-starred = Plan
short-tab-changes = Changes
hint-star = star
hint-open = open
hint-find = search
hint-filter = filter
hint-say = update
hint-arrived = arrived
hint-seen = all seen
hint-help = help
hint-commands = commands
hint-me = this is me
hint-show-code = QR code

# What keys do
cmd-open = open the item under the cursor
cmd-back = go back
cmd-find = search everything as you type
cmd-commands = find commands, sessions, people… by a few of their letters
cmd-clock = switch between the event's time zone and your own
cmd-language = switch to the next language
cmd-down = down
cmd-up = up
cmd-page-down = a page down
cmd-page-up = a page up
cmd-half-down = half a page down
cmd-half-up = half a page up
cmd-top = to the top
cmd-bottom = to the bottom
cmd-next-heading = to the next day or group
cmd-previous-heading = to the previous day or group
cmd-current = to what is on now or next
cmd-next-hour = to the next hour
cmd-previous-hour = to the previous hour
cmd-next-result = to the next search result
cmd-previous-result = to the previous search result
cmd-other-pane = to the other pane, on a wide screen
cmd-sort = sort lists: by name, by number of sessions, by next session
cmd-side = open or close the page at the right
cmd-border-left = move the border to the left
cmd-border-right = move the border to the right
cmd-reload = reload the file
cmd-edit = open the file in your editor, at what is under the cursor
cmd-redraw = redraw the screen
cmd-suspend = go to the shell; fg returns
cmd-quit = quit nadwa
cmd-lang-ar = Language: العربية (Arabic)
cmd-lang-en = Language: English
cmd-lang-es = Language: Español (Spanish)
cmd-lang-fr = Language: Français (French)
cmd-theme-auto = Theme: by the background
cmd-theme-dark = Theme: dark
cmd-theme-light = Theme: light
cmd-theme-contrast = Theme: high contrast
cmd-theme-terminal = Theme: the terminal's own colours
cmd-theme-none = Theme: no colours
cmd-right = open; in the timetable, to the right
cmd-left = go back; in the timetable, to the left
cmd-star = star the session, or remove its star
cmd-say = post an update on the session: delay, room, cancellation, note
cmd-arrived = note that the speaker has arrived
cmd-announce = tell everyone something, or those in the room under the cursor
cmd-undo = undo your last update
cmd-filter = filter all lists: words, track: room: speaker: partner: day: kind: lang: is:
cmd-no-filter = clear the filter
cmd-past = hide or show past sessions
cmd-me = on a speaker's page: this is me; elsewhere: my own page
cmd-show-code = show the session, or the speaker's sessions, as a QR code for a calendar; your starred list, for another device
cmd-browse = open the address under the cursor, or the first on the page, in a browser
cmd-copy = copy a line about the item under the cursor
cmd-seen = mark all changes as seen
cmd-dismiss = remove the notice from lists
view-timetable = rooms across, time down
view-now = what is on now, next in each room, later today
view-starred = your starred sessions: clashes, gaps, walking times
view-changes = what has changed since you last looked
view-agenda = every session, day by day
view-tracks = the tracks
view-speakers = the speakers, by name
view-partners = organisers, partners and funders
view-rooms = the rooms
view-projects = the projects behind the sessions
view-problems = problems in the programme's file
view-arrivals = arrivals: which speakers are here, and who is expected
view-log = the updates that were posted, with time and author
view-about = the programme itself: notice, organisers, languages, time zone
view-help = the keys

# Pages for a browser
html-skip = Skip to content
html-pages = Pages
html-calendar = Add to calendar (.ics)
html-subscribe = Subscribe to the calendar
html-doors = Door signs
html-sessions = All sessions
html-jumps = On this page
html-search = Search
html-star = Star
html-share = Link to this list
html-unstarred = Press ☆ beside a session to star it. Your browser keeps the list.
html-shared = Sessions from a link
html-keep = Star these sessions
html-own-zone = My time zone
html-feed = Feed of changes (Atom)
html-offline = The server did not answer. This copy may be out of date. It was made on
html-not-found = This page does not exist
html-not-found-why = It may have been removed, or its address has changed.
sheet-minutes = Min.
sheet-cue = Cues
card-next = Next in this room
