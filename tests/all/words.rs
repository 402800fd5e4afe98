//! The four languages of the interface have the same messages, and every message is used.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use nadwa::i18n::{LANGUAGES, Language, Messages};
use nadwa::text::Lang;

use crate::support::root;

/// Returns all files of a language.
fn text(language: &Language) -> String {
    [&[language.interface][..], &language.shell]
        .concat()
        .join("\n")
}

/// Returns the messages of a language with their variables and plural forms.
fn messages(text: &str) -> BTreeMap<String, (BTreeSet<String>, BTreeSet<String>)> {
    let mut all: BTreeMap<String, (BTreeSet<String>, BTreeSet<String>)> = BTreeMap::new();
    let mut key = String::new();
    for line in text
        .lines()
        .filter(|l| !l.starts_with('#') && !l.trim().is_empty())
    {
        if let Some((name, _)) = line.split_once(" = ").filter(|_| !line.starts_with(' ')) {
            name.clone_into(&mut key);
            assert!(
                all.insert(key.clone(), Default::default()).is_none(),
                "{key} is defined twice"
            );
        }
        let (variables, forms) = all.get_mut(&key).expect("a message comes first");
        for part in line.split("{ $").skip(1) {
            variables.insert(
                part.chars()
                    .take_while(|c| c.is_alphanumeric() || *c == '-')
                    .collect(),
            );
        }
        let variant = line.trim_start().trim_start_matches('*').strip_prefix('[');
        if let Some((form, _)) = variant.and_then(|rest| rest.split_once(']')) {
            forms.insert(form.to_owned());
        }
    }
    all
}

#[test]
fn every_language_has_the_same_messages_and_variables() {
    let english = messages(&text(&LANGUAGES[0]));
    assert!(english.len() > 150);
    for language in &LANGUAGES[1..] {
        let (name, text) = (language.tag, text(language));
        let other = messages(&text);
        let keys = |m: &BTreeMap<String, _>| m.keys().cloned().collect::<Vec<_>>();
        assert_eq!(keys(&english), keys(&other), "{name}");
        for (key, (variables, _)) in &english {
            // Plural forms differ between languages; variables do not.
            let (found, _) = &other[key];
            assert_eq!(variables, found, "{name}: {key}");
        }
    }
}

#[test]
fn arabic_has_its_six_plural_forms() {
    let forms: BTreeSet<String> = ["zero", "one", "two", "few", "many", "other"]
        .into_iter()
        .map(str::to_owned)
        .collect();
    let arabic = LANGUAGES
        .iter()
        .find(|language| language.tag == "ar")
        .expect("Arabic is a language of the interface");
    for (key, (_, found)) in messages(&text(arabic))
        .into_iter()
        .filter(|(_, (_, forms))| !forms.is_empty())
    {
        assert_eq!(found, forms, "{key}");
    }
    let words = Messages::new(Lang::parse("ar").expect("a language"));
    let counts: Vec<String> = [0, 1, 2, 3, 11, 100]
        .map(|n| words.plural("sessions", n))
        .into();
    assert_eq!(
        counts,
        [
            "لا جلسات",
            "جلسة واحدة",
            "جلستان",
            "3 جلسات",
            "11 جلسة",
            "100 جلسة"
        ]
    );
}

/// Returns the source below a folder.
fn source(folder: &Path) -> String {
    let entries = fs::read_dir(folder)
        .expect("a folder")
        .map(|e| e.expect("an entry").path());
    entries
        .map(|path| match path.extension().and_then(|e| e.to_str()) {
            Some("rs") => fs::read_to_string(&path).expect("source is UTF-8"),
            None => source(&path),
            Some(_) => String::new(),
        })
        .collect()
}

/// The code holds the name of a message, or the part of the name after a prefix that stands for its kind.
#[test]
fn every_message_is_used() {
    let code = source(&root().join("src"));
    let named = |name: &str| code.contains(&format!("\"{name}\""));
    let numbered = ["day-", "day-short-", "month-", "month-short-"];
    for key in messages(&text(&LANGUAGES[0])).keys() {
        let by_prefix = [
            "label-",
            "kind-",
            "status-",
            "arrival-",
            "session-",
            "role-",
            "language-",
            "tab-",
            "short-tab-",
            "hint-",
            "cmd-",
            "view-",
            "level-",
            "key-",
            "explain-",
        ]
        .iter()
        .any(|prefix| key.strip_prefix(prefix).is_some_and(named));
        let by_number = numbered
            .iter()
            .any(|p| key.strip_prefix(p).is_some_and(|n| n.parse::<u8>().is_ok()));
        assert!(named(key) || by_prefix || by_number, "{key} is unused");
    }
}
