import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./load.mjs";

const { fold } = load("fold");

test("marks and case make no difference", () => {
  for (const [one, other] of [
    ["Łódź", "lodz"],
    ["SÃO PAULO", "sao paulo"],
    ["Straße", "STRASSE"],
    ["N'Djamena", "Ndjamena"],
    ["e\u0301", "é"],
  ])
    assert.equal(fold(one), fold(other));
});

test("scripts without case stay as they are", () => {
  assert.equal(fold("東京"), "東京");
  assert.equal(fold("дамаск"), "дамаск");
});

test("folding a folded text changes nothing", () => {
  for (const text of ["Ǧisr aš-Šuġūr", "İstanbul", "Þingvellir", "ﬁre"])
    assert.equal(fold(fold(text)), fold(text));
});
