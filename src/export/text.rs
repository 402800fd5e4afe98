//! The programme on one sheet, 80 columns, without escapes.

use super::{Made, Part};
use crate::layout;
use crate::model::{Kind, Subject};
use crate::page::Role;
use crate::page::{Cell, Page, Row};
use crate::view;

const COLUMNS: usize = 80;

pub fn make(part: &Part) -> Made {
    let world = part.world;
    let view = match part.of.kind {
        Kind::Program => view::named("agenda"),
        _ => view::of(&part.of),
    };
    let mut page = (view.page)(world, &part.of);
    let mut head = Page::titled(world.name(&Subject::program()));
    let zone = world.zone().label();
    let zone = world.messages.format("times-on", &[("zone", &zone)]);
    head.rows.push(Row::Text(Cell::new(zone, Role::Faint)));
    head.gap();
    page.rows.splice(0..0, head.rows);
    if part.of.kind != Kind::Program {
        page.text(&world.text(&world.program.notice), Role::Notice);
    }
    Made::one(layout::print(world, &page, COLUMNS, |piece| {
        piece.text.clone()
    }))
}
