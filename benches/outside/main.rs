//! nadwa in a pseudo-terminal, compared with an empty ratatui program and with programs for similar tasks.
//! benches/README.md lists the requirements.
//!
//! Each figure is a ratio of two programs in the same run, because other figures vary on a busy machine.

#![allow(clippy::cast_precision_loss)] // Counts of things, all far below 2^52.

#[path = "../shared/mod.rs"]
mod shared;

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

const NADWA: &str = env!("CARGO_BIN_EXE_nadwa");
const SIZES: [u32; 4] = [50, 1_000, 10_000, 100_000];

/// Options for programs that show a message while they read: the first complete screen has the tabs.
const LARGE: &[&str] = &["--runs", "3", "--until", "Timetable", "--timeout", "30"];

/// A measurement: its name, the target in performance.md, and the function.
struct Row {
    what: &'static str,
    target: &'static str,
    measure: fn(&Setup) -> Vec<Figure>,
}

/// The name of a program and its figure.
type Figure = (&'static str, String);

#[rustfmt::skip] // A table: one entry, one line.
const ROWS: &[Row] = &[
    Row { what: "start to a full screen, 50 sessions", target: "≤ 1.15 × empty", measure: |g| g.start(50, 20) },
    Row { what: "… 1,000", target: "≤ 2 × empty", measure: |g| g.start(1_000, 15) },
    Row { what: "… 10,000", target: "≤ 5 × empty", measure: |g| g.start(10_000, 9) },
    Row { what: "… 100,000", target: "≤ 4 × reading the file in chunks", measure: Setup::start_largest },
    Row { what: "… the seminar's own programme", target: "", measure: |g| g.start_of("program.toml", &shared::project("program.toml"), 20) },
    Row { what: "… FOSDEM 2026, 2.8 MB of XML", target: "≤ 6 × empty", measure: |g| g.start_of("fosdem", &shared::project("../shared/schedules/fosdem-2026.xml"), 9) },
    Row { what: "a key (Down), 1,000 sessions", target: "≤ 1.5 × empty", measure: Setup::key },
    Row { what: "… 100,000 / 1,000", target: "≤ 1.25", measure: Setup::key_grows },
    Row { what: "a letter in search, 100,000 sessions", target: "≤ 0.1 × fzf", measure: Setup::letter },
    Row { what: "`nadwa search`, 100,000 sessions", target: "≤ 1 × `fzf --filter`", measure: Setup::search },
    Row { what: "memory after the first screen, beyond the empty program's", target: "≤ 1.5 × file", measure: Setup::memory },
    Row { what: "idle for a minute", target: "0 bytes; wake-ups at a minute's turn alone", measure: Setup::idle },
    Row { what: "writes a frame", target: "1", measure: Setup::writes },
    Row { what: "200 keys at once", target: "≤ 3 frames", measure: Setup::burst },
    Row { what: "the program, stripped", target: "≤ 6 MiB", measure: |_| vec![("nadwa", format!("{:.2} MiB", length(NADWA.as_ref()) / f64::from(1 << 20)))] },
];

/// The tools and the files of the measurements.
struct Setup {
    tools: PathBuf,
    /// The folder of generated files, kept for the next run.
    home: PathBuf,
    empty: String,
}

impl Setup {
    /// Builds the empty program and generates the files; none without the tools.
    fn new() -> Option<Self> {
        let tools = shared::project("../shared/tools");
        if !tools.join("ptybench").exists() {
            println!("skipped: ../shared/tools not found");
            return None;
        }
        let home = Path::new(env!("CARGO_TARGET_TMPDIR")).join("outside");
        fs::create_dir_all(&home).expect("a folder can be created");
        let built = home.join("empty");
        let mut cargo = Command::new(env!("CARGO"));
        cargo.args(["build", "--release", "--quiet", "--manifest-path"]);
        cargo
            .arg(tools.join("empty-tui/Cargo.toml"))
            .arg("--target-dir")
            .arg(&built);
        assert!(
            cargo.status().expect("cargo runs").success(),
            "empty-tui is built"
        );
        let setup = Self {
            empty: built.join("release/empty-tui").display().to_string(),
            tools,
            home,
        };
        for size in SIZES {
            let made = Command::new(setup.tools.join("gen-program"))
                .arg(size.to_string())
                .output();
            let text = made.expect("gen-program runs").stdout;
            fs::write(setup.file(size), text).expect("a file can be written");
            setup.write_lines(size);
        }
        Some(setup)
    }

    fn file(&self, size: u32) -> PathBuf {
        self.home.join(format!("{size}.toml"))
    }

    fn nadwa(&self, size: u32) -> String {
        format!("{NADWA} {}", self.file(size).display())
    }

    /// Returns the path of a programme as text, one session on each line, for fzf.
    fn lines(&self, size: u32) -> PathBuf {
        self.home.join(format!("{size}.lines"))
    }

    fn write_lines(&self, size: u32) {
        let table = self.nadwa_prints(&["export", "csv", "-o", "-"], size);
        let mut reader = csv::Reader::from_reader(table.as_slice());
        let rows = reader.records().filter_map(Result::ok);
        let lines: Vec<String> = rows
            .map(|row| row.iter().collect::<Vec<_>>().join(" ").replace('\n', " "))
            .collect();
        fs::write(self.lines(size), lines.join("\n")).expect("a file can be written");
    }

    fn nadwa_prints(&self, words: &[&str], size: u32) -> Vec<u8> {
        let out = Command::new(NADWA)
            .args(words)
            .arg("-p")
            .arg(self.file(size))
            .output();
        let out = out.expect("nadwa runs");
        assert!(
            out.status.success(),
            "{words:?}: {}",
            String::from_utf8_lossy(&out.stderr)
        );
        out.stdout
    }

    /// Runs ptybench on commands.
    fn bench(&self, words: &[&str], commands: &[String]) -> Bench {
        self.try_bench(words, commands)
            .unwrap_or_else(|why| panic!("{words:?}: {why}"))
    }

    /// Runs ptybench on commands, or returns its error.
    fn try_bench(&self, words: &[&str], commands: &[String]) -> Result<Bench, String> {
        let mut bench = Command::new(self.tools.join("ptybench"));
        bench.args(words).arg("--json").arg("--").args(commands);
        // nadwa reads a state file at its start, but not the state of the person who measures.
        bench
            .env("XDG_STATE_HOME", self.home.join("state"))
            .env("XDG_CONFIG_HOME", self.home.join("config"));
        bench.env("LANG", "en_GB.UTF-8").env_remove("NADWA_PROGRAM");
        let out = bench.output().expect("ptybench runs");
        let json = serde_json::from_slice(&out.stdout);
        json.map(Bench)
            .map_err(|_| String::from_utf8_lossy(&out.stderr).into_owned())
    }

    fn start(&self, size: u32, runs: u32) -> Vec<Figure> {
        let mut all = self.start_of("nadwa", &self.file(size), runs);
        let runs = runs.to_string();
        for (name, command) in self.peers(size) {
            let bench = self.bench(
                &["start", "--runs", &runs, "--timeout", "30"],
                &[self.empty.clone(), command],
            );
            all.push((name, format!("{:.2}", bench.paired(1, "complete, ms"))));
        }
        all
    }

    fn start_of(&self, name: &'static str, file: &Path, runs: u32) -> Vec<Figure> {
        let command = format!("{NADWA} {}", file.display());
        let bench = self.bench(
            &["start", "--runs", &runs.to_string()],
            &[self.empty.clone(), command],
        );
        vec![(name, format!("{:.2}", bench.paired(1, "complete, ms")))]
    }

    /// Returns the installed programs for similar tasks that can read a file of this size.
    fn peers(&self, size: u32) -> Vec<(&'static str, String)> {
        let installed = |name: &str| {
            let found = Command::new("sh")
                .args(["-c", &format!("command -v {name}")])
                .output();
            found.is_ok_and(|out| out.status.success())
        };
        let mut all = Vec::new();
        if installed("less") {
            all.push(("less", format!("less {}", self.file(size).display())));
        }
        if installed("fzf") {
            all.push(("fzf", format!("fzf < {}", self.lines(size).display())));
        }
        let calendar = self.home.join(format!("{size}.ics"));
        if size <= 10_000 && installed("calcurse") {
            fs::write(
                &calendar,
                self.nadwa_prints(&["export", "ics", "-o", "-"], size),
            )
            .expect("a file can be written");
            let data = self.home.join(format!("calcurse-{size}"));
            if !data.exists() {
                let mut import = Command::new("calcurse");
                import.arg("-D").arg(&data).arg("-i").arg(&calendar);
                let _ = import.stdout(Stdio::null()).stderr(Stdio::null()).status();
            }
            all.push(("calcurse", format!("calcurse -D {}", data.display())));
        }
        if size <= 1_000 && installed("ikhal") {
            all.push(("ikhal", self.ikhal(size, &calendar)));
        }
        all.retain(|(name, command)| {
            let words = ["start", "--runs", "1", "--warmup", "0", "--timeout", "30"];
            let tried = self.try_bench(&words, std::slice::from_ref(command));
            if let Err(why) = &tried {
                eprintln!("left out: {name}: {why}");
            }
            tried.is_ok()
        });
        all
    }

    /// Imports a calendar into khal, unless an earlier run has, and returns the command of its interface.
    fn ikhal(&self, size: u32, calendar: &Path) -> String {
        let data = self.home.join(format!("khal-{size}"));
        let config = data.join("config");
        if !config.exists() {
            fs::create_dir_all(data.join("one")).expect("a folder can be created");
            let text = format!(
                "[calendars]\n[[one]]\npath = {0}/one\n[sqlite]\npath = {0}/db\n[locale]\ntimeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\ndatetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n",
                data.display()
            );
            fs::write(&config, text).expect("a file can be written");
            let import = format!(
                "khal -c {}/config import --batch -a one {}",
                data.display(),
                calendar.display()
            );
            let _ = Command::new("sh")
                .args(["-c", &import])
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .status();
        }
        format!("ikhal -c {}", config.display())
    }

    fn start_largest(&self) -> Vec<Figure> {
        let file = self.file(100_000);
        let reading = median(5, || {
            let mut file = fs::File::open(&file).expect("the file can be read");
            let mut chunk = vec![0; 64 << 10];
            while file.read(&mut chunk).expect("the file can be read") > 0 {}
        });
        // The message while nadwa reads is not the first screen.
        let bench = self.bench(
            &[
                "start",
                "--runs",
                "5",
                "--until",
                "Timetable",
                "--timeout",
                "30",
            ],
            &[self.nadwa(100_000)],
        );
        let lines = self.lines(100_000);
        let fzf = self.bench(
            &["start", "--runs", "3", "--timeout", "30"],
            &[format!("fzf < {}", lines.display())],
        );
        let ratio = |ms: f64| format!("{:.1}", ms / 1e3 / reading.as_secs_f64());
        vec![
            ("nadwa", ratio(bench.median(0, "until, ms"))),
            ("fzf", ratio(fzf.median(0, "complete, ms"))),
        ]
    }

    fn scroll(&self) -> String {
        format!("{} 1000", self.empty)
    }

    fn key(&self) -> Vec<Figure> {
        let mut commands = vec![self.scroll(), self.nadwa(1_000)];
        let peers = self.peers(1_000);
        commands.extend(peers.iter().map(|(_, command)| command.clone()));
        let bench = self.bench(
            &[
                "key",
                "Down*100",
                "--runs",
                "5",
                "--timeout",
                "30",
                "--no-answer",
                "1000",
            ],
            &commands,
        );
        let names = std::iter::once("nadwa").chain(peers.iter().map(|(name, _)| *name));
        let ratio = |n: usize| {
            format!(
                "{:.2}",
                bench.median(n, "response, ms") / bench.median(0, "response, ms")
            )
        };
        names.zip(1..).map(|(name, n)| (name, ratio(n))).collect()
    }

    fn key_grows(&self) -> Vec<Figure> {
        let commands = [self.nadwa(1_000), self.nadwa(100_000)];
        let bench = self.bench(&[&["key", "Down*100"], LARGE].concat(), &commands);
        let ratio = bench.median(1, "response, ms") / bench.median(0, "response, ms");
        vec![("nadwa", format!("{ratio:.2}"))]
    }

    fn letter(&self) -> Vec<Figure> {
        let fzf = format!("fzf < {}", self.lines(100_000).display());
        let nadwa = format!("{NADWA} --keys / {}", self.file(100_000).display());
        let keys = "m i g r a t i o";
        // What fzf shows while it searches is not the response.
        let words = [
            "key",
            keys,
            "--runs",
            "3",
            "--quiet",
            "1500",
            "--no-answer",
            "5000",
            "--timeout",
            "60",
        ];
        let bench = self.bench(&words, &[fzf, nadwa]);
        let fzf = bench.median(0, "response, ms");
        let one = bench.median(1, "response, ms") / fzf;
        let worst = bench.of(1, "response, ms", "max") / fzf;
        vec![(
            "nadwa",
            format!("{one:.2} (the first one {worst:.1}, with the index)"),
        )]
    }

    fn search(&self) -> Vec<Figure> {
        let lines = self.lines(100_000);
        let run = |mut command: Command| {
            let _ = command.stdout(Stdio::null()).status();
        };
        let fzf = median(5, || {
            let mut fzf = Command::new("fzf");
            fzf.args(["--filter", "migration"])
                .stdin(fs::File::open(&lines).expect("the file can be read"));
            run(fzf);
        });
        let nadwa = median(5, || {
            let mut nadwa = Command::new(NADWA);
            nadwa
                .args(["search", "migration", "-p"])
                .arg(self.file(100_000));
            run(nadwa);
        });
        vec![(
            "nadwa",
            format!("{:.2}", nadwa.as_secs_f64() / fzf.as_secs_f64()),
        )]
    }

    fn memory(&self) -> Vec<Figure> {
        let empty = self.bench(&["rss", "--runs", "3"], std::slice::from_ref(&self.empty));
        let of = |size: u32| {
            let nadwa = self.bench(&[&["rss"], LARGE].concat(), &[self.nadwa(size)]);
            let beyond = nadwa.median(0, "VmRSS, KiB") - empty.median(0, "VmRSS, KiB");
            beyond * 1024.0 / length(&self.file(size))
        };
        let [small, large, largest] = [1_000, 10_000, 100_000].map(of);
        vec![(
            "nadwa",
            format!("{small:.1}; 10,000: {large:.1}; 100,000: {largest:.1}"),
        )]
    }

    fn idle(&self) -> Vec<Figure> {
        // With a fixed clock and with a running one.
        let still = format!("{} --at 2021-11-30T10:42", self.nadwa(1_000));
        let bench = self.bench(&["idle", "--seconds", "61"], &[still, self.nadwa(1_000)]);
        let figure = |n: usize| {
            format!(
                "{} bytes, {} wake-ups",
                bench.median(n, "bytes"),
                bench.median(n, "voluntary switches")
            )
        };
        vec![(
            "nadwa",
            format!("{}; with a clock {}", figure(0), figure(1)),
        )]
    }

    fn writes(&self) -> Vec<Figure> {
        let bench = self.bench(&["key", "Down*50", "--runs", "1"], &[self.nadwa(1_000)]);
        vec![("nadwa", format!("{}", bench.median(0, "writes per key")))]
    }

    fn burst(&self) -> Vec<Figure> {
        let bench = self.bench(&["burst"], &[self.nadwa(1_000)]);
        vec![("nadwa", format!("{}", bench.of(0, "frames", "max")))]
    }
}

/// The report of ptybench.
struct Bench(Value);

impl Bench {
    fn of(&self, command: usize, metric: &str, part: &str) -> f64 {
        let value = &self.0["commands"][command]["metrics"][metric][part];
        value.as_f64().unwrap_or(f64::NAN)
    }

    fn median(&self, command: usize, metric: &str) -> f64 {
        self.of(command, metric, "median")
    }

    /// Returns the median of the ratios to the first command, round by round.
    fn paired(&self, command: usize, metric: &str) -> f64 {
        let value = &self.0["commands"][command]["metrics"][metric]["ratio"]["paired"];
        value.as_f64().unwrap_or(f64::NAN)
    }
}

/// Returns the median time of some runs.
fn median(runs: usize, run: impl Fn()) -> Duration {
    let one = || {
        let begin = Instant::now();
        run();
        begin.elapsed()
    };
    let mut all: Vec<Duration> = std::iter::repeat_with(one).take(runs).collect();
    all.sort();
    all[runs / 2]
}

fn length(path: &Path) -> f64 {
    fs::metadata(path).map_or(f64::NAN, |meta| meta.len() as f64)
}

fn main() {
    let wanted: Vec<String> = std::env::args()
        .skip(1)
        .filter(|a| !a.starts_with('-'))
        .collect();
    let Some(setup) = Setup::new() else { return };
    let mut table = String::from("| what | target | nadwa | others |\n|---|---|---|---|\n");
    for row in ROWS {
        if !wanted.is_empty() && !wanted.iter().any(|word| row.what.contains(word)) {
            continue;
        }
        let figures = (row.measure)(&setup);
        let (own, others) = figures.split_first().expect("nadwa's figure comes first");
        let others: Vec<String> = others
            .iter()
            .map(|(name, figure)| format!("{name} {figure}"))
            .collect();
        let line = format!(
            "| {} | {} | {} | {} |\n",
            row.what,
            row.target,
            own.1,
            others.join(" · ")
        );
        eprint!("{line}");
        table += &line;
    }
    shared::report("outside", &table);
}
