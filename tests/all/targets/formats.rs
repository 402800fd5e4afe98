//! The grammars of the files that nadwa reads.

use super::grammar::Rule;

/// program.toml.
#[rustfmt::skip] // A table: one rule, one line.
pub const TOML: &[Rule] = &[
    ("file", &["$head$record*", "$record*", "$head$record+", "$record*$head", "$head$record*$record+$record*", "$head$line+$record*"]),
    ("head", &["[program]\nid = \"x\"\ntitle = \"T\"\ntimezone = \"$zone\"\n", "[program]\nid = \"$id\"\ntitle.en = $s\ntitle.ar = $s\nlanguages = [\"en\", \"ar\"]\ntimezone = \"UTC\"\nday_change = \"$clock\"\n$line*", "[program]\n$line*"]),
    ("record", &["[[sessions]]\nid = \"$id\"\ntitle = \"$word\"\nstart = $moment\nduration = \"$length\"\nroom = \"$id\"\nspeakers = [\"$id\"]\n$line*", "[[rooms]]\nid = \"$id\"\nname = \"$word\"\nwalk = { $id = $n, $id = $n }\n$line*", "[[speakers]]\nid = \"$id\"\nname = $s\npartner = \"$id\"\n$line*", "[[tracks]]\nid = \"$id\"\nname = $s\ncolor = \"red\"\n", "[[partners]]\nid = \"$id\"\nname = $s\n$line*", "[[projects]]\nid = \"$id\"\nname = $s\nlead = \"$id\"\nfunders = [\"$id\", \"$id\"]\n", "[[days]]\ndate = $date\ntitle = $s\n", "[[sessions.links]]\ntitle = $s\nurl = \"$url\"\n", "[[$table]]\n$line*", "[$table]\n$line*", "[[$table]]\n", "# $word\n", "$table = [{ id = \"$id\", title = $s }, $v]\n"]),
    ("table", &["sessions", "rooms", "tracks", "speakers", "partners", "projects", "days", "program", "session", "rooms.walk", "\"\"", "changes"]),
    ("line", &["$name = $v\n", "$name.$short = $s\n", "$name = \"$url\"\n", "abstract = \"\"\"\n$word\n\n$word\"\"\"\n", "status = \"$status\"\n", "kind = \"$kind\"\n", "end = $moment\n", "links = [{ title = $s, url = \"$url\" }]\n", "tags = [$s, $s]\n", "language = [\"$lang\"]\n", "moderators = [\"$id\"]\n", "\"$word\" = $v\n", "$word\n"]),
    ("short", &["en", "ar", "es", "x", "en-GB", "\"\"", "zz"]),
    ("name", &["title", "id", "name", "about", "languages", "timezone", "day_change", "url", "venue", "notice", "updated", "date", "capacity", "floor", "walk", "color", "acronym", "role", "lead", "funders", "partner", "affiliation", "bio", "image", "subtitle", "kind", "type", "start", "end", "duration", "room", "track", "speakers", "moderators", "partners", "project", "language", "interpretation", "abstract", "status", "note", "links", "tags", "license", "recorded", "titel"]),
    ("s", &["\"$word\"", "'$word'", "\"\"\"$word\"\"\"", "\"\\u202e\\u001b\"", "\"$odd\"", "\"$word"]),
    ("moment", &["2021-11-30T09:30:00", "$date", "$clock:00", "$dateT$clock:00$offset", "2021-11-30T$clock:00", "2021-11-30 09:30:00$offset", "\"$date $clock\"", "\"2021-11-30T$clock\"", "9999-12-31T23:59:59", "0001-01-01T00:00:00"]),
    ("v", &["$s", "$n", "$moment", "$bool", "[$v, $v]", "{ en = $s, $short = $s }", "[]", "{}", "{ $name = $v }", "[$item+]", "$nest+", "nan", "inf"]),
    ("item", &["\"$id\", ", "$n, ", "{}, ", "[],"]),
    ("nest", &["[", "{a=", "[["]),
];

