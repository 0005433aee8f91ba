use super::{Answer, Found, Places, VariantIndex, Whose, decide};
use crate::gazetteer::{Gazetteer, SampleEntity};

fn same(a: &str, b: &str) -> bool {
    let (there, back) = (decide(a, b), decide(b, a));
    assert_eq!(there, back, "{a} | {b}");
    there.answer == Answer::Same
}

#[test]
fn spellings_of_one_name() {
    for (a, b) in [
        ("Muhammad al-Hashimi", "Mohamed El Hachemi"),
        ("Abd al-Karim Yusuf", "Abdulkarim Youssef"),
        ("Yuri Petrovich Sokolov", "Youri Sokolov"),
        ("Nur al-Din Qasim", "Noureddine Kacem"),
        ("Haddad, Tariq", "Tarek Haddad"),
        // A first name of many people, a patronymic, a title, a middle name may be missing.
        ("Mohammad Sohrab Dastani", "Sohrab Dastani"),
        ("Igor Andreyevich Kornilov", "Ihor Kornilov"),
        ("Professor Nadir Qasimi", "Nader Qassimi"),
        ("Rustam Behrouz Tahmasbi", "Rostam Tahmasbi"),
        // Names that are composed, and their parts.
        ("Abdul Latif Qurbani", "Latif Qurbani"),
        ("Siraj Tamimi", "Sirajuddin Tamimi"),
        // The Somali way of writing, Baltic endings, a particle left behind, another order.
        ("Maxamed Cumar Faarax", "Mohamed Omar Farah"),
        ("Sergejs Petrovs", "Sergei Petrov"),
        ("Rashid Khalifa bin", "Khalifa bin Rashid"),
        ("Kabongo Mbuyi Tshilumba", "Tshilumba Kabongo"),
    ] {
        assert!(same(a, b), "{a} | {b}: {:?}", decide(a, b));
    }
}

#[test]
fn names_of_two_people() {
    for (a, b) in [
        ("Mahmoud Haddad", "Muhammad Haddad"),
        ("Salim Haddad", "Salem Haddad"),
        ("Tariq Haddad", "Haddad"),
        // A father and his son.
        ("Zaydan Ibrahim Hasan al-Wasiti", "Ibrahim Hasan al-Wasiti"),
        // Names of many people say too little where one is missing or the order is another.
        ("Muhammad Ahmad", "Muhammad Ahmad Karimov"),
        ("Hasan Ahmad", "Ahmad Hasan"),
        // One name in two languages.
        ("Friedrich Lindner", "Frederick Lindner"),
        ("Nicola Lindner", "Nicole Lindner"),
        ("Omar bin Tariq", "Tariq bin Omar"),
        ("Kim Su Il", "Kim Su Gil"),
        ("Brigade 11", "Brigade 12"),
        ("Louis XVI", "Louis XVIII"),
        ("سالم", "سليم"),
        ("Iran", "Iraq"),
        ("", "a"),
    ] {
        assert!(!same(a, b), "{a} | {b}: {:?}", decide(a, b));
    }
}

#[test]
fn names_of_organisations() {
    for (a, b) in [
        ("Northline Trading Co. Ltd", "Northline Trading Limited"),
        ("Harbour Workers' Union (HWU)", "The Harbour Workers Union"),
        ("Al-Nasr Brigades", "Nasr Brigade"),
        ("Bank Zamindar", "Zamindar Bank"),
        ("First Northline Bank", "1st Northline Bank"),
        ("Katibat al-Furqan Group", "Kateebat al Forqan Group"),
        ("N.L.C. LLC", "NLC Limited Liability Company"),
    ] {
        assert!(same(a, b), "{a} | {b}: {:?}", decide(a, b));
    }
    for (a, b) in [
        ("Northline Bank AG", "Northline Bank GmbH"),
        ("Northline Bank", "Northline Bank of Arlen"),
        ("Northline Fund V", "Northline Fund VI"),
        ("Tariq Haddad", "Tariq Haddad Trading Company"),
        ("People's Party", "People's Front"),
        ("Vasol Holding", "Vosal Holding"),
    ] {
        assert!(!same(a, b), "{a} | {b}: {:?}", decide(a, b));
    }
}

