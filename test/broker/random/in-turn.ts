/**
 * Runs a task with 0, 1, 2 and so on until it answers that it is enough. Two run at a time: one
 * computes while the other's RabbitMQ does.
 */
export async function inTurn(isEnough: (turn: number) => Promise<boolean>): Promise<void> {
  let turn = 0;
  let enough = false;
  const run = async (): Promise<void> => {
    while (!enough) if (await isEnough(turn++)) enough = true;
  };
  await Promise.all([run(), run()]);
}
