// Reads all files of a folder with js-yaml, and does nothing with them.
const { readdirSync, readFileSync } = require('node:fs');
const { join } = require('node:path');
const { loadAll } = require('js-yaml');

for (const file of readdirSync(process.argv[2], { recursive: true })) {
  if (file.endsWith('.yaml')) loadAll(readFileSync(join(process.argv[2], file), 'utf8'));
}
