/** How long a broker took to read a rabbitmq.conf of some size. */
interface Measurement {
  readonly bytes: number;
  readonly seconds: number;
}

/**
 * The time to read rabbitmq.conf, which grows with the square of its size in every version. Source:
 * measured with RabbitMQ's own reader, Kyorai/cuttlefish; a faster or slower machine scales it.
 */
const MEASURED: readonly Measurement[] = [
  { bytes: 24_000, seconds: 0.8 },
  { bytes: 73_000, seconds: 7 },
  { bytes: 240_000, seconds: 100 },
];

/** Aliases that need more bytes than this, some seven seconds of boot, belong in advanced.config. */
export const LARGE_ALIASES = 65_536;

/** The seconds that a broker needs about to read a rabbitmq.conf of so many bytes. */
export function bootEstimate(bytes: number): number {
  return SECONDS_PER_SQUARE * bytes * bytes;
}

/** The slowest of the measurements counts: the estimate serves as a warning. */
const SECONDS_PER_SQUARE = Math.max(
  ...MEASURED.map(({ bytes, seconds }) => seconds / (bytes * bytes)),
);

/** From how many seconds on the size of rabbitmq.conf is worth a warning. */
export const SLOW_BOOT_SECONDS = 10;
