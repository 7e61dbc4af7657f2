import type { Reporter } from '../../diagnostics/reporter.js';
import type { Extra } from '../extras.js';
import type { Artifact } from '../output/artifacts.js';
import { checkTemplateSize, cloudFormation } from './cloudformation.js';
import type { Deployment } from './deployment.js';
import { pulumi } from './pulumi.js';
import { terraform } from './terraform.js';

/**
 * The deployment for each tool that was asked for. A template that CloudFormation takes not at all, or
 * in one way only, is reported.
 */
export function infrastructureFiles(
  deployment: Deployment,
  extras: ReadonlySet<Extra>,
  reporter: Reporter,
): readonly Artifact[] {
  if (deployment.configuration === undefined && deployment.policies.length === 0) return [];
  const files: Artifact[] = [];
  if (extras.has('cloudformation')) {
    const text = cloudFormation(deployment);
    checkTemplateSize(deployment, text, reporter);
    files.push({ path: 'cloudformation.yaml', text });
  }
  if (extras.has('terraform'))
    files.push({ path: 'terraform/main.tf.json', text: terraform(deployment) });
  if (extras.has('pulumi')) files.push({ path: 'pulumi/Pulumi.yaml', text: pulumi(deployment) });
  return files;
}
