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

  async function bytes(name) {
    const packed = new Blob([bytesOf(textOf(name))]);
    const unpacked = packed.stream().pipeThrough(new DecompressionStream("gzip"));
    return new Uint8Array(await new Response(unpacked).arrayBuffer());
  }

  /** Numbers of `size` bytes, of which the lowest bytes of all come first, then the higher ones. */
  function planes(bytes, count, size) {
    const whole = new Uint8Array(count * size);
    for (let plane = 0, at = 0; plane < size; plane++)
      for (let i = plane; i < whole.length; i += size) whole[i] = bytes[at++];
    return whole.buffer;
  }

  async function packedJson(name) {
    return JSON.parse(new TextDecoder().decode(await bytes(name)));
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

  dateline.unpack = { json, bytes, planes, packedJson, parse, list };
})((window.dateline = window.dateline || {}));
