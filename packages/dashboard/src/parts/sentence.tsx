/** A sentence of the server: what it puts between backticks is something to type. */
export const Sentence = ({ text }: { readonly text: string }) => (
  <>{text.split('`').map((piece, index) => (index % 2 === 1 ? <code key={index}>{piece}</code> : piece))}</>
);
