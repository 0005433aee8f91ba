//! What the bytes of a line tell in one pass, so that rules which need certain bytes need not look for them line by line, each for itself.

/// Bytes that are looked at at once, without branches, so that the compiler makes a few wide instructions of them.
const WIDTH: usize = 32;

/// What stands in a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Facts(u8);

const DIGIT: u8 = 1;
const LINK: u8 = 1 << 1;
const GLUE: u8 = 1 << 2;

impl Facts {
    /// The facts of a text.
    pub(crate) fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut seen = [0; WIDTH];
        if let Some(last) = bytes.len().checked_sub(WIDTH + 1) {
            let mut at = 0;
            while let Some(pairs) = bytes[at..].first_chunk() {
                look(pairs, &mut seen);
                // To look at some bytes twice makes no difference.
                at = if at == last { bytes.len() } else { (at + WIDTH).min(last) };
            }
        } else {
            let mut pairs = [0; WIDTH + 1];
            pairs[..bytes.len()].copy_from_slice(bytes);
            look(&pairs, &mut seen);
        }
        let seen = seen.as_chunks().0.iter().fold(0, |all, eight| all | u64::from_le_bytes(*eight));
        let first = bytes.first().map_or(0, |byte| alone(*byte));
        Self(seen.to_le_bytes().into_iter().fold(first, |all, some| all | some))
    }

    /// Whether there is a digit of ASCII.
    pub(crate) fn has_digit(self) -> bool {
        self.0 & DIGIT != 0
    }

    /// Whether there are bytes that every address of the web or of mail has.
    pub(crate) fn may_have_link(self) -> bool {
        self.0 & LINK != 0
    }

    /// Whether a capital, or a character beyond ASCII, follows at once where a sentence may end; hardly ever it does.
    pub(crate) fn may_be_glued(self) -> bool {
        self.0 & GLUE != 0
    }
}

/// What one byte tells.
#[inline]
fn alone(byte: u8) -> u8 {
    (u8::from(byte.is_ascii_digit()) * DIGIT) | (u8::from(byte == b'@') * LINK)
}

/// Looks at pairs of neighbours; the first byte by itself is left out.
#[inline]
fn look(pairs: &[u8; WIDTH + 1], seen: &mut [u8; WIDTH]) {
    for (place, seen) in seen.iter_mut().enumerate() {
        let (byte, next) = (pairs[place], pairs[place + 1]);
        let is = |mark: u8| u8::from(byte == mark);
        let link = is(b':') & u8::from(next == b'/') | is(b'w') & u8::from(next == b'w');
        let stop = is(b'.') | is(b'!') | is(b'?') | is(b'"') | is(b'\'') | is(b')') | is(b']') | is(b'}') | u8::from(!byte.is_ascii());
        let glue = stop & (u8::from(next.is_ascii_uppercase()) | u8::from(!next.is_ascii()));
        *seen |= alone(next) | (link * LINK) | (glue * GLUE);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The same, one byte after the other.
    fn slowly(text: &str) -> u8 {
        let bytes = text.as_bytes();
        let pair = |test: &dyn Fn(u8, u8) -> bool| bytes.windows(2).any(|pair| test(pair[0], pair[1]));
        let link = text.contains('@') || text.contains(":/") || text.contains("ww");
        let glue = pair(&|a, b| (b".!?\"')]}".contains(&a) || a > 127) && (b.is_ascii_uppercase() || b > 127));
        (u8::from(bytes.iter().any(u8::is_ascii_digit)) * DIGIT) | (u8::from(link) * LINK) | (u8::from(glue) * GLUE)
    }

    proptest! {
        #[test]
        fn a_pass_sees_what_is_there(text in "[a-z ]{0,70}([a-z ]{0,5}(@|:/|www|7|\\.S|é|\"É|ä|A)?[a-z ]{0,40}){0,2}") {
            prop_assert_eq!(Facts::of(&text).0, slowly(&text), "{:?}", text);
        }
    }
}
