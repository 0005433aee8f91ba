//! Nodes as discs that do not lie upon each other.

use super::Point;

/// Free space around every disc, in all.
const GAP: f64 = 6.0;
/// Part of the area that discs fill before they are moved apart.
const FILL: f64 = 0.2;
/// Rounds of pushing before everything is scaled up once more.
const ROUNDS: usize = 20;
/// How often it is scaled up.
const SCALINGS: usize = 16;
/// By how much.
const SCALING: f64 = 1.25;
/// As many discs in the cells of an even crowd are compared with one another.
const CROWD: usize = 64;
/// The part of an overlap that one round undoes; a disc that many others touch would jump otherwise.
const SHARE: f64 = 0.6;

/// Scales points so that there is room for all discs, and moves overlapping ones apart until none do, or nearly none.
pub(super) fn spread(points: &mut [Point], diameters: &[f64]) {
    let rooms: Vec<f64> = diameters.iter().map(|diameter| diameter + GAP).collect();
    scale(points, stretch(points, &rooms));
    let widest = rooms.iter().copied().fold(0.0, f64::max);
    for _ in 0..SCALINGS {
        let mut rounds = 0..ROUNDS;
        while let Some(grid) = Grid::of(points, widest)
            && rounds.next().is_some()
        {
            if !push(points, &rooms, &grid) {
                return;
            }
        }
        scale(points, SCALING);
    }
}

/// By what to stretch so that discs fill their part of the area.
fn stretch(points: &[Point], rooms: &[f64]) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "there are far fewer than 2^52 nodes")]
    let count = points.len() as f64;
    let sum = points.iter().fold([0.0; 2], |sum: Point, point| [sum[0] + point[0], sum[1] + point[1]]);
    let middle = sum.map(|part| part / count);
    let square = |point: &Point| (point[0] - middle[0]) * (point[0] - middle[0]) + (point[1] - middle[1]) * (point[1] - middle[1]);
    // Of an even disc: the mean square of the distances from its centre is half the square of its radius.
    let area = 2.0 * std::f64::consts::PI * points.iter().map(square).sum::<f64>() / count;
    let wanted = rooms.iter().map(|room| room * room).sum::<f64>() / FILL;
    if area > 0.0 { (wanted / area).sqrt() } else { 1.0 }
}

fn scale(points: &mut [Point], factor: f64) {
    for point in points {
        *point = point.map(|part| part * factor);
    }
}

/// Discs by columns and cells; discs that overlap stand in the same cell or in neighbouring ones.
struct Grid(Vec<([i64; 2], u32)>);

impl Grid {
    /// Sorts discs that are at most `width` wide; none where so many stand in one place that comparing them would take forever.
    fn of(points: &[Point], width: f64) -> Option<Self> {
        #[expect(clippy::cast_possible_truncation, reason = "positions are far below 2^52 cells")]
        let cell = |point: Point| point.map(|part| (part / width).floor() as i64);
        let mut grid: Vec<([i64; 2], u32)> = points.iter().zip(0..).map(|(&point, number)| (cell(point), number)).collect();
        grid.sort_unstable();
        let pairs: usize = grid.chunk_by(|a, b| a.0 == b.0).map(|cell| cell.len() * cell.len()).sum();
        (pairs <= CROWD * points.len()).then_some(Self(grid))
    }
}

/// Pushes overlapping discs apart; says whether there were any. All pushes follow from where the discs are at first.
fn push(points: &mut [Point], rooms: &[f64], Grid(grid): &Grid) -> bool {
    let mut moves = vec![[0.0; 2]; points.len()];
    let mut any = false;
    for (place, &(own, a)) in grid.iter().enumerate() {
        let a = a as usize;
        let mut meet = |others: &[([i64; 2], u32)]| {
            for &(_, b) in others {
                let b = b as usize;
                let room = f64::midpoint(rooms[a], rooms[b]);
                let [dx, dy] = [points[b][0] - points[a][0], points[b][1] - points[a][1]];
                let square = dx * dx + dy * dy;
                // A hair of overlap may stay: the last bit would never settle.
                if square >= (room - 0.01) * (room - 0.01) {
                    continue;
                }
                any = true;
                let distance = square.sqrt();
                let away = if distance > 0.0 { [dx / distance, dy / distance] } else { [1.0, 0.0] };
                let by = (room - distance) * SHARE / 2.0;
                moves[a] = [moves[a][0] - away[0] * by, moves[a][1] - away[1] * by];
                moves[b] = [moves[b][0] + away[0] * by, moves[b][1] + away[1] * by];
            }
        };
        // Each pair once: the rest of the own column's next cell, and three cells of the next column.
        let within = |from: [i64; 2], to: [i64; 2]| {
            let rest = &grid[place + 1..];
            let start = rest.partition_point(|&(cell, _)| cell < from);
            let end = start + rest[start..].partition_point(|&(cell, _)| cell <= to);
            &rest[start..end]
        };
        meet(within(own, [own[0], own[1] + 1]));
        meet(within([own[0] + 1, own[1] - 1], [own[0] + 1, own[1] + 1]));
    }
    for (point, by) in points.iter_mut().zip(moves) {
        *point = [point[0] + by[0], point[1] + by[1]];
    }
    any
}
