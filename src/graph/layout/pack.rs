//! Components side by side.

use super::Point;

/// Free space between two components.
const GAP: f64 = 20.0;

/// The nodes of one component and the room they take.
#[derive(Debug, Clone)]
pub(super) struct Plate {
    points: Vec<Point>,
    /// Left, lower, right and upper edge, discs included.
    edges: [f64; 4],
}

impl Plate {
    /// The room that discs take.
    pub(super) fn around(points: Vec<Point>, diameters: &[f64]) -> Self {
        let mut edges = [f64::MAX, f64::MAX, f64::MIN, f64::MIN];
        for ([x, y], diameter) in points.iter().zip(diameters) {
            let radius = diameter / 2.0;
            edges = [edges[0].min(x - radius), edges[1].min(y - radius), edges[2].max(x + radius), edges[3].max(y + radius)];
        }
        Self { points, edges }
    }

    fn width(&self) -> f64 {
        self.edges[2] - self.edges[0] + GAP
    }

    fn height(&self) -> f64 {
        self.edges[3] - self.edges[1] + GAP
    }
}

/// Puts plates in rows below one another, the highest first, each row about the middle (next fit, decreasing height: Coffman, Garey, Johnson
/// and Tarjan 1980, Performance bounds for level-oriented two-dimensional packing algorithms). Gives the points of each, in the order of the
/// plates.
pub(super) fn pack(plates: Vec<Plate>) -> Vec<Vec<Point>> {
    let area: f64 = plates.iter().map(|plate| plate.width() * plate.height()).sum();
    let widest = plates.iter().map(Plate::width).fold(0.0, f64::max);
    let room = widest.max(area.sqrt());
    let mut order: Vec<usize> = (0..plates.len()).collect();
    order.sort_by(|&a, &b| plates[b].height().total_cmp(&plates[a].height()));
    let mut rows: Vec<(f64, Vec<usize>)> = Vec::new();
    for place in order {
        let width = plates[place].width();
        match rows.last_mut() {
            Some((taken, row)) if *taken + width <= room => {
                *taken += width;
                row.push(place);
            }
            _ => rows.push((width, vec![place])),
        }
    }
    let height = |row: &[usize]| row.first().map_or(0.0, |&place| plates[place].height());
    let mut top = rows.iter().map(|(_, row)| height(row)).sum::<f64>() / 2.0;
    let mut moves = vec![[0.0; 2]; plates.len()];
    for (taken, row) in &rows {
        let mut left = -taken / 2.0;
        let middle = top - height(row) / 2.0;
        for &place in row {
            let [low_x, low_y, _, high_y] = plates[place].edges;
            moves[place] = [left + GAP / 2.0 - low_x, middle - f64::midpoint(low_y, high_y)];
            left += plates[place].width();
        }
        top -= height(row);
    }
    let shifted = |(plate, [dx, dy]): (Plate, Point)| plate.points.into_iter().map(|[x, y]| [x + dx, y + dy]).collect();
    plates.into_iter().zip(moves).map(shifted).collect()
}
