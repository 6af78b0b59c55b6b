//! The elements that mean something for media and their text; all others are `Other`.

macro_rules! tags {
    ($($variant:ident $name:literal)+) => {
        /// What a node is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Tag { Text, Comment, Other, $($variant),+ }

        impl Tag {
            /// The tag of that name, whatever its case.
            pub fn of(name: &str) -> Self {
                let mut lower = [0u8; 20];
                let Some(lower) = lower.get_mut(..name.len()) else { return Self::Other };
                lower.copy_from_slice(name.as_bytes());
                lower.make_ascii_lowercase();
                $(if lower == $name.as_bytes() { return Self::$variant; })+
                Self::Other
            }
        }
    };
}

// The commonest first: they are compared in this order.
tags! {
    Div "div" Span "span" A "a" P "p" Li "li" Path "path" Img "img" Script "script" Svg "svg" Link "link" Meta "meta"
    Source "source" Picture "picture" Figure "figure" Figcaption "figcaption" Ul "ul" Button "button" Style "style"
    H1 "h1" H2 "h2" H3 "h3" H4 "h4" H5 "h5" H6 "h6" Strong "strong" B "b" I "i" Em "em" Small "small" Cite "cite" Br "br"
    Section "section" Article "article" Aside "aside" Header "header" Footer "footer" Main "main" Nav "nav" Time "time"
    Video "video" Audio "audio" Iframe "iframe" AmpImg "amp-img" AmpVideo "amp-video" AmpIframe "amp-iframe"
    AmpYoutube "amp-youtube" Noscript "noscript" Template "template" Title "title" Html "html" Head "head" Body "body"
    Form "form" Input "input" Label "label" Select "select" Option "option" Textarea "textarea" Table "table" Tr "tr"
    Td "td" Dl "dl" Dt "dt" Dd "dd" Ol "ol" Hr "hr" Blockquote "blockquote" Pre "pre" Address "address" Details "details"
    Fieldset "fieldset" Sub "sub" Sup "sup" U "u" Mark "mark" Font "font" Wbr "wbr" Abbr "abbr" Center "center"
    Object "object" Embed "embed" Base "base" Area "area" Col "col" Track "track" Param "param"
}

impl Tag {
    /// Has no content and no end tag.
    pub fn is_void(self) -> bool {
        use Tag as T;
        matches!(
            self,
            T::Img
                | T::Link
                | T::Meta
                | T::Source
                | T::Br
                | T::Input
                | T::Hr
                | T::Wbr
                | T::Embed
                | T::Base
                | T::Area
                | T::Col
                | T::Track
                | T::Param
        )
    }

    /// Its start ends an open paragraph.
    pub fn closes_paragraph(self) -> bool {
        use Tag as T;
        self.is_heading()
            || matches!(
                self,
                T::P | T::Div
                    | T::Ul
                    | T::Ol
                    | T::Dl
                    | T::Figure
                    | T::Figcaption
                    | T::Section
                    | T::Article
                    | T::Aside
                    | T::Header
                    | T::Footer
                    | T::Main
                    | T::Nav
                    | T::Form
                    | T::Table
                    | T::Hr
                    | T::Blockquote
                    | T::Pre
                    | T::Address
                    | T::Details
                    | T::Fieldset
                    | T::Center
            )
    }

    /// `h1` to `h6`.
    pub fn is_heading(self) -> bool {
        matches!(self, Tag::H1 | Tag::H2 | Tag::H3 | Tag::H4 | Tag::H5 | Tag::H6)
    }

    /// Stands inside a line of text and parts no words.
    pub fn is_formatting(self) -> bool {
        use Tag as T;
        matches!(
            self,
            T::B | T::I
                | T::Em
                | T::Strong
                | T::U
                | T::Mark
                | T::Font
                | T::Sub
                | T::Sup
                | T::Wbr
                | T::Abbr
                | T::Cite
                | T::A
        )
    }

    /// Stands inside a line of text.
    pub fn is_inline(self) -> bool {
        self.is_formatting() || matches!(self, Tag::Span | Tag::Small | Tag::Time | Tag::Label | Tag::Text | Tag::Other)
    }

    /// Holds no text that a reader sees as part of the article.
    pub fn is_silent(self) -> bool {
        use Tag as T;
        matches!(
            self,
            T::Script | T::Style | T::Noscript | T::Template | T::Svg | T::Select | T::Textarea | T::Title | T::Iframe
        )
    }
}