/// schedule.xml.
#[rustfmt::skip] // A table: one rule, one line.
pub const XML: &[Rule] = &[
    ("file", &["<schedule>$conference$day*</schedule>", "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<schedule>$conference$day*</schedule>", "<!DOCTYPE s [<!ENTITY a \"$word\"><!ENTITY b \"&a;&a;\">]>\n<schedule>$conference$day*$part*</schedule>", "<schedule>$day+</schedule>", "<schedule>$part*$part+</schedule>", "<$part+", "<!-- $word --><schedule>$conference$day*"]),
    ("conference", &["<conference><acronym>x</acronym><title>$t</title><time_zone_name>$zone</time_zone_name></conference>", "<conference><title>$t</title><day_change>$clock</day_change><base_url>$url</base_url><rooms><room name=\"$word\"><capacity>$n</capacity></room></rooms>$part*</conference>", ""]),
    ("day", &["<day index=\"1\" date=\"$date\">$room*</day>", "<day index=\"$n\" date=\"2021-11-30\" start=\"$dateT$clock:00$offset\" end=\"2021-12-01T04:00:00+01:00\">$room*</day>", "<day date=\"2021-11-30\"><room name=\"$word\">$event+</room></day>", "<day>$event*</day>", "<day date=\"2021-12-01\">$event*$part*</day>"]),
    ("room", &["<room name=\"$word\">$event*</room>", "<room>$event*$part*</room>", "$event"]),
    ("event", &["<event id=\"$n\"><date>2021-11-30T$clock:00$offset</date><start>$clock</start><duration>$length</duration><title>$t</title>$part*</event>", "<event guid=\"$id\" id=\"$n\"><start>09:30</start><duration>01:00</duration><title>$t</title><persons><person id=\"$n\">$word</person><person>$word</person></persons>$part*</event>", "<event>$part*</event>", "<event/>", "<event id=\"$id\" code=\"$id\"><date>$date</date><start>$clock</start>$part*"]),
    ("part", &["<$tag>$t</$tag>", "<track>$t</track>", "<room>$word</room>", "<type>$kind</type>", "<language>$lang</language>", "<links><link href=\"$url\">$t</link></links>", "<attachments><attachment href='$url'>$t</attachment></attachments>", "<recording><license>$t</license><optout>$bool</optout><url>$url</url></recording>", "<persons>$person*</persons>", "<abstract>$t</abstract><description>$t</description>", "<$tag/>", "<$tag a=\"$word\" b='$word' c>", "</$tag>", "$blank+$part", "$t", "<!-- $word", "<?$word?>"]),
    ("blank", &[" ", "\n", "  <x/>"]),
    ("person", &["<person id=\"$n\">$word</person>", "<person guid=\"$id\" id=\"$n\" name=\"$word\"><name>$word</name><biography>$t</biography><avatar>$url</avatar></person>", "<person/>"]),
    ("tag", &["title", "subtitle", "slug", "url", "logo", "date", "start", "duration", "event", "room", "day", "persons", "person", "abstract", "description", "conference", "schedule", "feedback_url", "$word"]),
    ("t", &["$word", "<![CDATA[$word]]>", "&lt;p&gt;$word&lt;/p&gt;", "&amp;", "&nbsp;", "&#$n;", "&#x1b;", "&b;", "", "<p>$word</p>$t", "$entity+", "   $t   "]),
    ("entity", &["&lt;", "&nbsp;", "&a;", "&#233;", "&"]),
];

/// schedule.json.
#[rustfmt::skip] // A table: one rule, one line.
pub const JSON: &[Rule] = &[
    ("file", &["{\"schedule\": {\"version\": $s, \"conference\": $conference}}", "{\"schedule\": {\"conference\": $conference, $pair}, $pair}", "{\"schedule\": $v}", "{\"schedule\": {\"day\": [$day, $day], \"conference\": {}}}", "{\"$schema\": \"$url\", \"schedule\": {\"conference\": $conference}", "{\"schedule\": {\"conference\": {\"title\": $s, \"tracks\": [{\"name\": $s, \"slug\": $s}], $pair}, \"events\": [$flat, $flat, $v]}}"]),
    ("flat", &["{\"guid\": \"$id\", \"title\": $s, \"start\": \"$dateT$clock:00$offset\", \"end\": \"$dateT$clock:00$offset\", \"room\": {\"name\": $s}, \"track\": {\"slug\": $s}, \"participants\": [{\"name\": $s, \"role\": \"MODERATOR\"}, $v], $pair}"]),
    ("schema", &["a", "b"]),
    ("conference", &["{\"acronym\": \"x\", \"title\": $s, \"time_zone_name\": \"$zone\", \"days\": [$day, $day]}", "{\"title\": $s, \"daysCount\": $n, \"url\": \"$url\", \"day_change\": \"$clock\", \"rooms\": [{\"name\": $s, \"capacity\": $n}], \"days\": [$nextday+{}], $pair}", "{\"time_zone_name\": \"UTC\", \"days\": [$day]}", "$v"]),
    ("nextday", &["$day, "]),
    ("day", &["{\"index\": 1, \"date\": \"$date\", \"rooms\": {$s: [$event], $s: [$event, $event]}}", "{\"date\": \"2021-11-30\", \"day_start\": \"$dateT$clock:00$offset\", \"rooms\": {\"$word\": [$nextevent+{}]}}", "{\"date\": \"2021-12-01\", \"rooms\": [{\"name\": $s, \"events\": [$event]}], $pair}", "$v"]),
    ("nextevent", &["$event, ", "{},", "$v, "]),
    ("event", &["{\"id\": $n, \"title\": $s, \"date\": \"2021-11-30T$clock:00$offset\", \"start\": \"$clock\", \"duration\": \"$length\"}", "{\"guid\": \"$id\", \"title\": $s, \"start\": \"09:30\", \"duration\": \"01:00\", \"track\": $s, \"room\": $s, \"type\": \"$kind\", \"language\": \"$lang\", \"persons\": [$person, $person], \"links\": [{\"url\": \"$url\", \"title\": $s}], $pair}", "{$pair, $pair, $pair}", "{\"code\": $s, \"title\": $v, \"recording_license\": $s, \"do_not_record\": $bool, \"abstract\": $s, \"description\": $s, $pair}"]),
    ("person", &["{\"id\": $n, \"name\": $s}", "{\"code\": \"$id\", \"public_name\": $s, \"avatar\": \"$url\", \"biography\": $s}", "$s", "$v"]),
    ("pair", &["\"$name\": $v", "\"$word\": $v", "\"$name\": $s", "$s"]),
    ("name", &["title", "id", "guid", "date", "start", "duration", "subtitle", "slug", "url", "logo", "rooms", "days", "persons", "links", "attachments", "answers", "conference", "schedule", "sessions", "tracks", "colors"]),
    ("s", &["\"$word\"", "\"$odd\"", "\"\\u00e9\\ud83d\\ude00\"", "\"\\ud800\"", "\"\\u0000\\n\\/\"", "\"<p>$word</p>\\n\\n$word\"", "\"$word", "\"$clock\""]),
    ("v", &["$s", "$n", "null", "$bool", "[$v, $v]", "{\"$name\": $v}", "[]", "{}", "$nest+1", "[$item+0]", "{\"a\": $v, \"a\": $v}"]),
    ("nest", &["[", "{\"a\":", "[[", "[{},"]),
    ("item", &["0,", "[],", "{},", "\"\",", "null,"]),
];

