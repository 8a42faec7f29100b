//! Rows by year, and goals: each verdict is a button that shows its working.

use super::Chosen;
use crate::domain::attainment::{Flip, Span, Subject};
use crate::domain::working::Working;
use crate::text;
use crate::ui::parts::badge::badge;
use crate::ui::store::{Assessed, Verdicts, flips_of};
use yew::prelude::*;

/// The data of the tables.
pub struct Tables<'a> {
    /// The pack and the workspace.
    pub assessed: &'a Assessed,
    /// The verdicts.
    pub verdicts: &'a Verdicts,
    /// The verdict that is shown in detail.
    pub shown: Option<&'a Chosen>,
    /// Verdicts that other readings would flip.
    pub flips: &'a [Flip],
    /// Called with the verdict that was chosen.
    pub choose: &'a Callback<Chosen>,
}

impl Tables<'_> {
    /// Rows by year and over the whole period.
    pub fn rows(&self) -> Html {
        let years = self.assessed.rules().plan_years();
        let spans: Vec<Span> = years.map(Span::Year).chain([Span::Whole]).collect();
        let rows = self.assessed.rules().rows.iter().zip(&self.verdicts.assessment.rows).map(|(row, result)| {
            let cells = spans.iter().map(|span| match result.of(*span) {
                Some(working) => self.cell(Subject::Row(row.id.clone()), &row.short_name, *span, working),
                None => html! { <td class="none">{ "—" }</td> },
            });
            html! {
                <tr>
                    <th scope="row"><span class="row-number">{ row.id.to_string() }</span><span title={row.name.clone()}>{ &row.short_name }</span></th>
                    { for cells }
                </tr>
            }
        });
        html! {
            <table class="data verdicts">
                <thead><tr>
                    <th scope="col">{ "指标" }</th>
                    { for spans.iter().map(|span| html! { <th scope="col">{ text::span_name(*span) }</th> }) }
                </tr></thead>
                <tbody>{ for rows }</tbody>
            </table>
        }
    }

    /// Goals over the whole period.
    pub fn goals(&self) -> Html {
        let goals = self.assessed.rules().goals.iter().zip(&self.verdicts.assessment.goals);
        let rows = goals.map(|(goal, (_, working))| {
            html! {
                <tr>
                    <th scope="row"><span class="row-number">{ goal.id.to_string() }</span>{ &goal.name }</th>
                    { self.cell(Subject::Goal(goal.id.clone()), &goal.name, Span::Whole, working) }
                </tr>
            }
        });
        html! {
            <table class="data verdicts goals">
                <thead><tr><th scope="col">{ "目标" }</th><th scope="col">{ "判定" }</th></tr></thead>
                <tbody>{ for rows }</tbody>
            </table>
        }
    }

    fn cell(&self, subject: Subject, name: &str, span: Span, working: &Working) -> Html {
        let flips = flips_of(self.flips, &subject).any(|flip| flip.span == span && flip.is_certain());
        let below = self.below(&subject, span, working);
        let chosen = Chosen { subject, span };
        let here = self.shown == Some(&chosen);
        let choose = self.choose.reform(move |_: MouseEvent| chosen.clone());
        html! {
            <td class={classes!(here.then_some("here"))}>
                <button type="button" class="verdict" aria-pressed={here.to_string()} onclick={choose}>
                    <span class="hidden">{ format!("{name} {}：", text::span_name(span)) }</span>
                    { badge(working) }
                    { for below.into_iter().map(|line| html! { <small>{ line }</small> }) }
                    if flips { <small class="turning">{ "换口径会变" }</small> }
                </button>
            </td>
        }
    }

    /// The figures, and the distance to the requirement.
    fn below(&self, subject: &Subject, span: Span, working: &Working) -> Vec<String> {
        if matches!(subject, Subject::Goal(_)) {
            return Vec::new();
        }
        text::cell_lines(self.assessed.rules(), working, span)
    }
}
