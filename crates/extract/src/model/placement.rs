//! Where in its document a media item stands, and which rule said so.

use std::fmt;

use cutline_credit::named_enum;
use serde::{Deserialize, Serialize};

named_enum! {
    /// Where in its document a media item stands.
    #[derive(Default)]
    Placement {
        /// At the head of the article.
        Lead = "lead",
        /// In the running text.
        #[default]
        Body = "body",
        /// In a gallery or slide show.
        Gallery = "gallery",
        /// On the page but not of the article: teasers, logos, related links.
        Page = "page",
    }
}

/// Declares the reasons: a name for the catalog and for JSON, and a sentence for people.
macro_rules! reasons {
    ($($(#[$doc:meta])* $variant:ident = $name:literal, $sentence:literal;)+) => {
        /// The rule that decided where a media item stands.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[non_exhaustive]
        pub enum PlacementReason { $($(#[$doc])* #[serde(rename = $name)] $variant,)+ }

        impl PlacementReason {
            /// Every reason, in the order of declaration.
            pub const ALL: &'static [PlacementReason] = &[$(PlacementReason::$variant,)+];

            /// The one spelling used in the catalog, in JSON and on the command line.
            pub fn as_str(self) -> &'static str {
                match self { $(PlacementReason::$variant => $name,)+ }
            }

            /// The reason that `text` names, ignoring case.
            pub fn from_name(text: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|reason| reason.as_str().eq_ignore_ascii_case(text))
            }
        }

        /// In words for a person.
        impl fmt::Display for PlacementReason {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(match self { $(PlacementReason::$variant => $sentence,)+ })
            }
        }
    };
}

reasons! {
    /// Nobody recorded it.
    #[default]
    Unknown = "unknown", "not recorded";
    /// No part of the page reads like an article.
    NoArticle = "no-article", "no part of the page reads like an article";
    /// Inside `nav`.
    Navigation = "navigation", "it stands in the navigation of the page";
    /// Inside `footer`.
    Footer = "footer", "it stands in the footer of the page";
    /// Inside `aside`, and no credit of the article's speaks for it.
    Aside = "aside", "it stands in a side column";
    /// An element around it is named like teasers or advertisements.
    Teaser = "teaser", "an element around it is named like a teaser or an advertisement";
    /// An element around it is named like logos or portraits.
    Emblem = "emblem", "an element around it is named like a logo or a portrait";
    /// Its words are an author's line.
    Byline = "byline", "its words say who wrote the article";
    /// It is the picture of a link to another article.
    LeadsElsewhere = "leads-elsewhere", "it belongs to a link to another article";
    /// It has no words and is declared small.
    Small = "small", "it has no words and is small";
    /// It has no words and links to something else than a larger picture.
    Linked = "linked", "it has no words and is a link";
    /// It has no words and stands outside of the article.
    Wordless = "wordless", "it has no words and stands outside of the article";
    /// It stands outside of the article.
    Outside = "outside", "it stands outside of the article";
    /// It stands behind the text of the article and has no credit.
    Behind = "behind", "it stands behind the text of the article and has no credit";
    /// An element around it is named like galleries.
    GalleryElement = "gallery-element", "an element around it is named like a gallery";
    /// A counter such as `3 of 12` stands before it.
    Counter = "counter", "a counter of a gallery stands before it";
    /// It stands before the first paragraph.
    BeforeText = "before-text", "it stands before the first paragraph of the article";
    /// The page names it as the picture that stands for the article.
    NamedByPage = "named-by-page", "the page names it as the article's picture";
    /// It stands in the text of the article.
    InText = "in-text", "it stands in the text of the article";
    /// Structured data of the page describes it.
    StructuredData = "structured-data", "structured data of the page describes it";
    /// The format declares it.
    Declared = "declared", "the format says so";
}

/// A placement with the rule that decided it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Placed {
    /// Where it stands.
    pub placement: Placement,
    /// Which rule said so.
    pub reason: PlacementReason,
}

impl Placed {
    /// Not of the article, for `reason`.
    pub fn page(reason: PlacementReason) -> Self {
        Self { placement: Placement::Page, reason }
    }

    /// Whether it is of the article.
    pub fn is_of_article(self) -> bool {
        self.placement != Placement::Page
    }
}
