/**
 * Gives each row a column of its own so that the sum of the costs is the least there is (the Hungarian method with potentials). There are at least as many columns as rows.
 * @param {number[][]} costs
 * @returns {number[]} the column of each row
 */
export function assign(costs) {
  const rows = costs.length;
  const columns = costs[0]?.length ?? 0;
  const u = new Array(rows + 1).fill(0);
  const v = new Array(columns + 1).fill(0);
  const rowOf = new Array(columns + 1).fill(0);
  const before = new Array(columns + 1).fill(0);
  for (let row = 1; row <= rows; row++) {
    rowOf[0] = row;
    let column = 0;
    const least = new Array(columns + 1).fill(Infinity);
    const used = new Array(columns + 1).fill(false);
    do {
      used[column] = true;
      const at = rowOf[column];
      let delta = Infinity;
      let next = 0;
      for (let other = 1; other <= columns; other++) {
        if (used[other]) continue;
        const reduced = costs[at - 1][other - 1] - u[at] - v[other];
        if (reduced < least[other]) {
          least[other] = reduced;
          before[other] = column;
        }
        if (least[other] < delta) {
          delta = least[other];
          next = other;
        }
      }
      for (let other = 0; other <= columns; other++) {
        if (used[other]) {
          u[rowOf[other]] += delta;
          v[other] -= delta;
        } else {
          least[other] -= delta;
        }
      }
      column = next;
    } while (rowOf[column] !== 0);
    do {
      rowOf[column] = rowOf[before[column]];
      column = before[column];
    } while (column !== 0);
  }
  const result = new Array(rows);
  for (let column = 1; column <= columns; column++) if (rowOf[column] > 0) result[rowOf[column] - 1] = column - 1;
  return result;
}
