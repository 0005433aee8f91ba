//! Places for words in a picture: each where it covers nothing that is there already.

use std::collections::BTreeMap;
use unicode_width::UnicodeWidthStr as _;

/// Side of the squares by which neighbours are found.
const CELL: f64 = 60.0;

/// How wide words are about, in units of the picture: there is no font to ask.
#[expect(clippy::cast_precision_loss, reason = "a width of words needs no precision")]
pub(super) fn wide(words: &str, size: f64) -> f64 {
    words.width() as f64 * size * 0.56
}

/// An upright rectangle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Rect {
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
}

impl Rect {
    /// A square around a point.
    pub(super) fn around(x: f64, y: f64, half: f64) -> Self {
        Self { left: x - half, top: y - half, right: x + half, bottom: y + half }
    }

    fn meets(&self, other: &Self) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }

    /// The squares that it touches.
    #[expect(clippy::cast_possible_truncation, reason = "a picture has a few thousand units")]
    fn cells(&self) -> impl Iterator<Item = (i32, i32)> + use<> {
        let [left, right, top, bottom] = [self.left, self.right, self.top, self.bottom].map(|edge| (edge / CELL).floor() as i32);
        (left..=right).flat_map(move |x| (top..=bottom).map(move |y| (x, y)))
    }
}

/// Where words stand.
pub(super) struct Place {
    /// Where the line of writing starts, or its middle.
    pub(super) base: [f64; 2],
    /// Says which of the two it is.
    pub(super) anchor: &'static str,
}

/// What covers the picture so far.
pub(super) struct Labels {
    size: [f64; 2],
    taken: BTreeMap<(i32, i32), Vec<Rect>>,
}

impl Labels {
    /// An empty picture of a size.
    pub(super) fn new(size: [f64; 2]) -> Self {
        Self { size, taken: BTreeMap::new() }
    }

    /// Keeps words away from a place.
    pub(super) fn block(&mut self, rect: Rect) {
        for cell in rect.cells() {
            self.taken.entry(cell).or_default().push(rect);
        }
    }

    /// Room for words beside a circle: right of it, left, below, above.
    pub(super) fn beside(&mut self, words: &str, size: f64, x: f64, y: f64, radius: f64) -> Option<Place> {
        let (wide, gap) = (wide(words, size), radius + 3.0);
        if words.is_empty() {
            return None;
        }
        let places = [
            (x + gap, y + size * 0.35, ""),
            (x - gap, y + size * 0.35, " text-anchor=\"end\""),
            (x, y + gap + size * 0.8, " text-anchor=\"middle\""),
            (x, y - gap - size * 0.2, " text-anchor=\"middle\""),
        ];
        places.into_iter().find_map(|(x, y, anchor)| {
            let left = match anchor {
                "" => x,
                " text-anchor=\"end\"" => x - wide,
                _ => x - wide / 2.0,
            };
            self.take(left, y, wide, size).then_some(Place { base: [x, y], anchor })
        })
    }

    /// Room for words around a point.
    pub(super) fn over(&mut self, words: &str, size: f64, x: f64, y: f64) -> Option<[f64; 2]> {
        let wide = wide(words, size);
        let base = y + size * 0.35;
        (!words.is_empty() && self.take(x - wide / 2.0, base, wide, size)).then_some([x, base])
    }

    fn take(&mut self, left: f64, base: f64, wide: f64, size: f64) -> bool {
        let rect = Rect { left, top: base - size * 0.8, right: left + wide, bottom: base + size * 0.25 };
        let inside = rect.left >= 0.0 && rect.top >= 0.0 && rect.right <= self.size[0] && rect.bottom <= self.size[1];
        let free =
            inside && rect.cells().all(|cell| self.taken.get(&cell).is_none_or(|there| there.iter().all(|other| !rect.meets(other))));
        if free {
            self.block(rect);
        }
        free
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_never_cover_one_another() {
        let mut labels = Labels::new([1000.0, 1000.0]);
        let mut anchors = Vec::new();
        while let Some(place) = labels.beside("Alba Moreno", 10.0, 500.0, 500.0, 5.0) {
            anchors.push(place.anchor);
        }
        assert_eq!(anchors, ["", " text-anchor=\"end\"", " text-anchor=\"middle\"", " text-anchor=\"middle\""]);
        assert!(labels.over("met", 8.0, 500.0 + 20.0, 500.0).is_none());
        assert!(labels.over("met", 8.0, 700.0, 500.0).is_some());
        assert!(labels.beside("Alba Moreno", 10.0, 999.0, 20.0, 5.0).is_some_and(|place| place.anchor == " text-anchor=\"end\""));
        assert!(labels.beside("", 10.0, 300.0, 300.0, 5.0).is_none());
    }
}
