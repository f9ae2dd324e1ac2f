/** What a list of notices says besides what notices say. In braces: {messages} and {recipients}, their numbers. */
export interface SummaryWords {
  readonly subject: string;
  readonly opening: string;
  /** Where the text names no more of them than people read. */
  readonly rest: string;
}

export const englishSummary: SummaryWords = {
  subject: 'What became of {messages} of your messages',
  opening:
    'There is more to tell you about your messages than we send in single notices within an hour, so here is one list of it. The attached table has all of it too.',
  rest: 'And {recipients} more recipients, whom the attached table names.',
};
