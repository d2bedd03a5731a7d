/* Reads chunks of texts as the page does: data elements as JSON on stdin, the columns on stdout. */
import { readFileSync } from "node:fs";
import { load } from "./load.mjs";

const { head, elements } = JSON.parse(readFileSync(0, "utf8"));
globalThis.document = {
  getElementById: (id) => ({ textContent: elements[id.replace("dateline-data-", "")] }),
};
const { texts } = load("unpack", "texts");
const columns = head.texts.map(() => []);
for (let number = 0; number * head.chunk < head.count; number++) {
  const chunk = await texts.chunk(head, number);
  chunk.forEach((column, i) => columns[i].push(...column));
}
process.stdout.write(JSON.stringify(columns));
