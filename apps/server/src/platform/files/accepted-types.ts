import { unknownType } from './sniff-type.ts'

const documents = new Set([
  'application/pdf',
  'application/zip',
  'application/gzip',
  'application/x-7z-compressed',
  'application/x-rar-compressed',
  'application/x-cfb',
  'application/rtf',
  'application/xml',
  'message/rfc822',
  'text/plain',
  'text/vcard',
  'text/calendar',
])
const families = [
  /^image\/(?!svg)/,
  /^audio\//,
  /^video\//,
  /^application\/vnd\.(openxmlformats-officedocument|oasis\.opendocument|ms-)/,
]

/** What may hang on a customer: papers, pictures, recordings, packed files. No programs, and nothing a browser would run. */
export const isAttachable = (mediaType: string) =>
  mediaType !== unknownType && (documents.has(mediaType) || families.some((family) => family.test(mediaType)))

const shown = new Set(['image/png', 'image/jpeg', 'image/webp', 'image/gif'])
/** Raster pictures a browser may show in a page. */
export const isPicture = (mediaType: string) => shown.has(mediaType)
