//! 目标: the targets that bind the unit, row by row.

use super::super::cell::{FIRST, FIRST_TARGET, TARGETS, slots};
use super::super::cell_style::CellStyle;
use super::{Book, Done, begin, cut, end, plain_bold, write_number};
use crate::domain::figures::{Level, TargetSlot};
use crate::domain::policy::Row;
use crate::domain::quantity::{Exact, to_plain};
use crate::text;
use crate::workspace::desk::bound_by;
use rust_xlsxwriter::Worksheet;

impl Book<'_> {
    /// 目标: the targets that bind the unit, row by row.
    pub fn targets(&self, sheet: &mut Worksheet) -> Done {
        let slots = slots(self.pack);
        begin(
            sheet,
            TARGETS,
            &[(1, 46.0), (2, 8.0), (3, 15.0), (4, 15.0), (5, 15.0), (6, 15.0), (7, 12.0), (8, 12.0), (9, 10.0)],
        )?;
        let level = self.workspace.entries.level;
        let words = match level {
            Level::Province => "目标：通知规定的最低数、增长率和比率",
            Level::City => "目标：分配给本单位的；增长率、比率没有另行分配的，用通知规定的",
        };
        sheet.write_string_with_format(0, 1, words, &plain_bold())?;
        sheet.set_column_hidden(0)?;
        let heads = ["键", "工作指标", "单位"].map(str::to_owned).into_iter();
        let heads = heads.chain(slots.iter().map(|slot| text::slot_name(*slot))).chain(["是否适用".to_owned()]);
        for (column, head) in (0..).zip(heads) {
            sheet.write_string_with_format(2, column, head, &CellStyle::Head.format())?;
        }
        let mut last = FIRST;
        for (line, row) in (FIRST..).zip(&self.pack.rows) {
            last = line;
            let unit =
                row.rule.series().first().and_then(|id| self.pack.series_of(id)).map_or("", |one| one.unit.symbol());
            sheet.write_string_with_format(line, 0, row.id.to_string(), &CellStyle::Words.format())?;
            sheet.write_string_with_format(line, 1, cut(&row.name), &CellStyle::Words.format())?;
            sheet.write_string_with_format(line, 2, unit, &CellStyle::Middle.format())?;
            for (column, slot) in (FIRST_TARGET..).zip(&slots) {
                let look = if slot.is_fraction() { CellStyle::Percent } else { CellStyle::Amount };
                match self.bound(row, *slot) {
                    Some(value) => write_number(sheet, (line, column), &to_plain(&value, 12), look)?,
                    None => drop(sheet.write_blank(line, column, &look.format())?),
                }
            }
            let column = FIRST_TARGET.saturating_add(u16::try_from(slots.len()).unwrap_or(0));
            let left_out = level == Level::City && self.workspace.entries.not_applicable.contains_key(&row.id);
            sheet.write_string_with_format(
                line,
                column,
                if left_out { "不适用" } else { "适用" },
                &CellStyle::Middle.format(),
            )?;
        }
        let columns = FIRST_TARGET.saturating_add(u16::try_from(slots.len()).unwrap_or(0));
        end(sheet, (2, FIRST_TARGET), (last, columns))
    }

    pub(in crate::exchange::workbook) fn bound(&self, row: &Row, slot: TargetSlot) -> Option<Exact> {
        bound_by(self.pack, &self.workspace.entries, &row.id, slot)
    }
}
