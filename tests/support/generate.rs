//! Invented articles in any number, the same for the same seed: benchmarks and tests share them.

use std::fmt::Write as _;
use std::io;
use std::path::Path;

/// A small generator of numbers (SplitMix64), so that a seed says everything.
pub struct Dice(u64);

impl Dice {
    /// Numbers that follow from `seed`.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, n: u64) -> u64 {
        self.next() % n
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.below(from.len() as u64) as usize]
    }
}

const FIRST: &[&str] =
    &["Lena", "Jun", "Ada", "Marta", "Oskar", "Inès", "Ravi", "Noor", "Pekka", "Zoë", "Tomás", "Ivana"];
const LAST: &[&str] =
    &["Orlova", "Seo", "Marsh", "Lind", "Falk", "Delorme", "Anand", "Haddad", "Salo", "van der Berg", "Rivas", "Malá"];
const HOUSES: &[&str] = &[
    "Getty Images",
    "AFP",
    "Reuters",
    "AP",
    "dpa",
    "EFE",
    "ANSA",
    "NurPhoto",
    "TASS",
    "PA Wire",
    "Shutterstock",
    "Xinhua",
    "Some Local House",
];
const WHAT: &[&str] = &[
    "A tanker at anchor",
    "Fans outside the ground",
    "Firefighters on the quay",
    "The minister at the podium",
    "A tram in the snow",
    "Farmers block the road",
];
const WHERE: &[&str] =
    &["off Cape Mariner", "in Port Mariner", "near Milldale", "at the old bridge", "in La Plata", "on Thursday night"];
const SENTENCES: &[&str] = &[
    "The council said on Tuesday that the work would take two more weeks than planned.",
    "Nobody had expected the water to rise so quickly, and nobody had prepared for it.",
    "\"We have done this before,\" said a spokeswoman, \"and we know where the shovels are.\"",
    "According to figures of the harbour office, the average delay has grown from two days to nine.",
    "Reuters first reported the plan on Monday, and the owner has not commented since.",
    "Prices rose by 4.5 percent in the year to March, the statistics office said.",
    "The vote was nine to four, with two members absent because of the weather.",
    "He pointed at the map, at the river, and then at the place where the road had been.",
];

/// An article and how many photos and videos stand in it.
pub struct Article {
    /// Its text.
    pub text: String,
    /// Photos in it.
    pub photos: usize,
    /// Videos in it.
    pub videos: usize,
}

/// The article of `seed`: three to nine kilobytes of running text, up to five photos, now and then a
/// video.
pub fn article(seed: u64) -> Article {
    let mut dice = Dice::new(seed);
    let mut text = String::with_capacity(6000);
    let (mut photos, mut videos) = (0, 0);
    // Writing to a String cannot fail.
    let _ = writeln!(
        text,
        "World\n\n{} {} number {seed}\n\nBy {} {}\n",
        dice.pick(WHAT),
        dice.pick(WHERE),
        dice.pick(FIRST),
        dice.pick(LAST)
    );
    let _ = writeln!(
        text,
        "{} {} 20{:02}\n",
        1 + dice.below(28),
        dice.pick(&["March", "May", "September", "November"]),
        10 + dice.below(14)
    );
    let style = dice.below(4);
    let wanted = dice.below(6);
    for _ in 0..8 + dice.below(14) {
        for _ in 0..2 + dice.below(3) {
            text.push_str(dice.pick(SENTENCES));
            text.push(' ');
        }
        text.push_str("\n\n");
        if photos < wanted as usize {
            photo(&mut dice, style, &mut text);
            photos += 1;
        }
    }
    if dice.below(5) == 0 {
        let (minutes, seconds) = (1 + dice.below(9), dice.below(60));
        let _ = writeln!(
            text,
            "How it happened, in numbers\nVIDEO{minutes}:{seconds:02}0{minutes}:{seconds:02}\nHow it happened, in numbers\n"
        );
        videos += 1;
    }
    text.push_str("© 2024 The Mariner Courier. All rights reserved.\n");
    Article { text, photos, videos }
}

