// Says loudly what `npm test` leaves out: in CI nothing is, since .ci/run goes on with it.
if (!process.env.CI)
  console.warn(
    [
      '',
      '  NOT RUN HERE: the tests against real RabbitMQ brokers, which need root on Debian,',
      '  and those with Neovim and a browser, which are fetched from Debian.',
      '  Run them with: npm run test:brokers, npm run test:editors',
      '',
    ].join('\n'),
  );
