"""Reads the dossiers with a CommonMark parser: every link leads to a page, and no name or sentence becomes markup."""
import re
import sys
from urllib.parse import unquote

from markdown_it import MarkdownIt

import reference
from reference import clean

PARSER = MarkdownIt("commonmark", {"html": True, "linkify": False}).enable(["table", "strikethrough"])
BIDI = {*range(0x200E, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A)}


def inline(tokens):
    for token in tokens:
        yield token
        yield from inline(token.children or [])


def main():
    graph = reference.load()
    folder = graph.file("dossiers")
    pages = sorted(folder.rglob("*.md"))
    if len(pages) != len(graph.nodes) + 1:
        sys.exit(f"{len(pages)} pages for {len(graph.nodes)} entities")
    if len({str(page).lower() for page in pages}) != len(pages):
        sys.exit("two names differ in case only")
    headings, quotes = set(), []
    for page in pages:
        name = page.relative_to(folder)
        if re.search(r'[<>:"\\|?*]|[. ]$', name.stem) or name.stem.split(".")[0].lower() in {"con", "prn", "aux", "nul"}:
            sys.exit(f"{name} is no name of a file in Windows")
        front, text = page.read_text(encoding="utf-8").removeprefix("---\n").split("\n---\n", 1)
        tokens = list(inline(PARSER.parse(text)))
        kinds = {token.type for token in tokens}
        foreign = kinds & {"html_block", "html_inline", "image", "code_inline", "fence", "code_block", "em_open", "s_open", "table_open"}
        if foreign or "generator: nisba" not in front:
            sys.exit(f"{name}: {foreign}")
        for token in tokens:
            target = token.attrGet("href") if token.type == "link_open" else None
            if target and not target.startswith("https://www.wikidata.org/wiki/Q") and not (page.parent / unquote(target)).resolve() in pages_of(pages):
                sys.exit(f"{name}: {target} leads nowhere")
        for place, token in enumerate(tokens):
            if token.type == "heading_open" and token.tag == "h1":
                headings.add(tokens[place + 1].content and plain(tokens[place + 1]))
            if token.type == "blockquote_open":
                quotes.append(plain(next(t for t in tokens[place:] if t.type == "inline")))
    labels = {"".join(c for c in label if ord(c) not in BIDI) for label in graph.labels().values()}
    if labels - headings:
        sys.exit(f"no page for {labels - headings}")
    known = {"".join(c for c in clean(row["quote"]) if ord(c) not in BIDI) for row in graph.evidence}
    strange = [quote for quote in quotes if not any(sentence in quote for sentence in known)]
    if strange:
        sys.exit(f"no sentence of the graph: {strange[:2]}")
    print(f"Markdown: {len(pages)} pages, {len(quotes)} quotations, every link leads to a page")


def plain(token):
    return "".join(child.content for child in token.children if child.type in ("text", "text_special")).strip()


def pages_of(pages, known={}):
    if not known:
        known["pages"] = {page.resolve() for page in pages}
    return known["pages"]


main()