/// JSON lists of sessions, as community conferences publish them.
#[rustfmt::skip] // A table: one rule, one line.
pub const COSCUP: &[Rule] = &[
    ("file", &["{\"sessions\": [$session, $session], \"speakers\": [$speaker, $speaker], \"rooms\": [$record], \"session_types\": [$record], \"tags\": [$record]}", "[$session, $session]", "{\"sessions\": [$nextsession+$session], \"speakers\": [$nextspeaker+$speaker]}", "{\"rooms\": [$record, $record], \"sessions\": [$session, $v], \"$name\": $v}", "[$nextsession+$session]", "{\"sessions\": $v, \"speakers\": $v}", "{\"sessions\": [$talk, $talk], \"speakers\": [$speaker], \"rooms\": [$record], \"categories\": [{\"title\": \"Track\", \"items\": [$record]}, $v]}", "[{\"date\": $s, \"rooms\": [{\"name\": $s, \"sessions\": [$talk, $talk, $v]}]}]"]),
    ("talk", &["{\"id\": \"$id\", \"title\": $s, \"startsAt\": \"$dateT$clock:00\", \"endsAt\": \"$dateT$clock:00\", \"speakers\": [\"$id\", $v], \"categoryItems\": [\"$id\"], \"roomId\": \"$id\", \"isPlenumSession\": $bool}", "{\"Date\": \"$date\", \"start_time\": \"$clock\", \"Session name\": $s, \"Speaker\": $v, \"categories\": [{\"name\": \"Track\", \"categoryItems\": [$record]}]}"]),
    ("session", &["{\"id\": \"$id\", \"title\": $s, \"start\": \"2021-11-30T$clock:00$offset\", \"end\": \"2021-11-30T$clock:00$offset\", \"room\": \"$id\", \"type\": \"$id\", \"speakers\": [\"$id\"], \"tags\": [\"$id\"]}", "{\"id\": \"$id\", \"start\": \"$dateT$clock:00$offset\", \"zh\": {\"title\": $s, \"description\": $s}, \"en\": {\"title\": $s}, \"duration\": \"$length\"}", "{\"start\": \"2021-11-30T09:30:00+08:00\", \"room\": {\"id\": \"$id\", \"name\": $s}, \"speakers\": [{\"id\": \"$id\", \"name\": $s}, $v], \"slide\": \"$url\", \"qa\": \"$url\", \"language\": \"$lang\", \"$name\": $v}", "{\"start\": $v}", "{}"]),
    ("nextsession", &["$session, ", "{}, ", "{\"start\":0}, "]),
    ("speaker", &["{\"id\": \"$id\", \"name\": $s, \"avatar\": \"$url\"}", "{\"id\": \"$id\", \"zh\": {\"name\": $s, \"bio\": $s}, \"en\": {\"name\": $s}}", "{\"id\": $v, \"$name\": $v}"]),
    ("nextspeaker", &["$speaker, ", "{}, "]),
    ("record", &["{\"id\": \"$id\", \"name\": $s}", "{\"id\": \"$id\", \"zh\": {\"name\": $s}, \"en\": {\"name\": $s, \"description\": $s}}", "{\"id\": \"$id\", \"$lang\": {\"name\": $s}}", "$v"]),
    ("name", &["title", "id", "start", "end", "room", "type", "track", "speakers", "tags", "uri", "record", "live", "co_write", "subtitle", "abstract", "broadcast"]),
    ("s", &["\"$word\"", "\"$odd\"", "\"\\u00e9\\ud83d\\ude00\"", "\"\\ud800\"", "\"$word", "\"\""]),
    ("v", &["$s", "$n", "null", "$bool", "[$v, $v]", "{\"$name\": $v}", "{\"en\": $v, \"zh\": $v}", "[]", "{}", "$nest+1", "[$item+0]"]),
    ("nest", &["[", "{\"en\":", "[{},"]),
    ("item", &["0,", "\"a\",", "{},", "{\"id\":1},"]),
];

