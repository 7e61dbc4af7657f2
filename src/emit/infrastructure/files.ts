import type { Reporter } from '../../diagnostics/reporter.js';
import type { Artifact } from '../output/artifacts.js';
import type { Deployment } from './deployment.js';
import type { Tool } from './tool.js';

/** The deployment for each tool; none where there is nothing to make. What a tool refuses is reported. */
export function infrastructureFiles(
  deployment: Deployment,
  tools: readonly Tool[],
  reporter: Reporter,
): readonly Artifact[] {
  if (deployment.configuration === undefined && deployment.policies.length === 0) return [];
  return tools.map(({ path, write, check }) => {
    const text = write(deployment);
    check?.(deployment, text, reporter);
    return { path, text };
  });
}
