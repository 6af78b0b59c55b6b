//! Properties of the key of a picture: what differs between renditions does not matter; site, folder and
//! name do.

use cutline_extract::identity::picture_key;

fn key(url: &str) -> Option<String> {
    picture_key(&[url.to_owned()])
}

/// Numbers that look like chance and are the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }

    fn one<'a>(&mut self, all: &[&'a str]) -> &'a str {
        all[self.roll(all.len())]
    }

    fn word(&mut self) -> String {
        (0..4 + self.roll(6)).map(|_| char::from(b'a' + self.roll(26) as u8)).collect()
    }
}

/// A picture: its site, its folder and its name.
struct Picture {
    site: String,
    folder: String,
    name: String,
}

impl Picture {
    fn new(dice: &mut Dice) -> Self {
        let number = 1000 + dice.roll(8999);
        Self {
            site: format!("{}.example", dice.word()),
            folder: format!("{}/{}", 2001 + dice.roll(20), dice.word()),
            name: format!("{}-{}-{}", dice.word(), dice.word(), number | 1),
        }
    }

    /// One of the many addresses under which a site delivers it.
    fn rendition(&self, dice: &mut Dice) -> String {
        let scheme = dice.one(&["https://", "http://", "//"]);
        let host = dice.one(&["", "www.", "cdn.", "cdn3.", "img.", "static.", "media."]);
        let size =
            dice.one(&["", "w_640/", "c_fill,w_640,h_360/", "640x360/", "width=800,quality=80/", "fit-in/300x200/"]);
        let tail = dice.one(&["", "-640x480", "-1200x800", "_800", "@2x", "-scaled"]);
        let format = dice.one(&[".jpg", ".JPG", ".webp", ".jpeg", ".png.webp", ".avif"]);
        let query = dice.one(&["", "?w=640", "?w=1200&h=800&q=75", "?v=3", "?auto=format&fit=crop", "#lead"]);
        let Self { site, folder, name } = self;
        format!("{scheme}{host}{site}/{folder}/{size}{name}{tail}{format}{query}")
    }
}

#[test]
fn renditions_share_a_key() {
    let mut dice = Dice(1);
    for _ in 0..2000 {
        let picture = Picture::new(&mut dice);
        let (one, other) = (picture.rendition(&mut dice), picture.rendition(&mut dice));
        assert!(key(&one).is_some(), "{one}");
        assert_eq!(key(&one), key(&other), "{one} {other}");
    }
}

#[test]
fn another_site_folder_or_name_is_another_picture() {
    let mut dice = Dice(2);
    for _ in 0..2000 {
        let picture = Picture::new(&mut dice);
        let other = Picture::new(&mut dice);
        let changed = match dice.roll(3) {
            0 => Picture { site: other.site, folder: picture.folder.clone(), name: picture.name.clone() },
            1 => Picture { site: picture.site.clone(), folder: other.folder, name: picture.name.clone() },
            _ => Picture { site: picture.site.clone(), folder: picture.folder.clone(), name: other.name },
        };
        let (one, two) = (picture.rendition(&mut dice), changed.rendition(&mut dice));
        assert_ne!(key(&one), key(&two), "{one} {two}");
    }
}

#[test]
fn any_text_is_read_without_harm() {
    let mut dice = Dice(3);
    let pieces = [
        "http", "://", "/", "?", "#", "&", "%2F", "%", "é", "写真", ".jpg", "-", "_", "640x", "=", "@", ":", "..", "a1",
    ];
    for _ in 0..20_000 {
        let url: String = (0..dice.roll(14)).map(|_| dice.one(&pieces)).collect();
        assert_eq!(key(&url), key(&url));
        assert!(key(&url).is_none_or(|key| !key.is_empty()), "{url}");
    }
}
