// A program out of an npm package that has it compressed with Brotli: node unpack.js PACKED PROGRAM
"use strict";
const { readFileSync, writeFileSync } = require("fs");
const { brotliDecompressSync } = require("zlib");

const [packed, program] = process.argv.slice(2);
writeFileSync(program, brotliDecompressSync(readFileSync(packed)), { mode: 0o755 });
