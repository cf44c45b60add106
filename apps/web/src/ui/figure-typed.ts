/**
 * What was typed or pasted as a figure, as the program writes figures: an input method's full-width digits and signs as plain ones,
 * without signs of currency, per cent and thousands. A comma that groups no thousands stays, and makes it no figure: 1,5 is not 15.
 */
export function figureTyped(text: string): string {
  const plain = text
    .normalize('NFKC')
    .replace(/[。．]/g, '.')
    .replace(/[−–]/g, '-')
  return plain.replace(/,(?=\d{3}(?!\d))/g, '').replace(/[^\w.,-]+/g, '')
}
