// Lets the examples import this package by its name, as an app that installed it does.
const { symlinkSync } = require('node:fs');
const { join } = require('node:path');

const root = join(__dirname, '..');
try {
  symlinkSync(root, join(root, 'node_modules', 'cdk8s-netpol'), 'junction');
} catch (error) {
  if (error.code !== 'EEXIST') throw error;
}
