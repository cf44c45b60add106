export const phoneLink = (phone: string) => `tel:${phone.replace(/ ext\. ?/, ',').replace(/[^\d+,]/g, '')}`

/** `+8613812345678` as one reads it aloud; the whole number stays in the link. */
export function phoneText(phone: string): string {
  const mobile = /^\+86(1\d{2})(\d{4})(\d{4})$/.exec(phone)
  if (mobile) return mobile.slice(1).join(' ')
  // Area codes: Beijing and the 02x cities have two digits after the zero, all others three.
  const fixed = /^\+86(10|2\d|[3-9]\d{2})(\d{3,4})(\d{4})( ext.*)?$/.exec(phone)
  if (fixed) return `0${fixed[1]}-${fixed[2]} ${fixed[3]}${fixed[4] ?? ''}`
  return phone
}
