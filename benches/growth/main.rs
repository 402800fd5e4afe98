//! How the time of each operation grows with the number of sessions, as a table and as plots.
//!
//! `cargo bench --bench growth` measures all operations; words after `--` select some, as in every criterion
//! benchmark. `ACCEPT=1` writes docs/performance.md and the plots in docs/.

#![allow(clippy::cast_precision_loss)] // Counts of things, all far below 2^52.

mod plot;
mod programme;
#[path = "../shared/mod.rs"]
mod shared;
mod workbook;

use std::fmt::Write as _;
use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::Duration;

use criterion::{BatchSize, Bencher, BenchmarkId, Criterion, SamplingMode};
use nadwa::export::{EXPORTS, Export, Selection};
use nadwa::load::{Loaded, load, load_strictly};
use nadwa::model::zone::Zone;
use nadwa::model::{Kind, Subject};
use nadwa::page::Page;
use nadwa::search::Index;
use nadwa::text::bidi::Mode;
use nadwa::tui::app::App;
use nadwa::tui::draw::{self, Painter};
use nadwa::tui::theme::Theme;
use nadwa::view::{VIEWS, View};
use nadwa::world::World;
use nadwa::world::key::{Key, KeyCode};
use nadwa::world::query::Query;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// The numbers of sessions.
const SIZES: [usize; 4] = [50, 1_000, 10_000, 100_000];
/// A site has a page for each entry, so the larger programmes are left out.
const LARGEST_SITE: usize = 1_000;
/// The formats that are read.
const READ: [&str; 7] = ["toml", "xml", "json", "ics", "csv", "xlsx", "ods"];

/// The data for the measurements of one size.
struct Stage {
    /// The same programme in each format.
    files: Vec<(&'static str, Vec<u8>)>,
    /// The programme with a fault in every tenth session.
    faulty: Vec<u8>,
    /// The world that exports use.
    still: World,
    app: App,
    index: Index,
}

impl Stage {
    fn new(size: usize) -> Self {
        let own = programme::text(size, false).into_bytes();
        let mut still = world(load("", &own));
        still.make_impersonal();
        let part = Selection::of(&still, Subject::program());
        let exports = EXPORTS.iter().filter(|e| READ.contains(&e.name));
        let files = exports.map(|export| {
            let bytes = match export.name {
                "toml" => own.clone(),
                _ => (export.make)(&part).files.remove(0).1,
            };
            (export.name, bytes)
        });
        let mut files: Vec<(&str, Vec<u8>)> = files.collect();
        let table = files.iter().find(|(name, _)| *name == "csv");
        let (_, table) = table.expect("an export");
        let books = [
            ("xlsx", workbook::of_table(table)),
            ("ods", workbook::open_document(table)),
        ];
        files.extend(books);
        Self {
            files,
            faulty: programme::text(size, true).into_bytes(),
            index: Index::new(&still.program),
            still,
            app: App::new(world(load("", &own)), (120, 40)),
        }
    }

