/** Thrown where the compiler finds itself wrong: nothing may be written then. */
export class InternalError extends Error {}
