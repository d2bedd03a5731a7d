import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./load.mjs";

const { Spots } = load("spots");

function spotsOf(rows) {
  const latitude = Int32Array.from(rows, ([degrees]) => degrees ?? 0);
  const longitude = Int32Array.from(rows, ([, degrees]) => degrees ?? 0);
  return new Spots(
    { latitude, longitude },
    (row) => rows[row].length > 0,
    (row) => rows[row][2] === true,
  );
}

test("rows share a spot only if they are at one point and known as exactly", () => {
  const spots = spotsOf([[1, 2], [2, 1], [1, 2], [], [1, 2, true], [-1, -2]]);
  assert.deepEqual([...spots.of], [0, 1, 0, -1, 2, 3]);
  assert.deepEqual([...spots.row], [0, 1, 4, 5]);
  assert.equal(spots.count, 4);
});

test("as many spots as rows are told apart", () => {
  const rows = Array.from({ length: 500 }, (_, i) => [i * 1e6 - 2.5e8, (i % 7) * 2e8]);
  assert.equal(spotsOf(rows).count, 500);
  assert.equal(spotsOf([]).count, 0);
});
