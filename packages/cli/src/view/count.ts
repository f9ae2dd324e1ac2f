/** Numbers as people read them. */

/** "1,234,567"; loading the words of all languages for this would cost a tenth of the start-up. */
export const count = (n: number): string => String(n).replace(/\d(?=(?:\d{3})+$)/g, '$&,');

export const plural = (n: number, one: string, many = `${one}s`): string => `${count(n)} ${n === 1 ? one : many}`;
