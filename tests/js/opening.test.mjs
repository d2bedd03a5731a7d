import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./load.mjs";

const { openingRows } = load("opening");

function opening(points) {
  const latitude = points.map(([degrees]) => degrees * 1e5);
  const longitude = points.map(([, degrees]) => degrees * 1e5);
  return [...openingRows(Uint32Array.from(points.keys()), { latitude, longitude })];
}

const sudan = Array.from({ length: 40 }, (_, i) => [11 + (i % 8), 23 + (i % 11)]);
const all = (points) => [...points.keys()];

test("one event on another continent is not what the map opens on", () => {
  assert.deepEqual(opening([...sudan, [40.7, -74]]), all(sudan));
});

test("events next to most of them are shown", () => {
  assert.deepEqual(opening([...sudan, [9, 36]]), all([...sudan, 0]));
});

test("events of all the world are", () => {
  const world = Array.from({ length: 40 }, (_, i) => [-40 + 2 * i, -120 + 6 * i]);
  assert.deepEqual(opening(world), all(world));
});

test("of a few events each counts", () => {
  assert.deepEqual(
    opening([
      [14, 30],
      [15, 31],
      [40.7, -74],
    ]),
    [0, 1, 2],
  );
});

test("events at one point and one elsewhere", () => {
  const goma = Array.from({ length: 30 }, () => [-1.7, 29.2]);
  assert.deepEqual(opening([...goma, [48.9, 2.4]]), all(goma));
});
