#!/usr/bin/env node
'use strict';
const argv = process.argv.slice(2);
if (argv.length === 1 && argv[0] === '--version') {
  require('node:fs').writeSync(1, '0.0.1\n');
} else {
  require('node:module').enableCompileCache?.();
  void require('../dist/main.cjs')
    .main(argv)
    .then((exit) => {
      process.exitCode = exit;
    });
}
