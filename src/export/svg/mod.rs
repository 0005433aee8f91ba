//! A picture, without any other program: SVG that browsers, word processors and Inkscape open.
//!
//! Nodes lie where the layout put them, the strongest bear their names where these have room, and everything tells more under the pointer.
//! There is no script and nothing is loaded; names are text and never markup.

mod label;

use super::columns::{is_bidi_control, visible};
use super::look::{colour, width};
use super::xml::escape;
use crate::graph::{Edge, GraphView};
use label::{Labels, Rect};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// The longer side of the drawing in units of the picture (points, where it is printed).
const SIDE: f64 = 1400.0;
/// Room around the drawing, for names at its rim.
const MARGIN: f64 = 90.0;
/// Room for the legend at the top.
const LEGEND: f64 = 34.0;
/// How far apart a small graph is drawn, in the unit of its positions.
const SPREAD: f64 = 1.7;
/// No picture is narrower: the legend needs room.
const WIDTH: f64 = 640.0;
/// The smallest circle that anybody sees.
const SMALLEST: f64 = 1.5;
/// In a picture with more relations no edge bears words.
const WORDY: usize = 60;
/// Letters of a name that are shown; all of it stands under the pointer.
const LETTERS: usize = 34;

/// Cosine and sine of the golden angle. Turning by multiplication gives the same bits everywhere; the functions may not.
const TURN: [f64; 2] = [-0.737_368_878_078_319_7, 0.675_490_294_261_523_8];
/// How far apart neighbours on a spiral are.
const APART: f64 = 50.0;

const STYLE: &str = "text{font-family:Helvetica,Arial,sans-serif;fill:#222}.n{stroke:#fff;stroke-width:1}\
.l{paint-order:stroke;stroke:#fff;stroke-width:3px;stroke-linejoin:round}.w{fill:#555}\
.e{fill:none;stroke:#777;stroke-opacity:.65}.c{fill:none;stroke:#bbb;stroke-opacity:.6;stroke-dasharray:3 3}";

/// Writes the picture.
pub(super) fn write(view: &GraphView<'_>, out: &mut dyn Write) -> io::Result<()> {
    let picture = Picture::of(view);
    let (wide, high) = (picture.wide, picture.high);
    writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {wide:.0} {high:.0}\" width=\"{wide:.0}\" height=\"{high:.0}\" role=\"img\" \
         aria-labelledby=\"title description\">"
    )?;
    let (nodes, edges) = (view.nodes().len(), view.edges().len());
    let many = |count: usize, one: &str, many: &str| format!("{count} {}", if count == 1 { one } else { many });
    let counts = format!("{} and {}", many(nodes, "entity", "entities"), many(edges, "connection", "connections"));
    writeln!(out, "<title id=\"title\">A graph of {counts}</title>")?;
    writeln!(out, "<desc id=\"description\">{}</desc>", shown(&picture.description(view)))?;
    writeln!(out, "<style>{STYLE}</style>")?;
    writeln!(
        out,
        "<defs><marker id=\"to\" viewBox=\"0 0 8 8\" refX=\"8\" refY=\"4\" markerWidth=\"8\" markerHeight=\"8\" markerUnits=\"userSpaceOnUse\" \
         orient=\"auto\"><path d=\"M0 1L8 4L0 7z\" fill=\"#777\"/></marker></defs>"
    )?;
    writeln!(out, "<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>")?;
    legend(view, out)?;
    writeln!(out, "<g>")?;
    picture.edges(view, out)?;
    writeln!(out, "</g>\n<g>")?;
    picture.nodes(view, out)?;
    writeln!(out, "</g>\n<g>")?;
    picture.labels(view, out)?;
    writeln!(out, "</g>\n</svg>")
}

/// Where everything is.
struct Picture<'v> {
    wide: f64,
    high: f64,
    /// Centres and radii of the nodes, in their order.
    circles: Vec<[f64; 3]>,
    places: BTreeMap<&'v str, usize>,
}

