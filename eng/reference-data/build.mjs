// Writes countries, M49 regions and their names from Unicode CLDR as CSV, one file per table.
//   npm ci && node build.mjs [target folder [target folder of other-names.csv]]
// The same CLDR version gives the same bytes; a test runs this and compares with what is committed.
//
// other-names.csv has the further names by which a country is found, each in the language that has it:
// * CLDR's short names and variants, such as UK, Turkey and Ivory Coast;
// * un-names.csv: the names that the United Nations use (M49, and UNTERM's short and formal names), taken without their articles from data/country-codes.csv of
//   https://github.com/datasets/country-codes (commit caa72d1, ODC-PDDL-1.0);
// * further-names.csv: former names, everyday ones, and ISO's forms that begin with the name, such as "Iran, Islamic Republic of", listed by the registry's curators;
// * codes that are in use and not ISO's, such as UK and EL.

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const target = process.argv[2] ?? join(here, "../../src/Inpud.Registry.Api/Interchange/Shipped");
const languages = ["ar", "en", "es", "fr", "pt", "ru"];

const read = (path) => JSON.parse(readFileSync(join(here, "node_modules", path), "utf8"));
const contains = read("cldr-core/supplemental/territoryContainment.json").supplemental.territoryContainment;
const mappings = read("cldr-core/supplemental/codeMappings.json").supplemental.codeMappings;
const names = Object.fromEntries(
  languages.map((language) => [
    language,
    read(`cldr-localenames-full/main/${language}/territories.json`).main[language].localeDisplayNames.territories,
  ]),
);

// UN M49's tree. CLDR hangs the parts of 202 and 419 below their continent as well, which would give them two parents.
const tree = {
  "001": ["002", "009", "019", "142", "150"],
  "002": ["015", "202"],
  "009": ["053", "054", "057", "061"],
  "019": ["021", "419"],
  142: ["030", "034", "035", "143", "145"],
  150: ["039", "151", "154", "155"],
  202: ["011", "014", "017", "018"],
  419: ["005", "013", "029"],
};
const kinds = (code, parent) =>
  code === "001" ? "world" : parent === "001" ? "continent" : ["202", "419"].includes(parent) ? "intermediate-region" : "subregion";

const regions = [["001", "", "world"]];
for (const [parent, children] of Object.entries(tree)) {
  for (const code of children) regions.push([code, parent, kinds(code, parent)]);
}
// A parent stands above its children, so that the file can be loaded from top to bottom.
const depth = (code) => (code === "001" ? 0 : 1 + depth(regions.find((region) => region[0] === code)[1]));
regions.sort((a, b) => depth(a[0]) - depth(b[0]) || (a[0] < b[0] ? -1 : 1));

// A country is what ISO 3166-1 assigns a number to, and Kosovo (XK), whose code ISO leaves to its users and M49 does not know.
const isCountry = (code) => /^[A-Z]{2}$/.test(code) && (code === "XK" || Number(mappings[code]?._numeric ?? "999") < 900);
const countries = [];
for (const [region] of regions) {
  for (const code of contains[region]?._contains ?? []) {
    if (isCountry(code)) countries.push([code, region]);
  }
}
// CLDR groups Antarctica with the outlying parts of Oceania; M49 puts it in no region but the world.
countries.push(["AQ", "001"]);
countries.sort((a, b) => (a[0] < b[0] ? -1 : 1));

// What makes no difference to a reader is no further name.
const key = (name) => name.normalize("NFKD").toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
const listed = (file) => {
  const [header, ...lines] = readFileSync(join(here, file), "utf8").trim().split("\n").map(cells);
  return lines.map((line) => Object.fromEntries(header.map((name, i) => [name, line[i]])));
};
const cells = (line) => [...line.matchAll(/(?:^|,)(?:"([^"]*)"|([^,]*))/g)].map(([, quoted, plain]) => quoted ?? plain);
// The Spanish short name of the United Kingdom is RU, which is Russia's code.
const isCodeOfAnother = (country, text) =>
  countries.some(([code]) => code !== country && [code, mappings[code]._alpha3].includes(text.toUpperCase()));
const otherNames = [];
const known = new Set();
const add = (country, language, name, kind, source) => {
  const own = names[language][country];
  const id = `${country} ${language} ${key(name)}`;
  if (own === undefined || key(own) === key(name) || known.has(id) || isCodeOfAnother(country, key(name))) return;
  known.add(id);
  otherNames.push([country, language, name, kind, source]);
};
for (const [country] of countries) {
  for (const language of languages) {
    for (const [code, name] of Object.entries(names[language])) {
      // Swaziland is no variant of Eswatini any more.
      if (code.startsWith(`${country}-alt-`)) add(country, language, name, country === "SZ" ? "former" : "alias", "cldr");
    }
  }
}
const isListed = new Set(countries.map(([country]) => country));
for (const { country, language, name, kind } of listed("further-names.csv")) add(country, language, name, kind, "registry-curation");
for (const { country, language, name } of listed("un-names.csv")) if (isListed.has(country)) add(country, language, name, "official", "un");
// Codes that are not ISO's any more, or never were: CLDR says what stands in their place.
const aliases = read("cldr-core/supplemental/aliases.json").supplemental.metadata.alias.territoryAlias;
const isCode = new Set(countries.flatMap(([code]) => [code, mappings[code]._alpha3]));
// These were codes of a part of what is one country now.
const partsOnce = ["CT", "DD", "DDR", "FX", "FXX", "JT", "MI", "NQ", "PU", "PZ", "VD", "WK", "YD", "YMD"];
for (const [code, { _replacement: country }] of Object.entries(aliases)) {
  if (/^[A-Z]{2,3}$/.test(code) && !partsOnce.includes(code) && !isCode.has(code) && isListed.has(country)) otherNames.push([country, "", code, "code", "cldr"]);
}
otherNames.push(["GR", "", "EL", "code", "registry-curation"], ["XK", "", "XKX", "code", "registry-curation"]);
otherNames.sort((a, b) => (a.slice(0, 3).join(" ") < b.slice(0, 3).join(" ") ? -1 : 1));

const cell = (value) => (/[",\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
const write = (table, header, rows) =>
  writeFileSync(join(target, `${table}.csv`), [header, ...rows].map((row) => row.map(cell).join(",") + "\n").join(""));
const namesOf = (codes) => codes.flatMap((code) => languages.map((language) => [code, language, names[language][code]]));

mkdirSync(target, { recursive: true });
write(
  "regions",
  ["code", "parent", "kind", "source_id"],
  regions.map((region) => [...region, "cldr"]),
);
write("region_names", ["region", "language", "name"], namesOf(regions.map(([code]) => code)));
write(
  "countries",
  ["alpha2", "alpha3", "m49", "region", "status", "source_id"],
  countries.map(([code, region]) => [
    code,
    mappings[code]._alpha3,
    code === "XK" ? "" : mappings[code]._numeric,
    region,
    code === "XK" ? "user-assigned" : "official",
    "cldr",
  ]),
);
write("country_names", ["country", "language", "name"], namesOf(countries.map(([code]) => code)));
// The program finds countries by these, and no list shows them: they are no table of the registry.
const besides = process.argv[3] ?? (process.argv[2] === undefined ? join(here, "../../src/Inpud.Registry.Api/Storage/Lookups") : undefined);
if (besides !== undefined) {
  writeFileSync(
    join(besides, "other-names.csv"),
    [["country", "language", "name", "kind", "source"], ...otherNames].map((row) => row.map(cell).join(",") + "\n").join(""),
  );
}