/// iCalendar.
#[rustfmt::skip] // A table: one rule, one line.
pub const ICS: &[Rule] = &[
    ("file", &["BEGIN:VCALENDAR\r\nX-WR-TIMEZONE:$zone\r\n$part*END:VCALENDAR\r\n", "BEGIN:VCALENDAR\nNAME:$word\n$part*$part*END:VCALENDAR\n", "BEGIN:VCALENDAR\r\n$part+END:VCALENDAR\r\n", "BEGIN:VCALENDAR\r\n$line+$part*", "BEGIN:VCALENDAR\r\n$part*END:VCALENDAR\r\nBEGIN:VCALENDAR\r\n$part*END:VCALENDAR\r\n"]),
    ("part", &["BEGIN:VEVENT\r\nUID:$id\r\nSUMMARY:$text\r\nDTSTART$time\r\nDTEND$time\r\n$line*END:VEVENT\r\n", "BEGIN:VEVENT\r\nUID:$id\r\nSUMMARY:$text\r\nDTSTART$time\r\nRRULE:$rule\r\n$line*END:VEVENT\r\n", "BEGIN:VEVENT\r\nUID:$id\r\nRECURRENCE-ID$time\r\nDTSTART$time\r\nSUMMARY:$text\r\nEND:VEVENT\r\n", "BEGIN:VEVENT\r\n$line*END:VEVENT\r\n", "BEGIN:VTIMEZONE\r\nTZID:$zone\r\nBEGIN:STANDARD\r\nDTSTART:19701025T030000\r\nTZOFFSETFROM:$shift\r\nTZOFFSETTO:$shift\r\nRRULE:$rule\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n", "BEGIN:$component\r\n$line*", "END:$component\r\n", "$line"]),
    ("component", &["VEVENT", "VALARM", "VTODO", "VTIMEZONE", "STANDARD", "VCALENDAR", "VCARD", "$word"]),
    ("line", &["LOCATION:$text\r\n", "DESCRIPTION:$text\r\n", "DURATION:$span\r\n", "RRULE:$rule\r\n", "EXDATE$time\r\n", "RDATE$time\r\n", "EXDATE:$stamp,$stamp,$stamp\r\n", "RDATE;VALUE=PERIOD:$stamp/$span\r\n", "STATUS:$status\r\n", "CATEGORIES:$text,$text\r\n", "URL:$url\r\n", "LAST-MODIFIED$time\r\n", "DTSTART$time\r\n", "UID:$id\r\n", "ATTENDEE;CN=\"$word\":mailto:$word\r\n", "X-$word;A=\"$word\";B=$word:$word\r\n", "BEGIN:$component\r\n", "END:$component\r\n", "$name:$comma+\r\n", "$text\r\n", "\r\n"]),
    ("name", &["SUMMARY", "CATEGORIES", "EXDATE", "RDATE", "RRULE", "GEO", "REQUEST-STATUS"]),
    ("comma", &[",", ";", "20211130,", "a,", "\\,", "\r\n "]),
    ("text", &["$word", "$word\\, $word\\n$word", "$word\r\n $word", "\u{e9}\r\n \u{e9}", "$odd", "", "\\"]),
    ("time", &[";TZID=$zone:$stamp", ":$stampZ", ":$stamp", ";VALUE=DATE:20211130", ";TZID=\"$word\":$stamp", ";VALUE=DATE-TIME;TZID=$zone:$stamp", "$word"]),
    ("stamp", &["20211130T093000", "20211130T110000", "20211201T093000", "20211031T023000", "20210328T023000", "20211231", "99991231T235959", "00010101T000000", "20210229T000000", "20211130T240000", "20211130T0930", "", "$word"]),
    ("span", &["PT1H", "PT90M", "P1D", "P1W", "-PT5M", "PT0S", "P99999999W", "PT18446744073709551615S", "P", "$word"]),
    ("shift", &["+0100", "+0200", "-0330", "+9900", "+010000", "$word"]),
    ("rule", &["FREQ=DAILY;COUNT=3", "FREQ=$freq;UNTIL=$stamp", "FREQ=$freq;COUNT=$n", "FREQ=$freq;INTERVAL=$n;UNTIL=99991231T000000Z", "FREQ=WEEKLY;BYDAY=$weekday,$weekday;COUNT=$n;WKST=$weekday", "FREQ=$freq;$by=$n;COUNT=5", "FREQ=$freq", "FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU", "FREQ=MONTHLY;BYDAY=-1$weekday,2$weekday;COUNT=$n", "FREQ=MONTHLY;BYMONTHDAY=-1;BYSETPOS=-1,1;INTERVAL=$n", "COUNT=3;COUNT=4;FREQ=DAILY", "$word"]),
    ("freq", &["DAILY", "WEEKLY", "MONTHLY", "YEARLY", "HOURLY", "SECONDLY", "$word"]),
    ("weekday", &["MO", "TU", "SU", "1MO", "-1FR", "XX"]),
    ("by", &["BYMONTH", "BYMONTHDAY", "BYSETPOS", "BYHOUR", "BYWEEKNO", "INTERVAL", "$word"]),
];

