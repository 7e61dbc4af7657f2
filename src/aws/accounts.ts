/** Twelve decimal digits; the first may be a zero. Source: `accountIdType` in the IAM API's model. */
const ACCOUNT_ID = /^[0-9]{12}$/;

/** Whether the text is an AWS account's number: 12 digits, without the dashes some pages print. */
export function isAccountId(text: string): boolean {
  return ACCOUNT_ID.test(text);
}
