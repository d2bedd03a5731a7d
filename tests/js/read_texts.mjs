/* Reads texts as the page does: data elements as JSON on stdin, each row's texts on stdout. */
import { readFileSync } from "node:fs";
import { load } from "./load.mjs";

const { head, elements } = JSON.parse(readFileSync(0, "utf8"));
elements.head = JSON.stringify(head);
globalThis.document = {
  getElementById: (id) => ({ textContent: elements[id.replace("dateline-data-", "")] }),
};
const { store } = load("unpack", "prose", "texts", "spots", "store");
const opened = await store.open();
const rows = [];
for (const row of opened.rows) rows.push(await opened.texts(row));
process.stdout.write(JSON.stringify(rows));
