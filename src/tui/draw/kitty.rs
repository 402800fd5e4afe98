//! What kitty needs: it reverses runs of cells itself.
//!
//! A run is what stands between blanks and box drawing characters in one font: bold letters have a font of their own, and so
//! have Arabic ones where the main font lacks them. kitty reverses a run whose first letter is a right-to-left one, with its
//! Latin letters and digits; the colours and lines of the cells stay where they are.

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::Modifier;

use crate::text::bidi::is_rtl;
use crate::text::width;

/// Reverses what kitty will reverse, so that it shows the cells as they are.
pub fn reverse_runs(buf: &mut Buffer) {
    let columns = usize::from(buf.area.width.max(1));
    for row in buf.content.chunks_mut(columns) {
        if !row.iter().any(is_of_run) {
            continue;
        }
        row.iter_mut().for_each(blank);
        row.chunk_by_mut(is_one_run).for_each(separate);
        row.chunk_by_mut(|a, b| is_of_run(a) && is_of_run(b) && is_one_run(a, b))
            .for_each(reverse);
    }
}

fn first(cell: &Cell) -> char {
    cell.symbol().chars().next().unwrap_or(' ')
}

fn is_letter(cell: &Cell) -> bool {
    is_of_run(cell) && first(cell).is_alphabetic()
}

/// Whether a cell has a right-to-left letter, or what only such scripts use.
fn is_of_run(cell: &Cell) -> bool {
    is_rtl(first(cell))
}

/// Makes a blank of what is none for kitty, such as a no-break space.
fn blank(cell: &mut Cell) {
    if first(cell).is_whitespace() && cell.symbol() != " " && width(cell.symbol()) == 1 {
        cell.set_char(' ');
    }
}

/// Whether two cells are in the same run.
fn is_one_run(a: &Cell, b: &Cell) -> bool {
    const FONTS: Modifier = Modifier::BOLD.union(Modifier::ITALIC);
    let breaks = |cell: &Cell| {
        let c = first(cell);
        c == ' ' || matches!(c, '\u{2500}'..='\u{259f}') || width(cell.symbol()) > 1
    };
    (a.modifier ^ b.modifier).intersection(FONTS).is_empty() && !breaks(a) && !breaks(b)
}

/// Makes runs of their own of what touches right-to-left letters, such as a colon: it is bold, or not bold among bold
/// letters.
fn separate(run: &mut [Cell]) {
    let parts = run.chunk_by(|a, b| is_of_run(a) == is_of_run(b));
    // An Arabic comma alone is not reversed.
    let rtl: Vec<bool> = parts
        .flat_map(|part| vec![part.iter().any(is_letter); part.len()])
        .collect();
    for (at, cell) in run.iter_mut().enumerate().filter(|(at, _)| !rtl[*at]) {
        let touches = |other: Option<usize>| other.and_then(|at| rtl.get(at)) == Some(&true);
        if touches(at.checked_sub(1)) || touches(Some(at + 1)) {
            cell.modifier.toggle(Modifier::BOLD);
        }
    }
}

/// Reverses the texts of a run that kitty will reverse, but not their styles.
fn reverse(run: &mut [Cell]) {
    if run.len() < 2 || !run.iter().any(is_letter) {
        return;
    }
    let reversed = run.iter().rev().map(|cell| cell.symbol().to_owned());
    let reversed: Vec<String> = reversed.collect();
    for (cell, symbol) in run.iter_mut().zip(reversed) {
        cell.set_symbol(&symbol);
    }
}
