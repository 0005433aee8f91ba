//! Compiled files come back as they were; what others have done to them is refused, or harms nobody.

use super::container::{self, Damage};
use super::{Compiled, PackText, Recipe, SECTIONS, Tag, write_compiled};
use crate::document::Document;
use crate::gazetteer::{Bytes, Gazetteer, VariantIndex, built_in, explain};
use crate::graph::GraphBuilder;
use crate::pipeline::{Pipeline, keep_matcher, matcher};
use proptest::prelude::*;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

/// Every kind of row.
const TABLES: [(&str, &str); 5] = [
    (
        "entities.tsv",
        "id\tname\ttype\taliases\tcountry\twikidata\tprominence\tcolour\n\
         anna\tAnna Berg\tperson\tBerg|Anna de Berg\tland\tQ1\t5000000000\tred\n\
         bert\tBert bin Kolk\tperson\t\tland\tQ2\t\t\n\
         land\tLandia\tcountry\tThe Land\t\tQ3\t80\tblue\n\
         Q4\tPort Anna\tplace\tPA\tland\tQ4\t7\t\n",
    ),
    (
        "names.tsv",
        "name\tentity\tkind\tfrom\tuntil\tnear\nLandian\tland\tdemonym\t\t\t\nPort\tQ4\tweak\t\t\tharbour|quay\nPort Anna\tland\tmetonym\t\t\t\n\
         Старый Порт\tQ4\tformer\t1914\t1991-05-02\t\n",
    ),
    ("roles.tsv", "person\ttitle\tof\tfrom\tuntil\nanna\tmayor\tQ4\t2010\t2020-06\nanna\tprime minister\tland\t2021\t\n"),
    ("distinct.tsv", "a\tb\treason\nanna\tbert\ttwo people\n"),
    ("never.tsv", "text\tentity\treason\nPort Anna Street\tQ4\ta street\nBerg and Dale\t\ta saying\n"),
];

const TEXT: &str = "Prime Minister Berg met Bert bin Kolk in Port Anna. The Landian mayor, Anna Berg, left the Port near the quay. \
                    Old Старый Порт stands. Berg and Dale is a saying. Kolk walked down Port Anna Street. Port Anna denied it.";

fn pack(folder: &Path) -> PackText {
    for (name, text) in TABLES {
        fs::write(folder.join(name), text).unwrap();
    }
    PackText::open(folder).unwrap()
}

fn recipe(pack: &PackText) -> Recipe {
    Recipe::new(false, [pack.fingerprint()])
}

/// A gazetteer with all its packs as a file holds it.
static FILE: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    let pack = pack(folder.path());
    let mut gazetteer = Gazetteer::load(&[pack.parse().unwrap()]).unwrap();
    let (index, image) = (gazetteer.variant_index(), matcher(&gazetteer));
    gazetteer.keep_variant_index(index);
    keep_matcher(&mut gazetteer, image);
    let mut file = Vec::new();
    write_compiled(&gazetteer, &recipe(&pack), Some(&[pack]), &mut file).unwrap();
    file
});

fn read(file: Vec<u8>) -> Result<Compiled, Damage> {
    Compiled::read(Path::new("test.gaz"), &file.into())
}

/// Everything that anybody can ask, in words.
fn all(gazetteer: &Gazetteer) -> String {
    let mut out = Vec::new();
    for (place, entity) in gazetteer.entities() {
        out.push(format!("{place:?} {} {} {:?} {} {:?}", entity.id, entity.name, entity.kind, entity.type_name, entity.country));
        out.push(format!("{:?} {} {:?}", entity.wikidata, entity.prominence, entity.attributes().collect::<Vec<_>>()));
        out.push(format!("{:?}", gazetteer.names_of(place).take(50).collect::<Vec<_>>()));
        out.push(format!("{:?}", gazetteer.roles_of(place).take(50).collect::<Vec<_>>()));
        out.push(format!("{:?} {:?}", gazetteer.find_id(entity.id), entity.attribute("colour")));
    }
    for name in gazetteer.names() {
        out.push(format!("{name:?} {:?} {:?}", name.near().collect::<Vec<_>>(), gazetteer.find_name(name.text)));
        out.push(explain(gazetteer, name.text).to_string());
        for word in name.text.to_lowercase().split(' ') {
            let owners: Vec<_> = gazetteer.find_surname(word).iter().take(50).collect();
            out.push(format!("{} {owners:?}", gazetteer.is_given_name(word)));
        }
    }
    out.push(format!("{:?} {:?}", gazetteer.never().collect::<Vec<_>>(), gazetteer.distinct().collect::<Vec<_>>()));
    out.join("\n")
}

