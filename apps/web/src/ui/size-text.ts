/** 1.4 MB; steps of 1,024. */
export function sizeText(bytes: number, locale: string): string {
  const power = Math.min(4, Math.floor(Math.log2(Math.max(bytes, 1)) / 10))
  const unit = ['B', 'kB', 'MB', 'GB', 'TB'][power]
  return `${(bytes / 1024 ** power).toLocaleString(locale, { maximumFractionDigits: power === 0 ? 0 : 1 })} ${unit}`
}
