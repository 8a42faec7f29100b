//! A drawing backend for `plotters` that collects marks. It measures text itself, so that a Chinese label is as
//! wide here as on the page, and encodes a mark's role in its colour.

use super::scene::{Anchor, Mark, Role};
use plotters_backend::text_anchor::{HPos, VPos};
use plotters_backend::{BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind};
use std::convert::Infallible;

/// Collects the marks of a drawing area of a given size.
pub(super) struct Gatherer<'m> {
    pub(super) size: (u32, u32),
    pub(super) marks: &'m mut Vec<Mark>,
}

/// The colour that encodes a role.
pub(super) fn colour(role: Role) -> plotters::style::RGBColor {
    let index = Role::ALL.iter().position(|known| *known == role).unwrap_or(0);
    plotters::style::RGBColor(u8::try_from(index).unwrap_or(0), 0, 0)
}

fn role(colour: BackendColor) -> Role {
    Role::ALL.get(usize::from(colour.rgb.0)).copied().unwrap_or(Role::Axis)
}

/// Width of a text in ems: Chinese characters and full-width signs fill one, the rest about half.
pub fn width_in_ems(text: &str) -> f64 {
    text.chars().map(|character| if character < '\u{2E80}' { 0.56 } else { 1.0 }).sum()
}

impl Gatherer<'_> {
    fn line(&mut self, points: Vec<BackendCoord>, colour: BackendColor) {
        if points.len() > 1 && colour.alpha > 0.0 {
            self.marks.push(Mark::Line { role: role(colour), open: false, points });
        }
    }
}

impl DrawingBackend for Gatherer<'_> {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Result<(), DrawingErrorKind<Infallible>> {
        Ok(())
    }

    fn present(&mut self) -> Result<(), DrawingErrorKind<Infallible>> {
        Ok(())
    }

    fn draw_pixel(&mut self, _: BackendCoord, _: BackendColor) -> Result<(), DrawingErrorKind<Infallible>> {
        Ok(())
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> Result<(), DrawingErrorKind<Infallible>> {
        self.line(vec![from, to], style.color());
        Ok(())
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
        filled: bool,
    ) -> Result<(), DrawingErrorKind<Infallible>> {
        self.marks.push(Mark::Bar { role: role(style.color()), from, to, filled });
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Result<(), DrawingErrorKind<Infallible>> {
        self.line(path.into_iter().collect(), style.color());
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        at: BackendCoord,
        radius: u32,
        style: &S,
        filled: bool,
    ) -> Result<(), DrawingErrorKind<Infallible>> {
        self.marks.push(Mark::Dot { role: role(style.color()), at, radius, filled });
        Ok(())
    }

    fn draw_text<S: BackendTextStyle>(
        &mut self,
        text: &str,
        style: &S,
        at: BackendCoord,
    ) -> Result<(), DrawingErrorKind<Infallible>> {
        let anchor = match style.anchor().h_pos {
            HPos::Left => Anchor::Start,
            HPos::Center => Anchor::Middle,
            HPos::Right => Anchor::End,
        };
        // How far the baseline is below the anchor, in hundredths of an em.
        let shift = match style.anchor().v_pos {
            VPos::Top => 88,
            VPos::Center => 35,
            VPos::Bottom => -12,
        };
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a font size is small and positive"
        )]
        let size = style.size() as u32;
        let role = role(style.color());
        self.marks.push(Mark::Text { role, at, anchor, shift, size, text: text.to_owned() });
        Ok(())
    }

    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        text: &str,
        style: &S,
    ) -> Result<(u32, u32), DrawingErrorKind<Infallible>> {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a text is at most some thousand pixels wide"
        )]
        Ok(((width_in_ems(text) * style.size()).ceil() as u32, style.size().ceil() as u32))
    }
}
