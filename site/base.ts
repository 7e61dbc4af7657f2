/**
 * Stands in the built site for the path that the site will be published under, until `makeRelocatable` puts
 * an expression in its place that finds the path out.
 */
export const BASE = '/__warren_base__/';
