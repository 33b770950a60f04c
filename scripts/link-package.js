// Lets the examples import this package by its name, as an app that installed it does.
const { readlinkSync, symlinkSync, unlinkSync } = require('node:fs');
const { join, resolve } = require('node:path');

const root = join(__dirname, '..');
const link = join(root, 'node_modules', 'cdk8s-netpol');

try {
  symlinkSync(root, link, 'junction');
} catch (error) {
  if (error.code !== 'EEXIST') throw error;
  // A copied folder still leads to where it was copied from.
  if (resolve(link, '..', readlinkSync(link)) !== root) {
    unlinkSync(link);
    symlinkSync(root, link, 'junction');
  }
}
