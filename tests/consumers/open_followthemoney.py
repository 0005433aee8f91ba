"""Validates entities with followthemoney's own model: schemas, required properties, values that cleaning leaves as they are, links that end."""
import json
import sys
from collections import Counter

from followthemoney import model
from followthemoney.proxy import EntityProxy
from followthemoney.types import registry

import reference
from reference import clean, same


def seen(value):
    """Without joiners and marks of direction, which followthemoney takes out of names itself."""
    return "".join(c for c in value if not 0x200B <= ord(c) <= 0x200F and not 0x202A <= ord(c) <= 0x202E and not 0x2060 <= ord(c) <= 0x206F)


def main():
    graph = reference.load()
    entities = {}
    for line in graph.file("ftm").read_text(encoding="utf-8").splitlines():
        data = json.loads(line)
        schema = model.get(data["schema"])
        if schema is None or schema.abstract:
            sys.exit(f"no schema: {data['schema']}")
        schema.validate(data)
        foreign = set(data["properties"]) - set(schema.properties)
        if foreign or data["id"] in entities or not registry.entity.validate(data["id"]):
            sys.exit(f"{data['id']}: {foreign or 'its id is wrong, or there twice'}")
        entity = EntityProxy.from_dict(data, cleaned=False)
        for key, values in data["properties"].items():
            same(f"{data['id']} {key}", map(seen, values), map(seen, entity.get(key)))
        entities[entity.id] = entity
    ends = Counter()
    for entity in entities.values():
        for prop, value in entity.itervalues():
            if prop.type == registry.entity:
                other = entities.get(value)
                if other is None or not other.schema.is_a(prop.range):
                    sys.exit(f"{entity.id}: {prop.name} leads to {value}: {other and other.schema}")
        if entity.schema.edge:
            source, target = (entities[entity.first(p)].caption for p in (entity.schema.source_prop, entity.schema.target_prop))
            ends[(source, target)] += 1
    labels = graph.labels()
    same("links", [(seen(labels[s] or s), seen(labels[t] or t)) for s, _, t, _ in graph.ties()], [tuple(map(seen, pair)) for pair in ends.elements()])
    names = [e.caption for e in entities.values() if not e.schema.edge and not e.schema.is_a("Document") and not e.schema.name == "Mention"]
    same("names", map(seen, labels.values()), map(seen, names))
    kinds = Counter(entity.schema.name for entity in entities.values())
    print(f"followthemoney: {', '.join(f'{count} {kind}' for kind, count in sorted(kinds.items()))}")


main()
