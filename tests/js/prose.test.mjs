import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./load.mjs";

const { Joined } = load("unpack", "prose").prose;

function marked(texts, part) {
  const has = new Uint8Array(texts.length);
  new Joined(texts.join("\n"), "\n").mark(part, has);
  return [...has];
}

test("texts in one are read one by one, empty ones too", () => {
  const joined = new Joined("one two  ärger ", " ");
  assert.equal(joined.count, 5);
  assert.deepEqual(
    [0, 1, 2, 3, 4].map((number) => joined.at(number)),
    ["one", "two", "", "ärger", ""],
  );
});

test("a text is found by any part of it, and by no part of its neighbour", () => {
  assert.deepEqual(marked(["idlib", "", "lib", "il", "bi"], "lib"), [1, 0, 1, 0, 0]);
  assert.deepEqual(marked(["aa", "aaaa", "b"], "a"), [1, 1, 0]);
  assert.deepEqual(marked(["b"], "bb"), [0]);
});