/// Tables.
#[rustfmt::skip] // A table: one rule, one line.
pub const CSV: &[Rule] = &[
    ("file", &["title,date,start,end,room,speakers\n$row*", "id,title,start,end,timezone,track,partners,status\n$long*", "Title;Start;Duration;Room;Speakers\r\n$semi*", "title\tstart\tend\troom\n$tab*", "$column,$column,$column,$column\n$row*$row+", "title,start,room\n$row+", "title,start\n$short+", "$column;$column;$column\n$semi*$semi+", "title,start,speakers\n$cell,2021-11-30 09:30,\"$many+\"\n", "$word,,\n\nTitle,Start Date,End Date,Start,End\n$row*", "Subject,Start Date,Start Time,End Date,All Day Event\n$cell,$date,$clock,$date,$bool\n"]),
    ("column", &["title", "start", "end", "date", "duration", "room", "track", "speakers", "moderators", "partners", "language", "abstract", "status", "note", "tags", "url", "timezone", "id", "title_es", "title (ar)", "Talk Title", "Speaker(s)", "العنوان", "", "$word", "titel"]),
    ("row", &["$cell,$date,$clock,$clock,$cell,$cell\n", "$cell,$when,$cell\n", "$cell,$cell,$cell,$cell,$cell,$cell,$cell\n", "$cell,$date\n", "\n", "$cell"]),
    ("long", &["$id,$cell,$when,$when,$zone,$cell,$cell,$status\n"]),
    ("semi", &["$cell;$when;$length;$cell;$cell\r\n", "$cell;$cell\r\n"]),
    ("tab", &["$cell\t$when\t$when\t$cell\n"]),
    ("short", &["a,\n", ",\n", "a\n", "\"\",\n", "$cell,$when\n"]),
    ("many", &["a,", "Ada; ", "$word\n", "\"\"", ";"]),
    ("cell", &["$word", "\"$word\"", "\"$word, $word; $word\"", "\"$word\n$word\"", "\"\"\"$word\"\"\"", "'=$word", "\"$word", "a\"b", "$lang", "$url", "$kind", "$length", ""]),
    ("when", &["2021-11-30 09:30", "$date $clock", "$dateT$clock:00$offset", "30/11/2021 09:30", "11/30/2021 9:30 AM", "30.11.2021 10:00", "12/12/2021", "$clock", "$cell", "20 nov 2021 25:30", "44530.4", "9:30 p. m.", "٣٠/١١/٢٠٢١ ٩:٣٠ م", "10:00–11:00"]),
];

