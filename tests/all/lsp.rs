//! `nadwa lsp`, as an editor sees it: messages go in, and what comes out is what the editor shows.

use std::io::{self, Write as _};
use std::process::{Output, Stdio};

use nadwa::i18n::Messages;
use nadwa::load::formatted;
use nadwa::lsp::serve;
use nadwa::text::Lang;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::support::nadwa;

const PROGRAM: &str = include_str!("../../program.toml");
const MISTYPED: &str = include_str!("../data/mistyped.toml");

/// A programme with letters that take one, two and four units in UTF-16 before what is asked about.
const ARABIC: &str = r#"[program]
id = "p"
title = { ar = "ندوة 🎓", en = "Talks" }
languages = ["ar", "en"]
timezone = "UTC"

[[rooms]]
id = "hall"
name = { ar = "القاعة 🎪 الكبرى", en = "Main hall" }
walk = { garden = 2 }

[[rooms]]
id = "garden"

[[speakers]]
id = "amal"
name = "أمل 🎤"

[[sessions]]
title = { ar = "افتتاح 🎉", en = "Opening" }, id = "opening"
"#;

/// The same without a syntax error, with sessions.
fn programme() -> String {
    let session = r#"id = "opening"
title = { ar = "افتتاح 🎉", en = "Opening" }
start = 2021-11-30T09:30:00
duration = "1h"
room = "hall"
speakers = ["amal"] # 🎉
items = [{ title = "كلمة 🎉", speaker = "amal", duration = "10m" }]

[[sessions]]
id = "closing"
title = { ar = "اختتام", en = "Closing" }
start = 2021-11-30T11:30:00
duration = "1h"
room = "garden"
"#;
    let head = ARABIC.split("title = { ar = \"افتتاح").next();
    head.expect("the head").to_owned() + session
}

fn framed(body: &str) -> String {
    format!("Content-Length: {}\r\n\r\n{body}", body.len())
}

/// Returns the messages in what the server has written.
fn messages(mut out: &[u8]) -> Vec<Value> {
    let mut all = Vec::new();
    while !out.is_empty() {
        let end = out
            .windows(4)
            .position(|w| w == b"\r\n\r\n")
            .expect("a head");
        let head = std::str::from_utf8(&out[..end]).expect("ASCII");
        let length = head.strip_prefix("Content-Length: ").expect("a length");
        let length: usize = length.parse().expect("a number");
        let body = &out[end + 4..][..length];
        all.push(serde_json::from_slice(body).expect("JSON"));
        out = &out[end + 4 + length..];
    }
    all
}

/// Sends bytes to a server in this language; returns its messages and how it ended.
fn send_in(lang: &str, input: &str) -> (Vec<Value>, io::Result<bool>) {
    let mut out = Vec::new();
    let lang = Lang::parse(lang).expect("a language");
    let end = serve(input.as_bytes(), &mut out, &Messages::new(lang));
    (messages(&out), end)
}

fn send(input: &str) -> (Vec<Value>, io::Result<bool>) {
    send_in("en", input)
}

fn request(id: i32, method: &str, params: &Value) -> String {
    let body = json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params });
    framed(&body.to_string())
}

fn notification(method: &str, params: &Value) -> String {
    framed(&json!({ "jsonrpc": "2.0", "method": method, "params": params }).to_string())
}

const URI: &str = "file:///a/program.toml";

/// Returns what an editor sends until a document is open.
fn opened(uri: &str, text: &str) -> String {
    let initialize = json!({ "processId": null, "rootUri": null, "capabilities": {} });
    let document = json!({ "uri": uri, "languageId": "toml", "version": 1, "text": text });
    request(0, "initialize", &initialize)
        + &notification("initialized", &json!({}))
        + &notification("textDocument/didOpen", &json!({ "textDocument": document }))
}

/// Asks about a place of a text that is open; `more` are other parameters.
fn ask_in(lang: &str, text: &str, method: &str, at: (u32, u32), more: &Value) -> Value {
    let mut params = json!({
        "textDocument": { "uri": URI },
        "position": { "line": at.0, "character": at.1 },
        "options": { "tabSize": 4, "insertSpaces": true },
    });
    for (key, value) in more.as_object().into_iter().flatten() {
        params[key] = value.clone();
    }
    let method = format!("textDocument/{method}");
    let (replies, _) = send_in(lang, &(opened(URI, text) + &request(1, &method, &params)));
    let reply = replies.into_iter().find(|reply| reply["id"] == 1);
    reply.expect("a response")
}