    fn file(&self, format: &str) -> &[u8] {
        let mut files = self.files.iter();
        let found = files.find(|(name, _)| *name == format);
        &found.expect("a format that is read").1
    }
}

/// Returns the world in the middle of the first morning.
fn world(loaded: Loaded) -> World {
    let now = loaded.program.span.start + 100 * 60;
    World::new(loaded, now, Zone::utc(), None)
}

type Measure = Box<dyn Fn(&Stage, &mut Bencher)>;

/// An operation: a row of the printed table.
struct Row {
    /// Rows of a group share a plot.
    group: &'static str,
    name: String,
    largest: usize,
    measure: Measure,
}

fn row(
    group: &'static str,
    name: impl Into<String>,
    measure: impl Fn(&Stage, &mut Bencher) + 'static,
) -> Row {
    Row {
        group,
        name: name.into(),
        largest: usize::MAX,
        measure: Box::new(measure),
    }
}

/// Returns all operations.
fn rows() -> Vec<Row> {
    let reader = |format: &'static str| {
        row("read", format, move |stage, b| {
            let bytes = stage.file(format);
            b.iter_with_large_drop(|| load("", bytes));
        })
    };
    let mut rows: Vec<Row> = READ.into_iter().map(reader).collect();
    rows.push(row("read", "check", |stage, b| {
        b.iter(|| {
            let found = load_strictly("", &stage.faulty).diagnostics;
            found
                .iter()
                .map(|fault| fault.render(&nadwa::i18n::Messages::english()).len())
                .sum::<usize>()
        });
    }));
    rows.push(row("world", "world", |stage, b| {
        let loaded = || load("", stage.file("toml"));
        b.iter_batched(loaded, world, BatchSize::PerIteration);
    }));
    rows.push(row("world", "diff", |stage, b| {
        let now = &stage.app.world;
        let before = || now.of_version(load("", &stage.faulty));
        let compare = |before| nadwa::world::diff::compare(before, now);
        b.iter_batched(before, compare, BatchSize::PerIteration);
    }));
    rows.push(row("world", "filter", |stage, b| {
        let query = Query::parse("kind:workshop harbour");
        b.iter(|| query.matching(&stage.app.world));
    }));
    rows.push(row("search", "index", |stage, b| {
        b.iter_with_large_drop(|| Index::new(&stage.app.world.program));
    }));
    for query in ["m", "migration", "محمد"] {
        rows.push(row("search", format!("'{query}'"), move |stage, b| {
            // The first long word computes the phonetic keys of names.
            black_box(stage.index.find(query));
            b.iter(|| stage.index.find(query));
        }));
    }
    rows.extend(VIEWS.iter().map(|view| {
        row("views", view.name, move |stage, b| {
            let subject = subject(&stage.app.world, view);
            b.iter_with_large_drop(|| -> Page { (view.page)(&stage.app.world, &subject) });
        })
    }));
    rows.push(row("screen", "draw", |stage, b| {
        let mut screen = Screen::new();
        b.iter(|| screen.draw(&stage.app));
    }));
    rows.push(row("screen", "key", |stage, b| {
        let mut screen = Screen::new();
        let mut app = App::new(world(load("", stage.file("toml"))), (120, 40));
        let mut keys = [KeyCode::Down, KeyCode::Up]
            .map(Key::plain)
            .into_iter()
            .cycle();
        b.iter(|| {
            draw::press(&mut app, keys.next().expect("the keys repeat"));
            screen.draw(&app);
        });
    }));
    rows.extend(EXPORTS.iter().map(|export: &'static Export| {
        let made = row("write", export.name, move |stage, b| {
            let part = Selection::of(&stage.still, Subject::program());
            b.iter_with_large_drop(|| (export.make)(&part));
        });
        Row {
            largest: if export.folder {
                LARGEST_SITE
            } else {
                usize::MAX
            },
            ..made
        }
    }));
    rows
}

/// Returns a subject for a view.
fn subject(world: &World, view: &View) -> Subject {
    match view.about {
        Kind::Program => Subject::program(),
        Kind::Query => Subject::new(Kind::Query, "migration"),
        Kind::Command if view.name == "palette" => Subject::new(Kind::Command, "op"),
        Kind::Command => Subject::new(Kind::Command, "star"),
        Kind::Address => Subject::new(Kind::Address, "https://example.org"),
        Kind::Problem => Subject::new(Kind::Problem, "1:1:syntax"),
        Kind::Day => world.program.days[0].subject(),
        kind => {
            let first = world.program.all_of(kind).next();
            world
                .program
                .subject(first.expect("every list has an element"))
        }
    }
}

struct Screen {
    painter: Painter,
    buffer: Buffer,
}

impl Screen {
    fn new() -> Self {
        Self {
            painter: Painter::new(Theme::Terminal, Mode::Application),
            buffer: Buffer::empty(Rect::new(0, 0, 120, 40)),
        }
    }

