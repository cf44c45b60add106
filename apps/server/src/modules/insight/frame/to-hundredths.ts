/** Money that is expected or a part of an aim, to the hundredth of the unit: more would be pretence. */
export const toHundredths = (amountE4: number): number => Math.round(amountE4 / 100) * 100
