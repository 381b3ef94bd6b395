// Reads GIFT from standard input with gift-pegjs, and prints its questions as JSON.
const { parse } = require("../../node_modules/gift-pegjs/pegjs-gift.js");
let text = "";
process.stdin.setEncoding("utf-8");
process.stdin.on("data", (part) => (text += part));
process.stdin.on("end", () => process.stdout.write(JSON.stringify(parse(text))));
