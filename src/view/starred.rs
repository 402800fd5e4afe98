//! The reader's agenda by day: conflicts, gaps and the sessions that fit in them, walking times.

use crate::model::{Ix, Session, Subject};
use crate::page::Role;
use crate::page::{Cell, Page, Row};
use crate::text::Text;
use crate::world::World;
use crate::world::agenda::{Gap, entries};

/// The shortest gap that is shown, in minutes.
const MIN_GAP: i64 = 15;
/// The most sessions that are listed for a gap.
const MAX_FITTING: usize = 3;

pub fn page(world: &World, _: &Subject) -> Page {
    let program = &world.program;
    let messages = &world.messages;
    let all = world.starred();
    let mut page = Page::new(messages.plural("starred", all.len()));
    let gone = removed(world);
    let has_gone = !gone.is_empty();
    if has_gone {
        page.heading(Cell::new(messages.get("heading-gone"), Role::Warning));
        for title in gone {
            page.rows.push(Row::Text(Cell::new(title, Role::Text)));
        }
    }
    if all.is_empty() && has_gone {
        return page;
    }
    if all.is_empty() {
        page.text(&messages.get("no-stars"), Role::Text);
        page.text(&world.with_keys("star-hint", &["star"], &[]), Role::Faint);
        return page;
    }
    if world.count_shown(&all) == 0 {
        page.text(&world.filtered_out("all-filtered"), Role::Text);
    }
    let item = |ix: Ix<Session>| Row::Item(program.subject(ix));
    let mut day = None;
    // Sessions that do not pass the filter still take their time.
    let entries = all.iter().copied().zip(entries(world, &all));
    for (ix, entry) in entries.filter(|(ix, _)| world.shows(*ix)) {
        super::start_day(&mut page, world, &mut day, ix);
        if let Some(gap) = &entry.gap {
            page.under(gap_line(world, gap));
            page.rows
                .extend(gap.fitting.iter().take(MAX_FITTING).map(|&f| item(f)));
            let more = gap.fitting.len().saturating_sub(MAX_FITTING);
            if more > 0 {
                page.under(Cell::new(messages.plural("more-fit", more), Role::Faint));
            }
        }
        page.rows.push(item(ix));
        let clashes = entry.conflicts.len() + entry.more_conflicts;
        let text = match entry.conflicts.first() {
            Some(&other) if clashes == 1 => {
                let title = world.name(&program.subject(other));
                messages.format("clash", &[("title", &title)])
            }
            Some(_) => messages.plural("clashes", clashes),
            None => String::new(),
        };
        page.under(Cell::new(text, Role::Error));
    }
    page
}

/// Returns the starred sessions that are not in the programme any more: their last known title, else their id.
fn removed(world: &World) -> Vec<String> {
    let known = &world.program.ids.sessions;
    // A programme that could not be read, or not yet, has lost nothing.
    let is_read = !known.is_empty() && world.percent.is_none();
    let gone = world.stars().iter().filter(|_| is_read);
    let gone = gone.filter(|id| !known.contains_key(id.as_str()));
    let title = |id: &Text| {
        let before = &world.previous()?.world;
        let ix = before.program.ids.sessions.get(id.as_str())?;
        Some(before.name(&before.program.subject(*ix)))
    };
    gone.map(|id| title(id).unwrap_or_else(|| id.to_string()))
        .collect()
}

/// Returns `30 min free, 4 min to walk`, or that there is too little time to walk; an empty cell for a
/// gap that is too short to show.
fn gap_line(world: &World, gap: &Gap) -> Cell {
    let messages = &world.messages;
    let (free, walk) = (
        messages.minutes(gap.free),
        messages.minutes(gap.walking_time),
    );
    if gap.walking_time > gap.free {
        let room = world.names(world.program[gap.after].room);
        let texts = [("walk", &*walk), ("room", &room), ("free", &free)];
        return Cell::new(messages.format("hurry", &texts), Role::Warning);
    }
    if gap.free < MIN_GAP && gap.walking_time == 0 {
        return Cell::default();
    }
    let mut parts = vec![messages.format("free", &[("free", &free)])];
    if gap.walking_time > 0 {
        parts.push(messages.format("on-foot", &[("walk", &walk)]));
    }
    let text = messages.plural_with("gap", gap.fitting.len(), &[("free", &parts.join(" · "))]);
    Cell::new(text, Role::Faint)
}
