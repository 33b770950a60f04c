// The jsii assembly of the package or of a copy of it: what its API is, in JSON. The one that is published is compressed.
const { readFileSync, rmSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { gunzipSync } = require('node:zlib');

/** Reads the assembly in a folder. */
function readAssembly(folder) {
  const assembly = JSON.parse(readFileSync(join(folder, '.jsii'), 'utf8'));
  return assembly.schema === 'jsii/file-redirect' ? JSON.parse(gunzipSync(readFileSync(join(folder, assembly.filename)))) : assembly;
}

/** Writes one into a folder, for programs that read it there. */
function writeAssembly(folder, assembly) {
  rmSync(join(folder, '.jsii.gz'), { force: true });
  writeFileSync(join(folder, '.jsii'), JSON.stringify(assembly));
}

module.exports = { readAssembly, writeAssembly };
