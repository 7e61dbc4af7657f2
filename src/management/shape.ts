import { ManagementFailure } from './failure.js';

/** A JSON object whose members nobody has looked at. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Whether a value is a JSON object. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * An object of an answer, whose members are looked at one by one. What is absent, null, or RabbitMQ's
 * `"unknown"` where something else is meant, is undefined where a member may be; so is an empty list in
 * the place of an object, as an empty Erlang list is written. Another type is a failure that names it.
 */
export class Shaped {
  /**
   * @param address what was asked for
   * @param part which part of the answer it is; empty for the whole
   */
  constructor(
    private readonly object: JsonObject,
    private readonly address: string,
    private readonly part: string,
  ) {}

  /**
   * The objects of a list.
   *
   * @throws ManagementFailure where it is no list of objects
   */
  static all(list: unknown, address: string, what = 'entry'): readonly Shaped[] {
    if (!Array.isArray(list)) throw wrong(address, 'the answer is no list');
    return list.map((entry: unknown, at) => Shaped.of(entry, address, `${what} ${at + 1}`));
  }

  /** @throws ManagementFailure where it is no object */
  static of(value: unknown, address: string, part = ''): Shaped {
    if (isJsonObject(value)) return new Shaped(value, address, part);
    throw wrong(address, `${part === '' ? 'the answer' : part} is no object`);
  }

  /** @throws ManagementFailure where there is no such text */
  text(key: string): string {
    const value = this.object[key];
    if (typeof value === 'string') return value;
    throw this.#wrong(key, value, 'a text');
  }

  optionalText(key: string): string | undefined {
    const value = this.#member(key);
    if (value === undefined || typeof value === 'string') return value;
    throw this.#wrong(key, value, 'a text');
  }

  optionalNumber(key: string): number | undefined {
    const value = this.#member(key);
    if (value === undefined || value === 'unknown' || value === '') return undefined;
    if (typeof value === 'number') return value;
    throw this.#wrong(key, value, 'a number');
  }

  optionalFlag(key: string): boolean | undefined {
    const value = this.#member(key);
    if (value === undefined || value === 'unknown' || value === '') return undefined;
    if (typeof value === 'boolean') return value;
    throw this.#wrong(key, value, 'true or false');
  }

  /** A member that is an object. */
  optional(key: string): Shaped | undefined {
    const value = this.#member(key);
    if (value === undefined || value === 'unknown' || value === '') return undefined;
    if (Array.isArray(value) && value.length === 0) return undefined;
    if (isJsonObject(value)) return new Shaped(value, this.address, this.#path(key));
    throw this.#wrong(key, value, 'an object');
  }

  /** A member that is a list of objects; empty where there is none. */
  list(key: string): readonly Shaped[] {
    const value = this.#member(key);
    if (value === undefined) return [];
    if (!Array.isArray(value)) throw this.#wrong(key, value, 'a list');
    return value.map((entry: unknown, at) =>
      Shaped.of(entry, this.address, `${this.#path(key)} ${at + 1}`),
    );
  }

  /** Texts in a list, or in one text with commas between. */
  words(key: string): readonly string[] {
    const value = this.#member(key);
    if (value === undefined) return [];
    const all: readonly unknown[] | undefined =
      typeof value === 'string' ? value.split(',') : Array.isArray(value) ? value : undefined;
    const texts = all?.filter((word) => typeof word === 'string');
    if (texts === undefined || texts.length !== all?.length)
      throw this.#wrong(key, value, 'a list of texts');
    return texts.map((word) => word.trim()).filter((word) => word !== '');
  }

  /** The members as they are, for what has no fixed shape, such as arguments. */
  get raw(): JsonObject {
    return this.object;
  }

  #member(key: string): unknown {
    const value = this.object[key];
    return value === null ? undefined : value;
  }

  #path(key: string): string {
    return this.part === '' ? `\`${key}\`` : `${this.part}, \`${key}\``;
  }

  #wrong(key: string, value: unknown, wanted: string): ManagementFailure {
    const part = this.part === '' ? 'the answer' : this.part;
    return wrong(
      this.address,
      value === undefined || value === null
        ? `${part} has no \`${key}\``
        : `\`${key}\` of ${part} is not ${wanted}`,
    );
  }
}

function wrong(address: string, problem: string): ManagementFailure {
  return new ManagementFailure(address, {
    kind: 'shape',
    problem,
    advice: 'it is not what the management API of RabbitMQ answers',
  });
}
