// Answers as limit B does, with Fastify and better-sqlite3: the same statements, kept prepared, and the same bytes.
// Totals, cursors and headers come from memory, as for limit B. It checks nothing.
import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import Database from "better-sqlite3";
import Fastify from "fastify";

const [file, answersFile, port] = process.argv.slice(2);
const database = new Database(file, { readonly: true });
const today = new Date().toISOString().slice(0, 10);
const host = "registry.example";

const ofTheServer = new Set(["content-length", "date", "connection", "transfer-encoding"]);
let headers;

const afterItems = '],"total":';
const tails = new Map();
// The answers of a large registry are longer than a string can be.
for await (const line of createInterface({ input: createReadStream(answersFile) })) {
  const answer = JSON.parse(line);
  headers ??= Object.fromEntries(Object.entries(answer.Headers).filter(([name]) => !ofTheServer.has(name.toLowerCase())));
  if (answer.Target.startsWith("/v1/groups?")) {
    const body = Buffer.from(answer.Body, "base64").toString("utf8");
    // A part of a string keeps all of it in memory.
    tails.set(answer.Target, Buffer.from(body.slice(body.lastIndexOf(afterItems))).toString("utf8"));
  }
}

const columns =
  "id, slug, name, country, subdivision, place, type, involvement, scope, goals, funding_sources, led_by_people_who_use_drugs, leadership_basis, visibility, visibility_basis, period, observed, source_id, locator, note, homepage, certain_from, certain_to, possible_from, possible_to";

const statements = {
  group: database.prepare(`select ${columns} from shown_groups where slug = ? and shown_until >= ?`),
  list: database.prepare(
    `select ${columns}, is_anonymous from shown_groups where country = @country and shown_until >= @today and possible_from <= @day and @day <= possible_to order by name_order, row_key limit @limit`,
  ),
  memberOf: database
    .prepare(
      "select distinct network_id from shown_memberships where group_id = @group and shown_until >= @today and possible_from <= @day and @day <= possible_to order by network_id",
    )
    .pluck(),
  names: database.prepare(
    "select name, kind, period, observed, slug, source_id, locator, note from shown_group_names where group_key = ? order by name",
  ),
  formerValues: database.prepare(
    "select attribute, country, subdivision, place, type, leadership_basis, period, observed, replaced_by, source_id, locator, note from shown_group_former_values where group_key = ? order by attribute, replaced_by",
  ),
  consents: database.prepare(
    "select id, scope, given, until from shown_consents where group_id = ? and shown_until >= ? order by given, id",
  ),
  memberships: database.prepare(
    "select id, network_id, period, observed, source_id, locator, note, certain_from, certain_to, possible_from, possible_to from shown_memberships where group_id = ? and shown_until >= ? order by network_id, possible_from, id",
  ),
  successors: database.prepare("select successor_id from shown_group_successors where group_id = ?").pluck(),
  predecessors: database.prepare("select group_id from shown_group_successors where successor_id = ?").pluck(),
  externalIds: database.prepare("select scheme from shown_group_external_ids where group_key = ?").pluck(),
  search: database.prepare(
    "select n.kind, g.id, g.slug, g.name from public_name_words as w join public_names as n on n.id = w.rowid join shown_groups as g on g.id = n.found_id where public_name_words match ? and n.found_resource = 'groups' and g.shown_until >= ?",
  ),
};

const within = (from, to, day) => from <= day && day <= to;
const certainty = (row, day) =>
  within(row.certain_from, row.certain_to, day) ? "certain" : within(row.possible_from, row.possible_to, day) ? "possible" : "none";
const citation = (row) => ({ source: row.source_id, locator: row.locator, note: row.note });

const facts = (row, isAnonymous) => ({
  id: isAnonymous ? null : row.id,
  slug: row.slug,
  name: row.name,
  country: row.country,
  subdivision: row.subdivision,
  place: row.place,
  type: row.type,
  involvement: row.involvement,
  scope: row.scope,
  goals: JSON.parse(row.goals),
  fundingSources: JSON.parse(row.funding_sources),
  ledByPeopleWhoUseDrugs: row.led_by_people_who_use_drugs === null ? null : row.led_by_people_who_use_drugs === 1,
  leadershipBasis: row.leadership_basis,
  visibility: row.visibility,
  visibilityBasis: row.visibility_basis,
  period: row.period,
  observed: row.observed,
  citation: citation(row),
  homepage: row.homepage,
});

const group = (slug, day) => {
  const row = statements.group.get(slug, today);
  return {
    asOf: day,
    ...facts(row, false),
    otherNames: statements.names.all(row.id).map((name) => ({
      name: name.name,
      kind: name.kind,
      period: name.period,
      observed: name.observed,
      slug: name.slug,
      citation: citation(name),
    })),
    formerValues: statements.formerValues.all(row.id).map((value) => ({
      attribute: value.attribute,
      country: value.country,
      subdivision: value.subdivision,
      place: value.place,
      type: value.type,
      ledByPeopleWhoUseDrugs: null,
      leadershipBasis: value.leadership_basis,
      period: value.period,
      observed: value.observed,
      replacedBy: value.replaced_by,
      citation: citation(value),
    })),
    consents: statements.consents.all(row.id, today),
    certainty: certainty(row, day),
    memberships: statements.memberships.all(row.id, today).map((membership) => ({
      id: membership.id,
      network: membership.network_id,
      period: membership.period,
      observed: membership.observed,
      certainty: certainty(membership, day),
      citation: citation(membership),
    })),
    successors: statements.successors.all(row.id),
    predecessors: statements.predecessors.all(row.id),
    externalIds: statements.externalIds.all(row.id),
  };
};

const list = (country, limit, day, tail) => {
  const items = statements.list.all({ country, today, day, limit }).map((row) => ({
    ...facts(row, row.is_anonymous === 1),
    certainty: certainty(row, day),
    memberOf: statements.memberOf.all({ group: row.id, today, day }),
  }));
  const text = JSON.stringify({ asOf: day, items });
  return text.slice(0, -2) + tail;
};

const search = (word) => {
  const items = statements.search
    .all(`("${word}"*) OR "${word}"*`, today)
    .filter((row) => row.kind === "name")
    .map((row) => ({
      type: "groups",
      id: row.id,
      label: row.name,
      address: `http://${host}/v1/groups/${row.slug}`,
      name: row.name,
      kind: "name",
      language: null,
      match: "beginning",
      highlights: [{ start: 0, length: word.length }],
    }));
  return { items, total: items.length };
};

const server = Fastify();
const send = (reply, body) => reply.headers(headers).send(typeof body === "string" ? body : JSON.stringify(body));
server.get("/", (_, reply) => reply.send("ready"));
server.get("/v1/groups/:slug", (request, reply) => send(reply, group(request.params.slug, request.query.asOf ?? today)));
server.get("/v1/groups", (request, reply) =>
  send(reply, list(request.query.country, Number(request.query.limit), request.query.asOf ?? today, tails.get(request.url))),
);
server.get("/v1/search", (request, reply) => send(reply, search(request.query.q)));
await server.listen({ port: Number(port), host: "127.0.0.1" });
