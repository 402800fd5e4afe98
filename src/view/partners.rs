//! The organisations, by their role.

use crate::model::{Partner, PartnerRole, Subject};
use crate::page::Role;
use crate::page::{Cell, Page, Row};
use crate::world::World;

/// The roles of organisations, with the keys of their labels.
pub const ROLES: [(PartnerRole, &str); 3] = [
    (PartnerRole::Organiser, "organisers"),
    (PartnerRole::Partner, "partners"),
    (PartnerRole::Funder, "funders"),
];

pub fn page(world: &World, _: &Subject) -> Page {
    let program = &world.program;
    let mut shown = super::shown::<Partner>(world);
    world.sort(&mut shown);
    let mut page = Page::new(super::sorted_title(world, "organisations", shown.len()));
    for (role, heading) in ROLES {
        let of_role = shown.iter().filter(|&&ix| program[ix].role == role);
        let subjects: Vec<Row> = of_role.map(|&ix| Row::Item(program.subject(ix))).collect();
        if !subjects.is_empty() {
            page.heading(Cell::new(super::label(world, heading), Role::Heading));
            page.rows.extend(subjects);
        }
    }
    if shown.is_empty() {
        let none = super::why_none::<Partner>(world, "no-partners");
        super::items(&mut page, [], &none);
    }
    page
}
