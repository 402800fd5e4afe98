//! The update log: what was posted, when and by whom, the last post first.

use crate::i18n::time;
use crate::model::{Kind, Subject};
use crate::page::item::update_text;
use crate::page::{Cell, Page, Role, Row};
use crate::update::{Fate, Update};
use crate::world::World;

pub fn page(world: &World, _: &Subject) -> Page {
    let messages = &world.messages;
    let mut page = Page::new(messages.get("log-title"));
    let log = &world.log;
    // Pages for others do not say who posted what.
    let shown = world.now().map_or(0, |_| log.updates.len());
    let all: Vec<(&Update, Fate)> = log.updates.iter().zip(log.fates()).take(shown).collect();
    for post in all.chunk_by(|(a, _), (b, _)| a.is_of_post(b)).rev() {
        let (first, fate) = post[0];
        let at = world.zone().at(first.at);
        let mut head = format!(
            "{} {} · {}",
            messages.day_month(at.date()),
            time(at),
            first.by
        );
        let state = match fate {
            Fate::Undone => Some("log-undone"),
            Fate::Undoes => Some("log-undoes"),
            Fate::Stands => None,
        };
        if let Some(key) = state {
            head = format!("{head} · {}", messages.get(key));
        }
        page.heading(Cell::new(head, Role::Heading));
        for (n, (update, fate)) in post.iter().enumerate() {
            let is_other = n == 0 || post[n - 1].0.subject != update.subject;
            if is_other && update.subject.kind != Kind::Program {
                page.rows.push(Row::Item(update.subject.clone()));
            }
            let role = match fate {
                Fate::Stands if !update.refused => Role::Text,
                _ => Role::Faint,
            };
            page.under(Cell::new(update_text(world, messages, update), role));
        }
    }
    if page.rows.is_empty() {
        page.text(&messages.get("log-empty"), Role::Faint);
    }
    page
}
