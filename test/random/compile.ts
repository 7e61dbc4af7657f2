import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkPolicy } from '#warren/program/check.js';
import { loadPolicy } from '#warren/source/load.js';
import type { ConfigFiles } from '../bed/offline.js';

/** What the compiler makes of a policy: each broker's configuration, or the errors. */
export interface Compiled {
  readonly configs: ReadonlyMap<string, ConfigFiles>;
  /** Codes and messages; there is no configuration then. */
  readonly errors: readonly string[];
}

/** Compiles the text of a policy as `warren compile` does, but writes nothing. */
export function compile(text: string): Compiled {
  const folder = mkdtempSync(join(tmpdir(), 'policy-'));
  try {
    writeFileSync(join(folder, 'policy.warren'), text);
    const { diagnostics, artifacts } = checkPolicy(loadPolicy(['.'], folder), { forOutput: true });
    const errors = diagnostics.filter(({ severity }) => severity === 'error');
    const configs = artifacts.map(({ name, files }): [string, ConfigFiles] => {
      const named = (path: string): string | undefined =>
        files.find((file) => file.path === path)?.text;
      const advancedConfig = named('advanced.config');
      const rabbitmqConf = named('rabbitmq.conf') ?? '';
      return [name, { rabbitmqConf, ...(advancedConfig === undefined ? {} : { advancedConfig }) }];
    });
    return {
      configs: new Map(configs),
      errors: errors.map(({ code, message }) => `${code}: ${message}`),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