/// Other lists of sessions in JSON: pretalx's widget, eventyay's sessions, Indico's timetable, events of schema.org and the
/// pages with them.
#[rustfmt::skip] // A table: one rule, one line.
pub const LISTS: &[Rule] = &[
    ("file", &["{\"talks\": [$talk, $talk], \"event_start\": \"$date\", \"timezone\": \"$zone\", \"tracks\": [$record, $record], \"rooms\": [$record], \"speakers\": [$record]}", "[$session, $session]", "{\"results\": {\"7\": {\"20211130\": {\"a\": $entry, \"b\": $entry}}}, \"url\": \"$url\"}", "{\"@context\": \"https://schema.org\", \"@type\": \"Event\", \"name\": $s, \"subEvent\": [$event, $event]}", "[$event, $event]", "<!DOCTYPE html><html><script type=\"application/ld+json\">{\"@graph\": [$event, $event]}</script>$word", "<html><script type=application/ld+json>$event</script><script type='application/ld+json'>$v", "{\"results\": $v}", "{\"@type\": \"Event\", \"subEvent\": $nest+$event}", "[\"vcalendar\", [$property, $property], [$component, $component]]", "<icalendar><vcalendar><properties>$element</properties><components><vevent><properties>$element$element$element</properties></vevent></components></vcalendar></icalendar>", "<iCalendar><vcalendar><vevent>$draft$draft$draft$draft</vevent><vevent>$draft$element$draft</vevent>"]),
    ("component", &["[\"vevent\", [[\"dtstart\", {\"tzid\": \"$zone\"}, \"date-time\", \"$dateT$clock:00\"], $property, $property], []]", "[\"$word\", [$property], [$v]]", "$v"]),
    ("property", &["[\"summary\", {}, \"text\", $s]", "[\"attendee\", {\"cn\": $s, \"role\": \"SPEAKER\"}, \"cal-address\", \"$url\"]", "[\"rrule\", {}, \"recur\", {\"freq\": \"DAILY\", \"count\": $n, \"byday\": $v}]", "[\"$word\", $v, \"$word\", $v, $v]", "[\"dtend\", {}, \"date\", \"$date\"]", "$v"]),
    ("element", &["<summary><text>$word</text></summary>", "<dtstart><parameters><tzid><text>$zone</text></tzid></parameters><date-time>$dateT$clock:00</date-time></dtstart>", "<rrule><recur><freq>WEEKLY</freq><count>$n</count><byday>$word</byday></recur></rrule>", "<dtend><date>$date</date></dtend>", "<$word><$word>$word</$word></$word>", "<vevent>", "</properties>"]),
    ("draft", &["<summary>$word</summary>", "<dtstart>20211130T093000</dtstart>", "<duration>$length</duration>", "<attendee>$word</attendee>", "<$word>$word</$word>", "<description>$odd"]),
    ("talk", &["{\"code\": \"$id\", \"id\": $n, \"title\": $s, \"abstract\": $s, \"speakers\": [\"$id\"], \"track\": $n, \"start\": \"$dateT$clock:00$offset\", \"end\": \"$dateT$clock:00$offset\", \"room\": $n, \"content_locale\": \"$lang\", \"do_not_record\": $bool}", "{\"title\": {\"en\": $s, \"$lang\": $s}, \"start\": \"2021-11-30T$clock:00$offset\", \"room\": $v}", "$v"]),
    ("record", &["{\"id\": $n, \"name\": {\"en\": $s, \"$lang\": $s}}", "{\"code\": \"$id\", \"name\": $s, \"avatar\": \"$url\"}", "$v"]),
    ("session", &["{\"id\": $n, \"title\": $s, \"starts-at\": \"$dateT$clock:00$offset\", \"ends-at\": \"$dateT$clock:00$offset\", \"microlocation\": {\"id\": $n, \"name\": $s}, \"track\": {\"name\": $s}, \"session-type\": {\"name\": \"$kind\"}, \"short-abstract\": $s, \"long-abstract\": $s, \"speakers\": [{\"id\": $n, \"name\": $s, \"short-biography\": $s}, $v]}", "{\"start_time\": \"$when\", \"track\": $v, \"microlocation\": $v, \"session_type\": $v, \"speakers\": $v}"]),
    ("entry", &["{\"id\": \"$id\", \"entryType\": \"Contribution\", \"title\": $s, \"startDate\": $time, \"endDate\": $time, \"location\": $s, \"presenters\": [$person, $v], \"url\": \"$url\", \"attachments\": {\"files\": [{\"title\": $s, \"download_url\": \"$url\"}], \"folders\": $v}}", "{\"id\": \"$id\", \"entryType\": \"Session\", \"title\": $s, \"sessionTitle\": $s, \"startDate\": $time, \"endDate\": $time, \"room\": $s, \"conveners\": [$person], \"entries\": {\"c\": $entry, \"d\": $v}}", "{\"startDate\": $time}", "$v"]),
    ("time", &["{\"date\": \"$date\", \"time\": \"$clock:00\", \"tz\": \"$zone\"}", "{\"date\": $v, \"time\": $v}", "$v"]),
    ("person", &["{\"firstName\": $s, \"familyName\": $s, \"affiliation\": $s}", "{\"name\": $s, \"roles\": [\"speaker\"]}", "$v"]),
    ("event", &["{\"@type\": \"Event\", \"name\": $s, \"startDate\": \"$dateT$clock:00$offset\", \"endDate\": \"$dateT$clock:00$offset\", \"location\": {\"name\": $s}, \"performer\": [{\"name\": $s}, $s], \"eventStatus\": \"https://schema.org/EventCancelled\"}", "{\"@type\": [\"Thing\", \"SocialEvent\"], \"@id\": \"$url\", \"name\": $s, \"subEvent\": $event, \"startDate\": \"$when\", \"image\": $v, \"inLanguage\": $v, \"superEvent\": {\"name\": $s}}", "{\"@type\": \"Event\", \"name\": $v, \"location\": $v, \"performer\": $v}", "$v"]),
    ("when", &["2021-11-30T09:30:00+01:00", "$date", "$dateT$clock", "$word"]),
    ("s", &["\"$word\"", "\"$odd\"", "\"\\u00e9\\ud83d\\ude00\"", "\"\\ud800\"", "\"$word", "\"\""]),
    ("v", &["$s", "$n", "null", "$bool", "[$v, $v]", "{\"name\": $v}", "[]", "{}"]),
    ("nest", &["{\"@type\": \"Event\", \"subEvent\": ", "[", "{\"@graph\": ["]),
];

