import { isBuiltin } from 'node:module';
import type { Plugin } from 'rolldown';

/** One package's file, and what in it is written otherwise. A change that finds nothing any more is an error. */
interface Change {
  /** How the file's path ends. */
  file: string;
  why: string;
  parts: readonly (readonly [from: string, to: string])[];
}

const CHANGES: readonly Change[] = [
  {
    file: '/commander/lib/command.js',
    why: 'It loads child processes at once, for commands that are other programs: we have none.',
    parts: [
      ["import childProcess from 'node:child_process';\n", ''],
      ['childProcess.spawn', 'undefined'],
    ],
  },
  {
    file: '/@typespec/ts-http-runtime/dist/esm/nodeHttpClient.js',
    why: 'Only for an answer that is compressed.',
    parts: [
      ['import zlib from "node:zlib";\n', ''],
      ['zlib.create', 'process.getBuiltinModule("node:zlib").create'],
    ],
  },
  {
    file: '/@azure/msal-node/dist/client/ClientAssertion.mjs',
    why: 'Only a certificate’s sign-in signs.',
    parts: [
      ["import jwt from 'jsonwebtoken';\n", ''],
      ['jwt.sign(', "require('jsonwebtoken').sign("],
    ],
  },
  {
    file: '/@typespec/ts-http-runtime/dist/esm/policies/proxyPolicy.js',
    why: 'Only where there is a proxy.',
    parts: [
      ['import { HttpsProxyAgent } from "https-proxy-agent";\n', ''],
      ['import { HttpProxyAgent } from "http-proxy-agent";\n', ''],
      ['new HttpProxyAgent(', 'new (require("http-proxy-agent").HttpProxyAgent)('],
      ['new HttpsProxyAgent(', 'new (require("https-proxy-agent").HttpsProxyAgent)('],
    ],
  },
];

/** Packages load at once what a run seldom needs: this makes them load it when it is needed. */
export const lighter: Plugin = {
  name: 'lighter',
  transform(code, id) {
    const change = CHANGES.find(({ file }) => id.replaceAll('\\', '/').endsWith(file));
    const changed = (change?.parts ?? []).reduce((text, [from, to]) => {
      if (!text.includes(from)) throw new Error(`${change?.file} no longer has: ${from}`);
      return text.replaceAll(from, to);
    }, code);
    return id.includes('node_modules') ? withoutCopies(changed) : changed;
  },
};

/**
 * A whole module of Node's, imported under one name, would be copied member by member, which loads what Node loads lazily: here
 * it is the module itself.
 */
function withoutCopies(code: string): string {
  return code.replaceAll(
    /^import (?:\* as )?(\w+) from ['"]([\w:/]+)['"];?$/gm,
    (line, name: string, from: string) => {
      if (!isBuiltin(from)) return line;
      return name === 'process' ? '' : `const ${name} = process.getBuiltinModule('${from}');`;
    },
  );
}
