// Writes countries, M49 regions and their names from Unicode CLDR as CSV, one file per table.
//   npm ci && node build.mjs [target folder]
// The same CLDR version gives the same bytes; a test runs this and compares with what is committed.

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
