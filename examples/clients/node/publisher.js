/**
 * Publishes so that nothing is lost: what the broker has not confirmed when a connection is lost is published
 * again on the next one. A message may arrive twice then, with the same id.
 */
export class Publisher {
  #channel;
  #fail;
  #unconfirmed = new Map();

  /** Publishes on this channel from now on. @param fail what to call where the broker takes no message */
  use(channel, fail) {
    [this.#channel, this.#fail] = [channel, fail];
    channel.on('return', ({ fields }) => {
      console.error(`no queue takes messages with the key ${fields.routingKey}`);
    });
    for (const message of this.#unconfirmed.values()) this.#send(message);
  }

  /** How many messages the broker has not confirmed yet. */
  get unconfirmed() {
    return this.#unconfirmed.size;
  }

  /** Resolves when the broker has confirmed the message, if need be on a later connection. */
  publish(exchange, key, id, content) {
    return new Promise((resolve) => {
      const message = { exchange, key, id, content, resolve };
      this.#unconfirmed.set(id, message);
      this.#send(message);
    });
  }

  #send(message) {
    const { exchange, key, id, content, resolve } = message;
    const channel = this.#channel;
    const options = { persistent: true, mandatory: true, messageId: id };
    try {
      channel.publish(exchange, key, content, options, (error) => {
        if (error === null) {
          this.#unconfirmed.delete(id);
          resolve();
        } else if (channel === this.#channel) this.#fail(error); // nacked, or the connection is lost
      });
    } catch {
      // The channel is closed: the next one publishes it.
    }
  }
}
