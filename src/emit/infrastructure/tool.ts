import type { Reporter } from '../../diagnostics/reporter.js';
import type { Deployment } from './deployment.js';

/** Something that makes what stands in a file of its own. */
export interface Tool {
  /** As `--emit` names it. */
  readonly name: string;
  /** The file, relative to the folder of the broker or account. */
  readonly path: string;
  /** Whether it can ask for the issuer of an account. */
  readonly checksIssuer?: boolean;
  readonly write: (deployment: Deployment) => string;
  /** Reports a text that the tool does not take. */
  readonly check?: (deployment: Deployment, text: string, reporter: Reporter) => void;
}