impl<'v> Picture<'v> {
    fn of(view: &'v GraphView<'_>) -> Self {
        let (positions, diameters) = (positions(view), view.diameters());
        let discs = || positions.iter().zip(&diameters);
        let low = [0, 1].map(|axis| discs().map(|(place, diameter)| place[axis] - diameter / 2.0).fold(f64::INFINITY, f64::min));
        let high = [0, 1].map(|axis| discs().map(|(place, diameter)| place[axis] + diameter / 2.0).fold(f64::NEG_INFINITY, f64::max));
        // Nothing at all has no extent.
        let extent = [0, 1].map(|axis| (high[axis] - low[axis]).max(0.0));
        // Positions and diameters have one unit, in which no two nodes overlap. A large graph shrinks as a whole; in a small one the nodes
        // draw apart, so that their names have room.
        let scale = (SIDE / extent[0].max(extent[1]).max(1.0)).min(SPREAD);
        let circle = |(place, diameter): (&[f64; 2], &f64)| {
            let [x, y] = [(place[0] - low[0]) * scale, (high[1] - place[1]) * scale];
            [x + MARGIN, y + MARGIN + LEGEND, (diameter / 2.0 * scale.min(1.0)).max(SMALLEST)]
        };
        Self {
            wide: (extent[0] * scale + 2.0 * MARGIN).max(WIDTH),
            high: extent[1] * scale + 2.0 * MARGIN + LEGEND,
            circles: discs().map(circle).collect(),
            places: view.nodes().iter().enumerate().map(|(place, node)| (node.id, place)).collect(),
        }
    }

    /// What somebody is told who cannot see the picture.
    fn description(&self, view: &GraphView<'_>) -> String {
        let mut nodes: Vec<_> = view.nodes().iter().collect();
        nodes.sort_by(|a, b| b.pagerank.total_cmp(&a.pagerank).then(a.id.cmp(b.id)));
        let names: Vec<_> = nodes.iter().take(10).map(|node| node.facts.label.as_str()).collect();
        let label = |id: &str| self.places.get(id).map_or("", |place| view.nodes()[*place].facts.label.as_str());
        let mut edges: Vec<_> = view.edges().iter().filter(|edge| !edge.is_cooccurrence()).collect();
        edges.sort_by_key(|edge| (Reverse((edge.weight, edge.n_evidence)), edge.subject, edge.relation, edge.object));
        let ties: Vec<_> =
            edges.iter().take(10).map(|edge| format!("{} {} {}", label(edge.subject), edge.label, label(edge.object))).collect();
        let list = |what: &str, items: &[String]| if items.is_empty() { String::new() } else { format!("{what}: {}. ", items.join("; ")) };
        let names: Vec<String> = names.into_iter().map(str::to_owned).collect();
        format!("{}{}", list("The best connected", &names), list("The strongest connections", &ties)).trim_end().to_owned()
    }

    fn edges(&self, view: &GraphView<'_>, out: &mut dyn Write) -> io::Result<()> {
        // Weak ones first: strong ones lie above them.
        let mut order: Vec<&Edge<'_>> = view.edges().iter().collect();
        order.sort_by_key(|edge| (!edge.is_cooccurrence(), edge.weight, edge.subject, edge.relation, edge.object));
        let bends = bends(view);
        for edge in order {
            let Some(path) = self.path(edge, bends.get(&key(edge)).copied().unwrap_or_default()) else { continue };
            let class = if edge.is_cooccurrence() { "c" } else { "e" };
            let marker = if edge.symmetric { "" } else { " marker-end=\"url(#to)\"" };
            let line = if edge.is_cooccurrence() { 1.0 } else { width(edge) };
            let label = |id: &str| self.places.get(id).map_or("", |place| view.nodes()[*place].facts.label.as_str());
            let documents = if edge.weight == 1 { "document" } else { "documents" };
            let told = format!("{} {} {} ({} {documents})", label(edge.subject), edge.label, label(edge.object), edge.weight);
            let quote = edge.quote();
            let told = if quote.is_empty() { told } else { format!("{told}: “{quote}”") };
            writeln!(out, "<path class=\"{class}\" d=\"{path}\" stroke-width=\"{line}\"{marker}><title>{}</title></path>", shown(&told))?;
        }
        Ok(())
    }

