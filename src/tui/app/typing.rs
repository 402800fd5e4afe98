//! What is typed at the foot: a search, a filter.

use super::{App, Asks, Prompt};
use crate::model::{Kind, Subject};
use crate::text::{Lines, Text};
use crate::view;
use crate::world::Filter;
use crate::world::query::{Query, STATES};

/// Characters that may be typed.
const QUERY: usize = 200;

impl App {
    /// Begins a search.
    pub fn start_search(&mut self) {
        self.start(Asks::Search);
    }

    /// Begins to look for a command or a subject by some of its letters.
    pub fn start_palette(&mut self) {
        self.start(Asks::Palette);
    }

    pub(super) fn start(&mut self, asks: Asks) {
        self.on_side = false;
        self.push_found(&asks, "");
        self.prompt = Some(Prompt {
            words: String::new(),
            asks,
        });
    }

    /// Shows what is found by some words.
    fn push_found(&mut self, asks: &Asks, words: &str) {
        match asks {
            Asks::Palette => self.push(view::named("palette"), Subject::new(Kind::Command, words)),
            Asks::Update(id) => {
                let said = format!("{id} {words}");
                self.push(
                    view::named("change"),
                    Subject::new(Kind::Update, said.as_str()),
                );
            }
            _ => self.push(view::named("search"), Subject::new(Kind::Query, words)),
        }
    }

    /// Begins to type a filter for all lists.
    pub fn start_filter(&mut self) {
        let words = self.world.filter.query.clone();
        self.prompt = Some(Prompt {
            asks: Asks::Filter(
                words.clone(),
                self.pane().link().cloned(),
                self.pane().offset,
            ),
            words,
        });
    }

    /// The words that are typed have changed.
    pub fn set_words(&mut self, mut words: String) {
        if let Some((end, _)) = words.char_indices().nth(QUERY) {
            words.truncate(end);
        }
        let words = Text::clean(&words, Lines::One).0.to_string();
        let Some(prompt) = &mut self.prompt else {
            return;
        };
        prompt.words.clone_from(&words);
        match prompt.asks.clone() {
            Asks::Filter(..) => self.filter(words),
            asks => {
                self.history.pop();
                self.push_found(&asks, &words);
            }
        }
    }

    /// Ends typing: opens the chosen result or keeps the filter, or all is as before.
    pub fn end_prompt(&mut self, keep: bool) {
        let Some(prompt) = self.prompt.take() else {
            return;
        };
        match prompt.asks {
            Asks::Filter(before, link, offset) if !keep => {
                self.change(|world| world.filter.query = before);
                self.find(link);
                self.pane_mut().scroll_to(offset);
            }
            Asks::Filter(..) => self.tell_filter(),
            // What is chosen in it takes the place of the palette.
            Asks::Palette => {
                let link = self.pane().link().cloned().filter(|_| keep);
                self.back();
                if let Some(link) = link {
                    self.go_to(link);
                }
            }
            Asks::Update(_) if !keep => self.back(),
            Asks::Update(id) => {
                let link = self.pane().link().cloned();
                if let Some(link) = link {
                    self.go_to(link);
                } else {
                    self.notify("say-how", &[]);
                }
                // Until it is said, it is still being asked.
                if self.pane().view.name == "change" {
                    let (asks, words) = (Asks::Update(id), prompt.words);
                    self.prompt = Some(Prompt { words, asks });
                }
            }
            Asks::Search if !keep || prompt.words.trim().is_empty() => self.back(),
            Asks::Search if self.pane().cursor.is_none() => {
                self.notify_keys("nothing-to-open", &["find", "back"]);
            }
            Asks::Search => self.follow(),
        }
    }

    /// Filters all lists. The cursor stays where it was before the first letter, else at what is on.
    fn filter(&mut self, query: String) {
        let link = match &self.prompt {
            Some(Prompt {
                asks: Asks::Filter(_, link, _),
                ..
            }) => link.clone(),
            _ => None,
        };
        self.change(|world| world.filter.query = query);
        self.find(link);
    }

    fn find(&mut self, link: Option<Subject>) {
        let found = link.is_some_and(|link| self.pane_mut().find(&link));
        if !found {
            self.pane_mut().to_start();
        }
        self.settle();
    }

    /// Says what is wrong with a filter, if anything is.
    fn tell_filter(&mut self) {
        let query = Query::parse(&self.world.filter.query);
        if query.asks_for_mine() && self.world.myself().is_none() {
            self.notify_keys("who-are-you", &["me"]);
        }
        if let Some(wrong) = query.unknown_states().first() {
            let known: Vec<&str> = STATES.iter().map(|(name, _)| *name).collect();
            let texts = [("wrong", *wrong), ("known", &known.join(" "))];
            self.notify("no-such-state", &texts);
        }
    }

    /// Lists show everything again.
    pub fn clear_filter(&mut self) {
        if self.world.filter.is_on() {
            self.change(|world| world.filter = Filter::default());
        } else {
            self.notify_keys("no-filter", &["filter"]);
        }
    }

    /// Lists leave out what is over, or show it again.
    pub fn switch_past(&mut self) {
        self.change(|world| world.filter.hide_past = !world.filter.hide_past);
        let hidden = self.world.filter.hide_past;
        let key = if hidden { "past-hidden" } else { "past-shown" };
        self.notify(key, &[]);
    }
}