/// The rows of a sheet in an Excel workbook.
#[rustfmt::skip] // A table: one rule, one line.
pub const SHEET: &[Rule] = &[
    ("file", &["$head$row*", "$row*$head$row*$row*", "$head$empty+$row", "$cell*", "$head$row+"]),
    ("head", &["<row r=\"2\"><c r=\"A2\" t=\"s\"><v>0</v></c><c r=\"B2\" t=\"s\"><v>1</v></c><c r=\"C2\" t=\"inlineStr\"><is><t>end</t></is></c><c t=\"s\"><v>2</v></c></row>", "<row><c t=\"inlineStr\"><is><t>title</t></is></c><c t=\"inlineStr\"><is><t>start</t></is></c><c t=\"inlineStr\"><is><t>$word</t></is></c></row>"]),
    ("row", &["<row><c t=\"s\"><v>2</v></c><c s=\"3\"><v>44530.$n</v></c><c s=\"2\"><v>0.$n</v></c>$cell</row>", "<row r=\"$n\">$cell*</row>", "<row>$cell*$cell*</row>", "<row><c t=\"inlineStr\"><is><t>$word</t></is></c><c s=\"1\"><v>44530</v></c>$cell*</row>", "$cell"]),
    ("empty", &["<row/>", "<row r=\"9\"></row>", "<c/>"]),
    ("cell", &["<c t=\"inlineStr\"><is><t>$word</t></is></c>", "<c r=\"$ref\" s=\"$n\"><v>$n</v></c>", "<c s=\"$style\"><v>$n.$n</v></c>", "<c t=\"b\"><v>$n</v></c>", "<c t=\"d\"><v>$dateT$clock</v></c>", "<c t=\"e\"><v>#N/A</v></c>", "<c t=\"str\"><f>A1</f><v>$word</v></c>", "<c t=\"s\"><v>$n</v></c>", "<c t=\"$word\"><v>$word</v></c>", "<c><v>$word</v></c>", "<c>$word", "</row>"]),
    ("ref", &["A1", "B7", "XFD1048576", "ZZZZZZZZ1", "A99999999999", "1", "$word"]),
    ("style", &["0", "1", "2", "3", "4", "99"]),
];

/// The rows of a sheet of `OpenDocument`.
#[rustfmt::skip] // A table: one rule, one line.
pub const ODS: &[Rule] = &[
    ("file", &["$head$row*", "$row*$head$row*$row*", "$empty$head$row+", "$cell*", "$head$row+</table:table><table:table table:style-name=\"ta1\">$head$row*"]),
    ("head", &["<table:table-row>$title$start<table:table-cell><text:p>end</text:p></table:table-cell></table:table-row>", "<table:table-row>$title$start$cell</table:table-row>"]),
    ("title", &["<table:table-cell office:value-type=\"string\"><text:p>title</text:p></table:table-cell>"]),
    ("start", &["<table:table-cell><office:annotation><text:p>$word</text:p></office:annotation><text:p>start</text:p></table:table-cell>"]),
    ("row", &["<table:table-row>$cell*</table:table-row>", "<table:table-row table:number-rows-repeated=\"$count\">$cell*</table:table-row>", "<table:table-row>$cell$cell$cell</table:table-row>", "$cell", "<table:table-row>$cell", "</table:table-row>"]),
    ("empty", &["<table:table-row table:number-rows-repeated=\"$count\"/>", "<table:table-row table:number-rows-repeated=\"1048576\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>"]),
    ("cell", &["<table:table-cell><text:p>$word</text:p></table:table-cell>", "<table:table-cell table:number-columns-repeated=\"$count\"><text:p>$word<text:s text:c=\"$count\"/></text:p></table:table-cell>", "<table:table-cell office:value-type=\"date\" office:date-value=\"$dateT$clock:00\"/>", "<table:table-cell office:value-type=\"time\" office:time-value=\"PT$nH$nM00S\"/>", "<table:table-cell office:value-type=\"float\" office:value=\"$n\" table:number-columns-repeated=\"$count\"/>", "<table:covered-table-cell/>", "<table:table-cell><table:table><table:table-row/></table:table></table:table-cell>", "<table:table-cell><text:p>&$word;<text:line-break/></text:p>", "<text:p>$word</text:p>", "</table:table-cell>"]),
    ("count", &["1", "2", "999", "1000", "1048576", "4294967295", "99999999999", "-1", "$n", "$word"]),
];

