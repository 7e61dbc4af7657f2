/*
 * AWS CDK constructs that compile a policy while the app is synthesised. They need `aws-cdk-lib` and
 * `constructs`, which this package does not install.
 */
export { WarrenPolicy, type WarrenPolicyProps } from './warren-policy.js';
