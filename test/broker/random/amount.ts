/** Decisions to compare on each suite and in each way; a million is a matter of minutes. */
export const DECISIONS = Number(process.env['WARREN_DECISIONS'] ?? 100_000);

/** The same seed gives the same policies, scopes and questions. */
export const SEED = Number(process.env['WARREN_SEED'] ?? Date.now() % 1_000_000_000);