    fn draw(&mut self, app: &App) {
        self.buffer.reset();
        black_box(draw::draw(app, &mut self.painter, &mut self.buffer));
    }
}

fn main() {
    let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join("growth");
    let rows = rows();
    let mut criterion = Criterion::default()
        .configure_from_args()
        .output_directory(&home)
        .without_plots()
        .sample_size(10)
        .warm_up_time(Duration::from_millis(100))
        .measurement_time(Duration::from_millis(400));
    for size in SIZES {
        let stage = Stage::new(size);
        for row in rows.iter().filter(|row| size <= row.largest) {
            let mut group = criterion.benchmark_group(row.group);
            group.sampling_mode(SamplingMode::Flat);
            let id = BenchmarkId::new(&row.name, size);
            group.bench_with_input(id, &stage, |b, stage| (row.measure)(stage, b));
            group.finish();
        }
    }
    criterion.final_summary();
    report(&rows, &home);
}

/// Returns the seconds at each size that was measured.
fn seconds(row: &Row, home: &Path) -> Vec<f64> {
    let name: String = row.name.replace('\'', "_");
    let of = |size: usize| -> Option<f64> {
        let file: PathBuf = [row.group, &name, &size.to_string(), "new", "estimates.json"]
            .iter()
            .collect();
        let text = fs::read(home.join(file)).ok()?;
        let json: serde_json::Value = serde_json::from_slice(&text).ok()?;
        Some(json["median"]["point_estimate"].as_f64()? / 1e9)
    };
    SIZES.into_iter().map_while(of).collect()
}

/// Prints the table; with `ACCEPT` set, writes it and a plot of each group.
fn report(rows: &[Row], home: &Path) {
    let measured: Vec<(&Row, Vec<f64>)> = rows
        .iter()
        .map(|row| (row, seconds(row, home)))
        .filter(|(_, seconds)| !seconds.is_empty())
        .collect();
    let unit = measured
        .iter()
        .find(|(row, _)| row.name == "toml" && row.group == "read");
    let unit = unit.and_then(|(_, seconds)| seconds.get(1).copied());
    let mut table = String::from(
        "| what | 1,000 sessions, reading them = 1 | 50 → 1,000, a tenfold | → 10,000 | → 100,000 |\n|---|---|---|---|---|\n",
    );
    for (row, seconds) in &measured {
        let share = unit.and_then(|unit| Some(seconds.get(1)? / unit));
        let share = share.map_or_else(String::new, significant);
        let mut growth = seconds.windows(2).enumerate().map(|(step, pair)| {
            let tenfolds = (SIZES[step + 1] as f64 / SIZES[step] as f64).log10();
            format!("{:.1}", (pair[1] / pair[0]).powf(1.0 / tenfolds))
        });
        let mut next = || growth.next().unwrap_or_default();
        let (first, second, third) = (next(), next(), next());
        let (group, name) = (row.group, &row.name);
        // Writing to a String cannot fail.
        let _ = writeln!(
            table,
            "| {group}: {name} | {share} | {first} | {second} | {third} |"
        );
    }
    shared::report("growth", &table);
    if std::env::var_os("ACCEPT").is_none() {
        return;
    }
    for group in measured.chunk_by(|a, b| a.0.group == b.0.group) {
        let lines: Vec<(&str, &[f64])> = group
            .iter()
            .map(|(row, seconds)| (row.name.as_str(), seconds.as_slice()))
            .collect();
        let name = group[0].0.group;
        let file = shared::project(&format!("docs/growth-{name}.svg"));
        fs::write(file, plot::svg(name, &SIZES, &lines)).expect("the plot can be written");
    }
}

/// Formats a number with two significant digits.
fn significant(n: f64) -> String {
    match n {
        10.0.. => format!("{n:.0}"),
        1.0..10.0 => format!("{n:.1}"),
        0.1..1.0 => format!("{n:.2}"),
        _ => format!("{n:.1e}"),
    }
}
