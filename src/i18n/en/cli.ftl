# What the shell's commands print

# The command line
no-command = there is no command '{ $name }': did you mean 'nadwa { $near }'?
no-command-or-file = there is no command or file '{ $name }': did you mean 'nadwa { $near }'?
takes-no-argument = 'nadwa { $name }' takes no argument '{ $argument }'; to read another file: nadwa -p FILE { $name }
invalid-value = invalid { $name } '{ $value }': expected { $expected }
invalid-value-near = invalid { $name } '{ $value }': did you mean '{ $near }'?
invalid-time = invalid time '{ $value }': write 10:42 or 2021-11-30T10:42
invalid-size = invalid size '{ $value }': write 80x24

# Settings: the values that each expects, and problems of the file
expected-program = a file or an address
expected-lang = the code or the name of a language: ar, es, fr, en
expected-zone = event, local or a name such as Europe/Madrid
expected-color = a colour: '#aa3344', 'red', 'light-blue' or a number up to 255
expected-pane = auto, off or a percentage from 10 to 90
expected-desk = a name of at most 40 characters
expected-live = an address such as nats://192.0.2.7:4222
expected-me = an id or part of a name
invalid-type = invalid type of { $name }: expected { $expected }
unknown-setting = there is no setting '{ $name }'; it is ignored
unknown-setting-near = there is no setting '{ $name }': did you mean '{ $near }'?
unknown-command = there is no command '{ $name }'; it is ignored
unknown-command-near = there is no command '{ $name }': did you mean '{ $near }'?
unknown-color = unknown colour setting '{ $name }'; it is ignored
unknown-color-near = unknown colour setting '{ $name }': did you mean '{ $near }'?
key-not-text = a key is a text such as "s" or "<c-s>"
key-in-brackets = '{ $key }' is not one key: write "{ $near }"
key-not-one = '{ $key }' is not one key: write several as a list, such as ["s", "<c-s>"]
unknown-key = '{ $key }' is not a key; keys are written as in '{ $examples }'
key-unclosed = '{ $key }' has no closing '>'; for the character itself, write <lt>
key-taken = '{ $name }' takes a key of '{ $other }', which no longer has it

# Opening a programme
not-http = '{ $address }' is not an http or https address, and no others can be read
stdin-unreadable = standard input could not be read: { $why }
progress-reading = reading { $name } … Esc stops
progress-writing = writing { $name } … Esc stops
fetch-lost = { $name } has only { $n } of the { $all } sessions that it had; without the network, the saved copy with all of them is used
reading-copy = { $name } could not be read: { $why }. Using a copy that is { $age } old
sync-failed = the server of updates cannot be used: { $why }. Using the updates received so far
name-ambiguous = '{ $name }' is part of several names; type more of it, or an id:
name-unknown = no { $kind } is called '{ $name }'; to search everything: nadwa search { $name }
name-unknown-near = no { $kind } is called '{ $name }'; try: { $near }
file-problems = { $problems } in the programme's file; for details: { $command }

# The screen and the output
not-a-terminal = this is not a terminal, so the page is printed; --accessible reads commands, --help shows the options
terminal-failed = the terminal failed: { $why }
no-trial = no temporary copy could be made to try the keys: { $why }
crash-report = this is a fault of nadwa. Please send its authors the report in { $path }
accessible-stdin = commands are read from standard input, so name a file: nadwa --accessible FILE
write-failed = { $name } could not be written: { $why }
output-failed = the output could not be written: { $why }
no-terminal = not a terminal
no-home = there is no home directory

# new
new-ask-title = Title of the event:
new-ask-date = First day
new-ask-days = Number of days
new-ask-place = Town or venue:
new-ask-timezone = Time zone
new-ask-rooms = Rooms, with commas between them
new-ask-languages = Languages of the programme, such as ar,es
new-room = Main hall
new-session = Session { $n }
new-no-title = an event needs a title: nadwa new --title "…"
new-wrong-date = '{ $typed }' is not a date: write 2026-11-20
new-wrong-days = '{ $typed }' is not a number of days from 1 to { $most }
new-wrong-timezone = no time zone is called '{ $typed }': write a name such as Europe/Madrid or a large town in it
new-wrong-rooms = name 1 to { $most } rooms, with commas between them
new-wrong-language = '{ $typed }' is not a language code such as ar or es
new-no-zone = { $file } has no time zone, which program.toml requires; set it: --timezone Europe/Madrid
new-has-zone = { $file } names its time zone already; leave out --timezone
new-exists = { $file } already exists and was not changed; to show it: nadwa { $file }
new-cancelled = nothing was written
new-begun = { $file } was written. The programme begins on { $date }; its time zone is { $zone }. To show it: nadwa { $file }; to find mistakes: nadwa check { $file }
new-no-sessions = { $file } has no sessions that can be read, so nothing was written; to see why: nadwa check { $file }
new-written = { $file } was written. To show it: nadwa { $file }; to find mistakes: nadwa check { $file }
new-comment-file =
    The programme of an event. Change it in any editor; nadwa shows each change at once.
    To show it: nadwa { $file }
    To find mistakes: nadwa check { $file }
    Any text may have translations: title = {"{"} en = "…", es = "…" {"}"}
