/** First entry of the archive: tells what it is before anything is written. */
export const markFile = 'quayside-backup.json'
/** Last entry: names every file with its checksum, so a shortened archive is noticed. */
export const manifestFile = 'quayside-manifest.json'
export const formatVersion = 1

export interface BackupMark {
  readonly format: 'quayside-backup'
  readonly formatVersion: number
  readonly postgresMajor: number
  readonly postgresVersion: string
  readonly createdAt: string
  /** Uncompressed; other sessions may add to it while the backup is made. */
  readonly approximateBytes: number
}

export interface BackedUpFile {
  readonly path: string
  readonly size: number
  readonly sha256: string
}

export interface BackupManifest {
  readonly startLsn: string
  readonly stopLsn: string
  readonly files: readonly BackedUpFile[]
}

/** Where in the archive the rest of the data folder lies: password, secret, attachments, whatever the application keeps. */
export const restFolder = 'rest'
/** Made again at the next start, or from the database. */
export const isRemade = (name: string) => /^(cluster|lock\.json|postgres\.log|postgresql\.conf|warehouse)/.test(name)
