/*
 * Amazon MQ does not document how it makes its ids. They look like UUIDs after a letter, but the
 * developer guide's own example, `b-1234a5b6-78cd-901e-2fgh-3i45j6k178l9`, has letters beyond f.
 */
const BROKER_ID = /^b-[0-9a-z-]+$/;
const CONFIGURATION_ID = /^c-[0-9a-z-]+$/;

/** Whether the text has the shape of a broker's id, the last field of its ARN. */
export function isBrokerId(text: string): boolean {
  return BROKER_ID.test(text);
}

/** Whether the text has the shape of a configuration's id, the last field of its ARN. */
export function isConfigurationId(text: string): boolean {
  return CONFIGURATION_ID.test(text);
}
