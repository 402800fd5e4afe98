//! What is asked for: an update, and what happens to the sessions behind a delayed one.

use super::fields::{ROOM, is_delay, parse, parse_name};
use crate::i18n::Message;
use crate::model::zone::Timestamp;
use crate::model::{Kind, Program, Subject};
use crate::text::Text;
use crate::update::Update;

/// What happens to the sessions behind a delayed one in its room.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Repair {
    /// Gaps take what fits in them, breaks are shortened, the rest moves on.
    #[default]
    Absorb,
    /// Gaps take what fits in them, the rest moves on; breaks keep their length.
    Follow,
    /// The next sessions are shortened, so that they end when they would have.
    Hold,
    /// Those that it would overlap are in the room with this id.
    Swap(Text),
    /// No other session moves.
    Only,
}

/// The words behind a delay.
const WORDS: [(&str, Repair); 4] = [
    ("move", Repair::Absorb),
    ("follow", Repair::Follow),
    ("hold", Repair::Hold),
    ("only", Repair::Only),
];
/// The word behind a delay before the room in which the next session is.
const SWAP: &str = "swap ";

impl Repair {
    /// Returns the word behind a delay that means it.
    pub fn word(&self) -> String {
        let word = WORDS.iter().find(|(_, repair)| repair == self);
        match (self, word) {
            (Self::Swap(room), _) => format!("{SWAP}{room}"),
            (_, word) => word.map_or_else(String::new, |(word, _)| (*word).to_owned()),
        }
    }
}

/// An update that is asked for.
#[derive(Debug, Clone)]
pub struct Request {
    /// The update.
    pub update: Update,
    /// What happens to the sessions behind it, if it is a delay.
    pub repair: Repair,
}

impl From<Update> for Request {
    fn from(update: Update) -> Self {
        let repair = Repair::default();
        Self { update, repair }
    }
}

impl Request {
    /// Returns what is typed of an update, such as `delay 10m hold` or `cancelled`, about a session.
    ///
    /// # Errors
    /// What is wrong, and what can be typed.
    pub fn parse(program: &Program, session: Subject, typed: &str) -> Result<Self, Message> {
        let (typed, repair) = Self::split(program, typed);
        let (field, value) = parse(program, typed)?;
        let update = Update::new(session, field, Some(value));
        Ok(Self { update, repair })
    }

    /// Returns the update that is typed behind the id of its session: `opening delay 10m`; `None` while it
    /// is incomplete or wrong.
    pub fn typed(program: &Program, typed: &str, at: Timestamp) -> Option<Self> {
        let (session, typed) = Update::split(typed);
        let session = Subject::new(Kind::Session, session);
        let mut request = Self::parse(program, session, typed).ok()?;
        request.update.at = at;
        Some(request)
    }

    /// Splits `delay 10m hold` into the delay and what happens to the sessions behind it.
    pub fn split<'t>(program: &Program, typed: &'t str) -> (&'t str, Repair) {
        let typed = typed.trim();
        let mut words = WORDS.iter().filter_map(|(word, repair)| {
            let rest = typed.strip_suffix(word)?.strip_suffix(' ')?;
            Some((rest, repair.clone()))
        });
        let swap = || {
            let (rest, room) = typed.rsplit_once(SWAP)?;
            let room = parse_name(program, &ROOM, room).ok()?;
            Some((rest.strip_suffix(' ')?, Repair::Swap(room)))
        };
        match words
            .next()
            .or_else(swap)
            .filter(|(rest, _)| is_delay(rest))
        {
            Some((rest, repair)) => (rest.trim_end(), repair),
            None => (typed, Repair::default()),
        }
    }
}
