import { Anchor, NONE, Positioned, WordNode } from './nodes.js';
import type * as tree from './tree.js';

/*
 * The items of the tree as the parser makes them. What an item holds is read before it is known where
 * the item ends, so its keyword and its stretch are filled in then.
 */

const unread = new WordNode(new Anchor(0), 0, 0, '');

/** What all items have. */
export abstract class ItemNode extends Positioned implements tree.ItemBase {
  keyword: tree.Word = unread;
  expects: readonly tree.Expect[] = NONE;
  /** The blocks that it was read in; undefined where more counted than its own text and these. */
  readIn: string | undefined = undefined;

  constructor(anchor: Anchor) {
    super(anchor, 0, 0);
  }

  /** The offset of its first `@expect`, or else of its keyword. */
  get start(): number {
    return this.anchor.at;
  }

  get end(): number {
    return this.anchor.at + this.to;
  }

  /** Moves it within its text, with its nodes but without the items in it, which have their own anchors. */
  move(by: number): void {
    this.anchor.at += by;
  }

  /** Takes note of the word that opens the item, and of where the item stands, from its anchor on. */
  complete(keyword: tree.Word, from: number, to: number): this {
    this.keyword = keyword;
    this.from = from;
    this.to = to;
    return this;
  }
}

/** See `BrokerDeclaration`. */
export class BrokerNode extends ItemNode implements tree.BrokerDeclaration {
  readonly type = 'broker';

  constructor(
    anchor: Anchor,
    readonly names: readonly (tree.Word | null)[],
    readonly items: readonly tree.Item[],
  ) {
    super(anchor);
  }
}

/** See `BrokerSetting`. */
export class SettingNode extends ItemNode implements tree.BrokerSetting {
  readonly type = 'setting';

  constructor(
    anchor: Anchor,
    readonly values: readonly (tree.Template | null)[],
  ) {
    super(anchor);
  }
}

/** See `TokenSetting`. */
export class TokenNode extends ItemNode implements tree.TokenSetting {
  readonly type = 'token';

  constructor(
    anchor: Anchor,
    readonly algorithms: readonly (tree.Word | null)[],
    readonly max: tree.Word | null | undefined,
  ) {
    super(anchor);
  }
}

/** See `LetDeclaration`. */
export class LetNode extends ItemNode implements tree.LetDeclaration {
  readonly type = 'let';

  constructor(
    anchor: Anchor,
    readonly name: tree.Word | null,
    readonly value: tree.Template | null,
  ) {
    super(anchor);
  }
}

/** See `SettingsBlock`. */
export class SettingsNode extends ItemNode implements tree.SettingsBlock {
  readonly type = 'settings';

  constructor(
    anchor: Anchor,
    readonly entries: readonly tree.SettingsEntry[],
  ) {
    super(anchor);
  }
}

/** See `RoleDeclaration`. */
export class RoleNode extends ItemNode implements tree.RoleDeclaration {
  readonly type = 'role';

  constructor(
    anchor: Anchor,
    readonly name: tree.Word | null,
    readonly arn: tree.Template | null,
  ) {
    super(anchor);
  }
}

/** See `GroupDeclaration`. */
export class GroupNode extends ItemNode implements tree.GroupDeclaration {
  readonly type = 'group';

  constructor(
    anchor: Anchor,
    readonly name: tree.Word | null,
    readonly members: readonly (tree.Word | null)[],
  ) {
    super(anchor);
  }
}

/** See `ProfileDeclaration`. */
export class ProfileNode extends ItemNode implements tree.ProfileDeclaration {
  readonly type = 'profile';

  constructor(
    anchor: Anchor,
    readonly name: tree.Word | null,
    readonly parameters: readonly (tree.Word | null)[],
    readonly items: readonly tree.Item[],
  ) {
    super(anchor);
  }
}

/** See `VhostBlock`. */
export class VhostNode extends ItemNode implements tree.VhostBlock {
  readonly type = 'vhost';

  constructor(
    anchor: Anchor,
    readonly pattern: tree.Template | null,
    readonly items: readonly tree.Item[],
  ) {
    super(anchor);
  }
}

/** See `OnBlock`. */
export class OnNode extends ItemNode implements tree.OnBlock {
  readonly type = 'on';

  constructor(
    anchor: Anchor,
    readonly brokers: readonly (tree.Word | null)[],
    readonly items: readonly tree.Item[],
  ) {
    super(anchor);
  }
}

/** See `TestBlock`. */
export class TestNode extends ItemNode implements tree.TestBlock {
  readonly type = 'test';

  constructor(
    anchor: Anchor,
    readonly title: tree.Template | null,
    readonly items: readonly tree.Item[],
  ) {
    super(anchor);
  }
}

/** See `ExchangeDeclaration`. */
export class ExchangeNode extends ItemNode implements tree.ExchangeDeclaration {
  readonly type = 'exchange';

  constructor(
    anchor: Anchor,
    readonly name: tree.Template | null,
    readonly exchangeType: tree.Template | null,
    readonly alternate: tree.Template | null,
  ) {
    super(anchor);
  }
}

/** See `TopologyDeclaration`. */
export class TopologyNode extends ItemNode implements tree.TopologyDeclaration {
  readonly type = 'topology';

  constructor(
    anchor: Anchor,
    readonly file: tree.Template | null,
  ) {
    super(anchor);
  }
}

/** See `TagPhrase`. */
export class TagNode extends ItemNode implements tree.TagPhrase {
  readonly type = 'tag';

  constructor(
    anchor: Anchor,
    readonly tags: readonly (tree.Word | null)[],
  ) {
    super(anchor);
  }
}

/** See `CallPhrase`. */
export class CallNode extends ItemNode implements tree.CallPhrase {
  readonly type = 'call';
  readonly arguments: tree.CallPhrase['arguments'];

  constructor(anchor: Anchor, given: tree.CallPhrase['arguments']) {
    super(anchor);
    this.arguments = given;
  }
}

/** See `QueueDeclaration`. */
export class QueueNode extends ItemNode implements tree.QueueDeclaration {
  constructor(
    anchor: Anchor,
    readonly type: tree.QueueDeclaration['type'],
    readonly name: tree.Template | null,
    readonly deadLetter: tree.Template | null,
  ) {
    super(anchor);
  }
}

/** See `RuleBlock`. */
export class RuleNode extends ItemNode implements tree.RuleBlock {
  constructor(
    anchor: Anchor,
    readonly type: tree.RuleBlock['type'],
    readonly subject: tree.Subject | null,
    readonly items: readonly tree.Item[],
  ) {
    super(anchor);
  }
}

/** See `ConnectPhrase`. */
export class ConnectNode extends ItemNode implements tree.ConnectPhrase {
  readonly type = 'connect';
}

/** See `ResourcePhrase`. */
export class PhraseNode extends ItemNode implements tree.ResourcePhrase {
  readonly type = 'phrase';

  constructor(
    anchor: Anchor,
    readonly verbs: readonly (tree.Word | null)[],
    readonly kind: tree.ResourcePhrase['kind'],
    readonly names: readonly (tree.Template | null)[],
    readonly clauses: readonly tree.Clause[],
  ) {
    super(anchor);
  }
}

/** See `ApiPhrase`. */
export class ApiNode extends ItemNode implements tree.ApiPhrase {
  readonly type = 'api';

  constructor(
    anchor: Anchor,
    readonly rights: readonly (tree.Word | null)[],
    readonly where: tree.WhereClause | null,
  ) {
    super(anchor);
  }
}
