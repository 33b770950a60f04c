// Lets the examples import this package by its name, as an app that installed it does.
const { existsSync, symlinkSync } = require('node:fs');
const { join } = require('node:path');

const root = join(__dirname, '..');
const link = join(root, 'node_modules', 'cdk8s-netpol');
if (!existsSync(link)) symlinkSync(root, link, 'junction');
