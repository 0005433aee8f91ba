//! Words of ASCII, found as edges of bit masks: the rules of UAX #29 need nothing but the neighbours of a byte there.
//!
//! Quotation marks, dashes and the like beyond ASCII are taken on the way. What stands between white space with another character beyond
//! ASCII in it goes to [`wide`] as a whole: no rule of UAX #29 reaches over white space of ASCII, except that it keeps marks after a space
//! with the space, which therefore goes along.
#![allow(clippy::inline_always, reason = "all of the work is compiled as one function for each kind of processor")]

use super::bits::{BLOCK, Bits, Classifier, VIEW, Work, bytes_at, classes};
use super::hash::{CHUNK, NOTHING, hash_short, hash_word};
use super::{Shape, Span, Token, TokenKind, ends_initials, wide};
use std::hint::select_unpredictable;

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

/// Bytes of words in a block that begins with a token or between tokens, with what stays inside words. Of the last byte only letters,
/// digits and low lines are known.
#[inline(always)]
fn words(bits: &Bits) -> u64 {
    let between = |class: u64| class << 1 & class >> 1;
    bits.letter | bits.digit | bits.low_line | bits.mid_letter & between(bits.letter) | bits.mid_number & between(bits.digit)
}

/// Appends the tokens of a stretch up to the first character beyond ASCII, and gives its place.
#[inline(always)]
fn run_of_ascii(classifier: impl Classifier, text: &str, start: usize, end: usize, tokens: &mut Vec<Token>) -> Option<usize> {
    let mut spare = [0; VIEW];
    let mut base = start;
    // Whether the byte before the block belongs to a word.
    let mut inside = 0;
    while base < end {
        let view = bytes_at(text.as_bytes(), base, &mut spare);
        let bits = classes(classifier, view, end - base);
        let words = words(&bits);
        // A word that may go on behind the block begins the next one. Where the stretch ends within the block, none does.
        let open = if end - base < BLOCK { 0 } else { (words << 1).leading_ones() };
        let known = u64::BITS - 1 - open;
        if known == 0 {
            let word = long_word(text, base, end);
            (base, inside) = (word.end as usize, 1);
            tokens.push(word);
            continue;
        }
        let marks = !(words | bits.blank | bits.wide);
        let wide = bits.wide.trailing_zeros();
        let first = words & !(words << 1);
        let mut starts = (first | marks) & below(known.min(wide));
        // The bytes behind the tokens, in the same order.
        let mut ends = words << 1 & !words | marks << 1;
        // Only a dot right after a word may belong to it: after a letter with a mark before.
        let dots = marks & bits.mid_letter & (words << 1 & bits.mid_letter << 2 | inside);
        let small = bits.letter & !bits.capital;
        let plain = bits.letter | bits.digit;
        // Words that begin otherwise than most do, and bytes of words that are neither letters nor digits or letters after digits.
        let begin = small | bits.capital & small >> 1 | bits.digit;
        let odd = first & !begin | words & !plain | bits.digit << 1 & bits.letter;
        // The sum carries a one from the beginning of each word over all that is not odd in it.
        let simple = ((words & !odd).wrapping_add(first & !odd) & !words | marks << 1) & !(dots << 1);
        tokens.reserve(BLOCK);
        while starts != 0 {
            let (place, end) = (starts.trailing_zeros(), ends.trailing_zeros());
            starts &= starts - 1;
            ends &= ends - 1;
            let length = end - place;
            if simple >> end & 1 == 0 || length as usize > CHUNK {
                odd_token(text, &Block { base, view, bits, words, dots }, place, length, tokens);
                continue;
            }
            let bytes = chunk(view, place);
            let (kind, shape) = SIMPLE[usize::from(bytes[0])];
            let hash = select_unpredictable(kind == TokenKind::Punct, NOTHING, hash_short(*bytes, length as usize));
            let span = span(base + place as usize, length);
            tokens.push(Token { span, end: span.end, kind, shape, hash });
        }
        if wide < known {
            let at = base + wide as usize;
            let Some((behind, word)) = wide::simple_token_into(text, Span::new(start, end), at, tokens) else { return Some(at) };
            (base, inside) = (behind, u64::from(word));
            continue;
        }
        (base, inside) = (base + known as usize, 0);
    }
    None
}

