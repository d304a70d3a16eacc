// Writes the outlines of the countries, and the markers of the small ones, as one compact file.
//   npm ci && node build.mjs [target folder]
// The same packages give the same bytes; a test runs this and compares with what is committed.
//
// The outlines are Natural Earth's (public domain), of the scale 1:50m, in the Equal Earth projection, in which areas compare. The map is cut at 169° W, in the Bering Strait, so that no
// country lies on both edges. The scale 1:110m was rejected: it leaves out the small states. What 1:50m leaves out has a marker at its place in 1:10m.
//
// Who has which ground follows the list of countries of the registry (ISO 3166-1 and UN M49). Natural Earth draws who holds the ground; where that is another than the United Nations name,
// the United Nations are followed. What neither gives to anybody is drawn as land without a country.

import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { geoEqualEarth, geoPath } from "d3-geo";
import { geoProject } from "d3-geo-projection";
import { feature, mergeArcs } from "topojson-client";
import { topology } from "topojson-server";
import { presimplify, simplify } from "topojson-simplify";
import { assign } from "./assign.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const target = process.argv[2] ?? join(here, "../../src/Inpud.Registry.Api/Site/Map");

// The grid has two units for each pixel of a map that is 1200 pixels wide, so that whole numbers are exact enough.
const width = 2400;
// A corner goes where it takes or gives less than this, in square units of the grid.
const leastCorner = 1.5;
// An island goes where it is smaller than this, unless its country has no larger one.
const leastIsland = 5;
// A country whose ground is smaller than this has a marker: 48 square units are 12 pixels, or 13,000 km².
const leastCountry = 48;
// Markers are 24 pixels apart, the size of a target that one can hit (WCAG 2.5.8).
const apart = 48;
// A marker rather stands farther away in the sea than on another country, and rather on a large country than on one smaller than this, which it would hide.
const costOfLand = 40;
const hardToHide = 600;

// Parts that Natural Earth has inside of another country, and that are countries of their own in ISO 3166-1: the box in which they lie, as west, south, east, north.
const parts = [
  ["250", "GF", [-55, 2, -51, 6]],
  ["250", "GP", [-62, 15.7, -60.9, 16.6]],
  ["250", "MQ", [-61.3, 14.3, -60.7, 14.95]],
  ["250", "RE", [55, -21.5, 56, -20.8]],
  ["250", "YT", [44.9, -13.1, 45.4, -12.5]],
  ["528", "BQ", [-69, 11.9, -62.8, 17.8]],
  ["554", "TK", [-173, -9.6, -171, -8.4]],
  ["578", "SJ", [-10, 70, 35, 82]],
  ["578", "BV", [3, -55, 4, -54]],
  ["Indian Ocean Ter.", "CX", [105, -11, 106, -10]],
  ["Indian Ocean Ter.", "CC", [96, -13, 97, -11]],
  // Resolution 68/262 of the General Assembly of the United Nations.
  ["643", "UA", [32.4, 44.3, 36.7, 46.2]],
];
// What ISO 3166-1 has no entry for belongs, in the United Nations' list, to the country behind it.
const withoutEntry = { Kosovo: "XK", Somaliland: "SO", "N. Cyprus": "CY", "Siachen Glacier": "" };

const countries = readFileSync(join(here, "../../src/Inpud.Registry.Api/Interchange/Shipped/countries.csv"), "utf8")
  .trim()
  .split("\n")
  .slice(1)
  .map((line) => line.split(","));
const byNumber = new Map(countries.map(([code, , number]) => [number, code]));

