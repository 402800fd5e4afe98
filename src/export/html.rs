//! One HTML page with the agenda and everything that it links to.

use std::collections::HashSet;

use maud::html;

use super::site::html::{Document, page_name};
use super::site::json_ld;
use super::site::rows::Rows;
use super::{Output, Selection};
use crate::model::{Kind, Subject};
use crate::view;

pub fn make(selection: &Selection) -> Output {
    let world = selection.world;
    let subjects: Vec<Subject> = selection.subjects().collect();
    let known: HashSet<&Subject> = subjects.iter().collect();
    let href = |subject: &Subject| {
        let anchor = || format!("#{}", page_name(subject));
        known.contains(subject).then(anchor)
    };
    let (first, title) = match selection.of.kind {
        Kind::Program => (view::named("agenda"), String::new()),
        _ => (view::of(&selection.of), world.name(&selection.of)),
    };
    let mark_tentative = !world.all_tentative();
    let rows = |subject, level| Rows {
        world,
        mark_tentative,
        subject,
        level,
        href: &href,
    };
    let body = html! {
        (rows(&selection.of, 1).render(&(first.page)(world, &selection.of)))
        @for subject in &subjects {
            article id=(page_name(subject)) class=(subject.kind.name()) {
                "\n" (rows(subject, 2).render(&(view::of(subject).page)(world, subject)))
            }
            "\n"
        }
    };
    let document = Document {
        class: first.name,
        title,
        summary: selection.text(&world.program.about).to_owned(),
        body,
        data: json_ld::event(selection, &Subject::program(), false),
        ..Document::default()
    };
    Output::file(document.render(selection))
}
