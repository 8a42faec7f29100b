//! Ids of things in a pack. Each kind has its own type, so that a row's id cannot be used as a goal's.

use std::sync::Arc;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            /// The id of that text.
            pub fn new(text: &str) -> Self {
                Self(text.into())
            }

            /// The text, as files hold it.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

id!(
    /// A pack, for example `shaanxi-2021-2023`.
    PackId
);
id!(
    /// A series of figures, for example `pledge_amount`.
    SeriesId
);
id!(
    /// A row of the annex, `1` to `13` in the built-in pack.
    RowId
);
id!(
    /// A goal, `G1` to `G7` in the built-in pack.
    GoalId
);
id!(
    /// A reading: a named choice between interpretations.
    ReadingId
);
id!(
    /// An option of a reading.
    OptionId
);
id!(
    /// A statement that a goal requires besides its rows.
    StatementId
);
