/** Too little to fit a model is an answer, not a failure. */
export function orNull<T>(fit: () => T): T | null {
  try {
    return fit()
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}
