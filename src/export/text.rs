//! The programme as plain text, 80 columns wide.

use super::{Output, Selection};
use crate::layout;
use crate::model::{Kind, Subject};
use crate::page::{Cell, Page, Role, Row};
use crate::view;

const COLUMNS: usize = 80;

pub fn make(selection: &Selection) -> Output {
    let world = selection.world;
    let is_program = selection.of.kind == Kind::Program;
    let view = if is_program {
        view::named("agenda")
    } else {
        view::of(&selection.of)
    };
    let mut page = (view.page)(world, &selection.of);
    let mut head = Page::titled(world.name(&Subject::program()));
    let zone = world.times_are();
    head.rows.push(Row::Text(Cell::new(zone, Role::Faint)));
    head.gap();
    page.rows.splice(0..0, head.rows);
    if !is_program {
        page.text(&world.text(&world.program.notice), Role::Notice);
    }
    let plain = |piece: &layout::Piece| piece.text.clone();
    Output::file(layout::print(world, &page, COLUMNS, plain))
}
