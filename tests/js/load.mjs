/* Loads modules of the page as the page does: each adds to one global object, `dateline`. */
import { readFileSync } from "node:fs";
import { runInThisContext } from "node:vm";

const FOLDER = new URL("../../maps/templates/js/", import.meta.url);

export function load(...modules) {
  globalThis.window ??= globalThis;
  for (const name of modules) {
    const filename = new URL(`${name}.js`, FOLDER);
    runInThisContext(readFileSync(filename, "utf8"), { filename: filename.pathname });
  }
  return globalThis.dateline;
}
