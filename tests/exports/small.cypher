// A graph written by nisba. In Neo4j 5:   cypher-shell -f graph.cypher
// Nodes: Entity (and a label of its type), Evidence (a sentence), Document. Every edge of the graph is a relationship between entities;
// each piece of evidence leads to them by HAS_SUBJECT and HAS_OBJECT, and to its document by QUOTED_FROM.
// Run again, it makes nothing twice; but what an older graph had more stays.
// Ladybug has tables in place of constraints. There, run these lines instead of CREATE CONSTRAINT, and leave the last section out:
// CREATE NODE TABLE Entity(id STRING, label STRING, type STRING, aliases STRING[], n_mentions INT64, n_sentences INT64, n_documents INT64, first_date STRING, last_date STRING, community INT64, pagerank DOUBLE, x DOUBLE, y DOUBLE, uncertain STRING[], `country` STRING, `note` STRING, `wikidata` STRING, `pack_Weight` STRING, PRIMARY KEY(id));
// CREATE NODE TABLE Document(id STRING, date STRING, source STRING, PRIMARY KEY(id));
// CREATE NODE TABLE Evidence(id STRING, subject STRING, relation STRING, object STRING, polarity STRING, modality STRING, confidence STRING, document STRING, document_date STRING, source STRING, sentence_number INT64, sentence_start INT64, sentence_end INT64, subject_start INT64, subject_end INT64, object_start INT64, object_end INT64, trigger_start INT64, trigger_end INT64, attribution STRING, attribution_entity STRING, place STRING, place_entity STRING, date STRING, date_from STRING, date_until STRING, mode STRING, rule STRING, zone STRING, quote STRING, PRIMARY KEY(id));
// CREATE REL TABLE ATTACK(FROM Entity TO Entity, relation STRING, label STRING, weight INT64, n_evidence INT64, n_documents INT64, n_sources INT64, symmetric BOOLEAN, asserted INT64, planned INT64, possible INT64, denied INT64, negated INT64, first_date STRING, last_date STRING, lift DOUBLE, evidence STRING[], quote STRING);
// CREATE REL TABLE CO_OCCURS(FROM Entity TO Entity, relation STRING, label STRING, weight INT64, n_evidence INT64, n_documents INT64, n_sources INT64, symmetric BOOLEAN, asserted INT64, planned INT64, possible INT64, denied INT64, negated INT64, first_date STRING, last_date STRING, lift DOUBLE, evidence STRING[], quote STRING);
// CREATE REL TABLE CRITICISE(FROM Entity TO Entity, relation STRING, label STRING, weight INT64, n_evidence INT64, n_documents INT64, n_sources INT64, symmetric BOOLEAN, asserted INT64, planned INT64, possible INT64, denied INT64, negated INT64, first_date STRING, last_date STRING, lift DOUBLE, evidence STRING[], quote STRING);
// CREATE REL TABLE MEET(FROM Entity TO Entity, relation STRING, label STRING, weight INT64, n_evidence INT64, n_documents INT64, n_sources INT64, symmetric BOOLEAN, asserted INT64, planned INT64, possible INT64, denied INT64, negated INT64, first_date STRING, last_date STRING, lift DOUBLE, evidence STRING[], quote STRING);
// CREATE REL TABLE HAS_SUBJECT(FROM Evidence TO Entity);
// CREATE REL TABLE HAS_OBJECT(FROM Evidence TO Entity);
// CREATE REL TABLE QUOTED_FROM(FROM Evidence TO Document);

CREATE CONSTRAINT entity_id IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT evidence_id IF NOT EXISTS FOR (n:Evidence) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT document_id IF NOT EXISTS FOR (n:Document) REQUIRE n.id IS UNIQUE;