new-comment-id = part of every calendar entry: do not change it later
new-comment-timezone = for all times in this file
new-comment-rooms = Rooms. Sessions refer to them by id.
new-comment-optional = Tracks and speakers, if there are any:
new-comment-sessions = Sessions: these are examples.
new-comment-more = More keys of a session: track = "…", speakers = ["…"], kind = "talk", abstract = "…"

# check, explain, diff
check-more = { $n ->
    [one] { $n } more { $code }: { $message }
   *[other] { $n } more { $code }: { $message }
}
check-fixable = { $n ->
    [one] { $n } problem has one certain fix; to apply it: { $command }
   *[other] { $n } problems have one certain fix each; to apply them: { $command }
}
check-fixed = { $place }: { $old } → { $new }
check-fix-none = { $name }: nothing to fix automatically; the file was not changed
check-fix-no-file = { $name } is not a file, so it cannot be changed
check-fix-changed = it has just been changed by another program
fmt-no-toml = { $name } is not a program.toml in UTF-8, so it is not formatted
lsp-failed = the editor sent an invalid message, or the connection failed: { $why }
lsp-broken = The file has a syntax error: correct it before renaming
columns-none = no columns: it is not a table
column-unread = not read
check-none = no problems
unknown-code = there is no problem code '{ $code }'; to list all: nadwa explain
unknown-code-near = there is no problem code '{ $code }': did you mean { $near }?
explain-example = For example:
diff-none = nothing differs

# set, unset, log
program-without-id = the programme has no id, which updates need; add one to its file: id = "…"
update-conflicts = not posted; to post it anyway, without moving others: --force
update-conflicts-others = not posted because of conflicts; add one of these words behind the delay to avoid them: { $others }; or post the delay alone with --force
update-unsaved = the update could not be saved: { $why }
update-unsent = saved here, not sent yet: { $why }
update-contested = another desk posted first, and its update stands; nadwa log shows both, and the screen asks which one to keep
update-lost = the server has lost updates that are still in force here ({ $n }); the screen asks whether to post them again
no-update = { $title }: no updates to withdraw
no-update-of-field = { $title }: no update of { $field } to withdraw
no-updates = no updates have been posted
log-empty = No updates have been posted.
withdrawn = { $field } withdrawn
log-refused = refused: another desk posted first
log-unsent = not sent yet
log-lost = not on the server any more
log-undone = undone
log-undoes = undoes
merge-no-toml = { $file } is not a program.toml, or has errors: updates can be merged only into a valid program.toml
merge-left-out = these updates are not in the file:

# starred
starred-wrong = this is no list of stars: copy the line that 'nadwa starred --code' prints, or the link to a list of the site
starred-other = this list is of another programme: { $list }; name its file with -p FILE
starred-unknown = Not in this programme

# doctor
doctor-versions = { $version } · time zones: IANA { $zones }
doctor-terminal = terminal
doctor-size = size
doctor-colours = colours
doctor-colours-auto = those that suit the terminal's background (theme auto)
doctor-colours-terminal = the terminal's 16 colours
doctor-colours-none = none (NO_COLOR, CLICOLOR, --color or --theme)
doctor-colours-theme = a theme of nadwa (--theme)
doctor-settings = settings
doctor-program = programme
doctor-bidi = right to left
doctor-question = Which of these lines reads correctly from the right: “without fake news”, then the name, then the year?
doctor-advice = '>' marks the mode in use. If another line reads correctly, set its mode: nadwa --bidi MODE, or NADWA_BIDI=MODE

# publish, export
watch-failed = the files cannot be watched: { $why }
fetch-failed = the programme could not be fetched: { $why }
publish-invalid = { $place }: { $problem }. The published files stay as they are; to publish it all the same, restart with --force
publish-unreadable = { $problem }. The published files stay as they are; to publish it all the same, restart with --force
publish-lost = the new version has only { $n } of { $all } sessions, so the published files stay as they are; to publish it, restart with --force
export-empty = no session matches, so there is nothing to export
export-folder = name the folder: nadwa export { $format } -o FOLDER
export-one-part = name one part only; for several: --filter 'track:x room:y'
export-own = { $file } is the programme itself or its updates; name another file
logo-left-out = the logo { $name } is left out: { $why }
export-picture = svg is a picture of the screen: use --keys to open the page that it should show
folder-foreign = nothing was written to { $folder }: { $file } there is not from nadwa. Move it, or choose another folder
folder-home = nothing was written to { $folder }, which is a home or system folder; name a folder of its own for the site
folder-shared = { $folder } has files that are not from nadwa; they are left alone
folder-ignored = { $n ->
    [one] .nadwa-files names { $file }, which is not a file from nadwa in this folder; it is left alone
   *[other] .nadwa-files names { $n } files that are not files from nadwa in this folder, such as { $file }; they are left alone
}
files-written = { $n } of { $all } files changed in { $folder }

# Why text of the other direction is sent in a way
bidi-set = it was set
bidi-bdsm = it can be set to leave text alone (BDSM), as VTE can
bidi-konsole = Konsole orders text itself
bidi-kitty = kitty reverses runs of right-to-left letters
bidi-browser = xterm.js lets the browser order text
bidi-mlterm = mlterm can be set to leave text alone
bidi-tmux = tmux inside a terminal that orders text itself
bidi-apple = Terminal of macOS orders text itself
bidi-none = this terminal cannot display Arabic
bidi-default = this terminal is not known to reorder text, so nadwa does it
