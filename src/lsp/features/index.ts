import type { Feature } from '../feature.js';
import { pullDiagnostics } from './pull-diagnostics.js';

/** All that the server can do beside telling what is wrong. */
export const features: readonly Feature[] = [pullDiagnostics];
