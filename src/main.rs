//! temporary
use nisba::*;
fn main() {
    let mut packs = vec![];
    let av: Vec<String> = std::env::args().collect();
    let mut skip = vec![];
    for (i, a) in av.iter().enumerate() {
        if a == "-g" {
            packs.push(av[i + 1].clone());
            skip.push(i + 1);
        }
    }
    let only = av.iter().any(|a| a == "--only-gazetteer");
    let paths: Vec<_> = av
        .iter()
        .enumerate()
        .skip(1)
        .filter(|(i, a)| !a.starts_with("-") && *a != "annotate" && !skip.contains(i))
        .map(|(_, a)| a.into())
        .collect();
    let mut all = if only { vec![] } else { vec![gazetteer::built_in()] };
    for p in &packs {
        all.push(gazetteer::Pack::open(std::path::Path::new(p)).unwrap_or_else(|e| panic!("{e}")));
    }
    let pipeline = pipeline::Pipeline::new(
        gazetteer::Gazetteer::load(&all).unwrap_or_else(|e| panic!("{}", e.iter().map(|e| e.to_string()).collect::<Vec<_>>().join("\n"))),
    );
    let (inputs, _) = document::expand(&paths);
    for input in inputs {
        for mut d in document::read(&input).documents {
            let z = document::zones(&d.text);
            d.date = d.date.or(document::document_date(&d.text, &z));
            let a = pipeline.analyze(&d);
            println!("{}", export::annotation(pipeline.gazetteer(), &d, &a, text::Offsets::CodePoints, false).unwrap());
        }
    }
}
