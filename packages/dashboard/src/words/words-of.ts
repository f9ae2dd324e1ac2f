/** What somebody wrote into one field: words between blanks or commas. */
export const wordsOf = (text: string): string[] => text.split(/[\s,]+/).filter((word) => word !== '');
