//! A formula as a small tree, so that its parts are combined as values and not as text.

use std::fmt;

/// A formula of a spreadsheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expr {
    /// A cell, by its address.
    Cell(String),
    /// A number in digits.
    Number(String),
    /// A text.
    Text(String),
    /// A function call.
    Call(&'static str, Vec<Expr>),
    /// A binary operator.
    Binary(Box<Expr>, &'static str, Box<Expr>),
}

impl Expr {
    /// A cell.
    pub fn cell(address: impl Into<String>) -> Expr {
        Expr::Cell(address.into())
    }

    /// A whole number.
    pub fn number(number: impl ToString) -> Expr {
        Expr::Number(number.to_string())
    }

    /// A text.
    pub fn text(text: &str) -> Expr {
        Expr::Text(text.to_owned())
    }

    /// `self`, an operator and `other`.
    pub fn with(self, operator: &'static str, other: Expr) -> Expr {
        Expr::Binary(Box::new(self), operator, Box::new(other))
    }

    /// True if it is blank.
    pub fn holds_nothing(self) -> Expr {
        self.with("=", Expr::text(""))
    }

    /// Rounded to so many decimals; the digits that doubles leave beyond them are noise.
    pub fn rounded(self, decimals: u32) -> Expr {
        Expr::Call("ROUND", vec![self, Expr::number(decimals)])
    }
}

/// `IF`: one of two values, by a condition.
pub fn either(condition: Expr, then: Expr, otherwise: Expr) -> Expr {
    Expr::Call("IF", vec![condition, then, otherwise])
}

/// True if any of the conditions holds.
pub fn any(conditions: Vec<Expr>) -> Expr {
    Expr::Call("OR", conditions)
}

/// True if all the conditions hold.
pub fn all(conditions: Vec<Expr>) -> Expr {
    Expr::Call("AND", conditions)
}

/// The sum of the terms.
pub fn sum(terms: Vec<Expr>) -> Expr {
    Expr::Call("SUM", terms)
}

impl fmt::Display for Expr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Expr::Cell(text) | Expr::Number(text) => f.write_str(text),
            Expr::Text(text) => write!(f, "\"{}\"", text.replace('"', "\"\"")),
            Expr::Binary(left, operator, right) => write!(f, "({left}{operator}{right})"),
            Expr::Call(name, arguments) => {
                write!(f, "{name}(")?;
                for (index, argument) in arguments.iter().enumerate() {
                    write!(f, "{}{argument}", if index > 0 { "," } else { "" })?;
                }
                f.write_str(")")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tree_is_written_as_spreadsheets_read_it() {
        let cell = || Expr::cell("$A$1");
        let tree = either(
            any(vec![cell().holds_nothing(), cell().with("=", Expr::number(0))]),
            Expr::text("说\"无\""),
            cell(),
        );
        assert_eq!(tree.to_string(), r#"IF(OR(($A$1=""),($A$1=0)),"说""无""",$A$1)"#);
    }
}