    /// The line from rim to rim; a loop above its node.
    fn path(&self, edge: &Edge<'_>, bend: f64) -> Option<String> {
        let ([x1, y1, r1], [x2, y2, r2]) = (self.circles[*self.places.get(edge.subject)?], self.circles[*self.places.get(edge.object)?]);
        if edge.subject == edge.object {
            let (side, top) = (r1 * 0.5, y1 - r1 * 2.2 - 8.0 - bend.abs());
            return Some(format!(
                "M{:.1} {:.1}C{:.1} {top:.1} {:.1} {top:.1} {:.1} {:.1}",
                x1 - side,
                y1 - r1,
                x1 - r1 * 1.6,
                x1 + r1 * 1.6,
                x1 + side,
                y1 - r1
            ));
        }
        let (dx, dy) = (x2 - x1, y2 - y1);
        let far = length(dx, dy).max(0.1);
        let (mx, my) = (x1.midpoint(x2) - dy / far * bend, y1.midpoint(y2) + dx / far * bend);
        // From the rims, in the direction of the bend.
        let rim = |x: f64, y: f64, r: f64| {
            let (dx, dy) = (mx - x, my - y);
            let away = length(dx, dy).max(0.1);
            let step = r.min(away * 0.9);
            (x + dx / away * step, y + dy / away * step)
        };
        let ((sx, sy), (tx, ty)) = (rim(x1, y1, r1), rim(x2, y2, r2 + if edge.symmetric { 0.0 } else { 1.0 }));
        Some(if bend == 0.0 {
            format!("M{sx:.1} {sy:.1}L{tx:.1} {ty:.1}")
        } else {
            format!("M{sx:.1} {sy:.1}Q{mx:.1} {my:.1} {tx:.1} {ty:.1}")
        })
    }

    fn nodes(&self, view: &GraphView<'_>, out: &mut dyn Write) -> io::Result<()> {
        for (node, [x, y, radius]) in view.nodes().iter().zip(&self.circles) {
            let facts = node.facts;
            let [r, g, b] = colour(&facts.type_name);
            let mut told =
                format!("{} ({}): named {} times in {} documents", facts.label, facts.type_name, facts.n_mentions, facts.n_documents);
            let aliases: Vec<_> = facts.aliases().collect();
            if !aliases.is_empty() {
                told = format!("{told}; also {}", aliases.join(", "));
            }
            writeln!(
                out,
                "<circle class=\"n\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{radius:.1}\" fill=\"#{r:02x}{g:02x}{b:02x}\"><title>{}</title></circle>",
                shown(&told)
            )?;
        }
        Ok(())
    }

