// A client as a partner writes it, against the types that are generated from openapi.yaml. It is compiled, not run; the README has one that a test runs.

import type { components, paths } from "./registry.js";

type Coverage = paths["/v1/coverage"]["get"]["responses"]["200"]["content"]["application/json"];
type Network = components["schemas"]["NetworkDetails"];
type Problem = components["schemas"]["Problem"];
type DryRun = NonNullable<components["parameters"]["DryRun"]>;
type Table = paths["/v1/coverage.csv"]["get"]["responses"]["200"]["content"]["text/csv"];

export async function documentedCountries(registry: string): Promise<Map<string, number>> {
  const response = await fetch(`${registry}/v1/coverage`);
  if (!response.ok) {
    const problem = (await response.json()) as Problem;
    throw new Error(problem.errors.map((error) => `${error.name}: ${error.detail}`).join("\n") || problem.detail);
  }
  const coverage = (await response.json()) as Coverage;
  return new Map(coverage.items.map((row) => [row.network, row.documented.countries]));
}

export function currentHeadquarters(network: Network): string | null {
  const certain = network.headquarters.find((place) => place.certainty === "certain");
  return certain?.country ?? null;
}

export function claim(row: Coverage["items"][number]): string {
  // Nullable fields have to be asked for: without the question mark this does not compile.
  return row.claimed === null ? "claims nothing" : `claims ${row.claimed.countries} (${row.claimed.asOf ?? "undated"})`;
}

// Every write has the same parameter, and it is a truth value.
export const tried: DryRun = true;

export async function table(registry: string): Promise<Table> {
  return await (await fetch(`${registry}/v1/coverage.csv`)).text();
}
