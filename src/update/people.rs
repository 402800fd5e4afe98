//! People whom updates name and the programme's file does not have: `Second delegate (UCLG)`. In the value of an update they
//! are in quotes, between the ids of others, and what is in the quotes is their id.

use super::{Field, InForce};
use crate::model::{Ix, Kind, Partner, Program, Speaker};
use crate::search::resolve::{self, Found};
use crate::text::{Lines, Localized, Text};

/// The most characters of a person's name with the organisation.
const MAX_PERSON: usize = 120;

/// Somebody whom the programme's file does not have.
pub(super) struct Person {
    /// `Second delegate (UCLG)`
    text: String,
}

impl Person {
    /// Returns the person who is typed with an organisation in parentheses; `None` for anybody else.
    pub fn typed(typed: &str) -> Option<Self> {
        let text = Text::clean(typed, Lines::One).0.replace('"', "”");
        let person = Self { text };
        let (name, organisation) = person.parts();
        let is_whole = !name.is_empty() && !organisation.is_empty();
        (is_whole && person.text.chars().count() <= MAX_PERSON).then_some(person)
    }

    /// Returns the name, and the organisation, which is in parentheses behind it.
    fn parts(&self) -> (&str, &str) {
        let inner = self.text.trim_end().strip_suffix(')');
        let split = inner.and_then(|inner| inner.rsplit_once('('));
        let (name, organisation) = split.unwrap_or((&self.text, ""));
        (name.trim(), organisation.trim())
    }

    /// Returns the person in the value of an update.
    pub fn written(&self) -> String {
        format!("\"{}\"", self.text)
    }

    /// Returns the person as a speaker of a programme.
    fn speaker(&self, program: &Program) -> Speaker {
        let (name, organisation) = self.parts();
        let partner: Option<Ix<Partner>> = match resolve::find(program, Kind::Partner, organisation)
        {
            Found::One(subject) => program.find(&subject),
            _ => None,
        };
        Speaker {
            id: self.text.as_str().into(),
            name: Localized::Plain(name.into()),
            partner,
            affiliation: match partner {
                Some(_) => Localized::Empty,
                None => Localized::Plain(organisation.into()),
            },
            is_new: true,
            ..Speaker::default()
        }
    }
}

/// Returns the ids in the value of an update, in their order.
pub fn people(value: &str) -> Vec<&str> {
    let parts = value.split('"').enumerate();
    let ids = parts.flat_map(|(n, part)| {
        let quoted = (n % 2 == 1).then_some(part);
        let plain = (n % 2 == 0).then(|| part.split_whitespace());
        quoted.into_iter().chain(plain.into_iter().flatten())
    });
    ids.filter(|id| !id.is_empty()).collect()
}

/// Returns the people in the value of an update whom the programme's file may not have.
fn persons(value: &str) -> impl Iterator<Item = Person> {
    let quoted = value.split('"').skip(1).step_by(2);
    quoted.filter_map(Person::typed)
}

/// Adds the people whom updates name to a programme, in the place of those whom other updates named before.
pub(super) fn add_people(program: &mut Program, in_force: &InForce) {
    while let Some(last) = program.speakers.pop_if(|last| last.is_new) {
        program.ids.speakers.remove(&last.id);
    }
    let all = in_force.iter().flat_map(|(_, updates)| updates);
    let values = all
        .filter(|u| u.field == Field::Speakers)
        .filter_map(|u| u.value.as_ref());
    for person in values.flat_map(|value| persons(value)) {
        let speaker = person.speaker(program);
        if program.ids.speakers.contains_key(&speaker.id) {
            continue;
        }
        let ix = Ix::new(program.speakers.len());
        program.ids.speakers.insert(speaker.id.clone(), ix);
        program.speakers.push(speaker);
    }
}
