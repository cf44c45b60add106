/** Least-squares line through the values: its height before the first (t = 0 for values at 1 … n), and its rise per period. */
export function straightLine(values: Float64Array): { level: number; slope: number } {
  const { length } = values
  const middle = (length + 1) / 2
  let [sum, products, squares] = [0, 0, 0]
  for (let t = 1; t <= length; t++) {
    const value = values[t - 1] as number
    sum += value
    products += (t - middle) * value
    squares += (t - middle) ** 2
  }
  const slope = squares > 0 ? products / squares : 0
  return { level: sum / length - slope * middle, slope }
}
