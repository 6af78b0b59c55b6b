//! What a piece of a credit line was taken for, and why: closed sets, whose words are for people alone.

use crate::named_enum;

named_enum! {
    /// What a piece of a credit line was taken for.
    SegmentKind {
        /// Introduces the credit: `Foto:`.
        Marker = "marker",
        /// A natural person, the creator.
        Person = "person",
        /// An organisation owed credit.
        Organisation = "organisation",
        /// The creator's standing.
        Status = "status",
        /// A brand inside a distributor.
        Collection = "collection",
        /// Says how the picture came about.
        Flag = "flag",
        /// A licence.
        Licence = "licence",
        /// Restricts the use of the picture.
        Restriction = "restriction",
        /// Says nothing of who is owed credit, or is not understood.
        Unknown = "unknown",
    }
}

named_enum! {
    /// Why a piece of a credit line was taken for what it is. The words are for people; code compares
    /// the variants.
    Reason {
        /// `Foto:`.
        Introduces = "introduces a credit",
        /// `(c)`.
        CopyrightSign = "copyright sign",
        /// `© 2017`.
        CopyrightYear = "year of the copyright",
        /// `Courtesy of`: a flag that introduces the credit.
        MeaningfulMarker = "marker with a meaning",
        /// `ATTENTION EDITORS - …`.
        EditorsNote = "a note to editors",
        /// `All rights reserved`.
        SaysNothing = "says nothing of who is owed credit",
        /// `Gil Ader from Springfield`.
        Origin = "where somebody is from",
        /// `Styling: Name`.
        OtherRole = "has another role than the creator's",
        /// `DENMARK OUT`.
        Restricts = "restricts the use of the picture",
        /// CC0 and its like.
        PublicDomain = "dedication to the public domain",
        /// `CC BY-SA 4.0`.
        Licence = "licence",
        /// A spelling of an organisation.
        Known = "known to the authority",
        /// `Stringer`.
        Standing = "standing of the creator",
        /// `Screenshot`.
        Provenance = "says how the picture came about",
        /// `Photographer` and nothing else.
        Label = "a job or marker word alone",
        /// `@name`.
        Handle = "a name on a social network",
        /// `name@house.com`.
        Address = "an address or a name on a social network",
        /// A number.
        Number = "a number",
        /// `AP Photo`, `Courtesy UNAM`.
        BeforeName = "stands before the name",
        /// `김혜진 기자`.
        BehindName = "stands behind the name",
        /// `EFE J.J. Guillén`.
        BesideOrganisation = "a name beside an organisation",
        /// `Harbour Pictures Ltd`.
        OrganisationShape = "has the shape of an organisation's name",
        /// `Ana Ruiz`.
        PersonShape = "has the shape of a person's name",
        /// Not settled yet.
        NotKnown = "not known",
        /// `Mehr`, without anything that makes it an agency.
        OrdinaryName = "known, but also an ordinary word: no marker and no other organisation beside it",
        /// `via X`, `for X`.
        BehindVia = "stands behind via or for",
        /// `the`, `with`.
        OrdinaryWord = "an ordinary word",
        /// `NPA`, `iPhoto`.
        Abbreviation = "an abbreviation or a coined name",
        /// Words that are no name.
        NotName = "not a name",
        /// `Ruiz/AFP`.
        SingleCreator = "a single name beside an organisation that names its creators",
        /// `by Ruiz`.
        BehindBy = "stands behind by",
        /// `Foto: Harbour`.
        SingleName = "a single name",
        /// `Foto: Harbour and Sea`.
        NoPerson = "a name that is no person's",
        /// Two to four letters of a script without case.
        PersonLength = "as long as a personal name",
        /// `Jose Breton/Pics Action/NurPhoto`.
        InChain = "stands between the creator and a known house",
    }
}