    /// Names where they have room, those of the strongest nodes first; then the words of edges.
    fn labels(&self, view: &GraphView<'_>, out: &mut dyn Write) -> io::Result<()> {
        let mut labels = Labels::new([self.wide, self.high]);
        let mut order: Vec<usize> = (0..view.nodes().len()).collect();
        order.sort_by(|&a, &b| {
            let (a, b) = (&view.nodes()[a], &view.nodes()[b]);
            b.pagerank.total_cmp(&a.pagerank).then(a.id.cmp(b.id))
        });
        for &place in &order {
            let [x, y, radius] = self.circles[place];
            labels.block(Rect::around(x, y, radius * 0.8));
        }
        for place in order {
            let [x, y, radius] = self.circles[place];
            let words = cut(&view.nodes()[place].facts.label);
            let size = (9.0 + radius * 0.22).min(15.0);
            if let Some(at) = labels.beside(&words, size, x, y, radius) {
                let [x, y] = at.base;
                writeln!(out, "<text class=\"l\" x=\"{x:.1}\" y=\"{y:.1}\" font-size=\"{size:.1}\"{}>{}</text>", at.anchor, shown(&words))?;
            }
        }
        let typed: Vec<_> = view.edges().iter().filter(|edge| !edge.is_cooccurrence()).collect();
        if typed.len() > WORDY {
            return Ok(());
        }
        let bends = bends(view);
        for edge in typed {
            let (Some(&a), Some(&b)) = (self.places.get(edge.subject), self.places.get(edge.object)) else { continue };
            if a == b {
                continue;
            }
            let ([x1, y1, _], [x2, y2, _]) = (self.circles[a], self.circles[b]);
            let (dx, dy) = (x2 - x1, y2 - y1);
            let (far, bend) = (length(dx, dy).max(0.1), bends.get(&key(edge)).copied().unwrap_or_default() / 2.0);
            let words = cut(&edge.label);
            let (x, y) = (x1.midpoint(x2) - dy / far * bend, y1.midpoint(y2) + dx / far * bend);
            if let Some([x, y]) = labels.over(&words, 8.0, x, y) {
                writeln!(
                    out,
                    "<text class=\"l w\" x=\"{x:.1}\" y=\"{y:.1}\" font-size=\"8\" text-anchor=\"middle\">{}</text>",
                    shown(&words)
                )?;
            }
        }
        Ok(())
    }
}

/// Where the layout put the nodes; without one, a spiral with the highest rank in the middle (Vogel 1979), wide enough for the largest.
#[expect(clippy::cast_precision_loss, reason = "a place in a picture needs no precision")]
fn positions(view: &GraphView<'_>) -> Vec<[f64; 2]> {
    if let Some(positions) = view.nodes().iter().map(|node| node.position).collect::<Option<Vec<_>>>() {
        return positions;
    }
    let mut order: Vec<usize> = (0..view.nodes().len()).collect();
    order.sort_by(|&a, &b| view.nodes()[b].pagerank.total_cmp(&view.nodes()[a].pagerank).then(a.cmp(&b)));
    let mut positions = vec![[0.0; 2]; order.len()];
    let (mut x, mut y) = (1.0, 0.0);
    for (rank, place) in order.into_iter().enumerate() {
        let radius = (rank as f64).sqrt() * APART;
        positions[place] = [radius * x, radius * y];
        (x, y) = (x * TURN[0] - y * TURN[1], x * TURN[1] + y * TURN[0]);
    }
    positions
}

/// Of a vector. The square root is exact on every machine, which the library's hypotenuse is not.
fn length(dx: f64, dy: f64) -> f64 {
    (dx * dx + dy * dy).sqrt()
}

type Key<'g> = (&'g str, &'g str, &'g str);

fn key<'g>(edge: &Edge<'g>) -> Key<'g> {
    (edge.subject, edge.relation, edge.object)
}

/// How far the middle of an edge is pulled aside, so that edges between the same two nodes do not cover each other.
#[expect(clippy::cast_precision_loss, reason = "a bend needs no precision")]
fn bends<'g>(view: &GraphView<'g>) -> BTreeMap<Key<'g>, f64> {
    let mut pairs: BTreeMap<(&str, &str), Vec<&Edge<'g>>> = BTreeMap::new();
    for edge in view.edges() {
        pairs.entry((edge.subject.min(edge.object), edge.subject.max(edge.object))).or_default().push(edge);
    }
    let mut out = BTreeMap::new();
    for edges in pairs.into_values() {
        let middle = (edges.len() - 1) as f64 / 2.0;
        for (place, edge) in edges.iter().enumerate() {
            // Seen from one and the same end, whichever way the edge goes.
            let side = if edge.subject <= edge.object { 1.0 } else { -1.0 };
            out.insert(key(edge), (place as f64 - middle) * 22.0 * side);
        }
    }
    out
}

