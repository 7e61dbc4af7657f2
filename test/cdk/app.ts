import { App, Stack } from 'aws-cdk-lib/core';
import { Template } from 'aws-cdk-lib/assertions';
import { WarrenPolicy, type WarrenPolicyProps } from '#warren/cdk/index.js';
import { inFolder, type Tree } from '../source/temporary.js';

/** A stack of a test. */
export function newStack(): Stack {
  return new Stack(new App({ analyticsReporting: false }), 'Stack');
}

/** A stack with a construct of a policy, and the template that comes of it. */
export interface Synthesised {
  readonly stack: Stack;
  readonly construct: WarrenPolicy;
  readonly template: Template;
}

/** Synthesises a policy whose files are given. */
export function synthesise(
  tree: Tree,
  props: Omit<WarrenPolicyProps, 'path'> = {},
  stack = newStack(),
): Synthesised {
  return inFolder(tree, (path) => {
    const construct = new WarrenPolicy(stack, 'Policy', { ...props, path });
    return { stack, construct, template: Template.fromStack(stack) };
  });
}