fn ask(text: &str, method: &str, at: (u32, u32)) -> Value {
    ask_in("en", text, method, at, &Value::Null)["result"].clone()
}

/// Returns the position of a place, in units of UTF-16.
fn position(text: &str, offset: usize) -> (u32, u32) {
    let before = &text[..offset];
    let line = before.rsplit('\n').next().unwrap_or_default();
    let lines = before.matches('\n').count();
    (lines as u32, line.encode_utf16().count() as u32)
}

/// Returns a text without its mark `‸`, and the position of that.
fn marked(text: &str) -> (String, (u32, u32)) {
    let at = text.find('‸').expect("a mark");
    (text.replace('‸', ""), position(text, at))
}

/// Returns the position of the nth occurrence of a part.
fn at(text: &str, part: &str, nth: usize) -> (u32, u32) {
    let (at, _) = text.match_indices(part).nth(nth).expect("the part");
    position(text, at)
}

/// Returns the part of a text in a range.
fn part<'t>(text: &'t str, range: &Value) -> &'t str {
    let place = |end: &str| {
        let number = |name: &str| range[end][name].as_u64().expect("a number") as usize;
        let line = text.split_inclusive('\n').take(number("line"));
        let start: usize = line.map(str::len).sum();
        let mut units = 0;
        let chars = text[start..].chars().take_while(|c| {
            units += c.len_utf16();
            units <= number("character")
        });
        start + chars.map(char::len_utf8).sum::<usize>()
    };
    &text[place("start")..place("end")]
}

/// Applies edits as an editor does.
fn edited(text: &str, edits: &Value) -> String {
    let edits = edits.as_array().expect("edits").iter();
    let place = |edit: &Value| {
        let part = part(text, &edit["range"]);
        let start = part.as_ptr() as usize - text.as_ptr() as usize;
        let new = edit["newText"].as_str().expect("a text").to_owned();
        (start, start + part.len(), new)
    };
    let mut places: Vec<_> = edits.map(place).collect();
    places.sort();
    let mut out = text.to_owned();
    for (start, end, new) in places.into_iter().rev() {
        out.replace_range(start..end, &new);
    }
    out
}

/// Returns what is offered at a mark, with the text that each offer leads to.
fn offers(text: &str) -> Vec<(String, String)> {
    let (text, at) = marked(text);
    let all = ask(&text, "completion", at);
    let all = all.as_array().map_or(&[][..], Vec::as_slice).iter();
    let label = |item: &Value| item["label"].as_str().expect("a label").to_owned();
    all.map(|item| (label(item), edited(&text, &json!([item["textEdit"]]))))
        .collect()
}

fn labels(text: &str) -> Vec<String> {
    offers(text).into_iter().map(|(label, _)| label).collect()
}

#[test]
fn the_problems_of_the_buffer_are_sent_when_it_is_opened_and_changed() {
    let wrong = programme().replace("room = \"hall\"", "room = \"hal\"");
    let changed = json!({
        "textDocument": { "uri": URI, "version": 2 },
        "contentChanges": [{ "text": programme() }],
    });
    let closed = json!({ "textDocument": { "uri": URI } });
    let input = opened(URI, &wrong)
        + &notification("textDocument/didChange", &changed)
        + &notification("textDocument/didClose", &closed);
    let (replies, _) = send(&input);
    let sent: Vec<&Value> = replies
        .iter()
        .filter(|reply| reply["method"] == "textDocument/publishDiagnostics")
        .map(|reply| &reply["params"])
        .collect();
    let [first, second, last] = sent[..] else {
        panic!("{sent:?}");
    };
    assert_eq!((&first["uri"], &first["version"]), (&json!(URI), &json!(1)));
    let problems = first["diagnostics"].as_array().expect("problems");
    let problem = problems.iter().find(|p| p["code"] == "unknown-reference");
    let problem = problem.expect("the problem");
    assert_eq!(problem["severity"], 1);
    assert_eq!(part(&wrong, &problem["range"]), "\"hal\"");
    let text = problem["message"].as_str().expect("a text");
    assert!(
        text.contains("“hal”") && text.contains("\nhelp: "),
        "{text}"
    );
    assert_eq!(second["version"], 2);
    assert_eq!(second["diagnostics"], json!([]), "the new text is right");
    assert_eq!(last["diagnostics"], json!([]));
}

