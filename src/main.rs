//! temporary
use nisba::*;
fn main() {
    let pipeline = pipeline::Pipeline::new(gazetteer::Gazetteer::load(&[gazetteer::built_in()]).unwrap_or_else(|e| panic!("{}", e.iter().map(|e| e.to_string()).collect::<Vec<_>>().join("\n"))));
    let paths: Vec<_> = std::env::args().skip(1).filter(|a| !a.starts_with("--") && a != "annotate").map(Into::into).collect();
    let (inputs, _) = document::expand(&paths);
    for input in inputs {
        for mut d in document::read(&input).documents {
            let z = document::zones(&d.text);
            d.date = d.date.or(document::document_date(&d.text, &z));
            let a = pipeline.analyze(&d);
            println!("{}", annotation::to_json(pipeline.gazetteer(), &d, &a, text::Offsets::CodePoints, false).unwrap());
        }
    }
}
