//! Which source is believed: one order for each field, and the only place that knows it.

use crate::model::{Field, Source};

/// Sources in the order in which they are believed, for some fields.
struct Order {
    fields: &'static [Field],
    sources: &'static [Source],
}

/// The table. A person of the desk first; then what a format declares field by field; then the words of
/// the page, the nearer to the picture the better; then what the page's data says of its pictures; then
/// what stands beside the same picture elsewhere on the page, which may be a teaser's headline.
const TRUST: &[Order] = &[
    Order {
        fields: &[Field::Credit, Field::Creator, Field::Copyright, Field::Licence],
        sources: &[
            Source::Amendment,
            Source::Newsml,
            Source::Ninjs,
            Source::Oembed,
            Source::Feed,
            Source::Markdown,
            Source::Text,
            Source::CreditElement,
            Source::Figcaption,
            Source::CaptionElement,
            Source::FigureText,
            Source::FrameText,
            Source::Beside,
            Source::Microdata,
            Source::Attribute,
            Source::JsonLd,
            Source::PageState,
            Source::Html,
            Source::Player,
            Source::VideoElement,
            Source::VideoCard,
            Source::Unknown,
        ],
    },
    Order {
        fields: &[Field::Caption, Field::Alt],
        sources: &[
            Source::Amendment,
            Source::Newsml,
            Source::Ninjs,
            Source::Oembed,
            Source::Feed,
            Source::Markdown,
            Source::Text,
            Source::Figcaption,
            Source::CaptionElement,
            Source::FigureText,
            Source::FrameText,
            Source::Beside,
            Source::CreditElement,
            Source::Microdata,
            Source::Attribute,
            Source::JsonLd,
            Source::PageState,
            Source::Html,
            Source::Player,
            Source::VideoElement,
            Source::VideoCard,
            Source::Unknown,
        ],
    },
    Order {
        fields: &[Field::Title, Field::Duration, Field::Structured],
        sources: &[
            Source::Amendment,
            Source::Newsml,
            Source::Ninjs,
            Source::Oembed,
            Source::Feed,
            Source::Markdown,
            Source::Text,
            Source::JsonLd,
            Source::Player,
            Source::VideoElement,
            Source::VideoCard,
            Source::PageState,
            Source::Microdata,
            Source::Attribute,
            Source::Html,
            Source::CreditElement,
            Source::Figcaption,
            Source::CaptionElement,
            Source::FigureText,
            Source::FrameText,
            Source::Beside,
            Source::Unknown,
        ],
    },
];

/// How far behind `source` stands for `field`: 0 is believed before all others.
pub fn rank(field: Field, source: Source) -> usize {
    let order = TRUST.iter().find(|order| order.fields.contains(&field));
    order.and_then(|order| order.sources.iter().position(|s| *s == source)).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_source_has_a_rank_for_every_field() {
        for field in Field::ALL {
            let mut ranks: Vec<usize> = Source::ALL.iter().map(|source| rank(*field, *source)).collect();
            ranks.sort_unstable();
            assert_eq!(ranks, (0..Source::ALL.len()).collect::<Vec<_>>(), "{field}");
        }
    }
}
