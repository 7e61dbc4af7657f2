/** Runs a task for each item, two at a time: one computes while the other's RabbitMQ does. */
export async function inPairs<T>(
  items: readonly T[],
  task: (item: T) => Promise<void>,
): Promise<void> {
  const left = [...items];
  const run = async (): Promise<void> => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await task(item);
  };
  await Promise.all([run(), run()]);
}