/// The file of an update log.
#[rustfmt::skip] // A table: one rule, one line.
pub const LOG: &[Rule] = &[
    ("file", &["$head$record*", "$record*$head$record*", "$head$record+", "$head$line*$record*$record+"]),
    ("head", &["program = \"mcmc-2021\"\n", "program = $s\nbucket = $s\n", "bucket = $s\n", "", "$line"]),
    ("record", &["\n[[changes]]\nsession = \"$session\"\nfield = \"$field\"\nvalue = \"$value\"\nat = $moment\nby = \"$word\"\n", "[[changes]]\nsession = \"$session\"\nfield = \"$field\"\nat = $moment\nby = $s\nrevision = $n\nrefused = $bool\n", "[[changes]]\n$line*", "[[changes]]\nsession = $s\nfield = \"$field\"\nvalue = $s\nrevision = $n\n$line*", "[changes]\n$line*", "changes = [$v]\n"]),
    ("session", &["opening", "welcome", "a", "$id"]),
    ("value", &["10m", "-10m", "24h", "0m", "main-hall", "room-2", "cancelled", "confirmed", "ada chair", "", "99999999999h", "$word"]),
    ("line", &["session = \"$session\"\n", "field = \"$field\"\n", "value = $v\n", "at = $v\n", "by = $v\n", "revision = $v\n", "refused = $v\n", "$word = $v\n", "\"$word\" = $v\n", "# $word\n", "$word\n"]),
    ("s", &["\"$word\"", "'$word'", "\"\"\"$word\n$word\"\"\"", "\"\\u202e\\u001b\\n\\\"\"", "\"$odd\"", "'''\n\"$word'''", "\"$value\""]),
    ("moment", &["2021-11-30T09:30:00Z", "2021-11-30T$clock:00$offset", "$dateT$clock:00Z", "$date", "\"9999-12-31 23:59\"", "9999-12-31T23:59:59-23:59", "0000-01-01T00:00:00+23:59", "$clock:00"]),
    ("v", &["$s", "$n", "$moment", "$bool", "[$v, $v]", "{ a = $v }", "[]", "{}", "inf"]),
];

/// The file of settings.
#[rustfmt::skip] // A table: one rule, one line.
pub const SETTINGS: &[Rule] = &[
    ("file", &["$line*[keys]\n$key*", "$line*$line*", "[keys]\n$key*$key*$line*", "$line+[keys]\n$key+", "$word"]),
    ("line", &["lang = \"$lang\"\n", "zone = \"$zone\"\n", "zone = \"local\"\n", "bidi = \"$bidi\"\n", "theme = \"$theme\"\n", "mouse = $bool\n", "accessible = $v\n", "first = \"$view\"\n", "desk = $v\n", "live = \"$server\"\n", "me = $v\n", "program = $v\n", "$word = $v\n", "[$word]\n", "keys = $v\n", "# $word\n"]),
    ("bidi", &["auto", "application", "terminal", "kitty", "browser", "off", "text", "$word"]),
    ("theme", &["terminal", "light", "dark", "contrast", "none", "$word"]),
    ("view", &["auto", "agenda", "now", "session", "$word"]),
    ("server", &["nats://a", "tls://a:1,ws://b", "nats://", "nats://u:p@a", "$word"]),
    ("key", &["$command = \"$press\"\n", "$command = [\"$press\", \"$press\"]\n", "$command = []\n", "$command = $v\n", "\"$word\" = \"$press\"\n"]),
    ("command", &["star", "quit", "open", "search", "filter", "palette", "down", "up", "agenda", "me", "help", "copy", "next", "no-filter", "language", "str", "$word"]),
    ("press", &["s", "<c-s>", "f", "q", "<enter>", "<f1>", "<a-x>", "<s-tab>", "<lt>", "<click-1-1>", "<f25>", "<entr>", "mm", "", "ش", "<c-a-s-up>", "$word"]),
    ("v", &["\"$word\"", "$bool", "$n", "[\"$word\"]", "{ a = 1 }", "\"$odd\"", "2021-11-30", "\"$word"]),
];

/// Keys for the whole interface.
#[rustfmt::skip] // A table: one rule, one line.
pub const KEYS: &[Rule] = &[
    ("file", &["$press*$press*$press*$press*", "$press+$press*", "$press*$press+$press*", "$word"]),
    ("press", &["$view", "$move", "<enter>", "<esc>", "$mode$word<enter>", "$mode$query", "<tab>", "<bs>", "$press$press$press", "$move+", "<$modifier$name>", "<click-$n-$n>", "<click-12-$n>", "<wheel-down-$n-$n>", "$word", "$act", "c$update<enter>"]),
    ("view", &["1", "2", "3", "4", "5", "6", "7", "8", "9", "0", "!", "i", "?"]),
    ("move", &["j", "k", "h", "l", "g", "G", "<pgdn>", "<pgup>", "<c-d>", "<c-u>", "[", "]", "<up>", "<left>", "<home>", "<end>"]),
    ("mode", &["/", "f", ":"]),
    ("query", &["room:a", "track:$word", "speaker:ada -$word", "time:09:00", "day:1 or starred", "(\"$word\"", "is:$status", "$word:$word "]),
    ("act", &[" ", "n", "N", "t", "L", "r", "F", "p", "m", "x", "y", "o", "c", "Q", "z", "s"]),
    ("update", &["delay 10m", "room $id", "note $word", "status $status", "$field $word"]),
    ("name", &["enter", "f1", "f24", "ins", "space", "lt", "x", "d", "delete", ""]),
    ("modifier", &["c-", "a-", "s-", "c-a-", "C-", ""]),
];
