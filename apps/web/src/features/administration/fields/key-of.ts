/** `warehouseArea` of "Warehouse area (m²)": what imports and the API call the field, where nobody says otherwise. */
export function keyOf(labelEn: string): string {
  const words = labelEn
    .normalize('NFKD')
    .split(/[^A-Za-z0-9]+/)
    .filter(Boolean)
  const joined = words.map((word, at) => (at === 0 ? word.toLowerCase() : capital(word))).join('')
  return joined
    .replace(/^[0-9]+/, '')
    .replace(/^[A-Z]/, (first) => first.toLowerCase())
    .slice(0, 40)
}

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase()
