import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { RegionInfo } from 'aws-cdk-lib/region-info';
import ts from 'typescript';
import { PARTITIONS, partitionNamed } from '#warren/aws/partitions.js';
import { isRegionName, partitionOfRegion, REGIONS } from '#warren/aws/regions.js';
import { nearest } from '#warren/diagnostics/nearest.js';

/** A partition as AWS's own table has it: its regions, without the stand-in for global services. */
interface AwsPartition {
  readonly id: string;
  readonly regions: readonly string[];
}

/** AWS's table, as a literal in a file of the SDK, which exports no list of it. */
function awsPartitions(): readonly AwsPartition[] {
  const manifest = createRequire(import.meta.url).resolve('@aws-sdk/core/package.json');
  const file = 'dist-es/submodules/client/util-endpoints/lib/aws/partitions.js';
  const text = readFileSync(join(dirname(manifest), file), 'utf8');
  const found: AwsPartition[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isObjectLiteralExpression(node)) {
      const id = valueOf(node, 'id');
      const regions = valueOf(node, 'regions');
      if (id && ts.isStringLiteral(id) && regions && ts.isObjectLiteralExpression(regions))
        found.push({
          id: id.text,
          regions: regions.properties
            .map(({ name }) => (name !== undefined && ts.isStringLiteral(name) ? name.text : ''))
            .filter((name) => !name.endsWith('-global')),
        });
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest));
  return found;
}

function valueOf(node: ts.ObjectLiteralExpression, key: string): ts.Expression | undefined {
  for (const property of node.properties)
    if (ts.isPropertyAssignment(property) && ts.isStringLiteral(property.name))
      if (property.name.text === key) return property.initializer;
  return undefined;
}

describe('partitions', () => {
  it('are those of AWS, with the same regions', () => {
    const byId = ({ id: a }: AwsPartition, { id: b }: AwsPartition): number => (a < b ? -1 : 1);
    const ours = PARTITIONS.map(({ id, regions }) => ({ id, regions: [...regions].sort() }));
    const theirs = awsPartitions().map(({ id, regions }) => ({ id, regions: [...regions].sort() }));
    assert.deepEqual(ours.sort(byId), theirs.sort(byId));
  });

  it('have every region that another package of AWS knows', () => {
    const known = RegionInfo.regions.filter(({ name }) => !name.startsWith('aws-'));
    assert.ok(known.length > 30);
    for (const { name, partition } of known) {
      assert.ok(REGIONS.includes(name), name);
      assert.equal(partitionOfRegion(name), partition, name);
    }
  });

  it('tell their regions from those of the others by the shape', () => {
    for (const { id, regions } of PARTITIONS)
      for (const region of regions)
        assert.deepEqual(
          PARTITIONS.filter((other) => other.region.test(region)).map((other) => other.id),
          [id],
        );
  });

  it('take a region that they do not know yet by its shape', () => {
    const later: readonly [region: string, partition: string | undefined][] = [
      ['ap-southwest-1', 'aws'],
      ['eu-west-12', 'aws'],
      ['cn-south-1', 'aws-cn'],
      ['us-gov-central-1', 'aws-us-gov'],
      ['eusc-fr-west-1', 'aws-eusc'],
      ['us-isob-north-1', 'aws-iso-b'],
      ['eu-west1', undefined],
      ['eu-west-0', undefined],
      ['EU-WEST-1', undefined],
      ['eu-west-1 ', undefined],
      ['aws-global', undefined],
      ['', undefined],
    ];
    for (const [region, partition] of later) {
      assert.equal(partitionOfRegion(region), partition, region);
      assert.equal(isRegionName(region), partition !== undefined, region);
      assert.ok(!REGIONS.includes(region));
    }
  });

  it('are found by their names alone', () => {
    assert.equal(partitionNamed('aws-cn')?.title, 'AWS China');
    for (const text of ['AWS', 'aws ', '', 'aws-mars'])
      assert.equal(partitionNamed(text), undefined);
  });

  it('have a near region for a slip', () => {
    assert.equal(nearest('eu-wset-1', REGIONS), 'eu-west-1');
    assert.equal(nearest('us-east-11', REGIONS), 'us-east-1');
  });
});