#[test]
fn a_problem_is_marked_where_it_is_behind_arabic_and_emoji() {
    let wrong = programme().replace("speaker = \"amal\"", "speaker = \"amel\"");
    let (replies, _) = send(&opened(URI, &wrong));
    let problems = &replies.last().expect("problems")["params"]["diagnostics"];
    let range = &problems[0]["range"];
    assert_eq!(part(&wrong, range), "\"amel\"", "{problems}");
    let line = "items = [{ title = \"كلمة 🎉\", speaker = ";
    assert_eq!(range["start"]["character"], line.encode_utf16().count());
}

#[test]
fn keys_that_a_table_lacks_are_offered_with_their_documentation() {
    let text = programme() + "\n[[rooms]]\nid = \"x\"\n‸\ncapacity = 3\n";
    assert_eq!(
        labels(&text),
        ["name", "floor", "walk", "channels", "interpreters"]
    );
    let (plain, at) = marked(&text);
    let walk = &ask(&plain, "completion", at)[2];
    assert_eq!(walk["detail"], "table of rooms and minutes");
    let doc = walk["documentation"]["value"].as_str();
    assert!(
        doc.expect("a text").starts_with("minutes to walk"),
        "{walk}"
    );
    let cases = [
        ("\n[[sessions.links]]\n‸", &["title", "url"][..]),
        (
            "\n[[sessions]]\nlinks = [{ title = \"A\" }, { url = \"\", ‸",
            &["title"],
        ),
        ("\n[[sessions]]\ntitle.ar = \"A\"\ntitle.‸", &["en"]),
        ("\n[[sessions]]\ntitle = { en = \"A\", ‸ }", &["ar"]),
        ("\n[[rooms]]\nwalk.hall = 2\nwalk.‸", &["garden"]),
        ("\n[rooms.walk]\ngarden = 2\n‸", &["hall"]),
        ("\n[[unknown]]\n‸", &[]),
        ("\n# ‸", &[]),
        ("\n[[sessions]]\nabstract = \"\"\"\n‸\n\"\"\"", &[]),
    ];
    for (more, expected) in cases {
        assert_eq!(labels(&(programme() + more)), expected, "{more}");
    }
}

#[test]
fn values_are_offered_by_what_the_key_means() {
    let cases = [
        ("room = ‸", "hall", "room = \"hall\""),
        ("room = \"‸\"", "garden", "room = \"garden\""),
        ("room = \"ga‸", "garden", "room = \"garden\""),
        ("speakers = ‸", "amal", "speakers = [\"amal\"]"),
        (
            "speakers = [\"amal\", \"‸",
            "amal",
            "speakers = [\"amal\", \"amal\"",
        ),
        (
            "status = \"ten‸\" # 🎉",
            "tentative",
            "status = \"tentative\" # 🎉",
        ),
        ("language = [‸]", "ar", "language = [\"ar\"]"),
        ("recorded = t‸", "true", "recorded = true"),
        (
            "items = [{ title = \"كلمة 🎉\", speaker = \"‸\" }]",
            "amal",
            "items = [{ title = \"كلمة 🎉\", speaker = \"amal\" }]",
        ),
        ("ro‸ = \"hall\"", "room", "room = \"hall\""),
        ("ro‸", "room", "room = "),
    ];
    for (line, label, expected) in cases {
        let text = programme() + "\n[[sessions]]\n" + line;
        let offers = offers(&text);
        let offer = offers.iter().find(|(offered, _)| offered == label);
        let (_, new) = offer.unwrap_or_else(|| panic!("{line}: {offers:?}"));
        assert_eq!(new.lines().last(), Some(expected), "{line}");
    }
    let zone = programme().replace("timezone = \"UTC\"", "timezone = \"‸");
    assert!(labels(&zone).contains(&"Africa/Casablanca".to_owned()));
    let header = programme() + "\n[[‸]]";
    let (label, new) = &offers(&header)[7];
    assert_eq!(label, "[[sessions]]");
    assert_eq!(new.lines().last(), Some("[[sessions]]"));
}

#[test]
fn ids_are_offered_with_the_name_of_what_they_are() {
    let (text, at) = marked(&(programme() + "\n[[sessions]]\nroom = \"‸\""));
    let offers = ask_in("ar", &text, "completion", at, &Value::Null);
    assert_eq!(offers["result"][0]["detail"], "القاعة 🎪 الكبرى");
}

