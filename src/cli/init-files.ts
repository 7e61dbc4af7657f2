import { CONFIG_NAME } from '../source/config.js';

const config = `# This folder is the root of a policy: all .warren files in it and below are read together.
# Nothing needs to be set here.

# ignore: [drafts/**]     # files that are left out
# severity:               # error, warning or off, by code; warren help CODE explains one
#   spill: error
# max-warnings: 0         # more warnings than this fail \`warren check\`
`;

/** The file that makes a folder the root of a policy, as it is written where there is none. */
export const configFile: readonly (readonly [name: string, text: string])[] = [
  [CONFIG_NAME, config],
];
