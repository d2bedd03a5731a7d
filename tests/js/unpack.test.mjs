import assert from "node:assert/strict";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { load } from "./load.mjs";

const { unpack } = load("unpack");

function hold(elements) {
  globalThis.document = { getElementById: (id) => ({ textContent: elements[id] }) };
}

test("gzipped bytes in base64 come out as they were", async () => {
  const bytes = Uint8Array.from({ length: 1000 }, (_, i) => (i * 7) % 256);
  hold({ "dateline-data-some": gzipSync(bytes).toString("base64") });
  assert.deepEqual(await unpack.bytes("some"), bytes);
});

test("numbers are put together from their lowest bytes and their higher ones", () => {
  const planes = Uint8Array.from([1, 2, 0, 1, 0, 0, 0, 128]);
  assert.deepEqual(new Uint32Array(unpack.planes(planes, 2, 4)), Uint32Array.of(1, 2 ** 31 + 258));
});

test("what is no JSON is nothing", () => {
  assert.equal(unpack.parse("{broken"), null);
  assert.equal(unpack.parse(null), null);
  assert.deepEqual(unpack.list('{"a": 1}'), []);
  assert.deepEqual(unpack.list('[{"a": 1}, null, 7, "b"]'), [{ a: 1 }]);
});
