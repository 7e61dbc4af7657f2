import assert from 'node:assert/strict';
import { attachmentOf, type Attachment } from '#warren/aws/attachment.js';
import { parseRoleArn } from '#warren/aws/arn.js';

const ROLES: readonly (readonly [rest: string, attachment: Attachment])[] = [
  ['/checkout', 'by-name'],
  ['/team/checkout', 'by-name'],
  ['/service-role/lambda-1', 'by-name'],
  ['/aws-reserved/other/x', 'by-name'],
  ['/team/aws-service-role/x', 'by-name'],
  ['/aws-service-role/mq.amazonaws.com/AWSServiceRoleForAmazonMQ', 'none'],
  ['/aws-reserved/sso.amazonaws.com/AWSReservedSSO_OnCall_0123456789abcdef', 'permission-set'],
  [
    '/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_OnCall_0123456789abcdef',
    'permission-set',
  ],
];

describe('attachmentOf', () => {
  for (const [rest, attachment] of ROLES)
    it(`role${rest}: ${attachment}`, () => {
      const result = parseRoleArn(`arn:aws:iam::111122223333:role${rest}`);
      assert.ok(result.ok);
      assert.equal(attachmentOf(result.arn), attachment);
    });
});
