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
  assert.deepEqual(unpack.planes(planes, 2), Uint32Array.of(1, 2 ** 31 + 258));
});

test("numbers come after their count, and what follows them is left", () => {
  const bytes = Uint8Array.of(1, 0, 0, 0, 7, 1, 0, 0, 65);
  const [numbers, rest] = unpack.countedPlanes(bytes);
  assert.deepEqual([...numbers], [263]);
  assert.deepEqual([...rest], [65]);
});

test("from lengths comes where each begins and the last ends", () => {
  assert.deepEqual([...unpack.ends([2, 0, 3])], [0, 2, 2, 5]);
});

test("what is no JSON is nothing", () => {
  assert.equal(unpack.parse("{broken"), null);
  assert.equal(unpack.parse(null), null);
  assert.deepEqual(unpack.list('{"a": 1}'), []);
  assert.deepEqual(unpack.list('[{"a": 1}, null, 7, "b"]'), [{ a: 1 }]);
});
