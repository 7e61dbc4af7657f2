import { onText } from '../../diagnostics/on-brokers.js';

/** The brokers as a heading: `broker a`, `brokers a and b`, `all 3 brokers`. */
export function brokersText(brokers: readonly string[], all: readonly string[]): string {
  const [only = '', ...more] = brokers;
  if (more.length === 0) return `broker ${only}`;
  const where = onText({ names: brokers, all }).replace(/^on /, '');
  return brokers.length < all.length ? `brokers ${where}` : where;
}
