import type { LanguageRegistration } from 'shiki';

/** Colours of a terminal: commands, and what Warren marks in what it prints. */
export const consoleGrammar: LanguageRegistration = {
  name: 'console',
  scopeName: 'text.console',
  repository: {},
  patterns: [
    {
      match: '^(\\$) (.*)$',
      captures: {
        '1': { name: 'comment.prompt.console' },
        '2': { name: 'entity.name.function.command.console' },
      },
    },
    { match: '^error\\[[a-z0-9-]+\\]', name: 'keyword.error.console' },
    { match: '^warning\\[[a-z0-9-]+\\]', name: 'variable.warning.console' },
    { match: '^ +(\\^+|-+)?$|\\^{2,}', name: 'keyword.mark.console' },
    { match: '^ *(--> .*)$', name: 'comment.place.console' },
    { match: '^ *(\\d+)? \\|', name: 'comment.frame.console' },
    { match: '^ *= (help|note):', name: 'constant.note.console' },
    { match: '^…$', name: 'comment.left-out.console' },
    { match: '\\+ GAINED', name: 'markup.inserted.console' },
    { match: '- LOST', name: 'markup.deleted.console' },
  ],
};
