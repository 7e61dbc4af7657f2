/** A page of the site, by its Markdown in the project. */
export interface NavigatedPage {
  /** From the project's folder. */
  readonly page: string;
  /** What the side bar calls it; without it the page's own heading. */
  readonly text?: string;
  /** Whether the page may be missing: somebody is still writing it. */
  readonly isExpected?: true;
}

/** Pages that belong together. */
export interface Section {
  readonly title: string;
  readonly pages: readonly NavigatedPage[];
}

/**
 * The way through the site. Every page of `docs` stands here once, but for those of diagnostics, whose
 * order is that of the tables in their README, and for examples, whose order is that of theirs.
 */
export const sections: readonly Section[] = [
  {
    title: 'Begin',
    pages: [
      { page: 'docs/start.md' },
      { page: 'docs/at-work.md' },
      { page: 'docs/playground.md', isExpected: true },
    ],
  },
  {
    title: 'Guides',
    pages: [
      { page: 'docs/sign-in.md', text: 'From an account to a sign-in' },
      { page: 'docs/import.md', text: 'From a broker to a policy' },
      { page: 'docs/clients.md', isExpected: true },
      { page: 'docs/ci.md', isExpected: true },
      { page: 'docs/report.md' },
      { page: 'docs/verify.md' },
      { page: 'docs/editors.md', text: 'Editors' },
      { page: 'docs/aws.md' },
    ],
  },
  {
    title: 'Reference',
    pages: [
      { page: 'docs/language.md', text: 'The language' },
      { page: 'docs/cli.md', text: 'Command line' },
      { page: 'docs/configuration.md', text: 'warren.yaml' },
      { page: 'docs/schemas.md', text: 'JSON' },
      { page: 'docs/protocols.md', isExpected: true },
      { page: 'docs/broker-facts.md' },
    ],
  },
];