#[test]
fn a_key_and_an_id_are_explained() {
    let text = programme();
    let key = ask(&text, "hover", at(&text, "duration", 0));
    assert_eq!(key["contents"]["value"], "**duration**: duration");
    assert_eq!(part(&text, &key["range"]), "duration");
    let required = ask(&text, "hover", at(&text, "timezone", 0));
    let doc = required["contents"]["value"].as_str().expect("a text");
    assert!(
        doc.starts_with("**timezone**: IANA name, required\n\nthe time zone"),
        "{doc}"
    );
    let speaker = ask(&text, "hover", at(&text, "\"amal\", duration", 0));
    assert_eq!(speaker["contents"]["value"], "أمل 🎤\nspeaker amal");
    assert_eq!(part(&text, &speaker["range"]), "\"amal\"");
    let room = at(&text, "\"hall\"", 1);
    let room = ask_in("ar", &text, "hover", room, &Value::Null);
    let value = room["result"]["contents"]["value"].as_str();
    assert!(
        value.expect("a text").starts_with("القاعة 🎪 الكبرى\n"),
        "{room}"
    );
    assert_eq!(ask(&text, "hover", at(&text, "# 🎉", 0)), Value::Null);
}

#[test]
fn the_record_of_an_id_is_found_and_so_are_all_who_refer_to_it() {
    let text = programme();
    let from = at(&text, "\"amal\", duration", 0);
    let record = ask(&text, "definition", from);
    assert_eq!(record["uri"], URI);
    assert_eq!(
        record["range"]["start"]["line"],
        at(&text, "id = \"amal\"", 0).0
    );
    assert_eq!(part(&text, &record["range"]), "\"amal\"");
    let count = |declaration: bool| {
        let more = json!({ "context": { "includeDeclaration": declaration } });
        let all = ask_in("en", &text, "references", from, &more);
        all["result"].as_array().map(Vec::len)
    };
    assert_eq!((count(true), count(false)), (Some(3), Some(2)));
    let garden = ask(&text, "definition", at(&text, "garden = 2", 0));
    assert_eq!(
        garden["range"]["start"]["line"],
        at(&text, "\"garden\"", 0).0
    );
}

#[test]
fn an_id_is_renamed_everywhere() {
    let text = programme();
    let rename = |part: &str, name: &str| {
        let more = json!({ "newName": name });
        ask_in("en", &text, "rename", at(&text, part, 0), &more)
    };
    let new = rename("\"amal\"]", "amal-2");
    let edits = &new["result"]["changes"][URI];
    assert_eq!(edited(&text, edits), text.replace("\"amal\"", "\"amal-2\""));
    // The name of a table has no quotes.
    let new = rename("garden = 2", "court");
    let edits = &new["result"]["changes"][URI];
    assert_eq!(edited(&text, edits), text.replace("garden", "court"));
    let prepared = ask(&text, "prepareRename", at(&text, "\"amal\"]", 0));
    assert_eq!(prepared["placeholder"], "amal");
    assert_eq!(part(&text, &prepared["range"]), "amal");

    let wrong = &rename("\"amal\"]", "Amal K")["error"];
    assert_eq!(wrong["code"], -32803);
    let why = "An id has only lower-case letters a-z, digits and hyphens";
    assert_eq!(wrong["message"], why);
    let taken = &rename("garden = 2", "hall")["error"];
    assert_eq!(taken["message"], "The id “hall” is already used on line 8");
    assert_eq!(rename("Main hall", "x")["result"], Value::Null);
}

#[test]
fn a_document_is_formatted_as_a_file_is() {
    let text = programme().replace("\ntitle = {", "\n\n\ntitle={");
    let new = edited(&text, &ask(&text, "formatting", (0, 0)));
    let expected = formatted("program.toml", text.as_bytes());
    assert_eq!(new, expected.expect("it is right"));
    assert_eq!(
        ask(&new, "formatting", (0, 0)),
        Value::Null,
        "nothing to do"
    );
    assert_eq!(
        ask(ARABIC, "formatting", (0, 0)),
        Value::Null,
        "a syntax error"
    );
}

