//! Words of ASCII, found as edges of bit masks: the rules of UAX #29 need nothing but the neighbours of a byte there.
//!
//! What stands between white space with a character beyond ASCII in it goes to [`wide`] as a whole: no rule of UAX #29 reaches over
//! white space of ASCII, except that it keeps marks after a space with the space, which therefore goes along.
#![allow(clippy::inline_always, reason = "all of the work is compiled as one function for each kind of processor")]

use super::bits::{BLOCK, Bits, Classifier, Work, at};
use super::hash::{NOTHING, hash_short, hash_word};
use super::{Shape, Span, Token, TokenKind, ends_initials, wide};

/// A stretch of a text whose tokens are wanted.
pub(super) struct Stretch<'a> {
    pub(super) text: &'a str,
    pub(super) within: Span,
    pub(super) tokens: &'a mut Vec<Token>,
}

impl Work for Stretch<'_> {
    type Output = ();

    #[inline(always)]
    fn run(self, classifier: impl Classifier) {
        let Self { text, within, tokens } = self;
        let mut start = within.start as usize;
        while let Some(wide) = run_of_ascii(classifier, text, start, within.end as usize, tokens) {
            start = around(text, start, wide, within.end as usize, tokens);
        }
    }
}

/// Tokenises the words around a character beyond ASCII, up to white space on both sides, and says where it stopped.
fn around(text: &str, start: usize, wide: usize, end: usize, tokens: &mut Vec<Token>) -> usize {
    let is_blank = |byte: &u8| *byte <= b' ';
    let bytes = text.as_bytes();
    let first = bytes[start..wide].iter().rposition(is_blank).map_or(start, |blank| start + blank);
    let last = bytes[wide..end].iter().position(is_blank).map_or(end, |blank| wide + blank);
    while tokens.last().is_some_and(|token| token.span.start as usize >= first) {
        tokens.pop();
    }
    wide::tokenize_into(text, Span::new(first, last), tokens);
    last
}

/// Two blocks of a text, the second because words and what joins them go over the edge.
struct Window {
    bits: [Bits; 2],
    /// Bytes of words, with what stays inside them. The last bit of the second block may be missing.
    words: [u64; 2],
}

impl Window {
    #[inline(always)]
    fn new(bits: [Bits; 2], before: Bits) -> Self {
        let joined = |before: Bits, this: Bits, after: Bits| {
            let between = |class: fn(Bits) -> u64| (class(this) << 1 | class(before) >> 63) & (class(this) >> 1 | class(after) << 63);
            let letters = this.mid_letter & between(|bits| bits.letter);
            let digits = this.mid_number & between(|bits| bits.digit);
            this.letter | this.digit | this.low_line | letters | digits
        };
        Self { bits, words: [joined(before, bits[0], bits[1]), joined(bits[0], bits[1], Bits::default())] }
    }

    /// The bits of sixty-four bytes from a byte of the first block on.
    #[inline(always)]
    fn from(pair: [u64; 2], place: u32) -> u64 {
        // Two shifts, because one by sixty-four is none.
        pair[0] >> place | pair[1] << 1 << (63 - place)
    }
}

/// Appends the tokens of a stretch up to the first character beyond ASCII, and gives its place.
#[inline(always)]
fn run_of_ascii(classifier: impl Classifier, text: &str, start: usize, end: usize, tokens: &mut Vec<Token>) -> Option<usize> {
    let bytes = text.as_bytes();
    let (mut base, mut before) = (start, Bits::default());
    // Whether the byte before the block belongs to a word.
    let mut inside = 0;
    let mut bits = [at(classifier, bytes, base, end), at(classifier, bytes, base + BLOCK, end)];
    while base < end {
        let window = Window::new(bits, before);
        let word = window.words[0];
        let first = bits[0];
        let marks = !(word | first.blank | first.wide);
        let mut starts = word & !(word << 1 | inside) | marks;
        if first.wide != 0 {
            starts &= (1 << first.wide.trailing_zeros()) - 1;
        }
        tokens.reserve(BLOCK);
        // Only a dot right after a word may belong to it.
        let dots = marks & first.mid_letter & (word << 1 | inside);
        while starts != 0 {
            let place = starts.trailing_zeros();
            starts &= starts - 1;
            let at = base + place as usize;
            if dots >> place & 1 != 0
                && bytes[at] == b'.'
                && let Some(previous) = tokens.last_mut()
                && ends_initials(text, previous, at)
            {
                previous.end += 1;
                previous.span.end += 1;
            } else {
                let in_word = Window::from(window.words, place).trailing_ones();
                if in_word == u64::BITS {
                    tokens.push(long_word(text, at, end));
                } else {
                    tokens.push(token_at(text, at, place, &window, in_word));
                }
            }
        }
        if first.wide != 0 {
            return Some(base + first.wide.trailing_zeros() as usize);
        }
        inside = word >> 63;
        before = first;
        base += BLOCK;
        bits = [bits[1], at(classifier, bytes, base + BLOCK, end)];
    }
    None
}

