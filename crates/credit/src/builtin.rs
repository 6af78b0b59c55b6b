//! The vocabulary that ships with the program: tables that the build script wrote.

use std::borrow::Cow;

use crate::class::Class;
use crate::named::{Flag, OrganisationKind, Status};
use crate::organisations::{Match, Piece, Row, Shipped, SpellingKind, SpellingRow};
use crate::phrase::{Ending, Phrase};
use crate::table::{Record, Table};

include!(concat!(env!("OUT_DIR"), "/tables.rs"));