// Entities
UNWIND [
  {id: 'alba-moreno', label: 'Alba Moreno', type: 'person', aliases: ['Moreno', 'Señora Moreno'], n_mentions: 8, n_sentences: 8, n_documents: 4, first_date: '2024-05-03', last_date: '2024-06', community: 0, pagerank: 0.156843071086, x: 74.59, y: -65.48},
  {id: 'boris-lind', label: 'Boris Lind', type: 'person', aliases: ['Lind'], n_mentions: 11, n_sentences: 11, n_documents: 5, first_date: '2024-05-03', last_date: '2024-06', community: 0, pagerank: 0.328218813123, x: 23.22, y: 46.53},
  {id: 'veldania', label: 'Veldania', type: 'country', aliases: ['Veldanian'], n_mentions: 3, n_sentences: 3, n_documents: 3, first_date: '2024-05-03', last_date: '2024-06', community: 0, pagerank: 0.237686422266, x: -71.4, y: 105.56}
] AS row
MERGE (n:Entity {id: row.id})
SET n.label = row.label, n.type = row.type, n.aliases = row.aliases, n.n_mentions = row.n_mentions, n.n_sentences = row.n_sentences, n.n_documents = row.n_documents, n.first_date = row.first_date, n.last_date = row.last_date, n.community = row.community, n.pagerank = row.pagerank, n.x = row.x, n.y = row.y;
UNWIND [
  {id: 'carla-dietz', label: 'Carla Dietz', type: 'person', aliases: ['Dietz', 'Karla Dietz'], n_mentions: 6, n_sentences: 6, n_documents: 4, first_date: '2024-05-09', last_date: '2024-06', community: 0, pagerank: 0.241107115212, x: -66.44, y: -19.51, uncertain: ['Karla Dietz (role-override)'], `note`: 'a "note" & more', `wikidata`: 'Q42', `pack_Weight`: '58 kg'}
] AS row
MERGE (n:Entity {id: row.id})
SET n.label = row.label, n.type = row.type, n.aliases = row.aliases, n.n_mentions = row.n_mentions, n.n_sentences = row.n_sentences, n.n_documents = row.n_documents, n.first_date = row.first_date, n.last_date = row.last_date, n.community = row.community, n.pagerank = row.pagerank, n.x = row.x, n.y = row.y, n.uncertain = row.uncertain, n.`note` = row.`note`, n.`wikidata` = row.`wikidata`, n.`pack_Weight` = row.`pack_Weight`;
UNWIND [
  {id: 'tesmark', label: 'Tesmark', type: 'place', n_mentions: 1, n_sentences: 1, n_documents: 1, first_date: '2024-06', last_date: '2024-06', community: 1, pagerank: 0.036144578313, x: 0.0, y: -115.94, `country`: 'veldania'}
] AS row
MERGE (n:Entity {id: row.id})
SET n.label = row.label, n.type = row.type, n.n_mentions = row.n_mentions, n.n_sentences = row.n_sentences, n.n_documents = row.n_documents, n.first_date = row.first_date, n.last_date = row.last_date, n.community = row.community, n.pagerank = row.pagerank, n.x = row.x, n.y = row.y, n.`country` = row.`country`;

// attack
UNWIND [
  {source: 'boris-lind', target: 'veldania', relation: 'attack', label: 'attacked', weight: 1, n_evidence: 1, n_documents: 1, n_sources: 1, symmetric: false, asserted: 1, planned: 0, possible: 0, denied: 0, negated: 0, first_date: '2024-05-03', last_date: '2024-05-03', evidence: ['a.txt#3:54-77'], quote: 'Lind attacked Veldania.'}
] AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:ATTACK {relation: row.relation}]->(b)
SET r.label = row.label, r.weight = row.weight, r.n_evidence = row.n_evidence, r.n_documents = row.n_documents, r.n_sources = row.n_sources, r.symmetric = row.symmetric, r.asserted = row.asserted, r.planned = row.planned, r.possible = row.possible, r.denied = row.denied, r.negated = row.negated, r.first_date = row.first_date, r.last_date = row.last_date, r.evidence = row.evidence, r.quote = row.quote;