fn sample(id: &str, name: &str, type_name: &str, country: &str) -> SampleEntity {
    let country = (!country.is_empty()).then(|| ("country".to_owned(), country.to_owned()));
    let attributes = country.into_iter().collect();
    SampleEntity { id: id.to_owned(), name: name.to_owned(), type_name: type_name.to_owned(), attributes, ..SampleEntity::default() }
}

fn samples() -> Gazetteer {
    Gazetteer::of_samples(&[
        sample("a", "Rahim Sohrab Dastani", "person", ""),
        sample("b", "Tariq Wasim Lakhdari", "person", ""),
        sample("c", "Tareq Lakhdary", "person", ""),
        sample("d", "Qasr al-Hayr", "place", "SY"),
        sample("e", "Casterbridge", "place", "GB"),
        sample("f", "Katibat al-Furqan Group", "organization", ""),
        sample("g", "Kim Yong Hak", "person", ""),
        sample("h", "طارق الأخضري", "person", ""),
        sample("i", "Yuri Zakharchenko", "person", ""),
    ])
}

#[test]
fn names_against_a_gazetteer() {
    let gazetteer = samples();
    let bytes = VariantIndex::build(&gazetteer);
    let index = VariantIndex::open(&gazetteer, &bytes).unwrap();
    let id = |name: &str| match index.find(name) {
        Found::One(entity, _) => gazetteer.entity(entity).id.to_owned(),
        Found::Several => "several".to_owned(),
        Found::None => "none".to_owned(),
    };
    for (name, wanted) in [
        ("Raheem Sohrab Dastany", "a"),
        ("Sohrab Dastany", "none"),
        ("Dastani, Rahim", "a"),
        ("Rahim Sohrab", "a"),
        ("Tarek Lakhdari", "several"),
        ("Kasr el-Heir", "d"),
        ("Kasr el-Heir Castle", "none"),
        ("Casterbrige", "none"),
        ("Kateebat al Forqan", "none"),
        ("Kateebat al Forqan Groups", "f"),
        ("Kim Yong Ak", "none"),
        ("Kim Yonghak", "g"),
        ("طارق الاخضري", "none"),
        ("Iurii Zaharchenko", "i"),
        ("Dastani", "none"),
        ("", "none"),
    ] {
        assert_eq!(id(name), wanted, "{name}");
    }
    let tariq = gazetteer.find_id("b").unwrap();
    assert!(index.has_rival("Tariq Lakhdari", tariq) && !index.has_rival("Rahim Dastani", gazetteer.find_id("a").unwrap()));
}

#[test]
fn what_is_found_was_not_denied_before() {
    let gazetteer = samples();
    let bytes = VariantIndex::build(&gazetteer);
    let index = VariantIndex::open(&gazetteer, &bytes).unwrap();
    assert!(index.suspects("Casterbridge", Whose::Things, 0, Places::ANYWHERE).is_some_and(|suspects| suspects.is_empty()));
    assert!(VariantIndex::open(&Gazetteer::of_samples(&[]), &bytes).is_none());
}

#[test]
fn no_name_takes_long() {
    let long = [
        "a".repeat(1 << 16),
        format!("kim {}", "nang".repeat(1 << 14)),
        "Ali ".repeat(1 << 14),
        "Bank ".repeat(1 << 14),
        "e\u{301}".repeat(1 << 14),
        "(".repeat(1 << 14) + ")",
    ];
    for a in &long {
        for b in &long {
            assert!(a == b || decide(a, b).answer != Answer::Same);
        }
        assert!(!same(a, "Ali Haddad"));
    }
}
