import { PARTITIONS } from './partitions.js';

/** What follows `arn:PARTITION:iam::` in the ARN of a role, as far as a text goes. */
const REST = /^(?:\d{0,11}|\d{12}(?::|:r|:ro|:rol|:role|:role\/[\x21-\x7e]*)?)$/;

/**
 * Whether the ARN of some role, declared or not, begins with a text. A path may hold any visible
 * character, so that what follows can be anything that somebody who may make roles likes.
 * Source: `pathType` in the IAM API's model.
 */
export function beginsRoleArn(text: string): boolean {
  return PARTITIONS.some(({ id }) => {
    const start = `arn:${id}:iam::`;
    return (
      start.startsWith(text) || (text.startsWith(start) && REST.test(text.slice(start.length)))
    );
  });
}