fn photo(dice: &mut Dice, style: u64, text: &mut String) {
    let caption = format!("{} {}, seen {} days before the vote", dice.pick(WHAT), dice.pick(WHERE), 2 + dice.below(90));
    let (name, house) = (format!("{} {}", dice.pick(FIRST), dice.pick(LAST)), dice.pick(HOUSES));
    let _ = match style {
        0 => writeln!(text, "{caption}.\n{name} | Contributor | {house}\n"),
        1 => writeln!(text, "{caption}. ({name}/{house})\n"),
        2 => writeln!(text, "{caption}. Foto: {name}/{house}\n"),
        _ => writeln!(text, "{caption}.\n\nPhotograph: {name}/{house}\n"),
    };
}

const SYLLABLES: &[&str] =
    &["ka", "lo", "mer", "vin", "ta", "sol", "ber", "nu", "rik", "dar", "en", "os", "pel", "mi", "tru", "gan"];

/// One of `n` made-up words; small numbers come far more often than large ones, as words do.
fn word(dice: &mut Dice, n: u64) -> String {
    let uniform = dice.below(1 << 20) as f64 / (1 << 20) as f64;
    let mut number = (uniform.powi(4) * n as f64) as usize;
    let mut out = String::new();
    for _ in 0..3 {
        out.push_str(SYLLABLES[number % SYLLABLES.len()]);
        number /= SYLLABLES.len();
    }
    out
}

fn capital(word: &str) -> String {
    word[..1].to_uppercase() + &word[1..]
}

/// A short article of `seed` with five photos or videos of many creators, houses and words: what
/// large catalogs are made of. One in eight is a video and has no credit.
pub fn picture_page(seed: u64) -> String {
    let mut dice = Dice::new(seed ^ 0x5eed);
    let mut text = format!("World\n\nPictures of the {} number {seed}\n\n", word(&mut dice, 4000));
    let _ = writeln!(
        text,
        "{} {} {}\n",
        1 + dice.below(28),
        dice.pick(&["January", "March", "May", "July", "September", "November"]),
        2010 + dice.below(15)
    );
    for number in 1..=5 {
        if dice.below(8) == 0 {
            let (minutes, seconds) = (1 + dice.below(9), dice.below(60));
            let title = format!("{} in motion, part {number}", capital(&word(&mut dice, 4000)));
            let _ = writeln!(text, "{title}\nVIDEO{minutes}:{seconds:02}0{minutes}:{seconds:02}\n{title}\n");
            continue;
        }
        let _ = write!(text, "Photo: {} {}", capital(&word(&mut dice, 4000)), dice.pick(WHERE));
        for _ in 0..6 + dice.below(6) {
            let _ = write!(text, " {}", word(&mut dice, 4000));
        }
        let name = format!("{} {}", capital(&word(&mut dice, 300)), capital(&word(&mut dice, 4000)));
        let _ = match dice.below(8) {
            0..4 => writeln!(text, ". ({name}/{})\n", dice.pick(&["Getty Images", "Reuters", "AP", "AFP"])),
            4 => writeln!(text, ". ({name}/AFP via Getty Images)\n"),
            _ => writeln!(text, ". ({name}/{})\n", dice.pick(HOUSES)),
        };
    }
    text
}

/// A credit line of `seed`.
pub fn credit_line(seed: u64) -> String {
    let mut dice = Dice::new(seed);
    let (name, house, other) =
        (format!("{} {}", dice.pick(FIRST), dice.pick(LAST)), dice.pick(HOUSES), dice.pick(HOUSES));
    match dice.below(6) {
        0 => format!("{name} | Contributor | {house}"),
        1 => format!("{name}/{house} via {other}"),
        2 => format!("Foto: {}/{house}", name.to_uppercase()),
        3 => format!("(Photo by {name}/{house})"),
        4 => format!("© {house} / {name}"),
        _ => format!("Image Credits: {name} / {house} (CC BY-SA 4.0)"),
    }
}

/// Writes `files` articles below `root`, at most a thousand in a folder.
///
/// # Errors
/// What the file system answers.
pub fn tree(root: &Path, files: u64, seed: u64) -> io::Result<()> {
    for number in 0..files {
        let folder = root.join(format!("{:04}", number / 1000));
        if number % 1000 == 0 {
            std::fs::create_dir_all(&folder)?;
        }
        std::fs::write(folder.join(format!("{number:07}.txt")), article(seed.wrapping_add(number)).text)?;
    }
    Ok(())
}
