//! The delegation sheet: for each partner, where each of its people has to be, with a box to tick when they are there.

use maud::{Markup, html};

use super::document;
use crate::export::{Output, Selection};
use crate::model::{Ix, Kind, Partner, Session, Speaker, Status};
use crate::page::item::{duty, full_name};

/// A partner with its people, each with their sessions.
type Delegation = (Ix<Partner>, Vec<(Ix<Speaker>, Vec<Ix<Session>>)>);

pub fn make(selection: &Selection) -> Output {
    let (world, program) = (selection.world, &selection.world.program);
    let is_meant = |ix: &Ix<Partner>| {
        selection.of.kind != Kind::Partner || program.subject(*ix) == selection.of
    };
    let partners = selection.used::<Partner>().filter(is_meant);
    let all = partners.map(|ix| (ix, people(selection, ix)));
    let all: Vec<Delegation> = all.filter(|(_, people)| !people.is_empty()).collect();
    let columns = [
        "kind-speaker",
        "label-when",
        "label-room",
        "kind-session",
        "label-role",
        "arrival-arrived",
    ];
    let body = html! {
        @for (partner, people) in &all {
            table {
                "\n" caption {
                    bdi { (full_name(world, &program[*partner])) } " · " bdi { (selection.heading()) }
                }
                "\n" thead { tr { @for key in columns { th { (world.messages.get(key)) } } } }
                @for (who, sessions) in people {
                    "\n" tbody {
                        @for (n, &ix) in sessions.iter().enumerate() {
                            (row(selection, *who, ix, (n == 0).then_some(sessions.len())))
                        }
                        "\n"
                    }
                }
            }
            "\n"
        }
    };
    Output::file(document(selection, "delegation", &body))
}

/// Returns the people of a partner, each with the sessions of the selection that need them.
fn people(selection: &Selection, partner: Ix<Partner>) -> Vec<(Ix<Speaker>, Vec<Ix<Session>>)> {
    let program = &selection.world.program;
    let people = program[partner].speakers.iter().map(|&who| {
        let mut duties = program.duties_of(who);
        duties.retain(|&ix| selection.contains(ix));
        (who, duties)
    });
    people.filter(|(_, duties)| !duties.is_empty()).collect()
}

/// Returns the row of a session; the first one of a person has the name, beside all of them.
fn row(selection: &Selection, who: Ix<Speaker>, ix: Ix<Session>, first: Option<usize>) -> Markup {
    let (world, program) = (selection.world, &selection.world.program);
    let session = &program[ix];
    let is_cancelled = session.status == Status::Cancelled;
    html! {
        "\n" tr class=[is_cancelled.then_some("cancelled")] {
            @if let Some(rows) = first {
                th rowspan=(rows) { bdi { (selection.name(who)) } }
            }
            td {
                @if let Some(slot) = session.slot {
                    (world.messages.short_date(slot.day)) " " span class="time" { (world.range(slot)) }
                }
            }
            td { @if let Some(room) = session.room { bdi { (selection.name(room)) } } }
            td {
                bdi { (selection.title(session)) }
                @if is_cancelled { " (" (world.messages.get("status-cancelled")) ")" }
            }
            td { (duty(world, session, who)) }
            td {}
        }
    }
}