#[test]
fn a_problem_with_one_certain_fix_has_an_action() {
    let text = MISTYPED;
    let line = at(text, "titel", 0).0;
    let range = json!({
        "start": { "line": line, "character": 0 },
        "end": { "line": line, "character": 3 },
    });
    let more = json!({ "range": range, "context": { "diagnostics": [] } });
    let actions = &ask_in("en", text, "codeAction", (0, 0), &more)["result"];
    assert_eq!(actions.as_array().map(Vec::len), Some(1), "{actions}");
    let action = &actions[0];
    assert_eq!(action["kind"], "quickfix");
    assert_eq!(action["diagnostics"][0]["code"], "unknown-key");
    let title = action["title"].as_str().expect("a text");
    assert!(title.contains("title"), "{title}");
    let new = edited(text, &action["edit"]["changes"][URI]);
    assert_eq!(new, text.replacen("titel", "title", 1));
}

#[test]
fn records_are_listed() {
    let text = programme();
    let symbols = ask(&text, "documentSymbol", (0, 0));
    let symbols = symbols.as_array().expect("symbols");
    let names: Vec<&Value> = symbols.iter().map(|symbol| &symbol["name"]).collect();
    assert_eq!(
        names,
        ["Main hall", "garden", "أمل 🎤", "Opening", "Closing"]
    );
    let session = &symbols[3];
    assert_eq!(
        (&session["detail"], &session["kind"]),
        (&json!("opening"), &json!(24))
    );
    assert_eq!(part(&text, &session["selectionRange"]), "\"opening\"");
    assert!(part(&text, &session["range"]).starts_with("[[sessions]]"));
}

#[test]
fn other_files_in_toml_are_left_alone() {
    let manifest = "[package]\nname = \"x\"\n[dependencies]\n";
    let uri = "file:///a/Cargo.toml";
    let place =
        json!({ "textDocument": { "uri": uri }, "position": { "line": 2, "character": 0 } });
    let input = opened(uri, manifest) + &request(1, "textDocument/completion", &place);
    let (replies, _) = send(&input);
    assert_eq!(replies[1]["params"]["diagnostics"], json!([]));
    assert_eq!(replies[2]["result"], Value::Null);
    let (replies, _) = send(&opened("file:///a/open%20day.toml", "[program]\n"));
    let problems = replies[1]["params"]["diagnostics"].as_array();
    assert!(problems.is_some_and(|all| !all.is_empty()), "a programme");
}

#[test]
fn messages_out_of_turn_are_refused_with_the_codes_of_the_protocol() {
    let nothing = json!({});
    let hover = |id| request(id, "textDocument/hover", &nothing);
    let input = hover(1)
        + &request(2, "initialize", &nothing)
        + &request(3, "initialize", &nothing)
        + &request(4, "textDocument/unknown", &nothing)
        + &hover(5)
        + &notification("unknown", &nothing)
        + &notification("textDocument/didOpen", &json!([1]))
        + &framed("{\"jsonrpc\":\"2.0\",\"id\":9,\"result\":null}")
        + &framed("{\"jsonrpc\":")
        + &framed("[]")
        + &framed("{\"jsonrpc\":\"1.0\",\"id\":6,\"method\":\"shutdown\"}")
        + &request(7, "shutdown", &Value::Null)
        + &hover(8)
        + &notification("exit", &Value::Null)
        + &hover(10);
    let (replies, end) = send(&input);
    let codes: Vec<(&Value, &Value)> = replies
        .iter()
        .map(|reply| (&reply["id"], &reply["error"]["code"]))
        .collect();
    let expected = json!([
        [1, -32002],
        [2, null],
        [3, -32600],
        [4, -32601],
        [5, -32602],
        [null, -32700],
        [null, -32600],
        [null, -32600],
        [7, null],
        [8, -32600],
    ]);
    assert_eq!(json!(codes), expected);
    assert!(end.expect("the end"), "it was shut down");
    assert!(
        !send(&notification("exit", &Value::Null))
            .1
            .expect("the end")
    );
}

