#!/usr/bin/env node
'use strict';
const [major, minor] = process.versions.node.split('.').map(Number);
if (major > 20 || (major === 20 && minor >= 19)) require('../dist/main.cjs');
else {
  process.stderr.write(`hearback: needs Node 20.19 or newer, and this is ${process.versions.node}\n`);
  process.exitCode = 69;
}
