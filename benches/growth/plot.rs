//! A plot of times by sizes, with logarithmic axes; each line starts at its first size, at 1.

use std::fmt::Write as _;

const WIDTH: f64 = 760.0;
const HEIGHT: f64 = 420.0;
/// Margins; the names of the lines are in the right one.
const LEFT: f64 = 60.0;
const RIGHT: f64 = 150.0;
const TOP: f64 = 40.0;
const BOTTOM: f64 = 50.0;
const NAME: f64 = 13.0;
/// Colours that colour-blind readers can distinguish (Okabe and Ito), on white and on black.
const COLORS: [&str; 7] = [
    "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#888888",
];

/// Returns a plot of lines, each with its seconds at the first of `sizes` and the following ones.
pub fn svg(title: &str, sizes: &[usize], lines: &[(&str, &[f64])]) -> String {
    let log = |n: f64| n.log10();
    let (from, to) = (log(sizes[0] as f64), log(sizes[sizes.len() - 1] as f64));
    let tenfolds = to - from;
    let x = |n: f64| LEFT + (log(n) - from) / tenfolds * (WIDTH - LEFT - RIGHT);
    // A line at the limit, 11 for ten times the size, goes from corner to corner.
    let top = tenfolds * log(11.0) + 0.2;
    let y = |ratio: f64| HEIGHT - BOTTOM - log(ratio).max(0.0) / top * (HEIGHT - TOP - BOTTOM);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" font-family=\"sans-serif\" font-size=\"12\" role=\"img\">\n<title>{title}: time by sessions</title>\n<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n<text x=\"{LEFT}\" y=\"22\" font-size=\"15\" fill=\"#222\">{title}: time by sessions, at {} = 1</text>\n",
        sizes[0]
    );
    // Writing to a String cannot fail.
    for &size in sizes {
        let at = x(size as f64);
        let _ = writeln!(
            out,
            "<path d=\"M{at:.1} {TOP}V{}\" stroke=\"#ddd\"/><text x=\"{at:.1}\" y=\"{}\" text-anchor=\"middle\" fill=\"#555\">{}</text>",
            HEIGHT - BOTTOM,
            HEIGHT - BOTTOM + 18.0,
            thousands(size)
        );
    }
    for power in 0..=top as i32 {
        let at = y(10_f64.powi(power));
        let _ = writeln!(
            out,
            "<path d=\"M{LEFT} {at:.1}H{}\" stroke=\"#ddd\"/><text x=\"{}\" y=\"{:.1}\" text-anchor=\"end\" fill=\"#555\">{}</text>",
            WIDTH - RIGHT,
            LEFT - 8.0,
            at + 4.0,
            thousands(10_usize.pow(power.unsigned_abs()))
        );
    }
    let end = 11_f64.powf(tenfolds);
    let _ = writeln!(
        out,
        "<path d=\"M{LEFT} {:.1}L{:.1} {:.1}\" stroke=\"#222\" stroke-dasharray=\"4 4\" fill=\"none\"/>",
        y(1.0),
        x(sizes[sizes.len() - 1] as f64),
        y(end)
    );
    let mut names: Vec<(f64, String, &str)> = vec![(y(end), "limit: 11 a tenfold".into(), "#222")];
    for (n, (name, seconds)) in lines.iter().enumerate() {
        let color = COLORS[n % COLORS.len()];
        let points = sizes
            .iter()
            .zip(*seconds)
            .map(|(&size, s)| (x(size as f64), y(s / seconds[0])));
        let points: Vec<(f64, f64)> = points.collect();
        let path: Vec<String> = points
            .iter()
            .map(|(x, y)| format!("{x:.1} {y:.1}"))
            .collect();
        let _ = writeln!(
            out,
            "<path d=\"M{}\" stroke=\"{color}\" stroke-width=\"1.5\" fill=\"none\"/>",
            path.join("L")
        );
        if let Some(&(_, at)) = points.last() {
            names.push((at, (*name).to_owned(), color));
        }
    }
    // Names are next to the ends of their lines, moved apart if they would overlap.
    names.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut below = HEIGHT - 8.0;
    let count = names.len();
    for (n, (at, name, color)) in names.into_iter().enumerate() {
        let room = TOP - 20.0 + (count - n) as f64 * NAME.min((HEIGHT - TOP) / count as f64);
        below = (at + 4.0).min(below).max(room.min(below));
        let _ = writeln!(
            out,
            "<text x=\"{}\" y=\"{below:.1}\" font-size=\"11\" fill=\"{color}\">{}</text>",
            WIDTH - RIGHT + 8.0,
            name
        );
        below -= NAME.min((HEIGHT - TOP) / count as f64);
    }
    out + "</svg>\n"
}

fn thousands(n: usize) -> String {
    let digits = n.to_string();
    let split = digits.len().saturating_sub(3);
    match split {
        0 => digits,
        _ => format!("{},{}", &digits[..split], &digits[split..]),
    }
}