// co_occurs
UNWIND [
  {source: 'boris-lind', target: 'carla-dietz', relation: 'co_occurs', label: 'appears with', weight: 1, n_evidence: 1, n_documents: 1, n_sources: 1, symmetric: true, asserted: 1, planned: 0, possible: 0, denied: 0, negated: 0, first_date: '2024-06', last_date: '2024-06', lift: 0.196, evidence: ['c.txt#3:60-108'], quote: 'Carla Dietz and Lind, again in Tesmark>veldania.'},
  {source: 'boris-lind', target: 'veldania', relation: 'co_occurs', label: 'appears with', weight: 2, n_evidence: 2, n_documents: 2, n_sources: 1, symmetric: true, asserted: 2, planned: 0, possible: 0, denied: 0, negated: 0, first_date: '2024-06', last_date: '2024-06', lift: 0.787, evidence: ['c.txt#3:60-108', 'd.txt#1:0-32'], quote: 'Carla Dietz and Lind, again in Tesmark>veldania.'},
  {source: 'carla-dietz', target: 'veldania', relation: 'co_occurs', label: 'appears with', weight: 2, n_evidence: 2, n_documents: 2, n_sources: 1, symmetric: true, asserted: 2, planned: 0, possible: 0, denied: 0, negated: 0, first_date: '2024-06', last_date: '2024-06', lift: 1.444, evidence: ['c.txt#3:60-108', 'd.txt#1:0-32'], quote: 'Carla Dietz and Lind, again in Tesmark>veldania.'}
] AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:CO_OCCURS {relation: row.relation}]->(b)
SET r.label = row.label, r.weight = row.weight, r.n_evidence = row.n_evidence, r.n_documents = row.n_documents, r.n_sources = row.n_sources, r.symmetric = row.symmetric, r.asserted = row.asserted, r.planned = row.planned, r.possible = row.possible, r.denied = row.denied, r.negated = row.negated, r.first_date = row.first_date, r.last_date = row.last_date, r.lift = row.lift, r.evidence = row.evidence, r.quote = row.quote;

// criticise
UNWIND [
  {source: 'carla-dietz', target: 'boris-lind', relation: 'criticise', label: 'criticised', weight: 1, n_evidence: 1, n_documents: 1, n_sources: 1, symmetric: false, asserted: 1, planned: 0, possible: 0, denied: 0, negated: 0, evidence: ['d.txt#1:0-32'], quote: 'Veldanian Dietz criticised Lind.'}
] AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:CRITICISE {relation: row.relation}]->(b)
SET r.label = row.label, r.weight = row.weight, r.n_evidence = row.n_evidence, r.n_documents = row.n_documents, r.n_sources = row.n_sources, r.symmetric = row.symmetric, r.asserted = row.asserted, r.planned = row.planned, r.possible = row.possible, r.denied = row.denied, r.negated = row.negated, r.evidence = row.evidence, r.quote = row.quote;
UNWIND [
  {source: 'carla-dietz', target: 'alba-moreno', relation: 'criticise', label: 'criticised', weight: 1, n_evidence: 2, n_documents: 2, n_sources: 1, symmetric: false, asserted: 2, planned: 0, possible: 0, denied: 0, negated: 0, first_date: '2024-05-09', last_date: '2024-05-10', evidence: ['b.txt#2:23-54', 'copy.txt#2:24-55'], quote: 'Karla Dietz? criticised Moreno.'}
] AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:CRITICISE {relation: row.relation}]->(b)
SET r.label = row.label, r.weight = row.weight, r.n_evidence = row.n_evidence, r.n_documents = row.n_documents, r.n_sources = row.n_sources, r.symmetric = row.symmetric, r.asserted = row.asserted, r.planned = row.planned, r.possible = row.possible, r.denied = row.denied, r.negated = row.negated, r.first_date = row.first_date, r.last_date = row.last_date, r.evidence = row.evidence, r.quote = row.quote;

