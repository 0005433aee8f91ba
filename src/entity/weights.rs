//! The weights of evidence: `gazetteer/language/weights.tsv`, read once.

use crate::table;
use std::sync::LazyLock;

macro_rules! weights {
    ($($name:ident),* $(,)?) => {
        /// Evidence in tenths of log-odds; the table says what each means.
        #[derive(Debug, PartialEq, Eq)]
        pub(super) struct Weights { $(pub(super) $name: i32),* }

        impl Weights {
            /// Reads the table.
            ///
            /// # Errors
            /// A weight that is missing or no whole number, in words.
            fn parse(text: &str) -> Result<Self, String> {
                let table = table::parse(text).map_err(|fault| fault.message)?;
                let value = |name: &str| {
                    let row = table.rows().find(|row| row.get("name") == Some(name)).ok_or_else(|| format!("no weight {name}"))?;
                    row.get("value").unwrap_or_default().parse::<i32>().map_err(|_| format!("the weight {name} is no whole number"))
                };
                Ok(Self { $($name: value(stringify!($name))?),* })
            }

            #[cfg(test)]
            const NAMES: &[&str] = &[$(stringify!($name)),*];
        }
    };
}

weights!(
    accept,
    country_in_document,
    country_in_sentence,
    listed_short,
    margin,
    named_before,
    named_last,
    named_later,
    only_owner,
    rare_surname,
    title_contradicts,
    title_fits,
    title_former,
    title_out_of_date,
    title_part_fits,
);

const TABLE: &str = include_str!("../../gazetteer/language/weights.tsv");

pub(super) static WEIGHTS: LazyLock<Weights> =
    LazyLock::new(|| Weights::parse(TABLE).expect("the built-in table of weights is checked by tests"));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_weight_of_the_table_is_used_and_says_why() {
        let table = table::parse(TABLE).unwrap();
        let names: Vec<&str> = table.rows().filter_map(|row| row.get("name")).collect();
        assert_eq!(names, Weights::NAMES, "the rows in order are the weights that the program knows");
        assert!(table.rows().all(|row| row.get("why").is_some_and(|why| why.len() > 20)));
        assert!(Weights::parse(TABLE).is_ok());
        assert_eq!(Weights::parse("name\tvalue\naccept\tmuch\n").unwrap_err(), "the weight accept is no whole number");
    }

    #[test]
    fn one_good_reason_is_enough_and_half_of_one_is_not() {
        let weights = &*WEIGHTS;
        for good in [weights.named_before, weights.title_fits, weights.listed_short] {
            assert!(good >= weights.accept);
        }
        assert!(weights.only_owner + weights.country_in_sentence < weights.accept);
        assert!(weights.title_out_of_date < 0 && weights.title_contradicts <= -weights.title_fits);
    }
}