/** The ground of each country that is wanted: by code, in degrees. Land without a country has the empty code. */
function read(scale, isWanted) {
  const atlas = JSON.parse(readFileSync(join(here, `node_modules/world-atlas/countries-${scale}.json`), "utf8"));
  const grounds = new Map();
  for (const { id, properties, type, arcs } of atlas.objects.countries.geometries) {
    const name = id ?? properties.name;
    for (const polygon of type === "Polygon" ? [arcs] : arcs) {
      const [[longitude, latitude]] = feature(atlas, { type: "Polygon", arcs: polygon }).geometry.coordinates[0];
      const inside = ([west, south, east, north]) => west < longitude && longitude < east && south < latitude && latitude < north;
      const code = parts.find(([from, , box]) => from === name && inside(box))?.[1] ?? byNumber.get(id) ?? withoutEntry[name];
      if (code === undefined || !isWanted(code)) continue;
      if (!grounds.has(code)) grounds.set(code, []);
      grounds.get(code).push({ type: "Polygon", arcs: polygon });
    }
  }
  return new Map(
    [...grounds].map(([code, polygons]) => [code, feature(atlas, mergeArcs(atlas, polygons)).geometry]),
  );
}

const projection = geoEqualEarth().rotate([-11, 0]).fitWidth(width, { type: "Sphere" }).precision(0);
const sphere = geoPath(geoEqualEarth().rotate([-11, 0]).fitWidth(width, { type: "Sphere" })).bounds({ type: "Sphere" });
const height = Math.ceil(sphere[1][1]);
const flat = geoPath();

const drawn = read("50m", () => true);
const placed = read("10m", (code) => !drawn.has(code));
const shared = topology(
  Object.fromEntries([...drawn].map(([code, geometry]) => [code || "none", geoProject(geometry, projection)])),
  1e5,
);
const simple = simplify(presimplify(shared), leastCorner);

const area = (ring) => Math.abs(ring.reduce((sum, [x, y], i) => sum + x * ring[(i + 1) % ring.length][1] - y * ring[(i + 1) % ring.length][0], 0)) / 2;

/** Whole numbers, without the corners that fall together or lie on a line. */
function rounded(ring) {
  const points = ring.slice(0, -1).map((point) => point.map(Math.round));
  for (let changed = true; changed; ) {
    changed = false;
    for (let i = 0; i < points.length && points.length > 2; i++) {
      const [before, here, after] = [points.at(i - 1), points[i], points[(i + 1) % points.length]];
      const turn = (here[0] - before[0]) * (after[1] - here[1]) - (here[1] - before[1]) * (after[0] - here[0]);
      if (turn === 0) {
        points.splice(i--, 1);
        changed = true;
      }
    }
  }
  return points;
}

/** The rings of a country on the grid, the largest first. */
function ringsOf(code) {
  const object = simple.objects[code || "none"];
  if (object === undefined) return [];
  const { geometry } = feature(simple, object);
  if (geometry === null) return [];
  const rings = (geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates).flat().map(rounded).filter((ring) => ring.length > 2);
  rings.sort((a, b) => area(b) - area(a));
  return rings.filter((ring, i) => i === 0 || area(ring) >= leastIsland);
}

/** A closed path of relative steps, in as few letters as SVG takes. */
function pathOf(rings) {
  const number = (value, first) => (first || value < 0 ? `${value}` : ` ${value}`);
  let here = [0, 0];
  return rings
    .map(([start, ...rest]) => {
      let text = `m${number(start[0] - here[0], true)}${number(start[1] - here[1])}`;
      let [x, y] = start;
      let last = "m";
      for (const [nextX, nextY] of rest) {
        const [dx, dy] = [nextX - x, nextY - y];
        const command = dx === 0 ? "v" : dy === 0 ? "h" : "l";
        // Behind m, pairs of numbers are lines.
        const goesOn = command === last || (command === "l" && last === "m");
        text += goesOn ? "" : command;
        text += command === "v" ? number(dy, !goesOn) : command === "h" ? number(dx, !goesOn) : `${number(dx, !goesOn)}${number(dy)}`;
        last = command;
        [x, y] = [nextX, nextY];
      }
      here = start;
      return `${text}z`;
    })
    .join("");
}

