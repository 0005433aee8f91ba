//! Far bodies as one: the repulsion of many bodies in n log n (Barnes and Hut 1986, A hierarchical O(N log N) force-calculation algorithm).

use super::Point;

/// A cell whose width is at most this part of its distance counts as one body.
const THETA: f64 = 1.0;
/// A cell with at most so many bodies is not divided.
const LEAF: usize = 8;
/// A cell is halved at most so often.
const LEVELS: u32 = 21;

/// The bodies in cells, in depth-first order.
#[derive(Debug, Default)]
pub(super) struct Quadtree {
    cells: Vec<Cell>,
    /// The bodies in the order of the cells: number, place and mass.
    bodies: Vec<(u32, Point, f64)>,
    /// Numbers with the cells of the finest grid; kept, as what is nearly sorted is sorted fast.
    order: Vec<(u64, u32)>,
}

#[derive(Debug)]
struct Cell {
    centre: Point,
    mass: f64,
    /// Square of the distance from which the cell is one body.
    reach: f64,
    /// The cell after all cells inside this one.
    next: u32,
    /// Its bodies, where it is not divided.
    leaf: Option<(u32, u32)>,
}

impl Quadtree {
    /// Sorts bodies into cells.
    pub(super) fn rebuild(&mut self, points: &[Point], masses: &[f64]) {
        self.cells.clear();
        let low = points.iter().fold([f64::MAX; 2], |low, point| [low[0].min(point[0]), low[1].min(point[1])]);
        let high = points.iter().fold([f64::MIN; 2], |high, point| [high[0].max(point[0]), high[1].max(point[1])]);
        let width = (high[0] - low[0]).max(high[1] - low[1]).max(f64::MIN_POSITIVE);
        if self.order.len() != points.len() {
            self.order = (0..).take(points.len()).map(|number| (0, number)).collect();
        }
        let scale = f64::from((1_u32 << LEVELS) - 1) / width;
        for (code, number) in &mut self.order {
            let [x, y] = points[*number as usize];
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 2^21")]
            let cell = [(x - low[0]) * scale, (y - low[1]) * scale].map(|part| part as u64);
            *code = interleaved(cell[0]) | interleaved(cell[1]) << 1;
        }
        #[expect(clippy::stable_sort_primitive, reason = "the stable sort is the one that gains from what is sorted already")]
        self.order.sort();
        self.bodies.clear();
        self.bodies.extend(self.order.iter().map(|&(_, number)| (number, points[number as usize], masses[number as usize])));
        if !points.is_empty() {
            self.divide(0, points.len(), LEVELS, width);
        }
    }

    /// Makes the cell of a run of bodies, and those inside it.
    fn divide(&mut self, from: usize, to: usize, level: u32, width: f64) {
        let own = self.cells.len();
        let leaf = to - from <= LEAF || level == 0;
        let [from_, to_] = [from, to].map(|end| u32::try_from(end).unwrap_or(u32::MAX));
        self.cells.push(Cell {
            centre: [0.0; 2],
            mass: 0.0,
            reach: (width / THETA) * (width / THETA),
            next: 0,
            leaf: leaf.then_some((from_, to_)),
        });
        let (mut mass, mut moment) = (0.0, [0.0; 2]);
        let mut add = |part: f64, [x, y]: Point| {
            mass += part;
            moment = [moment[0] + part * x, moment[1] + part * y];
        };
        if leaf {
            for &(_, point, mass) in &self.bodies[from..to] {
                add(mass, point);
            }
            // As many bodies at one place act as one: nothing could tell them apart.
            if to - from > LEAF {
                self.cells[own].reach = 0.0;
            }
        } else {
            let level = level - 1;
            let mut start = from;
            for quarter in 0..4 {
                let end = start + self.order[start..to].partition_point(|&(code, _)| (code >> (2 * level)) & 3 <= quarter);
                if end > start {
                    let child = self.cells.len();
                    self.divide(start, end, level, width / 2.0);
                    add(self.cells[child].mass, self.cells[child].centre);
                }
                start = end;
            }
        }
        let next = u32::try_from(self.cells.len()).unwrap_or(u32::MAX);
        let cell = &mut self.cells[own];
        (cell.mass, cell.centre, cell.next) = (mass, [moment[0] / mass, moment[1] / mass], next);
    }

    /// The numbers of the bodies, near ones near one another.
    pub(super) fn bodies(&self) -> &[(u32, Point, f64)] {
        &self.bodies
    }

    /// The sum of `mass / distance` over all bodies, away from them: what a body of mass 1 feels at a place.
    pub(super) fn push(&self, [x, y]: Point) -> Point {
        let mut sum = [0.0; 2];
        let mut place = 0;
        while let Some(cell) = self.cells.get(place) {
            let (dx, dy) = (x - cell.centre[0], y - cell.centre[1]);
            let square = dx * dx + dy * dy;
            if square > cell.reach {
                let force = cell.mass / square;
                sum = [sum[0] + dx * force, sum[1] + dy * force];
                place = cell.next as usize;
                continue;
            }
            let Some((from, to)) = cell.leaf else {
                place += 1;
                continue;
            };
            for (_, point, mass) in &self.bodies[from as usize..to as usize] {
                let (dx, dy) = (x - point[0], y - point[1]);
                let square = dx * dx + dy * dy;
                // The body itself is among them, and whatever lies at the same place pushes nowhere.
                if square > 0.0 {
                    let force = mass / square;
                    sum = [sum[0] + dx * force, sum[1] + dy * force];
                }
            }
            place = cell.next as usize;
        }
        sum
    }
}

/// The bits of a number with a free one above each.
fn interleaved(number: u64) -> u64 {
    let mut bits = number & 0xffff_ffff;
    for (shift, mask) in [
        (16, 0x0000_ffff_0000_ffff),
        (8, 0x00ff_00ff_00ff_00ff),
        (4, 0x0f0f_0f0f_0f0f_0f0f),
        (2, 0x3333_3333_3333_3333),
        (1, 0x5555_5555_5555_5555),
    ] {
        bits = (bits | bits << shift) & mask;
    }
    bits
}