/// The types with their colours, the most frequent first.
fn legend(view: &GraphView<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut types: BTreeMap<&str, usize> = BTreeMap::new();
    for node in view.nodes() {
        *types.entry(&node.facts.type_name).or_default() += 1;
    }
    let mut types: Vec<_> = types.into_iter().collect();
    types.sort_by_key(|(name, count)| (Reverse(*count), *name));
    writeln!(out, "<g font-size=\"12\">")?;
    let mut x = 20.0;
    for (name, count) in types.into_iter().take(10) {
        let ([r, g, b], words) = (colour(name), format!("{} ({count})", cut(name)));
        writeln!(out, "<circle class=\"n\" cx=\"{x:.1}\" cy=\"20\" r=\"6\" fill=\"#{r:02x}{g:02x}{b:02x}\"/>")?;
        writeln!(out, "<text x=\"{:.1}\" y=\"24\">{}</text>", x + 11.0, shown(&words))?;
        x += 34.0 + label::wide(&words, 12.0);
    }
    writeln!(out, "</g>")
}

/// At most so many letters as a picture has room for.
fn cut(text: &str) -> String {
    let text = visible(text);
    if text.chars().count() <= LETTERS {
        return text;
    }
    let mut short: String = text.chars().take(LETTERS - 1).collect();
    short.truncate(short.trim_end().len());
    short.push('…');
    short
}

/// Text for XML, without what turns the direction of writing around.
fn shown(text: &str) -> String {
    escape(&visible(text).chars().filter(|&letter| !is_bidi_control(letter)).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::super::Format;
    use super::super::tests::{HOSTILE, hostile, text as drawn};
    use super::*;
    use crate::graph::samples::World;
    use crate::graph::{Filter, KnowledgeGraph};
    use quick_xml::events::Event;

    /// How often each element stands in a picture, and the text in it.
    fn read(graph: &KnowledgeGraph) -> (BTreeMap<String, usize>, String) {
        let picture = drawn(&graph.view(&Filter::default()), Format::Svg);
        let mut reader = quick_xml::Reader::from_str(&picture);
        let (mut elements, mut text) = (BTreeMap::new(), String::new());
        loop {
            match reader.read_event().unwrap() {
                Event::Eof => return (elements, text),
                Event::Start(tag) | Event::Empty(tag) => *elements.entry(tag.name().as_ref().to_owned()).or_default() += 1,
                Event::Text(part) => text.push_str(&part),
                Event::GeneralRef(part) => text.push_str(&quick_xml::escape::unescape(&format!("&{};", &*part)).unwrap()),
                _ => {}
            }
        }
    }

    #[test]
    fn every_node_and_edge_is_drawn_and_names_stay_text() {
        let graph = hostile(HOSTILE);
        let view = graph.view(&Filter::default());
        let (elements, text) = read(&graph);
        let types: std::collections::BTreeSet<_> = view.nodes().iter().map(|node| &node.facts.type_name).collect();
        assert_eq!(elements["circle"], view.nodes().len() + types.len());
        assert_eq!(elements["path"], view.edges().len() + 1);
        let known = ["circle", "defs", "desc", "g", "marker", "path", "rect", "style", "svg", "text", "title"];
        assert!(elements.keys().all(|element| known.contains(&element.as_str())), "{elements:?}");
        for label in ["<b>Berit</b> Bold (person): named", "Amber &amp; Sons & &lt;x&gt;", "Dora live inner", "سلمى نادر"] {
            assert!(text.contains(label), "{label}");
        }
        assert!(!text.contains(is_bidi_control));
    }

    #[test]
    fn nothing_and_one_node_have_a_picture_too() {
        let empty = World::new(&[]).graph(&[]);
        assert!(drawn(&empty.view(&Filter::default()), Format::Svg).contains("A graph of 0 entities and 0 connections"));
        let one = World::new(&[("a", "Ann", "person", "")]).graph(&[crate::graph::samples::page("d", "", "", "Ann criticised Ann.")]);
        let picture = drawn(&one.view(&Filter::default()), Format::Svg);
        assert!(picture.contains("A graph of 1 entity and 1 connection<") && !picture.contains("NaN") && !picture.contains("inf"));
    }
}
