/* Data elements of the page: text, JSON, and gzipped bytes in base64. */
(function (dateline) {
  "use strict";

  function textOf(name) {
    return document.getElementById("dateline-data-" + name).textContent;
  }

  function bytesOf(base64) {
    if (Uint8Array.fromBase64) return Uint8Array.fromBase64(base64);
    const binary = atob(base64);
    const bytes = new Uint8Array(binary.length);
    for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
    return bytes;
  }

  function json(name) {
    return JSON.parse(textOf(name));
  }

  /** Once the whole page is there: the texts stand at its end, and come after the first view. */
  function whole() {
    if (document.readyState !== "loading") return Promise.resolve();
    return new Promise((resolve) =>
      document.addEventListener("DOMContentLoaded", resolve, { once: true }),
    );
  }

  async function bytes(name) {
    const packed = new Blob([bytesOf(textOf(name))]);
    const unpacked = packed.stream().pipeThrough(new DecompressionStream("gzip"));
    return new Uint8Array(await new Response(unpacked).arrayBuffer());
  }

  /** Whole numbers of which the lowest bytes of all come first, then the higher ones. */
  function planes(bytes, count) {
    const numbers = new Uint32Array(count);
    for (let i = 0, second = count, third = 2 * count, fourth = 3 * count; i < count; i++)
      numbers[i] =
        bytes[i] | (bytes[second + i] << 8) | (bytes[third + i] << 16) | (bytes[fourth + i] << 24);
    return numbers;
  }

  /** Whole numbers after their count, and the bytes that follow them. */
  function countedPlanes(bytes) {
    const count = new DataView(bytes.buffer).getUint32(0, true);
    return [planes(bytes.subarray(4), count), bytes.subarray(4 + 4 * count)];
  }

  /** A function that takes the next of some numbers, as many as it is told. */
  function taker(numbers) {
    let at = 0;
    return (length) => numbers.subarray(at, (at += length));
  }

  /** From lengths where each begins, and where the last ends. */
  function ends(lengths) {
    const found = new Uint32Array(lengths.length + 1);
    for (let i = 0; i < lengths.length; i++) found[i + 1] = found[i] + lengths[i];
    return found;
  }

  async function text(name) {
    return new TextDecoder().decode(await bytes(name));
  }

  async function packedJson(name) {
    return JSON.parse(await text(name));
  }

  /** What a JSON text holds, null where it is not JSON. */
  function parse(text) {
    try {
      return text ? JSON.parse(text) : null;
    } catch {
      return null;
    }
  }

  /** The objects of a JSON list, none where it is no list. */
  function list(text) {
    const value = parse(text);
    return Array.isArray(value) ? value.filter((item) => item && typeof item === "object") : [];
  }

  dateline.unpack = {
    ...{ json, bytes, text, packedJson, parse, list },
    ...{ whole, planes, countedPlanes, taker, ends },
  };
})((window.dateline = window.dateline || {}));