/// Runs `nadwa lsp` with this input.
fn run(input: &[u8]) -> Output {
    let mut child = nadwa()
        .args(["--lang", "en", "lsp"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("nadwa runs");
    let mut stdin = child.stdin.take().expect("its input");
    // A server that has ended closes it.
    let _ = stdin.write_all(input);
    drop(stdin);
    child.wait_with_output().expect("nadwa ends")
}

#[test]
fn a_session_with_the_program_ends_as_the_editor_asks() {
    let end = request(2, "shutdown", &Value::Null) + &notification("exit", &Value::Null);
    let out = run((opened(URI, PROGRAM) + &end).as_bytes());
    let replies = messages(&out.stdout);
    assert_eq!(replies[0]["result"]["serverInfo"]["name"], "nadwa");
    assert_eq!(replies[1]["params"]["diagnostics"], json!([]));
    assert_eq!(replies[2]["id"], 2);
    assert_eq!(out.status.code(), Some(0));
    let out = run(opened(URI, PROGRAM).as_bytes());
    assert_eq!(out.status.code(), Some(1), "the editor is gone");
}

#[test]
fn what_is_no_message_ends_the_server_with_an_error() {
    let cases: [(&[u8], &str); 7] = [
        (
            b"Content-Length: 18446744073709551615\r\n\r\n{}",
            "a message is larger than 16 MiB",
        ),
        (
            b"Content-Length: 99999999999999999999\r\n\r\n{}",
            "Content-Length is no number",
        ),
        (
            b"Content-Length: -1\r\n\r\n{}",
            "Content-Length is no number",
        ),
        (b"Content-Type: x\r\n\r\n{}", "Content-Length is missing"),
        (b"{\"jsonrpc\":\"2.0\"}\n\n", "Content-Length is missing"),
        (&[b'x'; 5000], "a header line without an end"),
        (b"\xff\xfe\r\n\r\n", "stream did not contain valid UTF-8"),
    ];
    for (input, why) in cases {
        let out = run(input);
        let printed = String::from_utf8_lossy(&out.stderr).into_owned();
        assert_eq!(out.status.code(), Some(1), "{why}: {printed}");
        assert!(printed.contains(why), "{why}: {printed}");
    }
    let out = run(b"Content-Length: 100\r\n\r\n{");
    assert_eq!(out.status.code(), Some(1), "half a message");
}

#[test]
fn deep_json_is_refused_and_the_server_goes_on() {
    let deep = "[".repeat(1 << 20);
    let (replies, _) = send(&(framed(&deep) + &opened(URI, PROGRAM)));
    assert_eq!(replies[0]["error"]["code"], -32700);
    assert_eq!(replies[1]["id"], 0);
}

const REQUESTS: [&str; 8] = [
    "completion",
    "hover",
    "definition",
    "prepareRename",
    "references",
    "rename",
    "formatting",
    "documentSymbol",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn every_place_of_a_damaged_document_has_an_answer(
        cut in 0..2000_usize,
        insert in "[\\[\\]{}=\"'.,# \\na🎉ن]{0,6}",
        at in 0..2000_usize,
        past in 0..3_u32,
    ) {
        let text = programme();
        let place = |at: usize| {
            let places = text.char_indices().map(|(at, _)| at);
            places.chain([text.len()]).nth(at % text.chars().count()).unwrap_or(0)
        };
        let (first, last) = (place(cut).min(place(at)), place(at).max(place(cut)));
        let damaged = format!("{}{insert}{}", &text[..first], &text[last..]);
        let (line, character) = position(&damaged, first + insert.len());
        let uri = json!({ "uri": URI });
        let range = json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 99, "character": 0 } });
        let params = json!({
            "textDocument": uri, "position": { "line": line, "character": character + past },
            "context": { "includeDeclaration": true, "diagnostics": [] }, "newName": "x", "range": range,
            "options": { "tabSize": 4, "insertSpaces": true },
        });
        let mut input = opened(URI, &damaged);
        let methods = REQUESTS.iter().chain(&["codeAction"]);
        for (id, method) in (1..).zip(methods) {
            input += &request(id, &format!("textDocument/{method}"), &params);
        }
        let (replies, _) = send(&input);
        prop_assert_eq!(replies.len(), REQUESTS.len() + 3, "{}", damaged);
        for reply in &replies[2..] {
            prop_assert!(reply.get("result").is_some(), "{damaged}\n{reply}");
        }
        // What is offered is put where it is asked for.
        for offer in replies[2]["result"].as_array().into_iter().flatten() {
            let range = &offer["textEdit"]["range"];
            let start = (range["start"]["line"].as_u64(), range["start"]["character"].as_u64());
            prop_assert!(start <= (Some(line.into()), Some((character + past).into())), "{damaged}");
            prop_assert_eq!(&range["start"]["line"], &range["end"]["line"], "{}", damaged);
        }
    }
}