// meet
UNWIND [
  {source: 'alba-moreno', target: 'boris-lind', relation: 'meet', label: 'met', weight: 2, n_evidence: 4, n_documents: 3, n_sources: 2, symmetric: true, asserted: 5, planned: 0, possible: 0, denied: 1, negated: 1, first_date: '2024-05-03', last_date: '2024-05-10', evidence: ['a.txt#2:30-53', 'b.txt#1:0-22', 'copy.txt#1:0-22', 'a.txt#1:0-29'], quote: 'Señora Moreno met Lind.'}
] AS row
MATCH (a:Entity {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[r:MEET {relation: row.relation}]->(b)
SET r.label = row.label, r.weight = row.weight, r.n_evidence = row.n_evidence, r.n_documents = row.n_documents, r.n_sources = row.n_sources, r.symmetric = row.symmetric, r.asserted = row.asserted, r.planned = row.planned, r.possible = row.possible, r.denied = row.denied, r.negated = row.negated, r.first_date = row.first_date, r.last_date = row.last_date, r.evidence = row.evidence, r.quote = row.quote;

// Documents and evidence
UNWIND [
  {id: 'd.txt'}
] AS row
MERGE (n:Document {id: row.id});
UNWIND [
  {id: 'copy.txt', date: '2024-05-10'}
] AS row
MERGE (n:Document {id: row.id})
SET n.date = row.date;
UNWIND [
  {id: 'a.txt', date: '2024-05-03', source: 'Courier'},
  {id: 'b.txt', date: '2024-05-09', source: 'Post'},
  {id: 'c.txt', date: '2024-06', source: 'Courier'}
] AS row
MERGE (n:Document {id: row.id})
SET n.date = row.date, n.source = row.source;
UNWIND [
  {id: '9ed7ea9c975e920f60960a4558c4d5b8', subject: 'alba-moreno', relation: 'meet', object: 'boris-lind', polarity: 'positive', modality: 'asserted', confidence: 'high', document: 'copy.txt', document_date: '2024-05-10', sentence_number: 1, sentence_start: 0, sentence_end: 22, subject_start: 0, subject_end: 6, object_start: 11, object_end: 21, trigger_start: 7, trigger_end: 10, rule: 'toy:meet', zone: 'body', quote: 'Moreno met Boris Lind.'},
  {id: 'cfdaf9d2886c4a730c5f44e12438aaad', subject: 'boris-lind', relation: 'meet', object: 'carla-dietz', polarity: 'positive', modality: 'planned', confidence: 'high', document: 'copy.txt', document_date: '2024-05-10', sentence_number: 3, sentence_start: 56, sentence_end: 81, subject_start: 76, subject_end: 80, object_start: 56, object_end: 61, trigger_start: 62, trigger_end: 75, rule: 'toy:meet', zone: 'body', quote: 'Dietz plans to meet Lind.'},
  {id: 'e37e5f3fd6aed6a504eb2bb77e768ff0', subject: 'carla-dietz', relation: 'criticise', object: 'alba-moreno', polarity: 'positive', modality: 'asserted', confidence: 'high', document: 'copy.txt', document_date: '2024-05-10', sentence_number: 2, sentence_start: 24, sentence_end: 55, subject_start: 24, subject_end: 35, object_start: 48, object_end: 54, trigger_start: 36, trigger_end: 47, rule: 'toy:criticise', zone: 'body', quote: 'Karla Dietz? criticised Moreno.'}
] AS row
MERGE (n:Evidence {id: row.id})
SET n.subject = row.subject, n.relation = row.relation, n.object = row.object, n.polarity = row.polarity, n.modality = row.modality, n.confidence = row.confidence, n.document = row.document, n.document_date = row.document_date, n.sentence_number = row.sentence_number, n.sentence_start = row.sentence_start, n.sentence_end = row.sentence_end, n.subject_start = row.subject_start, n.subject_end = row.subject_end, n.object_start = row.object_start, n.object_end = row.object_end, n.trigger_start = row.trigger_start, n.trigger_end = row.trigger_end, n.rule = row.rule, n.zone = row.zone, n.quote = row.quote;
UNWIND [
  {id: '52b6db7f9d01c5dffd35b7afc02d22bd', subject: 'boris-lind', relation: 'co_occurs', object: 'carla-dietz', polarity: 'positive', modality: 'asserted', confidence: 'medium', document: 'c.txt', document_date: '2024-06', source: 'Courier', sentence_number: 3, sentence_start: 60, sentence_end: 108, subject_start: 76, subject_end: 80, object_start: 60, object_end: 71, rule: 'co-occurrence', zone: 'body', quote: 'Carla Dietz and Lind, again in Tesmark>veldania.'},
  {id: '5b855d121d58d311d4865857c668c03d', subject: 'boris-lind', relation: 'co_occurs', object: 'veldania', polarity: 'positive', modality: 'asserted', confidence: 'medium', document: 'c.txt', document_date: '2024-06', source: 'Courier', sentence_number: 3, sentence_start: 60, sentence_end: 108, subject_start: 76, subject_end: 80, object_start: 91, object_end: 98, rule: 'co-occurrence', zone: 'body', quote: 'Carla Dietz and Lind, again in Tesmark>veldania.'},
  {id: '0117d96111606fea443504c93c8a7682', subject: 'carla-dietz', relation: 'co_occurs', object: 'veldania', polarity: 'positive', modality: 'asserted', confidence: 'medium', document: 'c.txt', document_date: '2024-06', source: 'Courier', sentence_number: 3, sentence_start: 60, sentence_end: 108, subject_start: 60, subject_end: 71, object_start: 91, object_end: 98, rule: 'co-occurrence', zone: 'body', quote: 'Carla Dietz and Lind, again in Tesmark>veldania.'}
] AS row
MERGE (n:Evidence {id: row.id})
SET n.subject = row.subject, n.relation = row.relation, n.object = row.object, n.polarity = row.polarity, n.modality = row.modality, n.confidence = row.confidence, n.document = row.document, n.document_date = row.document_date, n.source = row.source, n.sentence_number = row.sentence_number, n.sentence_start = row.sentence_start, n.sentence_end = row.sentence_end, n.subject_start = row.subject_start, n.subject_end = row.subject_end, n.object_start = row.object_start, n.object_end = row.object_end, n.rule = row.rule, n.zone = row.zone, n.quote = row.quote;
UNWIND [
  {id: 'a9aa954aee28a8b301893774f1b484f1', subject: 'alba-moreno', relation: 'meet', object: 'boris-lind', polarity: 'positive', modality: 'asserted', confidence: 'high', document: 'a.txt', document_date: '2024-05-03', source: 'Courier', sentence_number: 1, sentence_start: 0, sentence_end: 29, subject_start: 2, subject_end: 13, object_start: 18, object_end: 28, trigger_start: 14, trigger_end: 17, rule: 'toy:meet', zone: 'headline', quote: '# Alba Moreno met Boris Lind.'},
  {id: 'bc127b36ceb1733890874ae0a07df18c', subject: 'alba-moreno', relation: 'meet', object: 'boris-lind', polarity: 'positive', modality: 'asserted', confidence: 'high', document: 'a.txt', document_date: '2024-05-03', source: 'Courier', sentence_number: 2, sentence_start: 30, sentence_end: 53, subject_start: 30, subject_end: 43, object_start: 48, object_end: 52, trigger_start: 44, trigger_end: 47, rule: 'toy:meet', zone: 'body', quote: 'Señora Moreno met Lind.'},
  {id: '82d2495f258c04527860c542cb500c6e', subject: 'alba-moreno', relation: 'meet', object: 'boris-lind', polarity: 'positive', modality: 'asserted', confidence: 'high', document: 'b.txt', document_date: '2024-05-09', source: 'Post', sentence_number: 1, sentence_start: 0, sentence_end: 22, subject_start: 0, subject_end: 6, object_start: 11, object_end: 21, trigger_start: 7, trigger_end: 10, rule: 'toy:meet', zone: 'body', quote: 'Moreno met Boris Lind.'},
  {id: '1bcea851e72df58e68309513199cdbe0', subject: 'alba-moreno', relation: 'meet', object: 'boris-lind', polarity: 'positive', modality: 'denied', confidence: 'high', document: 'c.txt', document_date: '2024-06', source: 'Courier', sentence_number: 1, sentence_start: 0, sentence_end: 33, subject_start: 0, subject_end: 6, object_start: 22, object_end: 32, trigger_start: 7, trigger_end: 21, rule: 'toy:meet', zone: 'body', quote: 'Moreno denies meeting Boris Lind.'},
  {id: '88e75b6026c829e52c55df9e57131596', subject: 'alba-moreno', relation: 'meet', object: 'boris-lind', polarity: 'negative', modality: 'asserted', confidence: 'high', document: 'c.txt', document_date: '2024-06', source: 'Courier', sentence_number: 2, sentence_start: 34, sentence_end: 59, subject_start: 52, subject_end: 58, object_start: 34, object_end: 38, trigger_start: 39, trigger_end: 51, rule: 'toy:meet', zone: 'body', quote: 'Lind did not meet Moreno.'},
  {id: '2538754add210eccd9c4e18f9010bdf1', subject: 'boris-lind', relation: 'attack', object: 'veldania', polarity: 'positive', modality: 'asserted', confidence: 'high', document: 'a.txt', document_date: '2024-05-03', source: 'Courier', sentence_number: 3, sentence_start: 54, sentence_end: 77, subject_start: 54, subject_end: 58, object_start: 68, object_end: 76, trigger_start: 59, trigger_end: 67, rule: 'toy:attack', zone: 'body', quote: 'Lind attacked Veldania.'},
  {id: '90e5ff5a896504ea7a149619ba7824ff', subject: 'boris-lind', relation: 'meet', object: 'carla-dietz', polarity: 'positive', modality: 'planned', confidence: 'high', document: 'b.txt', document_date: '2024-05-09', source: 'Post', sentence_number: 3, sentence_start: 55, sentence_end: 80, subject_start: 75, subject_end: 79, object_start: 55, object_end: 60, trigger_start: 61, trigger_end: 74, rule: 'toy:meet', zone: 'body', quote: 'Dietz plans to meet Lind.'},
  {id: '76ff771b58caa0b5b6c2fd2bb64792bb', subject: 'carla-dietz', relation: 'criticise', object: 'alba-moreno', polarity: 'positive', modality: 'asserted', confidence: 'high', document: 'b.txt', document_date: '2024-05-09', source: 'Post', sentence_number: 2, sentence_start: 23, sentence_end: 54, subject_start: 23, subject_end: 34, object_start: 47, object_end: 53, trigger_start: 35, trigger_end: 46, rule: 'toy:criticise', zone: 'body', quote: 'Karla Dietz? criticised Moreno.'}
] AS row
MERGE (n:Evidence {id: row.id})
SET n.subject = row.subject, n.relation = row.relation, n.object = row.object, n.polarity = row.polarity, n.modality = row.modality, n.confidence = row.confidence, n.document = row.document, n.document_date = row.document_date, n.source = row.source, n.sentence_number = row.sentence_number, n.sentence_start = row.sentence_start, n.sentence_end = row.sentence_end, n.subject_start = row.subject_start, n.subject_end = row.subject_end, n.object_start = row.object_start, n.object_end = row.object_end, n.trigger_start = row.trigger_start, n.trigger_end = row.trigger_end, n.rule = row.rule, n.zone = row.zone, n.quote = row.quote;
UNWIND [
  {id: 'ce0152d84fd9e9e47039109fe2d52e04', subject: 'boris-lind', relation: 'co_occurs', object: 'veldania', polarity: 'positive', modality: 'asserted', confidence: 'medium', document: 'd.txt', sentence_number: 1, sentence_start: 0, sentence_end: 32, subject_start: 27, subject_end: 31, object_start: 0, object_end: 9, rule: 'co-occurrence', zone: 'body', quote: 'Veldanian Dietz criticised Lind.'},
  {id: '65c21611a34de6370da95c024ef9170b', subject: 'carla-dietz', relation: 'co_occurs', object: 'veldania', polarity: 'positive', modality: 'asserted', confidence: 'medium', document: 'd.txt', sentence_number: 1, sentence_start: 0, sentence_end: 32, subject_start: 10, subject_end: 15, object_start: 0, object_end: 9, rule: 'co-occurrence', zone: 'body', quote: 'Veldanian Dietz criticised Lind.'}
] AS row
MERGE (n:Evidence {id: row.id})
SET n.subject = row.subject, n.relation = row.relation, n.object = row.object, n.polarity = row.polarity, n.modality = row.modality, n.confidence = row.confidence, n.document = row.document, n.sentence_number = row.sentence_number, n.sentence_start = row.sentence_start, n.sentence_end = row.sentence_end, n.subject_start = row.subject_start, n.subject_end = row.subject_end, n.object_start = row.object_start, n.object_end = row.object_end, n.rule = row.rule, n.zone = row.zone, n.quote = row.quote;
UNWIND [
  {id: 'bd135261366d173cd94fe03058502e5b', subject: 'carla-dietz', relation: 'criticise', object: 'boris-lind', polarity: 'positive', modality: 'asserted', confidence: 'high', document: 'd.txt', sentence_number: 1, sentence_start: 0, sentence_end: 32, subject_start: 10, subject_end: 15, object_start: 27, object_end: 31, trigger_start: 16, trigger_end: 26, rule: 'toy:criticise', zone: 'body', quote: 'Veldanian Dietz criticised Lind.'}
] AS row
MERGE (n:Evidence {id: row.id})
SET n.subject = row.subject, n.relation = row.relation, n.object = row.object, n.polarity = row.polarity, n.modality = row.modality, n.confidence = row.confidence, n.document = row.document, n.sentence_number = row.sentence_number, n.sentence_start = row.sentence_start, n.sentence_end = row.sentence_end, n.subject_start = row.subject_start, n.subject_end = row.subject_end, n.object_start = row.object_start, n.object_end = row.object_end, n.trigger_start = row.trigger_start, n.trigger_end = row.trigger_end, n.rule = row.rule, n.zone = row.zone, n.quote = row.quote;
UNWIND [
  {source: 'a9aa954aee28a8b301893774f1b484f1', target: 'alba-moreno'},
  {source: 'bc127b36ceb1733890874ae0a07df18c', target: 'alba-moreno'},
  {source: '82d2495f258c04527860c542cb500c6e', target: 'alba-moreno'},
  {source: '1bcea851e72df58e68309513199cdbe0', target: 'alba-moreno'},
  {source: '88e75b6026c829e52c55df9e57131596', target: 'alba-moreno'},
  {source: '9ed7ea9c975e920f60960a4558c4d5b8', target: 'alba-moreno'},
  {source: '2538754add210eccd9c4e18f9010bdf1', target: 'boris-lind'},
  {source: '52b6db7f9d01c5dffd35b7afc02d22bd', target: 'boris-lind'},
  {source: '5b855d121d58d311d4865857c668c03d', target: 'boris-lind'},
  {source: 'ce0152d84fd9e9e47039109fe2d52e04', target: 'boris-lind'},
  {source: '90e5ff5a896504ea7a149619ba7824ff', target: 'boris-lind'},
  {source: 'cfdaf9d2886c4a730c5f44e12438aaad', target: 'boris-lind'},
  {source: '0117d96111606fea443504c93c8a7682', target: 'carla-dietz'},
  {source: '65c21611a34de6370da95c024ef9170b', target: 'carla-dietz'},
  {source: '76ff771b58caa0b5b6c2fd2bb64792bb', target: 'carla-dietz'},
  {source: 'e37e5f3fd6aed6a504eb2bb77e768ff0', target: 'carla-dietz'},
  {source: 'bd135261366d173cd94fe03058502e5b', target: 'carla-dietz'}
] AS row
MATCH (a:Evidence {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[:HAS_SUBJECT]->(b);
UNWIND [
  {source: 'a9aa954aee28a8b301893774f1b484f1', target: 'boris-lind'},
  {source: 'bc127b36ceb1733890874ae0a07df18c', target: 'boris-lind'},
  {source: '82d2495f258c04527860c542cb500c6e', target: 'boris-lind'},
  {source: '1bcea851e72df58e68309513199cdbe0', target: 'boris-lind'},
  {source: '88e75b6026c829e52c55df9e57131596', target: 'boris-lind'},
  {source: '9ed7ea9c975e920f60960a4558c4d5b8', target: 'boris-lind'},
  {source: '2538754add210eccd9c4e18f9010bdf1', target: 'veldania'},
  {source: '52b6db7f9d01c5dffd35b7afc02d22bd', target: 'carla-dietz'},
  {source: '5b855d121d58d311d4865857c668c03d', target: 'veldania'},
  {source: 'ce0152d84fd9e9e47039109fe2d52e04', target: 'veldania'},
  {source: '90e5ff5a896504ea7a149619ba7824ff', target: 'carla-dietz'},
  {source: 'cfdaf9d2886c4a730c5f44e12438aaad', target: 'carla-dietz'},
  {source: '0117d96111606fea443504c93c8a7682', target: 'veldania'},
  {source: '65c21611a34de6370da95c024ef9170b', target: 'veldania'},
  {source: '76ff771b58caa0b5b6c2fd2bb64792bb', target: 'alba-moreno'},
  {source: 'e37e5f3fd6aed6a504eb2bb77e768ff0', target: 'alba-moreno'},
  {source: 'bd135261366d173cd94fe03058502e5b', target: 'boris-lind'}
] AS row
MATCH (a:Evidence {id: row.source})
MATCH (b:Entity {id: row.target})
MERGE (a)-[:HAS_OBJECT]->(b);
UNWIND [
  {source: 'a9aa954aee28a8b301893774f1b484f1', target: 'a.txt'},
  {source: 'bc127b36ceb1733890874ae0a07df18c', target: 'a.txt'},
  {source: '82d2495f258c04527860c542cb500c6e', target: 'b.txt'},
  {source: '1bcea851e72df58e68309513199cdbe0', target: 'c.txt'},
  {source: '88e75b6026c829e52c55df9e57131596', target: 'c.txt'},
  {source: '9ed7ea9c975e920f60960a4558c4d5b8', target: 'copy.txt'},
  {source: '2538754add210eccd9c4e18f9010bdf1', target: 'a.txt'},
  {source: '52b6db7f9d01c5dffd35b7afc02d22bd', target: 'c.txt'},
  {source: '5b855d121d58d311d4865857c668c03d', target: 'c.txt'},
  {source: 'ce0152d84fd9e9e47039109fe2d52e04', target: 'd.txt'},
  {source: '90e5ff5a896504ea7a149619ba7824ff', target: 'b.txt'},
  {source: 'cfdaf9d2886c4a730c5f44e12438aaad', target: 'copy.txt'},
  {source: '0117d96111606fea443504c93c8a7682', target: 'c.txt'},
  {source: '65c21611a34de6370da95c024ef9170b', target: 'd.txt'},
  {source: '76ff771b58caa0b5b6c2fd2bb64792bb', target: 'b.txt'},
  {source: 'e37e5f3fd6aed6a504eb2bb77e768ff0', target: 'copy.txt'},
  {source: 'bd135261366d173cd94fe03058502e5b', target: 'd.txt'}
] AS row
MATCH (a:Evidence {id: row.source})
MATCH (b:Document {id: row.target})
MERGE (a)-[:QUOTED_FROM]->(b);

// A label for each type of entity. Ladybug has none: leave these lines out there.
MATCH (n:Entity) WHERE n.type = 'country' SET n:Country;
MATCH (n:Entity) WHERE n.type = 'person' SET n:Person;
MATCH (n:Entity) WHERE n.type = 'place' SET n:Place;