/// The shapes by what is true of a word: no letters, the first one a capital, all in capitals.
const SHAPES: [Shape; 8] =
    [Shape::Lower, Shape::Uncased, Shape::Capital, Shape::Uncased, Shape::Lower, Shape::Uncased, Shape::Upper, Shape::Uncased];

/// The word of so many bytes, or the mark, that begins at a byte, which is the `place`th of the window. Almost without branches: what comes next in a text
/// is hard to foresee.
#[inline(always)]
fn token_at(text: &str, at: usize, place: u32, window: &Window, in_word: u32) -> Token {
    let bytes = text.as_bytes();
    let [first, second] = &window.bits;
    let mark = in_word == 0;
    let length = in_word + u32::from(mark);
    let whole = below(in_word);
    let letters = Window::from([first.letter, second.letter], place) & whole;
    let capitals = Window::from([first.capital, second.capital], place) & whole;
    let plain = Window::from([first.digit, second.digit], place) & whole | letters;
    let number = first.digit >> place & 1 != 0;
    let (mut core, mut ending) = (length, false);
    let mut hash = short_hash(bytes, at, in_word as usize);
    if plain != whole || in_word > 16 {
        ending = length > 2 && matches!(bytes.get(at..at + length as usize), Some([_, .., b'\'', b's' | b'S']));
        core = if ending && !number { length - 2 } else { length };
        hash = hash_word(text.get(at..at + core as usize).unwrap_or_default());
    }
    let small = letters & !capitals;
    let upper = capitals & capitals.wrapping_sub(1) != 0 && (small == 0 || ending && small == 1 << (length - 1));
    let first_is_capital = letters & letters.wrapping_neg() & capitals != 0;
    let shape = SHAPES[usize::from(letters == 0) | usize::from(first_is_capital) << 1 | usize::from(upper) << 2];
    let kind = if mark { TokenKind::Punct } else { [TokenKind::Word, TokenKind::Number][usize::from(number)] };
    Token { span: span(at, core), end: span(at, length).end, kind, shape, hash: if mark { NOTHING } else { hash } }
}

/// So many bits, at most sixty-three.
#[inline(always)]
fn below(count: u32) -> u64 {
    (1 << count) - 1
}

#[inline(always)]
fn short_hash(bytes: &[u8], at: usize, length: usize) -> u64 {
    if let Some(sixteen) = bytes.get(at..).and_then(|rest| rest.first_chunk()) {
        return hash_short(*sixteen, length);
    }
    let mut padded = [0; 16];
    let rest = &bytes[at..];
    padded[..rest.len()].copy_from_slice(rest);
    hash_short(padded, length)
}

#[inline(always)]
fn span(at: usize, length: u32) -> Span {
    #[expect(clippy::cast_possible_truncation, reason = "it lies before the end of a span")]
    let start = at as u32;
    Span { start, end: start + length }
}

/// A word that is longer than a window, byte by byte.
#[cold]
fn long_word(text: &str, at: usize, end: usize) -> Token {
    let bytes = &text.as_bytes()[..end];
    let joins = |place: usize| {
        let (before, after) = (bytes[place - 1], bytes.get(place + 1).copied().unwrap_or(b' '));
        match bytes[place] {
            b'\'' | b'.' if before.is_ascii_digit() && after.is_ascii_digit() => true,
            b'\'' | b'.' | b':' => before.is_ascii_alphabetic() && after.is_ascii_alphabetic(),
            b',' | b';' => before.is_ascii_digit() && after.is_ascii_digit(),
            byte => byte.is_ascii_alphanumeric() || byte == b'_',
        }
    };
    let last = (at + 1..end).find(|place| !joins(*place)).unwrap_or(end);
    wide::token(&text[at..last], at).unwrap_or_else(|| unreachable!("a word begins with a letter, a digit or a low line"))
}