/// What a gazetteer finds in a text.
fn found(gazetteer: Gazetteer) -> String {
    let index = gazetteer.variant_index();
    let spelled =
        VariantIndex::open(&gazetteer, &index).map(|index| ["Ana Berg", "Berd bin Kolk", "Port Ana"].map(|name| index.find(name)));
    let spelled = format!("{spelled:?}");
    let pipeline = Pipeline::new(gazetteer);
    let document = Document { id: "a.txt".to_owned(), text: TEXT.to_owned(), ..Document::default() };
    let analysis = pipeline.analyze(&document);
    let mut builder = GraphBuilder::new();
    builder.add(pipeline.gazetteer(), &document, &analysis);
    format!("{spelled} {analysis:?} {:?}", builder.finish())
}

#[test]
fn what_is_written_comes_back() {
    let folder = tempfile::tempdir().unwrap();
    let pack = pack(folder.path());
    for with_built_in in [false, true] {
        let mut packs = vec![pack.parse().unwrap()];
        if with_built_in {
            packs.insert(0, built_in());
        }
        let mut plain = Gazetteer::load(&packs).unwrap();
        plain.set_extra(*b"TEST", vec![1, 2, 3].into());
        let path = folder.path().join("all.gaz");
        let recipe = Recipe::new(with_built_in, [pack.fingerprint(), 7]);
        let mut file = fs::File::create(&path).unwrap();
        write_compiled(&plain, &recipe, None, &mut file).unwrap();
        let compiled = Compiled::open(&path).unwrap();
        assert_eq!((compiled.recipe(), compiled.recipe().packs().collect::<Vec<_>>()), (&recipe, vec![pack.fingerprint(), 7]));
        assert!(compiled.packs().is_err(), "this one has none");
        let compiled = compiled.into_gazetteer();
        assert_eq!(compiled.extra(*b"TEST").map(|bytes| bytes.to_vec()), Some(vec![1, 2, 3]));
        assert_eq!(all(&compiled), all(&plain));
        assert_eq!(found(compiled), found(plain));
    }
}

#[test]
fn the_packs_come_back_with_their_fingerprints_and_places() {
    let compiled = read(FILE.clone()).unwrap();
    let packs = compiled.packs().unwrap();
    assert_eq!(packs.iter().map(PackText::fingerprint).collect::<Vec<_>>(), compiled.recipe().packs().collect::<Vec<_>>());
    assert_eq!(all(&Gazetteer::load(&[packs[0].parse().unwrap()]).unwrap()), all(&compiled.into_gazetteer()));
}

#[test]
fn a_recipe_tells_apart_what_is_made_otherwise() {
    let folder = tempfile::tempdir().unwrap();
    let pack = pack(folder.path());
    let same = recipe(&pack);
    assert_eq!(same.fingerprint(), recipe(&PackText::open(folder.path()).unwrap()).fingerprint());
    fs::write(folder.path().join("never.tsv"), "text\treason\nPort\ta wine\n").unwrap();
    let other = PackText::open(folder.path()).unwrap();
    let others =
        [Recipe::new(true, [pack.fingerprint()]), Recipe::new(false, []), recipe(&other), Recipe::new(false, [pack.fingerprint(); 2])];
    assert!(others.iter().all(|other| *other != same && other.fingerprint() != same.fingerprint()));
}

#[test]
fn whatever_is_cut_off_is_missed() {
    for length in 0..FILE.len() {
        let wanted = if length < 8 { Damage::Foreign } else { Damage::Length };
        assert_eq!(read(FILE[..length].to_vec()).err(), Some(wanted), "{length} bytes");
    }
    assert_eq!(read([FILE.as_slice(), b"\n"].concat()).err(), Some(Damage::Length));
}

#[test]
fn every_changed_byte_that_counts_is_missed() {
    let covered = |file: &[u8], place: usize| {
        // What fills up to the next multiple of 64 belongs to nobody; packs are looked at when they are wanted.
        let whole: Bytes = file.to_vec().into();
        let parts = container::read(&whole).unwrap();
        let base = whole.as_ptr().addr();
        place < 32 + 32 * parts.len()
            || parts.iter().filter(|part| part.tag != *b"PACK").any(|part| {
                let start = part.bytes.as_ptr().addr() - base;
                (start..start + part.bytes.len()).contains(&place)
            })
    };
    for place in (0..FILE.len()).step_by(7).chain(0..64) {
        let mut file = FILE.clone();
        file[place] ^= 0x10;
        assert_eq!(read(file).is_err(), covered(&FILE, place), "byte {place}");
    }
}

