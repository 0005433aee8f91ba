//! Writes a trained network in whole numbers.

use crate::net::Net;
use crate::plan::Block;
use crate::vocabulary::Vocabulary;
use nisba::relation::parse::model::{DISTANCES, EMPTY, LANES, MAGIC, POINT, SCALE_POINT};

/// The file of a network; its format is that of `nisba::relation::parse::model`.
pub fn bytes(net: &Net, vocabulary: &Vocabulary) -> Vec<u8> {
    let (size, plan) = (&net.size, &net.plan);
    let mut out = MAGIC.to_vec();
    let slots = (vocabulary.rows * 2).next_power_of_two().max(64);
    let windows = size.windows.iter().enumerate().map(|(layer, window)| usize::from(*window == 3) << layer).sum();
    let numbers = [
        size.width,
        size.windows.len(),
        windows,
        size.tags_at,
        size.arc,
        size.label,
        size.upos,
        size.xpos,
        size.relations,
        size.rows,
        slots,
    ];
    numbers.iter().for_each(|value| number(&mut out, *value));
    for names in [&vocabulary.upos, &vocabulary.xpos, &vocabulary.relations] {
        let joined = names.join("\n");
        number(&mut out, joined.len());
        out.extend(joined.bytes());
    }
    features(&mut out, vocabulary, slots);
    embeddings(&mut out, net);
    let weights = |out: &mut Vec<u8>, block: &Block| matrix(out, block.of(&net.dense), block.rows, block.columns);
    let flat = |out: &mut Vec<u8>, block: &Block| table(out, block.of(&net.dense), POINT);
    let linear = |out: &mut Vec<u8>, blocks: &[Block; 2]| {
        weights(out, &blocks[0]);
        flat(out, &blocks[1]);
    };
    for layer in &plan.layers {
        linear(&mut out, &[layer.weights, layer.bias]);
        let state = layer.state.of(&net.dense);
        table(&mut out, state, 12);
    }
    linear(&mut out, &plan.tag);
    linear(&mut out, &plan.dependent);
    linear(&mut out, &plan.head);
    flat(&mut out, &plan.root);
    linear(&mut out, &plan.pair);
    assert_eq!(plan.far.columns, DISTANCES);
    weights(&mut out, &plan.far);
    weights(&mut out, &plan.near);
    linear(&mut out, &plan.below);
    weights(&mut out, &plan.above);
    flat(&mut out, &plan.above_root);
    flat(&mut out, &plan.apart);
    linear(&mut out, &plan.relation);
    out
}

fn number(out: &mut Vec<u8>, value: usize) {
    out.extend(u32::try_from(value).expect("sizes are small").to_le_bytes());
}

/// The table from keys to rows, and the keys of the rows.
fn features(out: &mut Vec<u8>, vocabulary: &Vocabulary, slots: usize) {
    let mut keys = vec![0u32; vocabulary.rows];
    vocabulary.rows_of.iter().for_each(|(key, row)| keys[*row as usize] = *key);
    let mut table = vec![EMPTY; slots];
    for (row, key) in keys.iter().enumerate().skip(1) {
        let mut slot = *key as usize & (slots - 1);
        while table[slot] != EMPTY {
            slot = (slot + 1) & (slots - 1);
        }
        table[slot] = u16::try_from(row).expect("at most 65,534 rows");
    }
    table.iter().for_each(|slot| out.extend(slot.to_le_bytes()));
    keys.iter().for_each(|key| out.extend(key.to_le_bytes()));
}

/// Scales and rows: the largest number of a row becomes 127.
fn embeddings(out: &mut Vec<u8>, net: &Net) {
    let one = (1u32 << SCALE_POINT) as f32;
    let rows: Vec<(u16, &[f32])> = net
        .embeddings
        .chunks_exact(net.size.width)
        .map(|row| {
            let most = row.iter().fold(0f32, |most, value| most.max(value.abs()));
            (((most / 127.0 * one).ceil().clamp(1.0, 65535.0)) as u16, row)
        })
        .collect();
    rows.iter().for_each(|(scale, _)| out.extend(scale.to_le_bytes()));
    for (scale, row) in rows {
        out.extend(row.iter().map(|value| ((value * one / f32::from(scale)).round().clamp(-127.0, 127.0) as i8).cast_unsigned()));
    }
}

/// Weights with as many bits behind the point as keep every sum within its bounds, two rows side by side.
fn matrix(out: &mut Vec<u8>, values: &[f32], rows: usize, columns: usize) {
    let largest = (0..columns).map(|column| (0..rows).map(|row| values[row * columns + column].abs()).sum::<f32>()).fold(0f32, f32::max);
    let most = values.iter().fold(0f32, |most, value| most.max(value.abs()));
    let point = (0..=13)
        .rev()
        .find(|point| largest * (1u64 << (14 + point)) as f32 * 1.01 < (1u64 << 31) as f32 && most * ((1 << point) as f32) < 32767.0)
        .unwrap_or(0);
    number(out, point as usize);
    for block in (0..columns).step_by(LANES) {
        for pair in 0..rows / 2 {
            for column in block..block + LANES {
                for row in [2 * pair, 2 * pair + 1] {
                    out.extend(whole(values[row * columns + column], point));
                }
            }
        }
    }
}

/// Numbers that are not multiplied as a matrix.
fn table(out: &mut Vec<u8>, values: &[f32], point: u32) {
    number(out, point as usize);
    values.iter().for_each(|value| out.extend(whole(*value, point)));
}

fn whole(value: f32, point: u32) -> [u8; 2] {
    ((value * (1u32 << point) as f32).round().clamp(-32767.0, 32767.0) as i16).to_le_bytes()
}
