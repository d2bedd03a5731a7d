import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./load.mjs";

const { words } = load("words");

test("days and dates of ISO are each other's inverse", () => {
  for (const day of [-25567, -1, 0, 1, 11016, 18321, 47482])
    assert.equal(words.dayOfIso(words.iso(day)), day);
  assert.equal(words.iso(0), "1970-01-01");
  assert.ok(Number.isNaN(words.dayOfIso("2018-99-99")));
});

test("a place is no more exact in words than it is known", () => {
  assert.deepEqual(words.place(1, "Sake", 10), { text: "Sake", precision: "exact place" });
  assert.deepEqual(words.place(2, "Sake", 5), { text: "Sake", precision: "within 5 km" });
  assert.equal(words.place(6, "Syria", 300).text, "somewhere in Syria");
  assert.equal(words.place(4, "Idlib", null).precision, "first-order division only");
  assert.equal(words.place(1, null, null).text, "a place without a name");
});

test("what is no code of a country is none", () => {
  assert.equal(words.country("SY"), "Syria");
  for (const code of [null, "", "ZZZZ", "<b>", "__proto__"])
    assert.equal(words.country(code), null);
});

test("one is singular", () => {
  assert.equal(words.plural(1, "event"), "1 event");
  assert.equal(words.plural(1200, "entry", "entries"), "1,200 entries");
  assert.deepEqual([999, 1234567, 0.5, 1234.5].map(words.number), [
    "999",
    "1,234,567",
    "0.5",
    "1,234.5",
  ]);
});

test("an event of several days names them all", () => {
  assert.equal(words.dates(null, null), "Date not known");
  assert.equal(words.dates(17768, 17768), "25 August 2018");
  assert.equal(words.dates(17768, 17770), "25–27 August 2018");
  assert.equal(words.dates(17768, 17776), "25 August – 2 September 2018");
  assert.equal(words.dates(17890, 17897), "25 December 2018 – 1 January 2019");
});
