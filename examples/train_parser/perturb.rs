//! Sentences as other writers might have set them, so that the parser knows headlines, captions and collapsed names too.

use crate::collapse;
use crate::conllu::Sentence;
use crate::random::Random;
use nisba::relation::parse::feature::NAME;

/// Share of sentences in which names become one word.
const COLLAPSED: f32 = 0.35;
/// Share of the names in these that do.
const NAMES: f32 = 0.75;
/// Share of sentences that lose their full stop.
const OPEN: f32 = 0.1;

/// The sentence, now and then with other capitals, without its full stop, or with its names as one word each.
pub fn perturbed(sentence: &Sentence, random: &mut Random) -> Sentence {
    let collapsed = random.unit() < COLLAPSED;
    let mut sentence = if collapsed { collapse::names(sentence, || random.unit() < NAMES) } else { sentence.clone() };
    let change: Option<fn(&str) -> String> = match random.unit() {
        style if style < 0.02 => Some(str::to_uppercase),
        style if style < 0.05 => Some(str::to_lowercase),
        style if style < 0.08 => Some(title),
        _ => None,
    };
    if let Some(change) = change {
        sentence.iter_mut().filter(|word| word.form != NAME).for_each(|word| word.form = change(&word.form));
    }
    let closed = sentence.last().is_some_and(|word| word.relation == "punct" && word.form == ".");
    if sentence.len() > 3 && closed && random.unit() < OPEN {
        sentence.pop();
    }
    sentence
}

fn title(form: &str) -> String {
    let mut letters = form.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}
