//! Closed sets of words: enums whose variants have one fixed spelling, and those that the data names.
//!
//! Build script and crate share this file.

/// Declares an enum whose variants have one fixed spelling, used in the catalog, in JSON and on
/// the command line alike.
#[doc(hidden)]
#[macro_export]
macro_rules! named_enum {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $text:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, ::serde::Serialize, ::serde::Deserialize)]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $text)] $variant,)+ }

        impl $name {
            /// Every variant, in the order of declaration.
            pub const ALL: &'static [$name] = &[$($name::$variant,)+];

            /// The one spelling used in the catalog, in JSON and on the command line.
            pub fn as_str(self) -> &'static str {
                match self { $($name::$variant => $text,)+ }
            }

            /// The variant that `text` names, ignoring case.
            pub fn from_name(text: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|v| v.as_str().eq_ignore_ascii_case(text))
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }
    };
}

named_enum! {
    /// The creator's standing (IPTC Creator's Job Title, as agencies use it).
    Status {
        /// Employed by the organisation that supplies the picture.
        Staff = "Staff",
        /// Contributes to it without being employed.
        Contributor = "Contributor",
        /// Works for it by the piece; name often withheld.
        Stringer = "Stringer",
        /// Self-employed.
        Freelance = "Freelance",
        /// Shot for all media under a pool arrangement.
        Pool = "Pool",
    }
}

named_enum! {
    /// What a credit says about the picture besides who is owed credit.
    Flag {
        /// Given by courtesy of its owner.
        Courtesy = "courtesy",
        /// Handed out by an interested party.
        Handout = "handout",
        /// From the archive, not of the day.
        File = "file",
        /// A picture of a screen, or a still of a video.
        Screenshot = "screenshot",
        /// Drawn, or posed to illustrate.
        Illustration = "illustration",
        /// Assembled of several pictures.
        Composite = "composite",
        /// Made by a generative model.
        AiGenerated = "ai-generated",
        /// Taken from a social network.
        SocialMedia = "social-media",
        /// The credit line itself says that no creator is named (private, supplied, all rights reserved).
        Uncredited = "uncredited",
        /// Free of copyright.
        PublicDomain = "public-domain",
    }
}

named_enum! {
    /// What kind of body an organisation is.
    OrganisationKind {
        /// A news agency with text and pictures.
        Wire = "wire",
        /// Supplies photographs.
        PhotoAgency = "photo-agency",
        /// Stock and microstock.
        Stock = "stock",
        /// An archive, museum or library.
        Archive = "archive",
        /// A brand inside a distributor.
        Collection = "collection",
        /// Radio and television.
        Broadcaster = "broadcaster",
        /// A newspaper.
        Newspaper = "newspaper",
        /// A magazine.
        Magazine = "magazine",
        /// An online publication.
        Online = "online",
        /// A publishing house.
        Publisher = "publisher",
        /// A government, ministry or authority.
        Government = "government",
        /// Police, fire and rescue services, armed forces.
        Service = "service",
        /// A space agency.
        Space = "space",
        /// A non-governmental or international organisation.
        Ngo = "ngo",
        /// A university, hospital or research body.
        Research = "research",
        /// A club, league or federation.
        Sport = "sport",
        /// A social network or video platform.
        Social = "social",
        /// A platform of freely licensed pictures.
        Free = "free",
        /// A company that hands out its own pictures.
        Company = "company",
        /// Not known.
        Other = "other",
    }
}
