import { columnLetters } from './header.ts'
import type { Issue, IssueCode } from './issue.ts'

export type MessageLanguage = 'zh-CN' | 'en'

type Texts = Record<IssueCode, string>

/** `{name}` is filled from params. First sentence: what is wrong; second: what to do. */
const en: Texts = {
  emptyFile: 'The file is empty. Choose the file that holds the data.',
  binaryFile:
    'This is not a table (a picture, PDF, archive or program). Save the data as CSV or XLSX and choose that file.',
  legacyXls: 'This is an old Excel file (.xls). Open it in Excel or WPS and save it as .xlsx.',
  encryptedXlsx: 'This workbook is protected by a password. Open it, remove the password and save it again.',
  notXlsx: 'This is a zip archive, but no Excel workbook. Unpack it, or save the table as .xlsx.',
  markupFile:
    'This is a web page, XML or JSON file, whatever its name says (some systems export web pages as .xls). Open it in Excel or WPS and save it as .xlsx.',
  brokenXlsx: 'The workbook is damaged ({reason}). Open it in Excel or WPS, save it again, and retry.',
  zipBomb:
    'The workbook would unpack to {size}, more than the {limit} allowed, and was refused. If it is genuine, save the sheet as CSV.',
  noSuchSheet: 'There is no sheet "{sheet}" in this workbook. Choose one of its sheets.',
  encodingGuessed:
    'The encoding could not be told for certain; {encoding} was assumed. Check names with accents or Chinese in the preview and choose another if they are wrong.',
  unreadableCharacter: 'Holds a character that could not be read (�). Check the encoding, or correct the cell.',
  nulCharacter: 'Held {count} NUL characters, which were removed. Check the value.',
  missingCells:
    'Has {found} cells where the header has {expected}; the missing ones are taken as empty. Check that values stand in their columns.',
  extraCells:
    'Has {found} cells where the header has {expected}. Often a delimiter inside a value is not quoted; correct the row.',
  emptyRow: 'The row has no values. Nothing needs to be done.',
  blankLines: '{count} blank lines were passed over. Nothing needs to be done.',
  skippedBeforeHeader: 'The line "{text}" above the header was passed over. Choose another header row if it is data.',
  duplicateHeader:
    'The column name "{name}" stands more than once; this one is called "{renamed}". Check which one you map.',
  emptyHeader: 'The column has no name; it is called {name}. Name it in the file or map it by its values.',
  tooManyColumns: 'Has {found} columns; only the first {limit} are read. Remove columns you do not need.',
  cellTooLong: 'The value is {length} characters long and was cut to {limit}. Shorten it in the file.',
  rowTooLong: 'The row is longer than {limit} characters and was cut. Check line ends and quotes in the file.',
  unterminatedQuote:
    'A quotation mark opens here but never closes; it was taken as part of the value. Close or remove it.',
  textAfterQuote: 'Text follows the closing quotation mark; it was kept. Double the quotation marks inside the value.',
  cellError: 'The cell holds the Excel error {text}. Correct the formula or the value.',
  formulaWithoutValue:
    'The formula has no saved result. Open the workbook in Excel or WPS, let it calculate, and save it.',
  longNumber:
    'The number {text} has more digits than Excel keeps (15); the last ones may be lost. Format such codes as text.',
  excelLeapDay: 'Excel day 60 is 29 February 1900, which never was. Correct the date.',
  brokenVCard: 'The card "{text}" has no END:VCARD. What could be read was kept; check it.',
  unknownCharset: 'The character set "{charset}" is not known; that of the file was used. Check the value.',
  notANumber: '"{text}" is not a number. Correct it in the file.',
  tooPrecise: '"{text}" has more than {scale} decimals. Shorten it, or allow rounding.',
  outOfRange: '"{text}" is too large. Correct it.',
  notADate: '"{text}" is not a date. Write it as 2024-05-31.',
  noSuchDay: 'There is no day "{text}" in the calendar. Correct it, or choose another order of day and month.',
  ambiguousDate: '"{text}" can be read with day or month first. Choose the order.',
}