/// Sixty-four bytes of a text.
struct Block<'a> {
    /// The first one.
    base: usize,
    /// The bytes, and some behind them.
    view: &'a [u8; VIEW],
    bits: Bits,
    /// Bytes of words.
    words: u64,
    /// Dots that may belong to the word before them.
    dots: u64,
}

/// What most tokens are by their first byte: a small letter, a capital before a small letter, a digit before digits, a mark.
static SIMPLE: [(TokenKind, Shape); 256] = {
    let mut simple = [(TokenKind::Punct, Shape::Uncased); 256];
    let mut letter = 0;
    while letter < 26 {
        simple[b'a' as usize + letter] = (TokenKind::Word, Shape::Lower);
        simple[b'A' as usize + letter] = (TokenKind::Word, Shape::Capital);
        letter += 1;
    }
    let mut digit = b'0';
    while digit <= b'9' {
        simple[digit as usize] = (TokenKind::Number, Shape::Uncased);
        digit += 1;
    }
    simple
};

/// The bytes from a place of a block on that are hashed at once.
#[inline(always)]
fn chunk(view: &[u8; VIEW], place: u32) -> &[u8; CHUNK] {
    view[(place as usize) % BLOCK..].first_chunk().unwrap_or(&[0; CHUNK])
}

/// Appends the token that begins at the `place`th byte of a block, whatever it is, or adds a dot to the initials before it.
#[inline(never)]
fn odd_token(text: &str, block: &Block<'_>, place: u32, length: u32, tokens: &mut Vec<Token>) {
    let Block { base, view, bits, words, dots } = block;
    let start = base + place as usize;
    if dots >> place & 1 != 0
        && text.as_bytes()[start] == b'.'
        && let Some(previous) = tokens.last_mut()
        && ends_initials(text, previous, start)
    {
        previous.end += 1;
        previous.span.end += 1;
        return;
    }
    if words >> place & 1 == 0 {
        let span = span(start, 1);
        tokens.push(Token { span, end: span.end, kind: TokenKind::Punct, shape: Shape::Uncased, hash: NOTHING });
        return;
    }
    let word = text.get(start..start + length as usize).unwrap_or_default();
    let whole = below(length);
    let letters = bits.letter >> place & whole;
    let capitals = bits.capital >> place & whole;
    let small = letters ^ capitals;
    let number = bits.digit >> place & 1 != 0;
    let ending = length > 2 && matches!(word.as_bytes(), [.., b'\'', b's' | b'S']);
    let core = if ending && !number { length - 2 } else { length };
    let is_plain = core as usize <= CHUNK && !(letters | bits.digit >> place) & below(core) == 0;
    let upper = capitals.count_ones() > 1 && (small == 0 || ending && small == 1 << (length - 1));
    let shape = if letters == 0 {
        Shape::Uncased
    } else if upper {
        Shape::Upper
    } else if letters.trailing_zeros() == capitals.trailing_zeros() {
        Shape::Capital
    } else {
        Shape::Lower
    };
    tokens.push(Token {
        span: span(start, core),
        end: span(start, length).end,
        kind: if number { TokenKind::Number } else { TokenKind::Word },
        shape,
        hash: if is_plain { hash_short(*chunk(view, place), core as usize) } else { hash_word(&word[..core as usize]) },
    });
}

/// So many bits, at most sixty-three.
#[inline(always)]
fn below(count: u32) -> u64 {
    (1 << count) - 1
}

#[inline(always)]
fn span(at: usize, length: u32) -> Span {
    #[expect(clippy::cast_possible_truncation, reason = "it lies before the end of a span")]
    let start = at as u32;
    Span { start, end: start + length }
}

/// A word that is about as long as a block or longer, byte by byte.
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
