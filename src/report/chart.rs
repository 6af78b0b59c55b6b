//! Counts as a chart of bars in SVG.

use std::fmt::Display;
use std::path::Path;

use plotters::coord::Shift;
use plotters::prelude::*;

/// Counts to draw: a bar for each value of the first field, in parts for the values of the second.
#[derive(Clone, Debug, Default)]
pub struct Chart {
    /// What stands above it.
    pub title: String,
    /// Bar, part, count.
    pub counts: Vec<(String, String, u64)>,
}

/// Why a chart could not be drawn.
#[derive(Debug, thiserror::Error)]
pub enum ChartError {
    /// The file's name does not end in .svg.
    #[error("{0}: a chart is a file .svg; other programs make a .png of it, such as rsvg-convert or a browser")]
    Form(String),
    /// There is nothing to draw.
    #[error("there is nothing to draw: no item was counted")]
    Empty,
    /// The file could not be written.
    #[error("{path}: cannot draw the chart: {message}")]
    Draw {
        /// The file.
        path: String,
        /// What the plotting library says.
        message: String,
    },
}

/// More bars than this are not read by anybody.
const MOST_BARS: usize = 40;
/// Parts of a bar that have a colour of their own; the rest are one.
const MOST_PARTS: usize = 8;
const SIZE: (u32, u32) = (1000, 560);
const OTHERS: &str = "others";

impl Chart {
    /// Writes it to `path`, which ends in `.svg`.
    ///
    /// # Errors
    /// The ending is not `.svg`, nothing was counted, or the file cannot be written.
    pub fn write(&self, path: &Path) -> Result<(), ChartError> {
        let name = path.display().to_string();
        if self.counts.is_empty() {
            return Err(ChartError::Empty);
        }
        let drawn = match path.extension().and_then(|e| e.to_str()).map(str::to_lowercase).as_deref() {
            Some("svg") => self.draw(&SVGBackend::new(path, SIZE).into_drawing_area()),
            _ => return Err(ChartError::Form(name)),
        };
        drawn.map_err(|message| ChartError::Draw { path: name, message })
    }

    fn draw<B: DrawingBackend>(&self, area: &DrawingArea<B, Shift>) -> Result<(), String> {
        let (bars, parts) = (self.bars(), self.parts());
        let highest = bars.iter().map(|bar| self.of(bar, None)).max().unwrap_or(1).max(1);
        area.fill(&WHITE).map_err(text)?;
        let mut chart = ChartBuilder::on(area)
            .caption(&self.title, ("sans-serif", 24))
            .margin(16)
            .x_label_area_size(110)
            .y_label_area_size(70)
            .build_cartesian_2d(0.0..bars.len() as f64, 0.0..highest as f64 * 1.05)
            .map_err(text)?;
        chart
            .configure_mesh()
            .disable_x_mesh()
            .x_labels(0)
            .y_desc("items")
            .y_label_formatter(&|items| format!("{items:.0}"))
            .label_style(("sans-serif", 14))
            .draw()
            .map_err(text)?;
        let mut below: Vec<u64> = vec![0; bars.len()];
        for (at, part) in parts.iter().enumerate() {
            let colour = if part == OTHERS { RGBColor(170, 170, 170) } else { colour(at) };
            let rectangles = bars.iter().enumerate().map(|(x, bar)| {
                let count = self.of(bar, Some((part, &parts)));
                let from = below[x];
                below[x] += count;
                let corners = [(x as f64, from as f64), (x as f64 + 1.0, (from + count) as f64)];
                let mut rectangle = Rectangle::new(corners, colour.filled());
                rectangle.set_margin(0, 0, 3, 3);
                rectangle
            });
            let series = chart.draw_series(rectangles.collect::<Vec<_>>()).map_err(text)?;
            if parts.len() > 1 {
                let name = if part.is_empty() { "(none)" } else { part };
                series.label(name).legend(move |(x, y)| Rectangle::new([(x, y - 5), (x + 10, y + 5)], colour.filled()));
            }
        }
        for (x, bar) in bars.iter().enumerate() {
            let at = chart.backend_coord(&(x as f64, 0.0));
            let next = chart.backend_coord(&(x as f64 + 1.0, 0.0));
            let style = ("sans-serif", 13).into_font().transform(FontTransform::Rotate90).color(&BLACK);
            let name = if bar.is_empty() { "(none)" } else { bar };
            let shown: String = name.chars().take(16).collect();
            area.draw(&Text::new(shown, ((at.0 + next.0) / 2 + 6, at.1 + 6), style)).map_err(text)?;
        }
        if parts.len() > 1 {
            chart
                .configure_series_labels()
                .background_style(WHITE.mix(0.8))
                .border_style(BLACK.mix(0.3))
                .label_font(("sans-serif", 14))
                .draw()
                .map_err(text)?;
        }
        area.present().map_err(text)
    }

    /// The bars in the order of the counts.
    fn bars(&self) -> Vec<&str> {
        let mut out: Vec<&str> = Vec::new();
        for (bar, ..) in &self.counts {
            if !out.contains(&bar.as_str()) && out.len() < MOST_BARS {
                out.push(bar);
            }
        }
        out
    }

    /// The parts with most items, largest first, then the others as one.
    fn parts(&self) -> Vec<String> {
        let mut sums: Vec<(String, u64)> = Vec::new();
        for (_, part, count) in &self.counts {
            match sums.iter_mut().find(|(name, _)| name == part) {
                Some((_, sum)) => *sum += count,
                None => sums.push((part.clone(), *count)),
            }
        }
        sums.sort_by_key(|(_, sum)| std::cmp::Reverse(*sum));
        let more = sums.len() > MOST_PARTS;
        let mut names: Vec<String> = sums.into_iter().take(MOST_PARTS).map(|(name, _)| name).collect();
        if more {
            names.push(OTHERS.to_owned());
        }
        names
    }

    /// Items of a bar, or of one part of it.
    fn of(&self, bar: &str, part: Option<(&str, &[String])>) -> u64 {
        let fits = |name: &str| match part {
            None => true,
            Some((OTHERS, parts)) => !parts.iter().any(|p| p == name),
            Some((part, _)) => part == name,
        };
        self.counts.iter().filter(|(b, p, _)| b == bar && fits(p)).map(|(.., count)| count).sum()
    }
}

/// Eight colours that are told apart by most eyes (Okabe and Ito).
fn colour(at: usize) -> RGBColor {
    const COLOURS: [(u8, u8, u8); 8] = [
        (0, 114, 178),
        (230, 159, 0),
        (0, 158, 115),
        (213, 94, 0),
        (86, 180, 233),
        (204, 121, 167),
        (240, 228, 66),
        (90, 90, 90),
    ];
    let (r, g, b) = COLOURS[at % COLOURS.len()];
    RGBColor(r, g, b)
}

fn text(error: impl Display) -> String {
    error.to_string()
}