const zh: Texts = {
  emptyFile: '文件是空的。请选择有数据的文件。',
  binaryFile: '这不是表格(可能是图片、PDF、压缩包或程序)。请把数据另存为 CSV 或 XLSX 后再选择。',
  legacyXls: '这是旧版 Excel 文件(.xls)。请用 Excel 或 WPS 打开并另存为 .xlsx。',
  encryptedXlsx: '工作簿有密码保护。请打开后取消密码并重新保存。',
  notXlsx: '这是压缩包,但不是 Excel 工作簿。请先解压,或把表格另存为 .xlsx。',
  markupFile:
    '这是网页、XML 或 JSON 文件,与扩展名无关(有些系统导出的 .xls 其实是网页)。请用 Excel 或 WPS 打开并另存为 .xlsx。',
  brokenXlsx: '工作簿已损坏({reason})。请用 Excel 或 WPS 打开并重新保存后再试。',
  zipBomb: '工作簿解压后达 {size},超过允许的 {limit},已拒绝。如确为正常文件,请把工作表另存为 CSV。',
  noSuchSheet: '工作簿中没有工作表“{sheet}”。请选择其中已有的工作表。',
  encodingGuessed: '无法确定文件编码,暂按 {encoding} 读取。请在预览中查看中文等字符,如有乱码请换一种编码。',
  unreadableCharacter: '含有无法识别的字符(�)。请检查文件编码,或更正该单元格。',
  nulCharacter: '含有 {count} 个空字符(NUL),已去除。请检查该值。',
  missingCells: '本行有 {found} 个单元格,表头有 {expected} 个,缺少的按空处理。请检查各值是否对应正确的列。',
  extraCells: '本行有 {found} 个单元格,表头只有 {expected} 个。通常是值中的分隔符没有加引号,请更正本行。',
  emptyRow: '本行没有任何值,无需处理。',
  blankLines: '已跳过 {count} 个空行,无需处理。',
  skippedBeforeHeader: '已跳过表头上方的“{text}”。如果它是数据,请另选表头行。',
  duplicateHeader: '列名“{name}”重复,此列改称“{renamed}”。请确认映射的是哪一列。',
  emptyHeader: '此列没有名称,暂称 {name}。请在文件中补上列名,或按内容映射。',
  tooManyColumns: '共有 {found} 列,只读取前 {limit} 列。请删除不需要的列。',
  cellTooLong: '内容长达 {length} 个字符,已截到 {limit} 个。请在文件中缩短。',
  rowTooLong: '本行超过 {limit} 个字符,已截断。请检查文件的换行和引号。',
  unterminatedQuote: '引号只有开头没有结尾,已作为内容保留。请补上或删除引号。',
  textAfterQuote: '结尾引号之后还有文字,已保留。值内的引号请写成两个。',
  cellError: '单元格是 Excel 错误值 {text}。请更正公式或内容。',
  formulaWithoutValue: '公式没有保存计算结果。请用 Excel 或 WPS 打开、计算并保存。',
  longNumber: '数字 {text} 超过 Excel 能保存的 15 位,末尾几位可能已丢失。此类编号请设为文本格式。',
  excelLeapDay: 'Excel 的第 60 天是并不存在的 1900 年 2 月 29 日。请更正日期。',
  brokenVCard: '名片“{text}”缺少 END:VCARD。已保留能读出的内容,请检查。',
  unknownCharset: '字符集“{charset}”无法识别,已按文件的编码读取。请检查该值。',
  notANumber: '“{text}”不是数字。请在文件中更正。',
  tooPrecise: '“{text}”的小数超过 {scale} 位。请缩短,或允许四舍五入。',
  outOfRange: '“{text}”过大。请更正。',
  notADate: '“{text}”不是日期。请写成 2024-05-31 的形式。',
  noSuchDay: '日历中没有“{text}”这一天。请更正，或改变日、月的顺序。',
  ambiguousDate: '“{text}”无法判断日和月的先后。请选择顺序。',
}

/**
 * Says where, what and what to do.
 * @example issueMessage({ code: 'emptyHeader', severity: 'warning', row: 1, column: 3, params: { name: 'C' } }, 'en')
 */
export function issueMessage(issue: Issue, language: MessageLanguage): string {
  const text = (language === 'zh-CN' ? zh : en)[issue.code]
  const filled = text.replace(/\{(\w+)\}/g, (_, name) => shown(issue, name, language))
  return place(issue, language) + filled
}

function place({ row, column }: Issue, language: MessageLanguage): string {
  if (row === 0) return ''
  if (language === 'zh-CN') return column === undefined ? `第 ${row} 行:` : `第 ${row} 行 ${columnLetters(column)} 列:`
  return column === undefined ? `Row ${row}: ` : `Row ${row}, column ${columnLetters(column)}: `
}

function shown(issue: Issue, name: string, language: MessageLanguage): string {
  const value = issue.params[name]
  if (typeof value !== 'number') return value ?? ''
  if (issue.code === 'zipBomb')
    return `${new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(value / 1_048_576)} MiB`
  return new Intl.NumberFormat(language).format(value)
}
