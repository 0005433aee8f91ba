//! Products of matrices in row order. Every sum runs in the same order whatever the machine, so training gives the same model everywhere
//! where the compiler does not fuse operations, which Rust never does.

const ROWS: usize = 6;
const COLUMNS: usize = 32;

/// `c += a b`; `a` has `m` rows of `k`, `b` `k` rows of `n`.
pub fn multiply(c: &mut [f32], a: &[f32], b: &[f32], m: usize, k: usize, n: usize) {
    assert!(c.len() >= m * n && a.len() >= m * k && b.len() >= k * n);
    let mut column = 0;
    while column < n {
        let width = if n - column >= COLUMNS {
            COLUMNS
        } else if n - column >= 16 {
            16
        } else {
            1
        };
        let mut row = 0;
        while row < m {
            let rows = (m - row).min(ROWS);
            match (width, rows) {
                (COLUMNS, ROWS) => tile::<ROWS, COLUMNS>(c, a, b, row, column, k, n),
                (COLUMNS, _) => (row..row + rows).for_each(|row| tile::<1, COLUMNS>(c, a, b, row, column, k, n)),
                (16, ROWS) => tile::<ROWS, 16>(c, a, b, row, column, k, n),
                (16, _) => (row..row + rows).for_each(|row| tile::<1, 16>(c, a, b, row, column, k, n)),
                _ => (row..row + rows).for_each(|row| tile::<1, 1>(c, a, b, row, column, k, n)),
            }
            row += rows;
        }
        column += width;
    }
}

#[inline(always)]
fn tile<const R: usize, const C: usize>(c: &mut [f32], a: &[f32], b: &[f32], row: usize, column: usize, k: usize, n: usize) {
    let mut sums = [[0f32; C]; R];
    let lines: [&[f32]; R] = std::array::from_fn(|line| &a[(row + line) * k..(row + line + 1) * k]);
    for place in 0..k {
        let others: &[f32; C] = b[place * n + column..][..C].try_into().expect("C long");
        for line in 0..R {
            let factor = lines[line][place];
            for lane in 0..C {
                sums[line][lane] += factor * others[lane];
            }
        }
    }
    for line in 0..R {
        let out = &mut c[(row + line) * n + column..][..C];
        for lane in 0..C {
            out[lane] += sums[line][lane];
        }
    }
}

/// `m` rows of `n` become `n` rows of `m`.
pub fn transposed(a: &[f32], m: usize, n: usize) -> Vec<f32> {
    let mut out = vec![0.0; m * n];
    for rows in (0..m).step_by(16) {
        for columns in (0..n).step_by(16) {
            for row in rows..(rows + 16).min(m) {
                for column in columns..(columns + 16).min(n) {
                    out[column * m + row] = a[row * n + column];
                }
            }
        }
    }
    out
}
