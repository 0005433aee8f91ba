//! Where each matrix of the network lies among its parameters.

use nisba::relation::parse::model::{DISTANCES, padded};

/// How large each part is.
#[derive(Debug, Clone)]
pub struct Size {
    /// Width of embeddings and of each layer.
    pub width: usize,
    /// Words that each layer sees at once: 1 or 3.
    pub windows: Vec<usize>,
    /// Layer whose input tells parts of speech.
    pub tags_at: usize,
    pub arc: usize,
    pub label: usize,
    pub upos: usize,
    pub xpos: usize,
    pub relations: usize,
    pub rows: usize,
}

/// A matrix or vector among the parameters.
#[derive(Debug, Clone, Copy)]
pub struct Block {
    pub at: usize,
    pub rows: usize,
    pub columns: usize,
}

impl Block {
    pub fn of<'a>(&self, all: &'a [f32]) -> &'a [f32] {
        &all[self.at..self.at + self.rows * self.columns]
    }

    pub fn of_mut<'a>(&self, all: &'a mut [f32]) -> &'a mut [f32] {
        &mut all[self.at..self.at + self.rows * self.columns]
    }
}

/// Parameters of one recurrent layer: for each direction candidate, forget gate and output gate; then the weights of the state in the gates.
#[derive(Debug, Clone, Copy)]
pub struct Layer {
    pub window: usize,
    pub weights: Block,
    pub bias: Block,
    pub state: Block,
}

/// Where each block lies.
#[derive(Debug, Clone)]
pub struct Plan {
    pub layers: Vec<Layer>,
    pub tag: [Block; 2],
    pub dependent: [Block; 2],
    pub head: [Block; 2],
    pub root: Block,
    pub pair: [Block; 2],
    pub far: Block,
    pub near: Block,
    pub below: [Block; 2],
    pub above: Block,
    pub above_root: Block,
    pub apart: Block,
    pub relation: [Block; 2],
    pub total: usize,
}

impl Plan {
    pub fn new(size: &Size) -> Self {
        let mut total = 0;
        let mut block = |rows: usize, columns: usize| {
            let at = total;
            total += rows * columns;
            Block { at, rows, columns }
        };
        let width = size.width;
        let tags = padded(size.upos) + padded(size.xpos);
        let layers = size
            .windows
            .iter()
            .map(|window| Layer {
                window: *window,
                weights: block(window * width, 3 * width),
                bias: block(1, 3 * width),
                state: block(1, 2 * width),
            })
            .collect();
        Self {
            layers,
            tag: [block(width, tags), block(1, tags)],
            dependent: [block(width, size.arc), block(1, size.arc)],
            head: [block(width, size.arc), block(1, size.arc)],
            root: block(1, size.arc),
            pair: [block(size.arc, size.arc), block(1, size.arc)],
            far: block(size.arc, DISTANCES),
            near: block(size.arc, DISTANCES),
            below: [block(width, size.label), block(1, size.label)],
            above: block(width, size.label),
            above_root: block(1, size.label),
            apart: block(DISTANCES, size.label),
            relation: [block(size.label, padded(size.relations)), block(1, padded(size.relations))],
            total,
        }
    }
}