#[test]
fn files_of_others_are_named_as_what_they_are() {
    let refused = |bytes: &[u8]| read(bytes.to_vec()).err();
    for other in ["", "name\nAnna\n", "\u{89}nisba", "PK\u{3}\u{4}"] {
        assert_eq!(refused(other.as_bytes()), Some(Damage::Foreign));
    }
    let mut newer = FILE.clone();
    newer[8] = 2;
    assert_eq!(refused(&newer), Some(Damage::Version(2)));
    assert!(Damage::Version(2).words().contains("a newer version"), "{}", Damage::Version(2).words());
    let folder = tempfile::tempdir().unwrap();
    let missing = Compiled::open(&folder.path().join("missing.gaz")).unwrap_err();
    assert!(missing.message().starts_with("cannot read the compiled gazetteer: "), "{missing}");
    assert!(Compiled::open(folder.path()).is_err(), "a folder");
}

/// The file with other bytes in some sections, and checksums that are right.
fn forged(change: impl Fn(&Tag, &mut Vec<u8>)) -> Vec<u8> {
    let parts = container::read(&FILE.clone().into()).unwrap();
    let changed: Vec<(Tag, Vec<u8>)> = parts
        .iter()
        .map(|part| {
            let mut bytes = part.bytes.to_vec();
            change(&part.tag, &mut bytes);
            (part.tag, bytes)
        })
        .collect();
    let parts: Vec<(Tag, &[u8])> = changed.iter().map(|(tag, bytes)| (*tag, bytes.as_slice())).collect();
    let mut file = Vec::new();
    container::write(&parts, &mut file).unwrap();
    file
}

/// The sections of the file but for the recipe.
fn tags() -> Vec<Tag> {
    container::read(&FILE.clone().into()).unwrap().into_iter().map(|part| part.tag).filter(|tag| tag != b"MADE").collect()
}

/// Asks a gazetteer everything; nothing but the end of it is expected.
fn survives(file: Vec<u8>) {
    let Ok(compiled) = read(file) else { return };
    if let Ok(packs) = compiled.packs() {
        let _ = packs.iter().map(PackText::parse).collect::<Vec<_>>();
    }
    let gazetteer = compiled.into_gazetteer();
    let _ = all(&gazetteer);
    let _ = found(gazetteer);
}

#[test]
fn sections_that_are_empty_short_or_all_ones_harm_nobody() {
    for wanted in tags() {
        let changes: [fn(&mut Vec<u8>); 4] =
            [Vec::clear, |bytes| bytes.truncate(bytes.len() / 2), |bytes| bytes.fill(0xff), |bytes| bytes.fill(0)];
        for change in changes {
            survives(forged(|tag, bytes| {
                if *tag == wanted {
                    change(bytes);
                }
            }));
        }
        let without: Vec<_> = container::read(&FILE.clone().into()).unwrap().into_iter().filter(|part| part.tag != wanted).collect();
        let parts: Vec<(Tag, &[u8])> = without.iter().map(|part| (part.tag, &*part.bytes)).collect();
        let mut file = Vec::new();
        container::write(&parts, &mut file).unwrap();
        let needed = SECTIONS.iter().any(|(_, tag)| **tag == wanted);
        assert_eq!(read(file).err(), needed.then_some(Damage::Broken));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    /// Bytes and numbers that somebody has changed, and checksums to match.
    #[test]
    fn forged_files_harm_nobody(
        changes in prop::collection::vec((0..tags().len(), any::<prop::sample::Index>(), prop_oneof![
            any::<u8>().prop_map(|byte| vec![byte]),
            prop::sample::select(vec![0u32, 1, 2, 3, 0x7fff_ffff, 0x8000_0000, u32::MAX - 1, u32::MAX]).prop_map(|number| number.to_le_bytes().to_vec()),
            any::<u32>().prop_map(|number| (number % 300).to_le_bytes().to_vec()),
        ]), 1..8)
    ) {
        let tags = tags();
        survives(forged(|tag, bytes| {
            for (_, place, new) in changes.iter().filter(|change| tags[change.0] == *tag) {
                if bytes.len() >= new.len() {
                    // Numbers lie at multiples of their size.
                    let place = place.index(bytes.len() / new.len()) * new.len();
                    bytes[place..place + new.len()].copy_from_slice(new);
                }
            }
        }));
    }
}
