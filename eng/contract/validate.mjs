// Holds real answers against the contract.
//   node validate.mjs openapi.json exchanges.json
// An exchange is {path, method, address, status, type, body}; path is the template of the operation.

import { readFileSync } from "node:fs";
import Ajv2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

const [contractFile, exchangesFile] = process.argv.slice(2);
const contract = JSON.parse(readFileSync(contractFile, "utf8"));
const exchanges = JSON.parse(readFileSync(exchangesFile, "utf8"));

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats(ajv);
ajv.addSchema(contract, "contract");

const escape = (part) => encodeURIComponent(part.replaceAll("~", "~0").replaceAll("/", "~1"));
const validators = new Map();

function validator(pointer) {
  if (!validators.has(pointer)) {
    validators.set(pointer, ajv.compile({ $ref: `contract#${pointer}` }));
  }
  return validators.get(pointer);
}

function problemOf({ path, method, status, type, body }) {
  const responses = contract.paths[path][method].responses;
  const key = String(status) in responses ? String(status) : "default";
  const reference = responses[key].$ref;
  const response = reference ? contract.components.responses[reference.split("/").at(-1)] : responses[key];
  const base = reference ? reference.slice(1) : `/paths/${escape(path)}/${method}/responses/${key}`;
  if (!response.content?.[type]) {
    return `answers with ${type}, which the contract does not name`;
  }
  if (!type.endsWith("json") || type.endsWith("ndjson")) {
    return null;
  }
  const validate = validator(`${base}/content/${escape(type)}/schema`);
  return validate(JSON.parse(body)) ? null : ajv.errorsText(validate.errors);
}

const problems = exchanges.map((exchange) => [exchange, problemOf(exchange)]).filter(([, problem]) => problem);
for (const [{ address, status }, problem] of problems) {
  console.error(`${address} (${status}): ${problem}`);
}
if (problems.length > 0) {
  process.exit(1);
}
console.log(`${exchanges.length} answers are as the contract says`);
