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

test("a text is found by the beginning of any of its words, and by none of its neighbour", () => {
  assert.deepEqual(marked(["idlib", "", "lib", "il lib", "libya"], "lib"), [0, 0, 1, 1, 1]);
  assert.deepEqual(marked(["aa", "baa aa", "ba"], "a"), [1, 1, 0]);
  assert.deepEqual(marked(["b"], "bb"), [0]);
});
