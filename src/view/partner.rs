//! One organisation: its sessions, its speakers, its projects.

use crate::model::{Ix, Project, Speaker, Subject};
use crate::page::Role;
use crate::page::item::{duty, full_name};
use crate::page::{Cell, Page, Row};
use crate::world::World;

pub fn page(world: &World, subject: &Subject) -> Page {
    let program = &world.program;
    let Some(ix) = program.find(subject) else {
        return super::missing(world, subject);
    };
    let partner = &program[ix];
    let mut page = Page::titled(full_name(world, partner));
    page.field(
        &super::label(world, "role"),
        world.messages.get(&format!("role-{}", partner.role.name())),
    );
    super::web(&mut page, world, partner.url.as_ref());
    let (leads, funds): (Vec<Ix<Project>>, Vec<Ix<Project>>) = partner
        .projects
        .iter()
        .partition(|&&p| program[p].lead == Some(ix));
    let links = |all: &[Ix<Project>]| {
        all.iter()
            .map(|&p| super::link(world, p))
            .collect::<Vec<_>>()
    };
    page.fields(&super::label(world, "leads"), links(&leads));
    page.fields(&super::label(world, "funds"), links(&funds));
    page.text(&world.text(&partner.about), Role::Text);
    if !partner.sessions.is_empty() || partner.funded.is_empty() {
        super::sessions_heading(&mut page, world, &partner.sessions);
        super::by_day(&mut page, world, &partner.sessions);
    }
    if !partner.speakers.is_empty() {
        page.heading(Cell::new(world.messages.get("its-speakers"), Role::Heading));
        for &who in &partner.speakers {
            person(&mut page, world, who);
        }
    }
    if !partner.funded.is_empty() {
        page.text(&world.messages.get("funded-sessions"), Role::Faint);
        super::by_day(&mut page, world, &partner.funded);
    }
    page
}

/// Adds somebody with the sessions that need them: on pages for others, without those and without interpreters.
fn person(page: &mut Page, world: &World, who: Ix<Speaker>) {
    let program = &world.program;
    let is_staff = world.now().is_some();
    if !is_staff && program[who].only_interprets() {
        return;
    }
    page.rows.push(Row::Item(program.subject(who)));
    let duties = program.duties_of(who).into_iter().filter(|_| is_staff);
    for session in duties.map(|ix| &program[ix]) {
        let Some(slot) = session.slot else { continue };
        let when = format!(
            "{} {}",
            world.messages.short_date(slot.day),
            world.range(slot)
        );
        let parts = [
            when,
            world.names(session.room),
            world.text_or(&session.title, &session.id),
            duty(world, session, who),
        ];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        page.under(Cell::new(parts.join(" · "), Role::Faint));
    }
}
