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
hours = { $n } h
hours-minutes = { $h } h { $m }

# Numbers of things
sessions = { $n ->
    [one] { $n } session
   *[other] { $n } sessions
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
    [one] { $n } change: 9 shows it
   *[other] { $n } changes: 9 shows them
}
gap = { $n ->
    [0] { $free }
    [one] { $free }; this fits:
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
label-chairs = Chairs
label-clock = Clock
label-code = Code
label-command = Command
label-keys = Keys
label-day-after = Day after
label-day-before = Day before
label-days = Days
label-floor = Floor
label-funders = Funders
label-funds = Funds
label-holds = Holds
label-kind = Kind
label-languages = Languages
label-lead = Lead
label-leads = Leads
label-links = Links
label-on-foot = On foot
label-organisers = Organisers
label-partner = Partner
label-partners = Partners
label-place = Place
label-project = Project
label-projects = Projects
label-recording = Recording
label-role = Role
label-room = Room
label-seats = Seats
label-speakers = Speakers
label-status = Status
label-tags = Tags
label-track = Track
label-venue = Venue
label-web = Web
label-when = When
label-abstract = Abstract
label-interpreted = Interpreted
label-note = Note
label-spoken = Spoken
label-subtitle = Subtitle
label-title = Title

# States
now = now
on-now = on now · { $left } left
in-time = in { $time }
comma = ,
over = over
no-start = no start yet
left = { $time } left
new = new
changed = changed
gone = gone
you = This is you.
none = none
from-to = { $old } → { $new }
was = was { $old }
moved-from-to = { $old } → { $new }
as-planned = as the programme has it
heading-say = What is new?
heading-becomes = This would be new
say-how = say it in a word: delay 10m · room NAME · cancelled · note WORDS · speakers NAMES
say-unset = as the programme has it: take it all back
say-later = { $time } later
say-earlier = { $time } earlier
meets = meets: { $title }
meets-sure = at the same time is { $title }; Enter once more says it all the same
said = said for all to see: { $title }
unsaid = not said: { $why }
new-is = new:
elsewhere = changed in another language
status-confirmed = confirmed
status-tentative = tentative
status-moved = moved
status-delayed = delayed
status-cancelled = cancelled
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
interpreted = interpreted { $languages }
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
see-problems = Its file has problems: ! on the screen and 'nadwa check' show them.
no-tracks = This programme has no tracks.
no-speakers = This programme names no speakers.
no-partners = This programme names no partners.
no-rooms = This programme names no rooms.
no-projects = This programme names no projects.
its-speakers = Its speakers
funded-sessions = Sessions of projects that it funds
no-problems = No problems
no-problems-found = No problems were found in the programme's file.
search = Search
search-hint = Type a part of a title, a name, a room …
nothing-found = Nothing found for “{ $query }”
nothing-holds = Nothing holds “{ $query }”.
search-advice = Try fewer letters, or a part of the name: accents and case do not matter.
timetable = Timetable
no-room = No room
heading-now = On now
heading-next = Next in each room
heading-later = Later today
heading-gone = No longer in the programme
heading-changed = Changed
nothing-now = Nothing is on now.
over-today = The day is over. Next:
not-yet = It has not begun yet. First:
program-over = The programme is over.
all-filtered = Nothing passes the filter.
no-stars = No session is starred yet.
star-hint = The space bar stars the session under the cursor. Clashes, gaps and ways on foot are told here.
clash = clashes with { $title }
free = { $free } free
on-foot = { $walk } on foot
hurry = { $walk } on foot from { $room }, and { $free } between
no-changes = No changes
no-changes-since = Nothing has changed since you last looked.
in-the-chair = in the chair
heading-cancelled = Cancelled
nothing-now-filtered = Nothing that passes the filter is on now.
code-next = Down: the next session.
no-side = there is no other pane here
shown-of = { $n } of { $all } sessions
no-longer = No longer in the programme. This is how it was:
with-people = with { $names }
chaired-by = chaired by { $names }
now-until = Now · until { $time } · { $left } left
next-at = Next · { $time } · in { $in }
next-on = Next · { $day } { $time }
nothing-more-here = Nothing more in this room
no-room-for-code = No room for a code: make the window larger.
code-hint = Point a camera at it to put this session into a calendar. Backspace: back.
keys = Keys
keys-here = On this page
keys-everywhere = Everywhere
prompt = Number, command (such as star 3) or ? for help:
prompt-words = and the words:
no-such-number = there is no number { $n } here
mark-starred = starred
more-rows = { $n ->
    [one] { $n } more line: Enter tells it
   *[other] { $n } more lines: Enter tells them
}
palette = Commands and everything in the programme
address-hint = Enter or o opens it in a browser; y copies it.
marks = Marks: ? tentative, * starred, now, new, changed, moved, delayed, cancelled. Past sessions are faint.
times-on = Times: { $zone }

# Messages
first-page = this is the first page; q leaves nadwa
nothing-to-open = nothing found: / searches again, backspace goes back
no-search = no search yet: / begins one
last-result = this is the last result
first-result = this is the first result
kept = shown as before: { $fault }
another-program = another programme is shown
read-again = read again
asking = asking the server …
reading = reading the file …
silent = no news from the server: { $why }
copy-age = copy { $age } old
offline-since = offline since { $time }
server-away = offline ({ $why }): what is said here is kept, and sent later
server-refuses = kept here, the server does not take it: { $why }
contested = { $by } was faster: “{ $theirs }” for { $title }. y says “{ $mine }” again, n leaves it
not-again = { $name } cannot be read again
clock-event = times on the event's clock: { $zone }
clock-own = times on your own clock: { $zone }
no-languages = the programme names no languages
no-such-key = { $key } does nothing here; ? shows the keys
take-it = the file keeps { $n } of { $all } sessions: y shows it, n keeps what is shown
not-taken = the programme of before is shown; r reads the file again
faults-shown = { $faults }: press !
settings-faults = { $n ->
    [one] { $n } fault in the settings: nadwa config tells it
   *[other] { $n } faults in the settings: nadwa config tells them
}
filter = filter
filtered = filter: { $query }
past-hidden = past sessions are hidden
past-shown = past sessions are shown
f-clears = { $key } shows everything
no-filter = there is no filter; f begins one
no-such-state = is:{ $wrong }? { $known }
is-starred = starred: { $title }
is-unstarred = no longer starred: { $title }
no-session-here = no session here: move to one, then the space bar stars it
no-change-here = no session here: move to one, then c says what is new of it
is-me = you are { $name }: nadwa opens here from now on
not-me = you are not { $name } any more
who-are-you = nobody is marked: open a speaker's page, then m says that it is you
no-code-here = no session or speaker here to make a code of
opens = opened in the browser: { $url }
address = no browser here; the address is { $url }
no-address-here = no address of the web on this page
copied = copied: { $text }
all-seen = all changes are seen; from now on new ones are told
state-damaged = what was kept could not be read; it is now in { $name }
state-unread = what was kept could not be read: { $why }
state-unwritten = shown, but not kept: { $why }
state-homeless = shown, but not kept: there is no home folder
state-nameless = shown, but not kept: the programme has no id
not-as-shown = the file is newer than what is shown; r reads it

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
hint-star = star
hint-open = open
hint-find = search
hint-seen = all seen
hint-help = help
hint-commands = commands
hint-me = this is me
hint-show-code = QR code

# What keys do
cmd-open = open what is under the cursor
cmd-back = go back
cmd-find = search everything as you type
cmd-commands = commands, sessions, people … by a few of their letters
cmd-clock = times on your own clock, or the event's
cmd-language = the next language
cmd-down = down
cmd-up = up
cmd-page-down = a page down
cmd-page-up = a page up
cmd-half-down = half a page down
cmd-half-up = half a page up
cmd-top = to the top
cmd-bottom = to the bottom
cmd-next-heading = to the next day or group
cmd-previous-heading = to the day or group before
cmd-next-result = the next result of the search
cmd-previous-result = the result before
cmd-other-pane = to the other pane, on a wide screen
cmd-reload = read the file again
cmd-redraw = draw the screen anew
cmd-suspend = back to the shell; fg returns
cmd-quit = leave nadwa
cmd-right = open; in the timetable, to the right
cmd-left = go back; in the timetable, to the left
cmd-star = star the session, or take its star away
cmd-say = say what is new of the session: delay, room, cancelled, a note
cmd-filter = filter all lists: words, track: room: speaker: partner: day: kind: lang: is:
cmd-no-filter = clear the filter
cmd-past = hide sessions that are over, or show them
cmd-me = on a speaker’s page: this is me; elsewhere: my own page
cmd-show-code = the session, or the speaker's sessions, as a QR code for a calendar
cmd-browse = open the address under the cursor, or the first of the page, in a browser
cmd-copy = copy a line about what is under the cursor
cmd-seen = all changes are seen
view-timetable = rooms across, time down
view-now = what is on now, next in each room, later today
view-starred = what you have starred: clashes, gaps, ways on foot
view-changes = what has changed since you last looked
view-agenda = every session, day by day
view-tracks = the tracks
view-speakers = the speakers, by name
view-partners = organisers, partners and funders
view-rooms = the rooms
view-projects = the projects behind the sessions
view-problems = what is wrong in the programme's file
view-about = the programme itself: notice, organisers, languages, clock
view-help = the keys

# Pages for a browser
html-skip = Go to the content
html-pages = Pages
html-calendar = Put into a calendar (.ics)
html-doors = Signs for the doors