const outlines = countries.map(([code]) => {
  const rings = ringsOf(code);
  // The point of a country is the middle of its largest part, as exact as the atlas has it.
  const projected = geoProject(drawn.get(code) ?? placed.get(code), projection);
  const polygons = projected.type === "Polygon" ? [projected.coordinates] : projected.coordinates;
  const largest = polygons.reduce((a, b) => (area(a[0]) >= area(b[0]) ? a : b));
  const ground = rings.reduce((sum, ring) => sum + area(ring), 0);
  const point = flat.centroid({ type: "Polygon", coordinates: largest }).map(Math.round);
  return { code, rings, point, ground, isSmall: ground < leastCountry };
});

const distance = (a, b) => Math.hypot(a[0] - b[0], a[1] - b[1]);
const isInside = ([x, y], ring) =>
  ring.reduce((inside, [x1, y1], i) => {
    const [x2, y2] = ring[(i + 1) % ring.length];
    return y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1 ? !inside : inside;
  }, false);
const boxOf = (ring) => [0, 1].map((axis) => [Math.min, Math.max].map((end) => end(...ring.map((point) => point[axis]))));
const large = outlines
  .filter((country) => !country.isSmall)
  .map(({ rings, ground }) => ({ rings: rings.map((ring) => ({ ring, box: boxOf(ring) })), ground }));
const covers = ({ ring, box }, point) => box.every(([from, to], axis) => from <= point[axis] && point[axis] <= to) && isInside(point, ring);
const around = [[0, 0], ...[0, 1, 2, 3, 4, 5, 6, 7].map((i) => [0.45 * apart * Math.cos((i * Math.PI) / 4), 0.45 * apart * Math.sin((i * Math.PI) / 4)])];
/** How much of a marker lies on other countries: from 0 to 1, and more where it would hide one. */
const onLand = ([x, y]) =>
  around
    .flatMap(([dx, dy]) => large.filter(({ rings }) => rings.filter((ring) => covers(ring, [x + dx, y + dy])).length % 2 === 1))
    .reduce((sum, { ground }) => sum + (ground < hardToHide ? 3 : 1), 0) / around.length;

// A small country that stands alone has its marker where it is. Where they crowd, they share out places around, so that the ways to them are as short as can be and none crosses another.
const small = outlines.filter((country) => country.isSmall);
const alone = small.filter((a) => small.every((b) => a === b || distance(a.point, b.point) >= apart));
const crowded = small.filter((country) => !alone.includes(country));
const places = [];
for (let row = 0; row * apart * 0.866 < height; row++) {
  for (let x = (row % 2) * (apart / 2); x < width; x += apart) {
    const place = [Math.round(x), Math.round(row * apart * 0.866)];
    const isFree = alone.every((country) => distance(country.point, place) >= apart);
    const isNear = crowded.some((country) => distance(country.point, place) < 6 * apart);
    if (isFree && isNear && projection.invert(place) && place[0] >= 24 && place[0] <= width - 24) places.push({ place, land: onLand(place) });
  }
}
const chosen = assign(crowded.map(({ point }) => places.map(({ place, land }) => distance(point, place) + land * costOfLand)));
for (const country of alone) country.marker = country.point;
crowded.forEach((country, i) => (country.marker = places[chosen[i]].place));

const edge = geoPath(geoEqualEarth().rotate([-11, 0]).fitWidth(width, { type: "Sphere" }).precision(0.5))({ type: "Sphere" });
const edgeRing = rounded(edge.slice(1, -1).split("L").map((pair) => pair.split(",").map(Number)).concat([[0, 0]]));
const lines = outlines.map(({ code, rings, point, marker }) => {
  const entry = { code };
  if (rings.length > 0) entry.path = pathOf(rings);
  if (marker !== undefined) entry.marker = marker;
  if (marker !== undefined && (marker[0] !== point[0] || marker[1] !== point[1])) entry.place = point;
  return JSON.stringify(entry);
});
writeFileSync(
  join(target, "outlines.json"),
  `{"width":${width},"height":${height},"edge":"${pathOf([edgeRing])}","nobodys":"${pathOf(ringsOf(""))}","countries":[\n${lines.join(",\n")}\n]}\n`,
);
