import type { TextRange } from '../../source/range.js';
import { isPhrase } from '../../syntax/parse.js';
import { mentionsOf, type Mention } from '../../syntax/mentions.js';
import { definitions } from '../../diagnostics/registry.js';
import type { FileView } from '../file-view.js';
import { meaningOf } from '../../syntax/words.js';
import { byBroker, code, commentText, paragraphs } from './markdown.js';
import { arnText, hoverNamed } from './named.js';
import { apiText, hoverPhrase, tagText } from './phrase.js';
import { hoverResource } from './resource.js';

/** What there is to say about a stretch of a text, in Markdown. */
export interface HoverText {
  readonly range: TextRange;
  readonly text: string;
}

/** Where the page of a diagnostic's code is, as an address; undefined where there is none. */
export type PageOf = (code: string) => string | undefined;

/** What there is to say about what stands at an offset; undefined where that is nothing. */
export function hoverAt(
  view: FileView,
  offset: number,
  pageOf: PageOf = () => undefined,
): HoverText | undefined {
  const { snapshot, file, source } = view;
  const named = snapshot.names.at(file, offset);
  if (named !== undefined) {
    const text = hoverNamed(named, snapshot);
    return text === undefined ? undefined : { range: named.place.range, text };
  }
  const mention = mentionsOf(file).find((one) => touches(rangeOf(one), offset));
  const [use] = snapshot.resources.at(source, offset);
  if (use !== undefined) {
    const text = hoverResource(snapshot.resources.at(source, offset), snapshot);
    if (text !== undefined) return { range: use.place.range, text };
  }
  if (mention !== undefined) {
    const text = hoverMention(mention, view, pageOf);
    return text === undefined ? undefined : { range: rangeOf(mention), text };
  }
  return undefined;
}

function rangeOf(mention: Mention): TextRange {
  return 'word' in mention ? mention.word.range : mention.template.range;
}

function touches({ start, end }: TextRange, offset: number): boolean {
  return start <= offset && offset <= end;
}

function hoverMention(mention: Mention, view: FileView, pageOf: PageOf): string | undefined {
  const { snapshot, file, source } = view;
  const item = mention.items.at(-1);
  if (item === undefined) return undefined;
  if ('template' in mention)
    switch (mention.as) {
      case 'arn':
        return byBroker(snapshot, ({ policy, roles }) => {
          const role = item.type === 'role' ? roles.get(item.name?.text ?? '') : undefined;
          return role === undefined ? undefined : arnText(role.arn, policy.broker.account);
        });
      case 'setting-value':
        return meaningOf(item.keyword.text);
      case 'name':
      case 'key':
      case 'to':
      case 'from':
      case 'dead-letter':
      case 'alternate':
      case 'client':
        return isPhrase(item) ? hoverPhrase(item, source, snapshot) : undefined;
      case 'vhost':
        return paragraphs(commentText(file, item), meaningOf('vhost'));
      case 'exchange':
      case 'queue':
      case 'stream':
      case 'exchange-type':
      case 'topology':
      case 'title':
      case 'let-value':
      case 'settings-value':
      case 'argument':
      case 'tag-key':
      case 'tag-value':
      case 'expect-reason':
        return undefined;
    }
  const { as, word } = mention;
  switch (as) {
    case 'tag':
      return tagText(word.text);
    case 'api':
      return apiText(word.text);
    case 'setting':
      return meaningOf(word.text);
    case 'expect-code':
      return expectText(word.text, pageOf);
    case 'verb':
    case 'kind':
    case 'clause':
      return isPhrase(item) ? hoverPhrase(item, source, snapshot) : undefined;
    case 'keyword':
      return isPhrase(item)
        ? hoverPhrase(item, source, snapshot)
        : paragraphs(commentText(file, item), meaningOf(word.text));
    case 'algorithm':
    case 'duration':
      return meaningOf('token');
    case 'broker':
    case 'role':
    case 'group':
    case 'profile':
    case 'parameter':
    case 'let':
    case 'member':
    case 'subject':
    case 'on':
    case 'call':
    case 'settings-key':
      return undefined;
  }
}

function expectText(name: string, pageOf: PageOf): string | undefined {
  const definition = definitions.get(name);
  const page = pageOf(name);
  if (definition === undefined) return undefined;
  const more = page === undefined ? '' : `: [what it means](${page})`;
  return `**${definition.severity}** ${code(name)}${more}`;
}
